"""Invented pages for the tests of `intake`, in the formats in which councils publish, and what the register holds."""

import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from django.db import models

from tests.reading.drawn_pdf import BOLD, LEFT, Paper
from tests.reading.office import make_odt
from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, Owner
from wapentake.contacts.models import Initials, Likeness, Organisation, Person, Post
from wapentake.intake.changes import keep_record
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page
from wapentake.reading import read
from wapentake.sources.models import Document, Passage, Source

BODY = "Larkmoor Community Safety Partnership"
DAY = "Minutes of the meeting held on Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Larkmoor"
LANDLORDS = "TB to write to the landlords of Tallow Lane by 30 April 2024."
SESSIONS = "Dana Colley to report on the sessions at the next meeting."
LAMPS = "GK to order ten lamps for the underpass."
GRANT = "It was agreed that £1,250 be given to the Lantern Youth Club for evening sessions."

MINUTES = f"""\
# {BODY}

{DAY}

**Present**

| Name | Organisation |
| --- | --- |
| Cllr Ruth Ashdown (Chair) | Larkmoor Borough Council |
| Tom Beckwith (TB) | Larkmoor Borough Council |
| Insp Dana Colley | Fenland Police |

**Apologies:** Hugh Dacre, Fenland Fire and Rescue Service

## 1. Minutes of the last meeting

The minutes of the meeting held on 9 January 2024 were agreed as a true record.

## 2. Burglary in Tallow Lane

Insp Colley reported that burglary fell from 480 to 310 compared with the same quarter of last year.

**ACTION:** {LANDLORDS}

## 3. Grants

{GRANT}

**ACTION:** {SESSIONS}

**ACTION:** {LAMPS}
"""

# The same meeting, published again: another day for the landlords, no lamps, and one task more.
LATER = "TB to write to the landlords of Tallow Lane by 7 May 2024."
MORE = "Ruth Ashdown to thank the volunteers of the night bus by 1 May 2024."
CORRECTED = MINUTES.replace(LANDLORDS, LATER).replace(LAMPS, MORE)

AGENDA = f"""\
# {BODY}

Agenda, Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Larkmoor

## 1. Minutes of the last meeting

## 2. Burglary in Tallow Lane

## 3. Grants
"""

NO_DAY = MINUTES.replace(DAY, "Minutes of the meeting in the Corn Hall")

# What a person's decisions change. The log and the search entries are held against these by tests of their own.
REGISTERS: tuple[type[models.Model], ...] = (
    Meeting, Page, Item, Attendance, Decision, Action, Owner, Person, Organisation, Post, Initials, Likeness,
)  # fmt: skip


def lines_of(minutes: str) -> list[tuple[str, bool]]:
    """The lines of a page in Markdown without its marks, and whether each is bold."""
    lines = []
    for line in minutes.splitlines():
        if not line.strip() or set(line) <= set("|- ") or line.startswith("| Name"):
            continue
        bold = line.startswith(("#", "**Present"))
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [line]
        lines.append((", ".join(cells).strip("# ").replace("**", ""), bold))
    return lines


def as_pdf(minutes: str) -> bytes:
    """The page as a PDF, drawn line by line."""
    paper = Paper()
    for words, bold in lines_of(minutes):
        paper.y -= 8
        paper.block(words, width=470, font=BOLD) if bold else paper.block(words, x=LEFT, width=470)
    paper.canvas.save()
    return paper._buffer.getvalue()


def as_odt(minutes: str) -> bytes:
    """The page as an OpenDocument text, its headings as such."""
    body = "".join(
        f'<text:h text:outline-level="2">{escape(words)}</text:h>' if bold else f"<text:p>{escape(words)}</text:p>"
        for words, bold in lines_of(minutes)
    )
    return make_odt(body)


def read_again(source: Source, page: str | bytes, change: Callable[[dict[str, Any]], None] = lambda record: None):
    """What comes of it when a newer reader reads a page; `change` makes of the record what that reader says."""
    record = json.loads(read(page, name=source.name).to_json())
    record["reader"] = "newer"
    change(record)
    return keep_record(source, record)


def find_passage(document: Document, words: str, kind: str = "action") -> Passage:
    """The passage of that kind whose data hold these words."""
    found = [one for one in document.passages.filter(kind=kind) if words in json.dumps(one.data, ensure_ascii=False)]
    assert len(found) == 1, (words, found)
    return found[0]


def picture(partnership: Partnership, *more: type[models.Model]) -> dict[str, list[dict[str, Any]]]:
    """All registers as they stand, without row numbers, which a row that is made anew has others of."""
    tables = {}
    for table in (*REGISTERS, *more):
        columns = [one.attname for one in table._meta.concrete_fields if one.attname != "id" and _is_told(one)]
        rows = [dict(zip(columns, row, strict=True)) for row in table.objects.values_list(*columns)]
        tables[table.__name__] = sorted(rows, key=repr)
    return tables


def _is_told(column: models.Field) -> bool:
    rows_of_registers = column.is_relation and column.related_model in REGISTERS
    return not rows_of_registers


def states(document: Document) -> dict[str, int]:
    """How many passages of a document stand in each state."""
    found: dict[str, int] = {}
    for one in document.passages.all():
        found[one.state] = found.get(one.state, 0) + 1
    return found


def ids_of(*passages: Passage) -> list[int]:
    return [one.pk for one in passages]


def fresh(row: Any) -> Any:
    """The row as the database holds it now."""
    return type(row).objects.get(pk=row.pk)
