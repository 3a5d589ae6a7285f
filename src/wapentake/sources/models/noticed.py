"""Findings: what is wrong or doubtful on a page or across pages, and what a person said of it."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account, Partnership
from wapentake.sources.models.came import Document
from wapentake.terms import FindingCode, Severity


class FindingState(models.TextChoices):
    """What a person made of a finding."""

    OPEN = "open", "Open"
    EXPLAINED = "explained", "Explained"
    PUT_RIGHT = "put-right", "Put right"


class Finding(models.Model):
    """Something noticed. `document` is the page it stands on, `other` the page it is held against, if any.

    Shape: `spans` are [start, end) in the text of `document`; `likeness` is the same for the same finding made again,
    so that what a person said of it is kept.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    other = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="findings_against")
    across = models.BooleanField(default=False)
    code = models.CharField(max_length=40, choices=[(code.value, code.value) for code in FindingCode])
    severity = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Severity])
    message = models.TextField()
    spans = models.JSONField(default=list)
    likeness = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    explanation = models.TextField(blank=True)
    said_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    said_at = models.DateTimeField(null=True)

    class Meta:
        """Each once a document; listed by state."""

        constraints = (models.UniqueConstraint(fields=["document", "likeness"], name="finding_once"),)
        indexes = (models.Index(fields=["partnership", "state", "severity"], name="finding_state"),)

    def __str__(self) -> str:
        """Return its message."""
        return self.message
