"""Marks that add up exactly, awards that keep to what there is, lines with sums, and which step needs what."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.bids.rules import (
    STEPS,
    Award,
    BadLine,
    Criterion,
    Known,
    check_award,
    check_marks,
    check_step,
    find_apart,
    find_own_share,
    find_score,
    find_steps,
    read_sums,
    say_percent,
    write_sums,
)

NEED, COST = Criterion(1, "Need", 3), Criterion(2, "Cost", 1)
MOST = 5

weights = st.lists(st.integers(1, 100), min_size=1, max_size=6)
marks = st.integers(0, MOST)


@st.composite
def sheets(draw):
    criteria = [Criterion(key, f"C{key}", weight) for key, weight in enumerate(draw(weights))]
    many = draw(st.integers(1, 5))
    return criteria, [{one.key: draw(marks) for one in criteria} for _ in range(many)]


# Marking


@pytest.mark.parametrize(
    ("given_marks", "agreed", "score"),
    [
        ([{1: 5, 2: 5}], None, 100),
        ([{1: 0, 2: 0}], None, 0),
        ([{1: 5, 2: 0}], None, 75),
        ([{1: 4, 2: 4}, {1: 3, 2: 3}], None, 70),
        ([{1: 1, 2: 4}, {1: 5, 2: 4}], {1: 4}, 80),
        ([{1: 3, 2: 3}, {1: 3, 2: 4}, {1: 3, 2: 3}], None, Fraction(185, 3)),
        ([], None, None),
        ([{1: 3}], None, None),
    ],
)
def test_total_is_weighted_and_exact(given_marks, agreed, score):
    assert find_score([NEED, COST], given_marks, most=MOST, agreed=agreed) == score


@given(sheets())
def test_total_lies_between_0_and_100(drawn):
    criteria, given_marks = drawn
    assert 0 <= find_score(criteria, given_marks, most=MOST) <= 100


@given(sheets(), st.data())
def test_a_higher_mark_never_lowers_the_total(drawn, data):
    criteria, given_marks = drawn
    sheet, key = data.draw(st.sampled_from(given_marks)), data.draw(st.sampled_from(criteria)).key
    before = find_score(criteria, given_marks, most=MOST)
    raised = [one | {key: min(MOST, one[key] + 1)} if one is sheet else one for one in given_marks]
    assert find_score(criteria, raised, most=MOST) >= before


@given(sheets(), st.randoms(use_true_random=False))
def test_who_marked_first_does_not_matter(drawn, random):
    criteria, given_marks = drawn
    before = find_score(criteria, given_marks, most=MOST)
    random.shuffle(given_marks)
    random.shuffle(criteria)
    assert find_score(criteria, given_marks, most=MOST) == before


@given(sheets(), st.integers(1, 50))
def test_weights_count_only_beside_each_other(drawn, times):
    criteria, given_marks = drawn
    heavier = [Criterion(one.key, one.name, one.weight * times) for one in criteria]
    assert find_score(heavier, given_marks, most=MOST) == find_score(criteria, given_marks, most=MOST)


def test_markers_agree_where_they_are_far_apart():
    given_marks = [{1: 3, 2: 1}, {1: 4, 2: 4}, {1: 5, 2: 2}]
    assert find_apart([NEED, COST], given_marks, spread=3) == [COST]
    assert find_apart([NEED, COST], given_marks, spread=2) == [NEED, COST]
    assert find_apart([NEED, COST], given_marks[:1], spread=1) == []


def test_every_criterion_is_marked_within_its_bounds():
    assert check_marks({1: 0, 2: 5}, criteria=[NEED, COST], most=5).ok
    told = check_marks({1: 6}, criteria=[NEED, COST], most=5).reasons
    assert told == ("Give a mark for Cost.", "A mark is a whole number from 0 to 5.")


@pytest.mark.parametrize(
    ("score", "words"),
    [(None, ""), (Fraction(65), "65 %"), (Fraction(6499, 100), "64.9 %"), (Fraction(200, 3), "66.6 %")],
)
def test_total_is_never_rounded_up_to_a_pass(score, words):
    assert say_percent(score) == words


# Awards


@pytest.mark.parametrize(
    ("award", "headroom", "beyond", "explained", "ok"),
    [
        (Award(given=238_000, asked=300_000, budget=300_000), 300_000, False, False, True),
        (Award(given=0, asked=1), 1, False, False, False),
        (Award(given=2, asked=1), 2, False, False, False),
        (Award(given=2, asked=2, budget=1), 2, False, False, False),
        (Award(given=2, asked=2, budget=1), 2, False, True, True),
        (Award(given=2, asked=2), 1, False, False, False),
        (Award(given=2, asked=2), 1, True, False, True),
    ],
)
def test_award_keeps_to_what_was_asked_and_what_there_is(award, headroom, beyond, explained, ok):
    assert check_award(award, headroom=headroom, is_beyond_allowed=beyond, is_explained=explained).ok is ok


def test_what_is_left_of_a_line_is_kept():
    assert Award(given=238_000, asked=300_000, budget=300_000).left == 62_000
    assert Award(given=1, asked=1).left is None


@pytest.mark.parametrize(("asked", "shares", "own"), [(700, [], 700), (700, [300, 200], 200), (700, [900], 0)])
def test_our_share_is_what_others_are_not_asked_for(asked, shares, own):
    assert find_own_share(asked, shares) == own


# Lines with sums


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Harrow Locks: £2,380", ("Harrow Locks", 238_000)),
        ("Harrow Locks £2,380.50", ("Harrow Locks", 238_050)),
        ("Harrow Locks - 20", ("Harrow Locks", 2_000)),
        ("Unit 4 Ltd, 1200", ("Unit 4 Ltd", 120_000)),
    ],
)
def test_line_is_a_name_and_a_sum(line, pair):
    assert read_sums(f"\n {line} \n") == ([pair], [])


@pytest.mark.parametrize("line", ["Harrow Locks", "£20", "Harrow Locks: 0", "Harrow Locks: about 20 or so"])
def test_line_that_is_none_is_named(line):
    assert read_sums(f"A: 1\n\n{line}") == ([("A", 100)], [BadLine(3, line)])


names = st.text("abcXYZ &", min_size=1, max_size=30).filter(lambda one: one == one.strip() and one[0].isalpha())


@given(st.lists(st.tuples(names, st.integers(1, 10**9)), max_size=5))
def test_lines_are_read_as_they_are_written(pairs):
    assert read_sums(write_sums(pairs)) == (pairs, [])


# Steps


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("draft", "circulate"), ("circulated", "score"), ("scored", "moderate"), ("moderated", "decide"),
        ("deferred", "circulate"), ("in-principle", "meet"), ("with-conditions", "meet"), ("approved", "sign"),
        ("signed", "pay"), ("paying", "monitor"), ("monitored", "close"), ("closed", "claw-back"),
    ],
)  # fmt: skip
def test_first_step_is_the_one_that_comes_next(state, first):
    assert find_steps(state)[0] == first


@pytest.mark.parametrize("state", ["rejected", "clawed-back", "withdrawn"])
def test_what_is_over_takes_no_step(state):
    assert find_steps(state) == []


READY = {"title": "Lamps", "applicant": "Fenland Police", "need": "It is dark", "asked": 1}


@pytest.mark.parametrize(
    ("step", "known", "words"),
    [
        ("circulate", {"state": "draft", **READY}, ""),
        ("circulate", {"state": "draft", **READY, "need": ""}, "Say what the need is."),
        ("circulate", {"state": "closed", **READY}, "stands at “closed”"),
        ("score", {"state": "circulated", "marked": 1}, ""),
        ("score", {"state": "circulated"}, "Nobody has marked it yet"),
        ("score", {"state": "circulated", "to_mark": ("Ann", "Tom")}, "missing from Ann, Tom"),
        ("moderate", {"state": "scored"}, ""),
        ("moderate", {"state": "scored", "apart": ("Need",)}, "far apart on Need"),
        ("decide", {"state": "moderated"}, ""),
        ("decide", {"state": "draft"}, "not marked and moderated"),
        ("decide", {"state": "draft", "is_cited": True}, ""),
        ("decide", {"state": "in-principle", "promise": "conditional"}, "Money is held for it"),
        ("decide", {"state": "in-principle", "promise": "lapsed"}, ""),
        ("decide", {"state": "signed", "is_cited": True}, "does not come now"),
        ("meet", {"state": "in-principle", "promise": "committed"}, ""),
        ("meet", {"state": "in-principle", "promise": "lapsed"}, "The condition lapsed"),
        ("sign", {"state": "approved", "promise": "conditional"}, "still conditional"),
        ("sign", {"state": "approved"}, "No money is promised"),
        ("pay", {"state": "signed"}, "No invoice"),
        ("monitor", {"state": "paying"}, "No monitoring report"),
        ("close", {"state": "monitored", "to_come": 100}, "£1.00 of its commitment"),
        ("close", {"state": "monitored", "outstanding": 1}, "has not come yet"),
        ("close", {"state": "monitored"}, ""),
        ("withdraw", {"state": "in-principle"}, ""),
        ("claw-back", {"state": "closed"}, ""),
    ],
)
def test_step_says_all_that_it_needs(step, known, words):
    verdict = check_step(step, Known(**known))
    assert verdict.ok is (not words)
    assert words in " ".join(verdict.reasons)


def test_each_step_leads_to_a_state_that_there_is():
    from wapentake.bids.models import BidState

    assert {state for step in STEPS.values() for state in (*step.since, step.to)} <= {*BidState.values, ""}
