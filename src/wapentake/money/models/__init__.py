"""The tables of `money`: journals and their funds, entries and postings, commitments, limits."""

from wapentake.money.models.books import Entry, EntryKind, Posting
from wapentake.money.models.budgets import BudgetLine, Outlook
from wapentake.money.models.commitments import Commitment, CommitmentState, Evidence, Pledge
from wapentake.money.models.funds import Carry, Drawdown, Fund, FundKind, Journal, Limit, Nature
from wapentake.money.models.reconciled import Reconciled

__all__ = [
    "BudgetLine",
    "Carry",
    "Commitment",
    "CommitmentState",
    "Drawdown",
    "Entry",
    "EntryKind",
    "Evidence",
    "Fund",
    "FundKind",
    "Journal",
    "Limit",
    "Nature",
    "Outlook",
    "Pledge",
    "Posting",
    "Reconciled",
]
