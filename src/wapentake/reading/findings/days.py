"""Checks on days: two days for one thing, a weekday that does not fit, a past told as future and a future told as past.

A year that was worked out and not read makes no finding unless the day is certain without it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.moments import make_date
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.record import DateMention, Finding, Span
from wapentake.reading.subjects import subject_of
from wapentake.terms import DateRole, FindingCode, PageKind, parse_iso, say_date
from wapentake.terms.days import WEEKDAYS

_WEEKDAY = re.compile(r"(Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\b\.?,?", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b|[/.-]\d{2,4}$")
_SHORT = [name[:3].casefold() for name in WEEKDAYS]
MINUTES_OF = re.compile(
    r"\bminutes?\s+(?:of|from|for)\s+(?:(?:the|our|its|last|previous|meetings?|held|on|dated|of|and|ordinary|full|annual"
    r"|general|monthly|quarterly|council|committee|board|panel|group|partnership|forum)\s+)*$",
    re.IGNORECASE,
)
_MINUTES_TITLE = re.compile(
    r"\W*(?:\d[\d./]*\W+)?(?:to \w+ (?:and sign )?)?(?:the )?(?:draft )?minutes\b(?!.*[.] *$)", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:the|our) next (?:(?P<whose>[\w'’ ]{3,40}?) )?meeting "
    r"(?:is|will be|will take place|takes place|was fixed|was set|would be)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    rf"\b(?P<what>the\s[^.,;:]{{3,60}}?)\s(?:will\s)?(?P<verb>{any_of('tenses', 'events')})\s(?:on|by)\s(?:the\s)?$",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(["on", "by", "the"])
_VERBS = {
    "is": "be held",
    "is held": "be held",
    "takes place": "be held",
    "take place": "be held",
    "was held": "be held",
}
_NOT_PAST = "".join(rf"(?<!\b{word} )" for word in load_phrases("tenses")["not_past"])
_PAST = re.compile(
    rf"\b(?:took place|met|(?:was|were) (?:{any_of('tenses', 'done')})|{_NOT_PAST}(?:{any_of('tenses', 'did')}))\b"
    r"(?P<rest>[^.;:]*)$",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    rf"\b(?:will (?:{any_of('tenses', 'will')})|(?:is|are) (?:(?:now|also|still) )?(?:{any_of('tenses', 'to_come')})"
    r"|takes? place)\b"
    r"(?P<rest>[^.;:]*)$",
    re.IGNORECASE,
)
_TURNS = {
    _PAST: re.compile(rf"\b(?:{any_of('tenses', 'turns')}|{any_of('tenses', 'turns_past')})\b", re.IGNORECASE),
    _FUTURE: re.compile(rf"\b(?:{any_of('tenses', 'turns')})\b", re.IGNORECASE),
}
_ON = {
    _PAST: re.compile(r"(?<=[\w,])\s+(?:(?:on|last)\s+)?(?:the\s+)?$", re.IGNORECASE),
    _FUTURE: re.compile(r"(?<=[\w,])\s+(?:(?:on|for|by)\s+)?(?:the\s+)?$", re.IGNORECASE),
}
_BEFORE_DAY = re.compile(r"\b(?:on|for|by|last|place|met)\s+(?:the\s+)?$", re.IGNORECASE)
_NOTE = re.compile(
    r"\bpost[- ]meeting\b|\bsince the meeting\b|\bnote added\b|\bsubsequent to the meeting\b", re.IGNORECASE
)
NEAR_DAYS = 60  # a day without a year that lies further off may be of another year
LONGEST_TITLE = 200  # characters
CLOSE_DAYS = 14  # a body does not meet twice in so few days
FAR_DAYS = 300  # what is due lies no further ahead than this


class Named(NamedTuple):
    """A day as the page names it: with what weekday, and whether its year is written."""

    mention: DateMention
    day: date
    weekday: int | None
    has_year: bool


def named_days(view: View) -> list[Named]:
    """Return the whole days of the page with what is written of them."""
    found = []
    for mention in view.record.dates:
        day = parse_iso(mention.date)
        if day is not None:
            found.append(Named(mention, day, _weekday_of(view, mention), bool(_YEAR.search(mention.text))))
    return found


def _weekday_of(view: View, mention: DateMention) -> int | None:
    """Return the weekday that stands before a day, Monday being 0."""
    named = _WEEKDAY.match(mention.text)
    if not named and mention.text[:1].isdigit():
        named = _WEEKDAY_BEFORE.search(view.text[max(0, mention.span[0] - 16) : mention.span[0]])
    return _SHORT.index(named[1][:3].casefold()) if named else None


def find_wrong_weekdays(view: View, days: list[Named]) -> Iterator[Finding]:
    """Find each day that is named with a weekday on which it does not fall."""
    seen: set[tuple[date, int]] = set()
    for named in days:
        right = _right_day(view, named) if named.weekday is not None else None
        if named.weekday is None or right is None or right.weekday() == named.weekday:
            continue
        if (right, named.weekday) not in seen:
            seen.add((right, named.weekday))
            said, weekday = say_date(right), WEEKDAYS[right.weekday()]
            tense = "is" if view.day and right > view.day else "was"
            words = f"The page says {WEEKDAYS[named.weekday]} {said}, but {said} {tense} a {weekday}."
            yield make_finding(FindingCode.WEEKDAY_MISMATCH, words, [named.mention.span])


def _right_day(view: View, named: Named) -> date | None:
    """Return the day that is meant, or None where its year is not certain.

    Without a year a day is certain where its weekday fits in no year around, or where it is due or a next meeting, and
    so lies within the months ahead.
    """
    met = view.day
    if named.has_year or met is None:
        return named.day if named.has_year else None
    around = [make_date(met.year + step, named.day.month, named.day.day) for step in (-1, 0, 1)]
    days = [day for day in around if day]
    if all(day.weekday() != named.weekday for day in days):
        return min(days, key=lambda day: abs((day - met).days), default=None)
    if named.mention.role in (DateRole.DUE, DateRole.NEXT_MEETING):
        ahead = [day for day in days if 0 < (day - met).days <= FAR_DAYS]
        return ahead[0] if len(ahead) == 1 else None
    return None


def find_conflicting_minutes(view: View, days: list[Named]) -> Iterator[Finding]:
    """Find that the heading of the item on earlier minutes names another day than the text below it."""
    starts = [named.mention.span[0] for named in days]
    for index in view.layout.blocks_with("minutes"):
        block = view.blocks[index]
        if len(block.words) > LONGEST_TITLE or not _MINUTES_TITLE.match(block.words):
            continue
        below = view.blocks[index + 1 : index + 5]
        titled = days[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        under = days[bisect_left(starts, block.end) : bisect_left(starts, below[-1].end) if below else 0]
        told = [named for named in under if MINUTES_OF.search(_words_before(view, named, block.end))]
        if len({one.day for one in titled}) == len({one.day for one in told}) == 1 and titled[0].day != view.day:
            title, text = titled[0], told[0]
            if title.day != text.day:
                words = (
                    f"The heading says that the minutes are of {say_date(title.day)}, "
                    f"the text below it of {say_date(text.day)}. One of the two days is wrong."
                )
                yield make_finding(FindingCode.CONFLICTING_DATES, words, [title.mention.span, text.mention.span])


def _words_before(view: View, named: Named, since: int) -> str:
    """Return the words that stand before a day, from a place on."""
    at = named.mention.span[0]
    return view.text[max(since, at - 120) : at]


def find_conflicting_next(view: View, days: list[Named]) -> Iterator[Finding]:
    """Find that the text names another day for the next meeting than the page's own list of meetings to come."""
    coming = [(named, _next_said(view, named)) for named in days if named.mention.role == DateRole.NEXT_MEETING]
    listed = [named for named, said in coming if said is None and _is_bare(view, named)]
    if not listed:
        return
    nearest, known = min(listed, key=lambda one: one.day), {one.day for one in listed}
    for named, whose in coming:
        close = (nearest.day - named.day).days <= CLOSE_DAYS
        if whose is not None and _is_own(view, whose) and named.day not in known and close:
            words = (
                f"The text says that the next meeting is on {say_date(named.day)}, "
                f"and the list of meetings to come gives {say_date(nearest.day)}."
            )
            yield make_finding(FindingCode.CONFLICTING_DATES, words, [named.mention.span, nearest.mention.span])


