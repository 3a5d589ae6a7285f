"""What waits to be done in the background: looks across all pages, and committees to bring in."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account, Partnership


class Review(models.Model):
    """That the pages of a partnership are to be read together, or when that was last done."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="+")
    wanted = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Say whose, and whether it waits."""
        return f"{self.partnership}: {'wanted' if self.wanted else 'done'}"


class FetchState(models.TextChoices):
    """How far the pages of a committee have been brought in."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being brought in"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped early"


class Fetch(models.Model):
    """That the pages of a committee are to be brought in from its council's site, and how that goes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    address = models.URLField(max_length=500)
    committee = models.PositiveIntegerField()
    since = models.DateField(null=True)
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=FetchState.choices, default=FetchState.WAITING)
    told = models.TextField(blank=True)
    pages = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        """One at a time for a committee."""

        verbose_name_plural = "fetches"
        indexes = (models.Index(fields=["state", "id"], name="fetch_queue"),)

    def __str__(self) -> str:
        """Say of which committee, and where."""
        return f"committee {self.committee} at {self.address}"
