"""Tables that were saved as lines of text: "Apologies Minutes: There were none. |", "Ask for a quote.       KL/AB"."""

from __future__ import annotations

import re
from itertools import pairwise

_LABEL = "Minutes:"
_LABELS = re.compile(r"(?:^| )((?:Minutes|Decisions?|(?:Additional|Supporting) documents):)(?= |$)")
_IN_LINE = re.compile(r"^(?![|#])[A-Z][^|\n]{2,900}? (?:Minutes|Decision):(?=\s|$)", re.MULTILINE)
_TITLE_END = re.compile(r"(?<=\d [KMG]B)(?: |$)| (?=To [a-z]+ )")
_TITLE_STOP = re.compile(r"(?<=[a-z]\.) (?=[A-Z])")
_HEADS = re.compile(r"[|\s-]*|(?:No\.?|Item|Note|[|\s])+")
_FEWEST = 2  # lines that hold a title and what was said
_LONGEST_TITLE = 160
_OWNERS = re.compile(r"(?:[A-Z]{2,4}(?:\s?[/&,+]\s?[A-Z]{2,4}){0,4}|All|ALL)")
_BAR = " | "
_RULE = re.compile(r"[|\s:-]+")
_GAP = "   "
_FEWEST_SAID = 30  # characters of a paragraph beside which owners may stand


def unfold_items(text: str) -> str:
    """Return a page with the title, the purpose and the words of each item apart, if its lines hold them together."""
    if text.count(f" {_LABEL}") < _FEWEST or len(_IN_LINE.findall(text)) < _FEWEST:
        return text
    made: list[str] = []
    is_first = False
    for line in text.split("\n"):
        if _HEADS.fullmatch(line):
            made.append(" ".join(line.replace("|", " ").replace("---", " ").split()))
        else:
            made += _unfold(line.rstrip(" |"), is_first=is_first)
        is_first = line.endswith("|")
    return "\n".join(made).strip("\n") + "\n"


def _unfold(line: str, *, is_first: bool) -> list[str]:
    """Return the lines that an item's line makes; `is_first`: it is the first of its row."""
    front, *said = (part.strip() for part in _LABELS.split(line))
    below = [made for part in said for made in ("", part)]
    if not front or not (said or is_first):
        return below or [line]
    end = _TITLE_END.search(front, 0, _LONGEST_TITLE)
    if not end and len(front) > _LONGEST_TITLE:
        end = _TITLE_STOP.search(front, 0, _LONGEST_TITLE)
    if not end:
        return ["", "", f"## {front}", *below] if len(front) <= _LONGEST_TITLE or said else [line]
    return ["", "", f"## {front[: end.start()]}", "", front[end.end() :], *below]


def bar_rows(text: str) -> str:
    """Return a page with a bar before each row of a table whose cells only have bars between or behind them.

    Two lines that stand together with as many bars are rows; a line of dashes below the heads goes.
    """
    if _BAR not in text:
        return text
    lines = text.split("\n")
    bars = [0 if line.startswith("|") else line.count(_BAR) + line.endswith(" |") for line in lines]
    rule = [
        bars[at] == 0 and line.count("---") > 0 and _RULE.fullmatch(line) is not None for at, line in enumerate(lines)
    ]
    kept = [at for at in range(len(lines)) if not rule[at]]
    rows = {at for pair in pairwise(kept) if bars[pair[0]] == bars[pair[1]] > 0 for at in pair}
    if not rows:
        return text
    return "\n".join(
        f"| {lines[at]}" if at in rows else lines[at] for at in range(len(lines)) if at not in _ruled(rule, rows)
    )


def _ruled(rule: list[bool], rows: set[int]) -> set[int]:
    """Return the lines of dashes right below the first row of a table."""
    return {at for at, is_rule in enumerate(rule) if is_rule and at - 1 in rows}


def part_owners(text: str) -> str:
    """Return a page with the owners that stand in a column of their own, right of a paragraph's end, as its note."""
    if _GAP not in text and "\t" not in text and "/" not in text:
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        said, _, who = line.replace("\t", _GAP).rpartition(_GAP)
        if not said and "/" in line[-10:]:
            said, _, who = line.rpartition(" ")
            who = who if "/" in who else ""
        said = said.rstrip()
        if (
            len(said) > _FEWEST_SAID
            and said[-1] in ".!?"
            and not said.startswith("|")
            and _OWNERS.fullmatch(who.strip())
        ):
            lines[at] = f"{said}\n|| {who.strip()}"
    return "\n".join(lines)
