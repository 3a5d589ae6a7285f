"""What was published, as it was on that day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.meetings.models import Meeting
from wapentake.plans.models import Plan


class PublicationKind(models.TextChoices):
    """What of a meeting was published."""

    AGENDA = "agenda", "Agenda"
    DRAFT = "draft", "Draft minutes"
    MINUTES = "minutes", "Minutes"


class Publication(models.Model):
    """One publishing of an agenda or of minutes. `paper` holds all that was told, and is never changed.

    A later one of the same kind, or minutes after their draft, takes its place: only the `current` one is shown.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="publications")
    kind = models.CharField(max_length=10, choices=PublicationKind.choices)
    number = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    paper = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """One current of each kind; minutes and their draft are not current together."""

        constraints = (
            models.UniqueConstraint(fields=["meeting", "kind", "number"], name="publication_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(current=True, kind="agenda"), name="publication_agenda"
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(current=True) & ~Q(kind="agenda"), name="publication_minutes"
            ),
        )
        indexes = (models.Index(fields=["current", "-published_at"], name="publication_newest"),)

    def __str__(self) -> str:
        """Say what of which meeting."""
        return f"{self.get_kind_display()} of {self.meeting}"


class PublishedPlan(models.Model):
    """One publishing of the delivery plan. `paper` holds all that was told, and is never changed.

    A later one takes its place: only the `current` one is shown.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    paper = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """One current of a partnership."""

        constraints = (
            models.UniqueConstraint(fields=["partnership", "number"], name="published_plan_once"),
            models.UniqueConstraint(fields=["partnership"], condition=Q(current=True), name="published_plan_current"),
        )

    def __str__(self) -> str:
        """Say which plan."""
        return f"{self.plan}, published {self.number}"
