"""Sending a return: it is frozen together with its files, the funder's spreadsheet and the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wapentake.kit.changes import Actor
from wapentake.kit.exports import XLSX
from wapentake.reports.returned import make_return_pdf
from wapentake.returns.changes.freezing import File, compile_return, freeze_return
from wapentake.returns.content import fill_template
from wapentake.returns.models import Frozen, Return
from wapentake.returns.queries import find_template
from wapentake.returns.queries.contents import tell_content

PDF = "application/pdf"


@transaction.atomic
def compile_whole(of: Return, *, by: Actor) -> Return:
    """Compile a return, where also its files can be made. Raises Refused with what is missing or stands in the way."""
    of = compile_return(of, by=by)
    now = timezone.now()
    make_files(of, tell_content(of, at=now), at=now)
    return of


def send_return(of: Return, *, by: Actor) -> Frozen:
    """Freeze a return as it is sent, with its files. Raises Refused where it is not compiled."""
    return freeze_return(of, lambda content, at: make_files(of, content, at=at, sent=True), by=by)


def make_files(of: Return, content: Mapping[str, Any], *, at: datetime, sent: bool = False) -> list[File]:
    """Return the files of a return: the funder's spreadsheet, where one is kept, and the PDF."""
    name = slugify(of.name)[:100] or "return"
    files = [(f"{name}.pdf", PDF, make_return_pdf(content, at=at, sent=sent))]
    if template := find_template(of):
        files.insert(0, (f"{name}.xlsx", XLSX, fill_template(bytes(template.data), template.mapping, content)))
    return files
