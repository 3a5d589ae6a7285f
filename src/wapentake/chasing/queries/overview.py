"""What the coordinator sees of chasing: who has what to do, when they were reminded, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Lower, NullIf

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action
from wapentake.actions.queries import is_live
from wapentake.chasing.models import Answer, AnswerState, Nudge, NudgeRule
from wapentake.chasing.plan import BOUNCED, LEFT, NO_ADDRESS, Draft, plan_days
from wapentake.chasing.queries import Ruling, find_bounced, find_meeting_days, gather, leading
from wapentake.chasing.queries.asked import SOON
from wapentake.contacts.models import Person
from wapentake.letters.models import Letter, LetterState, Link, Use
from wapentake.meetings.rules import find_holidays
from wapentake.plans.models import TacticalAction, Update, Via
from wapentake.returns.models import Part
from wapentake.returns.queries import find_missing

PREVIEW_DAYS = 28
MOST_UNTOLD = 20
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
DUE = Coalesce("promised_on", "due_on")


def find_chased(partnership: Partnership, *, on: date) -> QuerySet[Person]:
    """Return the people of whom something is asked, with how much and how late, what was last written and answered,
    and whether a letter reaches them. Shape: `action_count part_count row_count open_count late_count reminded_on
    answered_at opened_at trouble`.

    Means: parts that are missing, and rows of the plan whose update is late or due within two weeks, count too.
    """
    actions = Action.objects.filter(leading(), partnership=partnership, lead=OuterRef("pk")).order_by()
    parts = find_missing(partnership).filter(lead=OuterRef("pk")).order_by()
    rows = find_due_rows(partnership, on=on).filter(lead=OuterRef("pk")).order_by()
    late = (
        actions.annotate(due=DUE).filter(due__lt=on),
        parts.filter(of__due_internal_on__lt=on),
        rows.filter(update_due_on__lt=on),
    )
    uses = Use.objects.filter(link__person=OuterRef("pk"), link__kind="actions")
    trouble = Case(
        When(email="", then=Value(NO_ADDRESS)),
        When(left_on__lte=on, then=Value(LEFT)),
        When(small__in=find_bounced(partnership), then=Value(BOUNCED)),
        default=Value(""),
        output_field=CharField(),
    )
    asked = Exists(actions) | Exists(parts) | Exists(rows)
    people = Person.objects.filter(asked, partnership=partnership).annotate(small=Lower("email"), trouble=trouble)
    counted = people.annotate(action_count=_count(actions), part_count=_count(parts), row_count=_count(rows))
    return counted.annotate(
        open_count=F("action_count") + F("part_count") + F("row_count"),
        late_count=_count(late[0]) + _count(late[1]) + _count(late[2]),
        reminded_on=_last(Nudge.objects.filter(person=OuterRef("pk")), "on", DateField()),
        answered_at=_find_answered(),
        opened_at=_last(uses, "at", DateTimeField()),
    )


def find_due_rows(partnership: Partnership, *, on: date) -> QuerySet[TacticalAction]:
    """Return the rows of plans that run whose update is late, or due within two weeks."""
    rows = TacticalAction.objects.filter(partnership=partnership, ended_on=None, plan__ends_on__gte=on)
    return rows.filter(update_due_on__lte=on + SOON)


def _find_answered() -> NullIf:
    """Return when somebody last answered: on an action, a part of a return, or a row of the plan by link."""
    said = Answer.objects.filter(person=OuterRef("pk"))
    parts = Part.objects.filter(lead=OuterRef("pk")).order_by().values("lead").annotate(last=Max("answered_at"))
    updates = Update.objects.filter(tactical_action__lead=OuterRef("pk"), via=Via.LINK).order_by()
    told = (
        _last(said, "at", DateTimeField()),
        Subquery(parts.values("last"), output_field=DateTimeField()),
        Subquery(
            updates.values("tactical_action__lead").annotate(last=Max("at")).values("last"),
            output_field=DateTimeField(),
        ),
    )
    never = Value(LONG_AGO, output_field=DateTimeField())
    return NullIf(Greatest(*(Coalesce(one, never) for one in told)), never)


def _count(rows: QuerySet[Any]) -> Coalesce:
    many = rows.values("lead").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(many, output_field=IntegerField()), 0)


def _last(rows: QuerySet[Any], name: str, kind: Any) -> Subquery:
    by = "link__person" if name == "at" and rows.model is Use else "person"
    return Subquery(rows.order_by().values(by).annotate(last=Max(name)).values("last"), output_field=kind)


def find_asked(partnership: Partnership) -> QuerySet[Answer]:
    """Return the answers that a coordinator has to settle, oldest first."""
    rows = Answer.objects.filter(partnership=partnership, state=AnswerState.ASKED)
    return rows.select_related("action", "part__of", "row", "person", "to_person").order_by("at", "pk")


@dataclass(frozen=True, slots=True)
class Gaps:
    """What chasing does not reach: things that nobody leads, and undated actions whose body has no meeting to come.

    `letters` counts letters that came back, were refused or are in doubt. `untold` are actions that were handed to
    somebody whom no letter reaches.
    """

    unled: int
    waiting: int
    letters: int
    unled_parts: int
    unled_rows: int
    untold: tuple[Action, ...]


def find_gaps(partnership: Partnership, *, on: date) -> Gaps:
    """Return what chasing does not reach."""
    called = list(find_meeting_days(partnership, since=on))
    own = Action.objects.filter(is_live(), partnership=partnership)
    own = own.filter(~Q(Exists(Action.objects.filter(parent=OuterRef("pk")))))
    waiting = Q(lead__isnull=False, due_on=None, promised_on=None)
    not_called = Q(meeting__series=None) | ~Q(meeting__series__in=called)
    counts = own.aggregate(unled=Count("pk", Q(lead=None)), waiting=Count("pk", waiting & not_called))
    trouble = (LetterState.BOUNCED, LetterState.REFUSED, LetterState.DOUBTFUL)
    many = Letter.objects.filter(partnership=partnership, state__in=trouble).count()
    return Gaps(
        **counts,
        letters=many,
        unled_parts=find_missing(partnership).filter(lead=None).count(),
        unled_rows=find_due_rows(partnership, on=on).filter(lead=None).count(),
        untold=_find_untold(partnership, on=on),
    )


def _find_untold(partnership: Partnership, *, on: date) -> tuple[Action, ...]:
    """Return the first actions that were handed to somebody whom no letter reaches."""
    rows = Action.objects.filter(leading(), partnership=partnership, lead_given=True).annotate(
        small=Lower("lead__email")
    )
    lost = Q(lead__email="") | Q(lead__left_on__lte=on) | Q(small__in=find_bounced(partnership))
    return tuple(rows.filter(lost).select_related("lead").order_by("pk")[:MOST_UNTOLD])


def preview(partnership: Partnership, rule: NudgeRule, *, today: date) -> list[Draft]:
    """Return what would be written in the next weeks if chasing began today and nobody answered anything."""
    last = today + timedelta(PREVIEW_DAYS)
    holidays = find_holidays([today, last])
    material = gather(Ruling(partnership, rule, today), first=today, last=last, holidays=holidays)
    return plan_days(material, [today + timedelta(number) for number in range(PREVIEW_DAYS + 1)])


def find_links(partnership: Partnership) -> QuerySet[Link]:
    """Return the links of a partnership, the newest first, with how often each was used and when last."""
    rows = Link.objects.filter(partnership=partnership).select_related("person__joined_to")
    return rows.annotate(used=Count("uses"), used_at=Max("uses__at")).order_by("-made_at", "-pk")


def find_addressed(partnership: Partnership, *, on: date) -> QuerySet[Person]:
    """Return the people to whom a link may be given: those with an address who have not left, by name."""
    here = Q(left_on=None) | Q(left_on__gt=on)
    return Person.objects.filter(here, partnership=partnership, joined_to=None).exclude(email="").order_by("name", "pk")


def find_people_now(partnership: Partnership, *, on: date) -> QuerySet[Person]:
    """Return the people who have not left, under the names that were kept."""
    here = Q(left_on=None) | Q(left_on__gt=on)
    return Person.objects.filter(here, partnership=partnership, joined_to=None).order_by("name", F("pk"))
