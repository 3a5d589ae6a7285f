"""The mailbox that answers come to: reads what is new, and marks it as seen once it is kept."""

from __future__ import annotations

import imaplib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils import timezone
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

from wapentake.letters.changes.received import MOST_KEPT, keep_mail

TIMEOUT_SECONDS = 30


@dataclass(slots=True)
class Taken:
    """What was made of the mail that came: how many of each state, and how many were known before."""

    new: Counter[str] = field(default_factory=Counter)
    known: int = 0


class InboxTrouble(Exception):
    """The mailbox could not be read; the words say why, and that nothing is lost."""


def take_stream(stream: BinaryIO) -> Taken:
    """Keep the one mail that a mail server writes into a pipe, and read the pipe to its end, however long."""
    raw = stream.read(MOST_KEPT + 1)
    while stream.read(2**20):
        continue
    done = Taken()
    if raw.strip():
        _keep(raw, done)
    return done


def read_box(box: dict[str, Any], *, stop: Callable[[], bool] = lambda: False) -> Taken:
    """Keep what is new in a mailbox; `stop` is asked between two mails.

    Means: a mail is marked as seen after it is kept, so that one that was read when a process was killed is read again,
    and known by then. Raises: InboxTrouble in words.
    """
    done = Taken()
    try:
        with _open(box) as mailbox:
            for uid in mailbox.uids("UNSEEN", charset=None):
                if stop():
                    break
                for raw in _fetch(mailbox, uid):
                    _keep(raw, done)
                mailbox.flag(uid, MailMessageFlags.SEEN, True)
    except (ImapToolsError, imaplib.IMAP4.error, OSError) as trouble:
        said = " ".join(str(trouble).split())[:300]
        words = f"The mailbox {box['user']} on {box['host']} could not be read ({said}). What is new there waits."
        raise InboxTrouble(words) from None
    return done


def _open(box: dict[str, Any]) -> BaseMailBox:
    kind = MailBox if box["tls"] else MailBoxUnencrypted
    mailbox: BaseMailBox = kind(box["host"], box["port"], timeout=TIMEOUT_SECONDS)
    try:
        return mailbox.login(box["user"], box["password"], box["folder"])
    except (ImapToolsError, imaplib.IMAP4.error, OSError):
        mailbox.client.shutdown()
        raise


def _fetch(mailbox: BaseMailBox, uid: str) -> Iterator[bytes]:
    """Give the bytes of a mail, and of a large one the beginning, without marking it as seen."""
    _, answer = mailbox.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_KEPT + 1}>)")
    for part in answer or ():
        if isinstance(part, tuple):
            yield part[1]


def _keep(raw: bytes, done: Taken) -> None:
    received, is_new = keep_mail(raw, at=timezone.now())
    if is_new:
        done.new[received.get_state_display()] += 1
    else:
        done.known += 1
