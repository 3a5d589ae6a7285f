"""What hangs from a bid: its files, and the reports on what its money did."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account
from wapentake.bids.models.bids import Bid


class FileKind(models.TextChoices):
    """What a file of a bid is."""

    FORM = "form", "The bid itself"
    QUOTE = "quote", "A quote"
    AGREEMENT = "agreement", "The signed agreement"
    REPORT = "report", "A monitoring report"
    OTHER = "other", "Something else"


class Attachment(models.Model):
    """A file of a bid."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=FileKind.choices, default=FileKind.OTHER)
    name = models.CharField(max_length=250)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """The same file once a bid."""

        constraints = (models.UniqueConstraint(fields=["bid", "sha256"], name="attachment_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class MonitoringReport(models.Model):
    """What the applicant has to tell of the money, by when; and what came: words, and a figure for each measure."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="reports")
    due_on = models.DateField()
    received_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        """One for a day."""

        constraints = (models.UniqueConstraint(fields=["bid", "due_on"], name="bid_report_once"),)

    def __str__(self) -> str:
        """Say of which day."""
        return f"Report due {self.due_on}"
