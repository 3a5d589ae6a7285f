"""How far an action has come: each step in the log with who, when and why; closing, and opening again."""

from datetime import date

import pytest

from tests.facts import add_action, add_meeting, add_series
from wapentake.actions.changes import close_action, set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.kit.changes import READER
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change

ON = date(2024, 5, 13)


@pytest.fixture
def action(partnership):
    return add_action(partnership, "count the lamps", "TB", due_on=date(2024, 4, 30))


def state_of(action):
    return Action.objects.get(pk=action.pk).state


def test_each_step_keeps_who_and_why(action, coordinator):
    set_action_state(action, ActionState.PROGRESS, by=coordinator, on=ON)
    set_action_state(action, ActionState.BLOCKED, by=coordinator, on=ON, why="The ladder is broken.")
    set_action_state(action, ActionState.DONE, by=READER, on=ON)
    told = [(one.verb, one.by_name, one.after.get("why", "")) for one in Change.objects.order_by("pk")]
    assert told == [
        ("begun", str(coordinator), ""),
        ("blocked", str(coordinator), "The ladder is broken."),
        ("said to be done", "The reader", ""),
    ]
    assert Action.objects.get(pk=action.pk).done_on == ON


def test_the_same_twice_is_one_change(action, coordinator):
    for _ in range(2):
        set_action_state(action, ActionState.BLOCKED, by=coordinator, on=ON)
        close = {"by": coordinator, "on": ON, "why": "Done long ago."}
    for _ in range(2):
        close_action(action, **close)
    assert Change.objects.count() == 2


def test_closed_at_a_meeting(action, coordinator):
    may = add_meeting(add_series(action.partnership), ON)
    close_action(action, by=coordinator, on=ON, at=may)
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.closed_at) == (ActionState.CLOSED, ON, may)
    assert Change.objects.get().after["closed_at"] == f"{may.body}, 13 May 2024"


def test_closed_by_words_of_a_page(action, coordinator):
    close_action(action, by=coordinator, on=ON, words=action.passage)
    assert Action.objects.get(pk=action.pk).ended_by == action.passage


def test_closing_outside_of_a_meeting_asks_why(action, coordinator):
    with pytest.raises(Refused, match="Say why"):
        close_action(action, by=coordinator, on=ON)
    with pytest.raises(Refused, match="Say why"):
        set_action_state(action, ActionState.CLOSED, by=coordinator, on=ON)
    assert state_of(action) == ActionState.OPEN
    set_action_state(action, ActionState.CLOSED, by=coordinator, on=ON, why="The lamps were sold.")
    assert state_of(action) == ActionState.CLOSED


def test_what_is_closed_is_only_opened_again(action, coordinator):
    close_action(action, by=coordinator, on=ON, why="Done.")
    with pytest.raises(Refused, match="Open it again first"):
        set_action_state(action, ActionState.DONE, by=coordinator, on=ON)
    set_action_state(action, ActionState.OPEN, by=coordinator, on=ON, why="It was another one.")
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.closed_at, action.done_on) == (ActionState.OPEN, None, None, None)
