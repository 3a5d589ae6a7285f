"""Minutes as one text, in the canonical form that the reader reads again: heading, roll, items, days to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wapentake.minutes.rules.roll import THERE, say_seat, say_time
from wapentake.minutes.rules.settling import say_declaration, say_resolution
from wapentake.minutes.rules.values import Point, Seat, Sitting
from wapentake.reading.document import clean_text
from wapentake.terms import RollStatus, say_date
from wapentake.terms.days import WEEKDAYS

_GROUPS = (
    ("Present", THERE),
    ("In attendance", (RollStatus.INVITED,)),
    ("Apologies", (RollStatus.APOLOGIES,)),
    ("Absent without apology", (RollStatus.ABSENT,)),
)
_A_ROOM = re.compile(r"\b(?:chamber|room|hall|suite|centre|library|office)\b", re.IGNORECASE)
_HEADING = re.compile(r"^(\s*)#+(?=\s|$)", re.MULTILINE)
_DAYS = re.compile(r"\b(?:next|future) meetings?\b", re.IGNORECASE)
_EXCLUDED = "The public were excluded from this item under paragraph {paragraph}. It has minutes of its own."


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in composed minutes: from its heading to the next, and the typed words alone."""

    item: int
    start: int
    end: int
    typed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Composed:
    """Minutes as one canonical text, with the place of each item."""

    text: str
    places: tuple[Place, ...]

    def item_at(self, position: int) -> int | None:
        """Return the item in whose place a position lies, or None for what stands under no item."""
        return next((one.item for one in self.places if one.start <= position < one.end), None)


def compose_minutes(sitting: Sitting, *, texts: Mapping[int, str] | None = None) -> Composed:
    """Return the open minutes; of an exempt item only its title and paragraph. `texts` go before what is saved."""
    points = [one if not one.paragraph else _hide(one) for one in _with_texts(sitting, texts)]
    return _compose(sitting, points)


def compose_exempt(sitting: Sitting, *, texts: Mapping[int, str] | None = None) -> Composed:
    """Return the minutes of the exempt items alone, which the public may not read."""
    return _compose(sitting, [one for one in _with_texts(sitting, texts) if one.paragraph])


def compose_item(sitting: Sitting, item: int, *, texts: Mapping[int, str] | None = None) -> Composed:
    """Return the minutes with the words of one item and of the one on days to come, and of the others their titles.

    Means: what reading one item as it is typed needs, and a tenth of the work. Whom other items introduce is not known.
    """
    points = [
        one if one.pk == item or _DAYS.search(one.title) else Point(pk=one.pk, number=one.number, title=one.title)
        for one in _with_texts(sitting, texts)
    ]
    return _compose(sitting, points)


def _with_texts(sitting: Sitting, texts: Mapping[int, str] | None) -> list[Point]:
    told = texts or {}
    return [replace(one, text=told.get(one.pk, one.text)) for one in sitting.points]


def _hide(point: Point) -> Point:
    words = _EXCLUDED.format(paragraph=point.paragraph)
    return replace(point, text=words, presenter="", settled=(), declared=())


def _compose(sitting: Sitting, points: Iterable[Point]) -> Composed:
    text = _say_head(sitting)
    places: list[Place] = []
    for point in points:
        start = len(text) + 2
        text += f"\n\n{_say_title(point)}"
        typed = clean_typed(point.text)
        begin = len(text) + 2 if typed else len(text)
        text = "\n\n".join(filter(None, [text, typed, *_say_settled(point)]))
        places.append(Place(point.pk, start, len(text) + 2, (begin, begin + len(typed))))
    if sitting.next_days:
        days = ", ".join(f"{WEEKDAYS[day.weekday()]} {say_date(day)}" for day in sitting.next_days)
        text += (
            f"\n\nDate{'s' if len(sitting.next_days) > 1 else ''} of next meeting{'s' * (days.count(',') > 0)}: {days}"
        )
    return Composed(f"{text}\n", tuple(places))


def clean_typed(text: str) -> str:
    """Return typed words as canonical text: without marks that would head an item, and with no blank ends."""
    return clean_text(_HEADING.sub(r"\1", clean_text(text))).strip()


def _say_head(sitting: Sitting) -> str:
    at = f" at {say_time(sitting.time)}" if sitting.time else ""
    where = ""
    if sitting.where:
        where = f" in the {sitting.where}" if _A_ROOM.search(sitting.where.split(",")[0]) else f" at {sitting.where}"
    day = f"{WEEKDAYS[sitting.on.weekday()]} {say_date(sitting.on)}"
    head = [f"## {sitting.body}", f"Minutes of the meeting held on {day}{at}{where}"]
    return "\n\n".join([*head, *_say_roll(sitting.seats)])


def _say_roll(seats: Iterable[Seat]) -> list[str]:
    seats = tuple(seats)
    said = []
    for label, statuses in _GROUPS:
        if people := [say_seat(one) for one in seats if one.status in statuses]:
            said.append(f"**{label}:** {', '.join(people)}")
    return said


def _say_title(point: Point) -> str:
    number = f"{point.number}. " if point.number else ""
    presenter = f" ({point.presenter})" if point.presenter else ""
    return f"## {number}{' '.join(point.title.split())}{presenter}"


def _say_settled(point: Point) -> list[str]:
    return [*map(say_declaration, point.declared), *map(say_resolution, point.settled)]
