"""An import is undone as a whole, or what stands in the way is said; the journal loses only drafts that it made."""

import pytest
from django.urls import reverse

from tests.extracts.made import ROWS, bring, write_csv
from wapentake.extracts.changes import bring_in, enter_line, let_go, match_line, receive_extract, set_aside
from wapentake.extracts.changes.files import undo_extract
from wapentake.extracts.changes.lines import tell_plainly
from wapentake.extracts.models import Extract, ExtractLine
from wapentake.extracts.queries.undoing import look_back
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.money.changes import reverse_entry, seal_entries, set_limit
from wapentake.money.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def main(books):
    return books.fund("Main", 20_000)


@pytest.fixture
def lines(main, mapping, coordinator):
    return bring(mapping, write_csv(), coordinator)


@pytest.fixture
def drafts(books, partnership, coordinator):
    """Whatever is entered waits for somebody else to approve it."""
    from datetime import date

    set_limit(partnership, 0, since=date(2000, 1, 1), by=coordinator)


def enter(line, fund, by):
    return enter_line(line, tell_plainly(line, fund), fund.journal, by=by)


def test_all_of_it_goes_and_the_file_waits_as_before(lines, main, mapping, drafts, coordinator):
    extract, before = lines[0].extract, Entry.objects.count()
    enter(lines[0], main, coordinator)
    enter(lines[1], main, coordinator)
    set_aside(lines[4], "Not ours", by=coordinator)
    done = undo_extract(extract, by=coordinator)
    assert (done.lines, len(done.drafts), done.aside) == (5, 2, 1)
    assert Entry.objects.count() == before
    assert not ExtractLine.objects.exists()
    held = Extract.objects.get()
    assert (held.brought_in_at, held.known, held.rejected) == (None, 0, 0)
    change = Change.objects.get(thing="extracts.extract", verb="undone")
    assert change.before == {"name": "june.csv", "lines": 5, "drafts": 2}
    assert Change.objects.filter(thing="money.entry", verb="dropped").count() == 2
    bring_in(held, by=coordinator)
    assert ExtractLine.objects.count() == 5


def test_what_is_approved_stands_in_the_way(lines, main, coordinator):
    entry = enter(lines[0], main, coordinator)
    assert entry.is_sealed
    with pytest.raises(Refused) as refused:
        undo_extract(lines[0].extract, by=coordinator)
    assert "1 entry that was made of it is approved" in refused.value.words
    assert "“Locks for Boundary Road” of 12 June 2017" in refused.value.words
    assert "Nothing was undone." in refused.value.words
    assert ExtractLine.objects.count() == 5


def test_one_that_was_taken_back_or_let_go_stands_in_the_way_too(lines, main, coordinator):
    from datetime import date

    entry = enter(lines[0], main, coordinator)
    reverse_entry(entry, on=date(2017, 6, 14), why="Wrong fund", journal=main.journal, by=coordinator)
    let_go(lines[0], by=coordinator)
    assert len(look_back(lines[0].extract).sealed) == 1
    with pytest.raises(Refused, match="approved"):
        undo_extract(lines[0].extract, by=coordinator)


def test_nothing_goes_where_one_of_many_is_approved(lines, main, drafts, coordinator, client_finance):
    first, second = (enter(line, main, coordinator) for line in lines[:2])
    from wapentake.accounts.models import Account

    seal_entries([second], by=Account.objects.exclude(pk=coordinator.pk).first())
    with pytest.raises(Refused):
        undo_extract(lines[0].extract, by=coordinator)
    assert Entry.objects.filter(pk=first.pk).exists()


def test_entries_that_were_only_confirmed_stay(books, lines, main, coordinator):
    entry = books.invoice(main, 1200, text="Locks", party="Harrow Locks")
    match_line(lines[0], entry, by=coordinator)
    assert look_back(lines[0].extract).confirmed == 1
    undo_extract(lines[0].extract, by=coordinator)
    assert Entry.objects.filter(pk=entry.pk, extract_line=None).exists()


def test_what_is_not_in_is_not_undone(main, mapping, coordinator):
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv(), by=coordinator)
    with pytest.raises(Refused, match="is not in"):
        undo_extract(extract, by=coordinator)


def test_later_files_that_left_rows_out_are_told(lines, mapping, coordinator, client_in, partnership):
    more = (*ROWS, ("30/06/2017", "Fenland Print", "Posters", "INV-8", "10.00", "", "4410", ""))
    bring(mapping, write_csv(more), coordinator, name="july.csv")
    page = client_in.get(reverse("extracts:undo", args=[partnership.slug, lines[0].extract_id])).content.decode()
    assert "july.csv</a>, 5 rows known" in page


def test_the_page_asks_first_and_then_does_it(lines, main, drafts, coordinator, client_in, partnership):
    enter(lines[0], main, coordinator)
    file = reverse("extracts:extract", args=[partnership.slug, lines[0].extract_id])
    page = reverse("extracts:undo", args=[partnership.slug, lines[0].extract_id])
    assert page in client_in.get(file).content.decode()
    shown = client_in.get(page).content.decode()
    assert "<strong>5 lines</strong> of this file go out again" in shown
    assert "<strong>1 draft</strong> made of them is taken out of the journal" in shown
    assert ExtractLine.objects.count() == 5
    said = client_in.post(page, follow=True).content.decode()
    assert "june.csv is out again: 5 lines and 1 draft are gone." in said
    assert "Nothing of this file is in yet" in said
    assert "is not in, so there is nothing to undo" in client_in.get(page, follow=True).content.decode()


def test_the_page_says_what_stands_in_the_way(lines, main, coordinator, client_in, partnership):
    entry = enter(lines[0], main, coordinator)
    page = reverse("extracts:undo", args=[partnership.slug, lines[0].extract_id])
    shown = client_in.get(page).content.decode()
    assert "It cannot be undone" in shown
    assert reverse("money:entry", args=[partnership.slug, entry.pk]) in shown
    assert '<form method="post">' not in shown.split("It cannot be undone")[1]
    assert client_in.post(page, HTTP_REFERER=f"http://testserver{page}").status_code == 302
    assert ExtractLine.objects.count() == 5
