"""The values that minutes are composed of, as the rows tell them."""

from datetime import date

from tests.meeting import make_meeting
from wapentake.minutes.queries import tell_sitting
from wapentake.minutes.rules import compose_minutes
from wapentake.reading import read


def test_previous_minutes_are_headed_by_their_day(partnership):
    """Their title on the agenda has the day of their meeting, which the minutes say too, and which reads as an item."""
    before = make_meeting(partnership, date(2026, 1, 12), state="published", items=[])
    item = {"title": "Minutes of the previous meeting", "origin": "previous minutes", "previous": before}
    meeting = make_meeting(partnership, date(2026, 3, 9), items=["Apologies for absence", item, "Late bus"])
    text = compose_minutes(tell_sitting(meeting)).text
    record = read(text, name="minutes.txt")
    titles = ["Apologies for absence", "Minutes of the meeting held on 12 January 2026", "Late bus"]
    assert [one.title for one in record.items] == titles
    assert record.meeting.date == "2026-03-09"
