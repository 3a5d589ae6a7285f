"""How long a back-file of 120 meetings takes: received, read, proposed and looked across, and then accepted.

The pages are those of the example partnership, each moved to other years, so that every one is a meeting of its own.
They go into a partnership of their own in the large register, by the same worker that the register runs.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.db import connection, transaction

from benches.register import EMAIL
from benches.tables import print_heading, print_table
from tests.where import ROOT
from wapentake.accounts.models import Account, Partnership
from wapentake.intake.changes import accept_passages
from wapentake.intake.queries import find_certain
from wapentake.intake.work import work_through
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.sources.changes import receive_source
from wapentake.sources.models import Passage, Source

PAGES = 120
APART = 4  # years between one copy of a page and the next
ASKED_SECONDS = 60
SLUG = "back-file"
_YEAR = re.compile(rb"\b20[12][0-9]\b")


def show_backfile(processes: int = 1) -> None:
    """Print what each step takes, and take it all out again."""
    print_heading(f"A back-file of {PAGES} pages into the same register")
    _take_out()
    account = Account.objects.get(email=EMAIL)
    partnership = Partnership.objects.create(name="Back-file Community Safety Partnership", slug=SLUG)
    pages = list(_vary_pages())
    marks = [time.perf_counter()]
    for name, data in pages:
        receive_source(partnership, name=name, data=data, by=account)
    marks.append(time.perf_counter())
    work_through(processes=processes)
    marks.append(time.perf_counter())
    proposed = Passage.objects.filter(partnership=partnership).count()
    ids = list(find_certain(partnership).values_list("pk", flat=True))
    decided = accept_passages(partnership, ids, by=account)
    marks.append(time.perf_counter())
    work_through(processes=processes)
    marks.append(time.perf_counter())
    received, read, accepted, again = (after - before for before, after in pairwise(marks))
    failed = Source.objects.filter(partnership=partnership, state="failed").count()
    meetings = Meeting.objects.filter(partnership=partnership).count()
    rows = [
        ["received", f"{received:.1f} s", f"{len(pages)} pages"],
        ["read, proposed, looked across", f"{read:.1f} s", f"{proposed:,} statements, {failed} pages failed"],
        ["in all until it can be decided", f"{received + read:.1f} s", f"asked: at most {ASKED_SECONDS} s"],
        ["accepted all that is certain", f"{accepted:.1f} s", f"{decided.count:,} statements, {meetings} meetings"],
        ["looked across again", f"{again:.1f} s", ""],
    ]
    print_table(["", "taken", ""], rows)
    _take_out()


def _vary_pages() -> Iterator[tuple[str, bytes]]:
    """Give so many pages. The PDFs are left out, since the years in them lie packed."""
    files = [path for path in sorted((ROOT / "examples" / "pages").iterdir()) if path.suffix != ".pdf"]
    for number in range(PAGES):
        path, back = files[number % len(files)], APART * (number // len(files))
        data = path.read_bytes()
        yield f"{number:03}-{path.name}", _repack(data, back) if zipfile.is_zipfile(path) else _move(data, back)


def _move(text: bytes, years: int) -> bytes:
    return _YEAR.sub(lambda found: str(int(found[0]) - years).encode(), text)


def _repack(data: bytes, years: int) -> bytes:
    """Return a DOCX or ODT whose own text lies in other years."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            is_text = Path(member.filename).name in ("document.xml", "content.xml")
            new.writestr(member, _move(content, years) if is_text else content)
    return kept.getvalue()


def _take_out() -> None:
    """Remove the partnership and all that is its own."""
    for partnership in Partnership.objects.filter(slug=SLUG):
        with transaction.atomic():
            Change.objects.filter(partnership_id=partnership.pk).delete()
            partnership.delete()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
