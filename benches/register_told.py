"""A page that was read once, told again with other names, places, words and years: text and record alike."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benches.register_pages import YEAR, Written, write_pages
from benches.register_words import Vocabulary
from wapentake.intake.rules import propose
from wapentake.reading import read

_BETWEEN = "\x00"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a passage holds it, but for what it says."""

    kind: str
    span: tuple[int, int]
    item: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A page told again: its text, its record as JSON, what each statement says, and its findings."""

    text: str
    record: str
    data: list[dict[str, Any]]
    findings: list[dict[str, Any]]


class Template:
    """A page, cut at every word that stands for something else."""

    def __init__(self, page: Written) -> None:
        """Read the page with the real reader, and cut what came of it."""
        self.page, self.source = page, page.text.encode()
        record = read(page.text, name="page.txt")
        held = json.loads(record.to_json())
        text, findings = held.pop("text"), held["findings"]
        proposals = propose(record)
        self.said = [Said(one.kind, one.span, one.item) for one in proposals]
        self.record = record
        parts = [text, json.dumps(held), json.dumps(findings), *(json.dumps(dict(one.data)) for one in proposals)]
        self.initials = [first[0] + last[0] for first, last in page.names]
        slots = {
            page.place,
            *page.words,
            *self.initials,
            *(name for both in page.names for name in both),
            *(str(YEAR + more) for more in (-1, 0, 1)),
        }
        pattern = re.compile(rf"\b({'|'.join(sorted(slots, key=len, reverse=True))})\b")
        self.pieces = pattern.split(_BETWEEN.join(parts))
        self.words = sorted(set(self.pieces[1::2]) & set(page.words))

    def tell(
        self,
        chance: random.Random,
        vocabulary: Vocabulary,
        *,
        people: list[tuple[str, str]],
        place: str,
        year: int,
    ) -> Told:
        """Return the page with these people in their seats, at this place, in this year, and with words drawn anew."""
        for_word: dict[str, str] = {self.page.place: place}
        for (first, last), (new_first, new_last) in zip(self.page.names, people, strict=True):
            for_word |= {first: new_first, last: new_last, first[0] + last[0]: new_first[0] + new_last[0]}
        for_word |= {str(YEAR + more): str(year + more) for more in (-1, 0, 1)}
        for_word |= self._draw_words(chance, vocabulary)
        pieces = list(self.pieces)
        pieces[1::2] = [for_word[one] for one in pieces[1::2]]
        text, record, findings, *data = "".join(pieces).split(_BETWEEN)
        return Told(text, record, [json.loads(one) for one in data], json.loads(findings))

    def _draw_words(self, chance: random.Random, vocabulary: Vocabulary) -> Mapping[str, str]:
        by_length: dict[int, list[str]] = {}
        for word in self.words:
            by_length.setdefault(len(word), []).append(word)
        drawn: dict[str, str] = {}
        for length, words in by_length.items():
            drawn |= zip(words, vocabulary.draw(chance, length, len(words)), strict=True)
        return drawn


def make_templates() -> dict[int, list[Template]]:
    """Return the templates of each month in which a partnership meets."""
    made: dict[int, list[Template]] = {}
    for page in write_pages():
        made.setdefault(page.month, []).append(Template(page))
    return made
