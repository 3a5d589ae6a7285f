"""Every write of `sources`, by what is written."""

from wapentake.sources.changes.findings import keep_findings, settle_finding
from wapentake.sources.changes.passages import (
    add_passages,
    blot_passage,
    correct_passage,
    move_passages,
    set_state,
    stand_alone,
)
from wapentake.sources.changes.readings import (
    add_document,
    add_strikes,
    blot_document,
    forget_bytes,
    place_document,
    retire_document,
    retire_documents,
    scrub_findings,
)
from wapentake.sources.changes.searched import drop_document_entries, drop_entries, index_document, index_passages
from wapentake.sources.changes.sources import (
    fail_source,
    finish_source,
    hand_back,
    receive_source,
    refresh_lease,
    set_source_state,
    take_sources,
)

__all__ = [
    "add_document",
    "add_passages",
    "add_strikes",
    "blot_document",
    "blot_passage",
    "correct_passage",
    "drop_document_entries",
    "drop_entries",
    "fail_source",
    "finish_source",
    "forget_bytes",
    "hand_back",
    "index_document",
    "index_passages",
    "keep_findings",
    "move_passages",
    "place_document",
    "receive_source",
    "refresh_lease",
    "retire_document",
    "retire_documents",
    "scrub_findings",
    "set_source_state",
    "set_state",
    "settle_finding",
    "stand_alone",
    "take_sources",
]
