"""Going through the open actions of a body at its meeting, in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import show_due, show_owners, show_state
from wapentake.actions.models import Action
from wapentake.actions.queries import find_children_of, find_closed_at, find_open_before
from wapentake.desk.changes.going import Gone, Said, go_through, sign_action
from wapentake.desk.forms import GoForm
from wapentake.kit.columns import address_of
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.meetings.models import Meeting
from wapentake.meetings.queries import find_next
from wapentake.terms import MeetingState

_SENT = re.compile(r"action-([0-9]{1,18})-was")


def show_actions(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the actions that a meeting goes through, by item or by lead, and keep what is said of each."""
    rows = Meeting.objects.filter(partnership=request.partnership).select_related("series")
    meeting = get_object_or_404(rows.exclude(state=MeetingState.CANCELLED), pk=pk)
    today, slug = timezone.localdate(), request.partnership.slug
    may_write = request.role == Role.COORDINATOR and meeting.on <= today
    following = find_next(meeting.series, after=meeting.on) if meeting.series else None
    actions = list(find_open_before(meeting).order_by("meeting__on", "item__position", "pk"))
    children = list(find_children_of(actions))
    data = request.POST if request.method == "POST" and may_write else None
    forms = [GoForm(data, action=one, following=following, was=sign_action(one)) for one in (*actions, *children)]
    closed = [GoForm(data, action=one, following=following, was="") for one in _find_closed(request, data, forms)]
    valid = [form.is_valid() for form in (*forms, *closed)]
    if data is not None and all(valid):
        said = [_read(form, following) for form in (*forms, *closed) if form.says]
        gone = go_through(meeting, said, by=request.user)
        _tell(request, gone)
        return redirect(reverse("desk:going", args=[slug, pk]) + f"?{request.GET.urlencode()}")
    by_lead = request.GET.get("by") == "lead"
    told = {
        "meeting": meeting,
        "groups": _group(actions, _show(request, forms), by_lead=by_lead),
        "form": next((form for form in forms if form.errors), None),
        "many": len(actions),
        "may_write": may_write,
        "early": meeting.on > today,
        "by_lead": by_lead,
        "closed": list(find_closed_at(meeting)),
    }
    return render(request, "desk/going.html", told, status=422 if told["form"] else 200)


def _find_closed(request: PartnershipRequest, data: QueryDict | None, forms: Sequence[GoForm]) -> list[Action]:
    """Return the actions that were on the page when it was shown, and that somebody closed since."""
    asked = {int(found[1]) for key in data or () if (found := _SENT.fullmatch(key))}
    asked -= {form.action.pk for form in forms}
    return list(Action.objects.filter(partnership=request.partnership, pk__in=asked)) if asked else []


def _read(form: GoForm, following: Meeting | None) -> Said:
    told = form.cleaned_data
    return Said(
        action=form.action,
        was=told["was"],
        closed=told["do"] == "close",
        day=told["day"] if told["do"] == "day" else None,
        meeting=following if told["do"] == "next" else None,
        why=told["why"],
    )


def _tell(request: PartnershipRequest, gone: Gone) -> None:
    if gone.closed or gone.kept:
        messages.success(request, f"Saved: {gone.closed} closed, {gone.kept} kept open.")
    elif not gone.left:
        messages.info(request, "Nothing was chosen, so nothing was changed.")
    if gone.left:
        named = "; ".join(f"“{Truncator(one.text).chars(60)}”" for one in gone.left)
        words = (
            f"Somebody changed {count(len(gone.left), 'action')} while you were here, so yours was not saved: {named}."
        )
        messages.warning(request, f"{words} See how it stands now, and say it again if it still holds.")


def _show(request: PartnershipRequest, forms: Sequence[GoForm]) -> dict[int, dict[str, Any]]:
    """Return how each action is shown, by its id; what was given to each body holds theirs."""
    today = timezone.localdate()
    people = address_of("desk:person", request.partnership.slug)
    shown: dict[int, dict[str, Any]] = {}
    for form in forms:
        action = form.action
        row = {
            "action": action,
            "title": action.owners_text if action.parent_id else capfirst(action.text),
            "form": form,
            "who": show_owners(action, people, today=today),
            "due": show_due(action),
            "state": show_state(action, today=today),
            "children": [],
            "open": False,
        }
        shown[action.pk] = row
        if action.parent_id:
            shown[action.parent_id]["children"].append(row)
            shown[action.parent_id]["open"] |= bool(form.is_bound and form.data.get(form.add_prefix("do")))
    return shown


def _group(
    actions: Sequence[Action], shown: dict[int, dict[str, Any]], *, by_lead: bool
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the actions under the items that gave them, or under who leads them."""

    def head(action: Action) -> str:
        if by_lead:
            return action.lead.name if action.lead else "For all bodies" if shown[action.pk]["children"] else "No lead"
        return f"{date_words(action.meeting.on)}: {action.item}" if action.item else date_words(action.meeting.on)

    rows = sorted(actions, key=lambda one: (one.lead is None, head(one))) if by_lead else actions
    return [(title, [shown[one.pk] for one in own]) for title, own in groupby(rows, key=head)]
