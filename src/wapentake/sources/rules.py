"""What two counts in minutes mean, and words of a page with those around them. Pure values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.phrases import any_of
from wapentake.trends import chance_of_change

MAY_BE_CHANCE = 0.05
_NOT_EVENTS = re.compile(rf"\b(?:{any_of('figures', 'not_events')})\b", re.IGNORECASE)

NORMAL = "Within normal variation"
UNUSUAL = "Unusual"
NO_CHANGE = "No change"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change means in words, and the probability that chance alone gives one so large."""

    words: str
    chance: float

    def say_chance(self) -> str:
        """Return how often chance alone gives such a change; "" where there is none."""
        if self.words == NO_CHANGE:
            return ""
        often = f"{round(self.chance * 100)} in 100" if self.chance >= 0.01 else "less than 1 in 100"
        return f"by chance alone: {often}"

    def __str__(self) -> str:
        """Return the words, with how often chance alone gives such a change."""
        chance = self.say_chance()
        return f"{self.words} ({chance})" if chance else self.words


def weigh_change(previous: object, current: object, *, words: str) -> Meaning | None:
    """Return what a change between two counts means; None where they are no two counts of things that happen.

    Means: rates, sizes and people who stay are no such counts; `words` are those of the minutes.
    """
    if not isinstance(previous, int) or not isinstance(current, int) or min(previous, current) < 0:
        return None
    if "%" in words or _NOT_EVENTS.search(words):
        return None
    if previous == current:
        return Meaning(NO_CHANGE, 1.0)
    chance = chance_of_change(previous, current)
    return Meaning(NORMAL if chance >= MAY_BE_CHANCE else UNUSUAL, chance)


def change_percent(previous: object, current: object) -> int | None:
    """Return the change in whole percent; None where it cannot be told."""
    if not isinstance(previous, (int, float)) or not isinstance(current, (int, float)) or previous <= 0:
        return None
    return round((current - previous) * 100 / previous)


def find_around(text: str, start: int, end: int, *, most: int = 200) -> tuple[str, str, str]:
    """Return what stands before words in their paragraph, the words, and what stands after, each on one line.

    Means: of a long paragraph what is nearest, up to `most` characters on either side, from one word to another.
    """
    first = max(text.rfind("\n\n", 0, start) + 2, 0) if "\n\n" in text[:start] else 0
    last = found if (found := text.find("\n\n", end)) >= 0 else len(text)
    before, after = text[first:start], text[end:last]
    if len(before) > most:
        before = "… " + before[-most:].partition(" ")[2]
    if len(after) > most:
        after = after[:most].rpartition(" ")[0] + " …"
    return _on_one_line(before), _on_one_line(text[start:end]).strip(), _on_one_line(after).rstrip()


def _on_one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("**", ""))
