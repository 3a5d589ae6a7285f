"""Every write of `bids`."""

from wapentake.bids.changes.after import (
    ask_report,
    claw_back,
    drop_report,
    pledge_share,
    receive_report,
    sign_agreement,
    take_step,
    withdraw_bid,
)
from wapentake.bids.changes.bids import attach_file, drop_file, put_bid
from wapentake.bids.changes.deciding import Decided, decide_bid
from wapentake.bids.changes.marking import (
    agree_marks,
    circulate_bid,
    declare_interest,
    excuse_marker,
    put_marks,
    put_scheme,
)
from wapentake.bids.changes.said import keep_said, move_said, refuse_said, take_said, withdraw_said

__all__ = [
    "Decided",
    "agree_marks",
    "ask_report",
    "attach_file",
    "circulate_bid",
    "claw_back",
    "decide_bid",
    "declare_interest",
    "drop_file",
    "drop_report",
    "excuse_marker",
    "keep_said",
    "move_said",
    "pledge_share",
    "put_bid",
    "put_marks",
    "put_scheme",
    "receive_report",
    "refuse_said",
    "sign_agreement",
    "take_said",
    "take_step",
    "withdraw_bid",
    "withdraw_said",
]
