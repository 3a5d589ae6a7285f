"""Who leads an action, as a coordinator says it; whoever it is handed to is told at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.actions.changes import give_back, let_page_lead
from wapentake.actions.forms import NOBODY, PAGE, LeadForm
from wapentake.actions.views import answer_form, get_action, read_form
from wapentake.chasing.changes.handing import hand_to
from wapentake.contacts.queries import find_here


def change_lead(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say who leads an action."""
    action = get_action(request, pk)
    people = find_here(request.partnership, today=timezone.localdate())
    initial = {"lead": str(action.lead_id or "")}
    form = LeadForm(**read_form(request), people=people, given=action.lead_given, initial=initial)

    def save() -> str:
        chosen, told = form.cleaned_data["lead"], {"by": request.user, "why": form.cleaned_data["why"]}
        if chosen == NOBODY:
            give_back(action, **told)
            return "Saved: nobody leads it for now."
        if chosen == PAGE:
            now = let_page_lead(action, by=request.user)
            return f"Saved: the minutes say who leads it, which is {now.lead or 'nobody that we know'}."
        telling = hand_to(action, form.people[chosen], **told)
        return f"Saved: {form.people[chosen]} leads it. {telling.words}".strip()

    return answer_form(request, action, form, "Change who leads it", save)
