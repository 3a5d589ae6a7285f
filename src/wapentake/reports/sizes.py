"""What kind of file a paper is and how large, in the words that stand beside its link. Pure."""

from __future__ import annotations

from wapentake.agendas.kinds import KINDS
from wapentake.agendas.rules import say_size
from wapentake.reports.papers import Attached


def say_file(file: Attached) -> str:
    """Return "PDF, 185 KB"."""
    kind = KINDS.get(file.media_type)
    return f"{kind.name if kind else 'File'}, {say_size(file.size)}"
