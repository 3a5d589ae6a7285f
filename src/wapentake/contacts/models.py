"""People, organisations, posts held from one day to another, initials, and pairs that may be one person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from wapentake.accounts.models import Account, Partnership


class Organisation(models.Model):
    """A body that sends people: a council, a force, a charity. `key` is the folded name under which it is found.

    `is_member` says that it is a member body, which an action for all partners is given to; `is_responsible` that the
    law makes it a responsible authority. `representative` speaks for it. A person says all three; no page does.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=250)
    key = models.CharField(max_length=250)
    is_member = models.BooleanField(default=False)
    is_responsible = models.BooleanField(default=False)
    representative = models.ForeignKey("Person", null=True, on_delete=models.SET_NULL, related_name="represents")

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["partnership", "key"], name="organisation_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def head(self) -> Person | None:
        """Who represents it, under the name that was kept."""
        return (self.representative.joined_to or self.representative) if self.representative else None


class Person(models.Model):
    """Somebody whom the pages name. Two spellings are two people until somebody says that they are one.

    `joined_to` is the person whom somebody said that this one is; both stay, so that it can be undone. `email` and
    `left_on`, the day on which they left, are those of the person that was kept. Whom somebody added `by_hand` stays,
    though no page names them.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    left_on = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)
    joined_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="joined")

    class Meta:
        """Once each spelling."""

        constraints = (
            models.UniqueConstraint(fields=["partnership", "key"], name="person_once"),
            models.CheckConstraint(condition=~Q(joined_to=F("id")), name="person_not_joined_to_self"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Post(models.Model):
    """That a person stood for an organisation, from the first day on which a page says so to the last.

    One that somebody added `by_hand` has no days until a page says so.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    by_hand = models.BooleanField(default=False)

    class Meta:
        """Once for a person and an organisation."""

        constraints = (models.UniqueConstraint(fields=["person", "organisation"], name="post_once"),)

    def __str__(self) -> str:
        """Say who stood for what."""
        return f"{self.person}, {self.organisation}"


class Initials(models.Model):
    """Whose initials these are in this partnership, once somebody settled it. `person` is empty until then."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    written = models.CharField(max_length=12)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="initials")
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)

    class Meta:
        """One meaning for each."""

        constraints = (models.UniqueConstraint(fields=["partnership", "written"], name="initials_once"),)
        verbose_name_plural = "initials"

    def __str__(self) -> str:
        """Say whose they are."""
        return f"{self.written}: {self.person or 'not known'}"


class LikenessState(models.TextChoices):
    """What somebody said of two names."""

    OPEN = "open", "To decide"
    SAME = "same", "One person"
    DIFFERENT = "different", "Two people"


class Likeness(models.Model):
    """Two names that may be one person, and why; nobody is joined unasked."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE)
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=LikenessState.choices, default=LikenessState.OPEN)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Once a pair, the lower id first."""

        constraints = (
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_in_order"),
        )

    def __str__(self) -> str:
        """Say which two."""
        return f"{self.one} and {self.other}"
