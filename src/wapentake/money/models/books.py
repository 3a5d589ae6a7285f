"""The journal: entries, drafted and then sealed, and their postings. The database itself keeps what is sealed.

Migrations 0002 and 0003 hold the guards: an entry that does not balance within each fund is not sealed, and what is
sealed is neither changed nor deleted. Reports read postings that have `counts_on`, which the database writes when it
seals.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.meetings.models import Decision
from wapentake.money.models.commitments import Commitment
from wapentake.money.models.funds import Fund, Journal
from wapentake.money.rules import Heading
from wapentake.plans.models import TacticalAction
from wapentake.sources.models import Passage
from wapentake.terms import Amount


class EntryKind(models.TextChoices):
    """What happened."""

    AWARD = "award", "Award"
    RECEIPT = "receipt", "Money received"
    INVOICE = "invoice", "Invoice"
    CREDIT_NOTE = "credit-note", "Credit note"
    PAYMENT = "payment", "Payment"
    ACCRUAL = "accrual", "Accrual"
    VAT = "vat-recovered", "VAT recovered"
    VIREMENT = "virement", "Virement"
    CLAW_BACK = "claw-back", "Paid back to the funder"
    BROUGHT = "brought-forward", "Brought forward"
    OPENING = "opening", "Opening of the year"
    CLOSING = "closing", "Closing of the year"
    REVERSAL = "reversal", "Reversal"


class Entry(models.Model):
    """Something that happened to the money. It is drafted, then sealed, and after that never changed, but reversed.

    `size` is its debits; `belongs_to` the financial year whose cost it is, where that is an earlier one; `beyond` by
    how much it went beyond what its fund had left when it was sealed. `key` is unique, so nothing is entered twice.
    What points into the minutes may let go when a page is withdrawn: `decided` keeps the words.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    on = models.DateField()
    text = models.CharField(max_length=300)
    size = models.BigIntegerField()
    party = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    belongs_to = models.PositiveSmallIntegerField(null=True)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="entries")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.CharField(max_length=300, blank=True)
    passage = models.ForeignKey(Passage, null=True, on_delete=models.SET_NULL, related_name="+")
    approval = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    beyond = models.BigIntegerField(default=0)
    key = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    drafted_by_name = models.CharField(max_length=200)
    drafted_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed_by_name = models.CharField(max_length=200, blank=True)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        """Once by its key; listed by day."""

        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=["partnership", "key"], name="entry_once"),
            models.CheckConstraint(condition=Q(size__gte=0), name="entry_size"),
        )
        indexes = (
            models.Index(fields=["journal", "-on", "-id"], name="entry_newest"),
            models.Index(fields=["partnership"], condition=Q(sealed_at=None), name="entry_drafts"),
        )

    def __str__(self) -> str:
        """Return its words."""
        return self.text

    @property
    def is_sealed(self) -> bool:
        """Whether it counts, and stays as it is."""
        return self.sealed_at is not None

    @property
    def amount(self) -> Amount:
        """Return its size."""
        return Amount(self.size)


class Posting(models.Model):
    """A line of an entry: a debit above zero, a credit below. `counts_on` is empty while its entry is a draft.

    `tactical_action` is what of the plan a cost is for, or what money was moved from or to; what a fund holds has none.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="postings")
    heading = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Heading])
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="postings")
    pence = models.BigIntegerField()
    counts_on = models.DateField(null=True)
    tactical_action = models.ForeignKey(TacticalAction, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Added up by fund, heading and tactical action, and by day, from the index alone."""

        constraints = (
            models.CheckConstraint(condition=~Q(pence=0), name="posting_moves"),
            models.CheckConstraint(condition=Q(heading__in=[one.value for one in Heading]), name="posting_heading"),
        )
        indexes = (
            models.Index(fields=["fund", "heading", "tactical_action", "counts_on", "pence"], name="posting_sums"),
            models.Index(fields=["fund", "counts_on", "heading", "pence"], name="posting_days"),
        )

    def __str__(self) -> str:
        """Say what moves where."""
        return f"{self.heading} {Amount(self.pence)}"

    @property
    def amount(self) -> Amount:
        """Return what it moves."""
        return Amount(self.pence)
