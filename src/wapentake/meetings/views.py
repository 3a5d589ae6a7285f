"""The list of decisions, the calendar of meetings to come, and the bodies that meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.lists import answer_list
from wapentake.kit.pages import answer_form
from wapentake.kit.templatetags.kit import count
from wapentake.meetings.changes.calendar import (
    drop_standing_item,
    move_standing_item,
    put_notice,
    put_series,
    put_standing_item,
)
from wapentake.meetings.forms import NOTICES, DecisionFilter, NoticeForm, SeriesForm, StandingForm
from wapentake.meetings.lists import link_places, list_decisions
from wapentake.meetings.models import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.queries import (
    Body,
    Notice,
    find_bodies,
    find_called,
    find_decisions,
    find_notice_rules,
    find_recurring,
)
from wapentake.meetings.rules import read_rule, say_left
from wapentake.terms import MeetingKind, MeetingState, say_time


def show_decisions(request: PartnershipRequest) -> HttpResponseBase:
    """Show the decisions that are asked for."""
    form = DecisionFilter(request.GET)
    rows = find_decisions(request.partnership, form.wanted)
    return answer_list(request, rows, list_decisions(request.partnership), form=form)


# The calendar


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting to come as the calendar shows it: by when its agenda is published, and how many days are left."""

    meeting: Meeting
    publish_by: date | None
    left: str
    late: bool
    passed: bool

    @property
    def agenda_waits(self) -> bool:
        """Whether its agenda is not published yet."""
        return self.meeting.state != MeetingState.AGENDA_PUBLISHED


def tell_called(meeting: Meeting, notice: Notice, *, today: date) -> Called:
    """Return a meeting to come with its publish-by day."""
    by = notice.publish_by(meeting.on)
    waits = meeting.state != MeetingState.AGENDA_PUBLISHED
    left = say_left(by, today=today) if by else ""
    return Called(meeting, by, left, late=bool(by and by < today and waits), passed=meeting.on < today)


def show_calendar(request: PartnershipRequest) -> HttpResponse:
    """Show the meetings to come, body by body, and the bodies that are not in the calendar yet."""
    partnership, today = request.partnership, timezone.localdate()
    called = list(find_called(partnership))
    notice = find_notice_rules(partnership, [meeting.on for meeting in called])
    bodies = {
        series.pk: (series, list[Called]())
        for series in Series.objects.filter(partnership=partnership).order_by("name")
    }
    for meeting in called:
        if meeting.series_id in bodies:
            bodies[meeting.series_id][1].append(tell_called(meeting, notice, today=today))
    told = {
        "bodies": list(bodies.values()),
        "unknown": [(body, say_body(body)) for body in find_bodies(partnership)],
        "has_notice": bool(notice.rules),
        "places": link_places(partnership.slug, "calendar:list"),
    }
    return render(request, "meetings/calendar.html", told)


def say_body(body: Body) -> str:
    """Say how often a body met, and mostly when."""
    met = "once" if body.met == 1 else f"{body.met} times"
    at = f" at {say_time(body.time)}" if body.time else ""
    mostly = f", mostly on {body.guess.pattern}" if body.guess else ""
    return f"{body.name} has met {met}{mostly}{at}."


@require_POST
def propose(request: PartnershipRequest) -> HttpResponse:
    """Put a body in the calendar as its recorded meetings show it: pattern, hour and place."""
    wanted = request.POST.get("body", "")
    body = next((one for one in find_bodies(request.partnership) if one.key == wanted), None)
    if body is None:
        messages.info(request, "That body is in the calendar already. Nothing was changed.")
        return redirect("calendar:list", request.partnership.slug)
    jag = "joint action group" in body.key
    values = {
        "name": body.name,
        "kind": (MeetingKind.JAG if jag else MeetingKind.ORDINARY).value,
        "rule": body.guess.pattern.rule if body.guess else "",
        "time": body.time,
        "venue": body.venue,
    }
    series = put_series(request.partnership, values, by=request.user)
    messages.success(request, f"{series} is in the calendar. Look through it, then plan its meetings.")
    return redirect("calendar:series", request.partnership.slug, series.pk)


