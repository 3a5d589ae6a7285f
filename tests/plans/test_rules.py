"""How a row stands: a table of cases, and the laws that hold for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.plans.rules import (
    Lack,
    Rag,
    Said,
    find_gaps,
    find_rag,
    find_update_due,
    is_worse,
    next_ref,
    order_of,
    read_pasted,
    say_late,
)

TODAY = date(2018, 7, 2)
PAST, FAR_PAST, COMING = date(2018, 6, 30), date(2018, 6, 1), date(2018, 8, 1)


@pytest.mark.parametrize(
    ("told", "rag", "by_rule", "words"),
    [
        ({"rag": Rag.GREEN, "reason": "On time."}, Rag.GREEN, False, "On time."),
        ({"rag": Rag.RED, "reason": "No worker."}, Rag.RED, False, "No worker."),
        ({"rag": Rag.COMPLETE, "reason": "All done."}, Rag.COMPLETE, False, "All done."),
        ({"rag": Rag.NOT_STARTED, "starts_on": COMING}, Rag.NOT_STARTED, False, "It starts on 1 August 2018."),
        ({"rag": Rag.NOT_STARTED, "starts_on": PAST}, Rag.NOT_STARTED, False, "no update says that it has"),
        ({"rag": Rag.NOT_STARTED}, Rag.NOT_STARTED, False, "No update has come yet."),
        ({"rag": Rag.GREEN, "reason": "On time.", "starts_on": COMING}, Rag.GREEN, False, "On time."),
        # late updates
        ({"rag": Rag.GREEN, "reason": "r", "update_due_on": TODAY}, Rag.GREEN, False, "r"),
        (
            {"rag": Rag.GREEN, "reason": "r", "update_due_on": PAST},
            Rag.AMBER,
            True,
            "An update was due by 30 June 2018",
        ),
        ({"rag": Rag.NOT_STARTED, "update_due_on": PAST}, Rag.AMBER, True, "An update was due by 30 June 2018"),
        ({"rag": Rag.AMBER, "reason": "Few came.", "update_due_on": PAST}, Rag.AMBER, False, "Few came."),
        ({"rag": Rag.RED, "reason": "r", "update_due_on": PAST}, Rag.RED, False, "An update was due"),
        ({"rag": Rag.COMPLETE, "reason": "r", "update_due_on": PAST}, Rag.COMPLETE, False, "r"),
        # milestones and the end
        ({"rag": Rag.GREEN, "reason": "r", "milestones": (("Let", PAST),)}, Rag.GREEN, False, "r"),
        (
            {"rag": Rag.GREEN, "reason": "r", "milestones": (("Let", FAR_PAST),)},
            Rag.RED,
            True,
            "“Let” was due by 1 June",
        ),
        ({"rag": Rag.GREEN, "reason": "r", "ends_on": TODAY}, Rag.GREEN, False, "r"),
        ({"rag": Rag.GREEN, "reason": "r", "ends_on": PAST}, Rag.RED, True, "It was to end on 30 June 2018"),
        ({"rag": Rag.COMPLETE, "reason": "r", "ends_on": PAST}, Rag.COMPLETE, False, "r"),
        ({"rag": Rag.AMBER, "reason": "r", "ends_on": PAST, "update_due_on": PAST}, Rag.RED, True, "An update was due"),
    ],
)
def test_rag(told, rag, by_rule, words):
    shown = find_rag(Said(**told), today=TODAY)
    assert (shown.rag, shown.by_rule) == (rag, by_rule)
    assert words in " ".join(shown.reasons)


@pytest.mark.parametrize(("grace", "rag"), [(0, Rag.RED), (1, Rag.RED), (2, Rag.GREEN), (3, Rag.GREEN)])
def test_grace_of_a_milestone_is_counted_in_days(grace, rag):
    said = Said(rag=Rag.GREEN, reason="r", milestones=(("Let", PAST),))
    assert find_rag(said, today=TODAY, grace_days=grace).rag == rag


DAYS = st.dates(date(2018, 1, 1), date(2019, 12, 31))
SAID = st.builds(
    Said,
    rag=st.sampled_from(Rag),
    reason=st.sampled_from(["", "Few came."]),
    starts_on=st.none() | DAYS,
    ends_on=st.none() | DAYS,
    update_due_on=st.none() | DAYS,
    milestones=st.lists(st.tuples(st.just("Let"), DAYS), max_size=2).map(tuple),
)


@given(SAID, DAYS, st.integers(0, 400), st.integers(0, 60))
def test_row_is_never_better_than_said_nor_better_later(said, today, later, grace):
    shown = find_rag(said, today=today, grace_days=grace)
    after = find_rag(said, today=today + timedelta(days=later), grace_days=grace)
    assert all(shown.reasons)
    assert not is_worse(said.rag, shown.rag)
    assert not is_worse(shown.rag, after.rag)
    assert shown.by_rule == is_worse(shown.rag, said.rag)
    assert (shown.rag == Rag.COMPLETE) == (said.rag == Rag.COMPLETE)


def test_what_is_complete_or_ended_wants_no_update():
    assert find_update_due(TODAY, days=92, rag=Rag.GREEN) == date(2018, 10, 2)
    assert find_update_due(TODAY, days=92, rag=Rag.COMPLETE) is None
    assert find_update_due(TODAY, days=92, rag=Rag.RED, ended=True) is None


OBJECTIVES = {"Safer homes": 1, "Safer streets": 2}


@pytest.mark.parametrize(
    ("line", "title", "body"),
    [
        ("Walk the estate", "Walk the estate", ""),
        ("  - Walk the estate", "Walk the estate", ""),
        ("• Walk the estate | Borough Council", "Walk the estate", "Borough Council"),
        ("1.2 Walk the estate\tBorough Council\t", "Walk the estate", "Borough Council"),
        ("3) Walk the estate", "Walk the estate", ""),
        ("a) Walk the estate", "Walk the estate", ""),
        ("24 hour helpline", "24 hour helpline", ""),
        ("A new fence", "A new fence", ""),
    ],
)
def test_pasted_line(line, title, body):
    [one], wrong = read_pasted(f"Safer streets\n{line}", OBJECTIVES)
    assert ((one.title, one.body, one.objective), wrong) == ((title, body, 2), [])


@pytest.mark.parametrize(
    "heading", ["Safer streets", "safer STREETS:", "2. Safer streets", "Objective 2: Safer streets"]
)
def test_objectives_head_the_lines_below(heading):
    found, wrong = read_pasted(f"Gate the alley\n\n{heading}\nWalk the estate", OBJECTIVES, first=1)
    assert ([(one.title, one.objective) for one in found], wrong) == (
        [("Gate the alley", 1), ("Walk the estate", 2)],
        [],
    )


def test_what_stands_nowhere_is_told():
    found, wrong = read_pasted("Gate the alley\nSafer homes\n" + "x" * 201, OBJECTIVES)
    assert found == []
    assert wrong[0] == "Line 1 stands under no objective: “Gate the alley”"
    assert wrong[1].startswith("Line 3 is longer than 200 characters")


def test_references_count_on():
    assert next_ref(3, {"3.1", "3.2", "1.3"}) == "3.3"


def test_references_are_put_in_the_order_in_which_people_count():
    refs = ["2.10", "1.9", "2.9", "A1", "1.10", "10.1", "1.9a", ""]
    assert sorted(refs, key=order_of) == ["", "1.9", "1.9a", "1.10", "2.9", "2.10", "10.1", "A1"]


@pytest.mark.parametrize(
    ("on", "starts_on", "is_first", "words"),
    [
        (date(2019, 6, 17), date(2019, 4, 1), True, "11 weeks into its year"),
        (date(2019, 6, 17), date(2018, 4, 1), False, "11 weeks into its year"),
        (date(2019, 6, 17), date(2018, 4, 1), True, "63 weeks into its year"),
        (date(2019, 4, 8), date(2019, 4, 1), True, "1 week into its year"),
        (date(2019, 4, 7), date(2019, 4, 1), True, ""),
        (date(2019, 3, 18), date(2019, 4, 1), True, ""),
        (date(2019, 3, 18), date(2018, 4, 1), False, ""),
    ],
)
def test_how_late_a_plan_is_adopted(on, starts_on, is_first, words):
    assert say_late(on, starts_on=starts_on, is_first=is_first) == words


@pytest.mark.parametrize(
    ("measures", "gaps"),
    [
        ([], {Lack.MEASURE}),
        ([("how much", "Families", True), ("how well", "Contact", True)], {Lack.MEASURE}),
        ([("how much", "Families", False)], {Lack.MEASURE, Lack.BASELINE}),
        ([("better off", "Safer at home", False)], {Lack.BASELINE}),
        ([("better off", "Safer at home", True)], set()),
    ],
)
def test_what_is_missing_of_measures_is_told(measures, gaps):
    assert set(find_gaps(measures)) == gaps
