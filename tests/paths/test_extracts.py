"""From a file to the journal: columns are named, a file is looked at, brought in, and its lines are settled."""

import re

import pytest

from tests.extracts.made import LEDGER, write_csv
from tests.money.made import Books
from tests.paths.extracted import MORE, ROWS
from wapentake.extracts.models import ExtractLine
from wapentake.money.models import Entry

BOTH = [pytest.param(True, id="scripts"), pytest.param(False, id="no scripts")]
LABELS = {
    "What do you call this kind of extract?": "name",
    "Column with the day": "on",
    "Column with the sum": "sum",
    "Column with the VAT": "vat",
    "Column with the supplier, or who pays": "party",
    "Column that says what it is for": "text",
    "Column with the number of the invoice": "reference",
    "Column with the cost centre or code": "code",
}


def choose(walk, rows):
    file = {"name": "june.csv", "mimeType": "text/csv", "buffer": write_csv(rows)}
    walk.page.get_by_label("What kind of extract is it?").select_option(label="Council ledger")
    walk.page.get_by_label("File", exact=True).set_input_files([file])
    walk.press("Look at it")


@pytest.mark.parametrize("scripts", BOTH)
def test_from_a_file_to_the_journal(walk, unguarded, partnership, coordinator, scripts):
    books = Books(partnership, coordinator, 2024)
    books.fund("Main", 5000)
    walk = walk(scripts=scripts).go("money/").follow("Extracts").press("Say how columns are read")
    for label, name in LABELS.items():
        walk.page.get_by_label(label).fill(LEDGER[name])
    walk.page.get_by_label("Which code is which fund?").fill("4410 = Main")
    walk.press("Save").see("Saved.").follow("Extracts").press("Bring in an extract")
    choose(walk, (*ROWS, *MORE[-2:]))
    walk.see("7 rows would come in").see("2 rows cannot be read").see("“=HYPERLINK(1)” is a formula")
    assert not ExtractLine.objects.exists()
    walk.press("Bring in 7 rows").see("7 rows of june.csv came in; 2 rows could not be read.")
    walk.page.get_by_role("checkbox", name=re.compile("Enter it in Main.*Locks")).check()
    walk.press("Accept what is ticked").see("1 line entered in the journal.")
    assert Entry.objects.filter(key__startswith="extract-").count() == 1
    walk.go("money/extracts/").press("Bring in an extract")
    choose(walk, (*ROWS, *MORE[-2:]))
    walk.see("This very file is in already")
    assert ExtractLine.objects.count() == len(ROWS)
