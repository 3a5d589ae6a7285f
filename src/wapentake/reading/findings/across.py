"""Checks across the pages of one body: minutes of a day with no meeting, what is deferred again, what never comes back,
and actions of which the next meeting says nothing.

Only minutes with a day count. A check stays silent where a page may be missing: what was not read was not forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from textwrap import shorten

from wapentake.reading.blocks import MARGIN, find_blocks
from wapentake.reading.dues import find_due
from wapentake.reading.findings.days import MINUTES_OF
from wapentake.reading.record import Action, DateMention, Deferral, Record, Span
from wapentake.reading.spans import containment
from wapentake.reading.subjects import is_told, stems_in, subject_of
from wapentake.terms import SEVERITY_OF, DateRole, DecisionKind, FindingCode, parse_iso, say_date

_CONFIRMS = re.compile(
    r"\b(?:agreed|approved?|confirmed|signed|accepted|adopted|taken as read|correct|accurate|true record|ratified)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:again|once more|further|(?:second|third|fourth|fifth) time)\b", re.IGNORECASE)
_PROMISE = re.compile(
    r"(?P<what>\b(?:an?|the|this|his|her|its)\s[^,.;:]{3,80}?),?\s(?:(?:which|that|and|it)\s)?"
    r"(?:will|would|is to|are to)\s(?:then\s|also\s)?be\s"
    r"(?:brought|presented|taken|submitted|reported|put|returned)\s(?:back\s)?to\s"
    r"(?P<until>(?:an?|the|its|our)\s(?:[A-Za-z'’]+\s){0,4}?(?:meeting|board|committee|panel)\b)"
)
_NO_PROMISE = re.compile(r"\b(?:if|whether|asked|unless|suggested)\b")
_ALL_DONE = re.compile(
    r"\ball (?:the |other )*actions\b[^.]{0,60}\b(?:completed?|done|discharged|closed|carried out|dealt with)\b",
    re.IGNORECASE,
)
LOOK_BACK = 3  # meetings; an item deferred longer ago than that is not "deferred again"
LOOK_BACK_DAYS = 366
LATER_PAGES = 2  # so many later meetings must have passed over a thing before it counts as never seen again


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFinding:
    """A finding across pages: `page` is the source name of the page whose words `spans` point at."""

    code: str
    severity: str
    message: str
    page: str
    spans: tuple[Span, ...] = ()
    other_page: str | None = None


class Sitting:
    """A page of minutes in a series: its day, the days to come that it lists, and what its blocks speak of."""

    def __init__(self, record: Record, day: date) -> None:
        self.record = record
        self.day = day
        self.name = record.source.name
        self.own = stems_in(record.meeting.body or "") | stems_in(" ".join(one.name for one in record.attendance))

    @cached_property
    def passages(self) -> list[frozenset[str]]:
        """Return the stems of each block of the page."""
        return [stems_in(block.words) for block in find_blocks(self.record.text) if block.kind is not MARGIN]

    @cached_property
    def coming(self) -> list[date]:
        """Return the days of meetings to come that the page lists."""
        listed = (parse_iso(one.date) for one in self.record.dates if one.role == DateRole.NEXT_MEETING)
        return sorted(day for day in listed if day and day > self.day)

    @cached_property
    def confirmed(self) -> list[DateMention]:
        """Return the mentions of days whose minutes the page confirms."""
        text = self.record.text
        found = []
        for one in self.record.dates:
            start, end = one.span
            rest = text[end : end + 160].split("\n\n")[0].split(". ")[0]
            before = text[max(0, start - 120) : start]
            if MINUTES_OF.search(before) and (_CONFIRMS.search(rest) or _CONFIRMS.search(before)):
                found.append(one)
        return [one for one in found if (day := parse_iso(one.date)) and day < self.day]

    def title_of(self, item: int | None) -> str:
        """Return the title of an item, or "" where there is none."""
        return self.record.items[item].title if item is not None and item < len(self.record.items) else ""

    def is_followed_by(self, other: Sitting) -> bool:
        """Whether another page is the very next meeting: it confirms this one's minutes, or this one lists it first."""
        return self.day.isoformat() in {one.date for one in other.confirmed} or self.coming[:1] == [other.day]


