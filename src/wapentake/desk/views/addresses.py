"""E-mail addresses of people, and that they left: links and letters follow."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.accounts.requests import PartnershipRequest
from wapentake.contacts.forms import AddressesForm, PersonForm
from wapentake.contacts.lists import link_places
from wapentake.contacts.models import Person
from wapentake.contacts.queries import Meant, find_meant
from wapentake.contacts.rules import read_addresses
from wapentake.desk.changes.people import put_addresses, put_person
from wapentake.kit.pages import answer_form, name_crumbs
from wapentake.kit.templatetags.kit import count


def edit_person(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write the e-mail address of a person, and the day on which they left."""
    person = get_object_or_404(Person, partnership=request.partnership, pk=pk, joined_to=None)
    page = reverse("desk:person", args=[request.partnership.slug, person.pk])
    initial = {"email": person.email, "left_on": person.left_on}
    form = PersonForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        ended = put_person(person, form.cleaned_data, by=request.user)
        links = f" {count(ended, 'link')} that went to them {'opens' if ended == 1 else 'open'} nothing any more."
        messages.success(request, f"Saved: {person}.{links if ended else ''}")
        return redirect(page)
    steps = (("People", "contacts:people", None), (person.name, "desk:person", person.pk), ("Change", "", None))
    return answer_form(request, f"Change {person}", form, name_crumbs(request.partnership.slug, *steps))


def take_addresses(request: PartnershipRequest) -> HttpResponse:
    """Ask for names with e-mail addresses, show whose they are, and write them once they were seen: all or none."""
    form = AddressesForm(request.POST if request.method == "POST" else None, request.FILES or None)
    meant: list[Meant] = []
    if request.method == "POST" and form.is_valid():
        meant = find_meant(request.partnership, read_addresses(form.cleaned_data["text"]))
        if request.POST.get("do") == "save":
            changed = put_addresses(_pair(meant), by=request.user)
            messages.success(request, f"Saved: {count(changed, 'e-mail address,e-mail addresses')}.")
            return redirect("contacts:people", request.partnership.slug)
    told = {
        "form": form,
        "meant": meant,
        "text": form.cleaned_data.get("text", "") if meant else "",
        "changing": [one for one in meant if one.changes],
        "same": [one for one in meant if one.person and not one.line.problem and not one.changes],
        "unknown": [one for one in meant if one.person is None and not one.line.problem],
        "wrong": [one for one in meant if one.line.problem],
        "places": link_places(request.partnership.slug, "desk:addresses"),
    }
    return render(request, "contacts/addresses.html", told, status=422 if form.errors else 200)


def _pair(meant: list[Meant]) -> list[tuple[Person, str]]:
    return [(one.person, one.line.email) for one in meant if one.person is not None and one.changes]
