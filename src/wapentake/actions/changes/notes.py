"""Notes on the way, with a file or without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.actions.models import Action, Note, Via
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused

AT_ONCE = 200  # rows read at a time
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


def scrub_notes(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take struck-out words out of the notes of a partnership; return from how many. Whoever strikes logs that.

    Means: a file whose name held them goes too, since it may hold them; nobody looks into the other files.
    """
    changed = []
    for note in Note.objects.filter(action__partnership=partnership).defer("data").iterator(chunk_size=AT_ONCE):
        text, by_name, name = clean(note.text), clean(note.by_name)[:200], clean(note.name)
        if (text, by_name, name) == (note.text, note.by_name, note.name):
            continue
        if name != note.name:
            note.media_type, note.size, note.sha256, note.data = "", 0, "", None
            name = ""
        note.text, note.by_name, note.name = text, by_name, name
        note.save()
        changed.append(note)
    return len(changed)