def find_across(sittings: Sequence[Sitting]) -> Iterator[SeriesFinding]:
    """Yield what only shows across the minutes of one body, given in the order of their days."""
    for index, sitting in enumerate(sittings):
        if index:
            yield from find_wrong_minutes(sitting, sittings[:index])
            yield from find_deferred_again(sitting, sittings[:index])
        yield from find_lost(sitting, sittings[index + 1 :])
        if index + 1 < len(sittings):
            yield from find_unreported(sitting, sittings[index + 1])


def _make(code: FindingCode, message: str, sitting: Sitting, span: Span, other: Sitting | None = None) -> SeriesFinding:
    name = other.name if other else None
    return SeriesFinding(
        code=code.value,
        severity=SEVERITY_OF[code].value,
        message=message,
        page=sitting.name,
        spans=(span,),
        other_page=name,
    )


def find_wrong_minutes(sitting: Sitting, earlier: Sequence[Sitting]) -> Iterator[SeriesFinding]:
    """Find that the minutes confirmed are of a day with no meeting, or that another meeting lies between."""
    last = earlier[-1]
    days = {day: one for one in reversed(sitting.confirmed) if (day := parse_iso(one.date))}
    if not days or last.day in days:
        return
    known = {one.day for one in earlier} | {day for one in earlier for day in one.coming}
    for day, mention in sorted(days.items()):
        between = day > last.day and (day in known or last.coming[:1] != [sitting.day])
        if day < earlier[0].day or between:
            continue
        if day in known:
            said = f"but the meeting of {say_date(last.day)} lies between that day and this meeting"
        else:
            said = f"but no meeting was held on that day: the one before this was on {say_date(last.day)}"
        words = f"The minutes confirmed are of {say_date(day)}, {said}."
        yield _make(FindingCode.PREVIOUS_MINUTES_MISMATCH, words, sitting, mention.span, last)


def find_deferred_again(sitting: Sitting, earlier: Sequence[Sitting]) -> Iterator[SeriesFinding]:
    """Find what is put off once more: the page says so, or one of the meetings before put off the same thing."""
    told: frozenset[str] = frozenset()
    near = [one for one in earlier[-LOOK_BACK:] if (sitting.day - one.day).days <= LOOK_BACK_DAYS]
    for deferral in sitting.record.deferrals:
        subject = _subject_of(sitting, deferral)
        before = next((one for one in reversed(near) if _has_deferred(one, subject)), None)
        says_so = _AGAIN.search(sitting.record.text[slice(*deferral.span)])
        if not subject & told and (before or says_so):
            told |= subject
            since = "the page says that it was put off before"
            if before:
                since = f"it was put off at the meeting of {say_date(before.day)}"
                if not any(_unbroken(before, [one for one in [*near, sitting] if one.day > before.day])):
                    since += ". Pages of meetings between the two may be missing here"
            words = f"{_name_of(sitting, deferral)} is put off again: {since}."
            yield _make(FindingCode.DEFERRED_AGAIN, words, sitting, deferral.span, before)


def _name_of(sitting: Sitting, deferral: Deferral) -> str:
    """Return what is put off as a message may name it: with the title of its item where its own words say little."""
    title = sitting.title_of(deferral.item)
    name = deferral.what if subject_of(deferral.what) or not title else title
    return name.capitalize() if name.isupper() else name[:1].upper() + name[1:]


def _subject_of(sitting: Sitting, deferral: Deferral, *, alone: bool = False) -> frozenset[str]:
    """Return what a deferral is about: its own words, or the title of its item where they say little.

    `alone`: the title counts only where nothing else was settled under it, so that it can mean nothing else.
    """
    subject = subject_of(deferral.what, without=sitting.own)
    settled = (one.item for one in sitting.record.decisions if one.kind != DecisionKind.DEFERRED)
    if subject or (alone and deferral.item in settled):
        return subject
    return subject_of(sitting.title_of(deferral.item), without=sitting.own)


