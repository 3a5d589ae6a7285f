"""Plans, the views under whose categories they are read, their editions, and how often updates are due."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.meetings.models import Decision


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


class EditionKind(models.TextChoices):
    """For what the plan was frozen."""

    ADOPTED = "adopted", "Adopted"
    REFRESHED = "refreshed", "Refreshed"


class Edition(models.Model):
    """The plan as it stood on the day on which it was adopted or refreshed. `snapshot` is never changed.

    The decision of a meeting stands behind it, or where the register lacks it, the words in `decided`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=EditionKind.choices)
    on = models.DateField()
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="+")
    decided = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        """Numbered within a plan."""

        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="edition_once"),)

    def __str__(self) -> str:
        """Say which edition of which plan."""
        return f"{self.plan}, edition {self.number}"


class Rhythm(models.Model):
    """How often a row wants an update, and when a late milestone turns it red; from a day on.

    Units: days. An update is due so many days after the last one, by what was said on the day of that one.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    update_days = models.PositiveSmallIntegerField()
    grace_days = models.PositiveSmallIntegerField()

    class Meta:
        """One from each day."""

        constraints = (models.UniqueConstraint(fields=["partnership", "since"], name="rhythm_once"),)

    def __str__(self) -> str:
        """Say how often, and from when."""
        return f"every {self.update_days} days from {self.since}"
