"""Whether the minutes of a meeting may be written now: every write of this room asks first."""

from __future__ import annotations

from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import TYPED

NOT_NOW = (
    "The minutes of this meeting cannot be written now: it stands at “{state}”. Nothing was changed. "
    "Go to the page of the meeting to see who can take it on, or back."
)


def hold_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting, locked until the transaction ends. Raises Refused where its minutes are not being written."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.state not in TYPED:
        raise Refused("not-typed", NOT_NOW.format(state=held.state))
    return held
