"""Reads of `chasing`: here what a day's letters are planned with; beside it what pages show."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState
from wapentake.actions.queries import is_live
from wapentake.chasing.models import Answer, AnswerKind, Nudge, NudgeRule
from wapentake.chasing.plan import BOUNCED, LEFT, NO_ADDRESS, Key, Material, Reach, Row, Told, What
from wapentake.chasing.rules import CATCH_UP_DAYS, Timing, Why, find_current, list_meeting_steps
from wapentake.contacts.models import Person
from wapentake.letters.models import Letter, LetterState
from wapentake.meetings.models import Meeting
from wapentake.meetings.queries import still_called
from wapentake.plans.models import TacticalAction
from wapentake.returns.queries import find_missing

MOST_SHIFTED = 10  # days by which weekends and bank holidays may move a reminder, and more
_DUE = Coalesce("promised_on", "due_on")


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that holds for a partnership on a day, and since when it has chased without a break."""

    partnership: Partnership
    rule: NudgeRule
    since: date


def find_rulings(on: date, partnership: Partnership | None = None) -> list[Ruling]:
    """Return the rule that holds on a day for each partnership that chases then, or for the one that is named."""
    rows = NudgeRule.objects.filter(since__lte=on).select_related("partnership")
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    found: dict[int, Ruling] = {}
    for rule in rows.order_by("partnership", "since"):
        before = found.pop(rule.partnership_id, None)
        if rule.is_on:
            found[rule.partnership_id] = Ruling(rule.partnership, rule, before.since if before else rule.since)
    return list(found.values())


def find_last_rule(partnership: Partnership) -> NudgeRule | None:
    """Return the rule that was written last, from whatever day it holds; None where nobody wrote one."""
    return NudgeRule.objects.filter(partnership=partnership).order_by("-since").first()


def gather(ruling: Ruling, *, first: date, last: date, holidays: Container[date]) -> Material:
    """Return what is needed to plan the days from first to last, in a number of queries that does not grow."""
    partnership, timing = ruling.partnership, ruling.rule.timing
    meetings = find_meeting_days(partnership, since=first)
    asked = _find_asked(meetings, timing, holidays, first, last)
    near = _find_near(timing, first, last)
    parts = list(_find_parts(partnership, near))
    rows = [
        *(Row(*values) for values in _find_rows(partnership, asked, near, last)),
        *(Row._make((*values, None, person, What.PART)) for *values, person in parts),
        *(Row._make((*values, None, person, What.ROW)) for *values, person in _find_updates(partnership, near)),
    ]
    told = _find_told(partnership, since=first - timedelta(CATCH_UP_DAYS))
    people = find_reach(partnership, {row.person for row in rows}, on=first)
    answered: dict[Key, date] = {(What.PART, values[0]): values[6] for values in parts}
    answered |= _find_answered(partnership, since=first - timedelta(CATCH_UP_DAYS))
    for key, _, why, _, on in told:
        if why == Why.HANDED:
            answered[key] = max(on, answered.get(key, on))
    return Material(ruling.since, timing, holidays, rows, meetings, people, told, answered)


def _find_told(partnership: Partnership, *, since: date) -> set[Told]:
    """Return the reminders that were given from a day on."""
    rows = Nudge.objects.filter(partnership=partnership, on__gte=since)
    names = ("action", "part", "row", "person", "why", "days", "target")
    return {
        ((What.ACTION, action) if action else (What.PART, part) if part else (What.ROW, row), *rest)
        for action, part, row, *rest in rows.values_list(*names)
    }


def _find_answered(partnership: Partnership, *, since: date) -> dict[Key, date]:
    """Return the day of the last answer on each action that was answered on from a day on."""
    begin = timezone.make_aware(datetime.combine(since, time()))
    rows = Answer.objects.filter(partnership=partnership, at__gte=begin, action__isnull=False)
    rows = rows.exclude(kind=AnswerKind.NOTE)
    answers = rows.order_by("at").values_list("action", "at")
    return {(What.ACTION, action): timezone.localtime(at).date() for action, at in answers}


