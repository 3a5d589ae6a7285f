"""What a leak is: plain frozen values, with the words that a person reads and the key under which an answer is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wapentake.terms import LeakKind, fold_text

Span = tuple[int, int]
_LONGEST_QUOTE = 90  # characters of the text in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Words that let somebody be known or reached.

    `span`: the words that tell; `around`: the sentence or line to move away; `message`: what is wrong, and why;
    `neutral`: a line to put in its place; `likeness`: the key of this kind of leak in these words.
    """

    kind: LeakKind
    span: Span
    around: Span
    message: str
    neutral: str
    likeness: str


_WHY = {
    LeakKind.PHONE: "This gives a phone number: {}. Anyone who reads the page could ring it.",
    LeakKind.EMAIL: "This gives a person’s e-mail address: {}. Give a shared mailbox instead.",
    LeakKind.POSTCODE: "This gives a full postcode: {}. About fifteen homes share one, so it can show where "
    "somebody lives.",
    LeakKind.BIRTH: "This tells how old somebody is: {}. With a name or a place, that shows who they are.",
    LeakKind.HOUSEHOLD: "A household may be known from this: {}. It tells of a small place, of one person or family "
    "there, and of their health or troubles.",
    LeakKind.SMALL_COUNT: "This counts a few people by a protected characteristic: {}. So few can be known.",
    LeakKind.NAME: "This names somebody who is not on the list of people whose names may be public: {}.",
}
_NEUTRAL = {
    LeakKind.PHONE: "Contact details were given to members.",
    LeakKind.EMAIL: "Contact details were given to members.",
    LeakKind.POSTCODE: "An address was given to members.",
    LeakKind.BIRTH: "A case was discussed. The details are kept apart from these minutes.",
    LeakKind.HOUSEHOLD: "A case was discussed and will be taken up by the agencies concerned.",
    LeakKind.SMALL_COUNT: "The service told members whom it had worked with. The numbers are too small to publish.",
    LeakKind.NAME: "A matter that concerns one person was discussed. The details are kept apart from these minutes.",
}


def make_leak(kind: LeakKind, text: str, span: Span, around: Span, *, likeness: str) -> Leak:
    """Return the leak of a kind whose words stand at a span of a text, in the sentence or line around them."""
    return Leak(
        kind=kind,
        span=span,
        around=around,
        message=_WHY[kind].format(_quote(text[slice(*span)])),
        neutral=_NEUTRAL[kind],
        likeness=likeness,
    )


def likeness_of(kind: LeakKind, words: str) -> str:
    """Return the key of a kind of leak in some words: spaces, line ends, bold marks and capitals do not change it."""
    return hashlib.sha256(f"{kind}\n{fold_text(words.replace('**', ''))}".encode("utf-8", "replace")).hexdigest()


def _quote(words: str) -> str:
    """Return words of the text in quotation marks on one line, the middle of long ones left out."""
    line = " ".join(words.split())
    if len(line) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        line = f"{line[:half].rpartition(' ')[0] or line[:half]} … {line[-half:].partition(' ')[2] or line[-half:]}"
    return f"“{line}”"
