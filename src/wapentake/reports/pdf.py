"""A paper as a tagged PDF, made under the rules of PDF/UA-1: what would break them is refused by the typesetter."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wapentake.kit.errors import Refused
from wapentake.reports.papers import Paper
from wapentake.reports.printing import lay_out_print

if TYPE_CHECKING:
    import typst

_NO_LETTER = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_MOST_STRANGE = 40  # kinds of characters for which no font is to be had


def make_pdf(paper: Paper, *, at: datetime) -> bytes:
    """Return the PDF of a paper; the same paper at the same instant gives the same bytes."""
    return set_pdf(lay_out_print(paper), at=at)


def set_pdf(told: dict[str, Any], *, at: datetime) -> bytes:
    """Return the PDF of what `printing` lays out.

    Means: a character for which this computer has no font stands in it as its number, "[U+65E5]".
    Raises: Refused where the typesetter finds that it would break the rules.
    """
    import typst

    for _ in range(_MOST_STRANGE):
        try:
            return _compile(json.dumps(told, ensure_ascii=False), at)
        except typst.TypstError as error:
            found = _NO_LETTER.search(str(error))
            if found is None:
                raise Refused("no-pdf", _say(str(error))) from error
            told = _spell(told, _read_strange(found[1]))
    raise Refused("no-pdf", _say("it has too many letters for which there is no font"))


def _compile(words: str, at: datetime) -> bytes:
    import typst

    template = files("wapentake.reports") / "typst" / "paper.typ"
    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        font_paths=_find_fonts(),
        sys_inputs={"paper": words},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file; pictures would be a list
    return made


@cache
def _find_fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=True)


def _read_strange(words: str) -> str:
    return _CODE.sub(lambda found: chr(int(found[1], 16)), words)


def _spell(value: Any, strange: str) -> Any:
    """Return values with each strange letter as its number."""
    if isinstance(value, str):
        spelt = "".join(f"[U+{ord(one):04X}]" for one in strange)
        return value.replace(strange, spelt)
    if isinstance(value, list):
        return [_spell(one, strange) for one in value]
    return {key: _spell(one, strange) for key, one in value.items()} if isinstance(value, dict) else value


def _say(why: str) -> str:
    return (
        f"The PDF could not be made: {why.splitlines()[0][:200]}. What was published is safe: its page and its Word "
        "file are there. Take what the words name out of the text, and publish it again."
    )
