"""The forms of money, and the filters of its lists."""

from wapentake.money.forms.commitments import CommitmentForm, EndForm, EvidenceForm, PledgeForm, RenewForm
from wapentake.money.forms.entries import EventForm, ReverseForm
from wapentake.money.forms.fields import PoundsField
from wapentake.money.forms.filters import CommitmentFilter, EntryFilter, FundFilter, PostingFilter
from wapentake.money.forms.funds import DrawdownForm, FundForm, LimitForm, ShutForm, YearForm

__all__ = [
    "CommitmentFilter",
    "CommitmentForm",
    "DrawdownForm",
    "EndForm",
    "EntryFilter",
    "EventForm",
    "EvidenceForm",
    "FundFilter",
    "FundForm",
    "LimitForm",
    "PledgeForm",
    "PostingFilter",
    "PoundsField",
    "RenewForm",
    "ReverseForm",
    "ShutForm",
    "YearForm",
]
