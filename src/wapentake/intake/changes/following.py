"""What later pages of a body say was done: held against the actions that are not closed, and kept as proposals.

The reader finds the words; nothing is closed here. A page counts once its meeting is in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wapentake.accounts.models import Partnership
from wapentake.actions.changes.reports import keep_reports
from wapentake.actions.models import Action, Report, ReportState
from wapentake.actions.queries import find_unclosed
from wapentake.meetings.models import Meeting, Page
from wapentake.reading.followed import Asked, find_followed
from wapentake.reading.record import Record
from wapentake.sources.models import Document

Pages = Sequence[tuple[Document, Record]]


def follow_through(partnership: Partnership, pages: Pages) -> int:
    """Keep what pages say was done of the actions that are not closed, as proposals; return how many are new.

    Means: of several pages that report an action, the first is proposed. What a person refused, or what closed an
    action that was opened again since, is not proposed from that page again.
    """
    actions = list(find_unclosed(partnership))
    found = list(_find_reports(partnership, actions, pages)) if actions else []
    return keep_reports(partnership, found)


def _find_reports(partnership: Partnership, actions: Sequence[Action], pages: Pages) -> Iterator[Report]:
    """Yield the reports of pages in the order of their meetings."""
    meetings = _find_meetings(pages)
    decided = set(
        Report.objects.filter(partnership=partnership)
        .exclude(state=ReportState.PROPOSED)
        .values_list("action_id", "document__source_id")
    )
    told: set[int] = set()
    held = [(meetings[document.pk], document, record) for document, record in pages if document.pk in meetings]
    for meeting, document, record in sorted(held, key=lambda one: (one[0].on, one[1].pk)):
        waiting = [one for one in actions if one.pk not in told and is_of_before(one, meeting)]
        for followed in find_followed(record, [_ask(one) for one in waiting]):
            pk = int(followed.key)
            if (pk, document.source_id) not in decided:
                told.add(pk)
                start, end = followed.span
                place = {"start": start, "end": end, "reason": followed.reason}
                yield Report(partnership=partnership, action_id=pk, document=document, **place)


def _find_meetings(pages: Pages) -> Mapping[int, Meeting]:
    rows = Page.objects.filter(document__in=[document.pk for document, _ in pages]).select_related("meeting")
    return {one.document_id: one.meeting for one in rows}


def is_of_before(action: Action, meeting: Meeting) -> bool:
    """Return whether an action was given at an earlier meeting of the same body."""
    given = action.meeting
    if given.on >= meeting.on:
        return False
    if given.series_id and meeting.series_id:
        return given.series_id == meeting.series_id
    return given.body_key == meeting.body_key


def _ask(action: Action) -> Asked:
    """Return an action as the reader is asked about it, with all names under which its owners are known."""
    return Asked(
        key=str(action.pk),
        text=action.text,
        owners=tuple(dict.fromkeys(_names_of(action))),
        on=action.meeting.on,
    )


def _names_of(action: Action) -> Iterable[str]:
    for owner in action.owners.all():
        yield owner.written
        if owner.person is not None:
            yield (owner.person.joined_to or owner.person).name
    if action.lead is not None:
        yield action.lead.name