def find_conflicting_events(view: View, days: list[Named]) -> Iterator[Finding]:
    """Find one event to which the text of one item gives two days: "the survey closes on 4 May", "on 11 May"."""
    told: dict[tuple[int | None, str, str], Named] = {}
    for named in days:
        at = named.mention.span[0]
        found = (
            _EVENT.search(view.text[max(0, at - 120) : at]) if view.text[at - 4 : at].strip() in _PREPOSITIONS else None
        )
        if not found:
            continue
        what = " ".join(found["what"].lower().split())
        key = (view.outline.item_of[view.block_at(at)], what, _VERBS.get(found["verb"].lower(), found["verb"].lower()))
        first = told.setdefault(key, named)
        if first.day != named.day and subject_of(what):
            words = f"The page gives two days for {what}: {say_date(first.day)} and {say_date(named.day)}."
            yield make_finding(FindingCode.CONFLICTING_DATES, words, [first.mention.span, named.mention.span])


def _next_said(view: View, named: Named) -> str | None:
    """Return whose next meeting a sentence puts on a day, "" where it does not say, or None where it is a bare list."""
    sentence = view.sentence_at(named.mention.span[0])
    found = _NEXT.search(sentence.words) if sentence else None
    return (found["whose"] or "") if found else None


def _is_bare(view: View, named: Named) -> bool:
    """Whether a day stands in a list of days: its block holds little but days and times."""
    block = view.blocks[view.block_at(named.mention.span[0])]
    return sum(word.isalpha() and word.islower() for word in block.words.split()) <= 6


