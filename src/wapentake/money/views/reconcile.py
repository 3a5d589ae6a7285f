"""The sums that minutes state, each held against the ledger, and what a person says of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.changes import Actor
from wapentake.kit.columns import Column, address_of, draw_row, link
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.kit.lists import ROWS_A_PAGE, Listing
from wapentake.kit.templatetags.kit import state_tag
from wapentake.money.changes import forget_sum, settle_sum
from wapentake.money.forms.reconciling import SettleForm, SumFilter
from wapentake.money.lists import link_places
from wapentake.money.models import Entry
from wapentake.money.queries.reconcile import NEAR, VERDICTS, Row, count_verdicts, find_offered, reconcile
from wapentake.money.rules.reconciling import Kind
from wapentake.money.views.shared import list_crumbs
from wapentake.sources.models import Passage, PassageKind, PassageState
from wapentake.terms import Amount

TAGS = {
    "agrees": "done",
    "perhaps": "warning",
    "differs": "overdue",
    "missing": "undated",
    "settled": "approved",
    "not-ours": "closed",
}
_PAGES = {
    Kind.ENTRY: "money:entry",
    Kind.COMMITMENT: "money:commitment",
    Kind.AWARD: "money:fund",
    Kind.FUND: "money:fund",
    Kind.LINE: "money:budget",
}


def say_outcome(row: Row) -> str:
    """Return what became of a sum, in words."""
    if row.said is None:
        return row.outcome.why
    if row.said.entry is None:
        return f"{row.said.by_name} said that it is not the partnership’s money."
    return f"{row.said.by_name} said that it is entry {row.said.entry.pk}: {row.said.entry.text}"


def list_sums(slug: str) -> Listing[Row]:
    """Return the list of sums: the words with a link to their page, the sum, and what became of it."""
    words_at, settle_at = (address_of(name, slug) for name in ("desk:words", "money:settle"))

    def show_outcome(row: Row) -> SafeString:
        figure = row.outcome.figure
        href = ""
        if row.said and row.said.entry_id:
            href = reverse("money:entry", args=[slug, row.said.entry_id])
        elif row.said is None and figure and figure.pk and figure.kind in _PAGES:
            href = reverse(_PAGES[figure.kind], args=[slug, figure.pk])
        said = say_outcome(row)
        shown = format_html("{} {}", said, link(href, "Open it", said)) if href else said
        settle = link(settle_at(row.passage.pk), "Say what it is", f": {row.stated.sentence[:80]}")
        return format_html("{}<br>{}<br>{}", state_tag(TAGS[row.verdict], VERDICTS[row.verdict]), shown, settle)

    columns = (
        Column[Row](
            title="In the minutes",
            value=lambda row: row.stated.sentence,
            show=lambda row: link(words_at(row.passage.pk), row.stated.sentence),
            width=70,
        ),
        Column[Row](title="Sum", value=lambda row: Amount(row.stated.pence), numeric=True, nowrap=True, width=15),
        Column[Row](title="Meeting", value=lambda row: row.stated.on, nowrap=True, width=18),
        Column[Row](title="Against the ledger", value=lambda row: VERDICTS[row.verdict], only="download"),
        Column[Row](title="Differs by", value=_differs_by, only="download"),
        Column[Row](title="What became of it", value=say_outcome, show=show_outcome, width=60),
    )
    empty = "No sum in the minutes was accepted yet. Sums come from pages whose proposals you accept."
    name = f"{slug}-reconciliation"
    return Listing(title="Reconciliation", noun="sum", columns=columns, sort="", empty=empty, name=name)


def _differs_by(row: Row) -> Amount | None:
    return Amount(row.outcome.by) if row.verdict == "differs" else None


def show_sums(request: PartnershipRequest) -> HttpResponseBase:
    """Show the sums of the minutes, each held against the ledger of its day."""
    slug = request.partnership.slug
    form, listing = SumFilter(request.GET), list_sums(request.partnership.slug)
    every = reconcile(request.partnership)
    wanted = form.wanted.get("verdict")
    rows = [row for row in every if row.verdict == wanted] if wanted else every
    download = {"csv": stream_csv, "xlsx": make_xlsx}.get(request.GET.get("format", ""))
    if download:
        return download(listing.downloaded(), rows, name=listing.name)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    columns = listing.shown()
    told = {
        "places": link_places(slug, "money:reconcile"),
        "listing": listing,
        "page": page,
        "table": [draw_row(columns, row) for row in page],
        "filter_form": form,
        "chosen": form.chosen,
        "counts": [(VERDICTS[name], name, count) for name, count in count_verdicts(every).items() if count],
    }
    return render(request, "money/reconcile.html", told)


def settle(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a sum with its words, and let a person say which entry it is, or that it is not ours."""
    rows = Passage.objects.select_related("document", "reconciled__entry")
    own = rows.filter(partnership=request.partnership, kind=PassageKind.AMOUNT, state=PassageState.ACCEPTED)
    passage = get_object_or_404(own, pk=pk)
    row = next((one for one in reconcile(request.partnership) if one.passage.pk == pk), None)
    if row is None:
        raise Http404("a sum of a page without a day, or in another currency")
    offered = find_offered(request.partnership, row.stated, near=NEAR)
    data = request.POST if request.method == "POST" else None
    initial = {"entry": row.outcome.figure.pk} if row.outcome.figure and row.outcome.figure.kind == Kind.ENTRY else {}
    about: dict[str, Any] = {"partnership": request.partnership.pk, "offered": offered, "was_said": bool(row.said)}
    form = SettleForm(data, initial=initial, **about)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _settle(passage, form, by=request.user))
        return redirect("money:reconcile", request.partnership.slug)
    shown = {
        "form": form,
        "row": row,
        "passage": passage,
        "said": say_outcome(row),
        "tag": state_tag(TAGS[row.verdict], VERDICTS[row.verdict]),
        "crumbs": list_crumbs(request, ("Reconciliation", "money:reconcile", None), ("A sum", "", None)),
    }
    return render(request, "money/settle.html", shown, status=422 if form.errors else 200)


def _settle(passage: Passage, form: SettleForm, *, by: Actor) -> str:
    what = form.cleaned_data["what"]
    if what == "ask-again":
        forget_sum(passage, by=by)
        return "Taken back. The sum is held against the ledger again."
    entry: Entry | None = form.cleaned_data["found"] if what == "entry" else None
    settle_sum(passage, entry, by=by)
    return f"Saved: it is “{entry}”." if entry else "Saved: it is not the partnership’s money."
