"""Counts and changes that the minutes report: "from 71 incidents last year to 131", "up by 13%", "45 compared with 60".

Two numbers make a figure only where the words say that they count one thing in two periods.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.blocks import ROW
from wapentake.reading.counts import (
    BLANK,
    DIGIT,
    HINT_MARKS,
    HINTS,
    Count,
    Period,
    Tally,
    find_periods,
    find_tally,
    is_before,
    may_compare,
)
from wapentake.reading.grids import Grid, find_grids, plain_number
from wapentake.reading.layout import Layout
from wapentake.reading.measures import CHANGES, measure_of, subject_before
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import any_of, has_any, load_phrases
from wapentake.reading.record import Figure
from wapentake.reading.sentences import Sentence
from wapentake.reading.spans import locate

_UP, _DOWN = any_of("figures", "rose"), any_of("figures", "fell")
_RATHER = re.compile(r"\b(?P<way>up|down)\s+from\s*$", re.IGNORECASE)
_TO = re.compile(r"[^.;,]{0,40}\bto \d")
_SHARE_BEFORE = re.compile(
    rf"(?:\b(?:is|are|was|were|been|(?:shown|found|seen|reported|known) to be)\s+)?\b(?P<way>up|down|{_UP}"
    rf"|{_DOWN}|(?:increase|rise|growth|decrease|fall|drop|reduction)\s+of)\s+(?:by\s+)?(?:about\s+|almost\s+"
    rf"|nearly\s+)?$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s+(?P<way>higher|more|lower|fewer|up|down|increase|rise|decrease|fall|reduction|drop)\b", re.IGNORECASE
)
_FALLING = re.compile(rf"down|{_DOWN}|decrease|fall|drop|reduction|lower|fewer", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|would|could|may|might|should|shall|must|be|propos\w+|to)\s*$", re.IGNORECASE)
_LINK = re.compile(r"\b(?:and|against|compared\s+(?:with|to)|versus|vs|whereas|while|but)\b|[;(]", re.IGNORECASE)
_BLOCKED = frozenset(load_phrases("figures")["not_counts"])
_LAST_WORD = re.compile(r"([\w%]+)\W*$")
_MOST_BETWEEN = 130
LONGEST = 2000  # characters; what is longer is no sentence


class _Change(NamedTuple):
    """Two counts of one thing: where they stand, and which of them came first."""

    first: Count
    second: Count
    swapped: bool = False


def find(layout: Layout) -> tuple[Figure, ...]:
    """Return the figures in the order of the page."""
    text, blocks, outline = layout.text, layout.blocks, layout.outline
    found = [figure for grid in find_grids(blocks) for figure in _read_grid(text, grid, outline)]
    for index, block in enumerate(blocks):
        if block.kind is ROW or not DIGIT.search(block.words):
            continue
        is_marked = has_any(block.words, HINT_MARKS)
        for sentence in layout.sentences[index]:
            may_tell = is_marked or not HINTS.isdisjoint(sentence.said)
            if may_tell and len(sentence.words) <= LONGEST and may_compare(sentence.words):
                found += _read_sentence(text, sentence, outline)
    return tuple(sorted(found, key=lambda figure: figure.span))


def _read_grid(text: str, grid: Grid, outline: Outline) -> list[Figure]:
    """Return the figures of a table with one column for a period and one for the period before it."""
    heads = [text[a:b] for a, b in grid.rows[0]]
    dated = [(column, periods[0]) for column, head in enumerate(heads) if (periods := find_periods(head))]
    if len(dated) != 2 or (order := is_before(dated[0][1], dated[1][1])) is None:
        return []
    (left, right), found = (dated[0][0], dated[1][0]), []
    previous, current = (left, right) if order else (right, left)
    for row in grid.rows[1:]:
        if len(row) != len(heads) or left == 0:
            continue
        values = [plain_number(text[slice(*row[column])]) for column in (previous, current)]
        if None not in values and (measure := text[slice(*row[0])].strip(" *")):
            names = {column: text[slice(*grid.rows[0][column])] for column in (previous, current)}
            found.append(
                Figure(
                    span=(row[0][0], row[-1][1]),
                    measure=measure,
                    previous=values[0],
                    current=values[1],
                    period=f"{names[previous]} to {names[current]}",
                    item=outline.item_of[grid.at],
                )
            )
    return found


def _read_sentence(text: str, sentence: Sentence, outline: Outline) -> list[Figure]:
    """Return the figures of one sentence: pairs of counts first, then shares that stand alone."""
    tally = find_tally(sentence.words)
    found: list[Figure] = []
    used = 0
    for at in range(1, len(tally.counts)):
        change = _find_change(tally, at)
        if change and change.first.start >= used:
            found.append(_make_pair(text, sentence, tally, change, outline))
            used = change.second.end
    for one in tally.counts:
        if one.form == "%" and one.start >= used and (way := _way_of(tally, one)):
            found.append(_make_share(text, sentence, tally, one, way, outline))
    return found


def _find_change(tally: Tally, at: int) -> _Change | None:
    """Return the change that the count at an index ends, or None."""
    second = tally.counts[at]
    first = tally.counts[at - 1]
    before, between = tally.words[: first.start].rstrip(), tally.words[first.end : second.start].rstrip()
    if second.start - first.end <= _MOST_BETWEEN and BLANK not in between:
        if before.endswith(("from", "From")) and between.endswith("to") and _tells_change(tally, first, second):
            return _Change(first, second)
        if before.endswith(" to") and between.endswith("from") and _verb_before(before[:-3]):
            return _Change(first, second, swapped=True)
        if (
            before.endswith("(")
            and between.strip() in ("and", "to")
            and tally.words[second.end :].startswith(")")
            and _verb_before(before)
        ):
            return _Change(first, second)
    like = None if _is_blocked(tally, second) else _like_count(tally, at)
    return _compared(tally, like, second) if like else None


def _tells_change(tally: Tally, first: Count, second: Count) -> bool:
    """Whether "from 71 to 131" tells a change and no range: a verb before it, or a period beside it."""
    before = tally.words[: first.start].rstrip()[:-4]
    if _verb_before(before):
        return True
    return bool(tally.period_in(first.end, second.start)) and not _FUTURE.search(before)


def _verb_before(words: str) -> bool:
    verb = CHANGES.search(words[-90:].rstrip())
    return bool(verb) and not _FUTURE.search(words[-90:][: verb.start()] if verb else "")


def _like_count(tally: Tally, at: int) -> Count | None:
    """Return the count before that could be of the same thing: written in the same form, and no age or limit."""
    for one in reversed(tally.counts[:at]):
        if one.form == tally.counts[at].form and not _is_blocked(tally, one):
            return one if tally.counts[at].start - one.end <= _MOST_BETWEEN else None
    return None


def _is_blocked(tally: Tally, one: Count) -> bool:
    last = _LAST_WORD.search(tally.words[max(0, one.start - 24) : one.start])
    return last is not None and last[1].casefold() in _BLOCKED


def _compared(tally: Tally, first: Count, second: Count) -> _Change | None:
    """Return the change between two counts that the words set side by side, each in its period."""
    between = tally.words[first.end : second.start]
    if _RATHER.search(between) and not _TO.match(tally.words, second.end):
        return _Change(first, second, swapped=True)
    link = None
    for link in _LINK.finditer(between):
        if tally.period_in(first.end + link.end(), second.start):
            break
    if link is None or BLANK in between:
        return None
    turn = first.end + link.start()
    own = tally.period_in(first.end, turn) or tally.period_in(max(0, first.start - 50), first.start)
    other = tally.period_in(turn, second.start) or _period_after(tally, second)
    if other is None:
        return None
    order = is_before(own, other) if own else (False if other.tense == "past" and link[0] != "and" else None)
    return None if order is None else _Change(first, second, swapped=not order)


def _period_after(tally: Tally, count: Count) -> Period | None:
    """Return the period that stands after a count, with no other count and no full stop between."""
    later = next((one.start for one in tally.counts if one.start > count.start), len(tally.words))
    found = tally.period_in(count.end, min(later, count.end + 90))
    return found if found and ";" not in tally.words[count.end : found.start] else None


def _way_of(tally: Tally, one: Count) -> str | None:
    """Return "up" or "down" where a share tells a change."""
    before = tally.words[max(0, one.start - 60) : one.start]
    found = _SHARE_BEFORE.search(before) or _SHARE_AFTER.match(tally.words[one.end :])
    ahead = found is not None and found.re is _SHARE_BEFORE and _FUTURE.search(before[: found.start()])
    if found is None or ahead or BLANK in tally.words:
        return None
    return "down" if _FALLING.match(found["way"]) else "up"


def _make_pair(text: str, sentence: Sentence, tally: Tally, change: _Change, outline: Outline) -> Figure:
    first, second = change.first, change.second
    after = _period_after(tally, second)
    near = [one for one in (tally.period_in(first.end, second.start), after) if one]
    end = after.end if after and after.start - second.end < 40 else second.end
    measure = measure_of(tally, first) or _title_of(sentence, outline)
    if first.form == "%":
        measure += ", per cent"
    values = (first.value, second.value)
    return Figure(
        span=locate(text, (sentence.start, sentence.end), sentence.words, (first.start, end)),
        measure=measure,
        previous=values[change.swapped],
        current=values[not change.swapped],
        period=" to ".join(one.name for one in (near[::-1] if change.swapped else near)) or None,
        item=outline.item_of[sentence.block],
    )


def _make_share(text: str, sentence: Sentence, tally: Tally, one: Count, way: str, outline: Outline) -> Figure:
    now = next((c for c in tally.counts if c.start > one.end and tally.words[one.end : c.start].strip() == "to"), None)
    found = _SHARE_BEFORE.search(tally.words[: one.start])
    begin = found.start("way") if found else one.start
    near = _period_after(tally, one)
    return Figure(
        span=locate(text, (sentence.start, sentence.end), sentence.words, (begin, now.end if now else one.end)),
        measure=subject_before(tally, begin) or _title_of(sentence, outline),
        current=now.value if now else None,
        period=near.name if near else None,
        change=f"{way} {sentence.words[one.start : one.end]}",
        item=outline.item_of[sentence.block],
    )


def _title_of(sentence: Sentence, outline: Outline) -> str:
    item = outline.item_of[sentence.block]
    return outline.heads[item].title if item is not None else "not said"