def show_series(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a body: how it meets, what stands on every agenda, and its meetings to come."""
    series = get_object_or_404(Series, partnership=request.partnership, pk=pk)
    called = list(find_called(request.partnership).filter(series=series))
    notice = find_notice_rules(request.partnership, [meeting.on for meeting in called])
    today = timezone.localdate()
    told = {
        "series": series,
        "rows": _summarise(series),
        "called": [tell_called(meeting, notice, today=today) for meeting in called],
        "standing": list(series.standing_items.all()),
        "recurring": find_recurring(series),
        "crumbs": _crumbs(request, str(series)),
    }
    return render(request, "meetings/series.html", told)


def _summarise(series: Series) -> list[dict[str, str]]:
    pattern = read_rule(series.rule)
    begins = say_time(series.time)
    lasts = f"{series.duration_minutes} minutes" if series.duration_minutes else ""
    month = dict(SeriesForm.base_fields["year_month"].choices)[series.year_month]  # type: ignore[attr-defined]  # a choice
    rows = {
        "Kind of meeting": series.get_kind_display(),
        "How often": f"On {pattern}" if pattern else "Each day is chosen",
        "Time": ", ".join(filter(None, (begins, lasts))),
        "Place": ", ".join(filter(None, (series.room, series.venue))),
        "Joining from afar": series.dial_in,
        "Contact": series.contact,
        "Quorum": f"{series.quorum} member bodies" if series.quorum else "None",
        "Numbers of items": month,
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def _crumbs(request: PartnershipRequest, *texts: str, series: Series | None = None) -> list[dict[str, str]]:
    slug = request.partnership.slug
    crumbs = [{"text": "Calendar", "href": reverse("calendar:list", args=[slug])}]
    if series is not None:
        crumbs.append({"text": str(series), "href": reverse("calendar:series", args=[slug, series.pk])})
    return crumbs + [{"text": text, "href": ""} for text in texts]


def add_series(request: PartnershipRequest) -> HttpResponse:
    """Put a body in the calendar by hand."""
    return _edit_series(request, None)


def edit_series(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change how a body meets."""
    return _edit_series(request, get_object_or_404(Series, partnership=request.partnership, pk=pk))


def _edit_series(request: PartnershipRequest, series: Series | None) -> HttpResponse:
    form = SeriesForm(
        request.POST if request.method == "POST" else None, initial=SeriesForm.read(series) if series else None
    )
    if request.method == "POST" and form.is_valid():
        series = put_series(request.partnership, form.cleaned_data, by=request.user, series=series)
        messages.success(request, f"Saved: {series}. Meetings that are planned already keep their time and place.")
        return redirect("calendar:series", request.partnership.slug, series.pk)
    title = f"Change {series}" if series else "Add a body that meets"
    return answer_form(request, title, form, _crumbs(request, "Change" if series else title, series=series))


def add_standing(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Add what stands on every agenda of a body."""
    return _edit_standing(request, get_object_or_404(Series, partnership=request.partnership, pk=pk), None)


def edit_standing(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change a standing item."""
    item = _find_standing(request, pk)
    return _edit_standing(request, item.series, item)


def _find_standing(request: PartnershipRequest, pk: int) -> StandingItem:
    rows = StandingItem.objects.filter(series__partnership=request.partnership).select_related("series")
    return get_object_or_404(rows, pk=pk)


def _edit_standing(request: PartnershipRequest, series: Series, item: StandingItem | None) -> HttpResponse:
    form = StandingForm(
        request.POST if request.method == "POST" else None, initial=StandingForm.read(item) if item else None
    )
    if request.method == "POST" and form.is_valid():
        put_standing_item(series, form.cleaned_data, by=request.user, item=item)
        messages.success(request, "Saved. The next agenda that you build has it.")
        return redirect("calendar:series", request.partnership.slug, series.pk)
    title = "Change a standing item" if item else "Add a standing item"
    return answer_form(request, title, form, _crumbs(request, title, series=series))


@require_POST
def take_recurring(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put headings that recur in the minutes of a body on every agenda of it."""
    series = get_object_or_404(Series, partnership=request.partnership, pk=pk)
    chosen = [title for title in find_recurring(series) if title in request.POST.getlist("title")]
    for title in chosen:
        put_standing_item(series, {"title": title[:300]}, by=request.user)
    messages.success(request, f"{count(len(chosen), 'heading')} put on every agenda of {series}.")
    return redirect(reverse("calendar:series", args=[request.partnership.slug, pk]) + "#standing")


@require_POST
def arrange_standing(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Move a standing item up or down, or take it off the agendas to come."""
    item = _find_standing(request, pk)
    match request.POST.get("do"):
        case "up" | "down" as way:
            move_standing_item(item, up=way == "up", by=request.user)
        case "remove":
            drop_standing_item(item, by=request.user)
            messages.success(request, f"“{item}” is off the agendas to come. Those that there are keep it.")
    return redirect(reverse("calendar:series", args=[request.partnership.slug, item.series_id]) + "#standing")


def set_notice(request: PartnershipRequest) -> HttpResponse:
    """Show and change how many clear days of notice the partnership gives."""
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        put_notice(request.partnership, since=form.cleaned_data["since"], clear_days=form.clear_days, by=request.user)
        messages.success(request, "Saved. The calendar counts with it.")
        return redirect("calendar:notice", request.partnership.slug)
    rules = NoticeRule.objects.filter(partnership=request.partnership).order_by("-since")
    rows = [(rule, NOTICES.get(str(rule.clear_days), NOTICES["none"])) for rule in rules]
    more = {"rows": rows, "places": link_places(request.partnership.slug, "calendar:notice")}
    return render(request, "meetings/notice.html", {"form": form, **more}, status=422 if form.errors else 200)
