"""What later pages say was done: the list of proposals, deciding them one by one or those that are ticked, and undo."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.changes.reports import Judged, accept_reports, refuse_reports, undo_reports
from wapentake.actions.models import Report
from wapentake.actions.queries import find_reports
from wapentake.intake.shown import show_report
from wapentake.kit.queries import is_step
from wapentake.kit.templatetags.kit import count

AT_ONCE = 25
LONGEST_ID = 18  # digits; no database numbers rows beyond


def show_reports(request: PartnershipRequest) -> HttpResponse:
    """Show what waits, by the meeting whose page says it."""
    rows = find_reports(request.partnership).order_by("document__on", "document", "start", "pk")
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "shown": [show_report(one, slug=request.partnership.slug) for one in page],
        "may_write": request.role == Role.COORDINATOR,
    }
    return render(request, "intake/reports.html", told)


@require_POST
def decide_reports(request: PartnershipRequest) -> HttpResponse:
    """Close or refuse: one by its button, or all that are ticked."""
    verb = next((one for one in ("accept", "refuse") if one in request.POST), "")
    chosen = request.POST.get(verb, "")
    ids = _read_ids(request.POST.getlist("report") if chosen == "ticked" else [chosen])
    if not verb or not ids:
        messages.error(request, "Nothing was ticked, so nothing was changed. Tick what you mean, then try again.")
    elif verb == "accept":
        judged = accept_reports(request.partnership, ids, by=request.user)
        _tell(request, judged, "closed")
    else:
        _tell(request, refuse_reports(request.partnership, ids, by=request.user), "kept open")
    slug = request.partnership.slug
    back = _read_ids([request.POST.get("action", "")])
    if back:
        return redirect("desk:action", slug, back[0])
    return redirect("intake:reports", slug)


def _read_ids(values: Iterable[str]) -> list[int]:
    return [int(one) for one in values if one.isascii() and one.isdecimal() and len(one) <= LONGEST_ID]


def _tell(request: PartnershipRequest, judged: Judged, done: str) -> None:
    if judged.count:
        link = reverse("intake:undo-reports", args=[request.partnership.slug, judged.batch])
        said = f"{count(judged.count, 'action')} {'was' if judged.count == 1 else 'were'} {done}."
        words = format_html('{} <a class="govuk-notification-banner__link" href="{}">Undo this</a>', said, link)
        messages.success(request, words)
    if judged.before:
        messages.info(request, f"{count(judged.before, 'action')} had been closed meanwhile, and stayed as it was.")
    if not judged.count and not judged.before:
        messages.info(request, "There was nothing left to decide. Nothing was changed.")


def undo(request: PartnershipRequest, batch: UUID) -> HttpResponse:
    """Ask whether a step is to be undone, and undo it."""
    if not is_step(request.partnership.pk, batch):
        raise Http404("no such step")
    rows = Report.objects.filter(partnership=request.partnership, batch=batch)
    if request.method != "POST":
        first = rows.select_related("decided_by").first()
        return render(request, "intake/undo_reports.html", {"count": rows.count(), "first": first})
    undone = undo_reports(request.partnership, batch, by=request.user)
    messages.success(request, f"Undone: {count(undone, 'proposal')} {'waits' if undone == 1 else 'wait'} again.")
    return redirect("intake:reports", request.partnership.slug)
