"""The counts in a sentence and the periods that it names: "324 last year, and 332 this" holds two of each.

Sums of money, days, times of day and the years inside periods are blanked out, so that what is left are counts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.money import find_sums
from wapentake.reading.phrases import has_any, load_phrases
from wapentake.terms.days import MONTHS

BLANK, PERIOD = "\ue001", "\ue000"
_SMALL = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_MONTH = "|".join(name.lower() for name in MONTHS)
_MONTH_STARTS = tuple(_MONTH.split("|"))
_YEAR = r"(?:19|20)\d\d(?:[/–-](?:20)?\d\d)?(?!\d)"
_UNIT = r"(?:year|quarter|month|week|period|season|half|time|summer|winter|spring|autumn|meeting)"
_WHEN = rf"(?:last year|this year|the previous year|the year before|a year (?:ago|earlier)|{_YEAR})"
_TO = rf" (?:to|ending|ended|up to) (?:the end of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:(?:{_MONTH})\b,? ?)?(?:{_YEAR})?"
_AGO = r" (?:ago|before|earlier|previously)\b"
_TAILS = {
    "same corresponding equivalent comparable": rf" {_UNIT}(?: (?:of|in)\b)?(?: {_WHEN})?",
    "first second third fourth": rf" (?:quarter|half) of {_WHEN}",
    "last previous this current past prior preceding": rf" (?:(?:quarter|half) of {_WHEN}"
    rf"|(?:\d+ )?(?:financial |calendar |municipal |reporting )?(?:{_UNIT}|years|months|days|weeks)\b(?:['’]s \w+)?)",
    "year month period week": rf"(?:{_TO}|{_AGO}|(?<=in the year)\b|(?<=in the month)\b|(?<=in the period)\b)",
    "quarter": rf"(?:{_TO}|{_AGO}| (?:[1-4]|one|two|three|four)(?: (?:of )?{_YEAR})?|(?<=in the quarter)\b)",
    "12 twelve": rf" months{_TO}",
    "q1 q2 q3 q4": rf"\b(?: (?:of )?{_YEAR})?",
    "summer winter spring autumn": rf" (?:of )?{_WHEN}",
    _MONTH.replace(
        "|", " "
    ): rf"\b(?: and (?:{_MONTH})\b)?(?: \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?%|[.,]\d))?(?:,? {_YEAR})?",
    "19 20": r"\d\d(?:[/–-](?:20)?\d\d)?(?!\d)",
    "to": r" date\b",
}
# Each form begins with a letter or digit of its own, so that the search can skip quickly from one to the next.
_PERIODS = re.compile("|".join(head + tail for heads, tail in _TAILS.items() for head in heads.split()))
_LEAD = re.compile(r"(?:\b(?:in|during|for|over|at|since|by|on) )?(?:\b(?:the|a|an|one) )?$")
_DAY_BEFORE = re.compile(r"(?<![\d,.])\d{1,2}(?:st|nd|rd|th)? (?:of )?$")
_NO_YEAR_BEFORE = frozenset("£$€,./-")
_THIS = re.compile(r"(?<=\d )this(?=\s*(?:[.,;)]|$))")
_PAST = re.compile(
    r"\b(?:last|previous|past|prior|preceding|ago|before|earlier|previously|same|corresponding|equivalent"
    r"|comparable)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:this|current|to date)\b|^(?:year|quarter|month|period)$|\bin the (?:year|quarter|month|period)$",
    re.IGNORECASE,
)
_KEY_YEAR = re.compile(r"((?:19|20)\d\d)(?:[/–-](?:20)?(\d\d))?(?!\d)")
_KEY_MONTH = re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE)
_KEY_PART = re.compile(
    r"\b(?:Q([1-4])|quarter ([1-4])|(first|second|third|fourth|last) (?:quarter|half)|(spring|summer|autumn"
    r"|winter))\b",
    re.IGNORECASE,
)
_PARTS = {
    "first": 0.1,
    "second": 0.35,
    "third": 0.6,
    "fourth": 0.85,
    "last": 0.85,
    "spring": 0.3,
    "summer": 0.5,
    "autumn": 0.75,
    "winter": 0.95,
}
_PREPOSITION = re.compile(r"^(?:in|during|for|over|at|by|on)\s+", re.IGNORECASE)
# These begin with a digit too; what may not stand before it is looked at from there.
_TIME = re.compile(r"\d(?<!\w\d)\d?(?:[.:]\d\d\b(?!\s?%)|(?:[.:]\d\d)?\s?[ap]\.?m\b)", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?P<digits>\d(?<![\w.,:/{BLANK}-]\d)(?:\d{{0,2}}(?:,\d{{3}})+|\d*)(?:\.\d+)?)(?![\w/:{BLANK}-]|[.,]\d)"
    r"(?P<share>\s?%|\s+(?i:per ?cent)\b)?"
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_SMALL)})\b", re.IGNORECASE)
_SMALL_FROM_TWO = tuple(_SMALL)[2:]
DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9][0-9,.:/]*")
_SMALL_NUMBER = re.compile(
    r"(?:t(?<!\wt)(?:wo|hree|en|welve)|f(?<!\wf)(?:our|ive)|s(?<!\ws)(?:ix|even)|e(?<!\we)(?:ight|leven)|n(?<!\wn)ine)\b"
)
_FROM = re.compile(r"from[ \n]\d")
_CUES, _WAYS = (load_phrases("figures")[key] for key in ("cues", "ways"))
# Without one of these words or marks there is nothing to compare.
_ALONE = frozenset(("from", "per", "unchanged", "exchanged", "equivalents"))
HINTS = frozenset(word for cue in _CUES for word in cue.split()) | _ALONE
HINT_MARKS = ("19", "20", "(", "%")
HALF_YEAR = 0.5  # of two months with no year that lie further apart, the later name is of the year before


class Count(NamedTuple):
    """A number as written: `form` is "digits", "word" or "%"."""

    start: int
    end: int
    value: float | int
    form: str


class Period(NamedTuple):
    """A period as written: `tense` is "past", "present" or "", `year` and `part` (0 to 1) place it where they can."""

    start: int
    end: int
    words: str
    tense: str
    year: int | None
    part: float | None

    @property
    def name(self) -> str:
        """Return the period without the word before it: "in the year to October 2022" is "the year to October 2022"."""
        return _PREPOSITION.sub("", self.words)


class Tally(NamedTuple):
    """A sentence with what is no count blanked out, place for place, and the counts and periods in it."""

    words: str
    counts: tuple[Count, ...]
    periods: tuple[Period, ...]

    def period_in(self, start: int, end: int) -> Period | None:
        """Return the first period that lies between two places."""
        return next((one for one in self.periods if start <= one.start and one.end <= end), None)


def may_compare(words: str) -> bool:
    """Whether words may tell a change: a share that goes some way, or two numbers and a word that compares."""
    digits = _DIGITS.findall(words)
    if not digits:
        return False
    if ("%" in words or "per cent" in words) and has_any(words, _WAYS):
        return True
    years, plain = 0, -words.count("£")
    for one in digits:
        if len(one) > 3 and one.startswith(("19", "20")) and one[2:4].isdigit():
            years += 1
        elif "/" not in one and ":" not in one[:-1]:
            plain += 1
    if plain < 2 and (not has_any(words, _SMALL_FROM_TWO) or plain + len(_SMALL_NUMBER.findall(words)) < 2):
        return False
    return years > 1 or has_any(words, _CUES) or _FROM.search(words) is not None


def find_tally(words: str) -> Tally:
    """Return the counts and periods of a sentence."""
    marks = list(words)
    if "£" in words or "$" in words or "€" in words:
        for one in find_sums(words):
            marks[one.start : one.end] = BLANK * (one.end - one.start)
    for found in _TIME.finditer(words):
        marks[found.start() : found.end()] = BLANK * (found.end() - found.start())
    periods = find_periods("".join(marks))
    for period in periods:
        marks[period.start : period.end] = PERIOD * (period.end - period.start)
    bare = "".join(marks)
    counts = [_make_count(found) for found in _NUMBER.finditer(bare)]
    if has_any(bare.lower(), _SMALL):
        counts += [Count(*found.span(), _SMALL[found[0].casefold()], "word") for found in _NUMBER_WORD.finditer(bare)]
        counts.sort(key=lambda one: one.start)
    return Tally(bare, tuple(counts), periods)


def find_periods(words: str) -> tuple[Period, ...]:
    """Return the periods that words name, in their order."""
    low = words.lower().replace("\n", " ")
    if len(low) != len(words):
        return ()
    spans = [one.span() for one in _THIS.finditer(low)] if "this" in low else []
    at = 0
    while found := _PERIODS.search(low, at):
        start, at = found.span()
        before = low[start - 1 : start]
        if before.isalnum() or (before and before in _NO_YEAR_BEFORE and low[start].isdigit()):
            at = start + 1
            continue
        for lead in (_DAY_BEFORE, _LEAD) if found[0].startswith(_MONTH_STARTS) else (_LEAD,):
            held = lead.search(low[max(0, start - 24) : start])
            start -= len(held[0]) if held else 0
        spans.append((start, found.end()))
    return tuple(_make_period(words, span) for span in sorted(spans))


def is_before(one: Period, other: Period) -> bool | None:
    """Return whether a period lies before another one, or None where the words do not tell."""
    if one.year is not None and other.year is not None:
        before, after = (one.year, one.part or 0.0), (other.year, other.part or 0.0)
        return None if before == after else before < after
    if "past" in (one.tense, other.tense):
        return None if one.tense == other.tense else one.tense == "past"
    if one.part is not None and other.part is not None and one.part != other.part:
        nearby = abs(one.part - other.part) <= HALF_YEAR
        return (one.part < other.part) is nearby
    return None


def _make_period(text: str, span: tuple[int, int]) -> Period:
    words = text[slice(*span)].rstrip()
    year = _KEY_YEAR.search(words)
    tense = "past" if _PAST.search(words) else "present" if _PRESENT.search(words) else ""
    number = int(year[1][:2] + year[2]) if year and year[2] else int(year[1]) if year else None
    return Period(
        span[0], span[0] + len(words), words, "" if year and "same" not in words else tense, number, _part_of(words)
    )


def _part_of(words: str) -> float | None:
    """Return how far into its year a month or quarter lies, from 0 to 1."""
    months = _KEY_MONTH.findall(words)
    if months:
        return [name.casefold() for name in MONTHS].index(months[-1].casefold()) / 12
    part = _KEY_PART.search(words)
    if not part:
        return None
    quarter = part[1] or part[2]
    return (int(quarter) - 0.5) / 4 if quarter else _PARTS[(part[3] or part[4]).casefold()]


def _make_count(found: re.Match[str]) -> Count:
    digits = found["digits"].replace(",", "")
    value = float(digits) if "." in digits else int(digits)
    return Count(found.start(), found.end(), value, "%" if found["share"] else "digits")
