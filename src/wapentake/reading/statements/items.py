"""The items of the agenda: numbers, titles, presenters, and whether the page cuts their text short."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.outline import Outline
from wapentake.reading.persons import drop_titles, is_name, is_person, split_people
from wapentake.reading.record import Item

_FULL_TEXT = re.compile(r"view the full (?:minutes|decision|agenda)?\s*text for item (\d+[a-z]?)", re.IGNORECASE)
_AFTER_DASH = re.compile(r"^(?P<title>.+?)\s+[-–—]\s+(?P<who>[A-Z][^()]*)$", re.DOTALL)
_IN_BRACKETS = re.compile(r"^(?P<title>.+?)\s*[(\[](?P<who>[A-Z][^()\[\]]*)[)\]]\.?$", re.DOTALL)


def find(text: str, blocks: list[Block], outline: Outline) -> tuple[Item, ...]:
    """Return the items in the order of the page."""
    numbers = [head.number for head in outline.heads]
    cut = _cut_items(text, blocks, outline)
    given = _derived_numbers(numbers, cut)
    items = []
    for index, head in enumerate(outline.heads):
        title, presenters = _split_presenters(head.title)
        end = outline.heads[index + 1].span[0] if index + 1 < len(outline.heads) else len(text)
        inferred = numbers[index] is None and given[index] is not None
        items.append(
            Item(
                span=(head.span[0], min(head.span[0] + max(1, len(title)), head.span[1])),
                number=_as_number(numbers[index]) if not inferred else given[index],
                number_inferred=inferred,
                title=title,
                presenters=presenters,
                truncated=index in cut,
                body_span=(head.span[0], end),
            )
        )
    return tuple(items)


def _as_number(number: str | None) -> int | str | None:
    return int(number) if number and number.isdigit() else number


def _split_presenters(title: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without the people who present it, and those people."""
    for pattern in (_AFTER_DASH, _IN_BRACKETS):
        found = pattern.match(title)
        if not found:
            continue
        people = split_people(found["who"].replace(";", ","))
        if people and is_person(people[0]) and all(_is_presenter(one) for one in people):
            named = [drop_titles(one) for one in people if is_person(one)]
            if all(is_name(one) or one for one in named):
                return found["title"].strip(" ,:–-"), tuple(named)
    return title, ()


def _is_presenter(words: str) -> bool:
    """Whether a part of "Ann Bell, Youth Service" is a person, or the body that a person comes from."""
    if is_person(words):
        return len(drop_titles(words).split()) <= 3
    return len(words.split()) <= 4 and words[:1].isupper()


def _cut_items(text: str, blocks: list[Block], outline: Outline) -> dict[int, int]:
    """Return the items whose text the page cuts short, with the number that the page gives away there."""
    cut: dict[int, int] = {}
    if "full" not in text:
        return cut
    for index, block in enumerate(blocks):
        found = _FULL_TEXT.search(block.words) if "full" in block.words else None
        item = outline.item_of[index]
        if found and item is not None:
            cut[item] = int(re.sub(r"\D", "", found[1]))
    return cut


def _derived_numbers(numbers: list[str | None], cut: dict[int, int]) -> list[int | None]:
    """Return for each item the number that follows from one that the page gives away, by counting on and back."""
    given: list[int | None] = [None] * len(numbers)
    if any(number is not None for number in numbers) or not cut:
        return given
    places = sorted(cut)
    for index in range(len(numbers)):
        before = [at for at in places if at <= index]
        near = before[-1] if before else places[0]
        value = cut[near] + index - near
        given[index] = value if value > 0 else None
    return given
