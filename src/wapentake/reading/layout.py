"""A page laid out: its text, its blocks, to which item each belongs, and the sentences of each, split once for all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from wapentake.reading.blocks import Block, find_blocks
from wapentake.reading.outline import Outline, make_outline
from wapentake.reading.persons import letters_in
from wapentake.reading.sentences import Sentence, split_block


@dataclass(frozen=True)
class Layout:
    """What every finder of statements is handed."""

    text: str
    blocks: list[Block]
    outline: Outline
    _split: dict[int, list[Sentence]] = field(default_factory=dict)

    def sentences(self, index: int) -> list[Sentence]:
        """Return the sentences of the block at an index."""
        if index not in self._split:
            self._split[index] = split_block(self.blocks[index], index)
        return self._split[index]

    @cached_property
    def letters(self) -> list[tuple[str, int, int]]:
        """Return where initials may stand: the letters, and where they begin and end."""
        return letters_in(self.text)


def lay_out(text: str) -> Layout:
    """Return the layout of a canonical text."""
    blocks = find_blocks(text)
    return Layout(text, blocks, make_outline(text, blocks))
