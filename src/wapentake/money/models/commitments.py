"""Commitments: what will cost money, on whose word, until when; and what has to be seen before it does."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Person
from wapentake.meetings.models import Decision
from wapentake.money.models.funds import Fund, Nature
from wapentake.plans.models import TacticalAction


class CommitmentState(models.TextChoices):
    """How far a commitment has come."""

    CONDITIONAL = "conditional", "Conditional"
    COMMITTED = "committed", "Committed"
    ENDED = "ended", "Ended"
    RELEASED = "released", "Released"


class Commitment(models.Model):
    """A promise to spend. `pence` is our own share without VAT; `whole` what all bodies pay together, where they share.

    `ref` is its number in the year in which it was made ("C2017-004"), which orders and invoices may name.
    A conditional one holds its money apart until evidence is attached and all is pledged, or until `lapses_on`.
    What is entered for it is for its `tactical_action`, where nobody names another.
    `decided` says in words who decided it and when; `decision` is that decision in the register. `renewal` is what was
    decided on renewing it; `kept_after` the year at whose end somebody said that it goes on.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="commitments")
    tactical_action = models.ForeignKey(TacticalAction, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)
    ref = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    supplier = models.CharField(max_length=200, blank=True)
    pence = models.BigIntegerField()
    whole = models.BigIntegerField(null=True)
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.REVENUE)
    state = models.CharField(max_length=12, choices=CommitmentState.choices, default=CommitmentState.COMMITTED)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    owner_name = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField()
    ends_on = models.DateField(null=True)
    renewal = models.TextField(blank=True)
    renew_by = models.DateField(null=True)
    condition = models.TextField(blank=True)
    lapses_on = models.DateField(null=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.CharField(max_length=300, blank=True)
    beyond = models.BigIntegerField(default=0)
    kept_after = models.PositiveSmallIntegerField(null=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        """A number once; listed by state within a partnership, added up within a fund."""

        constraints = (
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="commitment_above_zero"),
            models.UniqueConstraint(
                fields=["partnership", "ref"], condition=~models.Q(ref=""), name="commitment_ref_once"
            ),
        )
        indexes = (
            models.Index(fields=["partnership", "state"], name="commitment_state"),
            models.Index(fields=["fund", "state"], name="commitment_fund"),
        )

    def __str__(self) -> str:
        """Return what it is for."""
        return self.title

    @property
    def is_live(self) -> bool:
        """Whether it may still cost money."""
        return self.state in (CommitmentState.CONDITIONAL, CommitmentState.COMMITTED)


class Pledge(models.Model):
    """What another body promised to pay of a commitment that is shared, in whatever partnership it is."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="pledges")
    body = models.CharField(max_length=200)
    pence = models.BigIntegerField()
    pledged_on = models.DateField()
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        """Once each body."""

        constraints = (models.UniqueConstraint(fields=["commitment", "body"], name="pledge_once"),)

    def __str__(self) -> str:
        """Say who."""
        return self.body


class Evidence(models.Model):
    """What shows that a condition is met: words, and a file where there is one."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    words = models.TextField()
    name = models.CharField(max_length=250, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    data = models.BinaryField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        """Return the words."""
        return self.words
