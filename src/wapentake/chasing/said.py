"""What somebody answered by mail, read from its words: "done", "2: by 5 May", or only a note. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from wapentake.reading.moments import find_moments

_NUMBERS = r"\d{1,3}(?:[ \t]*(?:,|&|and)[ \t]*\d{1,3})*"
_LINE = re.compile(
    rf"[ \t>*•-]*(?:(?:action[ \t]+|actions[ \t]+|no\.?[ \t]*)?({_NUMBERS})[ \t]*[:.)–-]*[ \t]*)?(.*)", re.IGNORECASE
)
_DONE = re.compile(r"(?:done|completed?|finished)\b[ \t]*(?![ \t]*\?)[.,:;!–-]*[ \t]*(.*)", re.IGNORECASE)
_BY = re.compile(r"by[ \t]+(.+)", re.IGNORECASE)
_UNSURE = re.compile(r"\b(?:not|by|will|hope|soon|if|when|once|until|nearly|almost|half|partly|part|except)\b|\?", re.I)
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|afternoon|morning)\b[^.!?:]{0,40}[,.!]?", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:--|__|(?:many |with )?thanks|thank you|(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards|best|cheers"
    r"|yours (?:sincerely|faithfully)|sent from my\b.*)[,.! ]*(?:again)?[,.! ]*",
    re.IGNORECASE,
)
MOST_DAYS_AHEAD = 731

What = Literal["done", "by"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a line said of the action of that number in the letter: that it is done, or by when it will be."""

    number: int
    what: What
    day: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: what was understood, and the words that were not, which a person has to look at."""

    said: tuple[Said, ...]
    rest: str

    @property
    def is_clear(self) -> bool:
        """Whether all of it was understood, and something was said."""
        return bool(self.said) and not self.rest


def read_answer(text: str, *, many: int, on: date) -> Answer:
    """Read an answer to a letter that numbers `many` actions, which came on a day.

    Means: a line is understood where it says "done" or "by" and a day, after the numbers of its actions, which may be
    left out where the letter has one. Greetings and what follows a closing line say nothing. Two lines that differ on
    one action say nothing either. What is not understood is kept as words.
    """
    found: list[Said] = []
    rest: list[str] = []
    for line in _body(text):
        said = _read_line(line, many=many, on=on)
        found += said
        rest += [] if said else [line]
    numbers = [one.number for one in found]
    if len(set(numbers)) < len(numbers):
        return Answer((), "\n".join(_body(text)))
    return Answer(tuple(found), "\n".join(rest).strip())


def _body(text: str) -> list[str]:
    """Return the lines of an answer without its greeting and what follows its closing."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.strip()
        if _CLOSING.fullmatch(bare):
            break
        if bare and not _GREETING.fullmatch(bare):
            lines.append(bare)
    return lines


def _read_line(line: str, *, many: int, on: date) -> list[Said]:
    found = _LINE.fullmatch(line)
    if found is None:
        return []
    numbers = [int(one) for one in re.findall(r"\d+", found[1] or "")] or ([1] if many == 1 else [])
    if not numbers or any(not 1 <= one <= many for one in numbers):
        return []
    words = found[2].strip()
    if (done := _DONE.fullmatch(words)) and not _UNSURE.search(done[1]):
        return [Said(one, "done", words=done[1].strip()) for one in numbers]
    if by := _BY.fullmatch(words):
        day = _read_day(by[1], on=on)
        return [Said(one, "by", day=day) for one in numbers] if day else []
    return []


def _read_day(words: str, *, on: date) -> date | None:
    """Return the only day that words name, with nothing else beside it; without a year, the next such day."""
    moments = find_moments(words)
    if len(moments) != 1 or moments[0].day is None:
        return None
    moment = moments[0]
    beside = (words[: moment.start] + words[moment.end :]).strip(" .,!;")
    if beside.lower() not in ("", "at the latest", "latest", "please", "the"):
        return None
    day = moment.on(on)
    if day is not None and moment.year is None and day < on:
        day = moment._replace(year=day.year + 1).on(on)
    return day if day is not None and on <= day <= on + timedelta(MOST_DAYS_AHEAD) else None
