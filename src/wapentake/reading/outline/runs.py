"""Items that are numbered: of all runs of numbers on a page, the one that looks most like the agenda."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from wapentake.reading.blocks import Block
from wapentake.reading.outline.heads import Head
from wapentake.reading.outline.labels import STANDING, SUB_LABELS
from wapentake.reading.outline.numbers import ROMAN_PART

_WEIGHTS = {"item": 3.0, "bold": 2.6, "capitals": 2.2, "lead": 1.8, "row": 1.2, "plain": 1.0, "mixed": 2.0}
_WEIGHT_OF_HEADINGS = 3.0
_WEIGHT_OF_COUNTED = 1.5  # plain lines that count 1, 2, 3 ... with text under each
_LEAST_SCORE = 2.5
_LOOK_BACK = 80  # candidates between two numbers of one run
_LETTERS = 5  # the longest name that is mostly written in capitals
_FEWEST_RESTARTED = 3
_LONG_TEXT = 60  # characters of a text that goes on from a title
_LONGEST_STEP = 3  # numbers that a page may leave out, less one


def find_numbered(candidates: list[Head], blocks: list[Block]) -> list[Head]:
    """Return the heads of the best run of numbers and those that belong to it, or none where no run is good enough."""
    told = frozenset(head.block for head in candidates if blocks[head.block].end - head.span[1] > _LONG_TEXT)
    numbered = [head for head in candidates if head.number]
    groups = {manner: [head for head in numbered if _fits(head, manner)] for manner in _manners(numbered)}
    groups["mixed"] = [head for head in numbered if head.manner != "plain"]
    best: list[Head] = []
    best_score = 0.0
    for manner, heads in groups.items():
        run = _longest_run(heads)
        score = _score_run(run, manner, len(blocks), told)
        if score > best_score:
            best, best_score = run, score
    return best + _joining_heads(best, candidates, blocks) if best_score >= _LEAST_SCORE else []


def find_restarted(candidates: list[Head], blocks: list[Block]) -> list[Head]:
    """Return the heads of a list that has lost its count, each numbered 1 with text below it; they have no number."""
    listed = [head for head in candidates if head.number and blocks[head.block].marker]
    filled = sum(after.block - head.block > 1 for head, after in pairwise(listed))
    if len(listed) < _FEWEST_RESTARTED or 2 * filled < len(listed) or any(head.value != (1,) for head in listed):
        return []
    return [head._replace(number=None) for head in listed]


def _fits(head: Head, manner: str) -> bool:
    """Whether a head has a manner; what is mostly called by its letters ("AOB", "CCTV") may stand among plain words."""
    return head.manner == manner or (manner == "plain" and head.manner == "capitals" and len(head.label) <= _LETTERS)


def _manners(heads: list[Head]) -> list[str]:
    return sorted({head.manner for head in heads})


def _longest_run(heads: list[Head]) -> list[Head]:
    """Return the longest run of heads whose numbers go up by one, two or three in one part, the rest standing still."""
    values = [head.value for head in heads]
    best_to: list[tuple[int, int]] = []  # for each head: the length of the longest run to it, and the head before it
    for index, value in enumerate(values):
        length, link = 1, -1
        for earlier in range(max(0, index - _LOOK_BACK), index):
            if best_to[earlier][0] >= length and _follows(values[earlier], value):
                length, link = best_to[earlier][0] + 1, earlier
        best_to.append((length, link))
    at = max(range(len(heads)), key=lambda index: best_to[index][0], default=-1)
    run: list[Head] = []
    while at >= 0:
        run.append(heads[at])
        at = best_to[at][1]
    return run[::-1]


def _follows(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether a number may come next in a run."""
    if len(before) != len(value):
        return False
    steps = [b - a for a, b in zip(before, value, strict=True) if a != b]
    return len(steps) == 1 and 0 < steps[0] <= _LONGEST_STEP


def _score_run(run: list[Head], manner: str, blocks: int, told: frozenset[int]) -> float:
    """Return how much a run of numbers looks like the agenda: its length, its manner, and that text stands under it.

    `told`: the blocks in which a text goes on from the title.
    """
    if len(run) < 2:
        return 0.0
    places = [head.block for head in run] + [blocks]
    filled = sum(1 for a, b in pairwise(places) if b - a > 1 or a in told)
    if manner in ("plain", "row") and filled < 0.5 * len(run):
        return 0.0
    weight = _WEIGHTS.get(manner, _WEIGHT_OF_HEADINGS)
    counted = all(head.value == (place,) for place, head in enumerate(run, 1))
    if manner == "plain" and counted and filled == len(run):
        weight = _WEIGHT_OF_COUNTED
    spread = (run[-1].block - run[0].block + 1) / blocks
    return weight * len(run) * (0.3 + spread)


def _joining_heads(run: list[Head], candidates: list[Head], blocks: list[Block]) -> list[Head]:
    """Return the candidates beside a run that belong to it: roman parts, gaps in another manner, standing items."""
    taken = {head.block for head in run}
    known = {head.number for head in run}
    joined = []
    for head in candidates:
        if head.block in taken or head.block < run[0].block:
            continue
        if _is_standing(head, run[0].manner) or _is_part(head, run[0].manner, blocks) or _fills_gap(head, run, known):
            joined.append(head)
            known.add(head.number)
    return joined


def _is_standing(head: Head, manner: str) -> bool:
    """Whether an unnumbered candidate is an item that stands on most agendas, in a manner that fits the run's."""
    if head.number is not None or head.label not in STANDING or head.label in SUB_LABELS:
        return False
    return head.manner not in ("row", "plain") or manner in ("plain", "item")


def _is_part(head: Head, manner: str, blocks: list[Block]) -> bool:
    """Whether a candidate is a part of an item: "4a", "4ii", or "4.1" where that stands alone above its title."""
    if head.number is None:
        return False
    if head.block and "." in head.number:
        return blocks[head.block - 1].words.strip("* .") == head.number
    return ROMAN_PART.fullmatch(head.number) is not None and (head.manner == manner or manner == "item")


def _fills_gap(head: Head, run: list[Head], known: set[str | None]) -> bool:
    """Whether a numbered candidate in another manner has just the number that its place in the run lacks."""
    if head.number is None or head.number in known or head.manner in ("plain", "row"):
        return False
    value = head.value
    after = bisect_left(run, head.block, key=lambda one: one.block)
    low = run[after - 1].value[-1] if after else 0
    high = run[after].value[-1] if after < len(run) else low + 3
    return len(value) == 1 and low < value[-1] < high
