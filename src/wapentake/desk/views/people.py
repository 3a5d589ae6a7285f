"""Pages about people that show several rooms: one person with all they did, and whose initials are whose."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Partnership, Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.lists import list_actions
from wapentake.actions.models import LIVE
from wapentake.actions.queries import LIVE_FIRST, find_actions_of
from wapentake.contacts.forms import InitialsForm, LikenessForm, NewPersonForm
from wapentake.contacts.lists import link_places, say_others, show_posts
from wapentake.contacts.models import Initials, Likeness, LikenessState, Person
from wapentake.contacts.queries import find_initials, find_people, gather_initials
from wapentake.desk.changes import add_person, decide_likeness, settle_initials
from wapentake.kit.columns import order_by
from wapentake.kit.lists import ROWS_A_PAGE
from wapentake.kit.pages import answer_form, name_crumbs
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.letters.queries import find_links_of
from wapentake.meetings.lists import list_decisions
from wapentake.meetings.queries import THERE, find_attendances_of, find_decisions_before
from wapentake.terms import Presence

MOST_SHOWN = 10  # of actions and decisions; the lists have the rest


def show_person(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a person: names, posts, meetings, actions and the decisions they were there for."""
    partnership = request.partnership
    person = find_people(partnership, {}).filter(pk=pk).first()
    if person is None:
        joined = get_object_or_404(Person, partnership=partnership, pk=pk)
        return redirect("desk:person", partnership.slug, joined.joined_to_id)
    ids = [person.pk, *(one.pk for one in person.joined.all())]
    attendances = find_attendances_of(partnership, ids)
    page = Paginator(attendances, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counts = dict(attendances.order_by().values_list("status").annotate(meetings=Count("meeting", distinct=True)))
    told = {
        "person": person,
        "page": page,
        "rows": _summarise(person, counts),
        "may_write": request.role == Role.COORDINATOR,
        **_show_actions(partnership, person, ids, today=timezone.localdate()),
        **_show_decisions(partnership, ids),
        "links": [(one, one.is_open(timezone.now())) for one in find_links_of(ids)[:MOST_SHOWN]],
        "crumbs": [
            {"text": "People", "href": reverse("contacts:people", args=[partnership.slug])},
            {"text": person.name, "href": ""},
        ],
    }
    return render(request, "desk/person.html", told)


def _summarise(person: Person, counts: dict[str, int]) -> list[dict[str, str]]:
    there = sum(counts.get(status, 0) for status in THERE)
    rows = {
        "Also written": say_others(person),
        "Initials": ", ".join(gather_initials(person)),
        "Organisations": show_posts(person),
        "E-mail": person.email,
        "Left on": date_words(person.left_on),
        "Was at": count(there, "meeting"),
        "Apologies for": count(counts.get(Presence.APOLOGIES, 0), "meeting"),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def _show_actions(partnership: Partnership, person: Person, ids: list[int], *, today: date) -> dict[str, Any]:
    """Return the newest actions of a person: those that are open come first."""
    listing = list_actions(partnership, today=today)
    actions = find_actions_of(partnership, ids)
    totals = dict(actions.order_by().values_list("state").annotate(actions=Count("pk")))
    newest = actions.order_by(LIVE_FIRST, *order_by(listing.columns, "-meeting", "due"))[:MOST_SHOWN]
    return {
        "actions": listing,
        "action_table": listing.draw(newest),
        "action_total": sum(totals.values()),
        "open_total": sum(totals.get(state, 0) for state in LIVE),
        "actions_href": f"{reverse('actions:list', args=[partnership.slug])}?state=all&owner=person:{person.pk}",
    }


def _show_decisions(partnership: Partnership, ids: list[int]) -> dict[str, Any]:
    listing = list_decisions(partnership)
    decisions = find_decisions_before(partnership, ids)
    return {
        "decisions": listing,
        "decision_table": listing.draw(decisions[:MOST_SHOWN]),
        "decision_total": decisions.count(),
    }


def show_initials(request: PartnershipRequest) -> HttpResponse:
    """Show all initials, those that nobody settled first, each with a choice of people."""
    page = Paginator(find_initials(request.partnership), ROWS_A_PAGE).get_page(request.GET.get("page"))
    people = list(Person.objects.filter(partnership=request.partnership, joined_to=None).order_by("name"))
    told = {
        "page": page,
        "forms": [InitialsForm(initials=initials, people=people) for initials in page],
        "places": link_places(request.partnership.slug, "desk:initials"),
    }
    return render(request, "desk/initials.html", told)


@require_POST
def settle(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say whose some initials are."""
    initials = get_object_or_404(Initials.objects.select_related("person"), partnership=request.partnership, pk=pk)
    people = Person.objects.filter(partnership=request.partnership, joined_to=None)
    form = InitialsForm(request.POST, initials=initials, people=people)
    if not form.is_valid():
        raise Http404("no such person")
    person = people.filter(pk=form.cleaned_data["person"]).first()
    changed = settle_initials(request.partnership, initials, person, by=request.user)
    whose = f"{initials.written} is {person.name}" if person else f"nobody is known for {initials.written}"
    messages.success(request, f"Saved: {whose}. That names the owner of {count(changed, 'action')}.")
    return redirect("desk:initials", request.partnership.slug)


def add(request: PartnershipRequest) -> HttpResponse:
    """Add somebody who is in no list of attendance; with `?initials=` these are settled as theirs."""
    slug = request.partnership.slug
    wanted = request.GET.get("initials", "")
    initials = Initials.objects.filter(partnership=request.partnership, person=None, written=wanted).first()
    form = NewPersonForm(request.POST if request.method == "POST" else None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        values = {"name": told["name"], "organisation": form.bodies.get(told["body"]), "email": told["email"]}
        person = add_person(request.partnership, values, initials=initials, by=request.user)
        messages.success(request, f"Added: {person}{f', whose initials are {initials.written}' if initials else ''}.")
        return redirect("desk:initials", slug) if initials else redirect("desk:person", slug, person.pk)
    title = f"Add the person whose initials are {initials.written}" if initials else "Add a person"
    crumbs = name_crumbs(slug, ("People", "contacts:people", None), ("Add a person", "", None))
    return answer_form(request, title, form, crumbs)


_SAID = {
    LikenessState.SAME: "Saved: one person, shown as {kept}. You can think again at any time.",
    LikenessState.DIFFERENT: "Saved: two people. You can think again at any time.",
    LikenessState.OPEN: "Open again: nothing is decided about these names.",
}


@require_POST
def decide(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that two names are one person or two, or open the question again."""
    rows = Likeness.objects.filter(partnership=request.partnership).select_related("one", "other")
    likeness = get_object_or_404(rows, pk=pk)
    form = LikenessForm(request.POST, likeness=likeness)
    if not form.is_valid():
        raise Http404("no such decision")
    state = LikenessState(form.cleaned_data["decision"])
    keep = likeness.other if form.cleaned_data["keep"] == likeness.other_id else likeness.one
    decide_likeness(likeness, state, keep=keep, by=request.user)
    messages.success(request, _SAID[state].format(kept=keep.name))
    return redirect("contacts:likenesses", request.partnership.slug)
