"""How far a bid may come, from its first line to the last report, and what each step still needs, in words."""

from __future__ import annotations

from dataclasses import dataclass

from wapentake.kit.errors import Verdict
from wapentake.terms import Amount


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is called, from which states it goes, and to which; "" where that is a choice."""

    words: str
    since: tuple[str, ...]
    to: str = ""


OPEN = ("draft", "circulated", "scored", "moderated", "deferred")
"""States in which a bid waits for a decision."""

OUTCOMES = {
    "approved": "Approved",
    "with-conditions": "Approved with conditions",
    "in-principle": "Agreed in principle",
    "deferred": "Deferred, so that more is found out",
    "rejected": "Rejected",
}
"""What a meeting may decide of a bid: the states to which that leads."""

DECIDED = ("approved", "with-conditions", "in-principle")
"""Outcomes by which money is promised."""

_CONDITIONAL = ("with-conditions", "in-principle")
STEPS = {
    "circulate": Step("Circulate it", ("draft", "deferred"), "circulated"),
    "score": Step("Finish the marking", ("circulated",), "scored"),
    "moderate": Step("Finish the moderation", ("scored",), "moderated"),
    "meet": Step("Go on: the condition is met", _CONDITIONAL, "approved"),
    "decide": Step("Record a decision", (*OPEN, *_CONDITIONAL)),
    "sign": Step("Record the signed agreement", ("approved",), "signed"),
    "pay": Step("Start paying", ("signed",), "paying"),
    "monitor": Step("Go on to monitoring", ("paying",), "monitored"),
    "close": Step("Close the bid", ("monitored",), "closed"),
    "claw-back": Step("Claw money back", ("signed", "paying", "monitored", "closed"), "clawed-back"),
    "withdraw": Step("Withdraw it", (*OPEN, *_CONDITIONAL, "approved"), "withdrawn"),
}
"""Each step; the first of those that fit a state is the one that comes next."""

NOT_NOW = "This bid stands at “{state}”, so this step does not come now. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a bid where a step is looked at. Units: whole pence.

    `promise` is the state of its commitment, "" where there is none, "lapsed" where its condition lapsed.
    """

    state: str
    title: str = ""
    applicant: str = ""
    need: str = ""
    asked: int = 0
    marked: int = 0
    to_mark: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    is_cited: bool = False
    promise: str = ""
    invoiced: int = 0
    to_come: int = 0
    received: int = 0
    outstanding: int = 0


def find_steps(state: str) -> list[str]:
    """Return the steps that a bid in a state may take, the one that comes next first."""
    return [name for name, step in STEPS.items() if state in step.since]


def check_step(name: str, known: Known, *, words: str = "") -> Verdict:
    """Return whether a step may be taken, and where not, all that it still needs. `words` are the state in words."""
    if known.state not in STEPS[name].since:
        return Verdict((NOT_NOW.format(state=words or known.state),))
    return Verdict(tuple(_NEEDS[name](known)) if name in _NEEDS else ())


def _need_to_circulate(known: Known) -> list[str]:
    told = {
        "Give it a title.": known.title,
        "Say who asks.": known.applicant,
        "Say what the need is.": known.need,
        "Say how much is asked for.": known.asked,
    }
    return [words for words, value in told.items() if not value]


def _need_to_score(known: Known) -> list[str]:
    if known.to_mark:
        return [f"Marks are still missing from {', '.join(known.to_mark)}. Enter them, or say that they do not mark."]
    return [] if known.marked else ["Nobody has marked it yet. Choose markers and enter their marks."]


def _need_to_moderate(known: Known) -> list[str]:
    return [f"The markers are far apart on {', '.join(known.apart)}. Enter the mark that they agree on."] * bool(
        known.apart
    )


def _need_to_decide(known: Known) -> list[str]:
    if known.state in _CONDITIONAL:
        lapsed = known.promise in ("", "lapsed", "released")
        return [] if lapsed else ["Money is held for it. Wait for its condition, or withdraw the bid."]
    if known.state == "moderated" or known.is_cited:
        return []
    return ["It is not marked and moderated. Go on with that, or cite the decision in the minutes that settled it."]


def _need_promise(known: Known) -> list[str]:
    if known.promise in ("committed", "ended"):
        return []
    if known.promise == "conditional":
        return ["Its money is still conditional. Attach what shows that the condition is met, and enter every pledge."]
    if known.promise == "lapsed":
        return ["The condition lapsed, and its money is free again. Have it decided again, or withdraw it."]
    return ["No money is promised for it. Record a decision with a fund first."]


def _need_invoice(known: Known) -> list[str]:
    return [] if known.invoiced else ["No invoice or payment is entered for its commitment yet."]


def _need_report(known: Known) -> list[str]:
    return [] if known.received else ["No monitoring report has come yet."]


def _need_to_close(known: Known) -> list[str]:
    reasons = ["A monitoring report has not come yet. Enter it, or take its day away."] * bool(known.outstanding)
    if known.to_come:
        left = Amount(known.to_come).say()
        reasons.append(f"{left} of its commitment is still to come. Enter the invoice, or release what is left.")
    return reasons


_NEEDS = {
    "circulate": _need_to_circulate,
    "score": _need_to_score,
    "moderate": _need_to_moderate,
    "decide": _need_to_decide,
    "meet": _need_promise,
    "sign": _need_promise,
    "pay": _need_invoice,
    "monitor": _need_report,
    "close": _need_to_close,
}
