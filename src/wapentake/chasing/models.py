"""How a partnership chases, the reminders that were given, and what was answered."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.models import Action
from wapentake.chasing.rules import Timing
from wapentake.contacts.models import Person
from wapentake.letters.models import Letter, Link
from wapentake.plans.models import TacticalAction
from wapentake.returns.models import Part


def usual_days() -> list[int]:
    """Return the days before and after a due day on which people are reminded, where nobody said otherwise."""
    return list(Timing().days)


def usual_meeting_days() -> list[int]:
    """Return the days before a meeting on which people are reminded, where nobody said otherwise."""
    return list(Timing().meeting_days)


class NudgeRule(models.Model):
    """How a partnership chases, from a day on; it does not where `is_on` is false, nor where there is no row.

    `days` are days before the due day, 0 on it and less than 0 after it; `meeting_days` days before a meeting. No
    letter goes out in the quiet hours, nor on weekends and bank holidays where these are quiet.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    is_on = models.BooleanField(default=False)
    days = models.JSONField(default=usual_days)
    meeting_days = models.JSONField(default=usual_meeting_days)
    quiet_from = models.TimeField(default=time(18))
    quiet_until = models.TimeField(default=time(8))
    weekends_quiet = models.BooleanField(default=True)

    class Meta:
        """One from each day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "since"], name="nudge_rule_once"),)

    def __str__(self) -> str:
        """Say whether it chases, and from when."""
        return f"{'on' if self.is_on else 'off'} from {self.since}"

    @property
    def timing(self) -> Timing:
        """Return it as the rules take it."""
        return Timing(
            tuple(self.days), tuple(self.meeting_days), self.quiet_from, self.quiet_until, self.weekends_quiet
        )


_ONE_OF_THREE = (
    Q(action__isnull=False, part=None, row=None)
    | Q(action=None, part__isnull=False, row=None)
    | Q(action=None, part=None, row__isnull=False)
)


class Nudge(models.Model):
    """That somebody was reminded of something by a letter, for one reason; `number` is the thing's in that letter.

    It is one of three: an action, a part of a return, or a row of the plan whose update is due. `target` is the
    day that the reminder is about: the due day or that of a meeting. Where that day is moved, it is reminded of anew.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    action = models.ForeignKey(Action, null=True, on_delete=models.CASCADE, related_name="nudges")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="nudges")
    row = models.ForeignKey(TacticalAction, null=True, on_delete=models.CASCADE, related_name="nudges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="nudges")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="nudges")
    on = models.DateField()
    why = models.CharField(max_length=10)
    days = models.SmallIntegerField()
    target = models.DateField()
    number = models.PositiveSmallIntegerField()

    class Meta:
        """Each reminder once; those of a person and of a partnership, the newest first."""

        constraints = (
            models.UniqueConstraint(fields=["action", "person", "why", "days", "target"], name="nudge_once"),
            models.UniqueConstraint(fields=["part", "person", "why", "days", "target"], name="nudge_part_once"),
            models.UniqueConstraint(fields=["row", "person", "why", "days", "target"], name="nudge_row_once"),
            models.CheckConstraint(condition=_ONE_OF_THREE, name="nudge_of_one_thing"),
        )
        indexes = (
            models.Index(fields=["person", "-on"], name="nudge_newest"),
            models.Index(fields=["partnership", "-on"], name="nudge_partnership"),
        )

    def __str__(self) -> str:
        """Say when, of what and whom."""
        return f"{self.on}: {self.person} of {self.thing}"

    @property
    def thing(self) -> Action | Part | TacticalAction:
        """What somebody was reminded of."""
        found = self.action or self.part or self.row
        assert found is not None  # noqa: S101 - the database keeps it so
        return found


class AnswerKind(models.TextChoices):
    """What somebody said of a thing that is asked of them, without signing in."""

    DONE = "done", "Said that it is done"
    DAY = "day", "Named a day"
    PROGRESS = "in progress", "Said that it is in progress"
    BLOCKED = "blocked", "Said that it is blocked"
    NOT_MINE = "not mine", "Said that it is not theirs"
    HAND_OVER = "hand over", "Handed it over"
    NOTE = "note", "Added a note"


class AnswerState(models.TextChoices):
    """What became of an answer."""

    TAKEN = "taken", "Taken up"
    ASKED = "asked", "To confirm"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Not agreed"


class Answer(models.Model):
    """What somebody answered on an action, by link or by mail. Sent twice (`once`), it is taken up once.

    Of a part of a return or a row of the plan it says only that it is not theirs, or should go to somebody else.
    `to_person`, or where nobody knows them `to_name` and `to_email`, is to whom they want to hand it over.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    action = models.ForeignKey(Action, null=True, on_delete=models.CASCADE, related_name="answers")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="answers")
    row = models.ForeignKey(TacticalAction, null=True, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, choices=AnswerKind.choices)
    words = models.TextField(blank=True)
    day = models.DateField(null=True)
    to_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.TAKEN)
    at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=100, unique=True)

    class Meta:
        """Those of a person, the newest, and those to confirm."""

        constraints = (models.CheckConstraint(condition=_ONE_OF_THREE, name="answer_of_one_thing"),)
        indexes = (
            models.Index(fields=["person", "-at"], name="answer_newest"),
            models.Index(fields=["partnership", "-at"], name="answer_partnership"),
            models.Index(fields=["partnership", "state"], name="answer_state"),
        )

    def __str__(self) -> str:
        """Say who said what."""
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def thing(self) -> Action | Part | TacticalAction:
        """What was answered on."""
        found = self.action or self.part or self.row
        assert found is not None  # noqa: S101 - the database keeps it so
        return found

    @property
    def title(self) -> str:
        """What it is about, in its own words."""
        return self.action.text if self.action else str(self.thing)


class Chaser:
    """What reminds people by itself, as the change log names it."""

    pk: Any = None

    def __str__(self) -> str:
        """Return the name."""
        return "Wapentake"


CHASER = Chaser()


class ByAnswer:
    """Whoever answered without signing in, as the change log names them."""

    pk: Any = None

    def __init__(self, person: Person, via: str) -> None:
        """Hold whose name, and by which way."""
        self.name, self.via = person.name, via

    def __str__(self) -> str:
        """Return the name and the way: "Jo Bloggs, by link"."""
        return f"{self.name}, by {self.via}"
