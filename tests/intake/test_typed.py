"""Typed minutes become a page, and their statements facts of the meeting that stood in the calendar."""

from datetime import date

import pytest

from tests.register import MINUTES
from wapentake.actions.changes import set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.intake.changes.removing import withdraw_source
from wapentake.intake.changes.typed import take_typed
from wapentake.intake.rules import propose
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Attendance, Decision, Item, Meeting
from wapentake.reading import read
from wapentake.sources.models import Passage, PassageState, Source
from wapentake.terms import key_of_body

DAY = date(2024, 3, 12)


@pytest.fixture
def meeting(partnership) -> Meeting:
    return Meeting.objects.create(
        partnership=partnership, body=partnership.name, body_key=key_of_body(partnership.name), on=DAY, state="held"
    )


@pytest.fixture
def take(meeting, coordinator):
    def take_text(text, *, refused=(), earlier=None):
        return take_typed(meeting, text, name="Minutes", refused=refused, earlier=earlier, by=coordinator)

    return take_text


def said() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in (Meeting, Item, Attendance, Decision, Action)}


EVERYTHING = {"Meeting": 1, "Item": 3, "Attendance": 4, "Decision": 2, "Action": 2}


def test_each_statement_becomes_a_fact_of_the_meeting_in_the_calendar(take, meeting):
    taken = take(MINUTES)
    assert said() == EVERYTHING
    assert {one.meeting for one in Action.objects.all()} == {meeting}
    action = Action.objects.get(text__contains="landlords")
    assert "write to the landlords" in action.passage.words
    assert action.passage.document.source == taken.source
    assert not Passage.objects.filter(state=PassageState.PROPOSED).exists()


def test_same_text_again_changes_nothing(take):
    first = take(MINUTES)
    again = take(MINUTES, earlier=first.source)
    assert (again.source, again.accepted, again.gone) == (first.source, 0, 0)
    assert said() == EVERYTHING


def test_what_was_refused_while_typing_makes_no_fact(take):
    proposed = propose(read(MINUTES))
    wrong = next(one for one in proposed if one.kind == "action" and "landlords" in one.data["text"])
    take(MINUTES, refused=[wrong.likeness])
    assert said() == EVERYTHING | {"Action": 1}
    assert Passage.objects.get(state=PassageState.REFUSED).likeness == wrong.likeness


def test_changed_text_keeps_the_rows_of_what_it_still_says(take, coordinator):
    first = take(MINUTES)
    kept = Action.objects.get(text__contains="landlords")
    set_action_state(kept, ActionState.DONE, by=coordinator, on=DAY)
    changed = MINUTES.replace("£1,250", "£1,500").replace("30 April 2024", "31 May 2024")
    second = take(changed, earlier=first.source)
    assert said() == EVERYTHING
    action = Action.objects.get(text__contains="landlords")
    assert (action.pk, action.state, action.due_on) == (kept.pk, ActionState.DONE, date(2024, 5, 31))
    assert action.passage.document.source == second.source
    assert Source.objects.get(pk=first.source.pk).state == "withdrawn"


def test_what_is_said_no_longer_goes(take):
    first = take(MINUTES)
    shorter = MINUTES.replace("ACTION: Dana Colley to report on the sessions at the next meeting.\n", "")
    second = take(shorter, earlier=first.source)
    assert second.gone == 1
    assert said() == EVERYTHING | {"Action": 1}


def test_text_that_returns_to_what_it_was_is_the_first_page_again(take):
    first = take(MINUTES)
    second = take(MINUTES.replace("£1,250", "£1,500"), earlier=first.source)
    third = take(MINUTES, earlier=second.source)
    assert third.source == first.source
    assert said() == EVERYTHING
    assert Decision.objects.filter(text__contains="1,250").exists()


def test_meeting_in_the_calendar_stays_when_its_page_is_withdrawn(take, meeting, coordinator):
    taken = take(MINUTES)
    withdraw_source(taken.source, by=coordinator)
    assert said() == dict.fromkeys(said(), 0) | {"Meeting": 1}
    assert Meeting.objects.get() == meeting


def test_minutes_of_another_day_by_their_words_stay_with_their_meeting(take):
    """A typed line that names another day first must not carry the facts off to that day."""
    take(MINUTES.replace("held on Tuesday 12 March 2024 at", "held on Tuesday 19 March 2024 at"))
    assert said() == EVERYTHING
    assert Meeting.objects.get().on == DAY


def test_nothing_typed_is_refused(take):
    with pytest.raises(Refused, match="no minutes yet"):
        take("  \n")
    assert not Source.objects.exists()
