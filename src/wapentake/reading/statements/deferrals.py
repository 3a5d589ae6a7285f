"""What was put off: an item, a bid or a decision, until when and why, in the words of the minutes.

What an earlier meeting put off ("had been held over from July") is told, not done, and is left out.
"""

from __future__ import annotations

import re

from wapentake.reading.blocks import ROW, Block
from wapentake.reading.layout import Layout
from wapentake.reading.phrases import any_of, has_any, load_phrases
from wapentake.reading.record import Deferral, Item
from wapentake.reading.sentences import Sentence, flat
from wapentake.reading.spans import containment, locate

_PUT_OFF = re.compile(rf"\b(?:{any_of('deferrals', 'put_off')})\b", re.IGNORECASE)
_STEMS = load_phrases("deferrals")["stems"]
_HOLDING = ("put ", "leave ", "left ", "hold ", "held ")
_LOOSE = frozenset(load_phrases("deferrals")["loose"])
_THE_ITEM = frozenset(load_phrases("deferrals")["the_item"])
_TIMES = r"(?:\s*,?\s*(?:again|further|once more|for a (?:second|third|fourth|further) time))*\s*,?\s*"
_UNTIL = re.compile(rf"^{_TIMES}(?:until|till|to|pending)\s+(?P<until>[^.;]+)", re.IGNORECASE)
_NO_UNTIL = re.compile(
    rf"^{_TIMES}(?:$|[.;,)]|(?:due|owing|as|because|so|for|in|at|while|by)\b|\band\b)", re.IGNORECASE
)
_APART = re.compile(
    r"\b(?:put|leave|left|hold|held)\s+(?P<what>[^.;,]{2,60}?)\s+(?:off|over|back)\s+(?:until|till"
    r"|to)\s+(?P<until>[^.;]+)",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\s+(?:at|by|from)\s+(?:the\s+)?(?:last|previous)\b", re.IGNORECASE)
_UNTIL_LATER = re.compile(r"\s(?:until|till|to|pending)\s+(?P<until>[^.;]+)", re.IGNORECASE)
_REASON = re.compile(
    r",?\s+(?P<why>(?:as|because|since|so that|so as|due to|owing to|to allow|to enable|to let|to ensure"
    r"|in order|on account of|given (?:that|the)"
    r"|pending|for lack|for want|at the request|at (?:the )?[A-Z][\w'’ ]+ request)\b.*)$"
)
_REASON_FIRST = re.compile(r"^(?P<why>(?:As|Because|Since|Due to|Owing to|Given)\s.*?),?\s+(?=(?:the|this|it)\b)")
_TOLD = re.compile(
    r"\b(?:had(?: been)?|previously|if|whether|unless|not(?: be)?|never|moved that|proposed that|would|could"
    r"|may|might|should)\b[^,;:]*$",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\s*\b(?:(?:has|have)\s+been|was|were|is|are|(?:should\s+)?be|been|being)(?:\s+(?:again|further|therefore"
    r"|also|then|now|held over|and))*\s*$",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"^.*\b(?:agreed|resolved|decided|recommended)\b\s*:?\s*(?:that\s+)?", re.IGNORECASE | re.DOTALL)
_CLAUSE = re.compile(r"^.*(?:[;:–]\s+|,\s+(?:and|so|but)\s+|\b(?:and|but)\s+(?=(?:the|this|it)\b)|\.\s+)", re.DOTALL)
_MONEY = re.compile(
    r"£|\b(?:balance|funds?|underspend|overspend|surplus|deficit|payment|grant|monies|money|leave)\b", re.IGNORECASE
)
_SETTING = re.compile(r"^(?:In|At|After|Following|During|With|Given)\b[^,]{3,70},\s+", re.IGNORECASE)
_WHICH = re.compile(r".*\b(?P<what>(?:the|a|an|this|[A-Z])\b.*?)\s*,?\s*\b(?:which|that)$", re.DOTALL)
_AND = re.compile(r",\s+(?:and|but|so|its|his|her|their|with|when|where)\s+.*")

MOST_APART = 40  # a thing told twice is told again within so many
LONGEST = 2000  # characters; what is longer is no sentence


def find(layout: Layout, agenda: tuple[Item, ...]) -> tuple[Deferral, ...]:
    """Return what the page puts off, each thing once, in the order of the page."""
    text, item_of = layout.text, layout.outline.item_of
    found: list[Deferral] = []
    for index in _may_put_off(layout):
        block = layout.blocks[index]
        if block.kind is ROW and len(block.cells) > 1:
            made = [_read_row(text, block, item_of[index])]
        else:
            made = [
                _read_sentence(text, sentence, item_of[index], agenda)
                for sentence in layout.sentences[index]
                if len(sentence.words) <= LONGEST
            ]
        found += [one for one in made if one and not any(_is_same(one, other) for other in found[-MOST_APART:])]
    return tuple(found)


def _may_put_off(layout: Layout) -> list[int]:
    """Return the indexes of the blocks that may put something off. This is quick."""
    apart = [index for index in layout.blocks_with(" off ", " over ") if has_any(layout.blocks[index].words, _HOLDING)]
    return sorted({*layout.blocks_with(*_STEMS), *apart})


def _is_same(one: Deferral, other: Deferral) -> bool:
    """Whether two statements put off one thing: told in the item, and once more in a list of decisions."""
    return one.until == other.until and containment(one.what, other.what) > 0.7


def _read_row(text: str, block: Block, item: int | None) -> Deferral | None:
    """Return what a table row puts off: "| Air Ambulance | £250 | Deferred to November |"."""
    name = text[slice(*block.cells[0])].strip(" *")
    for start, end in block.cells[1:]:
        words = text[start:end].strip()
        verb = _PUT_OFF.match(words)
        if verb and name and verb[0].casefold() not in _LOOSE:
            until = _UNTIL.match(words[verb.end() :])
            return Deferral(span=block.span, what=name, until=until["until"].strip() if until else None, item=item)
    return None


def _read_sentence(text: str, sentence: Sentence, item: int | None, agenda: tuple[Item, ...]) -> Deferral | None:
    """Return what a sentence puts off, or None."""
    words = sentence.words
    for verb in _PUT_OFF.finditer(words):
        before, after = words[: verb.start()], words[verb.end() :]
        loose = verb[0].casefold() in _LOOSE
        if (
            (_TOLD.search(before) and not _SETTLED.match(before))
            or (_MONEY.search(before) and "carried" in verb[0])
            or _EARLIER.match(after)
        ):
            continue
        until = _UNTIL.match(after)
        if until or (_NO_UNTIL.match(after) and not loose):
            start, what = _what_before(before)
            put_off = (start, what, until["until"] if until else None, after)
        elif not loose and (later := _UNTIL_LATER.search(after)):
            put_off = (verb.start(), after[: later.start()], later["until"], after)
        else:
            continue
        return _make(text, sentence, put_off, item, agenda[item].title if item is not None else "")
    if (apart := _APART.search(words)) and not _TOLD.search(words[: apart.start()]):
        put_off = (apart.start(), apart["what"], apart["until"], "")
        return _make(text, sentence, put_off, item, agenda[item].title if item is not None else "")
    return None


def _what_before(before: str) -> tuple[int, str]:
    """Return where the clause of a verb begins, and its subject."""
    clause = _CLAUSE.match(before.rstrip(" :"))
    start = clause.end() if clause else 0
    settled = _SETTLED.match(before, start)
    subject = before[settled.end() if settled else start :]
    subject = _BE.sub("", subject.rstrip(" :")).strip(" ,:*-–(")
    subject = _SETTING.sub("", subject)
    if reason := _REASON_FIRST.match(subject):
        subject = subject[reason.end() :]
    if which := _WHICH.match(subject):
        return before.rfind(which["what"]), which["what"]
    return start, subject


def _make(
    text: str, sentence: Sentence, put_off: tuple[int, str, str | None, str], item: int | None, title: str
) -> Deferral:
    start, what, until, after = put_off
    bare = flat(what).strip().removeprefix("that ").removeprefix("That ")
    if title and bare.casefold() in _THE_ITEM:
        bare = title
    first = _REASON_FIRST.match(sentence.words)
    reason = _REASON.search(until if until is not None else after)
    if until is not None and reason:
        until = until[: reason.start()]
    until = _AND.sub("", until) if until else None
    why = reason["why"] if reason else first["why"] if first else None
    return Deferral(
        span=locate(text, (sentence.start, sentence.end), sentence.words, (start, len(sentence.words.rstrip(" .")))),
        what=bare or "this item",
        until=until.strip(" ,.)") if until else None,
        because=why.strip(" ,.)") if why else None,
        item=item,
    )
