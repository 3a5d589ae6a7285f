"""Commitments: the list, one with its condition, pledges and costs, and its forms."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.agendas.checks import check_file, check_size
from wapentake.kit.columns import link
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import date_words, state_tag
from wapentake.money.changes import (
    add_pledge,
    attach_evidence,
    end_commitment,
    put_commitment,
    renew_commitment,
)
from wapentake.money.forms import CommitmentFilter, CommitmentForm, EndForm, EvidenceForm, PledgeForm, RenewForm
from wapentake.money.lists import link_places, list_commitments
from wapentake.money.models import Commitment, CommitmentState, Evidence, Journal
from wapentake.money.queries.commitments import Held, find_commitments, hold_spent, say_decided, say_state
from wapentake.money.views.shared import answer_form, in_open_year, list_crumbs, try_change
from wapentake.terms import Amount


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the commitments that are asked for."""
    partnership = request.partnership
    form = CommitmentFilter(request.GET, partnership=partnership)
    rows = find_commitments(partnership, form.wanted)
    held = hold_spent(rows.order_by().values_list("pk", flat=True), today=timezone.localdate())
    more = {"places": link_places(partnership.slug, "money:commitments")}
    listing = list_commitments(partnership, held)
    return answer_list(request, rows, listing, form=form, template="money/commitments.html", more=more)


def _find(request: PartnershipRequest, pk: int) -> Commitment:
    rows = Commitment.objects.select_related(
        "fund__journal", "owner", "decision__meeting", "decision__passage__document", "tactical_action"
    )
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def show_commitment(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a commitment: who decided it, what is still to come, its condition, pledges and entries."""
    commitment = _find(request, pk)
    held = hold_spent([commitment.pk], today=timezone.localdate())
    told = {
        "commitment": commitment,
        "state": say_state(commitment, today=held.today),
        "rows": summarise(commitment, held, slug=request.partnership.slug),
        "pledges": list(commitment.pledges.order_by("body")),
        "evidence": list(commitment.evidence.defer("data").order_by("pk")),
        "entries": list(commitment.entries.order_by("on", "pk")),
        "history": find_history(request.partnership.pk, commitment),
        "crumbs": list_crumbs(request, ("Commitments", "money:commitments", None), (commitment.title, "", None)),
    }
    return render(request, "money/commitment.html", told)


def summarise(one: Commitment, held: Held, *, slug: str) -> list[dict[str, str]]:
    """Return what is known of a commitment; what is not said is left out, but for who decided and who looks after."""
    rows = {
        "Number": f"{one.ref}. Orders and invoices that name it are matched by it." if one.ref else "",
        "State": state_tag(say_state(one, today=held.today)),
        "Fund": link(reverse("money:fund", args=[slug, one.fund_id]), f"{one.fund}, {one.fund.journal}"),
        "Tactical action": str(one.tactical_action or ""),
        "Our share": Amount(one.pence).say(),
        "The whole": Amount(one.whole).say() if one.whole else "",
        "Still to come": Amount(held.left_of(one)).say(),
        "Beyond what the fund had left": Amount(one.beyond).say() if one.beyond else "",
        "Buys": one.get_nature_display(),
        "Supplier": one.supplier,
        "Who decided": say_decided(one),
        "Who looks after it": str(one.owner or one.owner_name or "Nobody yet"),
        "Agreed on": date_words(one.agreed_on),
        "Ends on": date_words(one.ends_on) or "No day is set",
        "Decide on renewing it by": date_words(one.renew_by),
        "Renewal": one.renewal,
        "Condition": one.condition,
        "The condition lapses after": date_words(one.lapses_on),
        "Why it ended": one.closed_why,
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


@in_open_year
def add_commitment(request: PartnershipRequest, journal: Journal) -> HttpResponse:
    """Commit money of a fund of the year that is open."""
    data = request.POST if request.method == "POST" else None
    initial = {"agreed_on": timezone.localdate(), "fund": request.GET.get("fund", "")}
    form = CommitmentForm(data, journal=journal, initial=initial)
    made = None
    if request.method == "POST" and form.is_valid():
        fund = form.funds[form.cleaned_data["fund"]]
        made = try_change(form, lambda: put_commitment(fund, form.values, by=request.user))
    if made:
        waits = made.state == CommitmentState.CONDITIONAL
        words = "is held apart until its condition is met" if waits else "is committed"
        messages.success(request, f"{Amount(made.pence).say()} {words}. Its number is {made.ref}.")
        return redirect("money:commitment", request.partnership.slug, made.pk)
    steps = ("Commitments", "money:commitments", None)
    return answer_form(request, "Add a commitment", form, steps, intro=f"From the funds of {journal}.")


def meet_condition(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Attach what shows that the condition is met."""
    commitment = _find(request, pk)
    form = EvidenceForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = None
        if file := form.cleaned_data["file"]:
            check_size(file.name, file.size)
            upload = check_file(file.name, file.read()).values
        words = form.cleaned_data["words"]
        kept = attach_evidence(commitment, words, on=timezone.localdate(), upload=upload, by=request.user)
        done = kept.state == CommitmentState.COMMITTED
        messages.success(request, "Attached. The money is committed." if done else "Attached. Pledges are still open.")
        return redirect("money:commitment", request.partnership.slug, commitment.pk)
    steps = (commitment.title, "money:commitment", commitment.pk)
    return answer_form(request, "Attach evidence", form, steps, intro=f"The condition: {commitment.condition}")


def give_evidence(request: PartnershipRequest, pk: int) -> FileResponse:
    """Send a file of evidence as a download that no browser opens as a page."""
    rows = Evidence.objects.filter(commitment__partnership=request.partnership).exclude(data=None)
    evidence = get_object_or_404(rows, pk=pk)
    answer = FileResponse(BytesIO(bytes(evidence.data or b"")), as_attachment=True, filename=evidence.name)
    answer["Content-Type"] = evidence.media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def pledge(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write what another body pledged."""
    commitment = _find(request, pk)
    form = PledgeForm(request.POST if request.method == "POST" else None, initial={"pledged_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        kept = add_pledge(commitment, form.cleaned_data, by=request.user)
        whole = kept.state == CommitmentState.COMMITTED
        messages.success(request, "Saved. All is pledged, and the money is committed." if whole else "Saved.")
        return redirect("money:commitment", request.partnership.slug, commitment.pk)
    return answer_form(request, "Add a pledge", form, (commitment.title, "money:commitment", commitment.pk))


def renew(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write who looks after a commitment, until when it goes, and what was decided on renewing it."""
    commitment = _find(request, pk)
    data = request.POST if request.method == "POST" else None
    form = RenewForm(data, commitment=commitment, initial=RenewForm.read(commitment))
    if request.method == "POST" and form.is_valid():
        renew_commitment(commitment, form.values, by=request.user)
        messages.success(request, "Saved.")
        return redirect("money:commitment", request.partnership.slug, commitment.pk)
    return answer_form(request, "Owner, end and renewal", form, (commitment.title, "money:commitment", commitment.pk))


def end(request: PartnershipRequest, pk: int) -> HttpResponse:
    """End a commitment, or release what is left of it."""
    commitment = _find(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        state = CommitmentState(form.cleaned_data["state"])
        end_commitment(commitment, state, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, f"“{commitment}” holds no money any more.")
        return redirect("money:commitment", request.partnership.slug, commitment.pk)
    return answer_form(request, "End a commitment", form, (commitment.title, "money:commitment", commitment.pk))
