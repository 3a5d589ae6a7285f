"""ModernGov meeting pages: which parts of the page are the meeting, and what each part is.

The class names have been the same for many years, whatever skin the council puts around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TITLES = {"mgMainTitleTxt": 1, "mgSubTitleTxt": 1, "mgAiTitleTxt": 2}  # class -> level of heading
LABELS = frozenset({"mgSubItemTitleTxt", "mgSectionTitle"})  # "Minutes:", "Decision:", "Recorded Vote"
LEFT_OUT = frozenset({"mgHide", "mgFileSize", "mgLinks", "mgActionList", "mgHelpLine", "mgFooter", "mgPrintLink"})
ITEM_TABLE = "mgItemTable"
NUMBER_CELL = "mgItemNumberCell"


def find_meeting(body: LexborNode) -> list[LexborNode]:
    """Return the parts of the page that are the meeting, in order; none if this is no ModernGov page."""
    page = body.css_first("#modgov") or body
    if page.css_first(".mgContent, .mgItemTable") is None:
        return []
    parts: list[LexborNode] = []
    for part in page.css(".mgMainTitleTxt, .mgSubTitleTxt, .mgContent, .mgItemTable"):
        if not any(_is_inside(part, whole) for whole in parts):
            parts.append(part)
    return parts


def _is_inside(node: LexborNode, whole: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != whole.mem_id:
        above = above.parent
    return above is not None


def is_vote_link(attributes: dict[str, str | None]) -> bool:
    """Whether a link only leads to the page of recorded votes."""
    return "mgListRecordedVotes" in (attributes.get("href") or "")
