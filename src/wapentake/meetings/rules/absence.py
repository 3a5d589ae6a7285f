"""What a letter on absence says: the words, with what is filled in where they name it. Pure values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wapentake.kit.errors import Verdict

PLACES = {
    "name": "the person who stands for the body, or “colleague”",
    "body": "the body that was not there",
    "group": "the group that met",
    "days": "the days of the meetings",
    "how": "for which of them apologies came",
    "duty": "what is said to responsible authorities alone",
    "next": "when the next meeting is",
    "sender": "who writes",
}
"""What may stand in square brackets in the words of a letter, and what is put there."""

_PLACE = re.compile(r"\[([^\[\]\n]*)\]")
_BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a letter on absence; `duty` is said to responsible authorities alone."""

    subject: str
    text: str
    duty: str


@cache
def own_wording() -> Wording:
    """Return the words that hold where an officer has written no others."""
    told = tomllib.loads((files("wapentake.meetings") / "absence.toml").read_text(encoding="utf-8"))
    return Wording(told["subject"].strip(), told["text"].strip(), told["duty"].strip())


def check_wording(wording: Wording) -> Verdict:
    """Return whether every word in square brackets is one that can be filled in."""
    found = _PLACE.findall(f"{wording.subject}\n{wording.text}\n{wording.duty}")
    strange = list(dict.fromkeys(one for one in found if one not in PLACES))
    known = ", ".join(f"[{one}]" for one in PLACES)
    return Verdict(tuple(f"“[{one}]” cannot be filled in. You can use {known}." for one in strange))


def write_letter(wording: Wording, told: Mapping[str, str], *, is_responsible: bool) -> tuple[str, str]:
    """Return the subject and the text of a letter; what is empty leaves no gap behind."""
    duty = _fill(wording.duty, told) if is_responsible else ""
    subject = " ".join(_fill(wording.subject, {**told, "duty": ""}).split())
    lines = _fill(wording.text, {**told, "duty": duty}).splitlines()
    return subject, _BLANK.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _fill(words: str, told: Mapping[str, str]) -> str:
    """Fill in what is named; what was filled in is not looked through again."""
    return _PLACE.sub(lambda found: told.get(found[1], found[0]), words)
