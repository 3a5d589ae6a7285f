"""What a return and its parts allow, when an underspend has to be explained, and how a frozen copy is told. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wapentake.kit.errors import Verdict
from wapentake.leaks import find_leaks
from wapentake.terms import Amount, say_date, say_day

TEXTS = {
    "outputs": "Outputs against target",
    "outcomes": "Outcomes",
    "narrative": "What was done",
    "case_study": "Case study",
    "risk": "Risk",
    "underspend": "Why less is spent than planned",
    "proposal": "What to do with what is left",
}
SENT = "This return was sent, so it stays as it is. Nothing was changed."
NOT_ASKED = "Nobody was asked yet. Ask the leads first."
NO_PARTS = "There is no part in this return yet. Add one for each tactical action that the funder pays for."
NO_LEAD = "{title}: nobody leads it, so nobody can be asked. Name a lead, or say that it is not needed."
INTERNAL_AFTER = (
    "The partners’ day must not come after the funder’s, {day}. Nothing was changed. Choose an earlier day."
)
FUNDER_BEFORE = "The funder’s day must not come before the partners’, {day}. Nothing was changed. Choose a later day."
SAME_DAY = "That is the day already. Nothing was changed."
NO_WHY = "Say why the day is moved. Nothing was changed."
NO_NARRATIVE = "Say what was done in this period."
NO_FORECAST = "Enter what will be spent by the end of the year."
NO_REASON = "The forecast lies {by} below the budget. Say why less is spent."
NO_PROPOSAL = "The forecast lies {by} below the budget. Say what should be done with the money."
OPEN_PART = "{title}: {state}. Wait for it, or say that it is not needed."
LEAKY = "{title}, {field}: {message}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a lead says of a part, as the rules look at it. Units: whole pence."""

    forecast: int | None
    budget: int | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that tell of somebody: in which text, the words themselves, why, and the key by which they may stand."""

    field: str
    words: str
    message: str
    likeness: str


def find_gap(told: Told) -> int:
    """Return by how much a forecast lies below its budget; 0 where it does not, or one of the two is not known."""
    if told.forecast is None or told.budget is None:
        return 0
    return max(0, told.budget - told.forecast)


def check_answer(told: Told, *, asks_below: int) -> dict[str, str]:
    """Return what an answer lacks, in words, by the field in which it is put right.

    Means: where there is a budget, a forecast is asked for; where the forecast lies below it by more than `asks_below`
    pence, so is the reason, and what becomes of the money. Source: local practice.
    """
    lacks = {}
    if not told.texts.get("narrative", "").strip():
        lacks["narrative"] = NO_NARRATIVE
    if told.budget is not None and told.forecast is None:
        lacks["forecast"] = NO_FORECAST
    gap = find_gap(told)
    if gap > asks_below:
        by = Amount(gap).say()
        lacks |= {
            name: words.format(by=by)
            for name, words in (("underspend", NO_REASON), ("proposal", NO_PROPOSAL))
            if not told.texts.get(name, "").strip()
        }
    return lacks


def find_told_of(texts: Mapping[str, str], *, allowed: Iterable[str] = ()) -> list[Found]:
    """Return the words of these texts that tell of a person. Means: nobody is named to a funder, whoever they are."""
    left = frozenset(allowed)
    return [
        Found(name, text[slice(*leak.span)], leak.message, leak.likeness)
        for name, text in texts.items()
        for leak in find_leaks(text, allowed=left)
    ]


def check_day(*, is_internal: bool, was: date, to: date, other: date, why: str) -> Verdict:
    """Return whether a day of a return may be moved: with a reason, and the partners’ day not after the funder’s."""
    if to == was:
        return Verdict((SAME_DAY,))
    reasons = [] if why.strip() else [NO_WHY]
    if is_internal and to > other:
        reasons.append(INTERNAL_AFTER.format(day=say_date(other)))
    if not is_internal and to < other:
        reasons.append(FUNDER_BEFORE.format(day=say_date(other)))
    return Verdict(tuple(reasons))


def say_left(due: date, *, today: date) -> str:
    """Say how many days are left: "5 days left", "due today", "2 days late"."""
    days = (due - today).days
    many = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return "due today" if days == 0 else f"{many} left" if days > 0 else f"{many} late"


def say_due(due: date, *, today: date) -> str:
    """Say when something is due, with the days left: "Monday 30 April 2018, 5 days left"."""
    return f"{say_day(due)}, {say_left(due, today=today)}"


def write_content(content: Mapping[str, Any]) -> str:
    """Return a frozen copy in its one written form: the same content, the same text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_content(content: Mapping[str, Any]) -> str:
    """Return the hash of a frozen copy."""
    return hashlib.sha256(write_content(content).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what it was. Units: whole pence; None where there was or is none."""

    title: str
    what: str
    was: int | None
    now: int | None

    @property
    def by(self) -> Amount:
        """Return what it moved by."""
        return Amount((self.now or 0) - (self.was or 0))


def compare(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Return each figure of the ledger that differs between two contents: of the whole, then of each part.

    Shape: both are contents as `write_content` takes them; parts are matched by their key.
    """
    pairs: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = [("The whole", was["totals"], now["totals"])]
    now_parts = {part["key"]: part for part in now["parts"]}
    pairs += [(part["title"], part, now_parts.get(part["key"], {})) for part in was["parts"]]
    return [
        Difference(title, what, one.get(what), other.get(what))
        for title, one, other in pairs
        for what in ("budget", "spent")
        if one.get(what) != other.get(what)
    ]


def add_up(parts: Sequence[Mapping[str, Any]], name: str) -> int:
    """Return the sum of a figure of all parts that have it."""
    return sum(part[name] or 0 for part in parts)


def next_period(period_from: date, period_to: date) -> tuple[date, date]:
    """Return the period after one, as long as it: a quarter after a quarter, a year after a year."""
    months = (period_to.year - period_from.year) * 12 + period_to.month - period_from.month + 1
    begins = period_to + timedelta(1)
    ends = _add_months(begins, months) - timedelta(1)
    return begins, ends


def _add_months(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, min(day.day, 28))
