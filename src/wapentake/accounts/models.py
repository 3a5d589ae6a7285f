"""Accounts, partnerships, and who belongs to which."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with that address."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who may sign in, known by the e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """One account for an address, however it is typed."""

        constraints = (models.UniqueConstraint(Lower("email"), name="account_email"),)

    def __str__(self) -> str:
        """Return the name, which screens and the change log show."""
        return self.name or self.email


class Colour(models.TextChoices):
    """The colours that a partnership may choose from: each reads well under white."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    PURPLE = "purple", "Purple"
    RED = "red", "Red"
    TEAL = "teal", "Teal"
    BLACK = "black", "Black"


class Partnership(models.Model):
    """A partnership that this installation serves. Every row of every room above belongs to one."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.BLUE)
    members = models.ManyToManyField(Account, through="Membership", related_name="partnerships")

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Role(models.TextChoices):
    """As what an account belongs to a partnership."""

    COORDINATOR = "coordinator", "Coordinator"
    CHAIR = "chair", "Chair"
    FINANCE = "finance", "Finance"


class Membership(models.Model):
    """An account that may work for a partnership, and as what."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.COORDINATOR)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["account", "partnership"], name="membership_once"),)

    def __str__(self) -> str:
        """Say who is in what."""
        return f"{self.account} in {self.partnership}"
