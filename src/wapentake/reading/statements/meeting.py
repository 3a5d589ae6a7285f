"""The meeting itself, from the top of the page: body, day, time, venue, contact; and what kind of page it is."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.moments import Moment, find_moments, make_date
from wapentake.reading.outline import META_LABELS, Outline, label_of
from wapentake.reading.persons import drop_titles, is_person
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Meeting
from wapentake.reading.sentences import flat
from wapentake.terms import PageKind

_BODY = re.compile(rf"\b(?:{any_of('meeting', 'bodies')})\b", re.IGNORECASE)
_PLACE = re.compile(rf"\b(?:{any_of('meeting', 'places')})\b|\b[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d.£:/])(?P<hour>[012]?\d)(?:[.:](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?|noon\b|midday\b"
    r"|hrs\b|hours\b)?(?![\d:.]*\d)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:[-–—:,;|\s]*)\b(?:(?:draft|unconfirmed|confirmed|approved|final|unapproved)\b[\s-]*)*(?:agenda,?\s*"
    r"(?:decisions\s*)?(?:and\s+)?|actions?\s+and\s+|action\s+)?(?:minutes|agenda|notes?|notices?|record"
    r"|summary|meeting notes?|action (?:log|points|notes))"
    r"(?:\s+(?:of|from|for|and actions)\b)?(?:\s+(?:the|a|an)\b)?",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z-]+teenth"
    r"|twent[a-z-]+|\d{1,3}(?:st|nd|rd|th))\s+)?(?:(?:annual|ordinary|monthly|quarterly|full|regular"
    r"|extraordinary|general)\s+)*meetings?\b(?:\s+(?:of|held|note|papers|took place|on|at)\b)*(?:\s+(?:the|on"
    r"|at)\b)*",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?i:held|took place|convened|meeting)\b.{0,90}?\b(?i:at"
    r"|in)\s+(?P<where>(?i:the\s+)?[A-Za-z][^\n]{3,120})",
    re.DOTALL,
)
_PEOPLE = re.compile(
    r"\W*(?:present|attend|apolog|in attendance|also present|members present|sederunt|there\b|those present)",
    re.IGNORECASE,
)
_VENUE = re.compile(r"^\W*(?:Venue|Location|Place|Held at|Where)\s*:?\*{0,2}\s*:?\s*(?P<where>.+)$", re.DOTALL)
_TIME_ONLY = re.compile(
    r"(?:from |at )?\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|hrs|hours|noon)?(?:\s*(?:to|-|–"
    r"|until)\s*\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|hrs)?)?",
    re.IGNORECASE,
)
_TELLING = (
    " was ",
    " were ",
    " reported ",
    " noted ",
    " agreed",
    " resolved",
    " informed ",
    " presented ",
    " discussed",
    " stated ",
    " thanked ",
    " advised ",
    " had ",
)
_MAIL = re.compile(r"(?:From|Sent|To|Cc|Subject|Date): ")
_CONTACT = re.compile(
    r"^\W*(?:Contact|Clerk|Contact officer|Minutes by|Enquiries to)\s*(?:\*\*)?:\s*(?:\*\*)?\s*"
    r"(?P<who>[^\n:]+?)(?:\s{2,}|\s*(?:E-?mail|Tel|Telephone|Direct|Phone)\b|\n|$)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\.\s|\s{2,}|\bView directions\b|\bat \d{1,2}[.:]?\d{0,2}\s*[ap]m\b|\bcommencing\b|\bstarting\b"
    r"|\bfrom \d|\bon (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|\bon \d{1,2}|[:;]\s|[:;]$|\[).*$",
    re.DOTALL | re.IGNORECASE,
)


def find(text: str, blocks: list[Block], outline: Outline) -> Meeting:
    """Return what the top of the page says of the meeting."""
    front = _front(blocks, outline)
    moment, at = _day_of(front, text)
    day = moment.on(None) if moment else None
    contact = next((found["who"] for block in front if (found := _CONTACT.match(block.words))), None)
    return Meeting(
        body=_body_of(front),
        date=day.isoformat() if day else None,
        time=_time_of(front, at),
        venue=_venue_of(front),
        contact=drop_titles(contact) if contact and is_person(contact.strip()) else None,
    )


def _front(blocks: list[Block], outline: Outline) -> list[Block]:
    """Return the blocks at the top of the page, before the first item: at most thirty."""
    front = [_as_line(block) for block in blocks[: max(2, min(outline.first, 30))]]
    mail = [at for at, block in enumerate(front[:8]) if _MAIL.match(block.words)]
    if not any(front[at].words.startswith(("From:", "Subject:")) for at in mail):
        return front
    rule = next(
        (at for at, block in enumerate(front) if set(block.words.strip()) <= {"-", "_", "="} and len(block.words) > 5),
        mail[-1],
    )
    return front[rule + 1 :] or front


def _as_line(block: Block) -> Block:
    """Return a row such as "| Venue: | Town Hall |" as the line "Venue: Town Hall"; other blocks as they are."""
    if block.kind is not Kind.ROW or len(block.cells) != 2:
        return block
    label = block.words[: block.cells[0][1] - block.start]
    if label_of(label) not in META_LABELS:
        return block
    value = block.words[block.cells[1][0] - block.start : block.cells[1][1] - block.start]
    return Block(Kind.PARAGRAPH, block.start, block.end, f"{label.strip(' *:')}: {value}", lead=block.start)


def _day_of(front: list[Block], text: str) -> tuple[Moment | None, int]:
    """Return the day of the meeting and the index of its block: the first whole day that is not another meeting's."""
    yearless: tuple[Moment, int] | None = None
    for index, block in enumerate(front):
        if re.search(r"\b(?:previous|last|next)\b", block.words, re.IGNORECASE) and index:
            continue
        for moment in find_moments(block.words):
            if moment.day is None:
                continue
            if moment.year is not None and moment.on(None):
                return moment, index
            yearless = yearless or (moment, index)
    if yearless is None:
        return None, 0
    moment, index = yearless
    years = [int(year) for year in re.findall(r"\b(20[0-4]\d|19[89]\d)\b", text[:6000])]
    for year in years:
        day = make_date(year, moment.month, moment.day or 0)
        if day and (moment.weekday is None or day.weekday() == moment.weekday):
            return Moment(moment.start, moment.end, moment.day, moment.month, year, moment.weekday), index
    return None, index


