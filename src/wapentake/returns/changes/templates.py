"""Keeping a funder's spreadsheet, and what goes into which of its names."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.agendas.checks import scan_data
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.returns.models import Template
from wapentake.returns.workbooks import check_workbook, list_names

NO_NAMES = (
    "This workbook has no named cells, so nobody can say what goes where. It was not kept. "
    "In Excel, give a name to each cell that is to be filled (Formulas, Define name), and choose it again."
)


@transaction.atomic
def keep_template(partnership: Partnership, funder: str, name: str, data: bytes, *, by: Actor) -> Template:
    """Keep a funder's spreadsheet in place of the one before; what its names were for stays where they are still there.

    Raises: Refused for what is no workbook without macros, and for one without names.
    """
    check_workbook(data)
    scan_data(data, name, ending="xlsx")
    names = {one.name for one in list_names(data) if not one.trouble}
    if not names:
        raise Refused("no-names", NO_NAMES)
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = Template.objects.filter(partnership=partnership, funder=funder).first()
    kept = before or Template(partnership=partnership, funder=funder)
    kept.mapping = {one: keys for one, keys in kept.mapping.items() if one in names}
    kept.name, kept.data, kept.sha256 = Path(name).name[:250], data, sha256(data).hexdigest()
    kept.at, kept.by_name = timezone.now(), str(by)[:200]
    kept.save()
    told = {"name": kept.name, "hash": kept.sha256, "names": len(names)}
    log_change("changed" if before else "kept", kept, partnership=partnership.pk, by=by, after=told)
    return kept


@transaction.atomic
def map_names(template: Template, mapping: Mapping[str, list[str]], *, by: Actor) -> Template:
    """Say what goes into which names of a spreadsheet. Shape: `mapping` is that of `Template`."""
    kept = Template.objects.select_for_update(of=("self",)).get(pk=template.pk)
    wanted = {name: keys for name, keys in mapping.items() if any(keys)}
    if kept.mapping == wanted:
        return kept
    before, kept.mapping = kept.mapping, wanted
    kept.save(update_fields=["mapping"])
    log_change("mapped", kept, partnership=kept.partnership_id, by=by, before=before, after=wanted)
    return kept
