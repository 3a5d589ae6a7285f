"""A part of a return or a row of the plan that is somebody else's, as its lead says by link."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from wapentake.chasing.changes.answers import Reply
from wapentake.chasing.changes.digests import KIND
from wapentake.chasing.changes.passing import PASSES, pass_on
from wapentake.chasing.forms import REPLIES, ReplyForm, mark_form
from wapentake.chasing.views.asked import find_own_part, find_own_row
from wapentake.chasing.views.link import make_form, replier_of
from wapentake.chasing.views.opening import by_link, person_of, show
from wapentake.kit.errors import Refused
from wapentake.letters.changes import note_use
from wapentake.letters.models import Link
from wapentake.plans.models import TacticalAction
from wapentake.returns.models import Part

KINDS = tuple(one for one in REPLIES if one.kind in PASSES)


@by_link(KIND)
def pass_part(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Hand a part to a colleague, or say that it is not theirs."""
    return _pass(request, link, token, find_own_part(link, pk))


@by_link(KIND)
def pass_row(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Hand a row of the plan to a colleague, or say that it is not theirs."""
    return _pass(request, link, token, find_own_row(link, pk))


def _pass(request: HttpRequest, link: Link, token: str, thing: Part | TacticalAction) -> HttpResponse:
    if request.method != "POST":
        note_use(link, f"Asked how to pass on: {thing}")
        return _show(request, link, token, thing)
    kind = next((one for one in KINDS if one.kind == request.POST.get("kind", "")), None)
    if kind is None:
        raise Http404("no such answer")
    form = make_form(kind, link, request.POST)
    if not form.is_valid():
        return _show(request, link, token, thing, wrong=form)
    told = form.said
    reply = Reply(kind=form.kind, once=f"{link.pk} {thing.pk} {told.pop('once')}", **told)
    try:
        answer = pass_on(thing, reply, by=replier_of(link), on=timezone.localdate())
    except Refused as refused:
        note_use(link, f"Not taken up, {form.kind.label.lower()}: {thing}")
        form.add_error(None, refused.words)
        return _show(request, link, token, thing, wrong=form)
    note_use(link, f"{form.kind.label}: {thing}")
    return redirect(reverse("by-link:actions", args=[token]) + f"?{urlencode({'said': answer.once})}")


def _show(
    request: HttpRequest, link: Link, token: str, thing: Part | TacticalAction, wrong: ReplyForm | None = None
) -> HttpResponse:
    """Show both ways; a form that was wrong stays open."""
    once = mark_form()
    is_part = isinstance(thing, Part)
    told = {
        "person": person_of(link),
        "thing": thing,
        "is_part": is_part,
        "back": reverse("by-link:part" if is_part else "by-link:row", args=[token, thing.pk]),
        "forms": [
            wrong if wrong is not None and one.kind == wrong.kind else make_form(one, link, initial={"once": once})
            for one in KINDS
        ],
        "form": wrong,
    }
    return show(request, "by_link/pass.html", link, token, status=422 if wrong is not None else 200, **told)
