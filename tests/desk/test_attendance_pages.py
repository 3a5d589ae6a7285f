"""Attendance by body as a page, and the letter to a body that was absent twice in a row, from its draft to its end."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse

from tests.facts import BODY, add_attendance, add_meeting, add_organisation, add_person, add_series
from wapentake.contacts.models import Organisation, Person
from wapentake.letters.models import Letter
from wapentake.meetings.models import AbsenceLetter, AbsenceWording, Attendance, Meeting

JANUARY, MARCH, MAY = date(2026, 1, 12), date(2026, 3, 9), date(2026, 5, 11)
TODAY = date(2026, 5, 20)
QUERIES = 10  # session, account, partnership; meetings to choose and the last; four of attendance; letters


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


def attend(partnership, body, *days, status="present"):
    """Somebody of a body in the lists of these meetings."""
    name = f"Ann {body}"
    person = Person.objects.filter(partnership=partnership, name=name).first()
    person = person or add_person(partnership, name, (body, JANUARY, MAY))
    for on in days:
        row = add_attendance(person, on, status)
        Attendance.objects.filter(pk=row.pk).update(organisation=body)


@pytest.fixture
def bodies(partnership):
    """The council at each meeting; police and a club at the first alone, the police with apologies for the last."""
    names = ("Borough Council", "Fenland Police", "Lantern Club")
    council, police, club = (add_organisation(partnership, name) for name in names)
    attend(partnership, council, JANUARY, MARCH, MAY)
    attend(partnership, police, JANUARY)
    attend(partnership, police, MAY, status="apologies")
    attend(partnership, club, JANUARY)
    Organisation.objects.update(is_member=True)
    Organisation.objects.filter(pk=police.pk).update(is_responsible=True)
    add_series(partnership)
    return council, police, club


def at(name, *told):
    return reverse(f"desk:{name}", args=["harrowmere", *told])


def read(answer):
    return " ".join(answer.content.decode().split())


def write(client, body, do, **told):
    page = client.get(at("absence-letter", body.pk))
    initial = page.context["form"].initial
    values = {name: initial[name] for name in ("to", "email", "subject", "text")} | {"sent_on": "2026-05-19"}
    return client.post(at("absence-letter", body.pk), values | {"do": do} | told)


def test_each_body_at_each_meeting_in_words(client_chair, bodies):
    text = read(client_chair.get(at("attendance")))
    assert f"{BODY}: twelve months up to 11 May 2026" in text
    assert "Responsible authority</strong> <strong>Fenland Police</strong> was absent twice in a row, once with" in text
    assert "<strong>Lantern Club</strong> was absent twice in a row, without apologies: 9 March 2026 and 11 May" in text
    assert text.index("<strong>Fenland Police") < text.index("<strong>Lantern Club")
    assert text.count("3 of 3") == 1
    assert text.count("1 of 3") == 2
    assert text.count("one of two in a row") == 4
    assert 'govuk-tag--red">Absent</strong>' in text


def test_up_to_a_meeting_that_is_chosen(client_in, bodies):
    answer = client_in.get(at("attendance"), {"meeting": Meeting.objects.get(on=MARCH).pk})
    assert [one.on for one in answer.context["table"].meetings] == [JANUARY, MARCH]
    assert answer.context["absences"] == []


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow(client_in, partnership, bodies, many, django_assert_num_queries):
    for number in range(many):
        body = add_organisation(partnership, f"Body {'ABC'[number]}")
        attend(partnership, body, JANUARY)
        Organisation.objects.filter(pk=body.pk).update(is_member=True)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(at("attendance"))
    assert len(answer.context["absences"]) == 2 + many


def test_a_letter_stands_ready(client_in, partnership, bodies):
    _, police, club = bodies
    person = Person.objects.get(name="Ann Fenland Police")
    Person.objects.filter(pk=person.pk).update(email="ann@fenland.example")
    Organisation.objects.filter(pk=police.pk).update(representative=person)
    add_meeting(Meeting.objects.get(on=MAY).series, date(2026, 7, 13))
    form = client_in.get(at("absence-letter", police.pk)).context["form"]
    assert (form.initial["to"], form.initial["email"]) == (f"{person}, Fenland Police", "ann@fenland.example")
    for words in (
        f"Dear {person}",
        f"{BODY} met on 9 March 2026 and 11 May 2026.",
        "Apologies came for 11 May 2026.",
        "Fenland Police is one of the responsible authorities",
        "The next meeting is on Monday 13 July 2026 at 2.00 pm, Corn Hall.",
        "Rowan Teale",
    ):
        assert words in form.initial["text"]
    plain = client_in.get(at("absence-letter", club.pk)).context["form"].initial["text"]
    assert "Dear colleague" in plain
    assert "responsible" not in plain
    assert "pologies" not in plain
    assert not AbsenceLetter.objects.exists()


def test_a_chair_reads_a_letter_and_sends_none(client_chair, client_in, bodies):
    club = bodies[2]
    for words in ("No letter is written yet.", "A letter was begun by Rowan Teale on"):
        page = client_chair.get(at("absence-letter", club.pk)).content.decode()
        assert words in page
        assert "Dear colleague" in page
        assert 'name="do"' not in page
        write(client_in, club, "save")
    assert "[name]" in client_chair.get(at("absence-wording")).content.decode()
    assert "Write a letter" not in client_chair.get(at("attendance")).content.decode()


def test_a_letter_is_kept_and_goes_as_a_word_file(client_in, bodies):
    club = bodies[2]
    assert write(client_in, club, "save", text="Dear all\r\n\r\n- come").status_code == 302
    answer = write(client_in, club, "word")
    letter = AbsenceLetter.objects.get()
    assert answer.headers["Location"] == at("absence-docx", letter.pk)
    assert letter.text == "Dear all\n\n- come"
    file = client_in.get(answer.headers["Location"])
    words = [one.text for one in docx.Document(BytesIO(file.content)).paragraphs]
    assert words == [BODY, "20 May 2026", "Lantern Club", f"{BODY}: we missed Lantern Club", "Dear all", "come"]
    assert "A letter is written, and not sent yet." in read(client_in.get(at("attendance")))


def test_a_letter_that_was_posted_is_kept_as_it_went(client_in, client_chair, bodies):
    club = bodies[2]
    write(client_in, club, "post")
    for path in (at("attendance"), at("chair"), at("absence-letter", club.pk)):
        assert "Letter sent on 19 May 2026." in read(client_chair.get(path))
    page = client_in.get(at("absence-letter", club.pk))
    assert "form" not in page.context
    assert "from Rowan Teale" in read(page)
    client_in.post(at("absence-letter", club.pk), {"do": "save", "to": "x", "subject": "x", "text": "x"})
    assert AbsenceLetter.objects.get().to == "Lantern Club"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("waiting", "Letter of 20 May 2026: it waits to be sent by e-mail."),
        ("sent", "Letter sent on 20 May 2026."),
        ("refused", "The letter could not be sent: No such box."),
        ("bounced", "The letter of 20 May 2026 came back: No such box."),
        ("doubtful", "It is not known if the letter of 20 May 2026 arrived"),
    ],
)
def test_what_became_of_a_letter_by_e_mail(client_in, bodies, state, words):
    write(client_in, bodies[2], "email", email="club@lantern.example")
    Letter.objects.update(state=state, said="No such box.")
    assert words in read(client_in.get(at("chair")))
    assert Letter.objects.get().to == "club@lantern.example"


@pytest.mark.parametrize(
    ("do", "told", "words"),
    [
        ("email", {}, "Enter the e-mail address to which the letter goes"),
        ("post", {"sent_on": ""}, "Enter the day on which the letter was sent"),
        ("post", {"sent_on": "2026-05-21"}, "Enter today, or a day before"),
        ("save", {"text": " "}, "Enter what the letter says"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(client_in, bodies, do, told, words):
    answer = write(client_in, bodies[2], do, **told)
    assert answer.status_code == 422
    assert words in read(answer)
    assert not AbsenceLetter.objects.exists()


def test_who_came_needs_no_letter(client_in, bodies):
    page = read(client_in.get(at("absence-letter", bodies[0].pk)))
    assert "there is no letter to write" in page
    client_in.post(at("absence-letter", bodies[0].pk), {"do": "post", "to": "x", "subject": "x", "text": "x"})
    assert not AbsenceLetter.objects.exists()


def test_words_of_letters_are_changed_from_a_day_on(client_in, bodies):
    told = {"subject": "Come, [body]", "text": "Dear [name]", "duty": "", "since": "2026-05-20"}
    wrong = client_in.post(at("absence-wording"), told | {"text": "[nmae]"})
    assert wrong.status_code == 422
    assert "“[nmae]” cannot be filled in" in read(wrong)
    assert client_in.post(at("absence-wording"), told).status_code == 302
    assert AbsenceWording.objects.get().subject == "Come, [body]"
    initial = client_in.get(at("absence-letter", bodies[2].pk)).context["form"].initial
    assert (initial["subject"], initial["text"]) == ("Come, Lantern Club", "Dear colleague")


def test_nothing_known_is_said(client_in, partnership):
    assert "no minutes in the register" in read(client_in.get(at("attendance")))
    attend(partnership, add_organisation(partnership, "Fenland Police"), MARCH)
    assert "which organisations are member bodies" in read(client_in.get(at("attendance")))
