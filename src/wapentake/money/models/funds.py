"""Journals of financial years, the funds of each, and the sum above which two people look."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.terms import FinancialYear


class Journal(models.Model):
    """The one journal of a partnership for a financial year, which begins on 1 April of `start`.

    Up to `shut_to` its periods are shut; once it is closed nothing enters it. The database itself holds to both.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    start = models.PositiveSmallIntegerField()
    shut_to = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """One for a year."""

        constraints = (models.UniqueConstraint(fields=["partnership", "start"], name="journal_once"),)

    def __str__(self) -> str:
        """Return the year: "2017/18"."""
        return str(FinancialYear(self.start))

    @property
    def is_closed(self) -> bool:
        """Whether nothing enters it any more."""
        return self.closed_at is not None


class FundKind(models.TextChoices):
    """What kind of money a fund is."""

    GRANT = "grant", "Grant or contribution"
    RESERVE = "reserve", "Reserve"
    BROUGHT = "brought", "Brought forward"


class Nature(models.TextChoices):
    """What money may pay for."""

    REVENUE = "revenue", "Revenue"
    CAPITAL = "capital", "Capital"


class Carry(models.TextChoices):
    """What becomes of what is left at the year's end."""

    NONE = "none", "Does not carry forward"
    APPROVAL = "approval", "Carries forward if the funder approves"
    AUTOMATIC = "automatic", "Carries forward"


class Drawdown(models.TextChoices):
    """How far the money of a funder has come."""

    APPROVED = "plan-approved", "Plan approved"
    PO_AWAITED = "po-awaited", "Purchase order awaited"
    PO_RECEIVED = "po-received", "Purchase order received"
    INVOICED = "invoice-raised", "Invoice raised"
    PAID = "paid", "Paid"


class Fund(models.Model):
    """Money of one year for a purpose. `award` is what its funder's letter says; what was entered is in the journal.

    `criteria` says in words what ring-fenced money may be spent on; `follows` is the fund of the year before of which
    this one holds the rest. The fund `brought` of a year holds, on one line, what no other fund carried over.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    journal = models.ForeignKey(Journal, on_delete=models.CASCADE, related_name="funds")
    kind = models.CharField(max_length=10, choices=FundKind.choices, default=FundKind.GRANT)
    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.REVENUE)
    is_ring_fenced = models.BooleanField(default=False)
    criteria = models.TextField(blank=True)
    award = models.BigIntegerField(default=0)
    spend_by = models.DateField(null=True)
    carries = models.CharField(max_length=10, choices=Carry.choices, default=Carry.NONE)
    carry_approval = models.CharField(max_length=300, blank=True)
    claw_back = models.TextField(blank=True)
    asks_funder = models.BooleanField(default=False)
    drawdown = models.CharField(max_length=20, choices=Drawdown.choices, blank=True)
    drawdown_on = models.DateField(null=True)
    purchase_order = models.CharField(max_length=100, blank=True)
    invoice_number = models.CharField(max_length=100, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")

    class Meta:
        """A name once a year; one line brought forward."""

        constraints = (
            models.UniqueConstraint(fields=["journal", "name"], name="fund_once"),
            models.UniqueConstraint(fields=["journal"], condition=Q(kind="brought"), name="fund_brought_once"),
        )

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def is_capital(self) -> bool:
        """Whether it may pay for capital only."""
        return self.nature == Nature.CAPITAL


class Limit(models.Model):
    """The sum above which whoever entered something does not approve it, from a day on; none where `pence` is empty."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    pence = models.BigIntegerField(null=True)

    class Meta:
        """One from each day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "since"], name="limit_once"),)

    def __str__(self) -> str:
        """Say how much, and from when."""
        return f"{self.pence} pence from {self.since}"
