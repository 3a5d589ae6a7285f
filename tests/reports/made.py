"""Meetings that are published, for the tests of `reports`: an example page, or an agenda made by hand."""

from datetime import date, timedelta

from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.meetings.models import Meeting, Series
from wapentake.minutes.models import Correction
from wapentake.reports.changes import publish
from wapentake.reports.models import Publication
from wapentake.reports.queries import find_page_text
from wapentake.terms import MeetingState

SECRET = "the widow at 7 Tallow Lane"
REASON = "Telling it would make a family known."
AGENDA = """\
## Harrowmere Community Safety Partnership

Agenda for the meeting on Tuesday 9 July 2024 at 10.00 am in the Corn Hall, Harrowmere

## 1. Apologies

## 2. Lighting in Tallow Lane (Tom Beckwith)

A paper on what new lamps would cost.

## 3. A family in need

The public were excluded from this item, for SECRET is named in it.

Date of next meeting: Tuesday 10 September 2024
""".replace("SECRET", SECRET)


def make_meeting(partnership: Partnership, *, on: date = date(2024, 7, 9), **told) -> Meeting:
    """A meeting of a body of the calendar that has been called."""
    name = told.pop("body", partnership.name)
    series, _ = Series.objects.get_or_create(partnership=partnership, key=name.lower(), defaults={"name": name})
    values = {"time": "10:00", "venue": "Corn Hall, Harrowmere", "state": MeetingState.PLANNED, "series": series}
    return Meeting.objects.create(partnership=partnership, body=name, body_key=name.lower(), on=on, **values | told)


def fill_agenda(meeting: Meeting) -> dict[str, Paper]:
    """Three items, of which the last is exempt; each but the first has a paper."""
    rows = (("Apologies", ""), ("Lighting in Tallow Lane", ""), ("A family in need", "2"))
    files = {}
    for number, (title, paragraph) in enumerate(rows, 1):
        item = AgendaItem.objects.create(
            meeting=meeting,
            position=number,
            number=number,
            title=title,
            paragraph=paragraph,
            public_interest=REASON if paragraph else "",
        )
        if number > 1:
            data = f"%PDF-1.4 {title}".encode()
            files["open" if not paragraph else "exempt"] = Paper.objects.create(
                item=item,
                name=f"{title}.pdf",
                title=f"Paper on {title}",
                media_type="application/pdf",
                size=len(data),
                sha256=str(number) * 64,
                data=data,
            )
    return files


def publish_page(meeting: Meeting, by: Account) -> Publication:
    """The minutes of a meeting that is known from a page, published."""
    return publish(meeting, "minutes", find_page_text(meeting), by=by)


WIDE = """\
## 4. Money and who is to act

| Source | Before | Now | Change on the year | What it pays for | Who holds it |
| Grant | £1,250.00 | £1,500.00 | £250.00 | Evening sessions | Harrowmere Borough Council |

Wardens are to walk the lane each evening until the lamps are mended, and to write down what they see.

|| Tom Beckwith, TB

- a list
  - and one below it
- its end

3. counted from three
4. and on
"""


def fill_public(partnership: Partnership, by: Account) -> dict[str, object]:
    """Publish an agenda, a draft, corrected minutes; cancel a meeting; return the ids that addresses need."""
    today = timezone.localdate()
    coming, bare = (make_meeting(partnership, on=today + timedelta(days=days)) for days in (14, 70))
    drafted, confirmed = (make_meeting(partnership, on=today - timedelta(days=days)) for days in (20, 80))
    fill_agenda(coming)
    publish(coming, "agenda", AGENDA, by=by, note="Outside body")
    Meeting.objects.filter(pk=coming.pk).update(state=MeetingState.CANCELLED, cancelled_because="The hall is shut.")
    text = AGENDA.replace("Date of next", f"{WIDE}\nDate of next")
    for meeting, kind in ((drafted, "draft"), (confirmed, "minutes")):
        fill_agenda(meeting)
        Correction.objects.create(
            meeting=meeting, item="Lighting in Tallow Lane", was="new lamps", should_be="six lamps", agreed_at=drafted
        )
        publish(meeting, "agenda", AGENDA, by=by)
        publish(meeting, kind, text, by=by)
    return {
        "public_body": coming.series_id,
        "public_agenda": coming.pk,
        "public_draft": drafted.pk,
        "public_minutes": confirmed.pk,
        "public_bare": bare.pk,
    }
