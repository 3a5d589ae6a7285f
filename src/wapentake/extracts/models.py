"""How columns are read, the files that came, and their lines with what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.extracts.rules import Columns
from wapentake.money.models import Commitment, Entry, EntryKind
from wapentake.terms import Amount

OUT_KINDS = ((EntryKind.INVOICE.value, "An invoice"), (EntryKind.PAYMENT.value, "A payment"))
IN_KINDS = ((EntryKind.CREDIT_NOTE.value, "A credit note"), (EntryKind.RECEIPT.value, "Money received"))
KINDS = tuple(kind for kind, _ in (*OUT_KINDS, *IN_KINDS))


class Mapping(models.Model):
    """How the columns of one kind of extract are read, kept under a name. The columns are named as in the file.

    `out_kind` is what a line means by which money goes out, `in_kind` one by which it comes in. `funds` gives the name
    of a fund for a code of the ledger; `fund_name` the fund of a line whose code is not in it.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    header_row = models.PositiveSmallIntegerField(default=1)
    sheet = models.CharField(max_length=100, blank=True)
    on = models.CharField(max_length=100)
    text = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    order = models.CharField(max_length=100, blank=True)
    sum = models.CharField(max_length=100, blank=True)
    debit = models.CharField(max_length=100, blank=True)
    credit = models.CharField(max_length=100, blank=True)
    vat = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=100, blank=True)
    adds_vat = models.BooleanField(default=False)
    below_is_cost = models.BooleanField(default=False)
    out_kind = models.CharField(max_length=20, choices=OUT_KINDS, default=EntryKind.INVOICE.value)
    in_kind = models.CharField(max_length=20, choices=IN_KINDS, default=EntryKind.CREDIT_NOTE.value)
    fund_name = models.CharField(max_length=200, blank=True)
    funds = models.JSONField(default=dict, blank=True)

    class Meta:
        """A name once."""

        constraints = (models.UniqueConstraint(fields=["partnership", "name"], name="mapping_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def columns(self) -> Columns:
        """Return which column holds what."""
        names = ("on", "text", "party", "reference", "order", "sum", "debit", "credit", "vat", "code")
        more = ("header_row", "below_is_cost", "adds_vat")
        return Columns(**{name: getattr(self, name) for name in (*names, *more)})

    def kind_of(self, pence: int) -> str:
        """Return what a line means that moves so much; above zero money goes out."""
        return self.out_kind if pence > 0 else self.in_kind

    def fund_of(self, code: str) -> str:
        """Return the name of the fund of a code, "" where none is said."""
        found: str = self.funds.get(code, self.fund_name)
        return found


class Extract(models.Model):
    """A file as it came. It waits until somebody has looked at what it holds; then its lines come in, all at once.

    `year` is the only financial year of which it may hold days, where one was named. `rejected` counts the rows that
    could not be read when it came in.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="extracts")
    name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    year = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    brought_in_at = models.DateTimeField(null=True)
    rejected = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        """The same bytes once."""

        constraints = (models.UniqueConstraint(fields=["partnership", "sha256"], name="extract_once"),)

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name


class LineState(models.TextChoices):
    """What became of a line."""

    UNMATCHED = "unmatched", "Unmatched"
    MATCHED = "matched", "Matched"
    ENTERED = "entered", "Entered"
    IGNORED = "ignored", "Left aside"


class ExtractLine(models.Model):
    """A line of an extract. Units: whole pence with VAT; money that goes out is above zero. It confirms one entry.

    `identity` and `nth` say which line it is, in whatever file it stands (`rules.identity`). Where the entry it was
    matched with, or that was entered from it, is taken away as a draft, the line is unmatched again (`is_open`).
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()
    identity = models.CharField(max_length=64)
    nth = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=(*OUT_KINDS, *IN_KINDS))
    on = models.DateField()
    pence = models.BigIntegerField()
    vat = models.BigIntegerField(default=0)
    text = models.CharField(max_length=300)
    party = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    order = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=300, blank=True)
    fund_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LineState.choices, default=LineState.UNMATCHED)
    why = models.CharField(max_length=300, blank=True)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.SET_NULL, related_name="+")
    entry = models.OneToOneField(Entry, null=True, on_delete=models.SET_NULL, related_name="extract_line")

    class Meta:
        """Once by what it says, however many files hold it; listed by state."""

        constraints = (
            models.UniqueConstraint(fields=["partnership", "identity", "nth"], name="extract_line_once"),
            models.CheckConstraint(condition=~Q(pence=0), name="extract_line_moves"),
        )
        indexes = (models.Index(fields=["partnership", "state", "on"], name="extract_line_state"),)

    def __str__(self) -> str:
        """Return its words."""
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its entry."""
        return self.entry_id is None and self.state != LineState.IGNORED

    @property
    def amount(self) -> Amount:
        """Return what it moves."""
        return Amount(self.pence)


OPEN_LINES = Q(entry=None) & ~Q(state=LineState.IGNORED)

__all__ = ["IN_KINDS", "KINDS", "OPEN_LINES", "OUT_KINDS", "Extract", "ExtractLine", "LineState", "Mapping"]
