"""Lines: the list, one with all that may match it, and what becomes of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.extracts.changes import commit_line, enter_line, let_go, match_line, set_aside
from wapentake.extracts.forms import AsideForm, LineFilter, LineForm
from wapentake.extracts.lists import list_lines, show_line_state
from wapentake.extracts.models import ExtractLine
from wapentake.extracts.queries.matches import find_funds, find_lines, find_matches, year_of
from wapentake.extracts.views.shared import crumbs_of
from wapentake.kit.columns import link
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import date_words
from wapentake.money.lists import link_places
from wapentake.money.models import Commitment, Entry, EntryKind, Journal
from wapentake.money.queries.position import choose_journal, find_journals
from wapentake.money.rules import last_day
from wapentake.money.views.shared import NO_YEAR, answer_form, say_entered, try_change
from wapentake.terms import Amount, FinancialYear


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the lines that are asked for, of all files."""
    partnership = request.partnership
    form = LineFilter(request.GET)
    more = {"places": link_places(partnership.slug, "extracts:list")}
    rows = find_lines(partnership, form.wanted)
    return answer_list(request, rows, list_lines(partnership), form=form, template="extracts/lines.html", more=more)


def _find(request: PartnershipRequest, pk: int) -> ExtractLine:
    rows = ExtractLine.objects.select_related("extract__mapping", "entry", "commitment__fund").defer("extract__data")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def show_line(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a line, what became of it, and everything that may match it, each with its reasons."""
    line = _find(request, pk)
    entries, promises = find_matches([line])[line.pk] if line.is_open else ([], [])
    known = Entry.objects.in_bulk([one.pk for one in entries])
    promised = Commitment.objects.select_related("fund").in_bulk([one.pk for one in promises])
    told = {
        "line": line,
        "rows": summarise(line, slug=request.partnership.slug),
        "entries": [(known[one.pk], one.say()) for one in entries],
        "promises": [(promised[one.pk], one.say()) for one in promises],
        "kind": EntryKind(line.kind).label.lower(),
        "history": find_history(request.partnership.pk, line),
        "crumbs": crumbs_of(request, ("Lines", "extracts:lines", None), (line.text, "", None)),
    }
    return render(request, "extracts/line.html", told)


def summarise(line: ExtractLine, *, slug: str) -> list[dict[str, str]]:
    """Return what a line says and what became of it; what is not said is left out."""
    extract, entry, promise = line.extract, line.entry, line.commitment
    rows = {
        "State": show_line_state(line),
        "Entry": link(reverse("money:entry", args=[slug, entry.pk]), str(entry)) if entry else "",
        "Commitment": link(reverse("money:commitment", args=[slug, promise.pk]), promise.title) if promise else "",
        "Why it was left aside": line.why,
        "Day": date_words(line.on),
        "Sum": line.amount.say(),
        "VAT in it": Amount(line.vat).say() if line.vat else "",
        "It is": EntryKind(line.kind).label,
        "Supplier or payer": line.party,
        "Number of the invoice": line.reference,
        "Purchase order": line.order,
        "Code": f"{line.code}, {line.fund_name}" if line.code and line.fund_name else line.code or line.fund_name,
        "File": link(reverse("extracts:extract", args=[slug, extract.pk]), f"{extract.name}, row {line.row}"),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


@require_POST
def match(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Accept one thing for a line: the entry that it confirms, or the commitment that pays it."""
    line = _find(request, pk)
    if number := _number(request, "entry"):
        match_line(line, get_object_or_404(Entry, partnership=request.partnership, pk=number), by=request.user)
        messages.success(request, f"“{line}” confirms its entry.")
    else:
        rows = Commitment.objects.filter(partnership=request.partnership)
        commitment = get_object_or_404(rows, pk=_number(request, "commitment"))
        commit_line(line, commitment, by=request.user)
        messages.success(request, f"“{line}” is set against “{commitment}”. Enter it now.")
        return redirect("extracts:line", request.partnership.slug, line.pk)
    return redirect("extracts:match", request.partnership.slug)


def _number(request: PartnershipRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 16 else 0


def enter(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Enter in the journal what a line tells of; a cost of a year that is closed is entered in the open one."""
    line = _find(request, pk)
    journal = _choose_journal(request, line)
    if journal is None:
        messages.info(request, NO_YEAR)
        return redirect("money:years", request.partnership.slug)
    fund = find_funds([line]).get(line.pk)
    initial = LineForm.read(line, fund=fund.pk if fund else None)
    if year_of(line.on) != journal.start:
        initial["on"] = min(timezone.localdate(), last_day(journal.start))
    data = request.POST if request.method == "POST" else None
    form = LineForm(data, line=line, kind=EntryKind(line.kind), journal=journal, initial=initial)
    entry = None
    if request.method == "POST" and form.is_valid():
        entry = try_change(form, lambda: enter_line(line, form.told, journal, by=request.user))
    if entry:
        (messages.success if entry.is_sealed and not entry.beyond else messages.warning)(request, say_entered(entry))
        return redirect("extracts:match", request.partnership.slug)
    steps = (("Extracts", "extracts:list", None), (line.text, "extracts:line", line.pk))
    intro = f"In the journal of {journal}, from row {line.row} of {line.extract.name}. It is entered once."
    title = f"Enter this {EntryKind(line.kind).label.lower()}"
    return answer_form(request, title, form, *steps, intro=intro, save="Enter it")


def _choose_journal(request: PartnershipRequest, line: ExtractLine) -> Journal | None:
    """Return the open journal of a line's day, else the one that is open now."""
    open_ones = [one for one in find_journals(request.partnership) if not one.is_closed]
    return choose_journal(open_ones, str(FinancialYear.of(line.on)), today=timezone.localdate())


def aside(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Leave a line aside, and say why."""
    line = _find(request, pk)
    form = AsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {"why": form.cleaned_data["why"], "by": request.user}
        if try_change(form, lambda: set_aside(line, **told)):
            messages.success(request, f"“{line}” is left aside.")
            return redirect("extracts:match", request.partnership.slug)
    steps = (("Extracts", "extracts:list", None), (line.text, "extracts:line", line.pk))
    return answer_form(request, "Leave a line aside", form, *steps, intro="It stays, and you can take it up again.")


@require_POST
def release(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Part a line from what it was matched with, or take it up again."""
    line = let_go(_find(request, pk), by=request.user)
    messages.success(request, f"“{line}” is unmatched again. The journal is as it was.")
    return redirect("extracts:line", request.partnership.slug, line.pk)
