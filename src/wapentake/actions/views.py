"""Actions: the list, one action with its words and history, and the buttons that say how far it has come."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.changes import set_action_state
from wapentake.actions.forms import ActionFilter
from wapentake.actions.lists import list_actions, say_state, show_due, show_owners
from wapentake.actions.models import Action, ActionState
from wapentake.actions.queries import find_action, find_actions
from wapentake.kit.columns import address_of, link
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import date_words, state_tag


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the actions that are asked for."""
    today = timezone.localdate()
    form = ActionFilter(request.GET, partnership=request.partnership)
    rows = find_actions(request.partnership, form.wanted, today=today)
    return answer_list(request, rows, list_actions(request.partnership, today=today), form=form)


def show_action(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show one action, the words that it rests on, and what happened to it."""
    action = get_object_or_404(find_action(request.partnership, pk))
    told = {
        "action": action,
        "rows": _summarise(action, slug=request.partnership.slug, today=timezone.localdate()),
        "history": find_history(request.partnership.pk, action, action.passage),
        "crumbs": [
            {"text": "Actions", "href": reverse("actions:list", args=[request.partnership.slug])},
            {"text": "Action", "href": ""},
        ],
    }
    return render(request, "actions/action.html", told)


def _summarise(action: Action, *, slug: str, today: date) -> list[dict[str, str]]:
    state = say_state(action, today=today)
    meeting = link(reverse("desk:meeting", args=[slug, action.meeting_id]), action.meeting.body)
    done = f"on {date_words(action.done_on)}" if action.done_on else ""
    rows = {
        "State": format_html("{} {}", state_tag(state), done),
        "Owner": show_owners(action, address_of("desk:person", slug)) or state_tag("undated", "Without an owner"),
        "Due": show_due(action),
        "Meeting": format_html("{}, {}", meeting, date_words(action.meeting.on)),
        "Item": str(action.item or ""),
    }
    return [{"key": key, "value": value} for key, value in rows.items()]


@require_POST
def mark_done(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that an action is done."""
    return _set_state(request, pk, ActionState.DONE, "Marked as done.")


@require_POST
def open_again(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that an action is not done after all."""
    return _set_state(request, pk, ActionState.OPEN, "Open again.")


def _set_state(request: PartnershipRequest, pk: int, state: ActionState, words: str) -> HttpResponse:
    action = get_object_or_404(Action, partnership=request.partnership, pk=pk)
    set_action_state(action, state, by=request.user, on=timezone.localdate())
    messages.success(request, words)
    return redirect("actions:action", request.partnership.slug, action.pk)
