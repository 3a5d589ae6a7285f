"""The tables of `meetings`: bodies that meet and their calendar, what pages told of meetings, letters on absence."""

from wapentake.meetings.models.absence import AbsenceLetter, AbsenceWording, SentHow
from wapentake.meetings.models.calendar import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.models.facts import Attendance, Decision, Fact, Item, Page

__all__ = [
    "AbsenceLetter",
    "AbsenceWording",
    "Attendance",
    "Decision",
    "Fact",
    "Item",
    "Meeting",
    "NoticeRule",
    "Page",
    "SentHow",
    "Series",
    "StandingItem",
]