def _is_own(view: View, whose: str) -> bool:
    """Whether "the next ... meeting" is of this body."""
    return (view.record.meeting.body or "").casefold().endswith(whose.casefold())


def find_wrong_tenses(view: View, days: list[Named]) -> Iterator[Finding]:
    """Find days after the meeting that are told as past, and days before it that are told as to come."""
    if view.day is None or view.record.kind != PageKind.MINUTES:
        return
    for named in days:
        if named.day == view.day or not _is_certain(view.day, named):
            continue
        late = named.day > view.day
        if span := _told(view, named, _PAST if late else _FUTURE):
            day, met = say_date(named.day), say_date(view.day)
            code = FindingCode.FUTURE_AS_PAST if late else FindingCode.PAST_AS_FUTURE
            how = "after the meeting" if late else "before the meeting"
            told = "as if it had passed" if late else "as if it were still to come"
            yield make_finding(
                code, f"{day} lies {how} of {met}, but the page tells of it {told}.", [named.mention.span, span]
            )


def _is_certain(met: date, named: Named) -> bool:
    """Whether a day can be no other year's: its year is written, or it lies near the meeting."""
    return named.has_year or abs((named.day - met).days) <= NEAR_DAYS


def _told(view: View, named: Named, tense: re.Pattern[str]) -> Span | None:
    """Return the span of the verb in a tense that belongs to a day, or None."""
    at = named.mention.span[0]
    sentence = view.sentence_at(at) if _BEFORE_DAY.search(view.text[max(0, at - 16) : at]) else None
    if sentence is None or _NOTE.search(sentence.words):
        return None
    start = max(sentence.start, at - 160)
    before = view.text[start:at].replace("\n", " ")
    ending = _ON[tense].search(before)
    found = tense.search(before[: ending.start()]) if ending else None
    if not found or _TURNS[tense].search(found["rest"]):
        return None
    return (start + found.start(), start + found.start("rest"))
