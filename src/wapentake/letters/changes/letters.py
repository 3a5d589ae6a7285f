"""Writing letters: each key once, one by one or by the thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_changes, make_change
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.postman import POSTMAN

AT_ONCE = 500
NO_ADDRESS = "This is no e-mail address, so nothing was sent. Put it right on the page of the person, then send again."
SALT = "wapentake.letters.message-id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to be written. `key` says what it is about: the same key is one letter, however often it is written.

    `in_reply_to` is the Message-ID of an earlier letter under which a mail program shows this one.
    """

    partnership: Partnership
    key: str
    to: str
    person: Person | None
    kind: str
    subject: str
    text: str
    html: str = ""
    not_before: datetime | None = None
    in_reply_to: str = ""


def write_letter(partnership: Partnership, *, by: Actor = POSTMAN, **told: object) -> Letter:
    """Write a letter, which then waits to be sent; return the one already there where the key exists.

    Shape: the arguments are those of `Draft`: key, to, person, kind, subject, text, html, not_before, in_reply_to.
    """
    return write_letters([Draft(partnership=partnership, **told)], by=by)[0]  # type: ignore[arg-type]  # Draft checks


def write_letters(drafts: Iterable[Draft], *, by: Actor = POSTMAN) -> list[Letter]:
    """Write letters, by the thousand, and return them in the same order; a key that exists gives its own letter.

    Means: where another process writes the same keys at the same time, each is still written once.
    """
    drafts = list(drafts)
    wanted = {draft.key[:200]: draft for draft in drafts}
    try:
        known = _write(wanted, by)
    except IntegrityError:  # somebody else wrote one of them meanwhile, and it is known now
        known = _write(wanted, by)
    return [known[draft.key[:200]] for draft in drafts]


@transaction.atomic
def _write(wanted: dict[str, Draft], by: Actor) -> dict[str, Letter]:
    known: dict[str, Letter] = {}
    keys = list(wanted)
    for start in range(0, len(keys), AT_ONCE):
        known |= {one.key: one for one in Letter.objects.filter(key__in=keys[start : start + AT_ONCE])}
    new = [_make(key, draft) for key, draft in wanted.items() if key not in known]
    Letter.objects.bulk_create(new, batch_size=AT_ONCE)
    log_changes(
        make_change("wrote", one, partnership=one.partnership_id, by=by, after={"to": one.to, "subject": one.subject})
        for one in new
    )
    return known | {one.key: one for one in new}


def _make(key: str, draft: Draft) -> Letter:
    """Return the letter of a draft; one that no server could deliver is there too, and says so."""
    to = draft.to.strip()[:254]
    wrong = {} if is_address(to) else {"state": LetterState.REFUSED, "for_good": True, "said": NO_ADDRESS}
    return Letter(
        **wrong,
        partnership=draft.partnership,
        person=draft.person,
        to=to,
        kind=draft.kind[:30],
        subject=" ".join(draft.subject.split())[:250],
        text=draft.text,
        html=draft.html,
        key=key,
        message_id=make_message_id(key),
        in_reply_to=draft.in_reply_to,
        not_before=draft.not_before,
    )


def is_address(to: str) -> bool:
    """Return whether a mail server could be given this as an address."""
    try:
        validate_email(to)
    except ValidationError:
        return False
    return True


def make_message_id(key: str) -> str:
    """Return the Message-ID of a key: always the same one, and it does not tell the key."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac(SALT, key, algorithm='sha256').hexdigest()[:40]}@{host}>"
