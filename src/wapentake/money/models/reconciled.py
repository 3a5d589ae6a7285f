"""What a person said of a sum that minutes state: which entry it is, or that it is none of ours."""

from __future__ import annotations

from django.db import models

from wapentake.money.models.books import Entry
from wapentake.sources.models import Passage


class Reconciled(models.Model):
    """What a person said of a sum in the minutes. Without an entry it is not the partnership's own money."""

    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="reconciled")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="reconciled")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Say what it is."""
        return str(self.entry) if self.entry_id else "Not ours"
