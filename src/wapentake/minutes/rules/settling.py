"""How a meeting settles something: what the form of a decision may hold, and the sentences that minutes write of it."""

from __future__ import annotations

from collections.abc import Sequence

from wapentake.kit.errors import Verdict
from wapentake.minutes.rules.values import Declared, Settlement
from wapentake.reading import read
from wapentake.terms import DecisionKind, key_of_name

_SMALL_FIRST = frozenset(
    ("the", "a", "an", "this", "these", "all", "both", "each", "every", "no", "its", "their", "to", "that", "there")
)
_SENTENCES: dict[str, str] = {
    DecisionKind.AGREED: "It was agreed {words}",
    DecisionKind.AGREED_IN_PRINCIPLE: "It was agreed in principle {words}",
    DecisionKind.DEFERRED: "It was agreed to defer {words}",
    DecisionKind.NOTED: "Resolved: to note {words}",
    DecisionKind.REJECTED: "It was agreed to refuse {words}",
}
_READ_AS = (
    "The register would read these words as “{read}”, and not as “{kind}”. Choose that kind, or put it otherwise."
)
_NOT_READ = "The register would not read these words as a decision. Write one sentence, such as “the order be renewed”."
_PAGE = "## Partnership\n\nMinutes of the meeting held on 1 January 2020\n\n## 1. Item\n\n{said}"


def say_resolution(one: Settlement) -> str:
    """Return the sentences in which minutes tell a decision, with its condition and how it came about."""
    said = [f"{_say_settled(one)}{f', on condition that {_flat(one.condition)}' if one.condition else ''}."]
    if one.by_vote:
        said += _say_vote(one)
    if one.dissent:
        said.append(f"Dissent: {_flat(one.dissent)}.")
    return " ".join(said)


def _say_settled(one: Settlement) -> str:
    words = _flat(one.text)
    if one.kind == DecisionKind.CONFIRMED:
        return f"{words[:1].upper()}{words[1:]} were agreed as a true record"
    first, _, rest = words.partition(" ")
    if first.casefold() in _SMALL_FIRST:
        words = f"{first.casefold()} {rest}"
    if one.kind in (DecisionKind.AGREED, DecisionKind.AGREED_IN_PRINCIPLE) and not words.startswith(("to ", "that ")):
        words = f"that {words}"
    return _SENTENCES[one.kind].format(words=words)


def _say_vote(one: Settlement) -> list[str]:
    said = []
    if one.proposer and one.seconder:
        said.append(f"Proposed by {one.proposer} and seconded by {one.seconder}.")
    elif one.proposer:
        said.append(f"Proposed by {one.proposer}.")
    counts = [
        f"{words} {number}"
        for words, number in (("for", one.votes_for), ("against", one.votes_against), ("abstained", one.abstained))
        if number is not None
    ]
    return said + [f"Votes: {', '.join(counts)}."] * bool(counts) + [f"Voting: {_flat(one.names)}."] * bool(one.names)


def _flat(words: str) -> str:
    """Return words as one line without a full stop; what stands after one goes on as the same sentence."""
    return " ".join(words.split()).rstrip(" .;").replace(". ", ", ").replace(";", ",")


def check_resolution(one: Settlement, voters: Sequence[str]) -> Verdict:
    """Return whether a decision can have been taken so, by these people who have a vote.

    Source: local practice.
    """
    reasons = [*_check_people(one, voters), *_check_counts(one, len(voters))]
    if one.kind == DecisionKind.AGREED_IN_PRINCIPLE or not one.condition:
        reasons += _check_words(one)
    else:
        reasons.append(
            "Only what is agreed in principle has a condition. Choose that kind, or leave the condition out."
        )
    return Verdict(tuple(reasons))


def _check_people(one: Settlement, voters: Sequence[str]) -> list[str]:
    if not one.by_vote:
        return []
    proposer, seconder = key_of_name(one.proposer), key_of_name(one.seconder)
    keys = {key_of_name(name) for name in voters}
    reasons = ["Nobody seconds their own proposal. Choose another seconder."] * bool(proposer and proposer == seconder)
    if one.seconder and not one.proposer:
        reasons.append("Say who proposed it, as well as who seconded it.")
    for name, key in {one.proposer: proposer, one.seconder: seconder}.items():
        if key and key not in keys:
            reasons.append(f"{name} is not on the roll as a member who is here, or as the deputy of one.")
    return reasons


def _check_counts(one: Settlement, voters: int) -> list[str]:
    if not one.by_vote:
        return []
    counts = [count for count in (one.votes_for, one.votes_against, one.abstained) if count is not None]
    given, reasons = sum(counts), []
    if given > voters:
        people = "person has" if voters == 1 else "people have"
        reasons.append(f"{given} votes are more than the {voters} {people} a vote and are here by the roll.")
    if one.votes_for is not None and one.votes_against is not None:
        carried = one.votes_for >= one.votes_against  # on equal votes the chair has a second one
        lost = one.votes_against >= one.votes_for
        if not (lost if one.kind == DecisionKind.REJECTED else carried):
            reasons.append(
                "More votes are against it than for it, or the other way round. Look at the kind and counts."
            )
    return reasons


def _check_words(one: Settlement) -> list[str]:
    """Return what is wrong with the words: the reader must find one decision in them, of that kind."""
    if not _flat(one.text):
        return ["Write what was settled."]
    found = read(_PAGE.format(said=say_resolution(one)), name="decision.txt").decisions
    kinds = [each.kind for each in found]
    if not kinds:
        return [_NOT_READ]
    if kinds[0] != one.kind:
        return [_READ_AS.format(read=kinds[0].replace("-", " "), kind=one.kind.replace("-", " "))]
    return []


def say_declaration(one: Declared) -> str:
    """Return the sentences in which minutes tell a declared interest."""
    about = f" in item {one.about}" if one.about else ""
    then = f" {one.name} {one.then[:1].lower()}{one.then[1:].rstrip('.')}." if one.then else ""
    return f"{one.name} declared an interest{about}: {_flat(one.interest)}.{then}"
