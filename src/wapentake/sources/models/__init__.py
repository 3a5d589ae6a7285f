"""The tables of `sources`: what came, what was read in it, what was noticed, what can be searched."""

from wapentake.sources.models.came import Document, Source, SourceState
from wapentake.sources.models.noticed import Finding, FindingState
from wapentake.sources.models.passages import Passage, PassageKind, PassageState, Strike
from wapentake.sources.models.searched import Entry

__all__ = [
    "Document",
    "Entry",
    "Finding",
    "FindingState",
    "Passage",
    "PassageKind",
    "PassageState",
    "Source",
    "SourceState",
    "Strike",
]
