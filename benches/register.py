"""A register of 300 partnerships, 18,000 meetings and 130,000 actions: how fast it shows pages and takes them in.

    python -m benches register                      SQLite, in a temporary folder that is kept for the next time
    python -m benches register --data ~/bench       in this folder
    .ci/postgresql python -m benches register       the database that DATABASE_URL names, here a throw-away one

It fills only a database that is empty. The figures are printed and decide nothing.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benches.tables import print_heading

PARTNERSHIPS, MEETINGS = 300, 60
SMALL = 2  # meetings of one more partnership, to see whether counts of queries grow
EMAIL = "coordinator@bench.example"
MARK = "filled for measuring"


def show_register(folder: Path | None, *, partnerships: int, requests: int) -> None:
    """Make the register, or take the one that is there, and print what its pages and its intake take."""
    folder = (folder or Path(tempfile.gettempdir(), f"wapentake-bench-{partnerships}")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["WAPENTAKE_DATA"] = str(folder)
    os.environ.setdefault("WAPENTAKE_HOSTS", "localhost,127.0.0.1,testserver")
    from wapentake.cli.register import open_register

    open_register(migrate=True)
    from django.db import connection

    print_heading(f"A register of {partnerships * MEETINGS:,} meetings on {connection.display_name}")
    fill_register(partnerships)
    from benches.register_backfile import show_backfile
    from benches.register_pace import show_pace

    show_pace(requests)
    show_backfile()


def fill_register(partnerships: int) -> None:
    """Fill the database where it is empty. Raises SystemExit where it holds something else."""
    from benches.register_rows import Filler, add_coordinator
    from benches.register_store import fast_filling
    from benches.register_told import make_templates
    from wapentake.accounts.models import Partnership
    from wapentake.actions.models import Action
    from wapentake.kit.models import Change
    from wapentake.meetings.models import Meeting

    if Change.objects.filter(verb=MARK).exists():
        print("  It is here already.")
    elif Partnership.objects.exists():
        raise SystemExit("This database holds something else. Name an empty one in DATABASE_URL, or another --data.")
    else:
        began = time.monotonic()
        templates = make_templates()
        with fast_filling() as store:
            filler = Filler(store, templates, add_coordinator(store, EMAIL))
            for number in range(partnerships):
                filler.fill(number, MEETINGS, slug=f"p{number:03}")
            filler.fill(partnerships, SMALL, slug="small")
            told = {"partnership_id": 1, "at": "2026-01-05 09:30:00+00:00", "by_id": None, "by_name": "benches"}
            told |= {"verb": MARK, "thing": "benches", "thing_id": 1, "before": "{}", "after": "{}", "batch": None}
            store.add(Change, **told)
        print(f"  Filled in {time.monotonic() - began:.0f} s.")
    counts = f"{Meeting.objects.count():,} meetings and {Action.objects.count():,} actions"
    print(f"  {Partnership.objects.count():,} partnerships with {counts}.")
