"""The original budget: how what a fund was awarded is split over the tactical actions of the plan."""

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
