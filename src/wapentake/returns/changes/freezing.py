"""Compiling a return once all is there, and freezing it when it is sent: figures, texts and files as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes.entries import lock_funds
from wapentake.returns import rules
from wapentake.returns.changes import lock_return
from wapentake.returns.changes.parts import find_leaks_in
from wapentake.returns.models import (
    DueMoved,
    Frozen,
    Part,
    PartState,
    Return,
    ReturnFile,
    ReturnState,
    Stands,
    Template,
)
from wapentake.returns.queries.contents import tell_content
from wapentake.returns.rules import TEXTS, hash_content

NOT_COMPILED = "This return is not compiled, so it cannot be sent. Nothing was changed. Compile it first."
File = tuple[str, str, bytes]
"""A file to be kept: its name, its media type, its bytes."""


@transaction.atomic
def compile_return(of: Return, *, by: Actor) -> Return:
    """Say that a return is whole. Raises Refused with all that is missing, and with words that tell of a person."""
    of = lock_return(of)
    parts = list(of.parts.exclude(state=PartState.NOT_NEEDED).select_related("of").order_by("position", "pk"))
    lacks = [] if parts else [rules.NO_PARTS]
    lacks += [
        rules.OPEN_PART.format(title=part.title, state=part.get_state_display().lower())
        for part in parts
        if part.is_missing
    ]
    lacks += [
        rules.LEAKY.format(title=part.title, field=TEXTS[one.field], message=one.message)
        for part in parts
        for one in find_leaks_in(part)
    ]
    if lacks:
        raise Refused("not-whole", " ".join([*lacks, "Nothing was compiled."]))
    of.state, of.compiled_at = ReturnState.COMPILED, timezone.now()
    of.save(update_fields=["state", "compiled_at"])
    log_change("compiled", of, partnership=of.partnership_id, by=by, after={"parts": len(parts)})
    return of


@transaction.atomic
def freeze_return(
    of: Return, make_files: Callable[[Mapping[str, Any], datetime], Sequence[File]], *, by: Actor
) -> Frozen:
    """Say that a return was sent, and keep what it says and its files as they are; it does not change after that.

    Means: whoever enters something into its funds waits until this is done, so that its figures are of one instant.
    """
    of = lock_return(of)
    if of.state != ReturnState.COMPILED:
        raise Refused("not-compiled", NOT_COMPILED)
    lock_funds(list(of.funds.values_list("pk", flat=True)))
    at = timezone.now()
    content = tell_content(of, at=at)
    frozen = Frozen.objects.create(of=of, content=content, sha256=hash_content(content), ledger_at=at)
    for name, media_type, data in make_files(content, at):
        mark = sha256(data).hexdigest()
        ReturnFile.objects.create(of=of, name=name, media_type=media_type, data=data, sha256=mark)
    of.state, of.sent_at, of.sent_by_name = ReturnState.SENT, at, str(by)[:200]
    of.save(update_fields=["state", "sent_at", "sent_by_name"])
    told = {"hash": frozen.sha256, "spent": content["totals"]["spent"], "budget": content["totals"]["budget"]}
    log_change("sent", of, partnership=of.partnership_id, by=by, after=told)
    return frozen


_WORDS = (
    (Part, ("title", "why", "measured", "draft", *TEXTS)),
    (Stands, ("words", "why")),
    (DueMoved, ("why",)),
    (ReturnFile, ("name",)),
)
AT_ONCE = 100


@transaction.atomic
def scrub_returns(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take struck-out words out of returns, frozen ones too; return from how many rows. Whoever strikes out logs that.

    Means: the files that were made of a frozen copy that held them go; they can be made again from what is left.
    """
    changed = sum(_scrub(table, names, clean, of__partnership=partnership) for table, names in _WORDS)
    changed += _scrub(Template, ("name", "funder"), clean, partnership=partnership)
    for frozen in Frozen.objects.filter(of__partnership=partnership).iterator(AT_ONCE):
        content = clean(frozen.content)
        if content != frozen.content:
            frozen.content, frozen.sha256 = content, hash_content(content)
            frozen.save(update_fields=["content", "sha256"])
            frozen.of.files.all().delete()
            changed += 1
    return changed


def _scrub(table: Any, names: tuple[str, ...], clean: Callable[[Any], Any], **own: int) -> int:
    changed = []
    for row in table.objects.filter(**own).only("pk", *names).iterator(AT_ONCE):
        before = [getattr(row, name) for name in names]
        after = [clean(value) for value in before]
        if after != before:
            for name, value in zip(names, after, strict=True):
                setattr(row, name, value)
            changed.append(row)
    table.objects.bulk_update(changed, names, batch_size=AT_ONCE)
    return len(changed)
