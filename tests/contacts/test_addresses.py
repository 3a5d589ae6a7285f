"""E-mail addresses: of one person, and of many from pasted lines, seen before anything is saved."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import add_action, add_organisation, add_person
from wapentake.contacts.changes import decide_likeness, drop_unused
from wapentake.contacts.models import Likeness, LikenessState, Organisation, Person
from wapentake.contacts.rules import read_addresses
from wapentake.kit.models import Change


@pytest.fixture
def address(partnership):
    return reverse("desk:addresses", args=[partnership.slug])


@pytest.fixture
def tom(partnership):
    return add_person(partnership, "Tom Beckwith")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Bell, ann@council.example", [("Ann Bell", "ann@council.example", "")]),
        ("Ann Bell <ann@council.example>", [("Ann Bell", "ann@council.example", "")]),
        ("Ann Bell\tann@council.example\n\n", [("Ann Bell", "ann@council.example", "")]),
        ("Ann Bell;Council;ann@council.example", [("Ann Bell", "ann@council.example", "")]),
        ('"Bell, Ann",ann@council.example', [("Bell, Ann", "ann@council.example", "")]),
        ("E-mail,Name\nann@council.example,Ann Bell", [("Ann Bell", "ann@council.example", "")]),
        ("Ann Bell", [("Ann Bell", "", "There is no address on this line.")]),
        ("Ann Bell, ann@council", [("Ann Bell", "ann@council", "“ann@council” is no e-mail address.")]),
        (", ann@council.example", [("", "ann@council.example", "There is no name on this line.")]),
        (
            "Ann Bell, a@b.example\nann bell, c@d.example\nAnn Bell, A@B.example",
            [
                ("Ann Bell", "a@b.example", ""),
                ("ann bell", "c@d.example", "This name stands above with another address."),
                ("Ann Bell", "A@B.example", ""),
            ],
        ),
        ("", []),
    ],
)
def test_lines(text, expected):
    assert [(one.name, one.email, one.problem) for one in read_addresses(text)] == expected


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    for one in read_addresses(text):
        assert one.problem or (one.key and "@" in one.email)


def test_nothing_is_saved_before_it_was_seen(client_in, partnership, tom, address):
    short = add_person(partnership, "T Beckwith", joined_to=tom)
    lines = f"{short.name}, tom@force.example\nAnn Other, ann@x.example\nnonsense"
    text = client_in.post(address, {"text": lines}).content.decode()
    for words in (
        "These will be saved (1)", "Tom Beckwith: tom@force.example", "written “T Beckwith”",
        "Nobody of that name is known (1)", "Line 2: Ann Other", "These cannot be read (1)", "Line 3: nonsense",
    ):  # fmt: skip
        assert words in text
    assert not Person.objects.exclude(email="").exists()
    words = client_in.post(address, {"text": lines, "do": "save"}, follow=True).content.decode()
    assert "Saved: 1 e-mail address." in words
    tom.refresh_from_db()
    assert tom.email == "tom@force.example"
    assert Change.objects.get().after == {"email": "tom@force.example"}
    assert "is known already" in client_in.post(address, {"text": lines}).content.decode()


def test_a_file_is_read_too(client_in, tom, address):
    file = SimpleUploadedFile("people.csv", "\ufeffName;Email\nTom Beckwith;tom@force.example\n".encode())
    assert "These will be saved (1)" in client_in.post(address, {"file": file}).content.decode()


def test_nothing_is_asked_for(client_in, partnership, address):
    answer = client_in.post(address, {"text": " "})
    assert answer.status_code == 422
    assert "Paste names with addresses" in answer.content.decode()


def test_of_one_person(client_in, partnership, tom):
    edit = reverse("desk:edit-person", args=[partnership.slug, tom.pk])
    assert "Enter an e-mail address" in client_in.post(edit, {"email": "tom at force"}).content.decode()
    day = {"left_on_day": "1", "left_on_month": "5", "left_on_year": "2024"}
    text = client_in.post(edit, {"email": "tom@force.example", **day}, follow=True).content.decode()
    for words in ("Saved: Tom Beckwith.", "tom@force.example", "1 May 2024"):
        assert words in text
    tom.refresh_from_db()
    assert tom.left_on == date(2024, 5, 1)


def test_what_a_leaver_leads_needs_a_new_lead(client_in, partnership, tom):
    add_action(partnership, "count the lamps", ("TB", tom), lead=tom)
    listed = reverse("actions:list", args=[partnership.slug]) + "?state=leaderless"
    assert "Count the lamps" not in client_in.get(listed).content.decode()
    Person.objects.filter(pk=tom.pk).update(left_on=date(2024, 5, 1))
    text = client_in.get(listed).content.decode()
    assert "Count the lamps" in text
    assert "A new lead is needed." in text


def test_joined_the_address_goes_with_the_name_and_comes_back(partnership, coordinator, tom):
    other = add_person(partnership, "T Beckwith")
    Person.objects.filter(pk=other.pk).update(email="tom@force.example")
    other.refresh_from_db()
    pair = Likeness.objects.create(partnership=partnership, one=tom, other=other, reason="One letter.")
    decide_likeness(pair, LikenessState.SAME, keep=tom, by=coordinator)
    assert Person.objects.get(pk=tom.pk).email == "tom@force.example"
    decide_likeness(pair, LikenessState.OPEN, keep=None, by=coordinator)
    assert Person.objects.get(pk=tom.pk).email == ""
    assert Person.objects.get(pk=other.pk).email == "tom@force.example"


def test_who_has_an_address_and_what_is_a_member_is_kept(partnership, tom):
    Person.objects.filter(pk=tom.pk).update(email="tom@force.example")
    add_person(partnership, "Nobody Now")
    Organisation.objects.filter(pk=add_organisation(partnership, "Fire Service").pk).update(is_member=True)
    add_organisation(partnership, "Forgotten Body")
    drop_unused(partnership)
    assert [str(one) for one in Person.objects.all()] == ["Tom Beckwith"]
    assert [str(one) for one in Organisation.objects.all()] == ["Fire Service"]
