"""Two people at one fund's last pounds at once: one has them, the other is told. And two who enter or seal the same."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests.money.made import Books, pence
from wapentake.kit.errors import Refused
from wapentake.money.changes import Draft, close_year, draft_entries, new_key, seal_entries
from wapentake.money.models import Commitment, Entry, EntryKind, Journal, Posting
from wapentake.money.queries.position import find_fund_row
from wapentake.money.rules import Heading, Line

DAY = date(2017, 6, 12)


@pytest.fixture
def books(unguarded, partnership, coordinator) -> Books:
    return Books(partnership, coordinator)


def at_once(*steps):
    """Do the steps in threads, each with a connection of its own; return what each returned, or how it was refused."""
    gate = threading.Barrier(len(steps))
    found: list = [None] * len(steps)

    def run(place, step):
        try:
            gate.wait(10)
            found[place] = step()
        except Refused as refused:
            found[place] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_last_pounds_of_a_fund_are_committed_once(books):
    fund = books.fund("Main", 100)
    found = at_once(*(lambda: books.commit(fund, 60) for _ in range(3)))
    assert sorted(map(str, found)) == ["commitment", "commitment", f"work paid from {fund}"]
    assert Commitment.objects.count() == 1
    assert find_fund_row(fund, today=DAY).standing.headroom == pence(40)


def test_invoice_and_commitment_do_not_spend_the_same_pound(books):
    fund = books.fund("Main", 100)
    invoice, committed = at_once(lambda: books.invoice(fund, 60), lambda: books.commit(fund, 60))
    assert invoice.is_sealed  # an invoice that came is always recorded
    beyond = Entry.objects.get(pk=invoice.pk).beyond
    assert (committed, beyond) == ("commitment", 0) or (committed.pence, beyond) == (pence(60), pence(20))


def test_form_that_is_sent_twice_enters_once(books):
    fund, key = books.fund("Main", 100), new_key()
    one, other = at_once(*(lambda: books.invoice(fund, 5, key=key) for _ in range(2)))
    assert one == other
    assert Entry.objects.filter(kind="invoice").count() == 1
    assert Posting.objects.filter(entry=one).count() == 2


def test_draft_is_sealed_once_and_nothing_slips_in(books, coordinator):
    fund = books.fund("Main", 100)
    lines = [Line(Heading.SPEND, fund.pk, 5), Line(Heading.CREDITORS, fund.pk, -5)]
    [draft] = draft_entries(
        books.journal, [Draft(kind=EntryKind.INVOICE, on=DAY, text="a draft", lines=lines)], by=coordinator
    )
    at_once(*(lambda: seal_entries([draft], by=coordinator) for _ in range(2)))
    assert Entry.objects.get(pk=draft.pk).is_sealed
    assert list(Posting.objects.filter(entry=draft).values_list("counts_on", flat=True)) == [DAY, DAY]


def test_year_is_closed_once(books, coordinator):
    books.fund("Main", 100, carries="automatic")
    found = at_once(*(lambda: close_year(books.journal, by=coordinator) for _ in range(2)))
    assert sorted(map(str, found)) == ["2017/18", "closed"]
    assert Entry.objects.filter(kind__in=("opening", "closing")).count() == 2
    assert Journal.objects.filter(closed_at=None).count() == 1
