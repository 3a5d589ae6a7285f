"""What pages told of meetings: attendance, items and decisions; each row points at the passage that said so."""

from __future__ import annotations

from django.db import models

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models.calendar import Meeting
from wapentake.sources.models import Document, Passage
from wapentake.terms import DecisionKind, Presence


class Page(models.Model):
    """That a document tells of a meeting: minutes as PDF and again as ODT are two pages of one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pages")
    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        """Say which document of which meeting."""
        return f"{self.document} of {self.meeting}"


class Fact(models.Model):
    """What each row that a passage made has: its meeting and that passage, and a passage makes one row at most."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="%(class)ss")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class Item(Fact):
    """A heading of the agenda as it was taken; `position` orders the items of a meeting."""

    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, blank=True)
    title = models.TextField()
    presenters = models.CharField(max_length=300, blank=True)

    class Meta:
        """In the order of the page."""

        indexes = (models.Index(fields=["meeting", "position"], name="item_order"),)

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number}. {self.title}" if self.number else self.title


class Attendance(Fact):
    """How somebody stood in the list of attendance."""

    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="attendances")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="attendances")
    role = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Presence])
    deputy_for = models.CharField(max_length=200, blank=True)

    class Meta:
        """Shown by status and name."""

        indexes = (models.Index(fields=["meeting", "status", "name"], name="attendance_status"),)

    def __str__(self) -> str:
        """Say who, and how."""
        return f"{self.name}, {self.status}"


class Decision(Fact):
    """What the meeting itself settled; `condition` holds the words on which it depends."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="decisions")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in DecisionKind])
    text = models.TextField()
    condition = models.TextField(blank=True)

    class Meta:
        """Listed by kind within a partnership."""

        indexes = (models.Index(fields=["partnership", "kind"], name="decision_kind"),)

    def __str__(self) -> str:
        """Return its words."""
        return self.text
