"""The journal as beancount and hledger read it: a thousand random histories, and every balance of every day is equal.

The histories lie in four journals, so that each program starts four times and not a thousand.
"""

import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from tests.where import ROOT
from wapentake.money.changes import Draft, draft_entries, open_journal, seal_entries
from wapentake.money.exporting import WRITERS, name_account
from wapentake.money.models import EntryKind, Fund, Posting
from wapentake.money.queries.journal import write_out
from wapentake.money.queries.sums import sum_days
from wapentake.money.rules import (
    HELD,
    Heading,
    Line,
    make_accrual,
    make_award,
    make_brought,
    make_clawback,
    make_credit_note,
    make_invoice,
    make_payment,
    make_receipt,
    make_vat_recovered,
    make_virement,
    name_tactical_action,
    reverse_lines,
)
from wapentake.plans.models import Plan, TacticalAction

pytestmark = pytest.mark.django_db
YEARS = (2014, 2015, 2016, 2017)
HISTORIES = 250  # in each year
DAYS = 12  # over so many a history goes
HEADINGS = (Heading.SPEND, Heading.CAPITAL, Heading.PRIOR)
NAMES = ('Fund "A"; new', "Prevent | £5", "Größe\\n", "Reserve", "")  # what another program might stumble over
TITLES = ('Patrols, "late"; and more', "Lights: | £5 \\n", "= 5 @ {2}\nover two lines")


@pytest.fixture(scope="session")
def hledger() -> str:
    """The program hledger. Without it the test is skipped, or fails where WAPENTAKE_REQUIRE_HLEDGER=1 asks for it."""
    if found := shutil.which("hledger"):
        return found
    words = "no hledger: run apt-get install hledger"
    if os.environ.get("WAPENTAKE_REQUIRE_HLEDGER") == "1":
        pytest.fail(words)
    pytest.skip(words)


