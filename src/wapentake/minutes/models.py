"""Minutes of a meeting as they are typed, and what becomes of them."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Meeting
from wapentake.sources.models import Source
from wapentake.terms import DecisionKind, RollStatus


class Minutes(models.Model):
    """The minutes of a meeting as a whole: who cleared and who signed them, and the page that they became.

    `source` is the page by which the open part of them last entered the register; `confirmed_at` the meeting that
    agreed them as a true record. `next_days` are the days of the next meetings when the draft was finished,
    so that a meeting which is moved later changes no minutes; it is empty while they are written.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="typed")
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="+")
    next_days = models.JSONField(null=True)
    cleared_by = models.CharField(max_length=200, blank=True)
    cleared_on = models.DateField(null=True)
    cleared_how = models.CharField(max_length=200, blank=True)
    circulated_on = models.DateField(null=True)
    confirmed_at = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """No plural of its own."""

        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        """Say of which meeting."""
        return f"Minutes of {self.meeting}"


class Minute(models.Model):
    """What is written under one item. `version` counts what was saved: so two writers never overwrite each other."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="minute")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        """Say of which item."""
        return f"Minute of {self.item}"


class Writing(models.Model):
    """That somebody is writing the minutes of a meeting, and was last seen at an item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="writers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["meeting", "account"], name="writing_once"),)

    def __str__(self) -> str:
        """Say who writes what."""
        return f"{self.account} at {self.meeting}"


class Roll(models.Model):
    """How somebody stands on the roll of a meeting; `left_at` is the hour at which they left before its end.

    `is_member` counts towards the quorum, by organisation.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="roll")
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="seats")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="seats")
    role = models.CharField(max_length=100, blank=True)
    is_member = models.BooleanField(default=True)
    status = models.CharField(
        max_length=10, choices=[(one.value, one.value.capitalize()) for one in RollStatus], default="expected"
    )
    deputy_for = models.CharField(max_length=200, blank=True)
    left_at = models.CharField(max_length=5, blank=True)

    class Meta:
        """A name once a meeting."""

        constraints = (models.UniqueConstraint(fields=["meeting", "name"], name="roll_once"),)

    def __str__(self) -> str:
        """Say who, and how."""
        return f"{self.name}, {self.status}"


class Settled(models.TextChoices):
    """How a meeting came to a resolution."""

    CONSENSUS = "consensus", "By consensus"
    VOTE = "vote", "By vote"


class Resolution(models.Model):
    """What a meeting settled under an item, and how; `names` says who voted how, where that was asked for."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="resolutions")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in DecisionKind])
    text = models.TextField()
    condition = models.TextField(blank=True)
    settled = models.CharField(max_length=10, choices=Settled.choices, default=Settled.CONSENSUS)
    proposer = models.CharField(max_length=200, blank=True)
    seconder = models.CharField(max_length=200, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    names = models.TextField(blank=True)
    dissent = models.TextField(blank=True)

    class Meta:
        """In the order in which they were written."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Return its words."""
        return self.text


class Outcome(models.TextChoices):
    """What somebody did who declared an interest."""

    STAYED = "stayed", "Stayed, spoke and took part in the decision"
    SPOKE = "spoke", "Spoke, and took no part in the decision"
    LEFT = "left", "Left the room for the item"


class Declaration(models.Model):
    """An interest that somebody declared, in an item where it names one, and what they then did."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="declarations")
    name = models.CharField(max_length=200)
    interest = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.STAYED)

    def __str__(self) -> str:
        """Say who declared what."""
        return f"{self.name}: {self.interest}"


class Correction(models.Model):
    """What confirmed minutes should have said. Their text stays as it is, and this stands beside it.

    `item` is the heading under which the words stand; `agreed_at` the meeting that agreed the correction.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item = models.CharField(max_length=320, blank=True)
    was = models.TextField()
    should_be = models.TextField()
    agreed_at = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        """Say what it should be."""
        return f"{self.was[:40]}: {self.should_be[:40]}"


class RestrictedNote(models.Model):
    """Words that were moved out of what the public reads, and the neutral line that was left in their place."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="restricted_notes")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="restricted_notes")
    words = models.TextField()
    neutral = models.TextField()
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        """Return the neutral line."""
        return self.neutral


class LeftIn(models.Model):
    """That somebody looked at words which the leak check found, and left them in, with the reason.

    `name` is set where the words are somebody's name: that name may then stand anywhere in the minutes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="left_in")
    name = models.CharField(max_length=200, blank=True)
    likeness = models.CharField(max_length=64)
    words = models.TextField()
    reason = models.TextField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Once a meeting."""

        constraints = (models.UniqueConstraint(fields=["meeting", "likeness"], name="left_in_once"),)

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


class Refusal(models.Model):
    """That somebody said of a proposal, as it was typed, that it is none: it is not taken into the register."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="refusals")
    likeness = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    words = models.TextField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Once a meeting."""

        constraints = (models.UniqueConstraint(fields=["meeting", "likeness"], name="refusal_once"),)

    def __str__(self) -> str:
        """Return the words."""
        return self.words
