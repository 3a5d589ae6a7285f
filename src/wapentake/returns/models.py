"""Returns to funders, the parts that leads answer, the funder's own spreadsheet, and what was sent, frozen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.money.models import Fund
from wapentake.plans.models import TacticalAction


class ReturnState(models.TextChoices):
    """How far a return has come. Once it is sent, it stays as it is."""

    DRAFT = "draft", "Draft"
    ASKED = "asked", "Asked of the leads"
    COMPILED = "compiled", "Compiled"
    SENT = "sent", "Sent"


class Template(models.Model):
    """A funder's own spreadsheet, as it came; `mapping` says what goes into which of its names.

    Shape: `mapping` holds, for a name, a key for each column of the cells that it names.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    funder = models.CharField(max_length=200)
    name = models.CharField(max_length=250)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)

    class Meta:
        """One for each funder."""

        constraints = (models.UniqueConstraint(fields=["partnership", "funder"], name="template_once"),)

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name


class Return(models.Model):
    """What a partnership tells a funder of a period. Leads answer by `due_internal_on`, the funder has it by `due_on`.

    `asks_below` is by how many pence a forecast lies below its budget before a part must say why.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200)
    funds = models.ManyToManyField(Fund, related_name="returns")
    period_from = models.DateField()
    period_to = models.DateField()
    due_internal_on = models.DateField()
    due_on = models.DateField()
    asks_below = models.BigIntegerField(default=50_000)
    state = models.CharField(max_length=10, choices=ReturnState.choices, default=ReturnState.DRAFT)
    asked_on = models.DateField(null=True)
    compiled_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        """A name once; listed by when the funder has it."""

        constraints = (
            models.UniqueConstraint(fields=["partnership", "name"], name="return_once"),
            models.CheckConstraint(condition=Q(due_internal_on__lte=models.F("due_on")), name="return_internal_first"),
        )
        indexes = (models.Index(fields=["partnership", "-due_on"], name="return_newest"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def is_sent(self) -> bool:
        """Whether it stays as it is."""
        return self.state == ReturnState.SENT


class DueMoved(models.Model):
    """That a day of a return was moved: whose day, from when to when, and why."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="moved")
    is_internal = models.BooleanField()
    was = models.DateField()
    to = models.DateField()
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Say from when to when."""
        return f"{self.was} to {self.to}"


class PartState(models.TextChoices):
    """How far a part of a return has come."""

    ASKED = "asked", "Not answered yet"
    ANSWERED = "answered", "Answered"
    ACCEPTED = "accepted", "Accepted"
    SENT_BACK = "sent back", "Sent back"
    NOT_NEEDED = "not needed", "Not needed"


MISSING = (PartState.ASKED, PartState.SENT_BACK)


class Part(models.Model):
    """What one lead is asked to say of one tactical action, or of something else that the funder wants to know.

    `draft` is what the lead saved and did not send: the boxes of the form as they were filled in. `measured` holds what
    was said of the plan's measures. `spent` and `budget` are those of the ledger when it was answered; what the funder
    is told stands in the frozen copy. Units: whole pence.
    """

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)
    tactical_action = models.ForeignKey(TacticalAction, null=True, on_delete=models.SET_NULL, related_name="parts")
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="parts")
    lead_body = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=PartState.choices, default=PartState.ASKED)
    asked_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    budget = models.BigIntegerField(null=True)
    spent = models.BigIntegerField(null=True)
    forecast = models.BigIntegerField(null=True)
    measured = models.JSONField(default=list)
    outputs = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    narrative = models.TextField(blank=True)
    case_study = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    underspend = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    draft = models.JSONField(default=dict)
    draft_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """A tactical action once in a return; those of a lead that are missing."""

        constraints = (
            models.UniqueConstraint(
                fields=["of", "tactical_action"], condition=Q(tactical_action__isnull=False), name="part_once"
            ),
        )
        indexes = (
            models.Index(fields=["of", "position"], name="part_order"),
            models.Index(fields=["lead", "state"], name="part_lead"),
        )

    def __str__(self) -> str:
        """Return its title."""
        return self.title

    @property
    def is_missing(self) -> bool:
        """Whether an answer is waited for."""
        return self.state in MISSING


class Stands(models.Model):
    """Words that the check took for somebody's details, and a coordinator said that they tell of nobody."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="stands")
    likeness = models.CharField(max_length=64)
    words = models.CharField(max_length=300)
    why = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Once each."""

        verbose_name_plural = "stands"
        constraints = (models.UniqueConstraint(fields=["of", "likeness"], name="stands_once"),)

    def __str__(self) -> str:
        """Return the words."""
        return self.words


class Frozen(models.Model):
    """What a return said when it was sent: its figures and texts, and the hash by which a change would be seen.

    `ledger_at` is the instant up to which entries were approved that its figures count.
    """

    of = models.OneToOneField(Return, on_delete=models.CASCADE, related_name="frozen")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    ledger_at = models.DateTimeField()

    def __str__(self) -> str:
        """Say of what."""
        return f"{self.of}, {self.sha256[:12]}"


class ReturnFile(models.Model):
    """A file as it was sent: the funder's spreadsheet filled in, and the PDF."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=250)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Return its name."""
        return self.name
