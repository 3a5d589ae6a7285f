"""Agendas, their papers, and the forward plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.models.calendar import PURPOSES
from wapentake.sources.models import Passage
from wapentake.terms import ItemOrigin, Purpose, say_date

ORIGINS = [(one.value, one.value.capitalize()) for one in ItemOrigin]


class ForwardState(models.TextChoices):
    """What became of an item of the forward plan."""

    WAITING = "waiting", "To come"
    TAKEN = "taken", "Taken"
    DROPPED = "dropped", "Dropped"


class ForwardItem(models.Model):
    """Something deferred, promised or asked for. It stays until a meeting has taken it or somebody drops it.

    `first_on` is the day for which it was first meant, `meeting` the one for which it is meant now: its date moves with
    that meeting. `deferrals` counts how often it was put off. `passage` holds the words that said so, where a page did;
    `said` has a key for each place in minutes that was put on the plan with it, so that none is counted twice.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="forward_items")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="forward_items")
    title = models.CharField(max_length=300)
    presenter = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, choices=PURPOSES, default=Purpose.DISCUSSION.value)
    reason = models.TextField(blank=True)
    first_on = models.DateField(null=True)
    deferrals = models.PositiveSmallIntegerField(default=0)
    passage = models.OneToOneField(Passage, null=True, on_delete=models.SET_NULL, related_name="+")
    said = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ForwardState.choices, default=ForwardState.WAITING)

    class Meta:
        """Listed by state within a partnership."""

        indexes = (models.Index(fields=["partnership", "state"], name="forward_state"),)

    def __str__(self) -> str:
        """Return its title."""
        return self.title


class OnAgenda(models.Manager["AgendaItem"]):
    """The items that stand on an agenda: not those that were taken off."""

    def get_queryset(self) -> models.QuerySet[AgendaItem]:
        """Leave out what was taken off."""
        return super().get_queryset().filter(dropped=False)


class AgendaItem(models.Model):
    """An item of an agenda. `number` is given when the agenda is published, and stays.

    `paragraph` names the paragraph under which it is exempt, empty where it is open; `public_interest` says why telling
    it would not serve the public. `urgent_because` is the chair's reason to take a late item. `built_from` names what
    it was made from, so that building again does not make it twice; a `dropped` one was taken off, and can come back.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=20, choices=ORIGINS, default=ItemOrigin.ADDED.value)
    purpose = models.CharField(max_length=20, choices=PURPOSES, default=Purpose.DISCUSSION.value)
    duration_minutes = models.PositiveSmallIntegerField(default=0)
    presenter = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    paragraph = models.CharField(max_length=10, blank=True)
    public_interest = models.TextField(blank=True)
    urgent_because = models.TextField(blank=True)
    forward = models.ForeignKey(ForwardItem, null=True, on_delete=models.SET_NULL, related_name="agenda_items")
    previous = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    built_from = models.CharField(max_length=40, blank=True)
    dropped = models.BooleanField(default=False)

    objects: ClassVar[OnAgenda] = OnAgenda()
    with_dropped: ClassVar[models.Manager[AgendaItem]] = models.Manager()

    class Meta:
        """In the order of the agenda; an exempt item says why; what it is made from makes one item of a meeting."""

        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(paragraph="") | ~Q(public_interest=""), name="exempt_says_why"),
            models.UniqueConstraint(
                fields=["meeting", "built_from"], condition=~Q(built_from=""), name="agenda_built_once"
            ),
        )

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number}. {self.heading}" if self.number else self.heading

    @property
    def heading(self) -> str:
        """The title; that of the previous minutes has the day of their meeting, wherever it was moved."""
        if self.origin == ItemOrigin.PREVIOUS and self.previous is not None:
            return f"Minutes of the meeting held on {say_date(self.previous.on)}"
        return self.title

    @property
    def is_exempt(self) -> bool:
        """Whether the public may not read it."""
        return bool(self.paragraph)


class Paper(models.Model):
    """A file that belongs to an item of an agenda. Of an exempt item it is exempt too."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    name = models.CharField(max_length=250)
    title = models.CharField(max_length=250)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)

    class Meta:
        """The same file once an item."""

        constraints = (models.UniqueConstraint(fields=["item", "sha256"], name="paper_once"),)

    def __str__(self) -> str:
        """Return its title."""
        return self.title
