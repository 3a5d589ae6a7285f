"""Which step follows which, whom "all partners" means, and which body "the next JAG" names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.actions.models import ActionState
from wapentake.actions.rules import STEPS, VERBS, find_meant, find_named, is_called, may_follow

STATES = [state.value for state in ActionState]


def test_every_state_has_its_steps_and_its_verb():
    assert set(STEPS) == set(VERBS) == set(STATES)
    assert all(set(after) <= set(STATES) - {before} for before, after in STEPS.items())


@pytest.mark.parametrize(
    ("after", "state", "may"),
    [
        ("open", "in progress", True),
        ("open", "closed", True),
        ("blocked", "in progress", True),
        ("done", "closed", True),
        ("done", "open", True),
        ("closed", "open", True),
        ("closed", "done", False),
        ("closed", "in progress", False),
        ("closed", "blocked", False),
    ],
)
def test_steps(after, state, may):
    assert may_follow(state, after).ok is may


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_what_is_for_all_bodies_is_only_closed(after, state):
    if after != state:
        assert may_follow(state, after, is_parent=True).ok is (state == "closed")


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_every_state_can_be_left_and_reached(start, end):
    reached, new = {start}, {start}
    while new:
        new = {after for state in new for after in STEPS[state]} - reached
        reached |= new
    assert end in reached


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("All Partners", "members"),
        ("All partners", "members"),
        ("Partners", "members"),
        ("All members", "members"),
        ("All", "members"),
        ("ALL", "members"),
        ("Everyone", "members"),
        ("Each partner", "members"),
        ("All partner agencies", "members"),
        ("Each of the member organisations", "members"),
        ("All other partners", "members"),
        ("CSP members", "members"),
        ("Multi-agency partners", "members"),
        ("All responsible authorities", "responsible"),
        ("Statutory partners", "responsible"),
        ("MS", ""),
        ("All ward members", ""),
        ("Ward members", ""),
        ("Organisations", ""),
        ("Partnership Manager", ""),
        ("Board", ""),
        ("Partner", ""),
        ("All Saints Church", ""),
        ("", ""),
    ],
)
def test_for_all(written, meant):
    assert find_meant(written) == meant


@pytest.mark.parametrize(
    ("event", "named"),
    [
        ("next JAG", ("jag",)),
        ("the next JAG meeting", ("jag",)),
        ("at the next meeting of the Delivery Group", ("delivery", "group")),
        ("next meeting", ()),
        ("the JAG", ()),
        ("once the next budget is set", ()),
        ("", ()),
    ],
)
def test_which_body_is_named(event, named):
    assert find_named(event) == named


@pytest.mark.parametrize(
    ("body", "named", "called"),
    [
        ("Joint Action Group", "jag", True),
        ("Saltby Joint Action Group", "jag", True),
        ("Saltby and Harrowmere Joint Action Group", "jag", True),
        ("Saltby JAG", "jag", True),
        ("Community Safety Partnership", "jag", False),
        ("Joint Action Group", "g", False),
        ("Serious Violence Delivery Group", "delivery group", True),
        ("Serious Violence Delivery Group", "saltby delivery group", False),
        ("Joint Action Group", "", False),
    ],
)
def test_what_a_body_is_called(body, named, called):
    assert is_called(body, tuple(named.split())) is called
