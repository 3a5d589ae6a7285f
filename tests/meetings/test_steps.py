"""The way of a meeting: every state can be reached, nothing leads out of the order, and confirmed text stays."""

import pytest

from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.changes import take_step
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CLOSED, STEPS, may_step, steps_from
from wapentake.terms import MeetingState as State

WHOLE_WAY = (
    "draft-agenda", "publish-agenda", "hold", "finish", "clear", "circulate", "publish-draft", "confirm", "publish",
    "archive",
)  # fmt: skip


@pytest.fixture
def meeting(partnership) -> Meeting:
    return Meeting.objects.create(
        partnership=partnership, body="Partnership", body_key="partnership", on="2026-03-09", state=State.PLANNED
    )


def test_every_state_can_be_reached():
    reached, found = set(), {State.PLANNED, State.RECORDED}
    while found:
        reached |= found
        found = {step.end for state in found for step in steps_from(state)} - reached
    assert reached == set(State)


def test_nothing_leads_back_out_of_what_was_confirmed():
    reached, found = set(), set(CLOSED)
    while found:
        reached |= found
        found = {step.end for state in found for step in steps_from(state)} - reached
    assert reached == set(CLOSED)


@pytest.mark.parametrize("state", list(State))
def test_only_a_step_that_begins_here_may_be_taken(state):
    for step in STEPS.values():
        verdict = may_step(state, step)
        assert verdict.ok == (step in steps_from(state))
        assert verdict.ok or str(state) in verdict.reasons[0]


def test_chair_takes_one_step_only():
    assert [name for name, step in STEPS.items() if step.chair] == ["clear"]


def test_whole_way_is_logged_step_by_step(meeting, coordinator):
    for name in WHOLE_WAY:
        meeting = take_step(meeting, name, by=coordinator)
    assert meeting.state == State.ARCHIVED
    assert tuple(Change.objects.order_by("pk").values_list("verb", flat=True)) == WHOLE_WAY


def test_step_of_two_people_is_taken_once(meeting, coordinator):
    """Both have the page open; the second is told, and nothing is changed."""
    take_step(meeting, "draft-agenda", by=coordinator)
    with pytest.raises(Refused, match="Somebody may have been before you"):
        take_step(meeting, "draft-agenda", by=coordinator)
    assert Change.objects.count() == 1
