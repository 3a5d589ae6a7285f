"""The forms of what follows a decision: agreement, pledges, files, reports, clawing back, withdrawing."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.agendas.checks import ACCEPTED
from wapentake.bids.forms.bids import LINES, SHORT
from wapentake.bids.models import Bid, FileKind, MonitoringReport
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import PoundsField, offer
from wapentake.money.models import Journal

FILE_HELP = f"{ACCEPTED}, 25 MB at most."


class FileForm(forms.Form):
    """A file of a bid."""

    file = forms.FileField(
        label="File", help_text=FILE_HELP,
        error_messages={"required": "Choose a file", "empty": "The selected file is empty"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What is it?", choices=FileKind.choices, widget=forms.RadioSelect, initial=FileKind.OTHER
    )


class SignForm(forms.Form):
    """When the agreement was signed, and its file."""

    on = DayField(label="Signed on")
    file = forms.FileField(
        label="The signed agreement", required=False, help_text=FILE_HELP,
        error_messages={"empty": "The selected file is empty"},
    )  # fmt: skip


class PledgeForm(forms.Form):
    """That a body which was asked to share will pay."""

    pence = PoundsField(label="How much?")
    on = DayField(label="When?")
    said = forms.CharField(label="Who said so, and where", max_length=300, required=False)


class WithdrawForm(forms.Form):
    """Why a bid is withdrawn."""

    why = forms.CharField(label="Why?", widget=SHORT, error_messages={"required": "Say why"})


class ClawBackForm(forms.Form):
    """How much of what was spent is asked back, and why."""

    journal = forms.ChoiceField(label="In the journal of which year?", error_messages={"required": "Choose a year"})
    pence = PoundsField(label="How much is asked back?", help_text="Without VAT.")
    on = DayField(label="When?")
    why = forms.CharField(label="Why, and who decided it?", widget=SHORT, error_messages={"required": "Say why"})

    def __init__(self, *args: Any, bid: Bid, **told: Any) -> None:
        """Offer the years that are open."""
        super().__init__(*args, **told)
        rows = Journal.objects.filter(partnership=bid.partnership, closed_at=None).order_by("-start")
        self.journals = {str(one.pk): one for one in rows}
        offer(self, "journal", ((key, str(one)) for key, one in self.journals.items()))


class AskReportForm(forms.Form):
    """By when a monitoring report is asked for."""

    due_on = DayField(label="By when should the report be here?")


class ReceiveForm(forms.Form):
    """What a monitoring report says, with a figure for each measure of the bid."""

    received_on = DayField(label="Received on")
    text = forms.CharField(
        label="What does it say?", widget=LINES, error_messages={"required": "Write what the report says"},
        help_text="No names of people whom the work is for.",
    )  # fmt: skip

    def __init__(self, *args: Any, measures: list[str], **told: Any) -> None:
        """Ask for a figure for each measure."""
        super().__init__(*args, **told)
        self.measures = measures
        for number, words in enumerate(measures):
            field = forms.CharField(label=words, max_length=200, required=False)
            field.widget.attrs["class"] = "govuk-input--width-20"
            self.fields[f"figure_{number}"] = field

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written."""
        held = self.cleaned_data
        figures = {words: held[f"figure_{number}"] for number, words in enumerate(self.measures)}
        return {"received_on": held["received_on"], "text": held["text"], "figures": figures}

    @staticmethod
    def read(report: MonitoringReport, measures: list[str]) -> dict[str, Any]:
        """Return initial values from what came."""
        figures = {f"figure_{number}": report.figures.get(words, "") for number, words in enumerate(measures)}
        return {"received_on": report.received_on, "text": report.text, **figures}
