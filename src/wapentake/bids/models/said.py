"""What minutes say of bids, as it was read, and what a person made of it."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account, Partnership
from wapentake.bids.models.bids import Bid
from wapentake.sources.models import Document


class SaidState(models.TextChoices):
    """What a person made of words that tell of a bid."""

    PROPOSED = "to decide", "To decide"
    TAKEN = "taken", "Taken up"
    REFUSED = "refused", "Refused"


class Said(models.Model):
    """Words of a page that tell of a bid: a proposal, until a person takes it up as a bid or refuses it.

    Shape: spans are characters of the document's text; words stand there alone, so that what is struck out of the page
    is gone here too. `parts` has the spans of "what", "who", "condition" and "decided", where the page says them.
    Units: pence.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    kind = models.CharField(max_length=20)
    asked = models.BigIntegerField(null=True)
    given = models.BigIntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=SaidState.choices, default=SaidState.PROPOSED)
    bid = models.ForeignKey(Bid, null=True, on_delete=models.SET_NULL, related_name="said")
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Once at a place of a page; listed by state."""

        verbose_name_plural = "said"
        constraints = (models.UniqueConstraint(fields=["document", "start"], name="said_once"),)
        indexes = (models.Index(fields=["partnership", "state"], name="said_state"),)

    def __str__(self) -> str:
        """Say where it stands."""
        return f"Said in {self.document_id} at {self.start}"

    @property
    def words(self) -> str:
        """Return the words themselves; the document should have been fetched with it."""
        return self.document.text[self.start : self.end]

    def part(self, name: str) -> str:
        """Return the words of a part, on one line; "" where the page does not say it."""
        start, end = self.parts.get(name) or (0, 0)
        return " ".join(self.document.text[start:end].split())
