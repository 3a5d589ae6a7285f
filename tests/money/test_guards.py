"""The database itself keeps the journal: past every rule of ours it seals what balances, and keeps what is sealed."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from tests.money.made import Books, pence
from wapentake.meetings.models import Decision, Meeting
from wapentake.money.changes import Draft, draft_entries
from wapentake.money.models import Entry, EntryKind, Fund, Journal, Posting
from wapentake.money.rules import Heading, Line
from wapentake.sources.models import Passage

pytestmark = pytest.mark.django_db
OF_JOURNAL = "WHERE id = (SELECT journal_id FROM money_entry WHERE id = %s)"
DAY = date(2017, 7, 3)
MIGRATIONS = ("0002_guards", "0003_tactical_actions")


@pytest.fixture
def fund(books) -> Fund:
    return books.fund("Main", 500)


@pytest.fixture
def sealed(books, fund) -> Entry:
    [patrol, _] = books.plan("Patrols", "Lights")
    return books.invoice(fund, 120, vat=pence(20), tactical_action=patrol)


@pytest.fixture
def draft(books, fund, coordinator) -> Entry:
    lines = [Line(Heading.SPEND, fund.pk, 5), Line(Heading.CREDITORS, fund.pk, -5)]
    told = Draft(kind=EntryKind.INVOICE, on=DAY, text="a draft", lines=lines)
    return draft_entries(books.journal, [told], by=coordinator)[0]


def refuses(sql, *values):
    with pytest.raises(IntegrityError, match="wapentake: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def seal(entry):
    Entry.objects.filter(pk=entry.pk).update(sealed_at=timezone.now())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE money_entry SET text = 'other' WHERE id = %s",
        "UPDATE money_entry SET sealed_at = NULL WHERE id = %s",
        "UPDATE money_entry SET decided = 'nobody' WHERE id = %s",
        "UPDATE money_entry SET beyond = 1 WHERE id = %s",
        "UPDATE money_entry SET decision_id = 99 WHERE id = %s",
        "DELETE FROM money_entry WHERE id = %s",
        "UPDATE money_posting SET pence = pence + 1 WHERE entry_id = %s",
        "UPDATE money_posting SET counts_on = NULL WHERE entry_id = %s",
        "UPDATE money_posting SET counts_on = '2017-05-05' WHERE entry_id = %s",
        "UPDATE money_posting SET heading = 'capital' WHERE entry_id = %s",
        "DELETE FROM money_posting WHERE entry_id = %s",
        "DELETE FROM money_posting WHERE entry_id = %s AND pence < 0",
        "UPDATE money_posting SET tactical_action_id = NULL WHERE entry_id = %s AND heading = 'spend'",
        "UPDATE money_posting SET tactical_action_id = 99 WHERE entry_id = %s AND heading = 'spend'",
    ],
)
def test_what_is_sealed_stays(sealed, change):
    before = list(Posting.objects.order_by("pk").values())
    refuses(change, sealed.pk)
    assert list(Posting.objects.order_by("pk").values()) == before


def test_tactical_action_of_a_draft_may_change_until_it_is_sealed(books, draft):
    [patrol] = books.plan("Patrols")
    Posting.objects.filter(entry=draft).update(tactical_action=patrol)
    seal(draft)
    refuses("UPDATE money_posting SET tactical_action_id = NULL WHERE entry_id = %s", draft.pk)
    with pytest.raises(ProtectedError):
        patrol.delete()


def test_guards_of_the_migration_before_stand_again_where_it_is_taken_back(books, sealed):
    older, newer = (import_module(f"wapentake.money.migrations.{name}") for name in MIGRATIONS)
    harm = "UPDATE money_posting SET pence = pence + 1 WHERE entry_id = %s"
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        for one in (older, newer):
            one.make_guards(None, editor)
            refuses(harm, sealed.pk)


def test_nothing_is_added_to_what_is_sealed(sealed, draft, fund):
    insert = "INSERT INTO money_posting (entry_id, heading, fund_id, pence) VALUES (%s, 'bank', %s, 1)"
    refuses(insert, sealed.pk, fund.pk)
    refuses("UPDATE money_posting SET entry_id = %s WHERE entry_id = %s", sealed.pk, draft.pk)


def test_nothing_takes_the_place_of_what_is_sealed(sealed, draft, fund):
    [line, *_] = sealed.postings.all()
    columns = "money_posting (id, entry_id, heading, fund_id, pence) VALUES (%s, %s, 'bank', %s, 1)"
    refuses(f"INSERT INTO {columns} ON CONFLICT (id) DO UPDATE SET pence = 1", line.pk, draft.pk, fund.pk)
    if connection.vendor == "sqlite":  # which alone knows this way
        refuses(f"INSERT OR REPLACE INTO {columns}", line.pk, draft.pk, fund.pk)
        names = ", ".join(f'"{field.column}"' for field in Entry._meta.concrete_fields)
        told = names.replace('"text"', "'other'").replace('"sealed_at"', "NULL")
        for one in (told, told.replace('"id"', "NULL")):
            refuses(
                f"INSERT OR REPLACE INTO money_entry ({names}) SELECT {one} FROM money_entry WHERE id = %s", sealed.pk
            )


def test_drafts_do_not_count(draft):
    assert not Posting.objects.filter(entry=draft).exclude(counts_on=None).exists()
    refuses("UPDATE money_posting SET counts_on = '2017-07-03' WHERE entry_id = %s", draft.pk)


def test_sealing_makes_it_count_from_its_day(draft):
    seal(draft)
    assert set(Posting.objects.filter(entry=draft).values_list("counts_on", flat=True)) == {DAY}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE money_posting SET pence = 6 WHERE entry_id = %s AND pence > 0",
        "DELETE FROM money_posting WHERE entry_id = %s",
        "DELETE FROM money_posting WHERE entry_id = %s AND pence > 0",
        "UPDATE money_entry SET size = 7 WHERE id = %s",
        "UPDATE money_entry SET \"on\" = '2018-04-01' WHERE id = %s",
        "UPDATE money_entry SET \"on\" = '2017-03-31' WHERE id = %s",
        f"UPDATE money_journal SET closed_at = CURRENT_TIMESTAMP {OF_JOURNAL}",
        f"UPDATE money_journal SET shut_to = '2017-07-03' {OF_JOURNAL}",
    ],
)
def test_what_does_not_fit_is_not_sealed(draft, harm):
    with connection.cursor() as cursor:
        cursor.execute(harm, [draft.pk])
    refuses("UPDATE money_entry SET sealed_at = CURRENT_TIMESTAMP WHERE id = %s", draft.pk)


def test_each_fund_balances_by_itself(books, draft, fund):
    other = books.fund("Other")
    Posting.objects.filter(entry=draft, pence__lt=0).update(fund=other)
    refuses("UPDATE money_entry SET sealed_at = CURRENT_TIMESTAMP WHERE id = %s", draft.pk)


def test_fund_of_another_year_is_not_sealed(partnership, coordinator, draft):
    other = Books(partnership, coordinator, 2018).fund("Later")
    Posting.objects.filter(entry=draft).update(fund=other)
    refuses("UPDATE money_entry SET sealed_at = CURRENT_TIMESTAMP WHERE id = %s", draft.pk)


def test_entry_is_never_born_sealed(draft):
    draft.pk, draft.key, draft.sealed_at = None, "new", timezone.now()
    with pytest.raises(IntegrityError, match="drafted before"), transaction.atomic():
        draft.save(force_insert=True)


def test_closed_journal_stays_closed(books):
    Journal.objects.filter(pk=books.journal.pk).update(closed_at=timezone.now())
    refuses("UPDATE money_journal SET closed_at = NULL WHERE id = %s", books.journal.pk)


def test_draft_may_be_changed_and_dropped(draft):
    Entry.objects.filter(pk=draft.pk).update(text="other")
    Posting.objects.filter(entry=draft, pence=5).update(heading="capital")
    Entry.objects.get(pk=draft.pk).delete()
    assert not Posting.objects.filter(entry=draft.pk).exists()


def test_page_that_is_withdrawn_lets_the_entry_go_on(books, fund, partnership, coordinator):
    """What points into the minutes may be emptied, as when a decision leaves the register; the words stay."""
    from tests.register import MINUTES, accept_all, take_page

    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    decision = Decision.objects.all()[0]
    entry = books.invoice(fund, 5, decision=decision, decided="The partnership, 12 March 2024")
    Meeting.objects.all().delete()
    Passage.objects.all().delete()
    entry.refresh_from_db()
    assert (entry.decision, entry.decided, entry.is_sealed) == (None, "The partnership, 12 March 2024", True)