def _body_of(front: list[Block]) -> str | None:
    """Return the body whose meeting it is: the first line at the top that names one, without the words around it.

    A council's name above that of its committee is the council's only; with no such line, the first title stands.
    """
    named: list[str] = []
    spare = None
    for index, block in enumerate(front[:14]):
        if block.kind is Kind.ROW and len(block.cells) > 1:
            continue
        for line in block.words.split("\n"):
            if _PEOPLE.match(line):
                return _chosen(named, spare)
            bare = _bare_body(line) if len(line) <= 200 else ""
            if _BODY.search(bare) and len(bare.split()) > 1:
                named.append(bare)
            elif (
                spare is None
                and index < 3
                and len(bare.split()) > 1
                and (_NOISE.search(line) or index == 0)
                and not find_moments(line)
            ):
                spare = bare
    return _chosen(named, spare)


_GOVERNING = frozenset(
    {
        "full governing body",
        "governing body",
        "governing board",
        "board of governors",
        "board of trustees",
        "local governing body",
        "full governing board",
        "board of directors",
    }
)


def _chosen(named: list[str], spare: str | None) -> str | None:
    if named and re.search(r"\bCouncil$", named[0]):
        inner = [name for name in named[1:3] if re.search(r"\b(?:Committee|Panel|Sub-Committee|Working Group)$", name)]
        return inner[0] if inner else named[0]
    if named and spare and label_of(named[0]) in _GOVERNING:
        return f"{spare} {named[0]}"
    return named[0] if named else spare


def _bare_body(line: str) -> str:
    """Return a title line without its day, its "minutes of", its ordinal and what follows "held"."""
    bare = " ".join(line.replace("**", "").split())
    for moment in reversed(find_moments(bare)):
        bare = bare[: moment.start] + " " + bare[moment.end :]
    bare = re.split(r"\s,|, subject to|\bheld\b|\btook place\b|\bwhich was\b| at (?=[A-Z\d])| in the (?=[A-Z])", bare)[
        0
    ]
    bare = _MEETING.sub(" ", _NOISE.sub(" ", bare))
    bare = re.sub(r"\b(?:on|from|of|for)?\s*(?:the\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$", "", bare)
    bare = re.sub(r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]m|hrs)\b|\b\d{1,2}[.:]\d\d\b", " ", bare, flags=re.IGNORECASE)
    bare = re.sub(
        r"^(?:\W|of\b|the\b|for\b|to\b|from\b|on\b|\d+\b)+|(?:\W|\bof|\bthe|\bfrom|\bfor|\bon|\band|\bto|\b\d+)+$",
        "",
        " ".join(bare.split()),
        flags=re.IGNORECASE,
    )
    if re.match(r"at a\b", bare, re.IGNORECASE):
        bare = bare[4:].strip()
    return (
        " ".join(_in_title_case(word, first=at == 0) for at, word in enumerate(bare.split()))
        if bare.isupper()
        else bare
    )


