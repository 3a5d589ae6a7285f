"""Words that are struck out of pages for ever go from extracts: from lines, from names of files, and the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from wapentake.extracts.models import Extract, ExtractLine

AT_ONCE = 200
WORDS_OF_LINES = ("text", "party", "reference", "order", "code", "why")


@transaction.atomic
def scrub_extracts(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words out of the lines of extracts and the names of their files; return from how many rows.

    Means: a file that had them in its name or its lines is not kept, since it holds them; its lines are. A line is
    known as before if it comes again. Whoever strikes words out logs that.
    """
    lines = []
    for line in ExtractLine.objects.filter(partnership=partnership).order_by("pk").iterator(AT_ONCE):
        before = [getattr(line, name) for name in WORDS_OF_LINES]
        after = [clean(value) for value in before]
        if before != after:
            for name, value in zip(WORDS_OF_LINES, after, strict=True):
                setattr(line, name, value)
            lines.append(line)
    ExtractLine.objects.bulk_update(lines, list(WORDS_OF_LINES), batch_size=AT_ONCE)
    held = {line.extract_id for line in lines}
    for extract in Extract.objects.filter(partnership=partnership).defer("data"):
        name = clean(extract.name)
        if name != extract.name or extract.pk in held:
            extract.name, extract.data = name, b""
            extract.save(update_fields=["name", "data"])
            held.add(extract.pk)
    return len(lines) + len(held)
