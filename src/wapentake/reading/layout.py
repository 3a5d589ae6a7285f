"""A page laid out: its text, its blocks, to which item each belongs, and the sentences of each, split once for all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from wapentake.reading.blocks import Block, find_blocks
from wapentake.reading.outline import Outline, make_outline
from wapentake.reading.persons import letters_in
from wapentake.reading.phrases import places_of, without_marks
from wapentake.reading.sentences import Sentence, split_block

_TWO_LETTERS = "İ"  # when small; no other letter is


@dataclass(frozen=True)
class Layout:
    """What every finder of statements is handed."""

    text: str
    blocks: list[Block]
    outline: Outline
    sentences: list[list[Sentence]]  # of each block
    low: str  # the text in small letters, place for place
    bare: str  # the same without its marks, or "" where that is not just what each sentence gives

    def split(self, block: Block, index: int) -> list[Sentence]:
        """Return the sentences of a part of the block at an index."""
        return split_block(block, index, self.bare)

    def blocks_with(self, *stems: str) -> list[int]:
        """Return the indexes of the blocks in which one of some stems stands; stems are in small letters.

        One search of the page for a rare word is far quicker than a look into every block.
        """
        found = {bisect_right(self._starts, at) - 1 for stem in stems for at in places_of(stem, self.low)}
        return sorted(found - {-1})

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def letters(self) -> list[tuple[str, int, int]]:
        """Return where initials may stand: the letters, and where they begin and end."""
        return letters_in(self.text)


def lay_out(text: str) -> Layout:
    """Return the layout of a canonical text."""
    blocks = find_blocks(text)
    low = text.replace(_TWO_LETTERS, "I").lower()
    bare = without_marks(low) if _TWO_LETTERS not in text else ""
    sentences = [split_block(block, index, bare) for index, block in enumerate(blocks)]
    return Layout(text, blocks, make_outline(text, blocks), sentences, low, bare)
