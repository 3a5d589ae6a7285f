"""Letters to bodies of which nobody came twice in a row, and the words that such letters begin with."""

from __future__ import annotations

from hashlib import sha256

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.terms import say_date


class AbsenceWording(models.Model):
    """What letters on absence say, from a day on; `duty` is said to responsible authorities alone."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    duty = models.TextField(blank=True)

    class Meta:
        """One from each day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "since"], name="absence_wording_once"),)

    def __str__(self) -> str:
        """Say from when it holds."""
        return f"Words from {say_date(self.since)}"


class SentHow(models.TextChoices):
    """How a letter went out."""

    EMAIL = "email", "by e-mail"
    POST = "post", "by post or by hand"


class AbsenceLetter(models.Model):
    """A letter to a body that was at neither of two meetings in a row; it is changed until it is sent, and then kept.

    The meetings stand there as days of a group, and who made and sent it as names, so that it outlives them all.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="absence_letters")
    group = models.CharField(max_length=250)
    group_key = models.CharField(max_length=250)
    first_on = models.DateField()
    second_on = models.DateField()
    to = models.CharField(max_length=300)
    email = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=200)
    sent_on = models.DateField(null=True)
    sent_how = models.CharField(max_length=10, choices=SentHow.choices, blank=True)
    sent_by = models.CharField(max_length=200, blank=True)

    class Meta:
        """Once for a body and a pair of meetings."""

        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "group_key", "first_on", "second_on"], name="absence_letter_once"
            ),
        )

    def __str__(self) -> str:
        """Say to whom, and about which meetings."""
        return f"{self.organisation}, {say_date(self.first_on)} and {say_date(self.second_on)}"

    @property
    def key(self) -> str:
        """What the letter is known by when it goes out as an e-mail: the same for ever, so that it goes once."""
        group = sha256(self.group_key.encode()).hexdigest()[:16]
        return f"absence:{self.organisation_id}:{group}:{self.first_on}:{self.second_on}"
