"""A meeting of the calendar with its agenda, for all that is tested of it before its page is in the register.

meeting = make_meeting(partnership, date(2026, 3, 9), items=["Late bus", "Dogs order"])
seat_people(meeting, ("Ann Bell", "Fenland Police", "present"), ("Jo May", "", "invited"))
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wapentake.accounts.models import Partnership
from wapentake.agendas.models import AgendaItem
from wapentake.contacts.changes import meet_organisation
from wapentake.meetings.models import Meeting, Series
from wapentake.minutes.models import Minute, Roll
from wapentake.terms import MeetingState, key_of_body

AGENDA = ("Apologies for absence", "Declarations of interest", "Late bus", "Grants", "Any other business")


def make_meeting(
    partnership: Partnership,
    on: date = date(2026, 3, 9),
    *,
    items: Sequence[str | dict[str, Any]] = AGENDA,
    state: str = MeetingState.HELD,
    body: str = "Harrowmere Community Safety Partnership",
    quorum: int = 2,
) -> Meeting:
    """A meeting of a body with its agenda; an item is its title, or the values of its row, `text` what is typed."""
    key = key_of_body(body)
    series, _ = Series.objects.get_or_create(
        partnership=partnership, key=key, defaults={"name": body, "quorum": quorum}
    )
    meeting = Meeting.objects.create(
        partnership=partnership,
        series=series,
        body=body,
        body_key=key,
        on=on,
        time="14:00",
        venue="Corn Hall, Harrowmere",
        state=state,
    )
    for position, told in enumerate(items, 1):
        values = {"title": told} if isinstance(told, str) else dict(told)
        text = values.pop("text", "")
        item = AgendaItem.objects.create(meeting=meeting, position=position, number=position, **values)
        if text:
            Minute.objects.create(item=item, text=text, version=1)
    return meeting


def seat_people(meeting: Meeting, *people: tuple[str, str, str], **told: Any) -> None:
    """Put people on the roll: name, organisation or nothing, status; who is invited is no member."""
    for name, organisation, status in people:
        Roll.objects.create(
            meeting=meeting,
            name=name,
            organisation=meet_organisation(meeting.partnership, organisation) if organisation else None,
            status=status,
            is_member=status != "invited",
            **told,
        )


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    """The item of a meeting with this title."""
    return AgendaItem.objects.get(meeting=meeting, title=title)
