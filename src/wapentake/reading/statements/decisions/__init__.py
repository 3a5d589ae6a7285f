"""What the meeting itself settled: confirmed, agreed, agreed in principle, deferred, noted, rejected.

This module walks the blocks; its neighbours say of what kind a sentence is (`kinds`), by what it is marked (`marks`),
whose verb it is (`agreed`), and which decisions say the same or only give a task (`once`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wapentake.reading.blocks import BULLET, HEADING, MARGIN, PARAGRAPH, ROW, Block, cell_parts
from wapentake.reading.layout import Layout
from wapentake.reading.outline import DECISION_LISTS, label_of
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Action, Decision, Span
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import Sentence, states_resolution, whole_sentence
from wapentake.reading.spans import locate
from wapentake.reading.statements.decisions.kinds import TELLING_WORDS, find_condition, kind_listed, kind_of
from wapentake.reading.statements.decisions.marks import (
    MARK_WORDS,
    Opening,
    find_opening,
    goes_back,
    is_verdict,
    starts_at,
)
from wapentake.reading.statements.decisions.once import merge_decisions
from wapentake.terms import DecisionKind

_MINUTES_TITLE = re.compile(
    r"^(?:\W|the|approv\w+|of|to|confirm|agree)*(?:minutes?|notes)\b|\bprevious minutes\b|\blast meeting\b",
    re.IGNORECASE,
)


_AGREES = "agreed|resolved|decided|AGREED|RESOLVED"
_OPENS = re.compile(
    rf"^(?:[^.;]* )?(?:{_AGREES})(?: unanimously)? (?:that|to):\W*$"  # "The Board agreed that:"
    rf"|^(?![^.;]*\b(?:was|were|been|be)\b)[^.;]* (?:{_AGREES}|approved|endorsed)(?: unanimously)?"
    r"(?: (?:on )?the (?:following(?: [a-z]+)?|recommendations?))?:\W*$"  # "The Board approved the following:"
    r"|[Tt]he following (?:decisions|resolutions|motions)? ?(?:was|were) (?:all )?"  # "the following was decided:"
    r"(?:taken|made|agreed|passed|decided|resolved|approved)\b[^.;:]*[.:]\W*$"
)
# An item that is told in its title: "2. Minutes of the last meeting agreed as a record."
_CONFIRMS = re.compile(
    r"\b(?:[Mm]inutes|[Nn]otes)\b(?!.*\bto be\b)"
    r".*\b(?:agreed|approved|accepted|confirmed|signed) (?:and signed )?as (?:an?|the|being)\b"
    r"|^[\W\d]*The following [a-z ]{3,40} (?:was|were) (?:agreed|approved|accepted)\b"
)
_VERB = re.compile(rf"(?:\S+\s+){{2,}}?(?:{any_of('decisions', 'line_verbs')})\b")
_PUT_OFF = re.compile(r"(?:Deferred|Postponed|Held over|Adjourned) (?:to|until|till)\b")

_HEADED = re.compile(rf"That\b|(?:The )?(?:Chair\w*|Leader|Mayor) (?:\w+ and )?(?:{any_of('decisions', 'settles')})\b")
_LONGEST_OPENING = 160
_FEWEST_OWN = 4  # words of a point that says more than that points follow
_SETTLING_WORDS = TELLING_WORDS | MARK_WORDS


@dataclass(slots=True)
class _Settling:
    """What the finder carries on: the kind under which a list of resolutions stands, if one is open.

    `level` is the depth of that list; `headed`: the block before is the heading "Decision".
    """

    layout: Layout
    roster: Roster
    open_kind: DecisionKind | None = None
    level: int | None = None
    headed: bool = False
    found: list[Decision] = field(default_factory=list)


def find(layout: Layout, roster: Roster, actions: tuple[Action, ...], used: frozenset[int]) -> tuple[Decision, ...]:
    """Return the decisions in the order of the page. One that only gives somebody a task is an action and not here."""
    outline = layout.outline
    heads = {head.block for head in outline.heads}
    state = _Settling(layout, roster)
    for index, block in enumerate(layout.blocks):
        if index in used or block.kind is MARGIN or index in outline.purposes:
            continue
        listed = state.open_kind is not None and block.kind is BULLET
        if index in heads or (index in outline.sub_heads and not listed):
            begins = index not in heads and label_of(block.words) in DECISION_LISTS
            state.headed, state.level = begins, None
            state.open_kind = DecisionKind.AGREED if begins else None
            short = block.end - block.start < 120 and block.kind is not ROW
            if short and not _CONFIRMS.search(block.words) and (index in heads or not _may_tell(block)):
                continue
        if block.kind is ROW and len(block.cells) > 1:
            _read_row(state, block, index)
        else:
            _read_block(state, block, index)
    return merge_decisions(state.found, actions)


def _may_tell(block: Block) -> bool:
    """Whether a short line without a full stop may be a sentence and no heading: "The Board approved the plan"."""
    plain = block.kind is not HEADING and not block.bold and block.lead in (block.start, block.end)
    if block.words.endswith(":") and _OPENS.search(block.words[-60:]):
        return True
    return plain and (_VERB.match(block.words) or _PUT_OFF.match(block.words)) is not None


def _read_row(state: _Settling, block: Block, index: int) -> None:
    """Read each line of each cell of a table row as a paragraph of its own."""
    text = state.layout.text
    for a, b in (part for cell in block.cells for part in cell_parts(text, cell)):
        part = Block(PARAGRAPH, a, b, text[a:b], lead=a)
        _read_sentences(state, part, state.layout.split(part, index), find_opening(part.words))


def _read_block(state: _Settling, block: Block, index: int) -> None:
    """Read a block: an opening such as "RESOLVED that:", a resolution in the list that it opened, or sentences."""
    opening, tail = find_opening(block.words), block.words[-60:]
    opens = (":" in tail or "ollowing " in tail) and (_opens_list(state, index, tail) or _begins_list(block, opening))
    if opens or (opening and opening.alone):
        state.open_kind = DecisionKind.NOTED if opening and opening.notes else DecisionKind.AGREED
        state.level, state.headed = None, False
        return
    if not opening and state.open_kind is None and states_resolution(state.layout.blocks, index):
        whole = whole_sentence(block, index)
        _add(state, whole, kind_listed(whole, DecisionKind.AGREED), 0)
        return
    if state.open_kind and not opening:
        if block.kind is BULLET or block.marker:
            _read_listed(state, block, index)
            return
        state.open_kind = None
    _read_sentences(state, block, state.layout.sentences[index], opening)
    state.headed = False


def _opens_list(state: _Settling, index: int, tail: str) -> bool:
    """Whether the end of a block says that resolutions follow; after a full stop a list must."""
    below = state.layout.blocks[index + 1 : index + 2]
    listed = bool(below) and below[0].kind is BULLET
    return (":" in tail or listed) and _OPENS.search(tail) is not None


def _begins_list(block: Block, opening: Opening | None) -> bool:
    """Whether words with a mark lead to a list of what was settled: "RESOLVED that the Board:"."""
    words = block.words.rstrip(" *")
    if opening is None or not opening.is_mark or not words.endswith(":") or len(words) > _LONGEST_OPENING:
        return False
    return " be " not in words or words.endswith((" agree:", " agreed:", " approve:", " note:"))


def _read_listed(state: _Settling, block: Block, index: int) -> None:
    """Read a point of a list of resolutions; one below another is part of that one, unless that says no more."""
    bare = block.words.strip(" *")
    if bare.endswith(":") and len(bare.split()) < _FEWEST_OWN:  # "That:", and the points below it say what
        state.level = None
        return
    state.level = block.level if state.level is None else min(state.level, block.level)
    if block.level == state.level and state.open_kind:
        whole = whole_sentence(block, index)
        _add(state, whole, kind_listed(whole, state.open_kind), 0)


def _read_sentences(state: _Settling, block: Block, sentences: list[Sentence], opening: Opening | None) -> None:
    """Read sentences one by one; "This was agreed." takes the sentence before it along."""
    for at, sentence in enumerate(sentences):
        if sentence.said.isdisjoint(_SETTLING_WORDS) and (at or (opening is None and not state.headed)):
            continue
        mark = find_opening(sentence.words, sentence.said) if at else opening
        marked = mark is not None and (mark.is_mark or (at == 0 and block.lead > block.start))
        if state.headed and not marked:
            marked = _HEADED.match(sentence.words) is not None
        kind = kind_of(sentence, state.roster, marked=marked)
        if kind is None:
            continue
        if at and (goes_back(sentence.words) or is_verdict(sentence.words, sentences[at - 1].words)):
            before = sentences[at - 1]
            both = Sentence(
                before.start,
                sentence.end,
                f"{before.words} {sentence.words}",
                sentence.block,
                before.said | sentence.said,
            )
            _add(state, both, kind, 0)
        else:
            _add(state, sentence, kind, starts_at(sentence.words))


def _add(state: _Settling, sentence: Sentence, kind: DecisionKind, start: int) -> None:
    """Add the decision that a sentence is from a place on."""
    outline = state.layout.outline
    words = sentence.words[start:].strip(" *")
    item = outline.item_of[sentence.block]
    title = outline.heads[item].title if item is not None else ""
    if kind is DecisionKind.AGREED and len(words) < 70 and _MINUTES_TITLE.search(title[:200]):
        kind = DecisionKind.CONFIRMED
    part: Span = (start, len(sentence.words))
    span = locate(state.layout.text, (sentence.start, sentence.end), sentence.words, part)
    condition = find_condition(words) if kind in (DecisionKind.AGREED, DecisionKind.AGREED_IN_PRINCIPLE) else None
    state.found.append(Decision(span=span, kind=kind.value, text=words, condition=condition, item=item))
