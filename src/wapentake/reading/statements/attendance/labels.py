"""What the labels of lists, and the heads and marks of columns, say of how people stand."""

from __future__ import annotations

import re

from wapentake.reading.outline import ATTENDANCE
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.terms import Presence

_LISTS = load_phrases("attendance")
NAME_COLUMNS = frozenset(_LISTS["name_columns"])
BODY_COLUMNS = frozenset(_LISTS["body_columns"])
MARK_COLUMNS = frozenset(_LISTS["mark_columns"])
TICKS = frozenset(_LISTS["ticks"])
_APOLOGIES_STARTS = _LISTS["apologies_starts"]
_ABSENCE_STARTS = _LISTS["absence_starts"]
_OUTSIDE = _LISTS["outside_words"]
_OFFICES = frozenset(_LISTS["offices"])
_MARKS = {
    mark: presence
    for presence, key in (
        (Presence.PRESENT, "present_marks"),
        (Presence.APOLOGIES, "apologies_marks"),
        (Presence.ABSENT, "absent_marks"),
    )
    for mark in _LISTS[key]
}
_LIKE_LISTED = re.compile(
    rf"(?:{any_of('attendance', 'label_starts')})\b"
    rf"|(?:[a-z.]+ ){{1,3}}(?:{any_of('attendance', 'label_ends')})$"
    r"|(?:officials|guests|observers|officers) \("
)
_ABSENT = re.compile(r"\babsent\b|not (?:present|attending)")


def status_of(label: str) -> Presence | None:
    """Return how people under a label stand, or None where it is no such label."""
    if not label:
        return None
    if label.startswith(_APOLOGIES_STARTS) or "sent apologies" in label or label.endswith(" apologies"):
        return Presence.APOLOGIES
    if label.startswith(_ABSENCE_STARTS):
        return Presence.ABSENT
    if label not in ATTENDANCE and not _LIKE_LISTED.match(label):
        return None
    if label in _OFFICES:
        return Presence.PRESENT
    if _ABSENT.search(label) or label == "absence":
        return Presence.ABSENT
    outside = any(word in label for word in _OUTSIDE) and label not in ("attendance", "attendance list")
    return Presence.IN_ATTENDANCE if outside else Presence.PRESENT


def status_of_mark(cell: str) -> Presence | None:
    """Return what a mark in a column says: "Y", "Ap", "✓"; None where it says nothing."""
    mark = cell.casefold().strip(" .")
    if mark in _MARKS:
        return _MARKS[mark]
    return Presence.APOLOGIES if "polog" in mark else _MARKS.get(mark.split(" ")[0])
