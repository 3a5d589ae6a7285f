"""The journal: its entries, one with all that it rests on, and the forms that enter, approve and take back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wapentake.accounts.access import also_for
from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.columns import link
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import date_words
from wapentake.money.changes import drop_draft, enter_event, reverse_entry, seal_entries
from wapentake.money.forms import EntryFilter, EventForm, ReverseForm
from wapentake.money.forms.entries import ASKED
from wapentake.money.lists import link_places, list_entries, say_account, show_state
from wapentake.money.models import Entry, EntryKind, Journal
from wapentake.money.queries.journal import find_entries, find_entry
from wapentake.money.views.shared import answer_form, in_open_year, list_crumbs, say_entered, try_change
from wapentake.terms import Amount, FinancialYear


def list_kinds(slug: str) -> list[dict[str, str]]:
    """Return what may be entered, with the address of each form."""
    return [{"text": words, "href": reverse("money:enter", args=[slug, kind.value])} for kind, words in ASKED.items()]


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the entries that are asked for."""
    partnership = request.partnership
    form = EntryFilter(request.GET, partnership=partnership)
    more = {"places": link_places(partnership.slug, "money:journal"), "kinds": list_kinds(partnership.slug)}
    rows = find_entries(partnership, form.wanted)
    return answer_list(request, rows, list_entries(partnership), form=form, template="money/journal.html", more=more)


def show_entry(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show an entry: its lines, who entered and approved it, the decision it rests on, and the words in the minutes."""
    entry = get_object_or_404(find_entry(request.partnership, pk))
    passage = entry.passage or (entry.decision.passage if entry.decision else None)
    told = {
        "entry": entry,
        "rows": summarise(entry, slug=request.partnership.slug),
        "lines": [(say_account(one), one.fund, *sides_of(one.pence)) for one in entry.postings.all()],
        "passage": passage,
        "reversed_by": Entry.objects.filter(reverses=entry).first(),
        "may_reverse": entry.is_sealed and entry.kind not in (EntryKind.OPENING, EntryKind.CLOSING),
        "history": find_history(request.partnership.pk, entry),
        "crumbs": list_crumbs(request, ("Journal", "money:journal", None), (str(entry), "", None)),
    }
    return render(request, "money/entry.html", told)


def sides_of(pence: int) -> tuple[int | None, int | None]:
    """Return a sum as debit and credit, one of them empty."""
    return (pence, None) if pence > 0 else (None, -pence)


def summarise(entry: Entry, *, slug: str) -> list[dict[str, str]]:
    """Return what is known of an entry; what is not said is left out."""
    promise = entry.commitment
    by = f"{entry.sealed_by_name}, {date_words(entry.sealed_at)}" if entry.is_sealed else "Nobody yet"
    rows = {
        "State": show_state(entry),
        "Kind": entry.get_kind_display(),
        "Day": date_words(entry.on),
        "Year": str(entry.journal),
        "Sum": Amount(entry.size).say(),
        "Beyond what its fund had left": Amount(entry.beyond).say() if entry.beyond else "",
        "Cost of the year": str(FinancialYear(entry.belongs_to)) if entry.belongs_to else "",
        "Supplier or funder": entry.party,
        "Number of the invoice or order": entry.reference,
        "Commitment": link(reverse("money:commitment", args=[slug, promise.pk]), promise.title) if promise else "",
        "Decided": say_decided(entry, slug=slug),
        "Approved for the funder": entry.approval,
        "Takes back": link(reverse("money:entry", args=[slug, entry.reverses.pk]), str(entry.reverses))
        if entry.reverses
        else "",
        "Entered by": f"{entry.drafted_by_name}, {date_words(entry.drafted_at)}",
        "Approved by": by,
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def say_decided(entry: Entry, *, slug: str) -> str:
    """Return who decided it: the meeting in the register, and the words that were kept."""
    if entry.decision is None:
        return entry.decided
    meeting = entry.decision.meeting
    place = link(reverse("desk:meeting", args=[slug, meeting.pk]), f"{meeting.body}, {date_words(meeting.on)}")
    return format_html("{}<br>{}", place, entry.decided) if entry.decided else place


@in_open_year
def enter(request: PartnershipRequest, journal: Journal, kind: str) -> HttpResponse:
    """Enter something of a kind in the year that is open."""
    if kind not in EntryKind.values or EntryKind(kind) not in ASKED:
        raise Http404("no such kind of entry")
    asked = EntryKind(kind)
    today = timezone.localdate()
    on = today if FinancialYear.of(today).start == journal.start else None
    initial = {"on": on, "fund": request.GET.get("fund"), "commitment": request.GET.get("commitment")}
    data = request.POST if request.method == "POST" else None
    form = EventForm(data, kind=asked, journal=journal, initial={key: one for key, one in initial.items() if one})
    entry = None
    if request.method == "POST" and form.is_valid():
        entry = try_change(form, lambda: enter_event(journal, form.told, by=request.user))
    if entry:
        (messages.success if entry.is_sealed and not entry.beyond else messages.warning)(request, say_entered(entry))
        return redirect("money:entry", request.partnership.slug, entry.pk)
    intro = f"In the journal of {journal}. What is approved is never changed, only taken back."
    return answer_form(request, ASKED[asked], form, ("Journal", "money:journal", None), intro=intro, save="Enter it")


def _find(request: PartnershipRequest, pk: int) -> Entry:
    return get_object_or_404(Entry.objects.select_related("journal"), partnership=request.partnership, pk=pk)


@also_for(Role.CHAIR)
@require_POST
def approve(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Approve an entry, so that it counts. A chair may, too: whoever enters does not approve above the limit."""
    entry = _find(request, pk)
    seal_entries([entry], by=request.user)
    messages.success(request, f"“{entry}” is approved, and counts from {date_words(entry.on)}.")
    return redirect("money:entry", request.partnership.slug, entry.pk)


@require_POST
def drop(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    entry = _find(request, pk)
    drop_draft(entry, by=request.user)
    messages.success(request, f"“{entry}” is taken away. It never counted.")
    return redirect("money:journal", request.partnership.slug)


def reverse_one(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a sealed entry back by its opposite: in its own year, or in the open one for an accrual of a closed year."""
    entry = _find(request, pk)
    if entry.journal.is_closed:
        return in_open_year(_reverse)(request, entry)
    return _reverse(request, entry.journal, entry)


def _reverse(request: PartnershipRequest, journal: Journal, entry: Entry) -> HttpResponse:
    form = ReverseForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    made = None
    if request.method == "POST" and form.is_valid():
        told = {"on": form.cleaned_data["on"], "why": form.cleaned_data["why"], "journal": journal}
        made = try_change(form, lambda: reverse_entry(entry, **told, by=request.user))
    if made:
        messages.success(request, say_entered(made))
        return redirect("money:entry", request.partnership.slug, made.pk)
    steps = (("Journal", "money:journal", None), (str(entry), "money:entry", entry.pk))
    intro = "Its opposite is entered beside it. Both stay, so everybody sees what happened."
    return answer_form(request, "Take an entry back", form, *steps, intro=intro, save="Take it back")
