"""A letter as it goes over the line, byte for byte as Django's own classes write it.

They take more time for a letter than all else that is done with it, so what is plain in it is put together here: short
headers of ASCII, and texts without overlong lines. Whatever is not plain, they write.
"""

from __future__ import annotations

import re
from email.policy import compat32
from email.utils import formataddr, formatdate, parseaddr
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import RFC5322_EMAIL_LINE_LENGTH_LIMIT, forbid_multi_line_headers

from wapentake.letters.models import Letter

SHORT = 74  # characters of a header with its name; what is longer may be folded
MIME = b"MIME-Version: 1.0\r\n"
_POLICY = compat32.clone(linesep="\r\n")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_END = re.compile(r"\r\n|\r|\n")


def own_address() -> str:
    """Return the address to which answers and what comes back should go: that of the inbox, or of the sender."""
    return settings.INBOX_ADDRESS or parse_address(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=8)
def parse_address(sender: str) -> str:
    """Return the address of "Name <address>"."""
    return parseaddr(sender)[1]


@lru_cache(maxsize=64)
def say_sender(partnership: str, sender: str) -> str:
    """Return from whom a letter of a partnership comes, under its name and from the address of the installation."""
    return formataddr((" ".join(partnership.split()), parse_address(sender)))


def compose(letter: Letter, connection: Any = None) -> EmailMultiAlternatives:
    """Return a letter as an e-mail: plain text, with the same as HTML where it has that."""
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        say_sender(letter.partnership.name, settings.DEFAULT_FROM_EMAIL),
        [letter.to],
        connection=connection,
        headers=_own_headers(letter),
        reply_to=[own_address()],
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def _own_headers(letter: Letter) -> dict[str, str]:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.in_reply_to:
        headers |= {"In-Reply-To": letter.in_reply_to, "References": letter.in_reply_to}
    return headers


def _boundary(letter: Letter) -> str:
    """Return what stands between the parts: or else one is made at random, and looked for in all of them."""
    return f"=_{letter.message_id[1:33]}"


def write_bytes(letter: Letter) -> bytes:
    """Return a letter as it goes over the line: the same bytes each time, but for its date."""
    texts = [_encode(letter.text), *([_encode(letter.html)] if letter.html else [])]
    if not letter.text or any(
        len(line) > RFC5322_EMAIL_LINE_LENGTH_LIMIT for text in texts for line in text.split(b"\n")
    ):
        return write_slowly(letter)
    head = _write_head(letter)
    if not letter.html:
        return b"%s%s\r\n%s" % (_say_kind("plain", texts[0]), head, texts[0])
    boundary = _boundary(letter)
    kind = _write_header("Content-Type", f'multipart/alternative; boundary="{boundary}"')
    parts = [b"%s\r\n%s" % (_say_kind(name, text), text) for name, text in zip(("plain", "html"), texts, strict=True)]
    between = f"\r\n--{boundary}\r\n".encode()
    return between.join([kind + MIME + head, *parts]) + f"\r\n--{boundary}--\r\n".encode()


def _encode(text: str) -> bytes:
    return _END.sub("\r\n", text).encode()


def _say_kind(name: str, text: bytes) -> bytes:
    """Return the headers that say what a part is."""
    bits = b"7bit" if text.isascii() else b"8bit"
    kind = f'Content-Type: text/{name}; charset="utf-8"\r\n'.encode()
    return b"%s%sContent-Transfer-Encoding: %s\r\n" % (kind, MIME, bits)


def _write_head(letter: Letter) -> bytes:
    headers = {
        "Subject": letter.subject,
        "From": say_sender(letter.partnership.name, settings.DEFAULT_FROM_EMAIL),
        "To": letter.to,
        "Reply-To": own_address(),
        "Date": formatdate(localtime=settings.EMAIL_USE_LOCALTIME),
        **_own_headers(letter),
    }
    return b"".join(_write_header(name, value) for name, value in headers.items())


def _write_header(name: str, value: str) -> bytes:
    if len(name) + len(value) <= SHORT and _PLAIN.fullmatch(value):
        return f"{name}: {value}\r\n".encode()
    return _POLICY.fold_binary(*forbid_multi_line_headers(name, value, settings.DEFAULT_CHARSET))


def write_slowly(letter: Letter) -> bytes:
    """Return the bytes of a letter as Django's own classes write them, whatever is in it."""
    message = compose(letter).message()
    if message.is_multipart():
        message.set_boundary(_boundary(letter))
    return message.as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own takes it
