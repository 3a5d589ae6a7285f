"""What pasted lines mean: objectives, and the actions under each; and how rows are numbered."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from wapentake.terms import fold_text

LONGEST = 200  # characters of a title
_BULLET = re.compile(r"\s*(?:[-–—•*·]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[a-z][.)])\s+)")
_NUMBERED = re.compile(r"\s*(?:objective\s+)?\d{1,2}\s*[.):–—-]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A line that is an action: its title, under which objective, and which body leads it, as written."""

    title: str
    objective: int
    body: str = ""


def read_pasted(
    text: str, objectives: Mapping[str, int], *, first: int | None = None
) -> tuple[list[Pasted], list[str]]:
    """Return the actions of a pasted list, and what is wrong with it in words.

    Means: a line that is the name of an objective, with a number before it or a colon after it, heads the lines below;
    until there is one, lines stand under `first`. A body that leads stands after "|" or a tab.
    """
    known = {fold_text(name): pk for name, pk in objectives.items()}
    found: list[Pasted] = []
    wrong: list[str] = []
    under = first
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        heading = _find_heading(line, known)
        if heading is not None:
            under = heading
            continue
        title, _, body = _BULLET.sub("", line, count=1).replace("\t", "|").partition("|")
        title = title.strip()
        if under is None:
            wrong.append(f"Line {number} stands under no objective: “{title[:60]}”")
        elif len(title) > LONGEST:
            wrong.append(f"Line {number} is longer than {LONGEST} characters: “{title[:60]}…”")
        elif title:
            found.append(Pasted(title, under, body.strip(" |")))
    return found, wrong


def _find_heading(line: str, known: Mapping[str, int]) -> int | None:
    bare = line.strip().rstrip(":").strip()
    for words in (bare, _NUMBERED.sub("", bare)):
        if (pk := known.get(fold_text(words))) is not None:
            return pk
    return None


def next_ref(position: int, taken: Container[str]) -> str:
    """Return the next free reference within an objective: "3.1", "3.2"."""
    return next(ref for ref in _count(position) if ref not in taken)


def _count(position: int) -> Iterable[str]:
    number = 0
    while True:
        number += 1
        yield f"{position}.{number}"
