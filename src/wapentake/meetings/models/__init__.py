"""The tables of `meetings`: bodies that meet and their calendar, and what pages told of each meeting."""

from wapentake.meetings.models.calendar import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.models.facts import Attendance, Decision, Fact, Item, Page

__all__ = [
    "Attendance",
    "Decision",
    "Fact",
    "Item",
    "Meeting",
    "NoticeRule",
    "Page",
    "Series",
    "StandingItem",
]
