"""How long the actions of a partnership live: by the body that leads, and by the quarter in which they were made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState
from wapentake.desk.rules.living import Life, Span, live, measure, quarter_of, say_days, say_quarter
from wapentake.kit.charts import Bar, Chart

NO_BODY = "No lead, or for no body"


def find_lives(partnership: Partnership, *, since: date | None = None) -> QuerySet[Action]:
    """Return the actions whose lives are measured; one that was given to each body counts by its children alone."""
    rows = Action.objects.filter(partnership=partnership, children=None)
    rows = rows.filter(meeting__on__gte=since) if since else rows
    told = rows.select_related("meeting", "lead_body").only(
        "state", "done_on", "closed_on", "meeting__on", "lead_body__name"
    )
    return told.order_by("meeting__on", "pk")


def measure_lives(actions: Iterable[Action], *, today: date) -> tuple[list[Span], list[Span]]:
    """Return how long actions live by body, the longest first, and by quarter in the order of time."""
    rows = [(action, _end(action)) for action in actions]
    by_body = measure(_live(one, end, today, str(one.lead_body or NO_BODY)) for one, end in rows)
    by_time = measure(_live(one, end, today, say_quarter(quarter_of(one.meeting.on))) for one, end in rows)
    return sorted(by_body, key=lambda span: (span.group == NO_BODY, span.is_few, -span.middle, span.group)), by_time


def _end(action: Action) -> date | None:
    """Return the day on which an action was said to be done, or was closed; None while there is something to do."""
    if action.state == ActionState.CLOSED:
        return action.done_on or action.closed_on
    return action.done_on if action.state == ActionState.DONE else None


def _live(action: Action, ended: date | None, today: date, group: str) -> Life:
    return live(action.meeting.on, ended, today=today, group=group)


def draw_spans(spans: Iterable[Span], *, title: str, head: str) -> Chart:
    """Return measured lives as a chart with its table."""
    heads = (head, "Actions", "Of these not done", "Middle", "Half of them between")
    says = "For each there is a bar for the middle value, and across it a line for the middle half."
    return Chart(
        title,
        says,
        heads,
        [_draw(span) for span in spans],
        spread="Half of the actions lie between the two ends of this line",
        weak="Hatched: fewer than 5 actions, so it says nothing yet",
    )


def _draw(span: Span) -> Bar:
    few = ", too few" if span.is_few else ""
    between = f"{say_days(span.low).split()[0]} and {say_days(span.high)}"
    return Bar(
        span.group,
        span.middle,
        f"{say_days(span.middle)}{few}",
        None if span.is_few else span.low,
        None if span.is_few else span.high,
        is_weak=span.is_few,
        cells=(str(span.count), str(span.living), say_days(span.middle), "Too few" if span.is_few else between),
    )
