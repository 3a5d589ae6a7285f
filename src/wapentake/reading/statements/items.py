"""The items of the agenda: numbers, titles, presenters, and whether the page cuts their text short."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.outline import Outline
from wapentake.reading.persons import drop_titles, is_person, split_people
from wapentake.reading.record import Item
from wapentake.reading.spans import locate

_PRESENTED = (
    (("-", "–", "—"), re.compile(r"(?P<title>.+?)\s+[-–—]\s+(?P<who>[A-Z][^()]*)$", re.DOTALL)),
    (("(", "["), re.compile(r"(?P<title>.+?)\s*[(\[](?P<who>[A-Z][^()\[\]]*)[)\]]\.?$", re.DOTALL)),
)
_OFFICE = re.compile(r" [-–—] [A-Z][^-–—]*$")  # "Ann Bell - Head of Lamps"


def find(text: str, blocks: list[Block], outline: Outline) -> tuple[Item, ...]:
    """Return the items in the order of the page."""
    heads = outline.heads
    cut = {item: cut.number for cut in outline.cuts if (item := outline.item_of[cut.block]) is not None}
    numbered = any(head.number is not None for head in heads)
    ends = [head.span[0] for head in heads[1:]] + [len(text)]
    items = []
    for index, head in enumerate(heads):
        title, presenters = _split_presenters(head.title)
        inferred = None if numbered else _count_from(index, cut)
        items.append(
            Item(
                span=locate(text, head.span, head.title, (0, len(title))),
                number=inferred or _as_number(head.number),
                number_inferred=inferred is not None,
                title=title,
                presenters=presenters,
                truncated=index in cut,
                body_span=(head.span[0], ends[index]),
            )
        )
    return tuple(items)


def _as_number(number: str | None) -> int | str | None:
    return int(number) if number and number.isdigit() else number


def _count_from(index: int, cut: dict[int, int]) -> int | None:
    """Return the number of an item that follows from the nearest one that the page gives away where it cuts a text."""
    if not cut:
        return None
    near = max((at for at in cut if at <= index), default=min(cut))
    number = cut[near] + index - near
    return number if number > 0 else None


def _split_presenters(title: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without the people who present it, and those people."""
    for marks, pattern in _PRESENTED:
        found = pattern.match(title) if any(mark in title for mark in marks) else None
        if not found:
            continue
        people = split_people(found["who"].replace(";", ","))
        people = [_OFFICE.sub("", one) for one in people]
        if people and is_person(people[0]) and all(_is_presenter(one) for one in people):
            return found["title"].strip(" ,:–-"), tuple(drop_titles(one) for one in people if is_person(one))
    return title, ()


def _is_presenter(words: str) -> bool:
    """Whether a part of "Ann Bell, Youth Service" is a person, or the body that a person comes from."""
    if is_person(words):
        return len(drop_titles(words).split()) <= 3
    return len(words.split()) <= 4 and words[:1].isupper()
