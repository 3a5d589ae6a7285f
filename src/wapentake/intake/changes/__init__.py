"""Every write of `intake`: records become proposals, and what a person decides becomes a change of the owning room."""

from wapentake.intake.changes.deciding import (
    Decided,
    accept_passages,
    correct_passage,
    reconsider_passages,
    refuse_passages,
    undo_batch,
)
from wapentake.intake.changes.reading import keep_record

__all__ = [
    "Decided",
    "accept_passages",
    "correct_passage",
    "keep_record",
    "reconsider_passages",
    "refuse_passages",
    "undo_batch",
]
