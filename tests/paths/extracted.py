"""Extracts in every state: a file that waits, one that is in, lines that are matched, entered and left aside."""

from __future__ import annotations

from datetime import date

from tests.extracts.made import bring, map_ledger, write_csv
from tests.money.made import Books, pence
from tests.paths.place import LONG, Place, press
from tests.paths.walking import Walk
from wapentake.accounts.models import Account, Partnership
from wapentake.extracts.changes import enter_lines, match_line, receive_extract, set_aside
from wapentake.extracts.models import Extract

NAME = f"{LONG}.csv"
ROWS = (
    ("12/06/2024", "Harrow Locks Ltd", "Locks for Boundary Road", "INV-101", "1,200.00", "200.00", "4410", "PO-77"),
    ("13/06/2024", "Lantern Youth Club", "Summer football", "INV-102", "£350.50", "", "4410", ""),
    ("14/06/2024", "Lantern Youth Club", "Summer football", "INV-103", "£350.50", "", "4410", ""),
    ("20 Jun 2024", "Harrow Locks Ltd", "A lock came back", "CR-9", "(60.00)", "(10.00)", "4410", ""),
    (
        "30/06/2024",
        "Fenland Print",
        "Leaflets about burglary for every house of the estate",
        "INV-7",
        "99.99",
        "",
        "",
        "",
    ),
    ("30/06/2024", "Highways", "Not ours", "X-1", "5,000.00", "", "9999", ""),
    ("1/07/2024", "Fenland Print", "Posters", "INV-8", "45.00", "", "4410", ""),
)
MORE = (
    *ROWS[-2:],
    *((f"{day}/07/2024", "Fenland Print", f"Box {day}", f"B-{day}", "12.50", "", "4410", "") for day in range(1, 31)),
    ("31/06/2024", "Fox", "=HYPERLINK(1)", "", "1.005", "", "", ""),
    ("", "Fox", "A day is missing, and the sum is no sum", "", "about £5", "", "", ""),
)  # fmt: skip


def fill_extracts(partnership: Partnership, other: Partnership, by: Account) -> dict[str, object]:
    """Fill a year and its extracts, and return the ids that addresses need."""
    books = Books(partnership, by, 2024)
    fund = books.fund("Main", 59_529)
    mapping = map_ledger(partnership, by)
    books.commit(fund, 1_000, title="New locks, order PO77", supplier="Harrow Locks")
    told = {"party": "Lantern Youth Club", "on": date(2024, 6, 13)}
    confirmed = books.invoice(fund, "350.50", reference="INV-102", **told)
    books.invoice(fund, "350.50", text="Football in the summer holidays", **told)
    books.invoice(fund, 77, vat=pence("12.83"), text="A bill in no extract", on=date(2024, 6, 15))
    lines = bring(mapping, write_csv(ROWS), by)
    match_line(lines[1], confirmed, by=by)
    set_aside(lines[5], "It is the highways department’s", by=by)
    enter_lines(lines[6:], by=by)
    spare = [("3/07/2024", "Fenland Print", "Flags", "INV-9", "45.00", "", "4410", "C2024-001")]
    named = bring(mapping, write_csv(spare), by, name="july.csv")
    extract, _ = receive_extract(mapping, name=NAME, data=write_csv(MORE), by=by)
    return {
        "mapping": mapping.pk,
        "waits": extract.pk,
        "in": Extract.objects.get(name="june.csv").pk,
        "undo": named[0].extract_id,
        "named": named[0].pk,
        "open": lines[0].pk,
        "like": lines[2].pk,
        "matched": lines[1].pk,
        "aside": lines[5].pk,
        "unlike": lines[4].pk,
    }


def choose_wrong_file(walk: Walk) -> None:
    """Choose a file that lacks its columns."""
    walk.page.get_by_label("What kind of extract is it?").select_option(label="Council ledger")
    file = {"name": "wrong.csv", "mimeType": "text/csv", "buffer": b"Date,Who\n12/06/2024,Fox\n"}
    walk.page.get_by_label("File", exact=True).set_input_files([file])
    walk.press("Look at it")


def tick_all(walk: Walk) -> None:
    """Tick every line that has something likely, and accept it."""
    for box in walk.page.get_by_role("checkbox").all():
        box.check()
    walk.press("Accept what is ticked")


_AT = "/harrowmere/money/extracts/"
EXTRACTS = {
    "extracts": Place(_AT),
    "extracts-none": Place("/harrowmere/money/extracts/lines/?words=nowhere"),
    "extracts-add": Place(f"{_AT}add/"),
    "extracts-add-empty": Place(f"{_AT}add/", (press("^Look at it$"),)),
    "extracts-add-wrong": Place(f"{_AT}add/", (choose_wrong_file,)),
    "extracts-preview": Place(f"{_AT}{{waits}}/"),
    "extracts-in": Place(f"{_AT}{{in}}/"),
    "extracts-undo": Place(f"{_AT}{{undo}}/undo/"),
    "extracts-undo-not": Place(f"{_AT}{{in}}/undo/"),
    "extracts-line-named": Place(f"{_AT}lines/{{named}}/"),
    "extracts-columns": Place(f"{_AT}columns/"),
    "extracts-columns-one": Place(f"{_AT}columns/{{mapping}}/"),
    "extracts-columns-wrong": Place(f"{_AT}columns/add/", (press("^Save$"),)),
    "extracts-lines": Place(f"{_AT}lines/"),
    "extracts-line": Place(f"{_AT}lines/{{open}}/"),
    "extracts-line-like": Place(f"{_AT}lines/{{like}}/"),
    "extracts-line-unlike": Place(f"{_AT}lines/{{unlike}}/"),
    "extracts-line-matched": Place(f"{_AT}lines/{{matched}}/"),
    "extracts-line-aside": Place(f"{_AT}lines/{{aside}}/"),
    "extracts-enter": Place(f"{_AT}lines/{{open}}/enter/"),
    "extracts-aside": Place(f"{_AT}lines/{{open}}/aside/", (press("^Save$"),)),
    "extracts-match": Place(f"{_AT}match/"),
    "extracts-none-ticked": Place(f"{_AT}match/", (press("^Accept what is ticked$"),)),
    "extracts-undone": Place(f"{_AT}{{undo}}/undo/", (press("^Undo the import$"),)),
    "extracts-accepted": Place(f"{_AT}match/", (tick_all,)),
    "extracts-brought": Place(f"{_AT}{{waits}}/", (press("^Bring in"),)),
}
