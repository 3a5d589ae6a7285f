"""Decisions: what the form refuses, and that the sentences are read as the decision that was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.minutes.rules import Settlement, check_resolution, say_resolution
from wapentake.reading import read
from wapentake.terms import DecisionKind

AGREED = "It was agreed that the dogs order be renewed with no change to its area."
VOTERS = ("Ann Bell", "Tom Ash", "Jo May")
PAGE = "## Partnership\n\nMinutes of the meeting held on 9 March 2026\n\n## 1. Matters\n\n{said}"
WORDS = {
    DecisionKind.CONFIRMED: "The minutes of the meeting held on Monday 12 January 2026",
    DecisionKind.AGREED: "The dogs order be renewed with no change to its area.",
    DecisionKind.AGREED_IN_PRINCIPLE: "£1,000 be paid to the Haven",
    DecisionKind.DEFERRED: "the bid for alley gates to the next meeting",
    DecisionKind.NOTED: "the report of the police",
    DecisionKind.REJECTED: "the bid of the Haven for £300",
}


def settle(kind: str = "agreed", **told) -> Settlement:
    return Settlement(kind=kind, **({"text": WORDS[DecisionKind(kind)]} | told))


HOWS = st.fixed_dictionaries(
    {},
    optional={
        "by_vote": st.just(True),
        "proposer": st.just("Ann Bell"),
        "seconder": st.just("Tom Ash"),
        "votes_for": st.integers(0, 20),
        "votes_against": st.integers(0, 20),
        "abstained": st.integers(0, 20),
        "names": st.just("Ann Bell and Tom Ash for; Jo May against"),
        "dissent": st.just("Jo May did not think it right"),
    },
)


@given(st.sampled_from(list(WORDS)), HOWS)
def test_what_is_written_is_read_as_that_decision(kind, how):
    condition = "the accounts are sent by June" if kind == DecisionKind.AGREED_IN_PRINCIPLE else ""
    record = read(PAGE.format(said=say_resolution(settle(kind, condition=condition, **how))), name="typed.txt")
    assert [(one.kind, one.condition or "") for one in record.decisions] == [(kind, condition)]
    assert record.actions == ()


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (settle(), AGREED),
        (settle(text="to renew the order"), "It was agreed to renew the order."),
        (settle("noted"), "Resolved: to note the report of the police."),
        (
            settle("agreed-in-principle", condition="the accounts are sent."),
            "It was agreed in principle that £1,000 be paid to the Haven, on condition that the accounts are sent.",
        ),
        (
            settle(by_vote=True, proposer="Ann Bell", seconder="Tom Ash", votes_for=7, votes_against=2, abstained=1),
            f"{AGREED} Proposed by Ann Bell and seconded by Tom Ash. Votes: for 7, against 2, abstained 1.",
        ),
        (
            settle(text="the order be renewed", dissent="Jo May"),
            "It was agreed that the order be renewed. Dissent: Jo May.",
        ),
    ],
)
def test_sentences(one, said):
    assert say_resolution(one) == said


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (settle(), None),
        (settle("agreed-in-principle", condition="the accounts are sent"), None),
        (settle(condition="the accounts are sent"), "agreed in principle has a condition"),
        (settle(text=" "), "Write what was settled"),
        (settle(text="the item be deferred to May"), "“deferred”"),
        (settle(by_vote=True, proposer="Ann Bell", seconder="Tom Ash"), None),
        (settle(by_vote=True, proposer="Ann Bell", seconder="ann bell"), "seconds their own"),
        (settle(by_vote=True, seconder="Ann Bell"), "who proposed it"),
        (settle(by_vote=True, proposer="Kit Lorne"), "Kit Lorne is not on the roll"),
        (settle(proposer="Kit Lorne"), None),
        (settle(by_vote=True, votes_for=2, votes_against=1), None),
        (settle(by_vote=True, votes_for=2, votes_against=1, abstained=1), "4 votes are more than the 3 people"),
        (settle(by_vote=True, votes_for=1, votes_against=1), None),
        (settle(by_vote=True, votes_for=0, votes_against=2), "the other way round"),
        (settle("rejected", by_vote=True, votes_for=0, votes_against=2), None),
        (settle("rejected", by_vote=True, votes_for=2, votes_against=0), "the other way round"),
    ],
)
def test_impossible_decisions_are_refused(one, words):
    verdict = check_resolution(one, VOTERS)
    assert verdict.ok is (words is None)
    assert words is None or words in " ".join(verdict.reasons)
