"""What a chair looks at: the chair's page, attendance with its letters, how long actions live, the list to print."""

from __future__ import annotations

from datetime import date, timedelta

from tests.facts import add_action, add_attendance, add_organisation, add_person, add_series
from tests.paths.place import Place, press
from wapentake.accounts.models import Account, Partnership
from wapentake.agendas.changes.plan import put_forward
from wapentake.agendas.models import ForwardItem
from wapentake.contacts.models import Organisation
from wapentake.meetings.changes.absence import keep_letter, send_letter
from wapentake.meetings.models import Attendance, Meeting, SentHow

NAME = "Harrowmere Safer Streets Executive"


def fill_chairing(partnership: Partnership, by: Account) -> dict[str, object]:
    """Twelve meetings of a body of which three bodies are members: one always there, one gone, one told of it."""
    today = date.today()  # noqa: DTZ011 - any days that have passed will do
    days = [today - timedelta(28 * number + 3) for number in range(12, 0, -1)]
    council, police, club = (
        add_organisation(partnership, f"Executive {name}") for name in ("Council", "Police", "Club")
    )
    for body, own in ((council, days), (police, days[:4]), (club, days[:10])):
        for number, on in enumerate(own):
            row = add_attendance(add_person(partnership, f"{'ABCDEFGHIJKL'[number]} {body}", (body, on, on)), on)
            Attendance.objects.filter(pk=row.pk).update(organisation=body)
    Organisation.objects.filter(pk__in=[council.pk, police.pk, club.pk]).update(is_member=True)
    Organisation.objects.filter(pk=police.pk).update(is_responsible=True)
    for number in range(14):
        held = {"lead_body": (council, police)[number % 2], "lead": None} if number % 3 else {}
        due = {"due_on": today - timedelta(40)} if number % 4 else {}
        add_action(partnership, f"write to street {number}", "TA", on=days[number % 12], **held, **due)
    meetings = Meeting.objects.filter(partnership=partnership, on__in=days)
    meetings.update(body=NAME, body_key=NAME.lower())
    series = add_series(partnership, NAME)
    meetings.update(series=series)
    forward = put_forward(series, {"title": "Talk on lamps", "meeting": None, "reason": ""}, by=by)
    ForwardItem.objects.filter(pk=forward.pk).update(deferrals=3, first_on=days[2])
    pair = (meetings.get(on=days[10]), meetings.get(on=days[11]))
    told = {"to": str(club), "email": "", "subject": "We missed you", "text": "Dear colleague\n\n- come again"}
    send_letter(keep_letter(club, pair, told, by=by), SentHow.POST, on=today, by=by)
    return {"absent": police.pk, "written": club.pk, "present": council.pk, "executive": pair[1].pk}


CHAIRING = {
    "chair": Place("/harrowmere/meetings/chair/", who="chair"),
    "chair-home": Place("/harrowmere/", who="chair"),
    "attendance": Place("/harrowmere/meetings/attendance/"),
    "attendance-to": Place("/harrowmere/meetings/attendance/?meeting={executive}"),
    "letter": Place("/harrowmere/meetings/attendance/{absent}/letter/"),
    "letter-wrong": Place("/harrowmere/meetings/attendance/{absent}/letter/", (press("send by e-mail"),)),
    "letter-sent": Place("/harrowmere/meetings/attendance/{written}/letter/"),
    "letter-none": Place("/harrowmere/meetings/attendance/{present}/letter/"),
    "wording": Place("/harrowmere/meetings/attendance/wording/"),
    "lives": Place("/harrowmere/actions/lives/"),
    "open-actions": Place("/harrowmere/meetings/{executive}/actions/list/"),
    "open-actions-item": Place("/harrowmere/meetings/{executive}/actions/list/?by=item"),
}
EMPTY_CHAIRING = {
    "empty-chair": Place("/harrowmere/meetings/chair/"),
    "empty-attendance": Place("/harrowmere/meetings/attendance/"),
    "empty-lives": Place("/harrowmere/actions/lives/"),
}