def _has_deferred(sitting: Sitting, subject: frozenset[str]) -> bool:
    """Whether a page puts off a thing of which half of the telling words are the same."""
    others = (_subject_of(sitting, one) for one in sitting.record.deferrals)
    return any(2 * len(subject & other) >= min(len(subject), len(other)) for other in others if subject and other)


def find_lost(sitting: Sitting, later: Sequence[Sitting]) -> Iterator[SeriesFinding]:
    """Find what was put off or promised to a meeting, and is not seen again at any later one."""
    things = [*_put_off(sitting), *_promised(sitting)]
    following = list(_unbroken(sitting, later)) if things else []
    for span, subject, until, said in things:
        due = find_due(until or "next meeting", sitting.day, column=True)
        by = due.due.date if due and due.due.date else sitting.day.isoformat()
        enough = sum(one.day.isoformat() >= by for one in following) >= LATER_PAGES
        if subject and enough and not any(is_told(subject, one.passages, share=0.6) for one in later):
            words = f"{said}, and none of the {len(later)} later meetings speaks of it."
            yield _make(FindingCode.NEVER_RETURNED, words, sitting, span)


def _put_off(sitting: Sitting) -> Iterator[tuple[Span, frozenset[str], str | None, str]]:
    """Yield what a page puts off: its span, what it is about, until when, and how a message may begin."""
    for one in sitting.record.deferrals:
        when = f" until {one.until}" if one.until else ""
        yield one.span, _subject_of(sitting, one, alone=True), one.until, f"{_name_of(sitting, one)} was put off{when}"


def _unbroken(sitting: Sitting, later: Sequence[Sitting]) -> Iterator[Sitting]:
    """Yield the meetings after one for as long as each is the very next one, so that no page can be missing between."""
    for before, after in pairwise([sitting, *later]):
        if not before.is_followed_by(after):
            return
        yield after


def _promised(sitting: Sitting) -> Iterator[tuple[Span, frozenset[str], str | None, str]]:
    """Yield what a page says will be brought to a later meeting, outside its actions and what it puts off."""
    taken = [one.span for one in (*sitting.record.actions, *sitting.record.deferrals)]
    for found in _PROMISE.finditer(sitting.record.text):
        inside = any(start < found.end() and found.start() < end for start, end in taken)
        if not inside and not _NO_PROMISE.search(sitting.record.text, max(0, found.start() - 40), found.start()):
            what = " ".join(found["what"].split())
            said = f"{what[:1].upper()}{what[1:]} was to be brought to {found['until']}"
            yield found.span(), subject_of(what, without=sitting.own), found["until"], said


def find_unreported(sitting: Sitting, after: Sitting) -> Iterator[SeriesFinding]:
    """Find the actions of which the next meeting says nothing.

    Only actions that the page marks count, and a body that does not report on its actions is not asked to: most of
    those that were due must be told of.
    """
    if not sitting.is_followed_by(after) or _ALL_DONE.search(after.record.text):
        return
    due = [
        (one, subject)
        for one in sitting.record.actions
        if (subject := subject_of(one.text, without=sitting.own)) and _is_due(one, after)
    ]
    silent = [one for one, subject in due if not is_told(subject, after.passages, share=0.4)]
    if 3 * len(silent) > len(due):
        return
    for action in silent:
        if any(containment(action.text, other.text) > 0.7 for other in after.record.actions):
            continue
        who = f" ({', '.join(action.owners)})" if action.owners else ""
        task = shorten(action.text.rstrip(" .;"), 120, placeholder=" ...")
        words = f"What became of an action{who} is not said at the next meeting, on {say_date(after.day)}: {task}."
        yield _make(FindingCode.ACTION_NOT_REPORTED, words, sitting, action.span, after)


def _is_due(action: Action, after: Sitting) -> bool:
    """Whether an action should have been done by the next meeting."""
    later = action.due is not None and action.due.date is not None and action.due.date > after.day.isoformat()
    return action.marked and not action.done and not later
