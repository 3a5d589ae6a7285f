"""Made-up words, names and places for the large register: seeded, and each as long as the one whose place it takes.

A page is read once and then told again with other words of the same length, so that every span stays right.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

ONSETS = (*"bcdfghklmnprst", "br", "ch", "dr", "fl", "gr", "pl", "st")
VOWELS = (*"aeiou", "ai", "ea", "oo")
CODAS = ("", *"bdglmnrt", "ll", "nd", "rn", "sk", "st", "th", "ck")
SYLLABLES = [first + vowel + last for first in ONSETS for vowel in VOWELS for last in CODAS]
OF_LENGTH = {length: [one for one in SYLLABLES if len(one) == length] for length in range(2, 7)}
LENGTHS = range(5, 10)
WORDS_OF_A_LENGTH = 4000  # 20,000 in all: the size of the vocabulary that minutes really have
SHAPES = ((4, 6), (5, 7), (6, 8), (5, 6))  # letters of the first name and of the surname
PLACE_LENGTH = 10


def make_word(chance: random.Random, length: int) -> str:
    """Return a made-up word of so many letters."""
    word = ""
    while (left := length - len(word)) > 4:
        word += chance.choice(OF_LENGTH[min(chance.choice((2, 3, 4)), left - 2)])
    return word + (chance.choice(OF_LENGTH[left]) if left > 1 else "a"[:left])


def make_words(chance: random.Random, length: int, many: int, *, besides: Sequence[str] = ()) -> list[str]:
    """Return so many different made-up words, none of which is one of `besides`."""
    taken, found = set(besides), []
    while len(found) < many:
        word = make_word(chance, length)
        if word not in taken:
            taken.add(word)
            found.append(word)
    return found


class Vocabulary:
    """Words by length, of which the first are very common and the last stand in a page or two (Zipf's law)."""

    def __init__(self, chance: random.Random) -> None:
        """Make all the words."""
        self.words = {length: make_words(chance, length, WORDS_OF_A_LENGTH) for length in LENGTHS}
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(WORDS_OF_A_LENGTH)))

    def draw(self, chance: random.Random, length: int, many: int) -> list[str]:
        """Return so many words of a length, as often as their rank has them."""
        return chance.choices(self.words[length], cum_weights=self.weights, k=many)


def make_names(chance: random.Random, many: int) -> list[tuple[str, str]]:
    """Return first names and surnames, in the shapes by turns, of which no two have the same initials."""
    names: list[tuple[str, str]] = []
    taken: set[str] = set()
    while len(names) < many:
        first, last = (make_word(chance, length).capitalize() for length in SHAPES[len(names) % len(SHAPES)])
        if first[0] + last[0] not in taken:
            taken.add(first[0] + last[0])
            names.append((first, last))
    return names
