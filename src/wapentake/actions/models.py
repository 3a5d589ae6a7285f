"""Actions and their owners."""

from __future__ import annotations

from datetime import date

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Item, Meeting
from wapentake.sources.models import Passage


class ActionState(models.TextChoices):
    """How far an action has come."""

    OPEN = "open", "Open"
    DONE = "done", "Done"


class Action(models.Model):
    """A task that a meeting gave to somebody. `owners_text` is who, as written, in the order of the page."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="actions")
    text = models.TextField()
    owners_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    due_event = models.CharField(max_length=200, blank=True)
    marked = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    done_on = models.DateField(null=True)

    class Meta:
        """Listed by state and due day within a partnership."""

        indexes = (models.Index(fields=["partnership", "state", "due_on"], name="action_due"),)

    def __str__(self) -> str:
        """Return the task."""
        return self.text

    @property
    def has_due(self) -> bool:
        """Whether the minutes say any day or event by which it is due."""
        return bool(self.due_on or self.due_event)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and it is still open."""
        return self.state == ActionState.OPEN and self.due_on is not None and self.due_on < today


class Owner(models.Model):
    """Somebody to whom an action was given, as written, and who that is once known. The first leads."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField(default=0)
    written = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="owned")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="owned")

    class Meta:
        """In the order of the page; found by what is written when initials are settled."""

        indexes = (
            models.Index(fields=["action", "position"], name="owner_order"),
            models.Index(fields=["written"], name="owner_written"),
        )

    def __str__(self) -> str:
        """Return the name, or what was written."""
        return str(self.person or self.organisation or self.written)
