"""By what bids are marked, who marks them, the marks, what was agreed, and who has an interest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person
from wapentake.terms import say_date


class Scheme(models.Model):
    """How bids are marked from a day on: the highest mark, the per cent to reach, and from which gap markers agree.

    A bid keeps the one by which its marking began.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    since = models.DateField()
    most = models.PositiveSmallIntegerField(default=5)
    threshold = models.PositiveSmallIntegerField(default=65)
    spread = models.PositiveSmallIntegerField(default=2)

    class Meta:
        """One from each day."""

        constraints = (
            models.UniqueConstraint(fields=["partnership", "since"], name="scheme_once"),
            models.CheckConstraint(condition=Q(most__gte=1, threshold__lte=100, spread__gte=1), name="scheme_sound"),
        )

    def __str__(self) -> str:
        """Say from when it holds."""
        return f"Marking from {say_date(self.since)}"


class Criterion(models.Model):
    """What bids are marked by, and how much it weighs beside the others."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    asks = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        """In their order; each weighs something."""

        verbose_name_plural = "criteria"
        ordering = ("position", "pk")
        constraints = (models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Marker(models.Model):
    """Somebody who was asked to mark a bid. `excused` says why they do not, empty where they do."""

    bid = models.ForeignKey("bids.Bid", on_delete=models.CASCADE, related_name="markers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    note = models.TextField(blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.CharField(max_length=200, blank=True)
    excused = models.CharField(max_length=300, blank=True)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["bid", "person"], name="marker_once"),)

    def __str__(self) -> str:
        """Say who."""
        return str(self.person)


class Mark(models.Model):
    """A mark that a marker gave for a criterion."""

    marker = models.ForeignKey(Marker, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    mark = models.PositiveSmallIntegerField()

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["marker", "criterion"], name="mark_once"),)

    def __str__(self) -> str:
        """Return the mark."""
        return str(self.mark)


class Agreed(models.Model):
    """The mark that markers agreed on who had been far apart, and why."""

    bid = models.ForeignKey("bids.Bid", on_delete=models.CASCADE, related_name="agreed")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    mark = models.PositiveSmallIntegerField()
    why = models.TextField()

    class Meta:
        """Once each."""

        verbose_name_plural = "agreed"
        constraints = (models.UniqueConstraint(fields=["bid", "criterion"], name="agreed_once"),)

    def __str__(self) -> str:
        """Return the mark."""
        return str(self.mark)


class Interest(models.Model):
    """What somebody said of an interest in a bid: that they have one, and which; or, asked, that they have none."""

    bid = models.ForeignKey("bids.Bid", on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    has_one = models.BooleanField(default=True)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["bid", "person"], name="bid_interest_once"),)

    def __str__(self) -> str:
        """Say who."""
        return str(self.person)
