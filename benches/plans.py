"""300 partnerships with 40 tactical actions each: how long the plan, a row of it and the public page take.

    python -m benches plans                         SQLite, in a temporary folder
    .ci/postgresql python -m benches plans          the database that DATABASE_URL names, here a throw-away one

Each page is asked of partnerships in turn, so that none is read twice from what was just read.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median, quantiles
from typing import Any

from benches.tables import print_heading, print_table

PARTNERSHIPS, OBJECTIVES, HEADINGS, ROWS, BODIES = 300, 7, 5, 40, 8
UPDATES, VALUES = 6, 4  # of a row, of a measure
EMAIL = "plans@bench.example"
ASKED = {"the plan": 100, "the plan, under another view": 100}


def show_plans(partnerships: int = PARTNERSHIPS, requests: int = 300) -> None:
    """Fill the plans, and print what their pages take."""
    with tempfile.TemporaryDirectory(prefix="wapentake-plans-") as folder:
        os.environ["WAPENTAKE_DATA"] = folder
        os.environ.setdefault("WAPENTAKE_HOSTS", "localhost,127.0.0.1,testserver")
        from wapentake.cli.register import open_register

        open_register(migrate=True)
        from django.db import connection

        from wapentake.cli.serve import collect_static

        collect_static()
        began = time.monotonic()
        slugs = fill_plans(partnerships)
        print(f"  {partnerships:,} plans of {ROWS} rows were written in {time.monotonic() - began:.0f} s.")
        words = f"{partnerships} plans of {ROWS} tactical actions on {connection.display_name}"
        print_heading(f"{words}, {requests} requests each, in milliseconds")
        rows = [(name, *_time(step, slugs, requests), str(ASKED.get(name, ""))) for name, step in list_pages().items()]
        print_table(("page", "median", "95th", "processor", "asked"), rows)


def list_pages() -> dict[str, Callable[[str], object]]:
    """Return what is asked of a partnership, by name."""
    from django.test import Client
    from django.urls import reverse

    from wapentake.accounts.models import Account
    from wapentake.plans.models import TacticalAction, View

    client = Client()
    client.force_login(Account.objects.get(email=EMAIL), backend="allauth.account.auth_backends.AuthenticationBackend")
    rows = dict(TacticalAction.objects.values_list("partnership__slug", "pk"))
    views = dict(View.objects.filter(is_main=False).values_list("plan__partnership__slug", "pk"))

    def get(path: str, **told: Any) -> None:
        answer = client.get(path, told)
        if answer.status_code != 200:
            raise SystemExit(f"{path} was answered {answer.status_code}")

    return {
        "the plan": lambda slug: get(reverse("plans:plan", args=[slug])),
        "the plan, under another view": lambda slug: get(reverse("plans:plan", args=[slug]), view=views[slug]),
        "the plan, what is missing": lambda slug: get(reverse("plans:plan", args=[slug]), lack="measure"),
        "a tactical action": lambda slug: get(reverse("plans:row", args=[slug, rows[slug]])),
        "what changed since it was adopted": lambda slug: get(reverse("plans:refresh", args=[slug])),
        "what everybody sees": lambda slug: get(reverse("public:plan", args=[slug])),
    }


def _time(step: Callable[[str], object], slugs: Sequence[str], requests: int) -> tuple[str, str, str]:
    step(slugs[0])
    taken, worked = [], []
    for number in range(requests):
        began, work = time.perf_counter(), time.process_time()
        step(slugs[number % len(slugs)])
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    return f"{median(taken):.1f}", f"{quantiles(taken, n=20)[-1]:.1f}", f"{median(worked):.1f}"


def fill_plans(partnerships: int) -> list[str]:
    """Write the plans, each adopted and public, and return the names of their partnerships."""
    from django.utils import timezone

    from wapentake.accounts.models import Account, Membership, Partnership
    from wapentake.plans.changes import freeze_edition
    from wapentake.reports.changes import publish_plan

    account, _ = Account.objects.get_or_create(email=EMAIL, defaults={"name": "Bench"})
    chance, today = random.Random(40), timezone.localdate()
    slugs = []
    for number in range(partnerships):
        partnership = Partnership.objects.create(name=f"Partnership {number}", slug=f"plan-{number}")
        Membership.objects.create(account=account, partnership=partnership)
        plan = _fill(partnership, account, chance, today)
        freeze_edition(plan, {"on": today, "decided": "The partnership"}, by=account)
        publish_plan(plan, on=today, by=account, why="Every word here is made up.")
        slugs.append(partnership.slug)
    return slugs


def _fill(partnership: Any, account: Any, chance: random.Random, today: date) -> Any:
    from wapentake.contacts.models import Organisation
    from wapentake.plans.changes import add_categories, put_plan, put_view
    from wapentake.plans.models import TacticalAction

    start = date(today.year - (today.month < 4), 4, 1)
    values = {"name": "Delivery plan", "starts_on": start, "ends_on": date(start.year + 3, 3, 31)}
    names = [f"Objective {number}" for number in range(OBJECTIVES)]
    plan = put_plan(partnership, values, objectives=names, by=account)
    view = put_view(plan, {"name": "The funder’s priorities"}, by=account)
    other = add_categories(view, [f"Priority {number}" for number in range(HEADINGS)], by=account)
    own = list(plan.views.get(is_main=True).categories.order_by("position"))
    bodies = Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=f"Body {number}", key=f"body {number}") for number in range(BODIES)
    )
    rows = TacticalAction.objects.bulk_create(
        TacticalAction(
            partnership=partnership,
            plan=plan,
            ref=f"{number % OBJECTIVES + 1}.{number // OBJECTIVES + 1}",
            title=f"Do what was planned for the streets of ward {number}",
            description="Together with all who live there.",
            lead_body=bodies[number % BODIES],
            added_on=start,
            starts_on=start,
            ends_on=plan.ends_on,
            rag=chance.choice(("green", "amber", "red")),
            rag_reason="Half of the places are taken.",
            updated_on=today - timedelta(days=chance.randrange(150)),
            update_due_on=today + timedelta(days=chance.randrange(-60, 90)),
        )
        for number in range(ROWS)
    )
    through = TacticalAction.categories.through
    places = [(row, one) for number, row in enumerate(rows) for one in (own[number % OBJECTIVES], other[number % 5])]
    through.objects.bulk_create(through(tacticalaction=row, category=one) for row, one in places)
    _fill_rows(rows, chance, today)
    return plan


def _fill_rows(rows: Sequence[Any], chance: random.Random, today: date) -> None:
    from wapentake.plans.models import Measure, Milestone, Update, Value

    days = [today - timedelta(days=30 * number) for number in range(UPDATES)]
    Update.objects.bulk_create(
        Update(tactical_action=row, on=on, rag="green", reason="On the way.", text="All that was done.", by_name="A")
        for row in rows
        for on in days
    )
    Milestone.objects.bulk_create(
        Milestone(tactical_action=row, text=f"Step {number}", due_on=today + timedelta(days=chance.randrange(-40, 200)))
        for row in rows
        for number in range(2)
    )
    questions = ("how much", "how well", "better off")
    measures = Measure.objects.bulk_create(
        Measure(tactical_action=row, question=question, name=f"Measure {question}", baseline=Decimal(12))
        for number, row in enumerate(rows)
        for question in questions[: 2 + number % 2]
    )
    Value.objects.bulk_create(
        Value(measure=measure, on=on, value=Decimal(chance.randrange(90)))
        for measure in measures
        for on in days[:VALUES]
    )
