"""The change log: one history for the whole product, to which every `changes.py` writes and which nobody edits."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One change of one row: who, when, what it was and what it became.

    `batch` joins the changes of one step, so that they can be undone together. The partnership and the person stand as
    plain numbers, since this table lies below theirs; `by_name` outlives the account.
    """

    partnership_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=40)
    thing = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    batch = models.UUIDField(null=True)

    class Meta:
        """The log is read by thing, by batch, and newest first."""

        indexes = (
            models.Index(fields=["partnership_id", "thing", "thing_id"], name="change_thing"),
            models.Index(fields=["partnership_id", "-at"], name="change_newest"),
            models.Index(fields=["batch"], name="change_batch"),
        )

    def __str__(self) -> str:
        """Say it as a line of a log."""
        return f"{self.by_name} {self.verb} {self.thing} {self.thing_id}"
