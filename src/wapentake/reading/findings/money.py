"""Checks on money: parts that do not make their total, a balance given twice, and more asked for than is allocated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wapentake.reading.findings.view import View, make_finding, value_of
from wapentake.reading.grids import Grid, find_grids
from wapentake.reading.phrases import any_of
from wapentake.reading.record import AmountMention, Finding, Span
from wapentake.reading.sentences import Sentence
from wapentake.terms import Amount, FindingCode

_MADE_OF = re.compile(rf"^[^£]{{0,60}}(?:\b(?:{any_of('totals', 'made_of')})\b|:\s*$)[^£]*$", re.IGNORECASE)
_MADE_OF_FIRST = re.compile(
    rf"^(?:It|This|That|These|They)\b[^£]{{0,30}}\b(?:{any_of('totals', 'made_of')})\b", re.IGNORECASE
)
_IN_TOTAL = re.compile(rf"\b(?:{any_of('totals', 'in_total')})(?:\s+of)?\s*$", re.IGNORECASE)
_IN_ALL = re.compile(r"\s+(?:in total|in all|altogether|all told)\b", re.IGNORECASE)
_NOT_ALL = re.compile(rf"\b(?:{any_of('totals', 'not_all')})\b", re.IGNORECASE)
_MORE_PARTS = re.compile(r"(?:,| and) (?:an?|the|some|match|in[- ]kind|further|smaller)\b")
_PLUS = re.compile(r"^\s*(?:\+|plus)\s*$", re.IGNORECASE)
_EQUALS = re.compile(
    r"^[^.;]{0,20}(?:=|\bmakes\b|\bmaking\b|\bequals\b|\bgives\b|\bgiving\b)[^.;]{0,12}$", re.IGNORECASE
)
_OF = re.compile(r"\bof(?: the| a(?: total)?)?(?: total| sum of)?\s*$", re.IGNORECASE)
_LEAVES = re.compile(r"\bleav(?:es|ing)\b(?: a (?:balance|total) of| only| just)?\s*$", re.IGNORECASE)
_SPLIT_FROM = re.compile(r"\b(?:spent|committed|allocated|used|paid|drawn down|taken)\b", re.IGNORECASE)
_BALANCE = re.compile(rf"\b(?:{any_of('totals', 'balances')})\b", re.IGNORECASE)
_RESTATES = re.compile(rf"\b(?:{any_of('totals', 'restates')})\b|^[\s,(–-]+or\b|^\s*[(–-]\s*$", re.IGNORECASE)
_THE_BALANCE = re.compile(r"\b(?:it|this|that|the (?:balance|position|figure))\b", re.IGNORECASE)
_WITHOUT = re.compile(rf"\b(?:{any_of('totals', 'without')})\b", re.IGNORECASE)
_ASKED = re.compile(rf"\b(?:{any_of('totals', 'asked')})\b[^£.;]{{0,30}}$", re.IGNORECASE)
_ASKED_AFTER = re.compile(r"^\s+(?:is|was|has been) (?:asked for|requested|sought)\b|^ in expenditure\b", re.IGNORECASE)
_ALLOCATED = re.compile(rf"\b(?:{any_of('totals', 'allocated')})\b[^£.;]{{0,30}}$", re.IGNORECASE)
_ALLOCATED_AFTER = re.compile(rf"^[^£.;]{{0,25}}\b(?:{any_of('totals', 'allocated_after')})\b", re.IGNORECASE)
_SAME_THING = re.compile(
    rf"\b(?:this|that|the) (?:{any_of('totals', 'things')})\b|\bfor (?:it|this)\b|\bagainst\b|^It\b", re.IGNORECASE
)
_TIED = re.compile(r"\b(?:against|of the|where|while|but|although|though|exceed(?:s|ed|ing)?|more than|above)\b")
_TOTAL_LABEL = re.compile(
    r"(?:grand )?totals?:?(?: \(?£\)?)?(?: expenditure| income| funding| budget| spend| cost)?", re.IGNORECASE
)
_PART_TOTAL = re.compile(rf"\b(?:{any_of('totals', 'part_totals')})\b", re.IGNORECASE)
MOST_AMOUNTS = 2000  # a page with more sums is a ledger
_CELL_SUM = re.compile(
    r"(?P<debit>[-−(]?)\s*£?\s*(?P<minus>-?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?)\)?"
)

Sums = tuple[AmountMention, ...]
Told = tuple[AmountMention, list[Sums]]  # a total, and each run of sums that may be its parts


def find_wrong_sums(view: View) -> Iterator[Finding]:
    """Find parts that do not make the total that stands with them, in a sentence or a table."""
    for sentence, sums in _sentences_with_sums(view, least=3):
        if found := _wrong_sum(view, sentence, sums):
            yield found
    for grid in find_grids(view.blocks):
        yield from _wrong_columns(view, grid)


def _blocks_with_sums(view: View) -> dict[int, None]:
    """Return the indexes of the blocks in which sums stand, in their order."""
    return dict.fromkeys(view.block_at(one.span[0]) for one in view.record.amounts[:MOST_AMOUNTS])


def _sentences_with_sums(view: View, *, least: int) -> Iterator[tuple[Sentence, Sums]]:
    """Yield each sentence with so many sums or more, and with those of a next one that tells the parts of its sum."""
    for index in _blocks_with_sums(view):
        if view.blocks[index].cells:
            continue
        sentences = view.sentences_of(index)
        for at, sentence in enumerate(sentences):
            sums = view.amounts_in((sentence.start, sentence.end))
            after = sentences[at + 1] if at + 1 < len(sentences) else None
            if len(sums) == 1 and after and _MADE_OF_FIRST.match(after.words):
                sums += view.amounts_in((after.start, after.end))
            if len(sums) >= least:
                yield sentence, sums


def _wrong_sum(view: View, sentence: Sentence, sums: Sums) -> Finding | None:
    """Return the finding where the words say that some sums make another one, and they do not."""
    if len({one.currency for one in sums}) > 1:
        return None
    gaps = [view.text[a.span[1] : b.span[0]].replace("\n", " ") for a, b in pairwise(sums)]
    tail = view.text[sums[-1].span[1] : sentence.end]
    told = _total_first(sums, gaps, tail) or _total_last(sums, gaps, tail)
    before = view.text[sentence.start : sums[0].span[0]]
    if len(sums) == 3 and _OF.search(before) and _LEAVES.search(gaps[1]) and _SPLIT_FROM.search(gaps[0] + gaps[1]):
        told = sums[0], [sums[1:]]
    compared = [_compare(view, told[0], parts) for parts in told[1]] if told else []
    return compared[0] if compared and all(compared) else None


def _total_first(sums: Sums, gaps: list[str], tail: str) -> Told | None:
    """Return the total and its parts where words such as "made up of" stand between the first sum and the others."""
    if gaps[0].strip() in ("(", "=", ":") and all(_PLUS.match(gap) for gap in gaps[1:]):
        return sums[0], [sums[1:]]
    if not _MADE_OF.match(gaps[0]) or any(_NOT_ALL.search(gap) for gap in [*gaps[1:], tail]):
        return None
    whole = " and " in gaps[-1] if gaps[0].rstrip().endswith(":") else not _MORE_PARTS.search(tail)
    return (sums[0], [sums[1:]]) if whole else None


def _total_last(sums: Sums, gaps: list[str], tail: str) -> Told | None:
    """Return the total that ends a sentence, and each run of sums before it that may be its parts."""
    for at in range(2, len(sums)):
        if _EQUALS.match(gaps[at - 1]) and all(_PLUS.match(gap) for gap in gaps[: at - 1]):
            return sums[at], [sums[:at]]
    if not (_IN_TOTAL.search(gaps[-1]) or _IN_ALL.match(tail)) or any(_NOT_ALL.search(gap) for gap in gaps):
        return None
    return sums[-1], [sums[start:-1] for start in range(len(sums) - 2)]


def _compare(view: View, total: AmountMention, parts: Sums) -> Finding | None:
    """Return the finding that parts do not make a total, or None where they do, as closely as they are written."""
    made = Amount(sum(value_of(one).pence for one in parts), total.currency)
    stated = value_of(total)
    slack = sum(_slack_of(view.text[slice(*one.span)]) for one in (total, *parts))
    if abs(made.pence - stated.pence) <= slack or len(parts) < 2:
        return None
    apart = Amount(abs(made.pence - stated.pence), total.currency)
    words = f"The parts make {made.say()} and not {stated.say()}: the difference is {apart.say()}."
    return make_finding(FindingCode.SUM_MISMATCH, words, [total.span, *(one.span for one in parts)])


def _slack_of(written: str) -> int:
    """Return by how many pence a sum may be rounded: "£1.08m" by half of ten thousand pounds, "£1,080" by nothing."""
    times = {"k": 10**5, "thousand": 10**5, "m": 10**8, "million": 10**8, "bn": 10**11, "billion": 10**11}
    found = re.fullmatch(
        r"\D*[\d,]+(?:\.(?P<places>\d+))?\s?(?P<times>k|m|bn|thousand|million|billion)", written, re.IGNORECASE
    )
    return times[found["times"].casefold()] // 10 ** len(found["places"] or "") // 2 if found else 0


def _wrong_columns(view: View, grid: Grid) -> Iterator[Finding]:
    """Yield a finding for each column of a table whose cells do not make the cell in its row of totals."""
    rows = [[view.text[a:b].strip(" *") for a, b in row] for row in grid.rows]
    if not _TOTAL_LABEL.fullmatch(next((cell for cell in rows[-1] if cell), "")) or any(
        _PART_TOTAL.search(" ".join(row)) for row in rows[:-1]
    ):
        return
    body = [row for row in rows[:-1] if any(_cell_sum(cell) is not None for cell in row[1:])]
    if len(body) < 2 or len({len(row) for row in [*body, rows[-1]]}) != 1:
        return
    for column in range(1, len(rows[-1])):
        cells = [row[column] for row in body]
        total, parts = _cell_sum(rows[-1][column]), [_cell_sum(cell) for cell in cells if cell]
        money = any("£" in cell or "." in cell for cell in [*cells, rows[-1][column]])
        whole = total is not None and len(parts) > 1 and None not in parts
        if whole and sum(part for part in parts if part is not None) != total:
            made, stated = Amount(sum(part for part in parts if part is not None)), Amount(total or 0)
            said = (made.say(), stated.say()) if money else (f"{made.pence // 100:,}", f"{stated.pence // 100:,}")
            words = f"The rows of the table make {said[0]} and not {said[1]}, which stands as their total."
            yield make_finding(FindingCode.SUM_MISMATCH, words, [grid.rows[-1][column]])


def _cell_sum(cell: str) -> int | None:
    """Return the number of a cell in hundredths, or None where the cell is no number."""
    found = _CELL_SUM.fullmatch(cell)
    amount = Amount.from_text(found["digits"]) if found else None
    if amount is None or found is None:
        return None
    return -amount.pence if found["debit"] or found["minus"] else amount.pence


def find_restated_balances(view: View) -> Iterator[Finding]:
    """Find a balance that is given twice, with and without some money, and tell what that money is."""
    near = {abs(value_of(one).pence) for one in view.record.amounts[:MOST_AMOUNTS]}
    for sentence, after in _with_next(view):
        sums = view.amounts_in((sentence.start, sentence.end))
        more = view.amounts_in((after.start, after.end)) if after and len(sums) == 1 else ()
        if len(sums + more) != 2 or not _is_restated(view, sentence, after if more else None, sums + more):
            continue
        first, second = (value_of(one) for one in sums + more)
        implied = Amount(abs(first.pence - second.pence), first.currency)
        if implied.pence and implied.pence not in near:
            words = (
                f"The balance is given as {first.say()} and as {second.say()}. "
                f"The difference of {implied.say()} is implied and stated nowhere on the page."
            )
            span = ((sums + more)[0].span[0], (sums + more)[1].span[1])
            yield make_finding(FindingCode.BALANCE_RESTATED, words, [span])


def _with_next(view: View) -> Iterator[tuple[Sentence, Sentence | None]]:
    """Yield each sentence of the blocks in which a sum stands, with the sentence after it."""
    for index in _blocks_with_sums(view):
        sentences = view.sentences_of(index) if not view.blocks[index].cells else []
        yield from pairwise([*sentences, None]) if sentences else ()


def _is_restated(view: View, sentence: Sentence, after: Sentence | None, sums: Sums) -> bool:
    """Whether the second of two sums is the balance that the first is, with some money left out or taken in."""
    first, second = sums
    before = view.text[max(sentence.start, first.span[0] - 70) : first.span[0]]
    between = view.text[first.span[1] : second.span[0]].replace("\n", " ")
    rest = view.text[second.span[1] : (after or sentence).end]
    if not _BALANCE.search(before) or not _WITHOUT.search(f"{between} {rest}"):
        return False
    if after:
        return bool(_THE_BALANCE.search(between) and _RESTATES.search(between))
    return bool(_RESTATES.search(between))


def find_over_allocations(view: View) -> Iterator[Finding]:
    """Find that more is asked for or spent than the next words say is allocated to the same thing."""
    valued = [(one, value_of(one)) for one in view.record.amounts[:MOST_AMOUNTS]]
    for (asked, want), (allocated, have) in pairwise(valued):
        if want.currency != have.currency or want <= have:
            continue
        if view.block_at(asked.span[0]) != view.block_at(allocated.span[0]):
            continue
        if _is_asked(view, asked) and _is_allocated(view, asked, allocated):
            over = (want - have).say()
            words = f"{want.say()} is asked for or spent where {have.say()} is allocated: {over} too much."
            yield make_finding(FindingCode.AMOUNT_OVER_ALLOCATION, words, [asked.span, allocated.span])


def _is_asked(view: View, one: AmountMention) -> bool:
    before, after = _around(view, one.span)
    return bool(_ASKED.search(before) or _ASKED_AFTER.match(after))


def _is_allocated(view: View, asked: AmountMention, one: AmountMention) -> bool:
    """Whether a sum is set aside for what the sum before it is asked for: in the same sentence, or in the next."""
    first, second = view.sentence_at(asked.span[0]), view.sentence_at(one.span[0])
    if first is None or second is None or len(view.amounts_in((second.start, second.end))) > 1 + (first == second):
        return False
    between = view.text[asked.span[1] : one.span[0]]
    if first != second and (view.text[first.end : second.start].strip() or not _SAME_THING.search(second.words)):
        return False
    if first == second and not _TIED.search(between):
        return False
    before, after = _around(view, one.span)
    return bool(_ALLOCATED.search(before) or _ALLOCATED_AFTER.match(after))


def _around(view: View, span: Span) -> tuple[str, str]:
    """Return the words around a sum that belong to its sentence, on one line."""
    sentence = view.sentence_at(span[0])
    start, end = (sentence.start, sentence.end) if sentence else span
    return view.text[start : span[0]].replace("\n", " ").rstrip(), view.text[span[1] : end].replace("\n", " ")
