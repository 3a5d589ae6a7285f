"""A text that is to be public, as every check sees it: one line a paragraph or list item, and its sentences.

What was only wrapped is one line again, with single spaces; `locate` gives the place in the text as it came. A line of
its own ends where a blank line, a list mark, a heading or a row follows, or where it is short and the next begins with
a capital.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from wapentake.leaks.leak import Span
from wapentake.leaks.phrases import set_of

LONGEST = 2000  # characters; what is longer is no sentence, and is cut so that no check looks too far
_SHORT_LINE = 40  # characters; a line that was wrapped is longer
_BLANK = re.compile(r"[^\S\n ]")
_MORE_SPACES = re.compile(r"(?<= ) +")
_MARK = re.compile(r"(?:[-*•§–+#|>]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s))")
_LEAD = re.compile(r"(?:[-*•§–+#|>\s]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s)){0,12}")
_END = re.compile(r"[.!?;][.!?;’”\")\]]{0,3}(?= {1,9}[\[(“‘\"']?[A-Z0-9£])")
_GOES_ON = re.compile(r"(?:[,–&(]|\b(?:an?|the|of|and|or|at|in|on|to|by|for|with|from|Mr|Mrs|Ms|Dr|Cllr))$")
_SPOKEN = re.compile(r"[a-z0-9]+(?:['+-][a-z0-9]+)*")
_SHORT_FORMS = set_of("sentences", "short_forms")


class Page:
    """A text on unwrapped lines with single spaces (`flat`), and the spans of its sentences there."""

    def __init__(self, text: str) -> None:
        self.flat, self._cuts, self._dropped = _drop_spaces(_unwrap(text))
        self.sentences = _split(self.flat)
        self._starts = [start for start, _ in self.sentences]

    def index_at(self, position: int) -> int:
        """Return the index of the sentence that holds a place of `flat`, or of the one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def around(self, span: Span) -> Span:
        """Return the span of the sentence that holds some words, or of the sentences where they run over an end."""
        first, last = self.index_at(span[0]), self.index_at(span[1] - 1)
        return min(span[0], self.sentences[first][0]), max(span[1], self.sentences[last][1])

    def locate(self, span: Span) -> Span:
        """Return where words of `flat` stand in the text as it came."""
        start, last = span[0], span[1] - 1
        first_cuts, last_cuts = bisect_right(self._cuts, start), bisect_right(self._cuts, last)
        return start + self._dropped[first_cuts], last + self._dropped[last_cuts] + 1

    def words(self, index: int) -> str:
        """Return the words of a sentence, on one line."""
        start, end = self.sentences[index]
        return self.flat[start:end]

    @cached_property
    def said(self) -> list[frozenset[str]]:
        """The words of each sentence in lower case with straight apostrophes, for a cheap look before a search."""
        folded = self.flat.lower().replace("’", "'")
        if len(folded) != len(self.flat):  # a letter that is two in lower case
            return [frozenset(spoken_words(self.words(index))) for index in range(len(self.sentences))]
        return [frozenset(_SPOKEN.findall(folded, *span)) for span in self.sentences]

    def goes_on(self, index: int) -> bool:
        """Whether the sentence after this one stands in the same paragraph."""
        return index + 1 < len(self.sentences) and index not in self._last

    @cached_property
    def _last(self) -> frozenset[int]:
        """The indexes of the sentences that end a paragraph, list item or line."""
        pairs = zip(self.sentences, self.sentences[1:], strict=False)
        return frozenset(at for at, (one, after) in enumerate(pairs) if "\n" in self.flat[one[1] : after[0]])


def spoken_words(words: str) -> list[str]:
    """Return the words of a text in lower case with straight apostrophes, as `Page.said` has them."""
    return _SPOKEN.findall(words.lower().replace("’", "'"))


def _unwrap(text: str) -> str:
    """Return a text of equal length in which a line end parts what belongs apart, and every other space is plain."""
    lines = _BLANK.sub(" ", text).split("\n")
    made: list[str] = []
    for at, line in enumerate(lines):
        made.append(line)
        if at + 1 < len(lines):
            made.append("\n" if _is_end(line.strip(), lines[at + 1].lstrip()) else " ")
    return "".join(made)


def _drop_spaces(flat: str) -> tuple[str, list[int], list[int]]:
    """Return a text with single spaces, where some were dropped before it, and how many up to each such place."""
    cuts: list[int] = []
    dropped = [0]
    if "  " not in flat:
        return flat, cuts, dropped
    for found in _MORE_SPACES.finditer(flat):
        cuts.append(found.start() - dropped[-1])
        dropped.append(dropped[-1] + len(found[0]))
    return _MORE_SPACES.sub("", flat), cuts, dropped


def _is_end(line: str, after: str) -> bool:
    """Whether a line ends where the next begins, and was not only wrapped."""
    if not line or not after or line[0] in "#|" or _MARK.match(after):
        return True
    return len(line) < _SHORT_LINE and not after[0].islower() and not _GOES_ON.search(line)


def _split(flat: str) -> list[Span]:
    """Return the spans of the sentences of a text on unwrapped lines, without list marks and spaces at their ends."""
    made: list[Span] = []
    at = 0
    for line in flat.split("\n"):
        stop = at + len(line)
        begin = at
        for end in _END.finditer(flat, at, stop):
            if not (end[0] == "." and _is_short_form(flat[max(begin, end.start() - 12) : end.start()])):
                _add(made, flat, (begin, end.end()))
                begin = end.end()
        _add(made, flat, (begin, stop))
        at = stop + 1
    return made


def _is_short_form(before: str) -> bool:
    """Whether the full stop after some words ends a short form ("Insp.", "e.g.") or an initial and no sentence."""
    last = before.rpartition(" ")[2].lstrip("([“‘\"'*")
    return last.casefold() in _SHORT_FORMS or (len(last) == 1 and last.isupper())


def _add(made: list[Span], flat: str, span: Span) -> None:
    """Add a sentence without the marks and spaces at its ends, cut at spaces where it is far too long."""
    start, stop = span
    while stop > start and flat[stop - 1] == " ":
        stop -= 1
    lead = _LEAD.match(flat, start, stop)
    start = lead.end() if lead else start
    while stop - start > LONGEST:
        space = flat.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        made.append((start, cut))
        start = cut
    if start < stop:
        made.append((start, stop))
