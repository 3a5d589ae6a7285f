"""A ledger of 100,000 postings: how long the position, the balances by day and a fund's page take, and how they grow.

    python -m benches money                         SQLite, in a temporary folder
    .ci/postgresql python -m benches money          the database that DATABASE_URL names, here a throw-away one

The postings lie in one journal, which is the worst that can be: no year of a partnership has a tenth of them.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median, quantiles

from benches.tables import print_heading, print_table

POSTINGS = (25_000, 100_000)
FUNDS, COMMITMENTS = 12, 200
ROUNDS = 40
EMAIL = "money@bench.example"
OBJECTIVES, ACTIONS = 5, 30
ASKED = {"position": 200, "balances by day": 100, "treasurer's report": 200, "treasurer's report, as a page": 200}


def show_money() -> None:
    """Fill two ledgers, one four times as large as the other, and print what reading each takes."""
    with tempfile.TemporaryDirectory(prefix="wapentake-money-") as folder:
        os.environ["WAPENTAKE_DATA"] = folder
        os.environ.setdefault("WAPENTAKE_HOSTS", "localhost,127.0.0.1,testserver")
        from wapentake.cli.register import open_register

        open_register(migrate=True)
        from django.db import connection

        from wapentake.cli.serve import collect_static

        collect_static()

        print_heading(f"A ledger on {connection.display_name}, {ROUNDS} rounds, in milliseconds")
        rows = [row for many in POSTINGS for row in _measure(many)]
        print_table(("what, and in how many postings", "median", "95th", "processor", "asked"), rows)


def _measure(many: int) -> list[tuple[str, ...]]:
    from django.test import Client
    from django.urls import reverse

    from wapentake.accounts.models import Account, Membership, Partnership
    from wapentake.money.queries.position import find_position
    from wapentake.money.queries.report import find_report
    from wapentake.money.queries.sums import sum_days

    account, _ = Account.objects.get_or_create(email=EMAIL, defaults={"name": "Bench"})
    partnership = Partnership.objects.create(name=f"Ledger of {many}", slug=f"ledger-{many}")
    Membership.objects.create(account=account, partnership=partnership)
    began = time.monotonic()
    journal = _fill(partnership, account, many)
    print(f"  {many:,} postings were entered and sealed in {time.monotonic() - began:.0f} s.")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    funds = list(journal.funds.values_list("pk", flat=True))
    today = date(2018, 3, 31)
    asked: dict[str, Callable[[], object]] = {
        "position": lambda: find_position(journal, today=today),
        "position, as a page": lambda: client.get(reverse("money:position", args=[partnership.slug]) + "?year=2017/18"),
        "treasurer's report": lambda: find_report(journal, until=today),
        "treasurer's report, as a page": lambda: client.get(
            reverse("money:report", args=[partnership.slug]) + "?year=2017/18"
        ),
        "balances by day": lambda: sum_days(funds),
        "fund, as a page": lambda: client.get(reverse("money:fund", args=[partnership.slug, funds[0]])),
        "journal, as a page": lambda: client.get(reverse("money:journal", args=[partnership.slug])),
    }
    return [(f"{name}, {many:,}", *_time(step), str(ASKED.get(name, ""))) for name, step in asked.items()]


def _time(step: Callable[[], object]) -> tuple[str, str, str]:
    step()
    taken, worked = [], []
    for _ in range(ROUNDS):
        began, work = time.perf_counter(), time.process_time()
        step()
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - work) * 1000)
    return f"{median(taken):.1f}", f"{quantiles(taken, n=20)[-1]:.1f}", f"{median(worked):.1f}"


def _fill(partnership, account, many: int):  # type: ignore[no-untyped-def]  # Django is opened later
    from wapentake.money.changes import Draft, draft_entries, open_journal, put_commitment, put_fund, seal_entries
    from wapentake.money.models import Commitment, EntryKind
    from wapentake.money.rules import Heading, make_award, make_invoice, make_payment, name_tactical_action

    chance = random.Random(many)
    journal = open_journal(partnership, 2017, by=account)
    funds = [put_fund(journal, {"name": f"Fund {number}"}, by=account) for number in range(FUNDS)]
    drafts = [
        Draft(kind=EntryKind.AWARD, on=date(2017, 4, 1), text="Award", lines=make_award(fund.pk, 10**9))
        for fund in funds
    ]
    seal_entries(draft_entries(journal, drafts, by=account), by=account)
    actions = _plan(partnership)
    named = [None, *(one.pk for one in actions for _ in range(2))]
    promised: dict[int, list[Commitment]] = {}
    for number in range(COMMITMENTS):
        values = {"title": f"Commitment {number}", "pence": 10**8, "agreed_on": date(2017, 4, 1), "decided": "bench"}
        about = {"tactical_action": chance.choice(actions)}
        one = put_commitment(funds[number % FUNDS], values | about, by=account)
        promised.setdefault(one.fund_id, []).append(one)
    count = 2 * FUNDS
    while count < many:
        drafts = []
        while len(drafts) < 5000 and count < many:
            fund, pence = chance.choice(funds).pk, chance.randint(100, 10**6)
            is_payment = chance.random() < 0.5
            lines = make_payment(fund, pence) if is_payment else make_invoice(fund, pence, pence // 6, Heading.SPEND)
            kind = EntryKind.PAYMENT if is_payment else EntryKind.INVOICE
            # A fifth of the invoices is for a commitment, and most are for a tactical action.
            commitment = chance.choice(promised[fund]) if not is_payment and chance.random() < 0.2 else None
            lines = name_tactical_action(lines, chance.choice(named))
            on = date(2017, 4, 1) + timedelta(days=chance.randrange(365))
            told = {"kind": kind, "on": on, "text": f"Entry {count}", "lines": lines}
            drafts.append(Draft(**told, commitment=commitment))
            count += len(lines)
        seal_entries(draft_entries(journal, drafts, by=account), by=account)
    return journal


def _plan(partnership):  # type: ignore[no-untyped-def]  # Django is opened later
    from wapentake.plans.models import Category, Plan, TacticalAction, View

    told = {"partnership": partnership, "name": "Delivery plan"}
    plan = Plan.objects.create(**told, starts_on=date(2017, 4, 1), ends_on=date(2020, 3, 31))
    view = View.objects.create(plan=plan, name="Strategic objectives", is_main=True)
    objectives = [
        Category.objects.create(view=view, position=number, name=f"Objective {number}") for number in range(OBJECTIVES)
    ]
    made = []
    for number in range(ACTIONS):
        words = {"ref": f"{number}", "title": f"Action {number}"}
        one = TacticalAction.objects.create(partnership=partnership, plan=plan, **words)
        one.categories.add(objectives[number % OBJECTIVES])
        made.append(one)
    return made
