"""The forms of bids, and the filters of their list."""

from wapentake.bids.forms.after import (
    AskReportForm,
    ClawBackForm,
    FileForm,
    PledgeForm,
    ReceiveForm,
    SignForm,
    WithdrawForm,
)
from wapentake.bids.forms.bids import BidFilter, BidForm, TakeForm
from wapentake.bids.forms.deciding import DecideForm
from wapentake.bids.forms.marking import (
    CirculateForm,
    ExcuseForm,
    InterestForm,
    MarksForm,
    ModerateForm,
    OwnInterestForm,
    SchemeForm,
)

__all__ = [
    "AskReportForm",
    "BidFilter",
    "BidForm",
    "CirculateForm",
    "ClawBackForm",
    "DecideForm",
    "ExcuseForm",
    "FileForm",
    "InterestForm",
    "MarksForm",
    "ModerateForm",
    "OwnInterestForm",
    "PledgeForm",
    "ReceiveForm",
    "SchemeForm",
    "SignForm",
    "TakeForm",
    "WithdrawForm",
]
