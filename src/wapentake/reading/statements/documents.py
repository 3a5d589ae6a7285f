"""The documents that a page says are attached: named with their file's kind and size, or in a list of documents."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, Block
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Attachment, Span

_FILE = re.compile(
    r"[\s,(–-]*(?:\b(?:pdf|word|excel|docx?)\s+icon\s*)?\b(?:PDF|DOCX?|XLSX?|PPTX?|OD[TSP]|RTF"
    r"|CSV)\b[ ,]+[\d.,]+ ?[KMG]B\b.*",
    re.DOTALL,
)
_NAMED = re.compile(r"(?:Annex|Appendix|Enclosure|Attachment)\s+[A-Z0-9]{1,3}\s*[-–:]\s+\S")
_ITEM_TAIL = re.compile(r"\s*,\s*item\s+\S+$", re.IGNORECASE)
_LABELS = frozenset(load_phrases("documents")["labels"])
LONGEST = 200


def find(text: str, blocks: list[Block], outline: Outline) -> tuple[Attachment, ...]:
    """Return the documents that are attached, in the order of the page."""
    heads = {head.block: head for head in outline.heads}
    found: dict[tuple[str, int | None], Attachment] = {}
    listing = False
    for index, block in enumerate(blocks):
        length = block.end - block.start
        labelled = length < 60 and block.words.strip(" :*_").casefold() in _LABELS
        listed = listing and block.kind is BULLET
        span = _file_span(block)
        if span is None and not labelled and length <= LONGEST and (listed or _NAMED.match(block.words)):
            span = block.span
        listing = labelled or listed
        if span is None:
            continue
        item = outline.item_of[index]
        if index in heads or (span[0] >= span[1] and item is not None):
            span = (heads[index] if index in heads else outline.heads[item or 0]).span
        if title := _ITEM_TAIL.sub("", " ".join(text[slice(*span)].split()).rstrip(" .:*")):
            found.setdefault((title, item), Attachment(span=span, title=title, item=item))
    return tuple(found.values())


def _file_span(block: Block) -> Span | None:
    """Return the span of the words before "PDF 83 KB", or None where a block names no file's size."""
    if "KB" not in block.words and "MB" not in block.words:
        return None
    found = _FILE.search(block.words)
    return (block.start, block.start + found.start()) if found else None
