"""Files: the list, bringing one, looking at what it holds, having it come in or taking it away, and undoing that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.extracts.changes import bring_in, drop_extract, receive_extract, undo_extract
from wapentake.extracts.forms import ExtractForm, LineFilter
from wapentake.extracts.lists import FAULTS, PREVIEW, list_extracts, list_lines
from wapentake.extracts.models import OPEN_LINES, Extract, ExtractLine, Mapping
from wapentake.extracts.queries.matches import find_extracts, find_lines
from wapentake.extracts.queries.preview import Preview, look_at
from wapentake.extracts.queries.undoing import look_back
from wapentake.extracts.sheets import MOST_BYTES
from wapentake.extracts.views.shared import FIRST, crumbs_of, say_brought, say_is_in
from wapentake.kit.columns import draw_row
from wapentake.kit.errors import Refused
from wapentake.kit.exports import stream_csv
from wapentake.kit.lists import answer_list
from wapentake.kit.templatetags.kit import count
from wapentake.money.lists import link_places
from wapentake.money.views.shared import answer_form, try_change

LINES_A_PAGE = 25
FAULTS_SHOWN = 50
LARGE = "The file is larger than 10 MB. Export a shorter time, and bring it in by parts"


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the files that came."""
    partnership = request.partnership
    more = {
        "places": link_places(partnership.slug, "extracts:list"),
        "has_mappings": Mapping.objects.filter(partnership=partnership).exists(),
        "waiting": ExtractLine.objects.filter(OPEN_LINES, partnership=partnership).count(),
    }
    listing = list_extracts(partnership)
    return answer_list(request, find_extracts(partnership), listing, template="extracts/list.html", more=more)


def add(request: PartnershipRequest) -> HttpResponse:
    """Take a file, to be looked at before anything of it comes in."""
    sent = request.method == "POST"
    form = ExtractForm(request.POST if sent else None, request.FILES if sent else None, partnership=request.partnership)
    if not form.mappings:
        messages.info(request, "Say first how the columns of such a file are read.")
        return redirect("extracts:add-mapping", request.partnership.slug)
    if sent and form.is_valid() and (answer := _receive(request, form)):
        return answer
    intro = "You see what would come in before anything does. The same file twice adds nothing."
    return answer_form(request, "Bring in an extract", form, FIRST, intro=intro, save="Look at it")


def _receive(request: PartnershipRequest, form: ExtractForm) -> HttpResponse | None:
    """Keep a file, and lead to what it holds; None where it cannot be read, which the form then says."""
    held, file = form.cleaned_data, form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        form.add_error("file", LARGE)
        return None
    told = {"name": file.name, "data": file.read(), "year": int(held["year"]) if held["year"] else None}
    kept = try_change(form, lambda: receive_extract(form.mappings[held["mapping"]], **told, by=request.user))
    if kept is None:
        return None
    extract = kept[0]
    if extract.brought_in_at:
        messages.info(request, say_is_in(extract))
    return redirect("extracts:extract", request.partnership.slug, extract.pk)


def _find(request: PartnershipRequest, pk: int) -> Extract:
    rows = Extract.objects.select_related("mapping", "partnership")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def show_extract(request: PartnershipRequest, pk: int) -> HttpResponseBase:
    """Show what a file would bring in, or, once it is in, its lines. `?rejected=csv` gives the rows that do not."""
    extract = _find(request, pk)
    if request.GET.get("rejected") == "csv":
        return stream_csv(FAULTS, look_at(extract).faults, name=f"{request.partnership.slug}-rejected-{extract.pk}")
    if extract.brought_in_at:
        return _show_lines(request, extract)
    told: dict[str, Any] = {"extract": extract, "crumbs": crumbs_of(request, (extract.name, "", None))}
    try:
        told |= _draw(request, look_at(extract))
    except Refused as refused:
        told["refused"] = refused.words
    return render(request, "extracts/preview.html", told)


def _draw(request: PartnershipRequest, preview: Preview) -> dict[str, Any]:
    """Return what the page of a file shows that waits: the lines a page at a time, and the first faults."""
    page = Paginator(preview.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    out, back = preview.totals
    return {
        "preview": preview,
        "page": page,
        "columns": PREVIEW,
        "table": [draw_row(PREVIEW, line) for line in page],
        "fault_columns": FAULTS,
        "fault_table": [draw_row(FAULTS, fault) for fault in preview.faults[:FAULTS_SHOWN]],
        "faults_left": max(0, len(preview.faults) - FAULTS_SHOWN),
        "out": out,
        "back": back,
    }


def _show_lines(request: PartnershipRequest, extract: Extract) -> HttpResponseBase:
    form = LineFilter(request.GET)
    rows = find_lines(request.partnership, form.wanted).filter(extract=extract)
    more = {"extract": extract, "crumbs": crumbs_of(request, (extract.name, "", None))}
    listing = list_lines(request.partnership)
    return answer_list(request, rows, listing, form=form, template="extracts/extract.html", more=more)


@require_POST
def bring(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Bring in every row that can be read and is new: all that was seen, or nothing."""
    extract = _find(request, pk)
    preview = bring_in(extract, seal=request.POST.get("seal", ""), by=request.user)
    messages.success(request, say_brought(extract, preview))
    return redirect("extracts:match", request.partnership.slug)


@require_POST
def drop(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a file away of which nothing came in."""
    extract = _find(request, pk)
    drop_extract(extract, by=request.user)
    messages.success(request, f"{extract.name} is taken away. Nothing of it had come in.")
    return redirect("extracts:list", request.partnership.slug)


def undo(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show what undoing an import would take away and what stands in its way, and undo it as a whole."""
    extract = _find(request, pk)
    if request.method == "POST":
        undoing = undo_extract(extract, by=request.user)
        gone = f"{count(undoing.lines, 'line')} and {count(len(undoing.drafts), 'draft')} are gone"
        messages.success(request, f"{extract.name} is out again: {gone}. It waits, and you can take it away.")
        return redirect("extracts:extract", request.partnership.slug, extract.pk)
    if not extract.brought_in_at:
        messages.info(request, f"{extract.name} is not in, so there is nothing to undo.")
        return redirect("extracts:extract", request.partnership.slug, extract.pk)
    steps = ((extract.name, "extracts:extract", extract.pk), ("Undo the import", "", None))
    told = {"extract": extract, "undoing": look_back(extract), "crumbs": crumbs_of(request, *steps)}
    return render(request, "extracts/undo.html", told)
