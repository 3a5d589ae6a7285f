"""A part of a return that goes to a colleague, or is not theirs: by link, once, and seen by the coordinator."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.chasing.chased import Visitor, add_lead, link_for
from wapentake.chasing.models import Answer, Nudge
from wapentake.kit.models import Change
from wapentake.letters.models import Letter
from wapentake.returns.changes.parts import accept_part
from wapentake.returns.models import Part

pytestmark = pytest.mark.django_db
ASKED = date(2018, 4, 9)


@pytest.fixture
def part(year_end):
    """The part that Ada leads, which she was asked for."""
    year_end.ask(ASKED)
    return year_end.part(0)


@pytest.fixture
def ada(year_end, part):
    return Visitor(link_for(year_end.leads[0]))


@pytest.fixture
def ben(year_end):
    return add_lead(year_end.partnership, "Bo Carr", "Wendshire Police")


def fresh(part):
    return Part.objects.get(pk=part.pk)


def say(visitor, part, kind, *, once="a", name="pass-part", **told):
    return visitor.client.post(visitor.path(name, part.pk), {"kind": kind, "once": once, **told}, follow=False)


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_leads_to_it(ada, part, ben, year_end):
    assert ada.path("pass-part", part.pk) in ada.text("part", part.pk)
    text = ada.text("pass-part", part.pk)
    for words in ("Is it not yours?", "Hand it over", "It is not mine", "Bo Carr"):
        assert words in text
    assert "Ben Lorne" not in text  # he stands for another body
    assert ada.get("pass-part", year_end.part(1).pk).status_code == 404


def test_a_colleague_has_it_at_once_and_is_told(ada, part, ben, year_end):
    before = Letter.objects.count()
    answer = say(ada, part, "hand over", to_person=str(ben.pk), words="I am away in May")
    assert "You handed it over." in plain(ada.client.get(answer.headers["Location"]))
    held = fresh(part)
    assert (held.lead, held.lead_body, held.asked_on, held.state) == (ben, part.lead_body, ASKED, "asked")
    letter = Letter.objects.latest("pk")
    assert (Letter.objects.count(), letter.to) == (before + 1, ben.email)
    assert letter.subject.startswith("A part of a return is yours now")
    assert "Ada Lorne handed this part of a return for" in letter.text
    assert "I am away in May" in letter.text
    address = re.search(r"http://localhost(/by-link/\S+)", letter.text)[1]
    assert "Evening sessions" in ada.client.get(address).content.decode()
    assert ada.get("part", part.pk).status_code == 404
    assert Nudge.objects.get(letter=letter).thing == held
    change = Change.objects.get(thing="returns.part", verb="handed over")
    assert (change.by_name, change.after["why"]) == ("Ada Lorne, by link", "I am away in May")


def test_not_theirs_it_waits_for_the_coordinator_who_gives_it_to_somebody(client_in, ada, part, ben, year_end):
    say(ada, part, "not mine", words="The council runs it")
    assert fresh(part).lead is None
    slug = year_end.partnership.slug
    text = plain(client_in.get(reverse("chasing:overview", args=[slug])))
    for words in ("Evening sessions", "A part of the return “Year-end return 2017/18”", "it is not theirs.", "council"):
        assert words in text
    answer = Answer.objects.get()
    given = client_in.post(reverse("chasing:settle", args=[slug, answer.pk]), {"do": "give", "person": ben.pk})
    assert given.status_code == 302
    assert fresh(part).lead == ben
    assert Answer.objects.get().state == "confirmed"
    assert "asks you to answer this part of a return." in Letter.objects.latest("pk").text
    board = plain(client_in.get(reverse("desk:return", args=[slug, part.of_id])))
    assert "Bo Carr" in board


def test_it_stays_with_the_one_who_answered(client_in, ada, part, year_end):
    say(ada, part, "not mine", words="No")
    settle = reverse("chasing:settle", args=[year_end.partnership.slug, Answer.objects.get().pk])
    client_in.post(settle, {"do": "refuse"})
    assert fresh(part).lead == year_end.leads[0]


def test_somebody_else_is_confirmed_first(ada, part, year_end):
    say(ada, part, "hand over", to_name="Pat Lee", to_email="pat@x.example")
    assert fresh(part).lead == year_end.leads[0]
    assert Answer.objects.get().state == "asked"
    assert "You asked that it goes to Pat Lee." in ada.text()


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("not mine", {}, "Say whose it is"),
        ("hand over", {}, "Choose a colleague, or enter a name"),
        ("hand over", {"to_person": "999999"}, "valid choice"),
    ],
)
@pytest.mark.usefixtures("ben")
def test_what_is_missing_is_said(kind, told, words, ada, part, year_end):
    answer = say(ada, part, kind, **told)
    assert answer.status_code == 422
    assert words in plain(answer)
    assert fresh(part).lead == year_end.leads[0]


def test_there_is_no_other_answer_here(ada, part):
    assert say(ada, part, "done").status_code == 404


def test_a_form_sent_twice_is_one_answer(ada, part):
    first = say(ada, part, "hand over", to_name="Pat Lee")
    assert say(ada, part, "hand over", to_name="Pat Lee").headers["Location"] == first.headers["Location"]
    assert Answer.objects.count() == 1


def test_one_that_is_accepted_stays_as_it_is(ada, part, year_end):
    year_end.answer(
        0, narrative="Eight evenings were held in the hall.", outcomes="Fewer calls came.", forecast=100_000
    )
    accept_part(fresh(part), by=year_end.by)
    answer = say(ada, part, "not mine", words="No")
    assert answer.status_code == 422
    assert "accepted this part" in plain(answer)
    assert fresh(part).lead == year_end.leads[0]


def test_a_colleague_without_an_address_has_it_and_the_log_says_that_nobody_told_them(ada, part, ben):
    ben.email = ""
    ben.save()
    before = Letter.objects.count()
    say(ada, part, "hand over", to_person=str(ben.pk))
    assert (fresh(part).lead, Letter.objects.count()) == (ben, before)
    assert Change.objects.get(verb="could not be told").after["to"] == "Bo Carr"