def draw_lines(chance: random.Random, fund: int, other: int) -> list[Line]:
    """The lines of something that happened to a fund."""
    pence = chance.choice((1, 99, 100, chance.randint(1, 10**6), chance.randint(1, 10**10)))
    simple = (make_award, make_receipt, make_payment, make_vat_recovered, make_clawback, make_brought)
    costly = (make_invoice, make_credit_note)
    make = chance.choice((*simple, *costly, make_accrual, make_virement))
    if make in simple:
        return make(fund, -pence if make is make_brought else pence)
    if make in costly:
        return make(fund, pence, chance.choice((0, pence // 6, pence)), chance.choice(HEADINGS))
    return make_virement(fund, other, pence) if make is make_virement else make(fund, pence, chance.choice(HEADINGS))


def name_some(chance: random.Random, lines: list[Line], actions: list[int]) -> list[Line]:
    """Some of the costs are for a tactical action, and some virements move between two."""
    if chance.random() < 0.5:
        return lines
    named = name_tactical_action(lines, chance.choice(actions))
    return [
        replace(one, tactical_action=chance.choice(actions)) if one.heading == Heading.VIREMENT else one
        for one in named
    ]


def draw_history(chance: random.Random, fund: int, other: int, actions: list[int]) -> Iterator[list[Line]]:
    """What happened to a fund, two to five entries, some of them taken back."""
    for _ in range(chance.randint(2, 5)):
        lines = name_some(chance, draw_lines(chance, fund, other), actions)
        yield lines
        if chance.random() < 0.2:
            yield reverse_lines(lines)


@pytest.fixture
def journals(partnership, coordinator):
    """Four journals with 250 histories each."""
    made = []
    plan = Plan.objects.create(
        partnership=partnership, name="Plan", starts_on=date(2014, 4, 1), ends_on=date(2018, 3, 31)
    )
    told = {"partnership": partnership, "plan": plan}
    actions = [
        TacticalAction.objects.create(**told, ref=f"1.{number}", title=title).pk for number, title in enumerate(TITLES)
    ]
    for year in YEARS:
        chance = random.Random(year)
        journal = open_journal(partnership, year, by=coordinator)
        funds = Fund.objects.bulk_create(
            Fund(partnership=partnership, journal=journal, name=f"{chance.choice(NAMES)}{number}")
            for number in range(HISTORIES)
        )
        drafts = [
            Draft(
                kind=EntryKind.INVOICE,
                on=date(year, 5, 1) + timedelta(days=chance.randrange(DAYS)),
                text=chance.choice(('Said "so"; and \\ more', "Line\none | two", "= 5 @ {2}", "* ; (x)")),
                lines=lines,
                more={"party": chance.choice(("", 'The "Fox"; Ltd', "A | B"))},
            )
            for number, fund in enumerate(funds)
            for lines in draw_history(chance, fund.pk, funds[number - 1].pk, actions)
        ]
        seal_entries(draft_entries(journal, drafts, by=coordinator), by=coordinator)
        made.append(journal)
    return made


def balances_of(journal) -> dict[str, dict[str, int]]:
    """The balance of every account at the end of each day on which it moved, in pence, as our database adds them up."""
    rows = Posting.objects.filter(fund__journal=journal, counts_on__isnull=False).order_by("counts_on")
    days: dict[str, dict[str, int]] = defaultdict(dict)
    told = rows.values_list("fund", "fund__name", "heading", "counts_on").annotate(pence=Sum("pence"))
    for fund, name, heading, day, pence in told:
        account = days[name_account(Heading(heading), fund=fund, start=journal.start, name=name)]
        account[day.isoformat()] = pence + (list(account.values())[-1] if account else 0)
    return dict(days)


def to_pence(text: str) -> int:
    return int(Decimal(text.replace("GBP", "").strip() or "0") * 100)


def write(journal, form: str, folder) -> str:
    path = folder / f"{journal.start}.{form}"
    entries = write_out(journal.partnership, start=journal.start)
    path.write_text("".join(WRITERS[form](entries, title='The "ledger"')), encoding="utf-8")
    return str(path)


def check_beancount(journal, folder):
    command = [sys.executable, str(ROOT / "tests/money/with_beancount.py"), write(journal, "beancount", folder)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["errors"] == []
    found = {account: {day: to_pence(one) for day, one in days.items()} for account, days in told["days"].items()}
    assert found == balances_of(journal)


def check_hledger(hledger, journal, folder):
    command = [hledger, "-f", write(journal, "hledger", folder), "balance", "--daily", "--historical", "--flat"]
    command += ["--no-total", "--empty", "-O", "csv", "-b", f"{journal.start}-05-01", "-e", f"{journal.start}-05-20"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)
    assert done.returncode == 0, done.stderr
    head, *rows = csv.reader(io.StringIO(done.stdout))
    found = {row[0]: dict(zip(head[1:], map(to_pence, row[1:]), strict=True)) for row in rows}
    ours = balances_of(journal)
    assert found.keys() == ours.keys()
    for account, days in ours.items():
        assert {day: found[account][day] for day in days} == days


def check_funds(journal):
    """On every day the balance of a fund is what it holds."""
    held: dict[int, dict[date, int]] = defaultdict(dict)
    rows = Posting.objects.filter(fund__journal=journal, heading__in=HELD).values_list("fund", "counts_on")
    for fund, day, pence in rows.annotate(pence=Sum("pence")).order_by("counts_on"):
        held[fund][day] = pence + (list(held[fund].values())[-1] if held[fund] else 0)
    for fund, days in sum_days(held).items():
        for day, pence in days:
            last = max((one for one in held[fund] if one <= day), default=None)
            assert pence == (held[fund][last] if last else 0)


def test_every_balance_that_we_find_is_found_by_other_programs(journals, tmp_path, request):
    for journal in journals:
        check_funds(journal)
        check_beancount(journal, tmp_path)
    hledger = request.getfixturevalue("hledger")
    for journal in journals:
        check_hledger(hledger, journal, tmp_path)
