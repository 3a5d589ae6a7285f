"""What can be searched: one row for each fact and each page, with its words.

The full-text index over `words` belongs to the database (FTS5 in SQLite, tsvector in PostgreSQL) and is made by a
migration; triggers of the database keep it true.
"""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.sources.models.came import Document
from wapentake.sources.models.passages import Passage


class Entry(models.Model):
    """One thing that a search can find: a whole page (kind "page"), or a passage of it in the words of its fact."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="entries")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10)
    on = models.DateField(null=True)
    words = models.TextField()

    class Meta:
        """Found through the full-text index, or by document when that changes."""

        indexes = (models.Index(fields=["document", "kind"], name="entry_document"),)

    def __str__(self) -> str:
        """Return the beginning of its words."""
        return self.words[:80]
