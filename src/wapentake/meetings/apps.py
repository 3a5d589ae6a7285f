"""The room `meetings` as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, attendance, items and decisions."""

    name = "wapentake.meetings"