def find_meeting_days(partnership: Partnership, *, since: date) -> dict[int, list[date]]:
    """Return the days on which each body in the calendar is called to meet, from a day on."""
    rows = Meeting.objects.filter(still_called(), partnership=partnership, on__gte=since, series__isnull=False)
    days: dict[int, list[date]] = {}
    for series, on in rows.order_by("on").values_list("series", "on"):
        days.setdefault(series, []).append(on)
    return days


def _find_asked(
    meetings: dict[int, list[date]], timing: Timing, holidays: Container[date], first: date, last: date
) -> list[int]:
    """Return the bodies before a meeting of which somebody may be reminded in these days."""
    since = first - timedelta(CATCH_UP_DAYS)
    return [
        series
        for series, days in meetings.items()
        if any(find_current(list_meeting_steps(day, timing, holidays), on=last, since=since) for day in days)
    ]


def leading() -> Q:
    """Return the condition that somebody leads an action and has something to do; each body leads its own."""
    return is_live() & Q(lead__isnull=False) & ~Q(Exists(Action.objects.filter(parent=OuterRef("pk"))))


def _find_near(timing: Timing, first: date, last: date) -> tuple[date, date]:
    """Return the due days of which somebody may be reminded from a day to another."""
    soonest = first - timedelta(CATCH_UP_DAYS + MOST_SHIFTED) + timedelta(min((0, *timing.days)))
    return soonest, last + timedelta(max((0, *timing.days)) + MOST_SHIFTED)


def _find_parts(partnership: Partnership, near: tuple[date, date]) -> Iterable[tuple[Any, ...]]:
    """Return the parts of returns that are missing: with the return, since when they are asked for, and the lead."""
    rows = find_missing(partnership).filter(lead__isnull=False, of__due_internal_on__range=near)
    values = rows.annotate(promised=Value(False), open=Value("open"))
    return values.values_list("pk", "title", "open", "of__due_internal_on", "promised", "of__name", "asked_on", "lead")


def _find_updates(partnership: Partnership, near: tuple[date, date]) -> Iterable[tuple[Any, ...]]:
    """Return the rows of plans whose update is due: with their plan, since when they run, and the lead."""
    rows = TacticalAction.objects.filter(partnership=partnership, ended_on=None, lead__isnull=False)
    rows = rows.filter(update_due_on__range=near, plan__ends_on__gte=near[0])
    values = rows.annotate(promised=Value(False), open=Value("open"), since=Coalesce("updated_on", "added_on"))
    return values.values_list("pk", "title", "open", "update_due_on", "promised", "plan__name", "since", "lead")


def _find_rows(
    partnership: Partnership, asked: list[int], near: tuple[date, date], last: date
) -> Iterable[tuple[Any, ...]]:
    before_meeting = Q(meeting__series__in=asked) & (Q(due=None) | Q(due__lt=last) | Q(state=ActionState.BLOCKED))
    rows = (
        Action.objects.filter(leading(), partnership=partnership)
        .annotate(due=_DUE)
        .filter(Q(due__range=near) | before_meeting)
    )
    return rows.annotate(promised=~Q(promised_on=None)).values_list(
        "pk", "text", "state", "due", "promised", "meeting__body", "meeting__on", "meeting__series", "lead"
    )


def find_reach(partnership: Partnership, people: Iterable[int], *, on: date) -> dict[int, Reach]:
    """Return how these people are reached by letter on a day, and why they are not."""
    rows = list(Person.objects.filter(pk__in=set(people)).values_list("pk", "name", "email", "left_on"))
    bounced = find_bounced(partnership)
    found = {}
    for pk, name, email, left_on in rows:
        trouble = NO_ADDRESS if not email else LEFT if left_on and left_on <= on else ""
        found[pk] = Reach(pk, name, email, trouble or (BOUNCED if email.lower() in bounced else ""))
    return found


def find_bounced(partnership: Partnership) -> set[str]:
    """Return the addresses, in small letters, to which a letter came back or was refused for good."""
    back = Q(state=LetterState.BOUNCED) | Q(state=LetterState.REFUSED, for_good=True)
    rows = Letter.objects.filter(back, partnership=partnership)
    return set(rows.annotate(small=Lower(F("to"))).values_list("small", flat=True))
