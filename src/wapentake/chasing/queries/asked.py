"""What is asked of somebody beside actions, as their own page shows it: parts of returns, and rows of the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet

from wapentake.chasing.models import Answer, AnswerKind, AnswerState
from wapentake.plans.models import TacticalAction
from wapentake.plans.rules import RAG_WORDS, Rag
from wapentake.returns.models import Part, PartState
from wapentake.returns.queries import find_asked
from wapentake.returns.rules import say_due
from wapentake.terms import say_date

SOON = timedelta(14)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part as its lead sees it."""

    part: Part
    due: str
    is_late: bool
    asked_for: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may still be answered, or answered otherwise."""
        return self.part.state != PartState.ACCEPTED


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the plan as its lead sees it. It `is_asked` where an update is late, or due within two weeks."""

    row: TacticalAction
    said: str
    due: str
    is_late: bool
    is_asked: bool
    asked_for: str = ""


def _find_wanted(person: int, what: str) -> dict[int, str]:
    """Return to whom somebody asked to hand things of a kind over, where nobody has settled that yet."""
    rows = Answer.objects.filter(person=person, state=AnswerState.ASKED, kind=AnswerKind.HAND_OVER)
    return dict(rows.filter(**{f"{what}__isnull": False}).order_by("pk").values_list(what, "to_name"))


def tell_parts(partnership: int, person: int, *, on: date) -> list[OwnPart]:
    """Return the parts that are asked of somebody, those missing first."""
    wanted = _find_wanted(person, "part")
    parts = [
        OwnPart(
            one,
            say_due(one.of.due_internal_on, today=on),
            one.is_missing and one.of.due_internal_on < on,
            wanted.get(one.pk, ""),
        )
        for one in find_asked(partnership, person)
    ]
    return sorted(parts, key=lambda own: not own.part.is_missing)


def find_led(partnership: int, person: int, *, on: date) -> QuerySet[TacticalAction]:
    """Return the rows that somebody leads in plans that run, those due first at the head."""
    rows = TacticalAction.objects.filter(partnership=partnership, lead=person, ended_on=None, plan__ends_on__gte=on)
    return rows.select_related("plan").order_by("update_due_on", "pk")


def tell_row(row: TacticalAction, *, on: date) -> OwnRow:
    """Return a row with its words."""
    due = row.update_due_on
    since = f", said on {say_date(row.updated_on)}" if row.updated_on else ""
    words = f"{RAG_WORDS[Rag(row.rag)]}{since}"
    asked = due is not None and due <= on + SOON
    told = f"Update due {say_due(due, today=on)}" if due else "No update is due"
    return OwnRow(row, words, told, due is not None and due < on, asked)


def tell_rows(partnership: int, person: int, *, on: date) -> list[OwnRow]:
    """Return the rows that somebody leads, those asked for first."""
    wanted = _find_wanted(person, "row")
    rows = [
        replace(tell_row(one, on=on), asked_for=wanted.get(one.pk, "")) for one in find_led(partnership, person, on=on)
    ]
    return sorted(rows, key=lambda own: not own.is_asked)
