"""The coordinator's pages: how the partnership chases, who has what to do, what to settle, and links."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.chasing.changes import put_rule
from wapentake.chasing.changes.digests import address_of
from wapentake.chasing.changes.links import end_by_hand, make_by_hand
from wapentake.chasing.changes.settling import settle_answer
from wapentake.chasing.forms import LinkForm, RuleForm, SettleForm
from wapentake.chasing.lists import list_chased
from wapentake.chasing.models import Answer, NudgeRule
from wapentake.chasing.queries import find_last_rule
from wapentake.chasing.queries.overview import (
    find_addressed,
    find_asked,
    find_chased,
    find_gaps,
    find_links,
    find_people_now,
    preview,
)
from wapentake.chasing.rules import say_days, say_steps
from wapentake.chasing.words import say_counts
from wapentake.kit.lists import answer_list
from wapentake.kit.pages import answer_form, name_crumbs
from wapentake.letters.models import Link
from wapentake.terms import say_time

MOST_LINKS = 100  # shown; the newest
_NOT_HELD = "The form was not complete. Nothing was changed. Choose who leads the action."


def show_overview(request: PartnershipRequest) -> HttpResponseBase:
    """Show who has what to do, when they were reminded and what they answered; what to settle stands first."""
    partnership, today = request.partnership, timezone.localdate()
    rule = find_last_rule(partnership)
    people = find_people_now(partnership, on=today)
    asked = [(one, SettleForm(people=people, initial={"person": one.to_person_id})) for one in find_asked(partnership)]
    more = {
        "rule": rule,
        "rows": _summarise(rule) if rule else [],
        "asked": asked,
        "gaps": find_gaps(partnership, on=today),
        "may_write": request.role == Role.COORDINATOR,
    }
    rows = find_chased(partnership, on=today)
    return answer_list(request, rows, list_chased(partnership), template="chasing/overview.html", more=more)


def _summarise(rule: NudgeRule) -> list[dict[str, str]]:
    quiet = f"{say_time(f'{rule.quiet_from:%H:%M}')} to {say_time(f'{rule.quiet_until:%H:%M}')}"
    weekends = ", and on weekends and bank holidays" if rule.weekends_quiet else ""
    days = f"{say_days(rule.meeting_days)} days before a meeting" if rule.meeting_days else "Never"
    rows = {
        "By the due day": say_steps(rule.timing).capitalize(),
        "Without a day, late or blocked": days,
        "No letters": quiet + weekends,
    }
    return [{"key": key, "value": value} for key, value in rows.items()]


def start(request: PartnershipRequest) -> HttpResponse:
    """Show whom the partnership would write to and what, and start to chase."""
    partnership, today = request.partnership, timezone.localdate()
    rule = find_last_rule(partnership) or NudgeRule(partnership=partnership, since=today)
    if request.method == "POST":
        put_rule(partnership, {"is_on": True}, since=today, by=request.user)
        messages.success(request, "People are reminded from today on. You can stop it at any time.")
        return redirect("chasing:overview", partnership.slug)
    drafts = preview(partnership, rule, today=today)
    told = {
        "rule": rule,
        "rows": _summarise(rule),
        "letters": [(one, say_counts(one)) for one in drafts if not one.reach.trouble],
        "unreached": sorted({one.reach for one in drafts if one.reach.trouble}, key=lambda one: one.name),
        "gaps": find_gaps(partnership, on=today),
        "may_write": request.role == Role.COORDINATOR,
    }
    return render(request, "chasing/start.html", told)


@require_POST
def stop(request: PartnershipRequest) -> HttpResponse:
    """Stop chasing; letters that wait still go."""
    put_rule(request.partnership, {"is_on": False}, since=timezone.localdate(), by=request.user)
    messages.success(request, "Nobody is reminded any more. Links that were sent still work.")
    return redirect("chasing:overview", request.partnership.slug)


def edit_rule(request: PartnershipRequest) -> HttpResponse:
    """Change when people are reminded, from today on."""
    partnership, today = request.partnership, timezone.localdate()
    rule = find_last_rule(partnership) or NudgeRule(partnership=partnership, since=today)
    form = RuleForm(request.POST if request.method == "POST" else None, initial=RuleForm.read(rule))
    if request.method == "POST" and form.is_valid():
        put_rule(partnership, form.values, since=today, by=request.user)
        messages.success(request, "Saved. It holds from today on.")
        return redirect("chasing:overview", partnership.slug)
    title = "When to remind"
    crumbs = name_crumbs(partnership.slug, ("Chasing", "chasing:overview", None), (title, "", None))
    return answer_form(request, title, form, crumbs)


@require_POST
def settle(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Settle what somebody asked of an action: who leads it now."""
    answer = get_object_or_404(Answer, partnership=request.partnership, pk=pk)
    form = SettleForm(request.POST, people=find_people_now(request.partnership, on=timezone.localdate()))
    if not form.is_valid():
        messages.error(request, _NOT_HELD)
    elif request.POST.get("do") == "refuse":
        told = settle_answer(answer, None, by=request.user)
        messages.success(request, f"It stays with {answer.person}. {told.words}".strip())
    elif form.cleaned_data["person"] is None:
        messages.error(request, _NOT_HELD)
    else:
        told = settle_answer(answer, form.cleaned_data["person"], by=request.user)
        messages.success(request, f"{form.cleaned_data['person']} leads it now. {told.words}".strip())
    return redirect("chasing:overview", request.partnership.slug)


def show_links(request: PartnershipRequest) -> HttpResponse:
    """Show the links that were made and how they were used, and make one by hand."""
    partnership, now = request.partnership, timezone.now()
    people = find_addressed(partnership, on=timezone.localdate())
    form = LinkForm(request.POST if request.method == "POST" else None, people=people)
    made, address = None, ""
    if request.method == "POST" and form.is_valid():
        made = make_by_hand(form.cleaned_data["person"], by=request.user)
        address = address_of(made)
        form = LinkForm(people=people)
    told = {
        "form": form,
        "made": made,
        "address": address,
        "links": [(one, one.is_open(now)) for one in find_links(partnership)[:MOST_LINKS]],
        "most": MOST_LINKS,
        "crumbs": [
            {"text": "Chasing", "href": reverse("chasing:overview", args=[partnership.slug])},
            {"text": "Links", "href": ""},
        ],
        "may_write": request.role == Role.COORDINATOR,
    }
    response = render(request, "chasing/links.html", told, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def end_link(request: PartnershipRequest, pk: int) -> HttpResponse:
    """End a link."""
    link = get_object_or_404(Link, partnership=request.partnership, pk=pk)
    if end_by_hand(link, by=request.user):
        messages.success(request, f"The link of {link.person} opens nothing any more.")
    else:
        messages.info(request, "That link had ended before. Nothing was changed.")
    return redirect("chasing:links", request.partnership.slug)
