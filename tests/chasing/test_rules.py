"""When who is reminded: the days around a due day and before a meeting, what was missed, and quiet hours."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.chasing.rules import (
    CATCH_UP_DAYS,
    Chased,
    Group,
    Timing,
    Why,
    find_moment,
    find_steps,
    group_of,
    is_quiet_day,
    list_meeting_steps,
    list_steps,
    read_days,
    say_days,
    say_steps,
    say_why,
)
from wapentake.meetings.rules import find_holidays

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = find_holidays([date(2018, 4, 1), date(2026, 1, 1)])
ALWAYS = Timing(weekends_quiet=False, quiet_from=time(8), quiet_until=time(8))
LONG_AGO = date(2000, 1, 1)


def days(*texts):
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        # The 28th is a Saturday.
        ("2018-04-30", days("2018-04-16", "2018-04-23", "2018-04-27", "2018-04-30", "2018-05-01")),
        # Due on a Saturday: the day before; a day after it is a Sunday and then Monday.
        ("2018-04-28", days("2018-04-13", "2018-04-20", "2018-04-26", "2018-04-27", "2018-04-30")),
        # Easter: the 30th of March is Good Friday, the 2nd of April Easter Monday.
        ("2018-04-03", days("2018-03-20", "2018-03-27", "2018-03-29", "2018-04-03", "2018-04-04")),
        ("2018-03-29", days("2018-03-15", "2018-03-22", "2018-03-27", "2018-03-29", "2018-04-03")),
    ],
)
def test_days_around_a_due_day(due, expected):
    assert [step.on for step in list_steps(date.fromisoformat(due), Timing(), HOLIDAYS)] == expected


def test_weekends_may_be_days_like_others():
    due = date(2018, 4, 30)
    assert [step.on for step in list_steps(due, ALWAYS, HOLIDAYS)] == [due - timedelta(n) for n in (14, 7, 2, 0, -1)]


def test_days_before_a_meeting():
    steps = list_meeting_steps(date(2018, 4, 16), Timing(), HOLIDAYS)
    assert [(step.why, step.on) for step in steps] == [
        (Why.MEETING, date(2018, 3, 29)),  # the 2nd of April is Easter Monday
        (Why.MEETING, date(2018, 4, 13)),
    ]


DUE, MEETING = date(2018, 4, 30), date(2018, 5, 14)


@pytest.mark.parametrize(
    ("state", "due", "meeting", "on", "expected"),
    [
        ("open", DUE, None, "2018-04-13", []),
        ("open", DUE, None, "2018-04-16", [("before", 14)]),
        ("in progress", DUE, None, "2018-04-16", [("before", 14)]),
        ("done", DUE, None, "2018-04-16", []),
        ("closed", DUE, None, "2018-04-16", []),
        ("blocked", DUE, None, "2018-04-16", []),
        ("blocked", DUE, MEETING, "2018-04-30", [("meeting", 14)]),
        ("blocked", None, MEETING, "2018-05-11", [("meeting", 2)]),
        # Missed on the day, the server being off: the reminder of the next day alone.
        ("open", DUE, None, "2018-05-01", [("after", -1)]),
        ("open", DUE, None, "2018-05-08", [("after", -1)]),
        ("open", DUE, None, "2018-05-09", []),
        # Late ones: before each meeting.
        ("open", DUE, MEETING, "2018-05-11", [("meeting", 2)]),
        ("open", DUE, MEETING, "2018-05-01", [("after", -1), ("meeting", 14)]),
        ("open", DUE, MEETING, "2018-04-30", [("today", 0)]),
        # Without a day: before the next meeting.
        ("open", None, MEETING, "2018-04-27", []),
        ("open", None, MEETING, "2018-04-30", [("meeting", 14)]),
        ("open", None, MEETING, "2018-05-14", [("meeting", 2)]),
        ("open", None, MEETING, "2018-05-15", []),
        ("open", None, None, "2018-05-11", []),
    ],
)
def test_what_stands_on_a_day(state, due, meeting, on, expected):
    steps = find_steps(
        Chased(state, due, meeting),
        on=date.fromisoformat(on),
        since=LONG_AGO,
        timing=Timing(),
        holidays=HOLIDAYS,
    )
    assert [(step.why.value, step.days) for step in steps] == expected


def test_nothing_from_before_chasing_began():
    told = {"timing": Timing(), "holidays": HOLIDAYS, "on": date(2018, 4, 18)}
    chased = Chased("open", DUE, None)
    assert find_steps(chased, since=date(2018, 4, 16), **told)
    assert not find_steps(chased, since=date(2018, 4, 17), **told)


DAYS = st.dates(date(2017, 6, 1), date(2018, 12, 1))


@given(DAYS, st.sets(st.integers(-5, 30), min_size=1, max_size=6), st.lists(st.booleans(), min_size=60, max_size=60))
def test_each_reminder_is_given_once_at_most_whenever_the_server_runs(due, numbers, runs):
    """However often the server is off, no day has two, none is given twice, and none stands on a quiet day."""
    timing = Timing(days=tuple(numbers))
    given_ones = []
    for number, is_on in enumerate(runs):
        on = due - timedelta(40) + timedelta(number)
        if not is_on or is_quiet_day(on, timing, HOLIDAYS):
            continue
        steps = find_steps(Chased("open", due, None), on=on, since=LONG_AGO, timing=timing, holidays=HOLIDAYS)
        assert len(steps) <= 1
        for step in steps:
            assert not is_quiet_day(step.on, timing, HOLIDAYS)
            assert step.on <= on <= step.on + timedelta(CATCH_UP_DAYS)
            if step.days not in given_ones:
                given_ones.append(step.days)
    assert given_ones == sorted(given_ones, reverse=True)


@given(DAYS)
def test_with_the_server_always_on_each_comes_on_its_day(due):
    steps = list_steps(due, Timing(), HOLIDAYS)
    for step in steps:
        told = {"since": LONG_AGO, "timing": Timing(), "holidays": HOLIDAYS}
        found = find_steps(Chased("open", due, None), on=step.on, **told)
        assert found
        assert found[0].on == step.on


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, Group.NO_DAY),
        (date(2018, 4, 29), Group.LATE),
        (date(2018, 4, 30), Group.TODAY),
        (date(2018, 5, 1), Group.SOON),
    ],
)
def test_headings(due, expected):
    assert group_of(due, on=date(2018, 4, 30)) == expected


@pytest.mark.parametrize(
    ("now", "timing", "expected"),
    [
        ("2018-04-30 09:00", Timing(), "2018-04-30 09:00"),
        ("2018-04-30 07:59", Timing(), "2018-04-30 08:00"),
        ("2018-04-30 18:00", Timing(), "2018-05-01 08:00"),
        ("2018-04-27 18:30", Timing(), "2018-04-30 08:00"),  # a Friday evening
        ("2018-04-28 10:00", Timing(), "2018-04-30 08:00"),  # a Saturday
        ("2018-03-30 10:00", Timing(), "2018-04-03 08:00"),  # Good Friday
        ("2018-04-28 10:00", ALWAYS, "2018-04-28 10:00"),
        ("2018-04-30 03:00", ALWAYS, "2018-04-30 03:00"),
        ("2018-04-30 12:30", Timing(quiet_from=time(12), quiet_until=time(13)), "2018-04-30 13:00"),
        ("2018-03-25 03:00", Timing(weekends_quiet=False), "2018-03-25 08:00"),  # the clocks went on in this night
    ],
)
def test_quiet_hours(now, timing, expected):
    moment = find_moment(datetime.fromisoformat(now).replace(tzinfo=LONDON), timing, HOLIDAYS)
    assert moment == datetime.fromisoformat(expected).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("14, 7, 2", (14, 7, 2)), ("2 and 14", (14, 2)), ("", ()), ("7;7", (7,)), ("0", (0,)), ("120", (120,))],
)
def test_typed_days(text, expected):
    assert read_days(text) == expected


@pytest.mark.parametrize("text", ["-1", "a week", "7.5", "121", "9999"])
def test_typed_days_that_are_none(text):
    with pytest.raises(ValueError, match=text):
        read_days(text)


def test_words():
    assert say_days((14, 7, 2)) == "14, 7 and 2"
    assert say_days(()) == ""
    assert say_steps(Timing()) == "14, 7 and 2 days before, on the day, 1 day after"
    assert say_steps(Timing(days=(1,))) == "1 day before"
    assert say_steps(Timing(days=())) == "never"
    assert say_why("before", 7, DUE) == "7 days before it was due, Monday 30 April 2018"
    assert say_why("after", -1, DUE) == "1 day after it was due, Monday 30 April 2018"
    assert say_why("today", 0, DUE) == "on the day that it was due, Monday 30 April 2018"
    assert say_why("meeting", 2, DUE) == "2 days before the meeting on Monday 30 April 2018"
