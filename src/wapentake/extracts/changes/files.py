"""Files: kept when they come, brought in at once when somebody has looked, or taken away before."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.extracts.models import Extract, ExtractLine, Mapping
from wapentake.extracts.queries.preview import Preview, look_at, look_through
from wapentake.extracts.queries.undoing import Undoing, look_back
from wapentake.extracts.rules import Told
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes import drop_draft
from wapentake.terms import say_date

AT_ONCE = 500
CHANGED = "What would come in is no longer what you saw. Nothing was brought in. Look at it again."
NOTHING = "Nothing in this file is new. Nothing was brought in, and nothing is missing."
NOT_IN = "{name} is not in, so there is nothing to undo. Nothing was changed."
NOT_UNDONE = "Nothing was undone."
IS_IN = "{name} is in already, since {day}. Nothing was changed."


@transaction.atomic
def receive_extract(
    mapping: Mapping, *, name: str, data: bytes, year: int | None = None, by: Actor
) -> tuple[Extract, bool]:
    """Keep a file until somebody has looked at what it holds, and return it and whether its bytes are new.

    Means: the same bytes again are the same extract; while it waits, it is read by the mapping that was chosen last.
    Raises: Refused where the file cannot be read at all, and then it is not kept.
    """
    partnership = Partnership.objects.select_for_update().get(pk=mapping.partnership_id)
    digest = sha256(data).hexdigest()
    known = Extract.objects.filter(partnership=partnership, sha256=digest).first()
    if known and known.brought_in_at:
        return known, False
    look_through(mapping, name=name, data=data, year=year)
    told = {"name": name, "read as": mapping.name}
    if known:
        known.mapping, known.year = mapping, year
        known.save(update_fields=["mapping", "year"])
        log_change("read again", known, partnership=partnership.pk, by=by, after=told)
        return known, False
    extract = Extract.objects.create(
        partnership=partnership, mapping=mapping, name=name[:250], sha256=digest, size=len(data), data=data, year=year,
        by_id=by.pk, by_name=str(by)[:200],
    )  # fmt: skip
    log_change("received", extract, partnership=partnership.pk, by=by, after=told)
    return extract, True


@transaction.atomic
def bring_in(extract: Extract, *, seal: str | None = None, by: Actor) -> Preview:
    """Bring in every line of a file that can be read and is new, all of them or none, and return what came in.

    Means: with `seal` only just what somebody saw. Raises Refused where that changed, or the file is in already.
    """
    Partnership.objects.select_for_update().get(pk=extract.partnership_id)
    extract = Extract.objects.select_for_update(of=("self",)).select_related("mapping").get(pk=extract.pk)
    if extract.brought_in_at:
        day = say_date(timezone.localtime(extract.brought_in_at).date())
        raise Refused("is-in", IS_IN.format(name=extract.name, day=day))
    preview = look_at(extract)
    if seal is not None and preview.seal != seal:
        raise Refused("changed", CHANGED)
    if not preview.new:
        raise Refused("nothing-new", NOTHING)
    ExtractLine.objects.bulk_create((_make_line(extract, one) for one in preview.new), batch_size=AT_ONCE)
    extract.brought_in_at = timezone.now()
    extract.rejected, extract.known = preview.reading.rejected, len(preview.known)
    extract.save(update_fields=["brought_in_at", "rejected", "known"])
    told = {"name": extract.name, "lines": len(preview.new), "known": extract.known, "rejected": extract.rejected}
    log_change("brought in", extract, partnership=extract.partnership_id, by=by, after=told)
    return preview


def _make_line(extract: Extract, told: Told) -> ExtractLine:
    line, mapping = told.line, extract.mapping
    return ExtractLine(
        partnership_id=extract.partnership_id, extract=extract, row=line.row, identity=told.identity, nth=told.nth,
        kind=mapping.kind_of(line.pence), on=line.on, pence=line.pence, vat=line.vat, text=line.text, party=line.party,
        reference=line.reference, order=line.order, code=line.code, fund_name=mapping.fund_of(line.code),
    )  # fmt: skip


@transaction.atomic
def undo_extract(extract: Extract, *, by: Actor) -> Undoing:
    """Take all lines of a file out again, with the drafts that were entered from them; return what that was.

    Means: all of it or nothing. The file waits then as before it came in. Entries that lines only confirmed stay.
    Raises: Refused, in words, where something that was entered from it is approved.
    """
    Partnership.objects.select_for_update().get(pk=extract.partnership_id)
    extract = Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    if not extract.brought_in_at:
        raise Refused("not-in", NOT_IN.format(name=extract.name))
    list(ExtractLine.objects.select_for_update().filter(extract=extract).values_list("pk", flat=True))
    undoing = look_back(extract)
    if undoing.barriers:
        raise Refused("approved", " ".join([*undoing.barriers, NOT_UNDONE]))
    for entry in undoing.drafts:
        drop_draft(entry, by=by)
    ExtractLine.objects.filter(extract=extract).delete()
    extract.brought_in_at, extract.rejected, extract.known = None, 0, 0
    extract.save(update_fields=["brought_in_at", "rejected", "known"])
    before = {"name": extract.name, "lines": undoing.lines, "drafts": len(undoing.drafts)}
    log_change("undone", extract, partnership=extract.partnership_id, by=by, before=before)
    return undoing


@transaction.atomic
def drop_extract(extract: Extract, *, by: Actor) -> None:
    """Take a file away that was not brought in; the log keeps that it came."""
    extract = Extract.objects.select_for_update().get(pk=extract.pk)
    if extract.brought_in_at:
        day = say_date(timezone.localtime(extract.brought_in_at).date())
        raise Refused("is-in", IS_IN.format(name=extract.name, day=day))
    log_change("dropped", extract, partnership=extract.partnership_id, by=by, before={"name": extract.name})
    extract.delete()
