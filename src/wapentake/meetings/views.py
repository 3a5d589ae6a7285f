"""The list of decisions."""

from __future__ import annotations

from django.http import HttpResponseBase

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.lists import answer_list
from wapentake.meetings.forms import DecisionFilter
from wapentake.meetings.lists import list_decisions
from wapentake.meetings.queries import find_decisions


def show_decisions(request: PartnershipRequest) -> HttpResponseBase:
    """Show the decisions that are asked for."""
    form = DecisionFilter(request.GET)
    rows = find_decisions(request.partnership, form.wanted)
    return answer_list(request, rows, list_decisions(request.partnership), form=form)
