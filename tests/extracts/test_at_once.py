"""Two people at one file, one line or one entry at once: one of them does it, the other is told."""

from datetime import date

import pytest

from tests.extracts.made import ROWS, bring, map_ledger, write_csv
from tests.money.made import Books
from tests.money.test_at_once import at_once
from wapentake.extracts.changes import bring_in, enter_lines, match_line, receive_extract
from wapentake.extracts.models import Extract, ExtractLine
from wapentake.money.models import Entry


@pytest.fixture
def books(unguarded, partnership, coordinator):
    yield Books(partnership, coordinator)
    ExtractLine.objects.all().delete()
    Extract.objects.all().delete()


@pytest.fixture
def mapping(books, partnership, coordinator):
    return map_ledger(partnership, coordinator)


def test_file_that_is_sent_twice_is_kept_and_brought_in_once(mapping, coordinator):
    told = {"name": "a.csv", "data": write_csv(), "by": coordinator}
    found = at_once(*(lambda: receive_extract(mapping, **told)[1] for _ in range(2)))
    assert sorted(found) == [False, True]
    extract = Extract.objects.get()
    found = at_once(*(lambda: len(bring_in(extract, by=coordinator).new) for _ in range(3)))
    assert sorted(map(str, found)) == ["5", "is-in", "is-in"]
    assert ExtractLine.objects.count() == len(ROWS)


def test_two_files_that_overlap_add_nothing_twice(mapping, coordinator):
    kept = [
        receive_extract(mapping, name="a.csv", data=write_csv(rows), by=coordinator)[0] for rows in (ROWS[:4], ROWS[1:])
    ]
    found = at_once(*(lambda one=one: len(bring_in(one, by=coordinator).new) for one in kept))
    assert sum(found) == ExtractLine.objects.count() == len(ROWS)


def test_line_is_entered_once_and_an_entry_confirmed_once(mapping, books, coordinator):
    fund = books.fund("Main", 5000)
    one, other, twin, *_ = bring(mapping, write_csv(), coordinator)
    found = at_once(*(lambda: len(enter_lines([one], by=coordinator)[0]) for _ in range(2)))
    assert sorted(found) == [0, 1]
    assert Entry.objects.filter(key=f"extract-{one.pk}").count() == 1
    entry = books.invoice(fund, "350.50", on=date(2017, 6, 13))
    found = at_once(*(lambda line=line: match_line(line, entry, by=coordinator).row for line in (other, twin)))
    assert len({"taken", 3, 4} & set(found)) == 2
    assert "taken" in found