def _in_title_case(word: str, *, first: bool) -> str:
    """Return a word of a title in capitals as a title in small letters has it; short ones may be letters of a name."""
    if word in ("AND", "OF", "THE", "FOR", "WITH", "IN", "AT", "ON", "TO"):
        return word.capitalize() if first else word.lower()
    return word if len(word) <= 3 else "-".join(part.capitalize() for part in word.split("-"))


def _time_of(front: list[Block], at: int) -> str | None:
    """Return the time at which the meeting began: in the block of its day, or in the lines around it."""
    order = [at, *range(at + 1, min(at + 5, len(front))), *range(max(0, at - 2), at)]
    for index in order:
        words = front[index].words if index < len(front) else ""
        masked = list(words)
        for moment in find_moments(words):
            masked[moment.start : moment.end] = " " * (moment.end - moment.start)
        times = [found for found in _TIME.finditer("".join(masked)) if found["half"] or found["minute"]]
        if times and (clock := _clock(times[0], times[1]["half"] if len(times) > 1 else None)):
            return clock
    return None


def _clock(found: re.Match[str], later_half: str | None) -> str | None:
    """Return a time as "14:00". With no "am" or "pm" of its own or after it, one to seven is taken for the afternoon."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or later_half or "").casefold()
    if (half.startswith("p") and hour < 12 and (found["half"] or hour < 10)) or (
        not half and 1 <= hour <= 7 and len(found["hour"]) == 1
    ):
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def _venue_of(front: list[Block]) -> str | None:
    """Return where the meeting was held: a "Venue" label, "held at …", or a line that names a place."""
    for block in front:
        if found := _VENUE.match(block.words):
            return _bare_place(found["where"].split("\n")[0])
    for block in front[:8]:
        words = flat(block.words)
        told = re.search(r"\b(?:held|took place|convened)\b", words, re.IGNORECASE) or find_moments(words)
        if told and (found := _HELD.search(words)):
            where = _bare_place(found["where"])
            if where and not find_moments(where) and (where[0].isupper() or _PLACE.search(where)):
                return where
    for block in front[:8]:
        if _PEOPLE.match(block.words):
            break
        for line in block.words.split("\n"):
            if (where := _place_in(line)) is not None:
                return where
    return None


def _place_in(line: str) -> str | None:
    """Return the place that a short line at the top names, without the day and time beside it."""
    if not _PLACE.search(line) or len(line) > 160 or ":" in re.sub(r"\d:\d", "", line) or is_person(line):
        return None
    if _NOISE.search(line) or (_BODY.search(line) and not re.search(r"\b(?:[Rr]oom|[Cc]hamber|[Ss]uite)\b", line)):
        return None
    parts = [part.strip(" *") for part in line.split(",")]
    kept = [
        part
        for part in parts
        if not find_moments(part)
        and not _TIME_ONLY.fullmatch(part)
        and not re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d|Held", part)
    ]
    if not any(_PLACE.search(part) for part in kept):
        return None
    return _bare_place(", ".join(kept))


def _bare_place(where: str) -> str | None:
    bare = where.strip(" *")
    for moment in find_moments(bare):
        bare = bare[: moment.start]
    bare = _TAIL.sub("", bare).strip(" ,.*-–")
    bare = re.sub(r"^(?:the)\s+|\s+(?:on|at|in)$", "", bare)
    return bare or None


def kind_of_page(text: str, blocks: list[Block], outline: Outline, *, actions: int, rows: int) -> PageKind:
    """Return what the page shows itself to be, from its title and from whether anything is reported as said or settled."""
    top = " ".join(block.words for block in blocks[:8]).casefold()
    told = sum(text.count(word, 0, 60000) for word in _TELLING)
    if (
        re.search(r"\baction (?:log|tracker|list|points|report|plan)\b|\bactions? (?:from|arising)\b", top)
        and "minutes" not in top
        and (rows > 2 or actions > 2 or told < 8)
    ):
        return PageKind.ACTION_LOG
    if told >= 4 or (told >= 2 and "minutes" in top):
        return PageKind.MINUTES
    if "agenda" in top or sum(block.words.startswith(("To ", "to ")) for block in blocks) >= 3:
        return PageKind.AGENDA
    return PageKind.MINUTES if actions and ("minutes" in top or outline.heads) else PageKind.OTHER


def meeting_day(meeting: Meeting) -> date | None:
    """Return the day of the meeting, or None."""
    return date.fromisoformat(meeting.date) if meeting.date else None


def is_recent(day: date, meeting: date) -> bool:
    """Whether a day lies within a year of the meeting."""
    return abs(day - meeting) < timedelta(days=366)
