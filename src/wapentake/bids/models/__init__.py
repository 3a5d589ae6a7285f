"""The tables of `bids`: bids with their quotes, shares and files, marks, reports, and what minutes say of them."""

from wapentake.bids.models.after import Attachment, FileKind, MonitoringReport
from wapentake.bids.models.bids import Bid, BidState, Quote, Share
from wapentake.bids.models.marking import Agreed, Criterion, Interest, Mark, Marker, Scheme
from wapentake.bids.models.said import Said, SaidState

__all__ = [
    "Agreed",
    "Attachment",
    "Bid",
    "BidState",
    "Criterion",
    "FileKind",
    "Interest",
    "Mark",
    "Marker",
    "MonitoringReport",
    "Quote",
    "Said",
    "SaidState",
    "Scheme",
    "Share",
]
