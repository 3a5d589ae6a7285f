"""Reads of decisions, of who was at which meeting, and of the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words, within_days
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, NoticeRule, Page, Series
from wapentake.meetings.rules import CALLED, Guess, find_holidays, find_notice, guess_rule, guess_standing, publish_by
from wapentake.sources.models import Document
from wapentake.terms import MeetingState, PageKind, Presence, fold_text

THERE = (Presence.PRESENT.value, Presence.IN_ATTENDANCE.value)


def find_decisions(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Decision]:
    """Return the decisions that are asked for, each with its meeting and item."""
    rows = Decision.objects.filter(within_days("meeting__on", wanted), partnership=partnership)
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if condition := wanted.get("condition"):
        rows = rows.exclude(condition="") if condition == "yes" else rows.filter(condition="")
    rows = rows.filter(match_words(wanted.get("words", ""), "text", "condition", "item__title"))
    return rows.select_related("meeting", "item")


def find_attendances_of(partnership: Partnership, people: Iterable[int]) -> QuerySet[Attendance]:
    """Return how these people stood in lists of attendance, the newest meeting first."""
    rows = Attendance.objects.filter(meeting__partnership=partnership, person__in=list(people))
    return rows.select_related("meeting", "organisation").order_by("-meeting__on", "-meeting__pk", "pk")


def find_decisions_before(partnership: Partnership, people: Iterable[int]) -> QuerySet[Decision]:
    """Return the decisions of the meetings at which any of these people were, the newest meeting first."""
    there = Attendance.objects.filter(person__in=list(people), status__in=THERE).values("meeting")
    rows = Decision.objects.filter(partnership=partnership, meeting__in=there)
    return rows.select_related("meeting", "item").order_by("-meeting__on", "-meeting__pk", "passage__start", "pk")


# The calendar


def find_called(partnership: Partnership) -> QuerySet[Meeting]:
    """Return the meetings that are called and not yet held, the soonest first; those known from a page are held."""
    rows = Meeting.objects.filter(still_called(), partnership=partnership)
    return rows.select_related("series").order_by("on", "time", "body")


def still_called() -> Q:
    """Return the condition that a meeting is called and no page of minutes tells that it was held."""
    told = Page.objects.filter(meeting=OuterRef("pk"), document__kind=PageKind.MINUTES)
    return Q(~Exists(told), state__in=CALLED)


def find_meeting_of(document: Document) -> Meeting | None:
    """Return the meeting that a document was said to tell of; of an earlier reading, that of the current one."""
    page = Page.objects.filter(document__source=document.source_id).select_related("meeting__partnership").first()
    return page.meeting if page else None


def find_next(series: Series, *, after: date) -> Meeting | None:
    """Return the next meeting of a body that is called for a day after this one."""
    return series.meetings.filter(still_called(), on__gt=after).order_by("on").first()


def find_previous(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same body before this one, leaving out what was cancelled."""
    own = Meeting.objects.filter(partnership=meeting.partnership_id)
    own = own.filter(series=meeting.series_id) if meeting.series_id else own.filter(body_key=meeting.body_key)
    return own.filter(on__lt=meeting.on).exclude(state=MeetingState.CANCELLED).order_by("-on").first()


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice rules of a partnership and the bank holidays that concern these days, asked for once."""

    rules: Sequence[tuple[date, int | None]]
    holidays: Mapping[date, str]

    def publish_by(self, on: date) -> date | None:
        """Return by when the agenda of a meeting on a day is published, or None where no notice is asked for."""
        return publish_by(on, find_notice(self.rules, on), self.holidays)


def find_notice_rules(partnership: Partnership, days: Iterable[date]) -> Notice:
    """Return what publish-by days are counted with."""
    rules = NoticeRule.objects.filter(partnership=partnership).values_list("since", "clear_days")
    return Notice(list(rules), find_holidays(days))


@dataclass(frozen=True, slots=True)
class Body:
    """A body known from pages that is not in the calendar: how often it met, mostly when, where, and on which rule."""

    name: str
    key: str
    met: int
    time: str
    venue: str
    guess: Guess | None


def find_bodies(partnership: Partnership) -> list[Body]:
    """Return the bodies known from pages that are not in the calendar, the one that met most often first."""
    rows = Meeting.objects.filter(partnership=partnership, series=None).order_by("on")
    held: dict[str, list[Meeting]] = {}
    for meeting in rows.only("body", "body_key", "on", "time", "venue"):
        held.setdefault(meeting.body_key, []).append(meeting)
    return sorted((_tell_body(met) for met in held.values()), key=lambda body: (-body.met, body.name))


def _tell_body(met: Sequence[Meeting]) -> Body:
    time, venue = (_most([getattr(one, name) for one in met]) for name in ("time", "venue"))
    last = met[-1]
    return Body(last.body, last.body_key, len(met), time, venue, guess_rule(one.on for one in met))


LOOKED_AT = 6  # meetings, the last ones


def find_recurring(series: Series) -> list[str]:
    """Return headings that recur in the last minutes of a body and stand on no agenda of it unasked."""
    held = Meeting.objects.filter(series=series, items__isnull=False).distinct().order_by("-on")[:LOOKED_AT]
    in_order = Prefetch("items", Item.objects.order_by("position", "pk"))
    titles = [[item.title for item in meeting.items.all()] for meeting in held.prefetch_related(in_order)]
    known = {fold_text(title) for title in series.standing_items.values_list("title", flat=True)}
    return [title for title in guess_standing(titles) if fold_text(title) not in known]


def _most(values: Iterable[str]) -> str:
    """Return the commonest value that is not empty."""
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), "")
