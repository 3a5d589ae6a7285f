"""From bytes to record: opens the page, lays it out, asks each kind of statement in turn, and puts them together."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from wapentake.reading.blocks import ROW
from wapentake.reading.document import Document, Unreadable
from wapentake.reading.findings import find_findings
from wapentake.reading.layout import lay_out
from wapentake.reading.record import Finding, Record, Source
from wapentake.reading.resolve import resolve_dues
from wapentake.reading.rosters import make_roster
from wapentake.reading.statements import (
    actions,
    amounts,
    attendance,
    dates,
    decisions,
    deferrals,
    documents,
    figures,
    items,
    meeting,
)

READER = "1"


def read(source: bytes | str | Path, *, name: str | None = None) -> Record:
    """Return the record of one page.

    Reads: bytes as they came, text as pasted (str), or a file (Path). `name` overrides the name in the record.
    Raises: nothing on odd, hostile or empty input; what cannot be opened gives a record with `unreadable` set.
    """
    from wapentake.reading.page import open_page

    data, called = (source.read_bytes(), source.name) if isinstance(source, Path) else (source, "pasted text")
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    digest = hashlib.sha256(data).hexdigest()
    called = name or called
    try:
        media_type, document = open_page(data, called)
    except Unreadable as refusal:
        finding = Finding(code="cannot-open", severity="error", message=str(refusal))
        origin = Source(name=called, media_type="", sha256=digest)
        return Record(source=origin, reader=READER, unreadable=str(refusal), findings=(finding,))
    return read_document(document, source=Source(name=called, media_type=media_type, sha256=digest))


def read_document(document: Document, *, source: Source) -> Record:
    """Return the record of a page that is already clean text."""
    text = document.text
    layout = lay_out(text)
    blocks, outline = layout.blocks, layout.outline
    held = meeting.find(text, blocks, outline)
    day = meeting.meeting_day(held)
    people, used = attendance.find(text, blocks, outline, day)
    agenda = items.find(text, blocks, outline)
    roster = make_roster(text, layout.letters, people, agenda, held)
    tasks = actions.find(layout, roster, day, used)
    settled = decisions.find(layout, roster, tasks, used)
    rows = sum(block.kind is ROW for block in blocks)
    days = dates.find(text, blocks, day)
    record = Record(
        source=source,
        reader=READER,
        kind=meeting.kind_of_page(text, blocks, outline, actions=len(tasks), rows=rows).value,
        text=text,
        pages=document.pages,
        meeting=held,
        attendance=people,
        items=agenda,
        actions=resolve_dues(tasks, days, held),
        decisions=settled,
        amounts=amounts.find(text, blocks, outline),
        dates=days,
        people=dict(sorted(roster.people.items())),
        figures=figures.find(layout),
        deferrals=deferrals.find(layout, agenda),
        documents=documents.find(text, blocks, outline),
    )
    return replace(record, findings=find_findings(record, layout, document.troubles))


def renamed(record: Record, name: str) -> Record:
    """Return the record under another source name."""
    return replace(record, source=replace(record.source, name=name))
