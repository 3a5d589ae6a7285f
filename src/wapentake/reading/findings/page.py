"""Checks on the page as a whole: is it minutes, has it its day, its owners, its dates, and all of its text?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import places_of
from wapentake.reading.record import Finding, Span
from wapentake.terms import FindingCode, PageKind

_FULL_TEXT = re.compile(r"[Vv]iew\s+the\s+(?P<full>full)\s+(?:[a-z]+\s+)?text\s+for\s+item\s+(?P<item>\w+)")
_BEFORE_FULL, _AFTER_FULL = 20, 120  # characters around "full" in which the words beside it stand
_MORE = re.compile(
    r"(?:\.{3}|…)\]?\s?(?P<words>(?:read|see|show|view) (?:the )?(?:more|full|rest)[^.\n]{0,60}|continue reading)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:and|of|the|to|a|an|in|with|by|or|that|which|was|were|is|from|for)$|,$")
_KINDS: dict[str, str] = {
    PageKind.AGENDA: "The page is an agenda: it tells what is to be taken up, and nothing of what was settled.",
    PageKind.ACTION_LOG: "The page is an action log: it lists actions and states, and nothing of what a meeting said.",
    PageKind.OTHER: "The page does not look like minutes: it tells little or nothing of what a meeting settled.",
}
ALMOST_NOTHING = 200  # characters
SETTLES = 2  # decisions; a page with so many tells what a meeting settled, whatever it looks like
LONG_ENOUGH = 80  # characters of a last paragraph that may have been cut


def find_truncated(view: View) -> Iterator[Finding]:
    """Find where the page cuts its own text short."""
    cuts = list(_cuts_in(view.text))
    spans = [cut.span() for cut in cuts]
    if not spans and ("..." in view.text or "…" in view.text):
        spans = [found.span("words") for found in _MORE.finditer(view.text)]
    if spans:
        where = _say_items(list(dict.fromkeys(cut["item"] for cut in cuts)))
        words = f"The page cuts its text short{where}. What follows there, actions among it, was not read."
        yield make_finding(FindingCode.TRUNCATED_TEXT, f"{words} Open the full text.", spans)
    elif span := _open_end(view):
        yield make_finding(FindingCode.TRUNCATED_TEXT, "The text of the page ends in the middle of a sentence.", [span])


def _cuts_in(text: str) -> Iterator[re.Match[str]]:
    """Yield each place where a page says that the full text of an item is elsewhere; the first look is far quicker."""
    for at in places_of("full", text):
        found = _FULL_TEXT.search(text, max(0, at - _BEFORE_FULL), at + _AFTER_FULL)
        if found and found.start("full") == at:
            yield found


def _say_items(numbers: list[str]) -> str:
    """Return " in item 16" or " in items 34 and 40"."""
    if len(numbers) < 2:
        return f" in item {numbers[0]}" if numbers else ""
    return f" in items {', '.join(numbers[:-1])} and {numbers[-1]}"


def _open_end(view: View) -> Span | None:
    """Return the end of a last long paragraph that stops at a word such as "and" or at a comma."""
    last = view.blocks[-1] if view.blocks else None
    if last and len(last.words) >= LONG_ENOUGH and not last.cells and _OPEN.search(last.words.rstrip()[-12:]):
        words = last.words.rstrip()
        return (last.start + words.rfind(" ") + 1, last.start + len(words))
    return None


def find_no_minutes(view: View) -> Iterator[Finding]:
    """Find that the page is an agenda, an action log or a landing page, or that it holds almost no text."""
    record = view.record
    if len(record.text.strip()) < ALMOST_NOTHING and not record.actions and not record.decisions:
        yield make_finding(
            FindingCode.NOT_MINUTES, "The page holds almost no text, so there is little to read from it."
        )
    elif record.kind == PageKind.ACTION_LOG or (record.kind != PageKind.MINUTES and len(record.decisions) < SETTLES):
        yield make_finding(FindingCode.NOT_MINUTES, _KINDS[record.kind])


def find_no_date(view: View) -> Iterator[Finding]:
    """Find that minutes do not say on which day the meeting was held."""
    if view.record.kind == PageKind.MINUTES and view.day is None:
        words = (
            "The page does not say on which day the meeting was held, so days without a year could not be worked out."
        )
        yield make_finding(FindingCode.MEETING_WITHOUT_DATE, words)


def find_ownerless_actions(view: View) -> Iterator[Finding]:
    """Find the actions that are given to nobody: one finding for the page."""
    open_ones = [action for action in view.record.actions if not action.done]
    bare = [action for action in open_ones if not action.owners]
    if bare:
        words = _say_share(len(bare), len(open_ones), ("has no owner", "have no owner", "has an owner"))
        yield make_finding(FindingCode.ACTION_WITHOUT_OWNER, words, [action.span for action in bare])


def find_undated_actions(view: View) -> Iterator[Finding]:
    """Find the actions that say no day and no event: one finding for the page."""
    open_ones = [action for action in view.record.actions if not action.done]
    bare = [action for action in open_ones if action.due is None]
    if bare:
        due = ("says no day and no event by which it is due", "say no day and no event by which they are due")
        words = _say_share(len(bare), len(open_ones), (*due, "says a day or an event by which it is due"))
        yield make_finding(FindingCode.ACTION_WITHOUT_DATE, words, [action.span for action in bare])


def _say_share(part: int, whole: int, lacks: tuple[str, str, str]) -> str:
    """Return how many of the actions lack something; `lacks` says it for one and for several, and says the contrary."""
    if part == whole:
        return f"The one action {lacks[0]}." if part == 1 else f"None of the {whole} actions {lacks[2]}."
    return f"{part} of {whole} actions {lacks[0] if part == 1 else lacks[1]}."
