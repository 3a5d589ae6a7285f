"""Every write of `extracts`."""

from wapentake.extracts.changes.files import bring_in, drop_extract, receive_extract, undo_extract
from wapentake.extracts.changes.lines import commit_line, enter_line, enter_lines, let_go, match_line, set_aside
from wapentake.extracts.changes.mappings import put_mapping

__all__ = [
    "bring_in",
    "commit_line",
    "drop_extract",
    "enter_line",
    "enter_lines",
    "let_go",
    "match_line",
    "put_mapping",
    "receive_extract",
    "set_aside",
    "undo_extract",
]
