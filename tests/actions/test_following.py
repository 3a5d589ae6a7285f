"""Actions that are due at the next meeting have its day, wherever it is moved."""

from datetime import date

import pytest

from tests.facts import add_action, add_meeting, add_series
from wapentake.actions.changes import follow_next_meeting, set_due
from wapentake.actions.models import Action
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting

HELD, JUNE, AUGUST = date(2026, 4, 13), date(2026, 6, 8), date(2026, 8, 10)


def due(text):
    return Action.objects.get(text=text).due_on


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"due_event": "next meeting"}, JUNE),
        ({"due_event": "the next meeting", "due_on": date(2026, 6, 1)}, JUNE),  # it was to be held then
        ({"due_event": "next Harrowmere meeting"}, JUNE),
        ({"due_event": "next meeting", "due_on": date(2026, 5, 1)}, date(2026, 5, 1)),  # given on purpose
        ({"due_event": "next JAG"}, None),  # another body's
        ({"due_event": ""}, None),
        ({"due_on": date(2026, 6, 1)}, date(2026, 6, 1)),
        ({"due_event": "next meeting", "state": "done"}, None),
    ],
)
def test_who_follows(held, expected, partnership, coordinator):
    add_action(partnership, "task", on=HELD, **held)
    series = add_series(partnership)
    add_meeting(series, AUGUST)
    add_meeting(series, JUNE)
    follow_next_meeting(series, was=date(2026, 6, 1), by=coordinator)
    assert due("task") == expected


def test_the_next_meeting_of_another_body(partnership, coordinator):
    add_action(partnership, "task", on=HELD, due_event="next JAG")
    add_action(partnership, "other", on=HELD, due_event="next meeting")
    add_series(partnership)
    jag = add_series(partnership, "Saltby Joint Action Group")
    first = add_meeting(jag, JUNE)
    assert follow_next_meeting(jag, was=None, by=coordinator) == 1
    assert (due("task"), due("other")) == (JUNE, None)
    Meeting.objects.filter(pk=first.pk).update(on=AUGUST)
    assert follow_next_meeting(jag, was=JUNE, by=coordinator) == 1
    assert due("task") == AUGUST
    assert Action.objects.get(text="task").due_meeting == first


def test_due_at_a_meeting_that_somebody_chose(partnership, coordinator):
    series = add_series(partnership)
    june, august = add_meeting(series, JUNE), add_meeting(series, AUGUST)
    action = add_action(partnership, "task", on=HELD, due_event="next spring")
    set_due(action, meeting=june, by=coordinator, why="So it was agreed.")
    Meeting.objects.filter(pk=june.pk).update(on=date(2026, 6, 22))
    assert follow_next_meeting(series, was=JUNE, by=coordinator) == 1
    assert due("task") == date(2026, 6, 22)
    Meeting.objects.filter(pk=june.pk).update(state="cancelled")
    Meeting.objects.filter(pk=august.pk).update(state="cancelled")
    assert follow_next_meeting(series, was=date(2026, 6, 22), by=coordinator) == 1
    assert due("task") is None
    add_meeting(series, date(2026, 10, 12))
    assert follow_next_meeting(series, was=None, by=coordinator) == 1
    assert due("task") == date(2026, 10, 12)


def test_planned_moved_and_cancelled(partnership, coordinator):
    add_action(partnership, "task", on=HELD, due_event="next meeting")
    series = add_series(partnership)
    assert follow_next_meeting(series, was=None, by=coordinator) == 0
    june = add_meeting(series, JUNE)
    assert follow_next_meeting(series, was=None, by=coordinator) == 1
    assert due("task") == JUNE
    Meeting.objects.filter(pk=june.pk).update(on=date(2026, 6, 22))
    assert follow_next_meeting(series, was=JUNE, by=coordinator) == 1
    assert due("task") == date(2026, 6, 22)
    add_meeting(series, AUGUST)
    Meeting.objects.filter(pk=june.pk).update(state="cancelled")
    assert follow_next_meeting(series, was=date(2026, 6, 22), by=coordinator) == 1
    assert due("task") == AUGUST
    Meeting.objects.filter(on=AUGUST).delete()
    assert follow_next_meeting(series, was=AUGUST, by=coordinator) == 1
    assert due("task") is None
    assert [one.after["due_on"] for one in Change.objects.filter(verb="followed").order_by("pk")] == [
        "2026-06-08",
        "2026-06-22",
        "2026-08-10",
        None,
    ]


def test_the_next_meeting_that_was_held_is_not_the_one_to_come(partnership, coordinator):
    add_action(partnership, "task", on=HELD, due_event="next meeting")
    series = add_series(partnership)
    add_meeting(series, JUNE, "held")
    add_meeting(series, AUGUST)
    assert follow_next_meeting(series, was=None, by=coordinator) == 0
    assert due("task") is None
