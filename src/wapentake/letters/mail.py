"""Reads one mail that came in, however odd: who wrote what to which letter, and whether a person wrote it at all.

Reading never raises: what cannot be read is left empty, and the mail is kept as it came.
"""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from wapentake.letters.quoting import read_html, strip_quotes

MOST_PARTS = 100
MOST_NAMES = 50
LONGEST_LINE = 998
LONGEST_TEXT = 20_000
LOOKED_THROUGH = 1_000_000  # bytes of a mail that came back in which the name of a letter is looked for
OWN_ID = re.compile(rb"<[0-9a-f]{40}@[^<>\s]{1,150}>")  # as `changes.letters` makes them
_ID = re.compile(r"<[^<>\s]{1,190}>")
_CODE = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")

# What the libraries for mail raise where a header or a part is broken.
ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)

AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Vacation", "X-AutoReply-From")
AUTOMATIC_WORTHS = {"auto_reply", "auto-reply", "bulk", "junk", "list"}
AUTOMATIC_SUBJECT = re.compile(r"(?i)^\s*(automatic reply|auto[- ]?reply|autoreply|out of (the )?office)\b")
SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
RETURNERS = ("mailer-daemon", "postmaster")


@dataclass(frozen=True, slots=True)
class Failure:
    """That a letter could not be delivered: why, whether for good, and whether it is still tried."""

    reason: str
    for_good: bool
    is_tried_on: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read. `names` are the Message-IDs of the letters to which it may belong, likeliest first."""

    message_id: str
    sender: str
    subject: str
    text: str
    names: tuple[str, ...]
    is_automatic: bool
    failure: Failure | None
    has_files: bool = False


def read_mail(raw: bytes) -> Mail:
    """Return what a mail says. Without a Message-ID it is given one made of its bytes."""
    try:
        mail: Message = email.message_from_bytes(raw)
        parts = list(walk_parts(mail))
    except ODD:
        mail, parts = Message(), []
    sender = clean(parseaddr(_header(mail, "From"))[1], 254)
    text = _find_text(parts)
    failure = _find_failure(mail, parts, sender, text)
    found = _ID.search(_header(mail, "Message-ID"))
    return Mail(
        message_id=clean(found[0], 200) if found else f"<{hashlib.sha256(raw).hexdigest()}@no-message-id>",
        sender=sender,
        subject=clean(_header(mail, "Subject"), 250),
        text=clean(strip_quotes(text), LONGEST_TEXT),
        names=_find_names(mail, raw if failure else b""),
        is_automatic=_is_automatic(mail),
        failure=failure,
        has_files=any(is_attached(part) for part in parts),
    )


def clean(text: str, most: int) -> str:
    """Return text that every database keeps: without what is no character, and not longer than that."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()[:most]


def walk_parts(mail: Message) -> Iterator[Message]:
    """Give the parts of a mail, without walking into the mails that it holds; of a thousand, the first hundred."""
    waiting, given = [mail], 0
    while waiting and given < MOST_PARTS:
        part = waiting.pop(0)
        given += 1
        yield part
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [one for one in inside[:MOST_PARTS] if isinstance(one, Message)]


def is_attached(part: Message) -> bool:
    """Return whether a part is a file that somebody sent along: no picture of the text itself, and no signature."""
    if part.is_multipart() or part.get_content_type() in SIGNATURES:
        return False
    if part.get_content_disposition() == "attachment":
        return True
    return bool(name_part(part)) and not part.get("Content-ID")


def name_part(part: Message) -> str:
    """Return the name of a file as its sender gave it, without folders; empty where it has none."""
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except ODD:
        return ""
    return clean(" ".join(name.replace("\\", "/").rpartition("/")[2].split()), 200)


def _header(mail: Message, name: str) -> str:
    try:
        value = mail.get(name)
        return " ".join(str(make_header(decode_header(value))).split()) if value else ""
    except ODD:
        return ""


def _find_text(parts: list[Message]) -> str:
    """Return the words of a mail: of its first plain part, or else of its first page of HTML."""
    for kind, read in (("text/plain", str), ("text/html", read_html)):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                words = read(_decode(part))
                if words.strip():
                    return words
    return ""


def _decode(part: Message) -> str:
    """Return the text of a part, in whatever characters it claims to be written."""
    try:
        payload = part.get_payload(decode=True)
    except ODD:
        return ""
    if not isinstance(payload, bytes):
        return ""
    for charset in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            return payload.decode(charset or "ascii")
        except ODD:
            continue
    return payload.decode("latin-1")


def _find_names(mail: Message, returned: bytes) -> tuple[str, ...]:
    """Return what it says that it answers, the newest first, and the letters of ours that it brings back."""
    answers = _ID.findall(_header(mail, "In-Reply-To")) + _ID.findall(_header(mail, "References"))[::-1]
    back = [one.decode("ascii", "replace") for one in OWN_ID.findall(returned[:LOOKED_THROUGH])]
    return tuple(dict.fromkeys(clean(one, 200) for one in answers[:MOST_NAMES] + back[:MOST_NAMES]))


def _is_automatic(mail: Message) -> bool:
    if _header(mail, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no"):
        return True
    if any(mail.get(name) for name in AUTOMATIC_HEADERS):
        return True
    worth = _header(mail, "Precedence") or _header(mail, "X-Precedence")
    return worth.lower() in AUTOMATIC_WORTHS or bool(AUTOMATIC_SUBJECT.match(_header(mail, "Subject")))


def _find_failure(mail: Message, parts: list[Message], sender: str, text: str) -> Failure | None:
    """Return the report that a letter could not be delivered, in the form of the standard or as a note."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status":
            return _read_status(part)
    if sender.partition("@")[0].lower() in RETURNERS and not _header(mail, "In-Reply-To"):
        code = _CODE.search(text)
        words = clean(" ".join(text.split()), 500) or "it gave no reason"
        return Failure(words, for_good=bool(code and code[1].startswith("5")))
    return None


def _read_status(part: Message) -> Failure:
    blocks = part.get_payload()
    told = [one for one in blocks if isinstance(one, Message)] if isinstance(blocks, list) else [part]
    block = next((one for one in told if one.get("Action") or one.get("Status")), part)
    status = _header(block, "Status")
    reason = _header(block, "Diagnostic-Code").partition(";")[2].strip() or _header(block, "Diagnostic-Code")
    words = clean(reason or (f"status {status}" if status else "it gave no reason"), 500)
    return Failure(
        words, for_good=status.startswith("5"), is_tried_on=_header(block, "Action").lower() in ("delayed", "relayed")
    )
