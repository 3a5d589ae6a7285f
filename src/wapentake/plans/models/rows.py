"""The rows of a plan: tactical actions, what is said of them, what is measured, and their milestones."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Decision, Meeting
from wapentake.plans.models.plans import Category, Plan
from wapentake.plans.rules import RAG_WORDS, Rag

_RAGS = [(one.value, RAG_WORDS[one]) for one in Rag]


class TacticalAction(models.Model):
    """A row of the plan: what is to be done, who leads it, from when to when. It may exist before it has any money.

    `rag` and `rag_reason` are what the latest update says; what is shown may be worse, by rule. `update_due_on` is by
    when the next one is due, and empty where none is. `planned_at` is the meeting at which it was planned, `decision`
    the one that adopted it, or `decided` its words. One that `ended_on` a day is left out of the plan from then on.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tactical_actions")
    ref = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    categories = models.ManyToManyField(Category, related_name="tactical_actions")
    lead = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    lead_body = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    added_on = models.DateField(default=timezone.localdate)
    planned_at = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.CharField(max_length=300, blank=True)
    rag = models.CharField(max_length=12, choices=_RAGS, default=Rag.NOT_STARTED.value)
    rag_reason = models.CharField(max_length=500, blank=True)
    updated_on = models.DateField(null=True)
    update_due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """A reference once in a plan; found by whose update is due."""

        constraints = (models.UniqueConstraint(fields=["plan", "ref"], name="tactical_action_once"),)
        indexes = (models.Index(fields=["partnership", "update_due_on"], name="tactical_action_due"),)

    def __str__(self) -> str:
        """Return its reference and title."""
        return f"{self.ref} {self.title}"


class Via(models.TextChoices):
    """By what way an update came."""

    DESK = "desk", "Here"
    LINK = "link", "By link"


class Update(models.Model):
    """What was said of a row on a day: how it stands, why, and what was done. Never changed; a later one follows it."""

    tactical_action = models.ForeignKey(TacticalAction, on_delete=models.CASCADE, related_name="updates")
    on = models.DateField()
    rag = models.CharField(max_length=12, choices=_RAGS)
    reason = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    via = models.CharField(max_length=10, choices=Via.choices, default=Via.DESK)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order of time."""

        indexes = (models.Index(fields=["tactical_action", "-on"], name="update_newest"),)

    def __str__(self) -> str:
        """Say how it stood, and why."""
        return f"{self.get_rag_display()}: {self.reason}"


class Question(models.TextChoices):
    """What a measure answers."""

    HOW_MUCH = "how much", "How much did we do?"
    HOW_WELL = "how well", "How well did we do it?"
    BETTER_OFF = "better off", "Is anyone better off?"


class Measure(models.Model):
    """What is counted of a row. Without a baseline nobody can say later whether anything changed."""

    tactical_action = models.ForeignKey(TacticalAction, on_delete=models.CASCADE, related_name="measures")
    question = models.CharField(max_length=10, choices=Question.choices)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=50, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        """A name once for a row."""

        constraints = (models.UniqueConstraint(fields=["tactical_action", "name"], name="measure_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Value(models.Model):
    """What a measure was on a day."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="values")
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """One a day."""

        constraints = (models.UniqueConstraint(fields=["measure", "on"], name="value_once"),)

    def __str__(self) -> str:
        """Say how much, and when."""
        return f"{self.value} on {self.on}"


class Milestone(models.Model):
    """Something on the way that is to be reached by a day."""

    tactical_action = models.ForeignKey(TacticalAction, on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)

    class Meta:
        """Those still to be reached, by day."""

        indexes = (
            models.Index(fields=["tactical_action", "due_on"], condition=Q(reached_on=None), name="milestone_next"),
        )

    def __str__(self) -> str:
        """Return what is to be reached."""
        return self.text
