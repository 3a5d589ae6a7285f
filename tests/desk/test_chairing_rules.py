"""Under which heading an action stands on the chair's page, and what is said of it there."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.desk.rules.chairing import HEADINGS, Promise, say_late, say_promise, sort_promise

TODAY = date(2026, 5, 11)
APRIL, JUNE = date(2026, 4, 30), date(2026, 6, 30)
PLAIN = Promise(1, "Write to the landlords", "Tom Beckwith", "Harrowmere Borough Council", 1, "TB")


@pytest.mark.parametrize(
    ("held", "heading", "said"),
    [
        ({"due": APRIL}, "late", "Due on 30 April 2026, 11 days late. No word of it yet."),
        (
            {"due": APRIL, "promised": JUNE, "has_word": True},
            "late",
            "Due on 30 April 2026, 11 days late. Promised for 30 June 2026.",
        ),
        ({"promised": APRIL, "has_word": True}, "late", "Promised for 30 April 2026, 11 days late."),
        ({"due": APRIL, "is_blocked": True}, "late", "Due on 30 April 2026, 11 days late. It is blocked."),
        (
            {"due": APRIL, "who": "", "has_word": True},
            "leadless",
            "The minutes say “TB”. Due on 30 April 2026, 11 days late.",
        ),
        ({"who": "", "due": JUNE}, "leadless", "The minutes say “TB”. Due on 30 June 2026."),
        ({"who": "", "written": ""}, "leadless", "The minutes name nobody."),
        ({}, "undated", "No word of it yet."),
        ({"has_word": True}, "undated", ""),
        ({"due": JUNE}, "silent", "Due on 30 June 2026."),
        ({"event": "the next meeting"}, "silent", "Due: the next meeting."),
        ({"due": TODAY, "has_word": True}, "", ""),
        ({"promised": JUNE, "has_word": True}, "", ""),
        ({"is_over": True, "ended": APRIL}, "done", "Said to be done on 30 April 2026. To be closed at a meeting."),
        ({"is_over": True, "is_closed": True, "ended": APRIL, "due": APRIL}, "done", "Closed on 30 April 2026."),
    ],
)
def test_what_a_chair_says_of_an_action(held, heading, said):
    told = replace(PLAIN, **held)
    assert sort_promise(told, today=TODAY) == heading
    if heading:
        assert say_promise(told, heading, today=TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 day"),
        (20, "20 days"),
        (21, "3 weeks"),
        (90, "12 weeks"),
        (91, "3 months"),
        (729, "24 months"),
        (730, "2 years"),
    ],
)
def test_how_late(days, said):
    assert say_late(days) == said


@given(
    st.builds(
        Promise,
        st.integers(),
        st.text(),
        st.sampled_from(["", "Tom"]),
        st.text(),
        st.none(),
        st.sampled_from(["", "TB"]),
        st.none() | st.dates(),
        st.sampled_from(["", "soon"]),
        st.none() | st.dates(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.none() | st.dates(),
    )
)
def test_every_action_that_lacks_something_stands_somewhere(told):
    heading = sort_promise(told, today=TODAY)
    assert heading in {*HEADINGS, ""}
    lacks = not told.who or not (told.due or told.event or told.promised) or not told.has_word
    assert bool(heading) or not (lacks or told.is_over)
