"""What a record proposes, and which proposal says again what another page of the meeting has said. Pure values."""

from __future__ import annotations

import hashlib
import json
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from wapentake.reading.record import Record, Span, Statement
from wapentake.terms import Amount, fold_text, key_of_body, key_of_name, parse_iso, say_date

NEAR = 0.6  # share of words in common from which one statement is another one put otherwise
NEAR_NAME = 0.8  # share of letters in common from which one name is another one written otherwise
_WORDS = re.compile(r"\w+")
_LEFT_OUT = {"span", "certain", "reason", "item", "body_span"}
_PLURALS = {
    "attendance": "attendance",
    "item": "items",
    "action": "actions",
    "decision": "decisions",
    "amount": "amounts",
    "figure": "figures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A statement of a record on its way to a person: what kind, where, what it says, and how it is recognised."""

    kind: str
    span: Span
    item: int | None
    data: Mapping[str, Any]
    certain: bool = True
    reason: str = ""
    likeness: str = ""


def propose(record: Record) -> list[Proposal]:
    """Return what the record proposes: the meeting itself first, then its statements in the order of the text."""
    made = [_propose_meeting(record)]
    for kind, plural in _PLURALS.items():
        for position, statement in enumerate(getattr(record, plural)):
            data = _data_of(statement)
            made.append(
                Proposal(
                    kind=kind,
                    span=statement.span,
                    item=position if kind == "item" else getattr(statement, "item", None),
                    data=data,
                    certain=statement.certain,
                    reason=statement.reason or "",
                    likeness=likeness_of(kind, data),
                )
            )
    return made


def _propose_meeting(record: Record) -> Proposal:
    """Return the proposal of the meeting; its words are those that name its day, or the beginning of the page."""
    held = record.meeting
    data = {
        "body": held.body or "",
        "on": held.date if parse_iso(held.date) else None,
        "time": held.time or "",
        "venue": held.venue or "",
    }
    own = next((one.span for one in record.dates if one.role == "meeting"), (0, min(len(record.text), 80)))
    missing = [what for key, what in (("body", "whose meeting it was"), ("on", "when it was held")) if not data[key]]
    reason = f"The page does not say {' or '.join(missing)}." if missing else ""
    likeness = likeness_of("meeting", data)
    return Proposal(
        kind="meeting", span=own, item=None, data=data, certain=not missing, reason=reason, likeness=likeness
    )


def _data_of(statement: Statement) -> dict[str, Any]:
    """Return a statement as JSON holds it, without what the passage holds itself."""
    held = {one.name: getattr(statement, one.name) for one in fields(statement) if one.name not in _LEFT_OUT}
    due = held.get("due")
    if due is not None:
        held["due"] = {"date": due.date, "event": due.event}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in held.items()}


def say(kind: str, data: Mapping[str, Any]) -> str:
    """Return a statement as one line of words: what it is compared by, and what a search finds."""
    if kind == "action":
        day, event = say_due(data)
        return " ".join(filter(None, [", ".join(data["owners"]), data["text"], say_date(day) if day else "", event]))
    if kind == "decision":
        return " ".join(filter(None, [data["kind"], data["text"], data.get("condition")]))
    if kind == "attendance":
        return " ".join(filter(None, [data["name"], data.get("organisation"), data.get("role"), data["status"]]))
    if kind == "amount":
        return f"{data['role']} {say_amount(data)}"
    if kind == "figure":
        counts = [str(data[key]) for key in ("previous", "current", "change") if data.get(key) is not None]
        return " ".join([data["measure"], *counts])
    if kind == "item":
        return " ".join(filter(None, [str(data.get("number") or ""), data["title"]]))
    return " ".join(filter(None, [data.get("body"), data.get("on"), data.get("time"), data.get("venue")]))


def say_amount(data: Mapping[str, Any]) -> str:
    """Return the sum of an amount's data as people read it."""
    amount = Amount.from_text(data["value"], currency=data.get("currency") or "GBP")
    return amount.say() if amount else data["value"]


def likeness_of(kind: str, data: Mapping[str, Any]) -> str:
    """Return a key that is the same for the same statement, whatever the page's marks and spaces."""
    if kind == "meeting":
        words = f"{key_of_body(data['body'])} {data['on']}"
    elif kind == "attendance":
        words = f"{key_of_name(data['name'])} {data['status']}"
    elif kind == "item":
        words = fold_text(data["title"])
    else:
        words = say(kind, data)
    return hashlib.sha256(f"{kind} {' '.join(_WORDS.findall(fold_text(words)))}".encode()).hexdigest()


