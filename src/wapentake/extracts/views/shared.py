"""What the pages of extracts share: the links above them, crumbs, and the words for what came in."""

from __future__ import annotations

from typing import Any

from wapentake.accounts.requests import PartnershipRequest
from wapentake.extracts.lists import say_rows
from wapentake.extracts.models import Extract
from wapentake.extracts.queries.preview import Preview
from wapentake.kit.templatetags.kit import date_words
from wapentake.money.views.shared import list_crumbs

FIRST = ("Extracts", "extracts:list", None)


def crumbs_of(request: PartnershipRequest, *steps: tuple[str, str, Any]) -> list[dict[str, str]]:
    """Return the crumbs of a page below the list of extracts."""
    return list_crumbs(request, FIRST, *steps)


def say_is_in(extract: Extract) -> str:
    """Say that the bytes of a file came before, so that nothing of it comes in again."""
    day = date_words(extract.brought_in_at)
    return f"This very file is in already, since {day}, as {extract.name}. Nothing was changed."


def say_brought(extract: Extract, preview: Preview) -> str:
    """Say what came in, what was known, and what was left out. The command says the same."""
    told = [f"{say_rows(len(preview.new))} of {extract.name} came in"]
    told += [f"{say_rows(len(preview.known))} had come before"] if preview.known else []
    told += [f"{say_rows(preview.reading.rejected)} could not be read"] if preview.faults else []
    return f"{'; '.join(told)}."
