"""A page laid out: its text, its blocks, to which item each belongs, and the sentences of each, split once for all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wapentake.reading.blocks import Block, find_blocks
from wapentake.reading.outline import Outline, make_outline
from wapentake.reading.phrases import words_in
from wapentake.reading.sentences import Sentence, flat, split_block

LONGEST_SENTENCE = 4000


@dataclass(frozen=True, slots=True)
class Layout:
    """What every finder of statements is handed."""

    text: str
    blocks: list[Block]
    outline: Outline
    _split: dict[int, list[Sentence]] = field(default_factory=dict)
    _words: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def sentences(self, index: int) -> list[Sentence]:
        """Return the sentences of the block at an index."""
        if index not in self._split:
            self._split[index] = split_part(self.blocks[index], index)
        return self._split[index]

    def words_in(self, sentence: Sentence) -> frozenset[str]:
        """Return the words of a sentence of this page, for a cheap look before it is searched."""
        place = (sentence.start, sentence.end)
        if place not in self._words:
            self._words[place] = words_in(sentence.words)
        return self._words[place]


def lay_out(text: str) -> Layout:
    """Return the layout of a canonical text."""
    blocks = find_blocks(text)
    return Layout(text, blocks, make_outline(text, blocks))


def split_part(block: Block, index: int) -> list[Sentence]:
    """Return the sentences of a block, or of a part of the block at an index, none longer than the grammar can use."""
    return [_shorten(sentence) for sentence in split_block(block, index)]


def whole_sentence(block: Block, index: int) -> Sentence:
    """Return a block as one sentence."""
    return _shorten(Sentence(block.start, block.end, flat(block.words), index))


def _shorten(sentence: Sentence) -> Sentence:
    """Return a sentence with no more words than one can have: a line of a million letters is no sentence."""
    if len(sentence.words) <= LONGEST_SENTENCE:
        return sentence
    return replace(sentence, words=sentence.words[:LONGEST_SENTENCE])
