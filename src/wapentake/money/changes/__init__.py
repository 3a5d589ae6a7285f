"""Every write of `money`."""

from wapentake.money.changes.budgets import Decided, put_budget, put_outlook
from wapentake.money.changes.closing import accrue_commitment, close_year, keep_commitment
from wapentake.money.changes.commitments import (
    add_pledge,
    attach_evidence,
    end_commitment,
    put_commitment,
    renew_commitment,
)
from wapentake.money.changes.entries import Draft, draft_entries, drop_draft, enter, new_key, seal_entries
from wapentake.money.changes.funds import move_drawdown, open_journal, put_fund, set_limit, shut_periods
from wapentake.money.changes.kinds import Told, enter_event, reverse_entry
from wapentake.money.changes.reconciling import forget_sum, settle_sum

__all__ = [
    "Decided",
    "Draft",
    "Told",
    "accrue_commitment",
    "add_pledge",
    "attach_evidence",
    "close_year",
    "draft_entries",
    "drop_draft",
    "end_commitment",
    "enter",
    "enter_event",
    "forget_sum",
    "keep_commitment",
    "move_drawdown",
    "new_key",
    "open_journal",
    "put_budget",
    "put_commitment",
    "put_fund",
    "put_outlook",
    "renew_commitment",
    "reverse_entry",
    "seal_entries",
    "set_limit",
    "settle_sum",
    "shut_periods",
]
