"""What bids and returns ask of the agenda of a meeting."""

from __future__ import annotations

from datetime import timedelta

from wapentake.agendas.rules import Drafted
from wapentake.bids.queries.bids import find_to_decide
from wapentake.meetings.models import Meeting
from wapentake.returns.queries import find_coming
from wapentake.terms import ItemOrigin, MeetingKind, Purpose, say_date

AHEAD = timedelta(62)  # two months, as often as most partnerships meet


def find_due_returns(meeting: Meeting) -> list[Drafted]:
    """Return an item for each return that is not sent and is due within two months of an ordinary meeting, or late."""
    if meeting.series is not None and meeting.series.kind != MeetingKind.ORDINARY:
        return []
    return [
        Drafted(
            f"return:{one.pk}",
            f"Return to {one.funder}: {one.name}, due on {say_date(one.due_on)}"[:300],
            ItemOrigin.STANDING,
            Purpose.INFORMATION.value,
        )
        for one in find_coming(meeting.partnership_id, since=meeting.on, until=meeting.on + AHEAD)
    ]


def draft_bids(meeting: Meeting) -> list[Drafted]:
    """Return an item for each bid that waits for this meeting's decision."""
    return [
        Drafted(
            f"bid:{one.pk}", f"Bid: {one.title}"[:300], ItemOrigin.FORWARD, Purpose.DECISION.value, presenter=one.who
        )
        for one in find_to_decide(meeting)
    ]
