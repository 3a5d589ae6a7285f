"""One action with its whole life: who leads, by when, how far, and all that happened to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import count_bodies, list_children, show_due, show_owners, show_state
from wapentake.actions.models import Action, ActionState
from wapentake.actions.queries import Unfanned, find_action, find_children, find_reports, find_unfanned
from wapentake.desk.queries.life import say_ended, tell_life
from wapentake.desk.queries.reminding import tell_reminders
from wapentake.intake.shown import show_report
from wapentake.kit.columns import address_of, link
from wapentake.kit.templatetags.kit import date_words, state_tag


def show_action(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show one action: what is known of it, what can be said of it, its bodies' own, and its life."""
    partnership, today = request.partnership, timezone.localdate()
    action = get_object_or_404(find_action(partnership, pk))
    children = list(find_children(action))
    listing = list_children(partnership, today=today)
    may_write = request.role == Role.COORDINATOR
    told = {
        "action": action,
        "rows": _summarise(request, action, may_write=may_write),
        "closed": action.state == ActionState.CLOSED,
        "may_write": may_write,
        "children": listing,
        "child_table": listing.draw(children),
        "unfanned": _find_unfanned(action, children) if may_write and not action.parent_id else None,
        "reported": [
            show_report(one, slug=partnership.slug) for one in find_reports(partnership).filter(action=action)
        ],
        "life": tell_life(action, slug=partnership.slug, more=tell_reminders(action)),
        "crumbs": [
            {"text": "Actions", "href": reverse("actions:list", args=[partnership.slug])},
            {"text": "Action", "href": ""},
        ],
    }
    return render(request, "desk/action.html", told)


def _find_unfanned(action: Action, children: list[Action]) -> Unfanned | None:
    """Return which bodies an action is still to be given to, where there is anything to say about that."""
    unfanned = find_unfanned(action)
    return unfanned if unfanned and (unfanned.bodies or not children) else None


def _summarise(request: PartnershipRequest, action: Action, *, may_write: bool) -> list[dict[str, Any]]:
    slug, today = request.partnership.slug, timezone.localdate()
    people, actions = address_of("desk:person", slug), address_of("desk:action", slug)
    meeting = link(reverse("desk:meeting", args=[slug, action.meeting_id]), action.meeting.body)
    owners = show_owners(action, people, today=today) or state_tag("undated", "Without an owner")
    rows: list[dict[str, Any]] = [
        {"key": "State", "value": format_html("{} {}", show_state(action, today=today), say_ended(action))},
        {"key": "Who", "value": owners, "change": "desk:lead"},
        {"key": "Due", "value": show_due(action), "change": "actions:due"},
        {"key": "Meeting", "value": format_html("{}, {}", meeting, date_words(action.meeting.on))},
        {"key": "Item", "value": str(action.item or "")},
    ]
    if action.parent_id:
        rows.insert(2, {"key": "Part of", "value": link(actions(action.parent_id), "The action for all bodies")})
    for row in rows:
        change = row.pop("change", "")
        fixed = action.state == ActionState.CLOSED or (change == "desk:lead" and count_bodies(action))
        if change and may_write and not fixed:
            row["href"] = reverse(change, args=[slug, action.pk])
    return rows
