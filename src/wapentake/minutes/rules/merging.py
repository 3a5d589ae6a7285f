"""Two people write the same text: what each of them changed is put together, word by word, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

_WORD = re.compile(r"(\s*)(\S+)")
LOG_AFTER = timedelta(minutes=5)
LOG_FROM = 200  # characters that vanish at once

Word = tuple[str, str]  # the spaces before a word, and the word


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and each place at which both changed the same words: first theirs, then mine."""

    text: str
    both: tuple[tuple[str, str], ...] = ()


def merge_texts(base: str, mine: str, theirs: str) -> Merged:
    """Return what two people made of one text, put together.

    Means: words that either wrote are all there; words that either took out, and the other left alone, are gone. Where
    both changed the same words both stand, theirs first. What both wrote alike stands once.
    """
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    (old, old_end), (own, own_end), (other, other_end) = _split(base), _split(mine), _split(theirs)
    made: list[Word] = []
    both: list[tuple[str, str]] = []
    at = (0, 0, 0)
    for anchor in [*_find_anchors(old, own, other), (len(old), len(own), len(other))]:
        parts = (old[at[0] : anchor[0]], own[at[1] : anchor[1]], other[at[2] : anchor[2]])
        settled = _settle(*parts)
        if settled is None:
            both.append((_join(parts[2]).strip(), _join(parts[1]).strip()))
            settled = [*parts[2], *_parted(parts[1])]
        made += settled
        if anchor[0] < len(old):
            word, ours, others = old[anchor[0]], own[anchor[1]], other[anchor[2]]
            made.append((ours[0] if others[0] == word[0] else others[0], word[1]))
        at = (anchor[0] + 1, anchor[1] + 1, anchor[2] + 1)
    made = [made[0], *_parted(made[1:])] if made else []
    return Merged(_join(made) + (other_end if own_end == old_end else own_end), tuple(both))


def _split(text: str) -> tuple[list[Word], str]:
    """Return the words of a text with the spaces before each, and the spaces at its end."""
    words = [(found[1], found[2]) for found in _WORD.finditer(text)]
    return words, text[len(text.rstrip()) :]


def _join(words: Sequence[Word]) -> str:
    return "".join(space + word for space, word in words)


def _parted(words: Sequence[Word]) -> list[Word]:
    """Return words none of which begins right where another one ends."""
    return [(space or " ", word) for space, word in words]


def _find_anchors(old: list[Word], own: list[Word], other: list[Word]) -> list[tuple[int, int, int]]:
    """Return where each old word stands that both have kept: its place in the three texts."""
    kept, kept_too = _match(old, own), _match(old, other)
    return [(place, kept[place], kept_too[place]) for place in sorted(kept.keys() & kept_too.keys())]


def _match(old: list[Word], new: list[Word]) -> dict[int, int]:
    """Return where each word that was kept stands now. What is the same at both ends is not looked at twice."""
    one, two = [word for _, word in old], [word for _, word in new]
    least = min(len(one), len(two))
    start = next((at for at in range(least) if one[at] != two[at]), least)
    end = next((at for at in range(least - start) if one[-1 - at] != two[-1 - at]), least - start)
    found = {at: at for at in range(start)}
    found |= {len(one) - at: len(two) - at for at in range(1, end + 1)}
    middle = SequenceMatcher(None, one[start : len(one) - end], two[start : len(two) - end], autojunk=False)
    for a, b, size in middle.get_matching_blocks():
        found |= {start + a + step: start + b + step for step in range(size)}
    return found


def _settle(old: list[Word], own: list[Word], other: list[Word]) -> list[Word] | None:
    """Return what stands between two anchors, or None where both changed it and neither holds what the other wrote."""
    words = [[word for _, word in some] for some in (old, own, other)]
    if words[2] == words[0]:
        return own
    if words[1] == words[0]:
        return other
    if _holds(words[1], words[2]):
        return own
    return other if _holds(words[2], words[1]) else None


def _holds(whole: list[str], part: list[str]) -> bool:
    """Whether the words of a part stand in the whole, in their order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def must_log(old: str, new: str, *, by_other: bool, since_logged: timedelta | None) -> bool:
    """Return whether the text that was there before goes into the change log.

    Means: it does where somebody else had written it, where none went there for five minutes, and where much vanishes.
    """
    if not old.strip():
        return False
    if by_other or since_logged is None or since_logged >= LOG_AFTER:
        return True
    return count_lost(old, new) > LOG_FROM


def count_lost(old: str, new: str) -> int:
    """Return how many characters of the words of a text are not in the new one."""
    before, after = _split(old)[0], _split(new)[0]
    kept = _match(before, after)
    return sum(len(space) + len(word) for place, (space, word) in enumerate(before) if place not in kept)
