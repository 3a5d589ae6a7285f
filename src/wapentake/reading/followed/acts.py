"""Clauses, and the completed acts that they tell of: "has sent", "were circulated", "PN raised", "had put in place".

What is still to come, negated, conditional or done in part is no act. Nothing here knows of any task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wapentake.reading.followed.words import LISTS, Token, stems_of_list, tokens_of, words_of
from wapentake.terms.phrases import match_any

_PASTS = words_of("pasts")
_PARTICIPLES = words_of("participles") | _PASTS
_NO_PASTS = words_of("no_pasts")
_NO_ACTS = stems_of_list("no_acts")
_NEGATORS = words_of("negators")
_MODALS = words_of("modals")
_NOT_SO = words_of("not_so")
_ADVERBS = words_of("adverbs")
_OPENERS = words_of("openers") | _NOT_SO
_BEFORE_NOUNS = words_of("before_nouns")
_HAVE = frozenset({"has", "have", "had", "having"})
_WAS = frozenset({"was", "were"})
_IS = frozenset({"is", "are", "was", "were", "been"})
_NO_PAST_AFTER = _BEFORE_NOUNS | _MODALS | _WAS | {"be", "been", "being"}
_LIKE_NOUNS = words_of("like_nouns")
_DOERS = words_of("doers")
_NO_ACT = re.compile(rf"(?:{match_any(LISTS['not_acts'])})\b", re.IGNORECASE)
_ONLY_PASSED_ON = stems_of_list("passed_on")
_FINISHED = re.compile(rf"(?:{match_any(LISTS['finished'])})\b", re.IGNORECASE)
_PART = re.compile(rf"\b(?:{match_any(LISTS['parts'])})\b", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*[,;:]\s+(?:and|but|so)\s+|\s*[,;]\s+|\s+[–—-]\s+|:\s+|\s+(?:and|but(?!\s+one\b)|although|though|while)\s+"
)
_NAMES = re.compile(r"(?:when\s+|that\s+)?(?:[A-Z][\w'’.]*\s*){1,3}")
_REACH = 4  # words after a verb in which "yet" or "some of" still belong to it


@dataclass(frozen=True, slots=True)
class Act:
    """A completed act: the index of its verb among the tokens of its clause, its stem, and how it is told."""

    at: int
    stem: str
    having: bool = False
    passive: bool = False
    perfect: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with what it tells: where it stands in the sentence's words, its tokens, and its acts.

    `subject`: of the clause before, where this one has none of its own.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    acts: tuple[Act, ...]
    subject: tuple[Token, ...] = ()


def find_clauses(words: str) -> list[Clause]:
    """Return the clauses of a sentence: each part that tells of an act of its own, with what belongs to it."""
    found: list[Clause] = []
    last = start = 0  # where the part that is read begins, and the clause that it may belong to
    held: Clause | None = None
    for stop, after in (*(one.span() for one in _JOIN.finditer(words)), (len(words), len(words))):
        part = _clause(words, last, stop, first=last == 0)
        if held is not None and held.acts and part.acts:
            found.append(held)
            start = last
        elif held is not None and held.acts and _NAMES.fullmatch(words[last:stop]) and words[stop:after] == " and ":
            found.append(held)  # "..., when SQ and OB brought": the names belong to what follows
            held, start, last = None, last, after
            continue
        held = _clause(words, start, stop, first=start == 0)
        last = after
    found += [held] if held is not None else []
    return [_with_subject(one, before) for one, before in zip(found, [None, *found], strict=False)]


def _with_subject(clause: Clause, before: Clause | None) -> Clause:
    """Return a clause that begins with its verb ("and had circulated the bid") with the subject of the one before."""
    if before is None or not clause.acts or not before.acts:
        return clause
    lead = clause.tokens[: clause.acts[0].at]
    if any(one.low not in _HAVE | _WAS | _ADVERBS | {"been", "and"} for one in lead):
        return clause
    return replace(clause, subject=before.subject or before.tokens[: before.acts[0].at])


def _clause(words: str, start: int, end: int, *, first: bool) -> Clause:
    tokens = tuple(
        Token(one.start + start, one.end + start, one.word, one.low, one.stem) for one in tokens_of(words[start:end])
    )
    return Clause(start, end, tokens, tuple(_find_acts(words, tokens, first=first)))


def _find_acts(words: str, tokens: Sequence[Token], *, first: bool) -> Iterator[Act]:
    for at, token in enumerate(tokens):
        act = _act_at(words, tokens, at, first=first)
        if act is not None and not _is_undone(words, tokens, at):
            yield act
        elif token.low in _IS and (state := _state_after(words, tokens, at)) is not None:
            yield Act(state, "complet", passive=True)


def _act_at(words: str, tokens: Sequence[Token], at: int, *, first: bool) -> Act | None:
    """Return the act that a verb tells, if it is one: a perfect, a passive of the past, a simple past, or a having."""
    token = tokens[at]
    before = _verb_before(tokens, at)
    lead = tokens[before].low if before is not None else ""
    if token.low in _HAVE and not _has_participle(tokens, at):
        return Act(at, token.stem, having=True) if at + 1 < len(tokens) and lead not in _MODALS else None
    if not is_past(token.low) or token.stem in _NO_ACTS or _NO_ACT.match(words, token.start):
        return None
    if lead in _HAVE | _WAS or (lead == "been" and _is_perfect(tokens, before)):
        helped = Act(at, token.stem, passive=lead not in _HAVE, perfect=lead in _HAVE)
        return None if _is_passed_on(tokens, at) else helped
    return Act(at, token.stem) if _is_simple_past(tokens, at, first=first) else None


def is_past(low: str) -> bool:
    """Whether a word may be a past form or a participle."""
    return (low.endswith("ed") and len(low) > 3 and low not in _NO_PASTS) or low in _PARTICIPLES


def _is_simple_past(tokens: Sequence[Token], at: int, *, first: bool) -> bool:
    low = tokens[at].low
    if low in _PARTICIPLES - _PASTS or (at == 0 and first):
        return False
    before = _verb_before(tokens, at)
    lead = tokens[before].low if before is not None else ""
    if {lead, tokens[at - 1].low if at else ""} & _NO_PAST_AFTER:
        return False
    if low in _LIKE_NOUNS and not _follows_doer(tokens, at):
        return False
    return not _is_passed_on(tokens, at)


def _is_passed_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb only asks or agrees that something be done: "was asked to", "agreed in principle"."""
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].stem in _ONLY_PASSED_ON and follows in ("to", "that", "in", "if", "whether")


