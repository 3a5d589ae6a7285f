"""Passages: the words of a document that said something, what they were read as, and what a person made of that."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wapentake.accounts.models import Account, Partnership
from wapentake.sources.models.came import Document


class PassageKind(models.TextChoices):
    """What a passage says."""

    MEETING = "meeting", "Meeting"
    ATTENDANCE = "attendance", "Attendance"
    ITEM = "item", "Item"
    ACTION = "action", "Action"
    DECISION = "decision", "Decision"
    AMOUNT = "amount", "Amount"
    FIGURE = "figure", "Figure"


class PassageState(models.TextChoices):
    """What became of a proposal."""

    PROPOSED = "proposed", "To decide"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    SAME = "same", "Said before"  # another page of the same meeting said it: `same_as`
    WITHDRAWN = "withdrawn", "Withdrawn"


class Passage(models.Model):
    """Words of a document, what they were read as, and in what state of acceptance that is.

    Shape: `start` and `end` are characters of the document's text; `data` is the statement as in the record, without
    its span; `read_data` holds what the reader had said where a person corrected it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=10, choices=PassageKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    item = models.PositiveSmallIntegerField(null=True)
    data = models.JSONField()
    read_data = models.JSONField(null=True)
    likeness = models.CharField(max_length=64)
    certain = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PassageState.choices, default=PassageState.PROPOSED)
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="repeats")
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    decided_at = models.DateTimeField(null=True)
    batch = models.UUIDField(null=True)
    # What lists of money sort and filter by, taken from `data`.
    pence = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        """Read by document, and by kind and state within a partnership."""

        constraints = (models.CheckConstraint(condition=Q(end__gte=F("start")), name="passage_span"),)
        indexes = (
            models.Index(fields=["document", "start"], name="passage_in_document"),
            models.Index(fields=["partnership", "kind", "state"], name="passage_kind_state"),
            models.Index(fields=["batch"], name="passage_batch", condition=Q(batch__isnull=False)),
        )

    def __str__(self) -> str:
        """Say what kind it is and where."""
        return f"{self.get_kind_display()} at {self.start}"

    @property
    def words(self) -> str:
        """Return the words themselves; the document should have been fetched with the passage."""
        return self.document.text[self.start : self.end]


class Strike(models.Model):
    """Words that were struck out for ever: how many, and the keyed hash by which they are known if they come again.

    The words themselves are kept nowhere.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="strikes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words_count = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Looked up whenever a page comes in."""

        indexes = (models.Index(fields=["partnership", "digest"], name="strike_digest"),)

    def __str__(self) -> str:
        """Say how much was struck out, and why."""
        return f"{self.words_count} words struck out: {self.why}"
