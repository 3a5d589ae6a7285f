"""Every write of `accounts`."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from wapentake.accounts.models import Account, Colour, Membership, Partnership, Role
from wapentake.kit.changes import READER, log_change
from wapentake.kit.errors import Refused

NOT_SLUGS = ("account", "by-link", "public", "static")  # other addresses begin so


def add_partnership(name: str, *, colour: Colour = Colour.BLUE) -> Partnership:
    """Make a partnership; its address is made of its name."""
    base = slugify(name)[:40] or "partnership"
    taken = {*Partnership.objects.filter(slug__startswith=base).values_list("slug", flat=True), *NOT_SLUGS}
    slug = next(one for one in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if one not in taken)
    with transaction.atomic():
        partnership = Partnership.objects.create(name=name[:200], slug=slug, colour=colour)
        log_change("made", partnership, partnership=partnership.pk, by=READER, after={"name": name})
    return partnership


def add_account(email: str, *, name: str, password: str) -> Account:
    """Make an account. Raises Refused where the address or the password will not do, or the address has one."""
    email = email.strip()
    account = Account(email=email, name=name[:200])
    try:
        validate_email(email)
        validate_password(password, account)
    except ValidationError as wrong:
        raise Refused("account", " ".join(wrong.messages)) from None
    if Account.objects.filter(email__iexact=email).exists():
        raise Refused("account-twice", f"There is an account for {email} already.")
    account.set_password(password)
    account.save()
    return account


def set_password(account: Account, password: str) -> None:
    """Give an account a new password."""
    account.set_password(password)
    account.save(update_fields=["password"])


def join(account: Account, partnership: Partnership, *, role: str = Role.COORDINATOR) -> None:
    """Let an account work for a partnership in a role; who belongs to it already is given that role."""
    with transaction.atomic():
        member, made = Membership.objects.get_or_create(
            account=account, partnership=partnership, defaults={"role": role}
        )
        was = "" if made else member.role
        if was != role:
            member.role = role
            member.save(update_fields=["role"])
            told = {"account": account.email, "role": str(role)}
            log_change("joined", partnership, partnership=partnership.pk, by=account, before={"role": was}, after=told)
