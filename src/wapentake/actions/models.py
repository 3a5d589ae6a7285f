"""Actions, their owners, what is noted of them on the way, and where later pages say that they are done."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Item, Meeting
from wapentake.sources.models import Document, Passage


class ActionState(models.TextChoices):
    """How far an action has come. *Done* is what somebody says of it; a meeting, or the coordinator, closes it."""

    OPEN = "open", "Open"
    PROGRESS = "in progress", "In progress"
    BLOCKED = "blocked", "Blocked"
    DONE = "done", "Said to be done"
    CLOSED = "closed", "Closed"


LIVE = (ActionState.OPEN, ActionState.PROGRESS, ActionState.BLOCKED)
"""The states in which somebody still has something to do."""


class Action(models.Model):
    """A task that a meeting gave to somebody. `owners_text` is who, as written, in the order of the page.

    `lead` is the one who leads, under the name that was kept, and `lead_body` the body for which: both follow the first
    owner, but where somebody handed the action over (`lead_given`, to `given_to`). A `parent` was given to all bodies,
    and its children, one for each body, rest on its passage. Where it is due at a meeting (`due_meeting`), `due_on` is
    that meeting's day; with `due_given` a person said by when, and pages change it no more. `promised_on` is the day
    that the lead named. `done_on` is when it was said to be done, `ended_by` the words that say so, where a page did.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, null=True, on_delete=models.SET_NULL, related_name="actions")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    text = models.TextField()
    owners_text = models.CharField(max_length=300, blank=True)
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="led")
    lead_body = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="led")
    lead_given = models.BooleanField(default=False)
    given_to = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="given")
    due_on = models.DateField(null=True)
    due_event = models.CharField(max_length=200, blank=True)
    due_meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="due_actions")
    due_given = models.BooleanField(default=False)
    promised_on = models.DateField(null=True)
    marked = models.BooleanField(default=True)
    state = models.CharField(max_length=20, choices=ActionState.choices, default=ActionState.OPEN)
    done_on = models.DateField(null=True)
    closed_at = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="closed_actions")
    closed_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Passage, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Listed by state and due day, and by who leads; a passage makes one, and that one for each body."""

        indexes = (
            models.Index(fields=["partnership", "state", "due_on"], name="action_due"),
            models.Index(fields=["partnership", "state", "lead"], name="action_lead"),
        )
        constraints = (
            models.UniqueConstraint(fields=["passage"], condition=Q(parent=None), name="action_once"),
            models.UniqueConstraint(
                fields=["parent", "lead_body"], condition=~Q(parent=None), name="action_once_each_body"
            ),
        )

    def __str__(self) -> str:
        """Return the task."""
        return self.text

    @property
    def has_due(self) -> bool:
        """Whether the minutes, or somebody, say any day or event by which it is due."""
        return bool(self.due_on or self.due_event or self.due_meeting_id)

    @property
    def is_live(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in LIVE

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and it is still to do; where none is set, the day that its lead promised."""
        day = self.due_on or self.promised_on
        return self.is_live and day is not None and day < today


class Owner(models.Model):
    """Somebody to whom an action was given, as written, and who that is once known. The first leads."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField(default=0)
    written = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="owned")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="owned")

    class Meta:
        """In the order of the page; found by what is written when initials are settled."""

        indexes = (
            models.Index(fields=["action", "position"], name="owner_order"),
            models.Index(fields=["written"], name="owner_written"),
        )

    def __str__(self) -> str:
        """Return the name, or what was written."""
        return str(self.person or self.organisation or self.written)


class Via(models.TextChoices):
    """By what way a note came."""

    DESK = "desk", "Here"
    LINK = "link", "By link"
    MAIL = "mail", "By e-mail"


class Note(models.Model):
    """What somebody said of an action on the way, with a file or without. Who has no account is a `person`, or a name.

    Shape: `name` and what follows are of the file, empty where there is none.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=10, choices=Via.choices, default=Via.DESK)
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=250, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    data = models.BinaryField(null=True)

    class Meta:
        """In the order in which they came."""

        indexes = (models.Index(fields=["action", "at"], name="note_order"),)

    def __str__(self) -> str:
        """Return what was said, or the name of the file."""
        return self.text or self.name


class ReportState(models.TextChoices):
    """What a person made of a report."""

    PROPOSED = "to decide", "To decide"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"


class Report(models.Model):
    """Words of a later page that say that an action was done, as they were read, and what a person made of them.

    Shape: `start` and `end` are characters of the document's text; the words themselves stand there alone, and `reason`
    repeats none of them, so that what is struck out of the page is gone here too. Accepted, it has closed the action at
    the meeting of the page.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.PROPOSED)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    batch = models.UUIDField(null=True)

    class Meta:
        """One for an action in a page; listed by state, and found again by its step."""

        constraints = (models.UniqueConstraint(fields=["action", "document"], name="report_once"),)
        indexes = (
            models.Index(fields=["partnership", "state"], name="report_state"),
            models.Index(fields=["batch"], name="report_batch", condition=Q(batch__isnull=False)),
        )

    def __str__(self) -> str:
        """Say of what it is a report."""
        return f"Report on {self.action}"

    @property
    def words(self) -> str:
        """Return the words themselves; the document should have been fetched with the report."""
        return self.document.text[self.start : self.end]
