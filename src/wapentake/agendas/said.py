"""What accepted minutes put off, gathered as proposals for the forward plan. Nothing is put there by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wapentake.accounts.models import Partnership
from wapentake.agendas.models import ForwardItem
from wapentake.agendas.queries import Proposal, Said
from wapentake.agendas.rules import is_named_in, is_same_thing, is_vague
from wapentake.meetings.models import Decision, Meeting, Page
from wapentake.terms import DecisionKind, fold_text

MOST_MEETINGS = 24  # whose minutes are looked through, the newest ones


def find_proposals(partnership: Partnership) -> list[Proposal]:
    """Return what minutes of bodies in the calendar put off and nobody has decided on, the newest first.

    Means: what was put off twice under like words is one proposal, and what is on the plan already is told as put off
    once more.
    """
    plan = list(ForwardItem.objects.filter(partnership=partnership).order_by("pk"))
    known = {key for item in plan for key in item.said}
    groups: list[list[Said]] = []
    for said in sorted(_find_said(partnership), key=lambda one: (one.meeting.on, one.meeting.pk, one.title)):
        if said.key in known or any(said.key == one.key for group in groups for one in group):
            continue
        group = next((one for one in groups if _are_same(one[-1], said)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    proposals = [Proposal(group, _find_again(plan, group[-1])) for group in groups]
    return sorted(proposals, key=lambda one: (one.last.meeting.on, one.last.meeting.pk, one.last.title), reverse=True)


def _are_same(one: Said, other: Said) -> bool:
    return one.meeting.series_id == other.meeting.series_id and is_same_thing(one.title, other.title)


def _find_again(plan: Iterable[ForwardItem], said: Said) -> ForwardItem | None:
    """Return the item of the plan that is the same thing, unless it was dropped."""
    alike = (
        item
        for item in plan
        if item.series_id == said.meeting.series_id
        and item.state != "dropped"
        and is_same_thing(item.title, said.title)
    )
    return next(alike, None)


def _find_said(partnership: Partnership) -> Iterator[Said]:
    """Give what was put off, by meeting: deferrals that the reader found, and decisions of that kind.

    Means: where a deferral says only "the bid", the item under which it stands gives its name.
    """
    held = Meeting.objects.filter(partnership=partnership, series__isnull=False, pages__document__current=True)
    newest = list(held.distinct().order_by("-on")[:MOST_MEETINGS].values_list("pk", flat=True))
    pages = Page.objects.filter(
        meeting__in=newest, document__current=True, document__record__deferrals__0__isnull=False
    )
    decided = Decision.objects.filter(meeting__in=newest, kind=DecisionKind.DEFERRED)
    decisions = list(decided.select_related("meeting", "item", "passage").order_by("pk"))
    used: set[int] = set()
    told: list[Said] = []
    for page in pages.select_related("meeting", "document").order_by("document_id"):
        for deferral in page.document.record["deferrals"]:
            match = next((one for one in decisions if _rests_on(one, page, deferral)), None)
            used |= {match.pk} if match else set()
            told.append(_say_deferral(page, deferral, match))
    yield from told
    for decision in decisions:
        again = any(one.meeting == decision.meeting and is_named_in(one.title, decision.text) for one in told)
        if decision.pk not in used and not again:
            title = decision.item.title if decision.item else decision.text
            yield _say(decision.meeting, title, words=decision.text, passage=decision.passage_id)


def _rests_on(decision: Decision, page: Page, deferral: Mapping[str, Any]) -> bool:
    """Return whether a decision is the deferral that the reader found: in one document, with common words or item."""
    passage = decision.passage
    if passage.document_id != page.document_id:
        return False
    start, end = deferral["span"]
    overlaps = passage.start < end and start < passage.end
    return overlaps or (passage.item is not None and passage.item == deferral.get("item"))


def _say_deferral(page: Page, deferral: Mapping[str, Any], decision: Decision | None) -> Said:
    start, end = deferral["span"]
    item = decision.item if decision else None
    return _say(
        page.meeting,
        item.title if item and is_vague(deferral["what"]) else deferral["what"],
        until=deferral.get("until") or "",
        because=deferral.get("because") or "",
        words=page.document.text[start:end],
        passage=decision.passage_id if decision else None,
    )


def _say(meeting: Meeting, title: str, *, words: str, passage: int | None, until: str = "", because: str = "") -> Said:
    shown = " ".join(title.split())[:300]
    shown = shown.capitalize() if shown.isupper() else shown[:1].upper() + shown[1:]
    return Said(f"{meeting.pk}:{fold_text(shown)}", meeting, shown, until, because, words, passage)
