"""What comes in, once; what becomes of a line; and what is refused, in words, with everything as it was."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extracts.made import ROWS, bring, map_ledger, write_csv, write_xlsx
from tests.money.made import pence
from wapentake.extracts.changes import (
    bring_in,
    commit_line,
    drop_extract,
    enter_line,
    enter_lines,
    let_go,
    match_line,
    receive_extract,
    set_aside,
)
from wapentake.extracts.changes.lines import tell_plainly
from wapentake.extracts.models import Extract, ExtractLine, LineState
from wapentake.extracts.queries.matches import find_lines, find_unconfirmed, suggest
from wapentake.extracts.queries.preview import look_at
from wapentake.kit.errors import Refused
from wapentake.money.changes import drop_draft, reverse_entry, set_limit
from wapentake.money.models import Entry, Posting

pytestmark = pytest.mark.django_db


def waits(partnership):
    return list(find_lines(partnership, {"state": "unmatched"}).order_by("on", "pk"))


def test_lines_come_in_with_all_they_say(mapping, coordinator):
    lines = bring(mapping, write_csv(), coordinator)
    assert [(one.row, one.pence, one.vat, one.kind, one.fund_name, one.nth) for one in lines] == [
        (2, 120000, 20000, "invoice", "Main", 1),
        (3, 35050, 0, "invoice", "Main", 1),
        (4, 35050, 0, "invoice", "Main", 2),  # the same was paid twice, and both are genuine
        (5, -6000, -1000, "credit-note", "Main", 1),
        (6, 9999, 0, "invoice", "", 1),
    ]
    assert (lines[0].on, lines[0].order, lines[0].party) == (date(2017, 6, 12), "PO-77", "Harrow Locks Ltd")


def test_same_file_twice_adds_nothing(mapping, coordinator):
    bring(mapping, write_csv(), coordinator)
    extract, new = receive_extract(mapping, name="again.csv", data=write_csv(), by=coordinator)
    assert (new, extract.name, Extract.objects.count()) == (False, "june.csv", 1)
    with pytest.raises(Refused, match="is in already"):
        bring_in(extract, by=coordinator)
    with pytest.raises(Refused, match="is in already"):
        drop_extract(extract, by=coordinator)
    assert ExtractLine.objects.count() == len(ROWS)


def test_same_rows_in_another_file_add_nothing(mapping, coordinator):
    bring(mapping, write_csv(), coordinator)
    extract, new = receive_extract(mapping, name="june.xlsx", data=write_xlsx(), by=coordinator)
    assert new
    preview = look_at(extract)
    assert (len(preview.new), len(preview.known)) == (0, len(ROWS))
    with pytest.raises(Refused, match="Nothing in this file is new"):
        bring_in(extract, by=coordinator)
    drop_extract(extract, by=coordinator)
    assert ExtractLine.objects.count() == len(ROWS)


def test_file_that_cannot_be_read_is_not_kept(mapping, coordinator):
    with pytest.raises(Refused, match="has no column called “Detail”, “Ref”, “Amount”"):
        receive_extract(mapping, name="a.csv", data=write_csv((), head=("Date", "Supplier")), by=coordinator)
    assert not Extract.objects.exists()


def test_waiting_file_is_read_as_was_said_last(mapping, partnership, coordinator):
    receive_extract(mapping, name="a.csv", data=write_csv(), by=coordinator)
    other = map_ledger(partnership, coordinator, name="Other", below_is_cost=True)
    extract, new = receive_extract(other, name="a.csv", data=write_csv(), by=coordinator)
    assert (new, extract.mapping, look_at(extract).lines[0].pence) == (False, other, -120000)


def test_only_what_was_seen_comes_in(mapping, coordinator):
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv(), by=coordinator)
    seen = look_at(extract).seal
    bring(mapping, write_csv(ROWS[:1]), coordinator, name="b.csv")
    with pytest.raises(Refused, match="no longer what you saw"):
        bring_in(extract, seal=seen, by=coordinator)
    bring_in(extract, seal=look_at(extract).seal, by=coordinator)
    assert ExtractLine.objects.count() == len(ROWS)


def test_rows_that_cannot_be_read_stay_out_and_the_rest_comes_in(mapping, coordinator):
    bad = ("31/02/2017", "Fox", "?", "", "1.005", "", "", "")
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv((*ROWS, bad)), year=2017, by=coordinator)
    preview = bring_in(extract, by=coordinator)
    assert [(one.row, one.column) for one in preview.faults] == [(7, "Date"), (7, "Amount")]
    extract.refresh_from_db()
    assert (extract.rejected, extract.lines.count()) == (1, len(ROWS))


SMALL = st.lists(st.integers(0, 3), min_size=1, max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=SMALL, other=SMALL, first=st.booleans())
def test_overlap_law(one, other, first, mapping, coordinator):
    """Two files that overlap bring in together what the larger count of each row says, whichever comes first."""
    ExtractLine.objects.all().delete()
    Extract.objects.all().delete()
    files = [write_csv([ROWS[number] for number in numbers if number != 2]) for numbers in (one, other)]
    for data in files if first else reversed(files):
        extract, _ = receive_extract(mapping, name="a.csv", data=data, by=coordinator)
        if extract.brought_in_at is None and look_at(extract).new:
            bring_in(extract, by=coordinator)
    wanted = sum(max(one.count(number), other.count(number)) for number in (0, 1, 3))
    assert ExtractLine.objects.count() == wanted


def test_line_confirms_an_entry_once(mapping, books, coordinator, partnership):
    fund = books.fund("Main", 5000)
    told = {"vat": pence(200), "party": "HARROW LOCKS LIMITED", "reference": "inv 101", "on": date(2017, 6, 14)}
    entry = books.invoice(fund, 1200, **told)
    odd = books.invoice(fund, 77, on=date(2017, 6, 15))
    line, *others = bring(mapping, write_csv(), coordinator)
    assert list(find_unconfirmed(partnership)) == [entry, odd]
    [first, *rest] = suggest(waits(partnership))
    assert (first.line, first.entry) == (line, entry)
    assert first.why == "The same sum, the same number, the same supplier, 2 days apart"
    assert not any(one.entry for one in rest)
    match_line(line, entry, by=coordinator)
    assert list(find_unconfirmed(partnership)) == [odd]
    for other, words in ((line, "matched already"), (others[0], "moves £1,200.00, and the line £350.50")):
        with pytest.raises(Refused, match=words):
            match_line(other, entry, by=coordinator)
    with pytest.raises(Refused, match="of another kind"):
        match_line(others[2], entry, by=coordinator)
    let_go(line, by=coordinator)
    assert line in waits(partnership)


def test_entry_is_not_confirmed_by_two_lines(mapping, books, coordinator):
    entry = books.invoice(books.fund("Main", 5000), "350.50")
    _, one, other, *_ = bring(mapping, write_csv(), coordinator)
    match_line(one, entry, by=coordinator)
    with pytest.raises(Refused, match="Another line has confirmed this entry"):
        match_line(other, entry, by=coordinator)


def test_lines_are_entered_once_from_the_funds_of_their_codes(mapping, books, coordinator, partnership):
    fund = books.fund("Main", 5000)
    before = Entry.objects.count()
    lines = bring(mapping, write_csv(), coordinator)
    entered, refused = enter_lines(lines, by=coordinator)
    assert [(one.kind, one.size) for one in entered] == [
        ("invoice", 120000),
        ("invoice", 35050),
        ("invoice", 35050),
        ("credit-note", 6000),
    ]
    assert [(line.row, "No fund is known" in words) for line, words in refused] == [(6, True)]
    assert {one.key for one in entered} == {f"extract-{line.pk}" for line in lines[:4]}
    assert not Posting.objects.filter(entry__in=entered).exclude(fund=fund).exists()
    again, refused = enter_lines(lines, by=coordinator)
    assert (again, len(refused), Entry.objects.count()) == ([], 5, before + 4)
    let_go(ExtractLine.objects.get(pk=lines[0].pk), by=coordinator)
    [same], _ = enter_lines([ExtractLine.objects.get(pk=lines[0].pk)], by=coordinator)
    assert (same, Entry.objects.count()) == (entered[0], before + 4)
    assert waits(partnership) == lines[4:]


def test_line_is_entered_for_its_commitment(mapping, books, coordinator, partnership):
    fund = books.fund("Cameras", 5000)
    promise = books.commit(fund, 1000, title="New locks, order PO77", supplier="Harrow Locks")
    line, *_ = bring(mapping, write_csv(ROWS[:1]), coordinator)
    [told] = suggest(waits(partnership))
    assert (told.commitment, told.fund) == (promise, fund)
    assert told.why == "The same supplier, its order is named, just what is still to come"
    [entry], _ = enter_lines([commit_line(line, promise, by=coordinator)], by=coordinator)
    assert (entry.commitment, entry.is_sealed, entry.beyond) == (promise, True, 0)
    assert set(entry.postings.values_list("fund", flat=True)) == {fund.pk}


def test_entry_that_was_taken_away_frees_its_line(mapping, books, coordinator, partnership):
    books.fund("Main", 5000)
    set_limit(partnership, 0, since=date(2017, 4, 1), by=coordinator)
    line, *_ = bring(mapping, write_csv(ROWS[:1]), coordinator)
    [draft], _ = enter_lines([line], by=coordinator)
    assert not draft.is_sealed
    drop_draft(draft, by=coordinator)
    assert waits(partnership) == [line]
    [again], _ = enter_lines(waits(partnership), by=coordinator)
    assert again.key == f"extract-{line.pk}"


def test_entry_that_was_taken_back_is_not_entered_by_itself_again(mapping, books, coordinator):
    books.fund("Main", 5000)
    line, *_ = bring(mapping, write_csv(ROWS[:1]), coordinator)
    [entry], _ = enter_lines([line], by=coordinator)
    reverse_entry(entry, on=date(2017, 7, 1), why="Not ours", journal=books.journal, by=coordinator)
    line = let_go(line, by=coordinator)
    _, [(_, words)] = enter_lines([line], by=coordinator)
    assert "was taken back" in words


def test_line_of_a_year_without_a_journal_is_refused(mapping, partnership, coordinator):
    [line] = bring(mapping, write_csv(ROWS[:1]), coordinator)
    _, [(_, words)] = enter_lines([line], by=coordinator)
    assert "There is no journal of 2017/18" in words


def test_line_is_left_aside_and_taken_up_again(mapping, coordinator, partnership):
    [line] = bring(mapping, write_csv(ROWS[:1]), coordinator)
    set_aside(line, "Another department’s", by=coordinator)
    assert waits(partnership) == []
    with pytest.raises(Refused, match="left aside already"):
        set_aside(line, "Again", by=coordinator)
    let_go(line, by=coordinator)
    line.refresh_from_db()
    assert (line.state, line.why) == (LineState.UNMATCHED, "")


def test_entry_of_a_line_has_the_lines_key(mapping, books, coordinator):
    fund = books.fund("Main", 5000)
    one, other = bring(mapping, write_csv(ROWS[:2]), coordinator)
    with pytest.raises(ValueError, match="has the key of that line"):
        enter_line(one, tell_plainly(other, fund), books.journal, by=coordinator)


def test_name_of_a_mapping_is_its_own(mapping, partnership, coordinator):
    with pytest.raises(Refused, match="There is one called “COUNCIL LEDGER” already"):
        map_ledger(partnership, coordinator, name="COUNCIL LEDGER")
