"""What a person is told of a step, with the way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from wapentake.accounts.requests import PartnershipRequest
from wapentake.intake.changes import Decided


def say_decided(request: PartnershipRequest, decided: Decided, verb: str) -> None:
    """Say how much was accepted or refused, and what somebody had decided before."""
    if decided.count:
        link = reverse("intake:undo", args=[request.partnership.slug, decided.batch])
        what = f"{decided.count} {'thing was' if decided.count == 1 else 'things were'} {verb}."
        words = format_html('{} <a class="govuk-notification-banner__link" href="{}">Undo this</a>', what, link)
        messages.success(request, words)
    for said in decided.before[:5]:
        messages.info(request, said)
    if not decided.count and not decided.before:
        messages.info(request, "There was nothing left to decide. Nothing was changed.")
