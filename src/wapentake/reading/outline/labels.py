"""The labels of minutes in their plain form, and the lists that say what each is: an item, who was there, tasks."""

from __future__ import annotations

import re

from wapentake.reading.phrases import load_phrases
from wapentake.terms.names import fold_text

_LISTS = load_phrases("headings")
STANDING = frozenset(_LISTS["standing_items"])
ATTENDANCE = frozenset(_LISTS["attendance"])
SUB_LABELS = frozenset(_LISTS["sub_labels"])
META_LABELS = frozenset(_LISTS["meta_labels"])
ACTION_LISTS = frozenset(_LISTS["action_lists"])
DECISION_LISTS = frozenset(_LISTS["decision_lists"])
AGENDA_COLUMNS = frozenset(_LISTS["agenda_columns"])
AGENDA_FIRST_COLUMNS = frozenset(_LISTS["agenda_first_columns"])
PEOPLE_COLUMNS = frozenset(load_phrases("attendance")["name_columns"])
BODY_COLUMNS = frozenset(load_phrases("attendance")["body_columns"])
NOTICES = _LISTS["notices"]
SAID_BELOW = frozenset(_LISTS["said_below"])
TASK_STARTS = _LISTS["task_list_starts"]
# The line above the items on an agenda system's page.
ITEM_COLUMN = frozenset({"no. item", "no item", "items", "note no. item", "note no item"})
_EARLIER = re.compile(r"\b(?:previous|last|earlier|matters|minutes)\b")
_WITH_DECISIONS = re.compile(r"^decisions ?(?:/|and|&|or) ?actions|^actions ?(?:/|and|&|or) ?decisions")
_LONGEST = 110
_MOST_WORDS = 7


def label_of(words: str) -> str:
    """Return the words of a possible label in plain lower case without marks: "**Present:**" gives "present".

    Words too long to be a label give "".
    """
    if len(words) > _LONGEST:
        return ""
    return fold_text(words).strip(" :*.-–—_#[]").removesuffix(" (s)").strip()


def heads_people(label: str) -> bool:
    """Whether a label is the heads of the columns of a list of people that was a table once: "Name Agency"."""
    first, _, rest = label.partition(" ")
    return first in PEOPLE_COLUMNS and rest in BODY_COLUMNS


def begins_tasks(label: str) -> bool:
    """Whether a heading's label begins a list of this meeting's tasks: "Actions", "Actions relating to …"."""
    label = _WITH_DECISIONS.sub("actions", label, count=1) if "decisions" in label else label
    if label in ACTION_LISTS:
        return True
    return label.startswith(TASK_STARTS) and len(label.split()) <= _MOST_WORDS and not _EARLIER.search(label)
