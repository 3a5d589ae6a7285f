"""A meeting on its way, for the tests of `desk`: its steps taken as a browser takes them, and what the public is told.

meeting = draft(partnership)                                   # its minutes wait for the chair
text = take(client_in, meeting, "clear", **CLEARED)            # the page that follows
read_outputs(meeting)                                          # {"page": "...", "pdf": "...", ...}
"""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.meeting import make_meeting, seat_people
from wapentake.accounts.models import Partnership
from wapentake.meetings.models import Meeting
from wapentake.reading import read
from wapentake.terms import MeetingState

DAY = date(2026, 3, 9)
TYPED = (
    "It was agreed that £1,250 be given to the Lantern Youth Club for evening sessions.\n\n"
    "ACTION: Tom Ash to write to the landlords by 30 April 2026."
)
PHONE = "Ring Jo on 0116 270 4431 in the evening."
CLEARED = {"clear-cleared_by": "Ruth Ashdown", "clear-on": "2026-03-12", "clear-how": "by telephone"}
CIRCULATED = {"circulate-on": "2026-03-13"}
TO_CLEARED = (("clear", CLEARED),)
TO_PUBLIC = (*TO_CLEARED, ("circulate", CIRCULATED), ("publish-draft", {}))


def draft(partnership: Partnership, text: str = TYPED, **told) -> Meeting:
    """A meeting that was held, with two people on its roll and these words under its second item."""
    items = ["Apologies for absence", {"title": "Late bus", "text": text}, "Any other business"]
    meeting = make_meeting(partnership, told.pop("on", DAY), items=items, **{"state": "minutes draft", **told})
    seat_people(meeting, ("Tom Ash", "Wendshire Haven", "present"), ("Dana Colley", "Fenland Police", "present"))
    return meeting


def page(name: str, meeting: Meeting, *told: str) -> str:
    return reverse(f"desk:{name}", args=["harrowmere", meeting.pk, *told])


def post(client: Client, path: str, told: dict[str, str], *, source: str = "") -> str:
    """What is read after a form was sent, from the page that it stands on."""
    answer = client.post(path, told, headers={"referer": f"http://testserver{source or path}"}, follow=True)
    assert answer.status_code in (200, 422)
    return answer.content.decode()


def take(client: Client, meeting: Meeting, step: str, told: dict[str, str] | None = None) -> str:
    """What is read after a step was taken from the page of a meeting's way; the meeting is read again."""
    text = post(client, page("step", meeting, step), told or {}, source=page("way", meeting))
    meeting.refresh_from_db()
    return text


def take_all(client: Client, meeting: Meeting, *steps: tuple[str, dict[str, str]]) -> None:
    for step, told in steps:
        before = meeting.state
        take(client, meeting, step, told)
        assert meeting.state != before, step


def confirmation(at: Meeting) -> dict[str, str]:
    """What the form for confirming asks."""
    return {"confirm-confirmed_at": str(at.pk), "confirm-signed_by": "Ruth Ashdown", "confirm-on": f"{at.on}"}


def publish_confirmed(client: Client, meeting: Meeting, at: Meeting) -> None:
    """Take a meeting from its draft to its published minutes, which a later one confirmed."""
    take_all(client, meeting, *TO_CLEARED, ("confirm", confirmation(at)), ("publish", {}))


def stand_at(meeting: Meeting, state: str) -> Meeting:
    """Put a meeting where it would be after earlier steps."""
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState(state).value)
    meeting.refresh_from_db()
    return meeting


def shown(meeting: Meeting) -> list[tuple[str, int, bool]]:
    """What was published of a meeting: kind, number, and whether it stands."""
    return list(meeting.publications.order_by("pk").values_list("kind", "number", "current"))


def public(name: str, *told) -> str:
    return reverse(f"public:{name}", args=["harrowmere", *told])


def read_outputs(meeting: Meeting) -> dict[str, str]:
    """All that the public is told of a meeting, by the name of the output; a PDF and a Word file as they read."""
    asked = {
        "page": public("meeting", meeting.pk),
        "pdf": public("pdf", meeting.pk, "minutes"),
        "docx": public("docx", meeting.pk, "minutes"),
        "rss": public("rss"),
        "atom": public("atom"),
        "calendar": public("calendar"),
        "service": f"{public('GetMeeting')}?lMeetingId={meeting.pk}",
        "home": public("home"),
    }
    told = {}
    for name, path in asked.items():
        answer = Client().get(path)
        assert answer.status_code == 200, name
        told[name] = (
            read(answer.content, name=f"minutes.{name}").text if name in ("pdf", "docx") else answer.content.decode()
        )
    return {name: " ".join(text.split()) for name, text in told.items()}
