"""What an agenda is built of, what two promises have in common, and how items are numbered and worded. Pure values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wapentake.kit.errors import Verdict
from wapentake.meetings.rules import CALLED, take_turn
from wapentake.terms import ItemOrigin, MeetingState, Purpose, fold_text
from wapentake.terms.phrases import load_lists

# What an agenda is built of


@dataclass(frozen=True, slots=True)
class Promised:
    """An item of the forward plan that is meant for this meeting."""

    pk: int
    title: str
    purpose: str
    presenter: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing item with its rota, and who presented it last."""

    pk: int
    title: str
    purpose: str
    minutes: int
    rota: str
    last: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """An item to put on an agenda. `made_from` names what it is made of, and is never made twice."""

    made_from: str
    title: str
    origin: ItemOrigin
    purpose: str = Purpose.DISCUSSION.value
    minutes: int = 0
    presenter: str = ""

    @property
    def forward(self) -> int | None:
        """The item of the forward plan that it is, if any."""
        kind, _, number = self.made_from.partition(":")
        return int(number) if kind == "forward" else None


def draft_agenda(
    *,
    has_previous: bool,
    open_actions: int,
    promised: Sequence[Promised],
    standing: Sequence[Standing],
    also: Sequence[Drafted] = (),
) -> list[Drafted]:
    """Return the items of an agenda as what is known suggests them, in their order.

    Shape: `also` are items that rooms above this one ask for, such as a bid to decide or a return that is due.
    Means: the previous minutes and matters arising are there only where there is such a thing. Source: local practice.
    """
    told, settle = Purpose.INFORMATION.value, Purpose.DECISION.value
    first = [
        Drafted("apologies", "Apologies for absence", ItemOrigin.APOLOGIES, told),
        Drafted("declarations", "Declarations of interest", ItemOrigin.DECLARATIONS, told),
    ]
    if has_previous:
        first.append(Drafted("previous", "Minutes of the previous meeting", ItemOrigin.PREVIOUS, settle))
    if open_actions:
        first.append(Drafted("matters", "Matters arising", ItemOrigin.MATTERS))
    middle = [
        Drafted(f"forward:{one.pk}", one.title, ItemOrigin.FORWARD, one.purpose, presenter=one.presenter)
        for one in promised
    ]
    middle += also
    middle += [
        Drafted(
            f"standing:{one.pk}",
            one.title,
            ItemOrigin.STANDING,
            one.purpose,
            minutes=one.minutes,
            presenter=take_turn(one.rota, one.last),
        )
        for one in standing
    ]
    last = [
        Drafted("other", "Any other business", ItemOrigin.STANDING),
        Drafted("next", "Date of the next meeting", ItemOrigin.STANDING, told),
    ]
    return [*first, *middle, *last]


ENDING = ("other", "next")  # what stays last when something is added


def merge_items(there: Sequence[str], drafted: Sequence[Drafted], *, taken_off: Iterable[str]) -> list[Drafted | int]:
    """Return the order of an agenda that is built again: the places of what is there, and what is new between.

    Shape: `there` has what each item now there is made from, "" for what was typed; a number is its place in that. What
    was taken off stays off. New items come before those that end an agenda, and new ones of the beginning come first.
    """
    known = {*filter(None, there), *taken_off}
    new = [one for one in drafted if one.made_from not in known]
    opening = [one for one in new if one.origin in _OPENING]
    closing = [one for one in new if one.made_from in ENDING]
    middle = [one for one in new if one not in opening and one not in closing]
    ends = len(there)
    while ends and there[ends - 1] in ENDING:
        ends -= 1
    begins = 0
    while begins < ends and there[begins] in _FIRST:
        begins += 1
    places = list(range(len(there)))
    return [*places[:begins], *opening, *places[begins:ends], *middle, *places[ends:], *closing]


_OPENING = (ItemOrigin.APOLOGIES, ItemOrigin.DECLARATIONS, ItemOrigin.PREVIOUS, ItemOrigin.MATTERS)
_FIRST = ("apologies", "declarations", "previous", "matters")


def may_edit(state: str) -> Verdict:
    """Return whether the agenda of a meeting in a state may still be written."""
    if state in CALLED:
        return Verdict()
    return Verdict((f"This meeting stands at “{state}”, so its agenda stays as it is. Nothing was changed.",))


def needs_reason(state: str) -> bool:
    """Return whether an item that is added now is late, so that the chair must say why it is taken."""
    return state == MeetingState.AGENDA_PUBLISHED


def number_items(numbers: Sequence[int | None], *, highest: int) -> list[int]:
    """Return the numbers of the items of an agenda: one that has a number keeps it, the others go on after all."""
    following = max([highest, *(one for one in numbers if one is not None)]) + 1
    given = []
    for one in numbers:
        given.append(following if one is None else one)
        following += one is None
    return given


# What was promised twice

_LISTS = load_lists("wapentake.agendas", "words")
_SMALL, _VAGUE = frozenset(_LISTS["small"]), frozenset(_LISTS["vague"])
_WORD = re.compile(r"[a-z0-9']+")


def is_same_thing(one: str, other: str) -> bool:
    """Return whether two titles are of one thing: their words are the same, or the shorter's all stand in the longer.

    Means: small words do not count, and words such as "report" do not make two titles one. Source: local practice.
    """
    words, others = _words_of(one), _words_of(other)
    if words == others:
        return bool(words)
    shorter, longer = sorted((words, others), key=len)
    telling = shorter - _VAGUE
    return shorter <= longer and (len(telling) > 1 or (bool(telling) and len(longer - _VAGUE) == 1))


def is_vague(title: str) -> bool:
    """Return whether a title does not say what it is of: "The bid", "Item"."""
    return not _words_of(title) - _VAGUE


def is_named_in(title: str, text: str) -> bool:
    """Return whether the telling words of a title all stand in a text."""
    telling = _words_of(title) - _VAGUE
    return bool(telling) and telling <= _words_of(text)


def _words_of(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold_text(title))) - _SMALL


# What the public may not read


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under which an item is exempt, in short words of ours: the wording of the Act is to be checked."""

    number: str
    words: str
    country: str


@cache
def list_paragraphs() -> tuple[Paragraph, ...]:
    """Return the paragraphs of `paragraphs.toml`, those for England first."""
    table = tomllib.loads((files("wapentake.agendas") / "paragraphs.toml").read_text(encoding="utf-8"))
    return tuple(
        Paragraph(number, words, country)
        for country, paragraphs in table.items()
        for number, words in paragraphs.items()
    )


def say_paragraph(number: str) -> str:
    """Return what an exempt item says: "Exempt: paragraph 1 (tells of a person)"."""
    words = {one.number: one.words for one in list_paragraphs()}.get(number, "")
    return f"Exempt: paragraph {number} ({words})" if words else f"Exempt: paragraph {number}"


def say_size(size: int) -> str:
    """Return the size of a file as people read it: "83 KB", "2.4 MB"."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def write_line(text: str) -> str:
    """Return typed text as one line of the canonical text that begins no heading, table or list by accident."""
    return re.sub(r"^[#|\-*\s]+", "", " ".join(text.split()))


def write_lines(text: str) -> list[str]:
    """Return typed text as paragraphs of the canonical text, a line each."""
    return [line for line in map(write_line, text.splitlines()) if line]
