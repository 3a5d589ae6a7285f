"""Planning, adding, moving and cancelling meetings, with all that hangs from their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.changes import calendar as changes
from wapentake.kit.pages import answer_form
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.meetings.forms import CancelForm, MeetingForm, PlannedForm
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.queries import find_notice_rules
from wapentake.meetings.rules import find_holidays, list_days, read_rule, say_left, say_objection
from wapentake.terms import parse_iso, say_day

AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day that the pattern of a body gives, and what stands against it."""

    on: date
    objection: str
    publish_by: date | None

    @property
    def words(self) -> str:
        """The day with its weekday."""
        return say_day(self.on)


def plan_meetings(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Offer the days that a body's pattern gives in the year ahead, and put the chosen ones in the calendar."""
    series = get_object_or_404(Series, partnership=request.partnership, pk=pk)
    days, known = _propose_days(series, today=timezone.localdate())
    if request.method == "POST":
        wanted = {parse_iso(one) for one in request.POST.getlist("days")}
        chosen = [one.on for one in days if one.on in wanted]
        planned = changes.plan_meetings(series, chosen, by=request.user)
        if planned:
            many = "is" if len(planned) == 1 else "are"
            messages.success(request, f"{count(len(planned), 'meeting')} {many} in the calendar.")
        else:
            messages.info(request, "You chose no day, so nothing was changed.")
        return redirect("calendar:series", request.partnership.slug, series.pk)
    told = {
        "series": series,
        "pattern": read_rule(series.rule),
        "days": days,
        "known": known,
        "crumbs": _crumbs(request, series, "Plan the meetings of a year"),
    }
    return render(request, "desk/plan.html", told)


def _propose_days(series: Series, *, today: date) -> tuple[list[Proposed], list[date]]:
    """Return the days of a year that the pattern gives: those to choose from, and those that are planned already.

    Means: a meeting that was moved stands for the day for which it was called.
    """
    since = today + timedelta(1)
    days = list_days(series.rule, since=since, until=today + AHEAD)
    notice = find_notice_rules(series.partnership, [today, *days])
    met = Meeting.objects.filter(Q(on__gte=since) | Q(first_on__gte=since), series=series)
    known = {day for one in met.values_list("on", "first_on") for day in one}
    free = (on for on in days if on not in known)
    offered = [Proposed(on, say_objection(on, notice.holidays), notice.publish_by(on)) for on in free]
    return offered, [on for on in days if on in known]


def _crumbs(request: PartnershipRequest, series: Series | None, text: str) -> list[dict[str, str]]:
    slug = request.partnership.slug
    crumbs = [{"text": "Calendar", "href": reverse("calendar:list", args=[slug])}]
    if series is not None:
        crumbs.append({"text": str(series), "href": reverse("calendar:series", args=[slug, series.pk])})
    return [*crumbs, {"text": text, "href": ""}]


def add_meeting(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put one meeting of a body in the calendar by hand."""
    series = get_object_or_404(Series, partnership=request.partnership, pk=pk)
    form = PlannedForm(request.POST if request.method == "POST" else None, initial=PlannedForm.read(series))
    if request.method == "POST" and _is_sound(form):
        meeting = changes.add_planned_meeting(series, form.cleaned_data, by=request.user)
        messages.success(request, f"The meeting of {date_words(meeting.on)} is in the calendar.")
        return redirect("calendar:series", request.partnership.slug, series.pk)
    crumbs = _crumbs(request, series, "Add one meeting")
    return answer_form(request, f"Add a meeting of {series}", form, crumbs, save="Add this meeting")


def _is_sound(form: MeetingForm, *, was: date | None = None) -> bool:
    """Return whether the form holds a day on which people may be asked to meet.

    Means: it says what stands against a day, and then takes it from who says that they mean it.
    """
    if not form.is_valid():
        return False
    on = form.cleaned_data["on"]
    objection = say_objection(on, find_holidays([on]))
    if on == was or not objection or form.data.get("anyway"):
        return True
    form.fields["anyway"] = forms.BooleanField(label="Meet on this day all the same", required=False)
    form.add_error("on", f"{objection} Or say below that you mean it.")
    return False


def _lies_ahead(form: MeetingForm, *, was: date) -> bool:
    """Return whether a meeting is moved to a day to come, or stays on its own."""
    on = form.cleaned_data["on"]
    if on == was or on >= timezone.localdate():
        return True
    form.add_error("on", f"{date_words(on)} has passed. Choose a day to come.")
    return False


def move_meeting(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Move a meeting to another day, hour or place."""
    meeting = _find(request, pk)
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=MeetingForm.read(meeting))
    if request.method == "POST" and _is_sound(form, was=meeting.on) and _lies_ahead(form, was=meeting.on):
        moved, followed = changes.move_meeting(meeting, form.cleaned_data, by=request.user)
        also = f" {count(followed, 'action')} due at the next meeting moved with it." if followed else ""
        messages.success(request, f"The meeting is on {say_day(moved.on)}.{also}{_warn(request, moved)}")
        return _back(request, moved)
    title = f"Move the meeting of {date_words(meeting.on)}"
    intro = "What the forward plan has for it, and actions due at the next meeting, move with it."
    return answer_form(request, title, form, _crumbs(request, meeting.series, title), intro=intro, save="Move it")


def _warn(request: PartnershipRequest, meeting: Meeting) -> str:
    """Return a warning where the agenda of a moved meeting can no longer be published in time; it stops nobody."""
    by = find_notice_rules(request.partnership, [meeting.on]).publish_by(meeting.on)
    today = timezone.localdate()
    return (
        f" Its agenda was to be published by {date_words(by)}, {say_left(by, today=today)}."
        if by and by < today
        else ""
    )


def cancel_meeting(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Cancel a meeting, with a reason."""
    meeting = _find(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        carried, followed = changes.cancel_meeting(meeting, form.cleaned_data["because"], by=request.user)
        also = f" {count(carried, 'item')} of the forward plan and {count(followed, 'action')} wait for the next one."
        messages.success(request, f"The meeting of {date_words(meeting.on)} is cancelled.{also}")
        return _back(request, meeting)
    title = f"Cancel the meeting of {date_words(meeting.on)}"
    intro = "Its page and its agenda stay. What the forward plan has for it goes to the next meeting of the body."
    crumbs = _crumbs(request, meeting.series, title)
    return answer_form(request, title, form, crumbs, intro=intro, save="Cancel the meeting", kind="warning")


def _find(request: PartnershipRequest, pk: int) -> Meeting:
    rows = Meeting.objects.filter(partnership=request.partnership).select_related("series")
    return get_object_or_404(rows, pk=pk)


def _back(request: PartnershipRequest, meeting: Meeting) -> HttpResponse:
    if meeting.series_id:
        return redirect("calendar:series", request.partnership.slug, meeting.series_id)
    return redirect("calendar:list", request.partnership.slug)
