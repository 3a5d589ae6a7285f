"""Checks on counts: a change that is no more than chance would give, and parts that do not make their total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wapentake.reading.counts import find_tally
from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Figure, Finding
from wapentake.reading.sentences import Sentence
from wapentake.terms import FindingCode
from wapentake.trends import chance_of_change

_NOT_EVENTS = re.compile(rf"\b(?:{any_of('figures', 'not_events')})\b", re.IGNORECASE)
_PARTS = re.compile(r"(?:made up of|comprising|consisting of|:)\s*$")
_MARKS = (": ", "made up of ", "comprising ", "consisting of ")
_MAY_LIST = re.compile(
    r"(?:: |made up of |comprising |consisting of )(?:\d|one |two |three |four |five |six |seven |eight |nine |ten )"
)
_COUNT = re.compile(r"(\d[\d,]*)\s?(%|[a-z]+(?: [a-z]+)?)?")
_NO_VERB = r"(?![^,;:.]*\b(?:is|are|was|were|has|have|had|will|would)\b)"
_APART = re.compile(rf"^\s+{_NO_VERB}[a-z][^,;:.]{{0,50}}(?:,(?: and)?|;(?: and)?| and)\s+$")
_LAST = re.compile(rf"^\s+{_NO_VERB}[a-z][^,;:.]{{0,60}}\.?$")
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
    """Whether a figure has two counts of things that happen: no rates, no sizes, no people who stay."""
    if not isinstance(figure.previous, int) or not isinstance(figure.current, int):
        return False
    counts = {str(figure.previous), str(figure.current)}
    written = _COUNT.findall(view.text[slice(*figure.span)])
    units = " ".join(unit for number, unit in written if number.replace(",", "") in counts)
    return "%" not in units and not _NOT_EVENTS.search(f"{figure.measure} {units}")


def find_wrong_counts(view: View) -> Iterator[Finding]:
    """Find counts that are plainly parts of a total and do not make it: "12 calls: 3 fires, 4 floods and 6 falls"."""
    for index in view.layout.blocks_with(*_MARKS):
        for sentence in view.sentences_of(index):
            if _MAY_LIST.search(sentence.words) and (found := _wrong_count(view, sentence)):
                yield found


def _wrong_count(view: View, sentence: Sentence) -> Finding | None:
    """Return the finding that the counts after the first are listed as its parts and do not make it."""
    tally = find_tally(sentence.words)
    counts = [one for one in tally.counts if one.form != "%" and isinstance(one.value, int)]
    if len(counts) < 3 or len(counts) != len(tally.counts):
        return None
    first, *gaps = [tally.words[a.end : b.start] for a, b in pairwise(counts)]
    listed = _PARTS.search(first) and len(first) < 60 and all(_APART.match(gap) for gap in gaps) and " and " in gaps[-1]
    made = sum(int(one.value) for one in counts[1:])
    if not listed or not _LAST.match(tally.words[counts[-1].end :]) or made == counts[0].value:
        return None
    spans = [view.locate(sentence, (one.start, one.end)) for one in counts]
    return make_finding(FindingCode.SUM_MISMATCH, f"The parts make {made:,} and not {counts[0].value:,}.", spans)
