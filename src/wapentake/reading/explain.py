"""The record in plain text, as a person would want it: the meeting, who was there, item by item what was settled and
who is to do what, then money, days and figures, and the findings last, each beside the words that show it.

`wapentake read --format text` prints it, and golden pages are compared in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from wapentake.reading.record import (
    Action,
    AmountMention,
    Attendee,
    Decision,
    Deferral,
    Figure,
    Finding,
    Item,
    Meeting,
    Record,
    Span,
    Statement,
)
from wapentake.reading.series import Series, SeriesFinding
from wapentake.terms import Amount, AmountRole, DateRole, Presence, Severity, parse_iso, say_date
from wapentake.terms.days import MONTHS

WIDTH = 100
QUOTED = 160  # characters of the page that are shown beside a finding
_Found = TypeVar("_Found", Finding, SeriesFinding)
_TO_COME = (DateRole.NEXT_MEETING, DateRole.DUE, DateRole.FUTURE)


def explain_record(record: Record) -> str:
    """Return the record in words, in lines of at most 100 characters where the words allow it."""
    if record.unreadable:
        return "".join(_wrap(f"{record.source.name}: nothing was read. {record.unreadable}"))
    places = _Places(record)
    parts = [
        _tell_meeting(record),
        *_tell_attendance(record.attendance),
        _tell_people(record),
        *_tell_items(record, places),
        _tell_money(record.amounts, places),
        _tell_days(record, places),
        _tell_figures(record.figures, places),
        _tell_findings(record.findings, places),
    ]
    return "\n".join("".join(part) for part in map(list, parts) if part)


def explain_series(series: Series) -> str:
    """Return in words what is owed, meeting by meeting, and what was found across the meetings."""
    pages = [_Places(record) for record in series.records]
    parts = [_tell_series(series.records), *(_tell_owed(page) for page in pages)]
    by_name = {page.record.source.name: page for page in pages}
    findings = ["Findings across the meetings\n" if series.findings else "Findings across the meetings: none.\n"]
    for found in _sort_by_severity(series.findings):
        findings += _wrap(f"{found.severity.capitalize()}: {found.message}", indent=2)
        if page := by_name.get(found.page):
            findings += page.quote_all(found.spans, called=_name_page(page.record))
    return "\n".join("".join(part) for part in [*parts, findings])


class _Places:
    """Where spans lie in the text of one record, in lines and pages, and what words they hold."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.starts = [0]
        at = record.text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = record.text.find("\n", at + 1)

    def say(self, span: Span) -> str:
        """Return "line 12", or "page 2, line 45" where the file has pages."""
        line = f"line {bisect_right(self.starts, span[0])}"
        return f"page {bisect_right(self.record.pages, span[0])}, {line}" if self.record.pages else line

    def quote(self, span: Span) -> str:
        """Return the words of the span in quotation marks, cut where they are many."""
        words = " ".join(self.record.text[span[0] : min(span[1], span[0] + 4 * QUOTED)].split())
        cut = len(words) > QUOTED or span[1] - span[0] > 4 * QUOTED
        return f'"{words[:QUOTED].rstrip()} ..."' if cut else f'"{words}"'

    def quote_all(self, spans: Iterable[Span], *, called: str | None = None) -> Iterator[str]:
        """Give for each span where it is, on the page that is `called` so, and what it says."""
        for span in spans:
            yield from _wrap(f"{_list_said(called, self.say(span))}: {self.quote(span)}", indent=4)


def _wrap(text: str, *, indent: int = 0) -> Iterator[str]:
    """Give `text` in lines with their ends, later ones set in by two; a word longer than a line has one to itself."""
    line, margin = " " * indent, " " * (indent + 2)
    for word in text.split():
        if line.strip() and len(line) + len(word) > WIDTH:
            yield line.rstrip() + "\n"
            line = margin
        line += word + " "
    yield line.rstrip() + "\n"


def _say_day(iso: str | None) -> str:
    """Return "31 July 2017" for a day, "May 2018" for a month, and what is neither as it is."""
    if day := parse_iso(iso):
        return say_date(day)
    year, _, month = (iso or "").partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else iso or ""


def _list_said(*words: str | None) -> str:
    """Return those of the words that are there, with commas between them."""
    return ", ".join(word for word in words if word)


def _say_doubt(statement: Statement) -> str:
    return "" if statement.certain else f" [not certain{f': {statement.reason}' if statement.reason else ''}]"


def _tell_meeting(record: Record) -> Iterator[str]:
    meeting: Meeting = record.meeting
    yield from _wrap(meeting.body or "The page does not name the body.")
    yield from _wrap(_list_said(_say_day(meeting.date) or "No date", meeting.time, meeting.venue))
    if meeting.contact:
        yield from _wrap(f"Contact: {meeting.contact}")
    yield from _wrap(f"From {record.source.name} ({record.kind})")


def _tell_attendance(attendance: Sequence[Attendee]) -> Iterator[list[str]]:
    for presence in Presence:
        listed = [one for one in attendance if one.status == presence]
        lines = [line for one in listed for line in _wrap(_say_attendee(one), indent=2)]
        if lines:
            yield [f"{presence.capitalize()}\n", *lines]


def _say_attendee(one: Attendee) -> str:
    deputy = f"for {one.deputy_for}" if one.deputy_for else None
    name = f"{one.name} ({one.organisation})" if one.organisation else one.name
    return _list_said(name, one.role, deputy) + _say_doubt(one)


def _tell_people(record: Record) -> list[str]:
    known = _list_said(*(f"{initials} {name}" for initials, name in record.people.items()))
    return list(_wrap(f"Initials: {known}")) if known else []


