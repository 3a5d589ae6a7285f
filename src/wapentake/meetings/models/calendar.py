"""Bodies that meet, on which days, under what notice, and each meeting with how far it has come."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.sources.models import Passage
from wapentake.terms import MeetingKind, MeetingState, Purpose

KINDS = [(kind.value, kind.value.capitalize()) for kind in MeetingKind]
STATES = [(state.value, state.value.capitalize()) for state in MeetingState]
PURPOSES = [(one.value, one.value.capitalize()) for one in Purpose]


class Series(models.Model):
    """A body that meets, and when: `rule` is a recurrence as iCalendar writes it (RFC 5545), empty where none is.

    `year_month` is the month in which running numbers of items begin again at 1; 0 where each meeting begins at 1.
    `quorum` counts member bodies; 0 where there is none.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=250)
    key = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=KINDS, default=MeetingKind.ORDINARY.value)
    rule = models.CharField(max_length=200, blank=True)
    time = models.CharField(max_length=5, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(default=120)
    venue = models.CharField(max_length=300, blank=True)
    room = models.CharField(max_length=100, blank=True)
    dial_in = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    quorum = models.PositiveSmallIntegerField(default=0)
    year_month = models.PositiveSmallIntegerField(default=5)

    class Meta:
        """Once each body."""

        constraints = (models.UniqueConstraint(fields=["partnership", "key"], name="series_once"),)
        verbose_name_plural = "series"

    def __str__(self) -> str:
        """Return the name of the body."""
        return self.name


class StandingItem(models.Model):
    """What is on every agenda of a body. `rota` names presenters, a line each, who take turns meeting by meeting."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=20, choices=PURPOSES, default=Purpose.DISCUSSION.value)
    duration_minutes = models.PositiveSmallIntegerField(default=0)
    rota = models.TextField(blank=True)

    class Meta:
        """In the order of the agenda."""

        ordering = ("position", "pk")

    def __str__(self) -> str:
        """Return its title."""
        return self.title

    @property
    def presenters(self) -> str:
        """The names of the rota, in one line."""
        return ", ".join(line.strip() for line in self.rota.splitlines() if line.strip())


class NoticeRule(models.Model):
    """How many clear days before a meeting its agenda is published, from a day on; none where `clear_days` is empty."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    clear_days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """One from each day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "since"], name="notice_once"),)

    def __str__(self) -> str:
        """Say how many days, and from when."""
        return f"{self.clear_days or 'no'} clear days from {self.since}"


class Meeting(models.Model):
    """A meeting of a body on a day. `body_key` is the folded name under which two pages meet.

    `sequence` counts what calendars must be told of (RFC 5545): another day, hour or place, or that it is cancelled.
    `first_on` is the day for which it was called, where it was moved since.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="meetings")
    body = models.CharField(max_length=250)
    body_key = models.CharField(max_length=250)
    on = models.DateField()
    time = models.CharField(max_length=5, blank=True)
    venue = models.CharField(max_length=300, blank=True)
    passage = models.ForeignKey(Passage, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS, default=MeetingKind.ORDINARY.value)
    state = models.CharField(max_length=20, choices=STATES, default=MeetingState.RECORDED.value)
    duration_minutes = models.PositiveSmallIntegerField(default=120)
    room = models.CharField(max_length=100, blank=True)
    dial_in = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    first_on = models.DateField(null=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        """The same meeting is known by body and day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "body_key", "on"], name="meeting_once"),)
        indexes = (models.Index(fields=["partnership", "-on"], name="meeting_newest"),)

    def __str__(self) -> str:
        """Say of what body, and when."""
        return f"{self.body}, {self.on}"
