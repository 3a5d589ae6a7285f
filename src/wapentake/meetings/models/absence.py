"""Letters to bodies of which nobody came twice in a row, and the words that such letters begin with."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.meetings.models.calendar import Meeting
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

    `made_by` and `sent_by` are names, which outlive the accounts.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="absence_letters")
    first = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
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

        constraints = (models.UniqueConstraint(fields=["organisation", "first", "second"], name="absence_letter_once"),)

    def __str__(self) -> str:
        """Say to whom, and about which meetings."""
        return f"{self.organisation}, {say_date(self.first.on)} and {say_date(self.second.on)}"

    @property
    def key(self) -> str:
        """What the letter is known by when it goes out as an e-mail: the same for ever, so that it goes once."""
        return f"absence:{self.organisation_id}:{self.first_id}:{self.second_id}"
