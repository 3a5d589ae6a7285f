"""Checks on counts: a change that is no more than chance would give, and parts that do not make their total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.counts import find_tally
from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Figure, Finding
from wapentake.terms import FindingCode
from wapentake.trends import chance_of_change

_NOT_EVENTS = re.compile(rf"\b(?:{any_of('figures', 'not_events')})\b", re.IGNORECASE)
_PARTS = re.compile(r"(?:made up of|comprising|consisting of|:)\s*$")
_MARKS = (": ", "made up of ", "comprising ", "consisting of ")
_MAY_LIST = re.compile(r"(?:: |made up of |comprising |consisting of )(?:\d|one |two |three |four |five |six |seven |eight |nine |ten )")
_COUNT = re.compile(r"(\d[\d,]*)\s?(%|[a-z]+(?: [a-z]+)?)?")
_APART = re.compile(r"^\s+[a-z][^,;:.]{0,50}(?:,(?: and)?|;(?: and)?| and)\s+$")
_LAST = re.compile(r"^\s+[a-z][^,;:.]{0,60}\.?$")
MAY_BE_CHANCE = 0.05


def find_chance_changes(view: View) -> Iterator[Finding]:
    """Find changes between two counts that are no more than chance would give."""
    for figure in view.record.figures:
        if not _counts_events(view, figure):
            continue
        before, after = int(figure.previous or 0), int(figure.current or 0)
        chance = chance_of_change(before, after)
        if before != after and chance >= MAY_BE_CHANCE:
            name = figure.measure[:1].upper() + figure.measure[1:]
            words = f"{name}: {before:,} to {after:,} is no more than chance would give (probability {chance:.2f})."
            yield make_finding(FindingCode.CHANGE_WITHIN_CHANCE, words, [figure.span])


def _counts_events(view: View, figure: Figure) -> bool:
    """Whether a figure has two counts of things that happen, and no rates, sizes or people who stay from year to year."""
    if not isinstance(figure.previous, int) or not isinstance(figure.current, int):
        return False
    counts = {str(figure.previous), str(figure.current)}
    written = _COUNT.findall(view.text[slice(*figure.span)])
    units = " ".join(unit for number, unit in written if number.replace(",", "") in counts)
    return "%" not in units and not _NOT_EVENTS.search(f"{figure.measure} {units}")


def find_wrong_counts(view: View) -> Iterator[Finding]:
    """Find counts that are plainly the parts of a stated total and do not make it: "12 calls: 3 fires, 4 floods and 6 falls"."""
    for index, block in enumerate(view.blocks):
        if not any(mark in block.words for mark in _MARKS) or not _MAY_LIST.search(block.words):
            continue
        for sentence in view.sentences_of(index):
            tally = find_tally(sentence.words)
            counts = tally.counts
            if len(counts) < 3 or any(one.form == "%" or not isinstance(one.value, int) for one in counts):
                continue
            gaps = [tally.words[a.end : b.start] for a, b in zip(counts, counts[1:], strict=False)]
            listed = _PARTS.search(gaps[0]) and len(gaps[0]) < 60 and all(_APART.match(gap) for gap in gaps[1:])
            made = sum(int(one.value) for one in counts[1:])
            if (
                listed
                and _LAST.match(tally.words[counts[-1].end :])
                and made != counts[0].value
                and " and " in gaps[-1]
            ):
                words = f"The parts make {made:,} and not {counts[0].value:,}."
                spans = [view.locate(sentence, (one.start, one.end)) for one in counts]
                yield make_finding(FindingCode.SUM_MISMATCH, words, spans)
