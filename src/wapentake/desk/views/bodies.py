"""Member bodies: which there are, who represents each, and one body with what it leads."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import list_actions
from wapentake.actions.queries import find_actions
from wapentake.contacts.lists import link_places
from wapentake.contacts.models import Organisation
from wapentake.desk.changes import put_bodies
from wapentake.desk.forms import BodyForm
from wapentake.desk.queries.bodies import Stood, find_stood, find_waiting_for_all
from wapentake.kit.templatetags.kit import count, date_words

MOST_SHOWN = 10


def _make_form(request: PartnershipRequest, stood: Stood, of: int) -> BodyForm:
    data = request.POST if request.method == "POST" else None
    return BodyForm(data, stood=stood, prefix=f"body-{stood.body.pk}", hint=_say_stood(stood, of))


def _say_stood(stood: Stood, of: int) -> str:
    """Return how often a body stood in lists of attendance, in words."""
    if stood.meetings:
        return f"In {stood.meetings} of {count(of, 'list')} of attendance of the last year."
    return f"Last in a list of attendance on {date_words(stood.last)}." if stood.last else "In no list of attendance."


def show_members(request: PartnershipRequest) -> HttpResponse:
    """Show all bodies as lists of attendance propose them, to say at once which are members and who represents them."""
    rows, of = find_stood(request.partnership)
    forms = [_make_form(request, one, of) for one in rows]
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        changed = _save(request, forms)
        messages.success(request, f"Saved: {count(changed, 'body,bodies')} changed." if changed else "Nothing changed.")
        return redirect("desk:members", request.partnership.slug)
    told = {
        "forms": forms,
        "form": next((form for form in forms if form.errors), None),
        "members": sum(one.body.is_member for one in rows),
        "waiting": find_waiting_for_all(request.partnership),
        "may_write": request.role == Role.COORDINATOR,
        "places": link_places(request.partnership.slug, "desk:members"),
    }
    return render(request, "desk/members.html", told, status=422 if told["form"] else 200)


def _save(request: PartnershipRequest, forms: list[BodyForm]) -> int:
    said: list[tuple[Organisation, dict[str, Any]]] = [(form.stood.body, form.said) for form in forms if form.said]
    return put_bodies(request.partnership, said, by=request.user)


def show_organisation(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show one body: whether it is a member, who represents it, its people, and what it leads."""
    rows, of = find_stood(request.partnership, only=pk)
    if not rows:
        raise Http404("no such organisation")
    stood, today, slug = rows[0], timezone.localdate(), request.partnership.slug
    form = _make_form(request, stood, of)
    if request.method == "POST" and form.is_valid():
        changed = _save(request, [form])
        messages.success(request, f"Saved: {stood.body}." if changed else "Nothing changed.")
        return redirect("desk:organisation", slug, pk)
    listing = list_actions(request.partnership, today=today)
    led = find_actions(request.partnership, {"led_by": pk, "state": "open"}, today=today)
    told = {
        "stood": stood,
        "form": form,
        "said": _say_stood(stood, of),
        "may_write": request.role == Role.COORDINATOR,
        "actions": listing,
        "action_table": listing.draw(led.order_by("due_on", "pk")[:MOST_SHOWN]),
        "action_total": led.order_by().count(),
        "actions_href": f"{reverse('actions:list', args=[slug])}?led_by={pk}",
        "crumbs": [
            {"text": "Organisations", "href": reverse("contacts:organisations", args=[slug])},
            {"text": stood.body.name, "href": ""},
        ],
    }
    return render(request, "desk/organisation.html", told, status=422 if form.errors else 200)
