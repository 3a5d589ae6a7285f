"""Bids: what somebody asks for, how far that has come, and what was decided of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Partnership
from wapentake.bids.models.marking import Scheme
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Decision, Meeting, Series
from wapentake.money.models import Commitment, Fund, Nature
from wapentake.plans.models import TacticalAction


class BidState(models.TextChoices):
    """How far a bid has come."""

    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Circulated"
    SCORED = "scored", "Marked"
    MODERATED = "moderated", "Moderated"
    DEFERRED = "deferred", "Deferred"
    APPROVED = "approved", "Approved"
    WITH_CONDITIONS = "with-conditions", "Approved with conditions"
    IN_PRINCIPLE = "in-principle", "Agreed in principle"
    REJECTED = "rejected", "Rejected"
    SIGNED = "signed", "Agreement signed"
    PAYING = "paying", "Being paid"
    MONITORED = "monitored", "Monitored"
    CLOSED = "closed", "Closed"
    CLAWED_BACK = "clawed-back", "Clawed back"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Bid(models.Model):
    """Money that somebody asks for. Units: whole pence; capital and revenue together are asked for, by all who share.

    `series` is the body that decides, any where it is empty. Of the last decision `decided_on`, `meeting`, `decision`
    (in the register) and `decided` (in words) are kept; earlier ones are in the log. `given` is what we give of it,
    `budget` what had been set aside, `because` why it was deferred, rejected, given below the threshold or withdrawn.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    title = models.CharField(max_length=300)
    applicant = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    applicant_name = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    contact_name = models.CharField(max_length=200, blank=True)
    tactical_action = models.ForeignKey(TacticalAction, null=True, on_delete=models.SET_NULL, related_name="bids")
    objective = models.CharField(max_length=300, blank=True)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="+")
    need = models.TextField(blank=True)
    area = models.TextField(blank=True)
    capital = models.BigIntegerField(default=0)
    revenue = models.BigIntegerField(default=0)
    match = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    lasting = models.TextField(blank=True)
    safeguarding = models.TextField(blank=True)
    equality = models.TextField(blank=True)
    section_17 = models.TextField(blank=True)
    conflicts = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=BidState.choices, default=BidState.DRAFT)
    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    marks_due_on = models.DateField(null=True)
    fund = models.ForeignKey(Fund, null=True, on_delete=models.SET_NULL, related_name="+")
    commitment = models.OneToOneField(Commitment, null=True, on_delete=models.PROTECT, related_name="bid")
    given = models.BigIntegerField(null=True)
    budget = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.CharField(max_length=300, blank=True)
    because = models.TextField(blank=True)
    deferrals = models.PositiveSmallIntegerField(default=0)
    signed_on = models.DateField(null=True)
    clawed_back = models.BigIntegerField(null=True)

    class Meta:
        """Listed by state within a partnership."""

        constraints = (
            models.CheckConstraint(condition=Q(capital__gte=0, revenue__gte=0), name="bid_above_zero"),
            models.CheckConstraint(condition=Q(given=None) | Q(given__gt=0), name="bid_given_above_zero"),
        )
        indexes = (models.Index(fields=["partnership", "state"], name="bid_state"),)

    def __str__(self) -> str:
        """Return its title."""
        return self.title

    @property
    def asked(self) -> int:
        """What is asked for, capital and revenue together."""
        return self.capital + self.revenue

    @property
    def who(self) -> str:
        """Who asks: the body of the register, or the name as it was typed."""
        return str(self.applicant or self.applicant_name)

    @property
    def left(self) -> int | None:
        """What is left of what had been set aside."""
        return None if self.budget is None or self.given is None else self.budget - self.given

    @property
    def nature(self) -> str:
        """What it buys: capital where all of it is; with a part that is revenue, only a fund for revenue can pay it."""
        return str(Nature.CAPITAL if self.capital and not self.revenue else Nature.REVENUE)


class Quote(models.Model):
    """What a supplier wants for it."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.CharField(max_length=200)
    pence = models.BigIntegerField()

    def __str__(self) -> str:
        """Say who."""
        return self.supplier


class Share(models.Model):
    """What another body is asked to pay of it; once it says yes, that is a pledge of the commitment."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="shares")
    body = models.CharField(max_length=200)
    pence = models.BigIntegerField()

    class Meta:
        """Once each body."""

        constraints = (models.UniqueConstraint(fields=["bid", "body"], name="share_once"),)

    def __str__(self) -> str:
        """Say who."""
        return self.body
