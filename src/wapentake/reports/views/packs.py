"""The pack for a council's own meeting system, for those whom the partnership belongs to."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wapentake.accounts.requests import PartnershipRequest
from wapentake.meetings.models import Meeting
from wapentake.reports.packs import make_pack
from wapentake.reports.papers import Paper
from wapentake.reports.queries import find_file, find_publications


@require_safe
def send_pack(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send the pack of a meeting: of its minutes, where they are published, or of its agenda."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    publications = find_publications(meeting)
    wanted = request.GET.get("of", "")
    publication = publications.get(wanted) or publications.get("minutes") or publications.get("agenda")
    if publication is None:
        raise Http404("nothing is published")
    found = [find_file(publication, one.pk) for one in Paper.from_dict(publication.paper).attached]
    data = make_pack(publication, {one.pk: bytes(one.data) for one in found if one is not None})
    answer = HttpResponse(data, content_type="application/zip")
    name = f"{request.partnership.slug}-{meeting.on.isoformat()}-{publication.kind}.zip"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
