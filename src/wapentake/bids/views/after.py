"""What follows a decision: plain steps, agreement, pledges, reports, clawing back, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.bids.changes import (
    ask_report,
    claw_back,
    drop_report,
    pledge_share,
    receive_report,
    sign_agreement,
    take_step,
    withdraw_bid,
)
from wapentake.bids.changes.after import PLAIN
from wapentake.bids.forms import AskReportForm, ClawBackForm, PledgeForm, ReceiveForm, SignForm, WithdrawForm
from wapentake.bids.models import MonitoringReport, Share
from wapentake.bids.views.shared import answer_form, crumb_of, get_bid, read_file
from wapentake.money.forms.fields import PoundsField
from wapentake.money.views.shared import say_entered, try_change


@require_POST
def step(request: PartnershipRequest, pk: int, name: str) -> HttpResponse:
    """Take a step that needs nothing but to be taken."""
    if name not in PLAIN:
        raise Http404("no such step")
    bid = take_step(get_bid(request, pk), name, by=request.user)
    messages.success(request, f"Saved. The bid stands at “{bid.get_state_display()}” now.")
    return redirect("bids:bid", request.partnership.slug, bid.pk)


def sign(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write when the agreement was signed."""
    bid = get_bid(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, request.FILES or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = read_file(file) if file else None
        sign_agreement(bid, on=form.cleaned_data["on"], upload=upload, by=request.user)
        messages.success(request, "Saved. The agreement is signed.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    return answer_form(request, "Record the signed agreement", form, crumb_of(request, bid))


def pledge(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write that a body which was asked to share will pay."""
    share = get_object_or_404(Share.objects.select_related("bid"), bid__partnership=request.partnership, pk=pk)
    initial = {"pence": PoundsField.show(share.pence), "on": timezone.localdate()}
    form = PledgeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        pledge_share(share, **form.cleaned_data, by=request.user)
        messages.success(request, f"Saved. {share.body} has pledged its share.")
        return redirect("bids:bid", request.partnership.slug, share.bid_id)
    return answer_form(request, f"Pledge of {share.body}", form, crumb_of(request, share.bid))


def withdraw(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Withdraw a bid."""
    bid = get_bid(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_bid(bid, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, f"“{bid}” is withdrawn. No money is held for it.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    more = {"save": "Withdraw it", "kind": "warning"}
    return answer_form(request, "Withdraw the bid", form, crumb_of(request, bid), **more)


def claw(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Ask for money back that was spent on a bid."""
    bid = get_bid(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ClawBackForm(data, bid=bid, initial={"on": timezone.localdate()})
    entry = None
    if request.method == "POST" and form.is_valid():
        held = dict(form.cleaned_data)
        journal = form.journals[held.pop("journal")]
        entry = try_change(form, lambda: claw_back(bid, journal, **held, by=request.user))
    if entry:
        messages.success(request, say_entered(entry))
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    intro = (
        "This enters a credit note for the commitment of the bid, and ends that commitment. Money that goes back to "
        "our own funder is another entry: enter it in the journal."
    )
    more = {"intro": intro, "save": "Claw it back", "kind": "warning"}
    return answer_form(request, "Claw money back", form, crumb_of(request, bid), **more)


# Monitoring


def ask(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Ask for a monitoring report by a day."""
    bid = get_bid(request, pk)
    form = AskReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask_report(bid, due_on=form.cleaned_data["due_on"], by=request.user)
        messages.success(request, "Saved. The report is asked for.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    return answer_form(request, "Ask for a report", form, crumb_of(request, bid))


def _find_report(request: PartnershipRequest, pk: int) -> MonitoringReport:
    rows = MonitoringReport.objects.filter(bid__partnership=request.partnership)
    return get_object_or_404(rows.select_related("bid"), pk=pk)


def receive(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Write what a monitoring report says."""
    report = _find_report(request, pk)
    measures = [line.strip() for line in report.bid.measures.splitlines() if line.strip()]
    initial = ReceiveForm.read(report, measures)
    initial["received_on"] = initial["received_on"] or timezone.localdate()
    form = ReceiveForm(request.POST if request.method == "POST" else None, measures=measures, initial=initial)
    if request.method == "POST" and form.is_valid():
        receive_report(report, form.values, by=request.user)
        messages.success(request, "Saved. The report has come.")
        return redirect("bids:bid", request.partnership.slug, report.bid_id)
    return answer_form(request, "A monitoring report", form, crumb_of(request, report.bid))


@require_POST
def drop(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Ask for a report no more."""
    report = _find_report(request, pk)
    drop_report(report, by=request.user)
    messages.success(request, "This report is not asked for any more.")
    return redirect("bids:bid", request.partnership.slug, report.bid_id)
