"""The treasurer's report as a PDF, for those whom the partnership belongs to."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wapentake.accounts.requests import PartnershipRequest
from wapentake.money.forms.reports import UntilForm
from wapentake.money.queries.position import choose_journal, find_journals
from wapentake.money.queries.report import find_report
from wapentake.reports.pdf import set_pdf
from wapentake.reports.treasurer import lay_out_report


@require_safe
def send_treasurer(request: PartnershipRequest) -> HttpResponse:
    """Send the treasurer's report of a year up to a day as a PDF."""
    partnership, today = request.partnership, timezone.localdate()
    journal = choose_journal(find_journals(partnership), request.GET.get("year", ""), today=today)
    if journal is None:
        raise Http404("no year is open")
    report = find_report(journal, until=UntilForm(request.GET, journal=journal, today=today).day)
    data = set_pdf(lay_out_report(report, body=partnership.name), at=timezone.now())
    answer = HttpResponse(data, content_type="application/pdf")
    name = f"{partnership.slug}-treasurer-{str(journal).replace('/', '-')}-{report.until}.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
