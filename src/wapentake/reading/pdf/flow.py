"""Lines to blocks: which lines were only wrapped, and where a paragraph, heading or list item begins.

A line goes on from the one above where the first word would not have fitted there, at the usual pitch, indent, size and
weight. A line that ends well short of the right margin ends its block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from wapentake.reading.pdf.endings import is_ended, is_open
from wapentake.reading.pdf.markers import Marker, find_marker
from wapentake.reading.pdf.owners import is_initials
from wapentake.reading.pdf.rows import Line

_LEAST_ENTRIES = 4
_LARGE = 1.13  # the letters of a heading are larger than the text's by this much at least
_MANY = 15  # lines
_LOOSE = 1.22  # a pitch this many times the usual one parts two blocks
_LOOSEST = 2.2  # sizes: the widest pitch at which a broken sentence still goes on
_USUAL = 1.2  # sizes from baseline to baseline where a page does not tell
_INDENT = 6.0  # points by which the left edges of one block's lines may differ
_OUTDENT = 60.0  # points by which a paragraph's first line may be indented
_SAME_SIZE = 0.12
_SPACE = 0.25  # ems


@dataclass(frozen=True, slots=True)
class Measures:
    """What a document's lines have in common: the size of its text, its pitch in sizes, where its lines end."""

    size: float
    pitch: float

    def is_large(self, line: Line) -> bool:
        """Whether a line is set in letters so large that it is a heading."""
        return line.size >= _LARGE * self.size


