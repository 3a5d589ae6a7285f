"""The delivery plan: plans of three years, the views under whose categories they are read, and tactical actions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person


class Plan(models.Model):
    """A delivery plan, usually of three financial years."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        """Of a partnership, the newest first."""

        indexes = (models.Index(fields=["partnership", "-starts_on"], name="plan_newest"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class View(models.Model):
    """Categories under which a plan is read: the partnership's objectives, a funder's or the county's priorities.

    The main view holds the partnership's own objectives; by them the treasurer's report is ordered.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=200)
    is_main = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A name once in a plan; one main view."""

        constraints = (
            models.UniqueConstraint(fields=["plan", "name"], name="view_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(is_main=True), name="view_main_once"),
        )

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Category(models.Model):
    """A heading of a view; in the main view a strategic objective."""

    view = models.ForeignKey(View, on_delete=models.CASCADE, related_name="categories")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)

    class Meta:
        """A name once in a view."""

        verbose_name_plural = "categories"
        constraints = (models.UniqueConstraint(fields=["view", "name"], name="category_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class TacticalAction(models.Model):
    """A row of the plan: what is to be done, who leads it, from when to when. It may exist before it has any money."""

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

    class Meta:
        """A reference once in a plan."""

        constraints = (models.UniqueConstraint(fields=["plan", "ref"], name="tactical_action_once"),)

    def __str__(self) -> str:
        """Return its reference and title."""
        return f"{self.ref} {self.title}"
