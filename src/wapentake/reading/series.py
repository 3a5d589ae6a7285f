"""The pages of one body read together: in the order of their meetings, with who is who, what "next meeting" came to be,
and what only shows across pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from wapentake.reading.findings.across import SeriesFinding, Sitting, find_across
from wapentake.reading.namesakes import Person, Proposal, find_people
from wapentake.reading.record import SCHEMA, Due, Record
from wapentake.reading.resolve import is_next_meeting
from wapentake.terms import PageKind, key_of_body, parse_iso

__all__ = ["Person", "Proposal", "Series", "SeriesFinding", "read_series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The records of one body or several in the order of their meetings, with the people and findings across them.

    The actions of `records` have the day of the next meeting as their due where the pages tell it.
    """

    records: tuple[Record, ...] = ()
    people: tuple[Person, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[SeriesFinding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the series as a JSON object.

        Shape: `schema` (1); `pages`: {name, sha256, kind, body, date} in order; `people`: {name, written, initials,
        organisations, pages}; `proposals`: {words, name, page, reason}; `findings`: {code, severity, message, page,
        spans, other_page}. Pages are named by the names of their sources; spans are of that page's text.
        """
        return {
            "schema": SCHEMA,
            "pages": [_page_of(record) for record in self.records],
            "people": [_plain(person) for person in self.people],
            "proposals": [_plain(proposal) for proposal in self.proposals],
            "findings": [_plain(finding) for finding in self.findings],
        }


def _plain(value: Person | Proposal | SeriesFinding | tuple[Any, ...]) -> Any:
    """Return a value as JSON holds it: with lists and no tuples."""
    if isinstance(value, tuple):
        return [_plain(one) if isinstance(one, tuple) else one for one in value]
    return {key: _plain(held) if isinstance(held, tuple) else held for key, held in asdict(value).items()}


def _page_of(record: Record) -> dict[str, Any]:
    meeting = record.meeting
    return {
        "name": record.source.name,
        "sha256": record.source.sha256,
        "kind": record.kind,
        "body": meeting.body,
        "date": meeting.date,
    }


def read_series(records: Iterable[Record]) -> Series:
    """Return the series that records make, whatever order they come in.

    Means: pages of different bodies are kept apart; the same meeting in two files (one body, one day) counts once, and
    only minutes with a day are held against each other.
    """
    ordered = sorted(
        records, key=lambda one: (one.meeting.date or "9999", body_of(one), one.source.name, one.source.sha256)
    )
    findings: list[SeriesFinding] = []
    dated: dict[str, Record] = {}
    for pages in _by_body(ordered):
        sittings = _sittings(pages)
        findings += find_across(sittings)
        dated.update((one.record.source.sha256, _with_next(one, after)) for one, after in pairwise(sittings))
    people, proposals = find_people(ordered)
    resolved = tuple(dated.get(one.source.sha256, one) for one in ordered)
    return Series(records=resolved, people=people, proposals=proposals, findings=tuple(findings))


def body_of(record: Record) -> str:
    """Return the key of the body whose page it is; "" where the page does not name one."""
    return key_of_body(record.meeting.body)


def _by_body(records: list[Record]) -> list[list[Record]]:
    """Return the records of each body; pages that name none join the only body that there is, or else stand in none."""
    named: dict[str, list[Record]] = {}
    for record in records:
        named.setdefault(body_of(record), []).append(record)
    nameless = named.pop("", [])
    return list(named.values()) if len(named) > 1 else [records] if records and (named or nameless) else []


def _sittings(records: list[Record]) -> list[Sitting]:
    """Return the minutes of one body in order, one for each day: of two for one day, the one with more text."""
    by_day: dict[str, Record] = {}
    for record in records:
        known = by_day.get(record.meeting.date or "")
        if record.kind == PageKind.MINUTES and (known is None or len(record.text) > len(known.text)):
            by_day[record.meeting.date or ""] = record
    return [Sitting(record, met) for iso, record in sorted(by_day.items()) if (met := parse_iso(iso))]


def _with_next(sitting: Sitting, after: Sitting) -> Record:
    """Return a record whose actions for "the next meeting" have its day, where the next page is that meeting."""
    record = sitting.record
    if not sitting.is_followed_by(after):
        return record
    day = after.day.isoformat()
    actions = tuple(
        replace(one, due=Due(date=day, event=one.due.event))
        if one.due and one.due.date is None and is_next_meeting(one.due.event, record.meeting.body)
        else one
        for one in record.actions
    )
    return replace(record, actions=actions)