def measure_lines(lines: list[Line]) -> Measures:
    """Measure the lines of a document, and give each line the right edge that it could have reached."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    right = find_right([line.x1 for line in lines])
    left = min((line.x0 for line in lines), default=0.0)
    indented: dict[int, list[float]] = {}
    for line in lines:
        indented.setdefault(round(line.x0 / _INDENT), []).append(line.x1)
    edges = {x: find_right(ends) for x, ends in indented.items() if len(ends) > _MANY}
    for line in lines:
        edge = edges.get(round(line.x0 / _INDENT), right)
        line.right = line.right or max(edge if edge > left + 0.8 * (right - left) else right, line.x1)
    steps = [
        (above.y - line.y) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and line.text[0].islower() and not is_ended(above.text)
    ]
    steps = [step for step in steps if 0.8 < step < _LOOSEST]
    return Measures(size, median(steps) if steps else _USUAL)


def find_right(ends: list[float]) -> float:
    """Return where full lines end: the farthest end, among many the farthest that two others come near to."""
    ends = sorted(ends, reverse=True)
    for at, end in enumerate(ends[:-2] if len(ends) > _MANY else []):
        if end - ends[at + 2] <= 12:
            return end
    return ends[0] if ends else 0.0


class Strip:
    """A line with what the rules ask of it: its marker, where its words begin, how it looks, how it ends."""

    __slots__ = ("bold", "ends", "lead", "line", "lower", "marker", "x")

    def __init__(self, line: Line) -> None:
        text = line.text
        self.line = line
        self.marker: Marker | None = find_marker(line)
        self.x = self.marker.x if self.marker else line.x0
        self.ends = is_ended(text)
        self.lower = text[0].islower()
        self.lead = self._find_lead()
        self.bold = bool(self.lead) and len(self.lead) >= len(text.strip(" .,:;-–"))

    def _find_lead(self) -> str:
        """Return the bold words at the start, with the number or bullet before them."""
        lead = ""
        for words, span in self.line.runs:
            if not span.bold and (lead or any(map(str.isalpha, span.text))):
                break
            lead += words
        return lead if any(map(str.isalpha, lead)) or self.line.spans[0].bold else ""


def group_lines(lines: Iterable[Line], measures: Measures) -> list[list[Strip]]:
    """Return the blocks that lines make, each as its lines."""
    blocks: list[list[Strip]] = []
    for line in lines:
        strip = Strip(line)
        if blocks and not _begins(blocks[-1], strip, measures) and not _is_next_entry(blocks, strip):
            blocks[-1].append(strip)
        else:
            blocks.append([strip])
    return blocks


def _begins(block: list[Strip], strip: Strip, measures: Measures) -> bool:
    """Whether a line begins a block of its own."""
    above = block[-1]
    if strip.line.fresh or (strip.marker and strip.marker.sure):
        return True
    size = max(above.line.size, strip.line.size)
    if abs(above.line.size - strip.line.size) > _SAME_SIZE * size:
        return True
    broken = not above.ends and _is_full(above, strip)
    if above.line.page != strip.line.page:
        return above.bold or bool(strip.marker) or above.ends or not (broken or strip.lower)
    if _is_parted(block, strip, measures, broken=broken and strip.lower):
        return True
    if above.bold != strip.bold and not (broken and strip.lead):
        return True
    if strip.lower and not above.ends and (measures.is_large(strip.line) or (above.bold and strip.bold)):
        return False
    return _is_shifted(block, strip, broken=broken) or _is_started(block[0], above, strip, broken=broken)


def _is_full(above: Strip, strip: Strip, spare: float = 1.0) -> bool:
    """Whether the first word of a line would not have fitted on the line above, with `spare` points to spare."""
    line, below = above.line, strip.line
    return line.x1 + _SPACE * below.size + below.spans[0].lead > line.right - spare


def _is_parted(block: list[Strip], strip: Strip, measures: Measures, *, broken: bool) -> bool:
    """Whether a line stands farther below the one above than the lines of a block do."""
    above, size = block[-1].line, strip.line.size
    step = above.y - strip.line.y
    if step <= 0:
        return True
    if len(block) > 1 and block[-2].line.page == above.page:
        usual = block[-2].line.y - above.y
    else:
        usual = measures.pitch * size
    return step > (_LOOSEST * size if broken else _LOOSE * usual)


def _is_shifted(block: list[Strip], strip: Strip, *, broken: bool) -> bool:
    """Whether the left edge of a line tells that another block begins."""
    first, left = block[0], strip.line.x0
    if len(block) > 1:
        return abs(left - block[-1].line.x0) > _INDENT
    if first.marker:
        return left < first.line.x0 - _INDENT and not broken
    shift = left - first.line.x0
    if shift > _INDENT:
        return not broken
    return shift < -_INDENT and (shift < -_OUTDENT or not _is_full(first, strip))


def _is_started(first: Strip, above: Strip, strip: Strip, *, broken: bool) -> bool:
    """Whether the words of a line tell that another block begins."""
    if strip.marker and (not broken or (first.marker and abs(first.line.x0 - strip.line.x0) <= _INDENT)):
        return True
    if strip.lead and not strip.bold and _is_label(above, strip):
        return True
    if _is_full(above, strip):
        return False
    if above.ends:
        return True
    if is_open(above.line.text):
        return False
    room = above.line.right - above.line.x1 - strip.line.spans[0].lead
    width = above.line.right - above.line.x0
    return room > (0.3 * width if strip.lower else max(8.0, 0.05 * width))


def _is_label(above: Strip, strip: Strip) -> bool:
    """Whether the bold words that a line begins with head what follows, and are not mere initials in a sentence."""
    if above.line.spans[-1].bold:
        return False
    words, rest = strip.lead.strip(), strip.line.text[len(strip.lead) :].lstrip()
    if words.endswith(":") or rest.startswith(":"):
        return True
    return above.ends and (rest[:1] in ("-", "–") or words.endswith(("-", "–")) or not is_initials(words))


def _is_next_entry(blocks: list[list[Strip]], strip: Strip) -> bool:
    """Whether a line is the next entry of a list without bullets: lines with no full stop, one below the other."""
    entries = [block[0] for block in blocks[-_LEAST_ENTRIES:] if len(block) == 1]
    return (
        len(entries) == _LEAST_ENTRIES
        and strip.line.text[0].isupper()
        and not is_open(entries[-1].line.text)
        and all(_is_entry(entry) and abs(entry.line.x0 - strip.line.x0) <= _INDENT for entry in entries)
    )


def _is_entry(strip: Strip) -> bool:
    return not strip.ends and not strip.bold and strip.marker is None
