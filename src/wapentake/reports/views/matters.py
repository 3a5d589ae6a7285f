"""The list of open actions for a meeting, for those whom the partnership belongs to: a page, and a PDF of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wapentake.accounts.requests import PartnershipRequest
from wapentake.meetings.models import Meeting
from wapentake.reports.matters import ORDERS, group_matters, lay_out_matters
from wapentake.reports.open_actions import find_matters
from wapentake.reports.pdf import set_pdf


@require_safe
def show_matters(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the open actions that a meeting goes through, by body or by item."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    by = _find_order(request)
    matters = find_matters(meeting)
    groups = group_matters(matters, by)
    orders = [(code, words, code == by) for code, words in ORDERS.items()]
    told = {"meeting": meeting, "groups": groups, "count": len(matters), "by": by, "orders": orders}
    return render(request, "reports/matters.html", told)


@require_safe
def send_matters(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send the same list as a PDF."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    by = _find_order(request)
    told = lay_out_matters(find_matters(meeting), by=by, body=meeting.body, on=meeting.on, time=meeting.time)
    answer = HttpResponse(set_pdf(told, at=timezone.now()), content_type="application/pdf")
    name = f"{request.partnership.slug}-{meeting.on.isoformat()}-actions.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _find_order(request: PartnershipRequest) -> str:
    return "item" if request.GET.get("by") == "item" else "body"
