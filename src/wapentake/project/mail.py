"""The mail server that the installation sends through, and the address that its letters name, in the environment."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORM = "WAPENTAKE_MAIL must look like smtp://user:password@host:587/?from=wapentake@example.gov.uk"
ADDRESS_FORM = "WAPENTAKE_ADDRESS must look like https://wapentake.example.gov.uk"
INBOX_FORM = "WAPENTAKE_INBOX must look like imaps://user:password@host/INBOX?address=replies@example.gov.uk"
INBOX_PORTS = {"imaps": 993, "imap+plain": 143}
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def read_mail() -> dict[str, Any]:
    """Return Django's settings for mail; without a server, letters go to the terminal.

    Means: `smtp` speaks TLS once connected (STARTTLS), `smtps` from the beginning, `smtp+plain` not at all, for a
    server on the same machine. Raises: ImproperlyConfigured, which says what the address should look like.
    """
    written = os.environ.get("WAPENTAKE_MAIL", "")
    if not written:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(written)
    sender = parse_qs(parts.query).get("from", [""])[0]
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or "@" not in sender or port == 0:
        raise ImproperlyConfigured(FORM)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }


def read_address(host: str, *, secure: bool) -> str:
    """Return how the product is reached from outside, as letters name it: as the environment says, or by its host.

    Raises: ImproperlyConfigured, which says what the address should look like.
    """
    written = os.environ.get("WAPENTAKE_ADDRESS", "").rstrip("/")
    if not written:
        return f"{'https' if secure else 'http'}://{host.strip().removeprefix('.')}"
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(ADDRESS_FORM)
    return written


def read_inbox() -> tuple[dict[str, Any], str]:
    """Return how to open the mailbox that answers come to, and its address; both are empty without one.

    Means: `imaps` speaks TLS, `imap+plain` does not, for a server on the same machine. Raises: ImproperlyConfigured,
    which says what the address should look like.
    """
    written = os.environ.get("WAPENTAKE_INBOX", "")
    if not written:
        return {}, ""
    parts = urlsplit(written)
    address = parse_qs(parts.query).get("address", [""])[0]
    try:
        port = parts.port
    except ValueError:
        port = 0
    usable = parts.scheme in INBOX_PORTS and parts.hostname and parts.username and port != 0
    if not usable or (address and "@" not in address):
        raise ImproperlyConfigured(INBOX_FORM)
    box = {
        "host": parts.hostname,
        "port": port or INBOX_PORTS[parts.scheme],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "tls": parts.scheme == "imaps",
    }
    return box, address
