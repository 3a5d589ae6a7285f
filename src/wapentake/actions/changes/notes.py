"""Notes on the way, with a file or without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.actions.models import Action, Note, Via
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused

EMPTY = "A note has words, a file, or both. Nothing was added. Write something, or choose a file."


@transaction.atomic
def add_note(
    action: Action,
    text: str,
    *,
    by: Actor,
    via: str,
    person: Person | None = None,
    upload: Mapping[str, Any] | None = None,
) -> Note:
    """Keep what somebody says of an action, with a file: `name`, `media_type`, `size`, `sha256`, `data`.

    Means: the file was checked before (`agendas.checks.check_file`). Raises: Refused where there is neither.
    """
    if not text.strip() and upload is None:
        raise Refused("note-empty", EMPTY)
    account = by if isinstance(by, Account) else None
    told = {"by_name": str(by)[:200], "account": account, "person": person, "via": Via(via)}
    note = Note.objects.create(action=action, text=text.strip(), **told, **(upload or {}))
    after = {"note": note.text, **({"file": note.name, "sha256": note.sha256} if upload else {})}
    log_change("noted", action, partnership=action.partnership_id, by=by, after=after)
    return note
