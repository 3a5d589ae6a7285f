"""Asking eight leads for their parts, the days on which they are reminded, and the one letter of a day."""

from datetime import date, timedelta

import pytest

from tests.chasing.chased import chase, give
from tests.returns.made import INTERNAL, nudge_on
from wapentake.chasing.models import Nudge
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.models import Letter
from wapentake.plans.models import TacticalAction
from wapentake.returns.changes import move_due, put_part
from wapentake.returns.changes.parts import leave_out
from wapentake.returns.models import Part

pytestmark = pytest.mark.django_db
ASKED = date(2018, 4, 9)
NUDGES = [date(2018, 4, 16), date(2018, 4, 23), date(2018, 4, 27), date(2018, 4, 30), date(2018, 5, 1)]
DAYS = [date(2018, 4, 9) + timedelta(number) for number in range(40)]


def test_parts_come_from_what_has_money(year_end):
    parts = Part.objects.filter(of=year_end.of).order_by("position")
    assert [str(part) for part in parts][:2] == ["Evening sessions", "Lights on the path"]
    assert parts.count() == 8
    assert {str(part.lead_body) for part in parts} == {"Wendshire Police", "Ottersby Council", "Wendshire Fire"}


def test_each_lead_gets_one_letter_with_all_their_parts(year_end):
    second = year_end.part(1)
    values = {"title": second.title, "lead": year_end.leads[0], "tactical_action": year_end.actions[1]}
    put_part(year_end.of, values, by=year_end.by, part=second)
    letters = year_end.ask(ASKED)
    assert [letter.to for letter in letters][:2] == ["ada@harrowmere.example", "cat@harrowmere.example"]
    assert len(letters) == 7
    assert letters[0].subject == "2 parts of the return “Year-end return 2017/18”, by 30 April 2018"
    assert "1. Evening sessions\n2. Lights on the path\n" in letters[0].text
    assert "Please answer by Monday 30 April 2018." in letters[0].text
    year_end.of.refresh_from_db()
    assert (year_end.of.state, year_end.of.asked_on) == ("asked", ASKED)
    # Asked again, nobody is written to again.
    assert year_end.ask(ASKED + timedelta(1)) == []
    assert Change.objects.filter(verb="asked for").count() == 1


@pytest.mark.parametrize("held", [{"lead": None}, {"email": ""}])
def test_nobody_is_asked_where_somebody_cannot_be(held, year_end):
    if "email" in held:
        year_end.leads[3].email = ""
        year_end.leads[3].save()
    else:
        Part.objects.filter(pk=year_end.part(3).pk).update(lead=None)
    with pytest.raises(Refused, match="Nobody was asked"):
        year_end.ask(ASKED)
    assert not Letter.objects.exists()
    assert not Part.objects.exclude(asked_on=None).exists()


def test_nudges_on_those_days_and_no_other(year_end):
    """The 28th of April 2018 is a Saturday, so that the reminder of two days before goes out on Friday the 27th."""
    chase(year_end.partnership, since=date(2017, 4, 1))
    year_end.ask(ASKED)
    assert [day for day in DAYS if nudge_on(day)] == NUDGES
    assert Nudge.objects.filter(part=year_end.part(0)).count() == 5
    last = Letter.objects.filter(person=year_end.leads[0]).latest("pk")
    assert last.subject == "1 part of a return (1 late) for Harrowmere Community Safety Partnership"
    assert "It was due on Monday 30 April 2018. For the return “Year-end return 2017/18”." in last.text


def test_who_answered_is_not_reminded_and_a_day_that_is_moved_begins_anew(year_end):
    chase(year_end.partnership, since=date(2017, 4, 1))
    year_end.ask(date(2018, 3, 19))
    early = date(2018, 4, 16)
    move_due(year_end.of, early, is_internal=True, why="The funder asked", by=year_end.by)
    year_end.answer_all(6, 7)
    assert [letter.person for letter in nudge_on(early)] == [year_end.leads[6], year_end.leads[7]]
    move_due(year_end.of, INTERNAL, is_internal=True, why="It was too soon for partners", by=year_end.by)
    written = [day for day in DAYS if day > early and nudge_on(day)]
    assert written == [date(2018, 4, 17), *NUDGES[1:]]  # what stood on the 16th was not told that day
    moved = [(one.was, one.to, one.why) for one in year_end.of.moved.order_by("pk")]
    assert moved == [
        (INTERNAL, early, "The funder asked"),
        (early, INTERNAL, "It was too soon for partners"),
    ]


@pytest.mark.parametrize(
    ("to", "internal", "why", "words"),
    [
        (date(2018, 6, 1), True, "Later", "must not come after the funder’s, 31 May 2018"),
        (date(2018, 4, 29), False, "Sooner", "must not come before the partners’, 30 April 2018"),
        (date(2018, 4, 29), True, " ", "Say why"),
        (INTERNAL, True, "Same", "That is the day already"),
    ],
)
def test_days_that_cannot_be(to, internal, why, words, year_end):
    with pytest.raises(Refused, match=words):
        move_due(year_end.of, to, is_internal=internal, why=why, by=year_end.by)


def test_one_letter_holds_actions_parts_and_rows_of_the_plan(year_end):
    chase(year_end.partnership, since=date(2017, 4, 1))
    year_end.ask(ASKED)
    day = date(2018, 4, 16)
    give(year_end.partnership, year_end.leads[0], "count the cans", due_on=day)
    TacticalAction.objects.filter(pk=year_end.actions[0].pk).update(update_due_on=day - timedelta(1))
    letter = next(one for one in nudge_on(day) if one.person == year_end.leads[0])
    assert letter.subject.startswith("1 action, 1 part of a return and 1 row of the plan (1 late, 1 due today) for ")
    assert "asks you for 1 action, 1 part of a return and 1 row of the plan." in letter.text
    assert "An update was due on Sunday 15 April 2018. In “Delivery plan”." in letter.text
    assert [str(one.thing) for one in letter.nudges.order_by("number")] == [
        "1.1 Evening sessions",
        "count the cans",
        "Evening sessions",
    ]


def test_what_is_left_out_is_not_asked_for(year_end):
    leave_out(year_end.part(0), "It ended last year", by=year_end.by)
    assert len(year_end.ask(ASKED)) == 7
    chase(year_end.partnership, since=date(2017, 4, 1))
    assert len(nudge_on(NUDGES[0])) == 7