def _follows_doer(tokens: Sequence[Token], at: int) -> bool:
    """Whether what may be a noun as well ("set", "put") is a verb: it follows a name, or a "had" and its object."""
    if at == 0:
        return True
    before = tokens[at - 1]
    return before.word[:1].isupper() or before.low in _DOERS or any(one.low in _HAVE for one in tokens[:at])


def _verb_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index of the word before a verb, over adverbs."""
    index = at - 1
    while index >= 0 and (tokens[index].low in _ADVERBS or tokens[index].low.endswith("ly")):
        index -= 1
    return index if index >= 0 else None


def _has_participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "has" helps another verb, and is no having itself."""
    index = at + 1
    while index < len(tokens) and (tokens[index].low in _ADVERBS or tokens[index].low.endswith("ly")):
        index += 1
    return index < len(tokens) and (is_past(tokens[index].low) or tokens[index].low in ("been", "to", "become"))


def _is_perfect(tokens: Sequence[Token], been: int | None) -> bool:
    """Whether "been" stands after "has" or "had", and not after "to have"."""
    have = _verb_before(tokens, been) if been is not None else None
    if have is None or tokens[have].low not in _HAVE:
        return False
    before = _verb_before(tokens, have)
    return before is None or tokens[before].low not in _MODALS


def _state_after(words: str, tokens: Sequence[Token], at: int) -> int | None:
    """Return where "is" or "was" says that something is done: "is now complete", "are in place"."""
    index = at + 1
    while index < len(tokens) and tokens[index].low in _ADVERBS:
        index += 1
    if index >= len(tokens) or _FINISHED.match(words, tokens[index].start) is None:
        return None
    helped = tokens[at].low not in ("is", "are") and is_past(tokens[index].low)  # an act of its own
    return None if helped or _is_undone(words, tokens, index) else index


def _is_undone(words: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb is negated, conditional, only possible, or done in part."""
    begin = _opened_at(tokens, at)
    own = [one.low for one in tokens[begin:at]]
    if begin and tokens[begin - 1].low in _NOT_SO:
        return True
    opened_by_when = begin > 0 and tokens[begin - 1].low == "when"
    if opened_by_when and any(low in ("has", "have") for low in own):
        return True
    if any(low in _NEGATORS for low in own) or own[:1] in (["if"], ["once"], ["unless"], ["until"]):
        return True
    near = own[-_REACH:]
    if any(low in _MODALS and _goes_with(near, place) for place, low in enumerate(near)):
        return True
    reach = tokens[at + 1 : at + 1 + _REACH]
    if any(one.low in ("yet", "nothing", "none", "nobody") for one in reach):
        return True
    stop = reach[1].end if len(reach) > 1 else (reach[-1].end if reach else tokens[at].end)
    return _PART.search(words, tokens[begin].start, stop) is not None


def _goes_with(near: Sequence[str], place: int) -> bool:
    """Whether a modal verb helps the verb that ends these words: only "have", "be" and adverbs lie between."""
    between = near[place + 1 :]
    return bool(between) and all(low in ("have", "be", "been") or low in _ADVERBS for low in between)


def _opened_at(tokens: Sequence[Token], at: int) -> int:
    """Return where the clause that a verb stands in begins: after the last word that opens one."""
    for index in range(at - 1, -1, -1):
        if tokens[index].low in _OPENERS:
            return index + 1
    return 0
