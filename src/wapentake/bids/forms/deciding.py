"""The form in which a decision on a bid is recorded, with the money that it promises."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.bids.changes import Decided
from wapentake.bids.forms.bids import SHORT, find_people
from wapentake.bids.models import Bid, BidState
from wapentake.bids.rules import DECIDED, OUTCOMES
from wapentake.kit.templatetags.kit import date_words
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Meeting
from wapentake.money.forms.fields import PoundsField, find_decisions_offered, list_decisions, offer
from wapentake.money.models import Fund
from wapentake.terms import MeetingState

MEETINGS_OFFERED = 60


class DecideForm(forms.Form):
    """What was decided, where, and how much from which fund."""

    outcome = forms.ChoiceField(
        label="What was decided?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose what was decided"},
    )  # fmt: skip
    on = DayField(label="When?")
    decision = forms.ChoiceField(label="Which decision of the minutes is it?", required=False)
    meeting = forms.ChoiceField(label="At which meeting?", required=False, help_text="Where no decision is chosen.")
    decided = forms.CharField(
        label="Who decided it", max_length=300, required=False, help_text="Where it was at no meeting of the register."
    )
    fund = forms.ChoiceField(label="Which fund pays?", required=False, help_text="Only where money is given.")
    given = PoundsField(label="How much do we give?", required=False)
    budget = PoundsField(
        label="How much had been set aside for it?", required=False,
        help_text="What is left of that is shown with the bid.",
    )  # fmt: skip
    condition = forms.CharField(
        label="On what condition?", widget=SHORT, required=False,
        help_text="The money is held apart until you attach what shows that it is met.",
    )  # fmt: skip
    lapses_on = DayField(label="The condition lapses after", required=False)
    owner = forms.ChoiceField(label="Who looks after it?", required=False)
    because = forms.CharField(
        label="Why?", widget=SHORT, required=False,
        help_text="Where it is deferred or rejected, or given money below the threshold or above what was set aside.",
    )  # fmt: skip
    beyond = forms.CharField(
        label="Who decided that it may go beyond what the fund has left?", max_length=300, required=False
    )

    def __init__(self, *args: Any, bid: Bid, **told: Any) -> None:
        """Offer decisions, meetings, the funds of years that are open, and the people."""
        super().__init__(*args, **told)
        self.decisions = find_decisions_offered(bid.partnership)
        self.meetings = _find_meetings(bid)
        funds = Fund.objects.filter(partnership=bid.partnership, journal__closed_at=None).select_related("journal")
        self.funds = {str(one.pk): one for one in funds.order_by("-journal__start", "name")}
        self.people = find_people(bid.partnership)
        offer(self, "decision", list_decisions(self.decisions))
        offer(
            self, "meeting", [("", "None of the calendar"), *((key, _say(one)) for key, one in self.meetings.items())]
        )
        offer(self, "fund", [("", "None"), *((key, f"{one}, {one.journal}") for key, one in self.funds.items())])
        offer(self, "owner", [("", "Nobody yet"), *((key, str(one)) for key, one in self.people.items())])

    def clean(self) -> dict[str, Any]:
        """Ask for what each outcome needs, beside its own box."""
        held = super().clean() or self.cleaned_data
        is_given = held.get("outcome") in DECIDED
        is_open = held.get("outcome") in (BidState.WITH_CONDITIONS, BidState.IN_PRINCIPLE)
        asked = {
            "decided": (
                not (held.get("decision") or held.get("meeting") or held.get("decided")),
                "Choose a decision or a meeting, or say who decided it",
            ),
            "fund": (is_given and not held.get("fund"), "Choose the fund that pays"),
            "given": (is_given and "given" in held and not held.get("given"), "Enter a sum above zero"),
            "condition": (is_open and not held.get("condition"), "Say on what condition"),
            "because": ("outcome" in held and held["outcome"] and not is_given and not held.get("because"), "Say why"),
        }
        for name, (lacks, words) in asked.items():
            if lacks:
                self.add_error(name, words)
        return held

    @property
    def told(self) -> Decided:
        """Return what was decided."""
        held = dict(self.cleaned_data)
        rows: dict[str, dict[str, Any]] = {
            "decision": self.decisions, "meeting": self.meetings, "fund": self.funds, "owner": self.people
        }  # fmt: skip
        held |= {name: known.get(held[name]) for name, known in rows.items()}
        outcome = BidState(held.pop("outcome"))
        return Decided(outcome=outcome, **held | {"given": held["given"] or 0})


def _find_meetings(bid: Bid) -> dict[str, Meeting]:
    rows = Meeting.objects.filter(partnership=bid.partnership).exclude(state=MeetingState.CANCELLED)
    return {str(one.pk): one for one in rows.order_by("-on", "pk")[:MEETINGS_OFFERED]}


def _say(meeting: Meeting) -> str:
    return f"{date_words(meeting.on)}, {meeting.body}"
