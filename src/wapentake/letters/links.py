"""Links that need no sign-in: what stands in a letter, and what it names.

A token names the row and its nonce, and is signed with the key of the installation. Whatever is wrong with one, it
names nothing, and whoever holds it is told the same words.
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, int_to_base36

from wapentake.letters.models import Link

SALT = "wapentake.letters.links"
TOKEN = re.compile(r"\b[0-9a-z]{1,13}\.[\w-]{16}\.[\w-]{43}\b")
LONGEST = 120  # characters; what is longer is no token of ours
NO_LINK = (
    "This link does not work. It may have been cut short on its way. Nothing was changed. "
    "Open it again from the e-mail, or ask the coordinator who sent it for a new one."
)


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".", algorithm="sha256")


def sign(link: Link) -> str:
    """Return the token of a link: what stands in its address. Letters, digits, "-", "_" and "." only."""
    return _signer().sign(f"{int_to_base36(link.pk)}.{link.nonce}")


def read_token(token: str) -> Link | None:
    """Return the link that a token names, open or not; None where it was tampered with, guessed, or names nothing."""
    if len(token) > LONGEST:
        return None
    try:
        number, _, nonce = _signer().unsign(token).partition(".")
        pk = base36_to_int(number)
    except (BadSignature, ValueError):
        return None
    link = Link.objects.select_related("partnership", "person__joined_to").filter(pk=pk).first()
    return link if link is not None and constant_time_compare(link.nonce, nonce) else None


def full_address(path: str) -> str:
    """Return the address under which the product is reached from outside, followed by a path such as "/a/b/"."""
    return f"{settings.ADDRESS}{path}"
