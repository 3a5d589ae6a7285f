"""What came: the bytes of a page (`Source`), and the readings of them (`Document`)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.terms import PageKind


class SourceState(models.TextChoices):
    """How far the reading of a page has come. The rows in these states are the queue of the reader."""

    WAITING = "waiting", "Waiting"
    READING = "reading", "Being read"
    READ = "read", "Read"
    FAILED = "failed", "Could not be read"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Source(models.Model):
    """The bytes of a page as they came. `data` is empty once words were struck out of the page for ever."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=250)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    data = models.BinaryField(null=True)
    address = models.URLField(max_length=500, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    batch = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.WAITING)
    trouble = models.TextField(blank=True)
    taken_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """The same bytes once a partnership; the queue by state."""

        constraints = (models.UniqueConstraint(fields=["partnership", "sha256"], name="source_once"),)
        indexes = (
            models.Index(fields=["state", "id"], name="source_queue", condition=Q(state__in=["waiting", "reading"])),
            models.Index(fields=["partnership", "-received_at"], name="source_newest"),
        )

    def __str__(self) -> str:
        """Return the name under which it came."""
        return self.name


class Document(models.Model):
    """One reading of a source by one version of the reader; `current` is the one that counts.

    `on` and `body` tell which meeting it is of: those on the page, or those that a person gave.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="documents")
    reader = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PageKind])
    body = models.CharField(max_length=250, blank=True)
    on = models.DateField(null=True)
    text = models.TextField()
    record = models.JSONField()
    current = models.BooleanField(default=True)
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each source has one current reading."""

        constraints = (
            models.UniqueConstraint(fields=["source"], condition=Q(current=True), name="document_current_once"),
        )
        indexes = (models.Index(fields=["partnership", "on"], name="document_day"),)

    def __str__(self) -> str:
        """Return the name of its source."""
        return str(self.source)
