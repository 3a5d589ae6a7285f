"""Files for everybody: what was published as PDF and as a Word file, and the papers of open items."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wapentake.reports.docx import make_docx
from wapentake.reports.pdf import make_pdf
from wapentake.reports.queries import find_file
from wapentake.reports.shown import Known, find_known, mark_of, stamp, tell_changed, unchanged

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_not_required
@require_safe
def send_pdf(request: HttpRequest, slug: str, pk: int, word: str) -> HttpResponse:
    """Send what was published as a PDF."""
    return _send(request, find_known(slug, pk), word, PDF)


@login_not_required
@require_safe
def send_docx(request: HttpRequest, slug: str, pk: int, word: str) -> HttpResponse:
    """Send what was published as a Word file."""
    return _send(request, find_known(slug, pk), word, DOCX)


def _send(request: HttpRequest, known: Known, word: str, kind: str) -> HttpResponse:
    paper, changed = tell_changed(known.meeting, known.paper(word))
    publication = known.publications[word]
    # When it was published says not whether a meeting was moved since: then only the tag does.
    at = None if changed else publication.published_at
    tag = mark_of(kind, publication.pk, publication.number, changed)
    if (answer := unchanged(request, tag, at)) is not None:
        return answer
    data = (make_pdf if kind == PDF else make_docx)(paper, at=publication.published_at)
    name = f"{known.partnership.slug}-{paper.head.on}-{word}.{'pdf' if kind == PDF else 'docx'}"
    return stamp(_answer(data, kind, name, inline=kind == PDF), tag, at)


@login_not_required
@require_safe
def send_paper(request: HttpRequest, slug: str, pk: int, paper: int) -> HttpResponse:
    """Send a paper of an open item, as long as what it was published with stands."""
    known = find_known(slug, pk)
    for publication in known.publications.values():
        if (file := find_file(publication, paper)) is not None:
            tag = mark_of("paper", file.sha256)
            if (answer := unchanged(request, tag, file.added_at)) is not None:
                return answer
            return stamp(_answer(bytes(file.data), file.media_type, file.name), tag, file.added_at)
    raise Http404("not published")


def _answer(data: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Answer with a file; only what we made ourselves is opened in the browser."""
    answer = HttpResponse(data, content_type=kind)
    disposition = content_disposition_header(not inline, name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
