"""The original budget: how what a fund was awarded is split over the plan; and what is still expected of each part."""

from __future__ import annotations

from django.db import models

from wapentake.meetings.models import Decision
from wapentake.money.models.funds import Fund
from wapentake.plans.models import TacticalAction


class BudgetLine(models.Model):
    """What of a fund's award is meant for a tactical action, and who decided it. Later moves are virements."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="budget_lines")
    tactical_action = models.ForeignKey(TacticalAction, on_delete=models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    decided = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Once each tactical action in a fund."""

        constraints = (
            models.UniqueConstraint(fields=["fund", "tactical_action"], name="budget_line_once"),
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="budget_line_above_zero"),
        )

    def __str__(self) -> str:
        """Say for what."""
        return str(self.tactical_action)


class Outlook(models.Model):
    """What whoever leads a part of a fund expects to spend beyond what is spent and committed, and a note on it.

    Without a tactical action it is about what of the fund is for none. `pence` is empty where nothing is forecast.
    """

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="outlooks")
    tactical_action = models.ForeignKey(TacticalAction, null=True, on_delete=models.CASCADE, related_name="+")
    pence = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    on = models.DateField()
    by_name = models.CharField(max_length=200)

    class Meta:
        """Once each part of a fund."""

        constraints = (
            models.UniqueConstraint(fields=["fund", "tactical_action"], name="outlook_once"),
            models.UniqueConstraint(
                fields=["fund"], condition=models.Q(tactical_action=None), name="outlook_of_none_once"
            ),
        )

    def __str__(self) -> str:
        """Return its note."""
        return self.note
