"""300 partnerships with 40 tactical actions each: how long the missing board, the list and the chair's page take.

    python -m benches returns                       SQLite, in a temporary folder
    .ci/postgresql python -m benches returns        the database that DATABASE_URL names, here a throw-away one

Each partnership has four returns over its 40 actions, three of them answered, and five reminders of each part that is
missing. In milliseconds, measured in this process over several partnerships in turn.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benches.tables import print_heading, print_table

if TYPE_CHECKING:
    from wapentake.accounts.models import Partnership

ACTIONS, LEADS, BODIES, RETURNS = 40, 12, 8, 4
ROUNDS = 200
NUDGES = (14, 7, 2, 0, -1)
DUE = date(2018, 4, 30)


def show_returns(*, partnerships: int) -> None:
    """Fill a register, and print what its pages of returns take."""
    with tempfile.TemporaryDirectory(prefix="wapentake-returns-") as folder:
        os.environ["WAPENTAKE_DATA"] = folder
        os.environ.setdefault("WAPENTAKE_HOSTS", "localhost,127.0.0.1,testserver")
        from wapentake.cli.register import open_register

        open_register(migrate=True)
        from django.db import connection, transaction

        from wapentake.cli.serve import collect_static

        collect_static()
        began = time.monotonic()
        with transaction.atomic():
            own = [_fill(number) for number in range(partnerships)]
        parts = partnerships * ACTIONS * RETURNS
        print_heading(f"{partnerships} partnerships on {connection.display_name}, {parts:,} parts of returns")
        print(f"  Written in {time.monotonic() - began:.0f} s. {ROUNDS} rounds of each, in milliseconds.")
        rows = [(name, *_time(step, own)) for name, step in _list_steps().items()]
        print_table(("what", "median", "95th", "processor", "95th of it", "queries"), rows)


def _list_steps() -> dict[str, Callable[[Partnership, int], object]]:
    from django.test import Client
    from django.urls import reverse

    from wapentake.accounts.models import Account
    from wapentake.desk.queries.returns import find_board
    from wapentake.returns.models import Return
    from wapentake.returns.queries import find_owed

    client = Client()
    client.force_login(Account.objects.latest("pk"), backend="allauth.account.auth_backends.AuthenticationBackend")

    def get(name: str, partnership: Partnership, *more: int) -> None:
        answer = client.get(reverse(name, args=[partnership.slug, *more]))
        assert answer.status_code == 200, name

    return {
        "missing board": lambda own, of: find_board(Return(pk=of)),
        "missing board, as a page": lambda own, of: get("desk:return", own, of),
        "list of returns, as a page": lambda own, of: get("returns:list", own),
        "a line for each body": lambda own, of: find_owed(own),
        "chair's page": lambda own, of: get("desk:chair", own),
    }


def _time(step: Callable[[Partnership, int], object], own: list[tuple[Partnership, int]]) -> tuple[str, ...]:
    from django.db import connection

    asked: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # as Django calls it
        asked.append(sql)
        return execute(sql, params, many, context)

    step(*own[0])
    with connection.execute_wrapper(note):
        step(*own[-1])
    taken, worked = [], []
    for number in range(ROUNDS):
        began, work = time.perf_counter(), time.process_time()
        step(*own[number * 7 % len(own)])
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    times = (median(taken), quantiles(taken, n=20)[-1], median(worked), quantiles(worked, n=20)[-1])
    return (*(f"{one:.1f}" for one in times), str(len(asked)))


def _fill(number: int) -> tuple[Partnership, int]:
    """Write one partnership; return it with the return that is asked for."""
    from wapentake.accounts.models import Account, Membership, Partnership
    from wapentake.contacts.models import Organisation, Person
    from wapentake.plans.models import Plan, TacticalAction
    from wapentake.returns.models import Return

    chance = random.Random(number)
    account, _ = Account.objects.get_or_create(email="returns@bench.example", defaults={"name": "Bench"})
    own = Partnership.objects.create(name=f"Partnership {number}", slug=f"p{number}")
    Membership.objects.create(account=account, partnership=own)
    bodies = Organisation.objects.bulk_create(
        Organisation(partnership=own, name=f"Body {one}", key=f"body {one}", is_member=True) for one in range(BODIES)
    )
    people = Person.objects.bulk_create(
        Person(partnership=own, name=f"Person {one}", key=f"person {one}", email=f"p{one}@p{number}.example")
        for one in range(LEADS)
    )
    plan = Plan.objects.create(partnership=own, name="Plan", starts_on=date(2017, 4, 1), ends_on=date(2020, 3, 31))
    told = {"partnership": own, "plan": plan, "added_on": plan.starts_on}
    rows = TacticalAction.objects.bulk_create(
        TacticalAction(ref=f"A{one}", title=f"Action number {one}", lead=people[one % LEADS], **told)
        for one in range(ACTIONS)
    )
    of = None
    for back in range(RETURNS):
        due = DUE - timedelta(92 * back)
        days = {"period_from": due - timedelta(122), "period_to": due - timedelta(30), "due_internal_on": due}
        of_this = Return.objects.create(
            partnership=own,
            name=f"Return {back}",
            funder="Funder",
            due_on=due,
            state="sent" if back else "asked",
            **days,
        )
        of = of or of_this
        _add_parts(of_this, [(row, people[at % LEADS], bodies[at % BODIES]) for at, row in enumerate(rows)], chance)
    assert of is not None
    return own, of.pk


def _add_parts(of, led, chance: random.Random) -> None:  # type: ignore[no-untyped-def]  # Django is opened later
    from wapentake.chasing.models import Nudge
    from wapentake.letters.models import Letter
    from wapentake.returns.models import Part

    words = "The sessions were held each week, and fewer calls came from the estate. " * 6
    asked = of.due_internal_on - timedelta(21)
    parts = Part.objects.bulk_create(
        Part(
            of=of,
            position=at,
            tactical_action=row,
            title=row.title,
            lead=lead,
            lead_body=body,
            asked_on=asked,
            state="asked" if of.state == "asked" and chance.random() < 0.5 else "answered",
            narrative=words,
            outcomes=words,
        )
        for at, (row, lead, body) in enumerate(led)
    )
    if of.state != "asked":
        return
    missing = [part for part in parts if part.state == "asked"]
    for days in NUDGES:
        on = of.due_internal_on - timedelta(days)
        held = {"partnership_id": of.partnership_id, "kind": "actions", "state": "sent", "to": "a@bench.example"}
        key = f"{of.pk} {days}"
        letter = Letter.objects.create(key=key, message_id=f"<{key}>", subject="Parts", text=words, **held)
        Nudge.objects.bulk_create(
            Nudge(
                partnership_id=of.partnership_id,
                part=part,
                person_id=part.lead_id,
                letter=letter,
                on=on,
                why="before",
                days=days,
                target=of.due_internal_on,
                number=1,
            )
            for part in missing
        )
