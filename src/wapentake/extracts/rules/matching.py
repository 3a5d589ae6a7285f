"""What of the journal may be what a line of an extract tells of, and why: reasons in words, for a person to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wapentake.terms.names import fold_text

NEAR_DAYS = 7
FAR_DAYS = 60
_NO_WORD = re.compile(r"[^a-z0-9 ]")
_NO_MARK = re.compile(r"[^a-z0-9]")
_FORMS = re.compile(r"\b(?:ltd|limited|plc|llp|cic|inc|co|company|uk|the|and)\b")
_SHORTEST = 3  # characters of a number that says something


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line of an extract, as it is set against the journal. Units: whole pence, above zero."""

    kind: str
    on: date
    pence: int
    party: str = ""
    reference: str = ""
    order: str = ""
    text: str = ""
    vat: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An entry that no line has confirmed. `net` is its sum without VAT."""

    pk: int
    kind: str
    on: date
    pence: int
    net: int
    party: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A commitment that may still cost `left`. `ref` is its own number."""

    pk: int
    title: str
    supplier: str
    left: int
    agreed_on: date
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What may belong together, with its reasons in words; the one of more weight stands first."""

    pk: int
    weight: int
    reasons: tuple[str, ...]

    def say(self) -> str:
        """Return the reasons as a sentence."""
        words = ", ".join(self.reasons)
        return words[:1].upper() + words[1:]


def key_of_supplier(name: str) -> str:
    """Return the key under which two spellings of a supplier meet: "Harrow Locks Ltd." and "HARROW LOCKS LIMITED"."""
    bare = _NO_WORD.sub(" ", fold_text(name).replace("'", "").replace("&", " and "))
    return " ".join((_FORMS.sub(" ", bare) if _FORMS.sub(" ", bare).strip() else bare).split())


def key_of_number(number: str) -> str:
    """Return the key under which two spellings of a number of an invoice or order meet: "INV/001-7" and "inv 0017"."""
    return _NO_MARK.sub("", fold_text(number))


def match_entries(wanted: Wanted, entries: Iterable[Entered]) -> list[Match]:
    """Return the entries that may be this line, the likeliest first.

    Means: the kind and the sum are the same; beside them the number is, or the supplier, or the days lie close.
    """
    found = [match for entry in entries if entry.kind == wanted.kind and (match := _match_entry(wanted, entry))]
    return sorted(found, key=lambda one: (-one.weight, one.pk))


def _match_entry(wanted: Wanted, entry: Entered) -> Match | None:
    if wanted.pence not in (entry.pence, entry.net):
        return None
    days = abs((wanted.on - entry.on).days)
    same_number = _same_number((wanted.reference, wanted.order), (entry.reference,))
    same_party = _same_party(wanted.party, entry.party)
    if not same_number and (days > FAR_DAYS or not (same_party or days <= NEAR_DAYS)):
        return None
    if not same_number and not same_party and wanted.party and entry.party:
        return None  # of two suppliers a sum that is alike says nothing
    reasons = ["the same sum" if wanted.pence == entry.pence else "the same sum without VAT"]
    reasons += ["the same number"] if same_number else []
    reasons += ["the same supplier"] if same_party else []
    reasons.append(_say_days(days))
    weight = 8 * same_number + 4 * same_party + 2 * (days <= NEAR_DAYS) + (wanted.pence == entry.pence)
    return Match(entry.pk, weight, tuple(reasons))


def match_commitments(wanted: Wanted, promised: Iterable[Promised]) -> list[Match]:
    """Return the commitments that may pay this line, the likeliest first.

    Means: the line names the number of the commitment, or the supplier is the same, or the number of the order stands
    in what the commitment is for; and the line is no more than what is still to come.
    """
    if wanted.kind != "invoice":
        return []
    found = [match for one in promised if (match := _match_promise(wanted, one))]
    return sorted(found, key=lambda one: (-one.weight, one.pk))


def _match_promise(wanted: Wanted, promise: Promised) -> Match | None:
    net = wanted.pence - wanted.vat
    same_party = _same_party(wanted.party, promise.supplier)
    numbers = {key_of_number(one) for one in promise.title.split()}
    same_number = any(key_of_number(one) in numbers for one in (wanted.order, wanted.reference) if _says(one))
    is_named = any(names_ref(one, promise.ref) for one in (wanted.order, wanted.reference, wanted.text))
    if net > promise.left or wanted.on < promise.agreed_on or not (is_named or same_party or same_number):
        return None
    reasons = ["it names the number of the commitment"] if is_named else []
    reasons += ["the same supplier"] if same_party else []
    reasons += ["its order is named"] if same_number else []
    reasons.append("just what is still to come" if net == promise.left else "not more than is still to come")
    weight = 16 * is_named + 8 * same_number + 4 * same_party + 2 * (net == promise.left)
    return Match(promise.pk, weight, tuple(reasons))


def names_ref(words: str, ref: str) -> bool:
    """Return whether words name the number of a commitment, in whatever spelling: "PO C2017/4", "c2017-004".

    Means: the zeros before a number say nothing, and a longer number is another one.
    """
    year, _, number = ref.partition("-")
    if not number:
        return False
    return bool(re.search(rf"(?<![a-z0-9]){year.lower()}\W?0*{int(number)}(?!\d)", fold_text(words)))


def _says(number: str) -> bool:
    return len(key_of_number(number)) >= _SHORTEST


def _same_number(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool({key_of_number(one) for one in some if _says(one)} & {key_of_number(one) for one in others})


def _same_party(one: str, other: str) -> bool:
    key = key_of_supplier(one)
    return bool(key) and key == key_of_supplier(other)


def _say_days(days: int) -> str:
    return "the same day" if days == 0 else f"{days} {'day' if days == 1 else 'days'} apart"


def choose_best(suggested: Iterable[tuple[int, Sequence[Match]]]) -> dict[int, Match]:
    """Return for each line the one match that is offered: nothing is offered twice, and the heavier goes first.

    Shape: `suggested` gives the number of each line with its matches.
    """
    every = [(match.weight, line, match) for line, matches in suggested for match in matches]
    chosen: dict[int, Match] = {}
    taken: set[int] = set()
    for _, line, match in sorted(every, key=lambda one: (-one[0], one[1], one[2].pk)):
        if line not in chosen and match.pk not in taken:
            chosen[line] = match
            taken.add(match.pk)
    return chosen