def likeness_of_finding(code: str, message: str, *others: str) -> str:
    """Return a key that is the same for the same finding made again."""
    return hashlib.sha256(json.dumps([code, message, *others]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """A statement that another page, or an earlier reading, made: its id, kind, likeness, and core words.

    `also` is the likeness of what the reader had said where a person corrected it: saying that again is nothing new.
    """

    id: int
    kind: str
    likeness: str
    words: str
    also: str = ""


def match(proposals: Sequence[Proposal], known: Iterable[Known]) -> list[tuple[int | None, bool]]:
    """Return for each proposal the id of the known statement that it repeats, and whether it says just the same.

    Means: the same likeness is the same statement; of what is then left, a statement is the one nearest in words, from
    NEAR on, put otherwise. A known statement is matched once.
    """
    known = list(known)
    same: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        for likeness in {one.likeness, one.also} - {""}:
            same[likeness].append(one)
    taken: set[int] = set()
    found: list[tuple[int | None, bool]] = []
    for proposal in proposals:
        equal = next((one for one in same[proposal.likeness] if one.id not in taken), None)
        found.append((equal.id, True) if equal else (None, False))
        taken |= {equal.id} if equal else set()
    left: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.id not in taken:
            left[one.kind].append(one)
    for position, proposal in enumerate(proposals):
        if found[position][0] is None and (near := _nearest(proposal, left[proposal.kind])):
            left[proposal.kind].remove(near)
            found[position] = (near.id, False)
    return found


def say_core(kind: str, data: Mapping[str, Any]) -> str:
    """Return the words of a statement by which another one is near it: of an attendance the name alone."""
    return str(data["name"]) if kind == "attendance" else say(kind, data)


def _parts_of(kind: str, core: str) -> Sequence[str]:
    return key_of_name(core) if kind == "attendance" else _WORDS.findall(fold_text(core))


def _nearest(proposal: Proposal, known: Sequence[Known]) -> Known | None:
    """Return the known statement with most words in common, if they are many enough; of a name, most letters."""
    if proposal.kind == "meeting":
        return known[0] if known else None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_parts_of(proposal.kind, say_core(proposal.kind, proposal.data)))
    best, best_share = None, NEAR_NAME if proposal.kind == "attendance" else NEAR
    for one in known:
        matcher.set_seq1(_parts_of(one.kind, one.words))
        if matcher.real_quick_ratio() >= best_share and (share := matcher.ratio()) >= best_share:
            best, best_share = one, share
    return best


def due_of(data: Mapping[str, Any]) -> tuple[date | None, str]:
    """Return the day and the event by which an action is due; a month means its last day, and stays as words too."""
    due = data.get("due") or {}
    written, event = due.get("date") or "", due.get("event") or ""
    if (day := parse_iso(written)) is not None:
        return day, event
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", written):
        year, month = int(written[:4]), int(written[5:])
        last = date(year, month, monthrange(year, month)[1])
        return last, event or f"{last:%B %Y}"
    return None, event


def say_due(data: Mapping[str, Any]) -> tuple[date | None, str]:
    """Return the day and the event as a form shows them: a month stands as an event."""
    due = data.get("due") or {}
    day = parse_iso(due.get("date"))
    return day, due.get("event") or (due_of(data)[1] if day is None else "")


def pence_of(kind: str, data: Mapping[str, Any]) -> int | None:
    """Return the sum of an amount in whole pence."""
    amount = Amount.from_text(data["value"]) if kind == "amount" else None
    return amount.pence if amount else None


def find_places(text: str, words: str) -> list[Span]:
    """Return all places where words stand in a text, however their spaces and lines were broken."""
    parts = words.split()
    between = r"[\s|*/]+"
    pattern = between.join(re.escape(part) for part in parts)
    return [found.span() for found in re.finditer(pattern, text)] if parts else []


def find_words(text: str, words: str) -> Span | None:
    """Return where words first stand in a text; None where they do not."""
    return next(iter(find_places(text, words)), None)


def find_item(items: Iterable[tuple[int | None, int]], start: int) -> int | None:
    """Return the index of the item under which a place lies, of (index, where its title begins) in any order."""
    before = [(begins, item) for item, begins in items if begins <= start]
    return max(before)[1] if before else None
