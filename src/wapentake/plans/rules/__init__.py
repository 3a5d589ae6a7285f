"""What the plan says by rule: how a row stands, when an update is due, what changed, what pasted lines mean."""

from wapentake.plans.rules.editions import (
    Changed,
    compare_editions,
    find_objectives,
    say_figure,
    say_late,
    say_measure,
    say_number,
)
from wapentake.plans.rules.lacking import Lack, find_gaps, order_of
from wapentake.plans.rules.pasted import Pasted, next_ref, read_pasted
from wapentake.plans.rules.rag import (
    GRACE_DAYS,
    RAG_WORDS,
    UPDATE_DAYS,
    Rag,
    Said,
    Shown,
    find_rag,
    find_update_due,
    is_worse,
)

__all__ = [
    "GRACE_DAYS",
    "RAG_WORDS",
    "UPDATE_DAYS",
    "Changed",
    "Lack",
    "Pasted",
    "Rag",
    "Said",
    "Shown",
    "compare_editions",
    "find_gaps",
    "find_objectives",
    "find_rag",
    "find_update_due",
    "is_worse",
    "next_ref",
    "order_of",
    "read_pasted",
    "say_figure",
    "say_late",
    "say_measure",
    "say_number",
]
