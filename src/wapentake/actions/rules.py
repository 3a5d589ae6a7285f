"""Which step may follow which, whom an action for everybody means, and which meeting an event names. Pure values."""

from __future__ import annotations

import re

from wapentake.kit.errors import Verdict
from wapentake.terms import fold_text, initials_of
from wapentake.terms.phrases import load_lists

# How far an action may come

STEPS: dict[str, tuple[str, ...]] = {
    "open": ("in progress", "blocked", "done", "closed"),
    "in progress": ("open", "blocked", "done", "closed"),
    "blocked": ("open", "in progress", "done", "closed"),
    "done": ("open", "in progress", "blocked", "closed"),
    "closed": ("open",),
}
"""Which states may follow which. What is closed is opened again before anything else is said of it."""

VERBS = {
    "open": "opened again",
    "in progress": "begun",
    "blocked": "blocked",
    "done": "said to be done",
    "closed": "closed",
}
"""What the log says of a step, by the state to which it leads."""


def may_follow(state: str, after: str, *, is_parent: bool = False) -> Verdict:
    """Return whether an action in state `after` may come to `state`; one for all bodies is only closed as a whole."""
    if after == "closed" and (is_parent or state not in STEPS[after]):
        first = "Open it again first" if not is_parent else "Open the action of the body that has not done it"
        return Verdict((f"This action is closed. Nothing was changed. {first}.",))
    if is_parent and state != "closed":
        return Verdict(("This action is for all bodies. Nothing was changed. Say it of each body’s own action.",))
    if state not in STEPS[after]:
        return Verdict((f"This action stands at “{after}”. Nothing was changed.",))
    return Verdict()


# Who is meant by "all partners"

_LISTS = load_lists("wapentake.actions", "words")
_WHOLE, _SMALL, _KINDS, _MANY, _ONE, _RESPONSIBLE, _NEXT, _AROUND = (
    frozenset(_LISTS[name]) for name in ("whole", "small", "kinds", "many", "one", "responsible", "next", "around")
)
_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_EACH = frozenset(("all", "each", "every"))


def find_meant(written: str) -> str:
    """Return whom an owner means: "members" for "All Partners", "responsible" for "all responsible authorities", or "".

    Means: the name of one team or body, such as "Ward members", means nobody else.
    """
    words = _WORD.findall(fold_text(written))
    if " ".join(words) in _WHOLE:
        return "members"
    asked = set(words)
    if not words or asked - _SMALL - _KINDS - _MANY - _ONE - _RESPONSIBLE:
        return ""
    several = words[-1] in _MANY or not asked.isdisjoint(_MANY)
    if not (several or (asked & _ONE and words[0] in ("each", "every"))):
        return ""
    if asked & _RESPONSIBLE:
        return "responsible"
    return "members" if asked & (_EACH | _KINDS) or words in (["partners"], ["members"]) else ""


# Which meeting is meant by "the next JAG"


def find_named(event: str) -> tuple[str, ...]:
    """Return the words that name a body in "the next JAG meeting"; none where no next meeting, or no body, is named."""
    words = _WORD.findall(fold_text(event))
    while words and words[0] in _AROUND:
        words = words[1:]
    if not words or words[0] not in _NEXT:
        return ()
    return tuple(word for word in words[1:] if word not in _AROUND and word not in _NEXT)


def is_called(body: str, named: tuple[str, ...]) -> bool:
    """Return whether words name a body: with words of its name, or with the first letters of its last words.

    Means: "jag" names "Joint Action Group", "Saltby Joint Action Group" and "Saltby JAG". Source: local practice.
    """
    if not named:
        return False
    if set(named) <= set(_WORD.findall(fold_text(body))):
        return True
    letters = "".join(named).replace("-", "")
    telling = " ".join(word for word in re.findall(r"[^\W\d_]+", body) if word not in ("and", "of", "the", "for", "&"))
    short = (initials_of(body).casefold(), initials_of(telling).casefold())
    return len(named) == 1 and len(letters) > 1 and any(one.endswith(letters) for one in short)