def _tell_items(record: Record, places: _Places) -> Iterator[list[str]]:
    """Give the part of each item, and first what stands under no item."""
    settled = _tell_settled(record, places)
    if None in settled:
        yield ["Under no item\n", *settled[None]]
    for index, item in enumerate(record.items):
        yield [*_wrap(_say_item(item)), *settled[index]]


def _say_item(item: Item) -> str:
    number = "" if item.number is None else f"{item.number}. "
    presenters = f" ({', '.join(item.presenters)})" if item.presenters else ""
    inferred = " [number worked out]" if item.number_inferred else ""
    truncated = " [cut short on the page]" if item.truncated else ""
    return f"{number}{item.title}{presenters}{inferred}{truncated}{_say_doubt(item)}"


def _tell_settled(record: Record, places: _Places) -> dict[int | None, list[str]]:
    """Return by item what was settled: decisions, actions, what was put off, what is attached."""
    said = [
        *((one.item, _say_decision(one), one) for one in record.decisions),
        *((one.item, f"Action: {_say_action(one)}", one) for one in record.actions),
        *((one.item, _say_deferral(one), one) for one in record.deferrals),
        *((one.item, f"Attached: {one.title}", one) for one in record.documents),
    ]
    by_item: dict[int | None, list[str]] = defaultdict(list)
    for item, words, statement in said:
        by_item[item] += _tell_statement(words, statement, places)
    return by_item


def _tell_statement(words: str, statement: Statement, places: _Places) -> Iterator[str]:
    return _wrap(f"{words} [{places.say(statement.span)}]{_say_doubt(statement)}", indent=2)


def _say_decision(decision: Decision) -> str:
    condition = f" (on condition: {decision.condition})" if decision.condition else ""
    return f"{decision.kind.replace('-', ' ').capitalize()}: {decision.text}{condition}"


def _say_action(action: Action) -> str:
    due = _list_said(action.due.event, _say_day(action.due.date)) if action.due else ""
    state = "done" if action.done else f"due {due}" if due else "no date"
    return f"{', '.join(action.owners) or 'Nobody named'}: {action.text.rstrip(' .')} ({state})"


def _say_deferral(deferral: Deferral) -> str:
    until = f" until {deferral.until}" if deferral.until else ""
    because = f", {deferral.because[0].lower()}{deferral.because[1:]}" if deferral.because else ""
    return f"Put off{until}: {deferral.what}{because}"


def _tell_money(amounts: Sequence[AmountMention], places: _Places) -> list[str]:
    lines = ["Money\n"] if amounts else []
    for role in AmountRole:
        said = [f"{_say_amount(one)} [{places.say(one.span)}]{_say_doubt(one)}" for one in amounts if one.role == role]
        lines += _wrap(f"{role.capitalize()}: {'; '.join(said)}", indent=2) if said else []
    return lines


def _say_amount(one: AmountMention) -> str:
    amount = Amount.from_text(one.value, currency=one.currency)
    return amount.say() if amount else one.value


def _tell_days(record: Record, places: _Places) -> list[str]:
    days = sorted((day for day in record.dates if day.role in _TO_COME), key=lambda day: (day.date, day.span))
    lines = ["Days to come\n"] if days else []
    for day in days:
        lines += _tell_statement(f"{_say_day(day.date)} ({day.role})", day, places)
    return lines


def _tell_figures(figures: Sequence[Figure], places: _Places) -> list[str]:
    lines = ["Figures\n"] if figures else []
    for one in figures:
        counts = " to ".join(f"{count:,}" for count in (one.previous, one.current) if count is not None)
        lines += _tell_statement(f"{one.measure}: {_list_said(counts, one.change, one.period)}", one, places)
    return lines


def _tell_findings(findings: Sequence[Finding], places: _Places) -> list[str]:
    lines = ["Findings\n" if findings else "Findings: none.\n"]
    for found in _sort_by_severity(findings):
        lines += _wrap(f"{found.severity.capitalize()}: {found.message}", indent=2)
        lines += places.quote_all(found.spans)
    return lines


def _sort_by_severity(findings: Sequence[_Found]) -> list[_Found]:
    ranks = {str(severity): rank for rank, severity in enumerate(Severity)}
    return sorted(findings, key=lambda found: ranks.get(found.severity, len(ranks)))


def _tell_series(records: Sequence[Record]) -> list[str]:
    """Give the head of a series: whose meetings, how many, and from when to when."""
    bodies = dict.fromkeys(record.meeting.body for record in records if record.meeting.body)
    days = sorted(record.meeting.date for record in records if record.meeting.date)
    span = f", {_say_day(days[0])} to {_say_day(days[-1])}" if len(days) > 1 else ""
    count = f"{len(records)} page{'' if len(records) == 1 else 's'}{span}"
    return [*_wrap(_list_said(*bodies) or "The pages do not name the body."), *_wrap(count)]


def _tell_owed(page: _Places) -> list[str]:
    """Give what one meeting left to do: actions that are not done, decisions on a condition, what was put off."""
    record = page.record
    lines: list[str] = []
    for action in record.actions:
        lines += [] if action.done else _tell_statement(_say_action(action), action, page)
    for decision in record.decisions:
        lines += _tell_statement(_say_decision(decision), decision, page) if decision.condition else []
    for deferral in record.deferrals:
        lines += _tell_statement(_say_deferral(deferral), deferral, page)
    return [*_wrap(_name_page(record)), *(lines or ["  Nothing is owed.\n"])]


def _name_page(record: Record) -> str:
    return f"{_say_day(record.meeting.date) or 'No date'} ({record.source.name})"
