"""The pages of the calendar, of the forward plan and of agendas, and what they show."""

from __future__ import annotations

from datetime import date, timedelta

from tests.paths.place import LONG, Place, press
from wapentake.accounts.models import Account, Partnership
from wapentake.agendas.changes import add_paper, put_item, take_off
from wapentake.agendas.changes.plan import put_forward
from wapentake.desk.changes.calendar import build_agenda
from wapentake.meetings.changes.calendar import plan_meetings, put_notice, put_series, put_standing_item
from wapentake.meetings.models import Meeting


def fill_calendar(partnership: Partnership, by: Account) -> dict[str, object]:
    """Put the body in the calendar, with a meeting to come, its agenda, and something on the forward plan."""
    held = Meeting.objects.filter(partnership=partnership).order_by("-on").first()
    page = held.pages.get().document
    put_off = {
        "what": "Talk by the wardens",
        "until": "the next meeting",
        "because": "as they were ill",
        "span": [0, 40],
    }
    page.record["deferrals"] = [put_off]
    page.save(update_fields=["record"])
    series = put_series(partnership, {"name": held.body, "time": held.time, "venue": "Corn Hall", "quorum": 3}, by=by)
    put_notice(partnership, since=held.on, clear_days=5, by=by)
    standing = [put_standing_item(series, {"title": title, "rota": "Ann\nBob"}, by=by) for title in ("Crime", "Funds")]
    today = date.today()  # noqa: DTZ011 - any day to come will do
    late, later = plan_meetings(series, [today + timedelta(2), today + timedelta(60)], by=by)
    forward = put_forward(series, {"title": f"Talk on {LONG}", "meeting": late, "reason": "Cllr Ash asked"}, by=by)
    build_agenda(late, by=by)
    case = put_item(late, {"title": "A case", "paragraph": "1", "public_interest": "They would be known."}, by=by)
    told = {"media_type": "application/pdf", "size": 83_000, "sha256": "0", "data": b"x"}
    paper = add_paper(case, {"name": "a.pdf", "title": LONG, **told}, by=by)
    take_off(put_item(late, {"title": "Taxis"}, by=by), by=by)
    return {
        "series": series.pk,
        "standing": standing[0].pk,
        "late": late.pk,
        "later": later.pk,
        "forward": forward.pk,
        "item": case.pk,
        "paper": paper.pk,
    }


CALENDAR = {
    "calendar": Place("/harrowmere/meetings/calendar/"),
    "body": Place("/harrowmere/meetings/calendar/bodies/{series}/"),
    "body-new": Place("/harrowmere/meetings/calendar/bodies/new/"),
    "body-wrong": Place("/harrowmere/meetings/calendar/bodies/new/", (press("Save"),)),
    "body-change": Place("/harrowmere/meetings/calendar/bodies/{series}/change/"),
    "year": Place("/harrowmere/meetings/calendar/bodies/{series}/plan/"),
    "one-meeting": Place("/harrowmere/meetings/calendar/bodies/{series}/meeting/"),
    "standing": Place("/harrowmere/meetings/calendar/standing/{standing}/"),
    "standing-moved": Place("/harrowmere/meetings/calendar/bodies/{series}/", (press("Move down Crime"),)),
    "notice": Place("/harrowmere/meetings/calendar/notice/"),
    "notice-wrong": Place("/harrowmere/meetings/calendar/notice/", (press("Save"),)),
    "plan": Place("/harrowmere/meetings/plan/"),
    "plan-left": Place("/harrowmere/meetings/plan/", (press("Leave it off"),)),
    "plan-new": Place("/harrowmere/meetings/plan/new/"),
    "plan-item": Place("/harrowmere/meetings/plan/{forward}/"),
    "plan-defer": Place("/harrowmere/meetings/plan/{forward}/defer/", (press("Put it off"),)),
    "plan-drop": Place("/harrowmere/meetings/plan/{forward}/drop/"),
    "agenda": Place("/harrowmere/meetings/{late}/agenda/"),
    "agenda-moved": Place("/harrowmere/meetings/{late}/agenda/", (press("Move down Apologies"),)),
    "agenda-empty": Place("/harrowmere/meetings/{later}/agenda/"),
    "agenda-item": Place("/harrowmere/meetings/items/{item}/"),
    "agenda-item-wrong": Place("/harrowmere/meetings/{late}/agenda/new/", (press("Save"),)),
    "paper": Place("/harrowmere/meetings/items/{item}/papers/"),
    "paper-wrong": Place("/harrowmere/meetings/items/{item}/papers/", (press("Add this paper"),)),
    "move": Place("/harrowmere/meetings/{later}/move/"),
    "cancel-wrong": Place("/harrowmere/meetings/{later}/cancel/", (press("Cancel the meeting"),)),
    "cancelled": Place("/harrowmere/meetings/{later}/"),
}
