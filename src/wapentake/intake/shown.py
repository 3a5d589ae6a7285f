"""A document beside what was read in it, as a page shows it: marks in the text, and a card for each passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from wapentake.actions.models import Report
from wapentake.intake.rules import say_amount, say_due
from wapentake.kit.marked import FOUND, Mark
from wapentake.sources.models import Document, Finding, FindingState, Passage, PassageKind, PassageState, Strike
from wapentake.sources.rules import find_around
from wapentake.terms import parse_iso, say_date

OPEN = (PassageState.PROPOSED,)


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as a card: `root` is what is decided, which another page of the meeting may have said first."""

    passage: Passage
    root: Passage
    number: int
    title: str
    rows: tuple[tuple[str, str], ...]
    before: str = ""

    @property
    def state(self) -> str:
        """Return the state that the card shows."""
        return self.root.state

    @property
    def name(self) -> str:
        """Return what the card is called: "Action 12"."""
        return f"{self.passage.get_kind_display()} {self.number}"

    @property
    def may_decide(self) -> bool:
        """Whether it waits for somebody."""
        return self.root.state == PassageState.PROPOSED

    @property
    def may_reopen(self) -> bool:
        """Whether it was accepted or refused, and can be thought about again."""
        return self.root.state in (PassageState.ACCEPTED, PassageState.REFUSED)

    @property
    def may_refuse(self) -> bool:
        """Whether it can be refused: a page's meeting cannot."""
        return self.may_decide and self.root.kind != PassageKind.MEETING


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page of a document shows."""

    document: Document
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    marks: tuple[Mark, ...]
    struck: tuple[tuple[int, int], ...] = ()
    gone: tuple[Card, ...] = field(default=())

    @property
    def waiting(self) -> int:
        """Return how many cards wait for somebody."""
        return sum(card.may_decide for card in self.cards)

    @property
    def certain(self) -> list[int]:
        """Return the ids of what waits and is certain."""
        return [card.root.pk for card in self.cards if card.may_decide and card.root.certain]


def show_document(document: Document, *, sought: Sequence[tuple[int, int]] = ()) -> Shown:
    """Gather what the page of a document shows, in a fixed number of queries; `sought` are places to mark besides."""
    passages = list(
        document.passages.exclude(state=PassageState.WITHDRAWN)
        .select_related(
            "same_as", "same_as__document", "same_as__document__source", "same_as__decided_by", "decided_by"
        )
        .defer("same_as__document__text", "same_as__document__record", "same_as__document__source__data")
        .order_by("start", "end", "pk")
    )
    findings = tuple(sorted(document.findings.select_related("said_by"), key=_severity))
    cards = make_cards(passages)
    strikes = tuple(Strike.objects.filter(document=document).values_list("start", "end"))
    found = [Mark(start, end, FOUND, f"found-{place}") for place, (start, end) in enumerate(sought, 1)]
    return Shown(document, cards, findings, (*_marks(cards, findings), *found), strikes)


def make_cards(passages: Sequence[Passage]) -> tuple[Card, ...]:
    """Return a card for each passage, numbered in the order of the text."""
    return tuple(_card(passage, number) for number, passage in enumerate(passages, 1))


def _card(passage: Passage, number: int) -> Card:
    other = passage.same_as
    repeats = other is not None and passage.state == PassageState.SAME
    root = other if repeats and other is not None else passage
    title, rows = say_rows(root.kind, root.data)
    before = ""
    if other is not None and not repeats and passage.state == PassageState.PROPOSED:
        said, parts = say_rows(other.kind, other.data)
        before = "; ".join([said, *(f"{key.lower()}: {value}" for key, value in parts)])
    return Card(passage, root, number, title, tuple(rows), before)


def _marks(cards: Iterable[Card], findings: Iterable[Finding]) -> Iterable[Mark]:
    """Give the marks; of two over the same words the later shows, so that words lead to the fact they made."""
    for finding in findings:
        if finding.state == FindingState.OPEN:
            for start, end in finding.spans:
                if end > start:
                    yield Mark(start, end, "finding", f"finding-{finding.pk}")
    for card in cards:
        one = card.passage
        if card.state != PassageState.REFUSED and one.end > one.start:
            yield Mark(one.start, one.end, one.kind, one.pk, card.number)


def _severity(finding: Finding) -> tuple[bool, int, int]:
    rank = ("error", "warning", "note").index(finding.severity)
    return finding.state != FindingState.OPEN, rank, finding.spans[0][0] if finding.spans else 0


def say_rows(kind: str, data: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Return a statement as a title and the rows below it, all in words; what is empty is left out."""
    title, rows = _SAYS[kind](data)
    return title, [(key, str(value)) for key, value in rows if value not in (None, "")]


def _say_meeting(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    return data.get("body") or "A meeting", [
        ("Day", _say_day(data.get("on")) or "Not known"),
        ("Time", data.get("time")),
        ("Venue", data.get("venue")),
    ]


def _say_attendance(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    return data["name"], [
        ("Was", data["status"]),
        ("Organisation", data.get("organisation")),
        ("Role", data.get("role")),
        ("Stood in for", data.get("deputy_for")),
    ]


def _say_item(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    number = f"{data['number']}. " if data.get("number") else ""
    return f"{number}{data['title']}", [("Presented by", ", ".join(data.get("presenters") or []))]


def _say_action(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    day, event = say_due(data)
    due = ", ".join(filter(None, [event, say_date(day) if day else ""]))
    return data["text"], [
        ("By whom", ", ".join(data.get("owners") or []) or "Nobody is named"),
        ("Due", due or "Without a date"),
        ("Done", "Yes, the minutes say so" if data.get("done") else ""),
    ]


def _say_decision(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    return data["text"], [("What happened", data["kind"].replace("-", " ")), ("Condition", data.get("condition"))]


def _say_amount(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    return say_amount(data), [("What it is", data["role"])]


def _say_figure(data: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
    return data["measure"], [
        ("Before", data.get("previous")),
        ("Now", data.get("current")),
        ("Change", data.get("change")),
        ("Period", data.get("period")),
    ]


def _say_day(text: str | None) -> str:
    day = parse_iso(text)
    return say_date(day) if day else ""


_SAYS: dict[str, Callable[[dict[str, Any]], tuple[str, list[tuple[str, Any]]]]] = {
    PassageKind.MEETING: _say_meeting,
    PassageKind.ATTENDANCE: _say_attendance,
    PassageKind.ITEM: _say_item,
    PassageKind.ACTION: _say_action,
    PassageKind.DECISION: _say_decision,
    PassageKind.AMOUNT: _say_amount,
    PassageKind.FIGURE: _say_figure,
}


SOUGHT = 120  # characters of the words that the page is asked to mark


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as a page shows it: with the words of its paragraph around its own, and where they stand in the page."""

    report: Report
    before: str
    words: str
    after: str
    href: str


def show_report(report: Report, *, slug: str) -> ShownReport:
    """Return a report as a page shows it."""
    before, words, after = find_around(report.document.text, report.start, report.end)
    sought = words[:SOUGHT].rpartition(" ")[0] if len(words) > SOUGHT else words
    asked = urlencode({"find": '"' + sought.replace('"', " ") + '"'})
    href = f"{reverse('intake:page', args=[slug, report.document_id])}?{asked}"
    return ShownReport(report, before, words, after, href)
