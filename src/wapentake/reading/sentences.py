"""Blocks to sentences, each with its span. "Insp. Mike", "e.g.", "7.30pm" and "No. 10" do not end one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wapentake.reading.blocks import Block
from wapentake.reading.phrases import load_phrases, words_in

_AFTER_END = r"[’”\")\]]*(?=\s+(?:[\[(“‘\"']*[A-Z0-9•£]|[b-z]\) [A-Z])|\s*$)"
_RUN_ON = (  # with no space after it: "to the quay.The clerk", "to the CC.KL will ask"
    r"(?<=[a-z]{2}\.)(?=[A-Z][a-z]+ )|(?<=[A-Z]{2}\.|[a-z]{2}\.)(?=(?!UK)[A-Z]{2,3} (?:to|will|would) [a-z])"
)
_END = re.compile(rf"[.!?;](?<![.!?;].)[.!?;]*{_AFTER_END}|\.(?:{_RUN_ON})")
_FULL_STOP = re.compile(rf"\.(?<!\..)\.*{_AFTER_END}|\.(?:{_RUN_ON})")  # quicker, where there is no other mark
_NEXT_TASK = re.compile(r"\s+[A-Z][A-Za-z]+ (?:to|will)\b")  # what must follow a semicolon
_SHORT_FORMS = frozenset(load_phrases("sentences")["short_forms"])
_LONGEST_SHORT_FORM = max(map(len, _SHORT_FORMS))
_CUT_SHORT = re.compile(r"(?:\.{3}|…)\s*(?:view the full|read (?:more|the full)).*$", re.IGNORECASE | re.DOTALL)
_NEW_SENTENCE = re.compile(r"\.\s+(?:He|She|They|It|This|These|The|A|An|There|We)\s")  # after "etc."
_RESOLVES = re.compile(  # the full stops of "Mr." and of initials pass
    r"[Tt]hat\b(?:[^.;:]|(?<=\b[A-Z])\.|(?<=\bM[rs])\.|(?<=\b(?:Mrs|Cll))\.){3,400}?"
    r"\bbe (?:[a-z]+ )?[a-z-]+(?:ed|en|ept|own|put|set|ought|ent)\b"
)
_SPACE = re.compile(r"\s+")
_ENUMERATED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+|\[[ xX✓]?\]\s+")
LONGEST_SENTENCE = 4000  # characters that the grammar can use: a line of a million letters is no sentence


class Sentence(NamedTuple):
    """A sentence of a block: its span in the text, its words on one line, and the index of its block.

    `said`: its words as a set, for a cheap look before it is searched.
    """

    start: int
    end: int
    words: str
    block: int
    said: frozenset[str]


def split_block(block: Block, index: int, bare_text: str = "") -> list[Sentence]:
    """Return the sentences of a block. A paragraph's own number ("3.2") belongs to no sentence.

    `bare_text`: the text of the whole page in small letters and without its marks, place for place, if that is known.
    """
    words, begin = block.words, block.start
    if "full" in words:
        words = _CUT_SHORT.sub("", words)
    fits = len(words) < LONGEST_SENTENCE
    is_plain = fits and flat(words) is words
    is_known = fits and bare_text != "" and "**" not in words
    made: list[Sentence] = []
    at = _start_of(block)
    for stop in _ends_in(words, at):
        if part := words[at:stop].lstrip():
            told = part.rstrip()
            start = begin + stop - len(part)
            end = start + len(told)
            line = told if is_plain else flat(told)[:LONGEST_SENTENCE]
            said = frozenset(bare_text[start:end].split()) if is_known else words_in(line)
            made.append(Sentence(start, end, line, index, said))
        at = stop
    return made


def _ends_in(words: str, at: int) -> Iterator[int]:
    """Yield where each sentence of words ends that begin at a place; the last ends with the words."""
    is_plain = "?" not in words and ";" not in words and "!" not in words
    for end in (_FULL_STOP if is_plain else _END).finditer(words, at):
        begin, stop = end.span()
        mark = words[begin]
        if mark == "." and _is_short_form(words, at, begin):
            continue
        if mark == ";" and not _NEXT_TASK.match(words, stop):
            continue
        yield stop
        at = stop
    yield len(words)


def whole_sentence(block: Block, index: int) -> Sentence:
    """Return a block as one sentence."""
    line = flat(block.words)[:LONGEST_SENTENCE]
    return Sentence(block.start, block.end, line, index, words_in(line))


def states_resolution(blocks: list[Block], index: int) -> bool:
    """Whether a block is worded as a resolution, whose mark the page has lost: "That the plan be approved".

    What stands below "He proposed:" or below a heading on recommendations is none.
    """
    words = blocks[index].words
    if not words.startswith(("that", "That")) or not _RESOLVES.match(words):
        return False
    above = blocks[index - 1].words[-80:].rstrip(" *") if index else ""
    return not above.endswith(":") and "ecommend" not in above


def _is_short_form(words: str, begin: int, stop: int) -> bool:
    """Whether the full stop at `stop` ends a short form ("Insp.", "A.", "e.g.") or the sentence's own number ("3.")."""
    last = words[max(begin, stop - _LONGEST_SHORT_FORM - 3) : stop].rpartition(" ")[2].lstrip("([“‘\"'")
    if len(last) > _LONGEST_SHORT_FORM:
        return False
    if last.isdigit():
        return len(last) < 3 and words[begin:stop].strip() == last
    if last == "etc":
        return not _NEW_SENTENCE.match(words, stop)
    return last.casefold() in _SHORT_FORMS or (last[-1:].isupper() and (len(last) == 1 or last[-2] == "."))


def _start_of(block: Block) -> int:
    """Return where the sentences of a block begin: after its own number, and after a title that leads it in bold."""
    words = block.words
    lead = block.lead - block.start
    if 0 < lead < len(words):
        rest = words[lead:].lstrip(" :.–-")
        if rest[:1].isupper() or rest[:1].isdigit():
            return len(words) - len(rest)
    found = _ENUMERATED.match(words) if words[:1].isdigit() or words[:1] == "[" else None
    return found.end() if found else 0


def flat(words: str) -> str:
    """Return words on one line, with single spaces and without bold marks, of the same length where nothing changed."""
    if "\n" in words or "  " in words or "\t" in words:
        words = _SPACE.sub(" ", words)
    return words.replace("**", "") if "**" in words else words
