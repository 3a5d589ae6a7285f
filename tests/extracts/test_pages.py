"""The pages of extracts: what each shows, keeps and does, and a literal count of queries for each list."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.extracts.made import LEDGER, ROWS, bring, map_ledger, write_csv, write_xlsx
from tests.facts import read_csv, read_xlsx
from tests.money.made import Books, pence
from wapentake.extracts.changes import receive_extract
from wapentake.extracts.models import Extract, ExtractLine, LineState, Mapping
from wapentake.money.changes import close_year
from wapentake.money.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)
BAD = ("31/02/2017", "Fox", "=HYPERLINK(1)", "", "5", "", "", "")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"extracts:{name}", args=[partnership.slug, *of])


def told_of(answer):
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


def send(client, at, mapping, data, name="june.csv", **more):
    return client.post(at("add"), {"mapping": mapping.pk, "file": SimpleUploadedFile(name, data), **more})


def page_of(client, at, name, *of):
    return client.get(at(name, *of)).content.decode()


FORM = {name: value for name, value in LEDGER.items() if name != "funds"} | {
    "header_row": "1",
    "out_kind": "invoice",
    "in_kind": "credit-note",
    "funds": "4410 = Main\r\n\r\n4411=Prevent",
}


def test_before_anything_is_there_the_pages_say_how_to_begin(client_in, at):
    assert "Say how columns are read" in page_of(client_in, at, "list")
    answer = client_in.get(at("add"))
    assert (answer.url, "Say first how the columns" in told_of(answer)) == (at("add-mapping"), True)
    assert "Nothing is said yet" in page_of(client_in, at, "mappings")
    assert "No lines are in yet" in page_of(client_in, at, "match")


def test_kind_of_extract_is_kept_and_changed(client_in, at):
    client_in.post(at("add-mapping"), FORM)
    mapping = Mapping.objects.get()
    assert mapping.funds == {"4410": "Main", "4411": "Prevent"}
    assert mapping.columns.named["party"] == "Supplier"
    assert 'value="Cost centre"' in page_of(client_in, at, "mapping", mapping.pk)
    client_in.post(at("mapping", mapping.pk), FORM | {"vat": "", "below_is_cost": "on"})
    mapping.refresh_from_db()
    assert (mapping.vat, mapping.below_is_cost) == ("", True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Give it a name"),
        ({"on": ""}, "Enter the name of the column"),
        ({"header_row": "x"}, "Enter a whole number"),
        ({"debit": "Dr"}, "and not both"),
        ({"sum": ""}, "Name the column with the sum"),
        ({"sum": "", "debit": "Dr"}, "Name the column with the sum"),
        ({"text": "", "party": ""}, "Name the column with the supplier"),
        ({"vat": "", "adds_vat": "on"}, "Name the column with the VAT"),
        ({"text": "supplier"}, "named above already"),
        ({"funds": "4410"}, "Write line 1 as a code and its fund"),
        ({"funds": "4410 = a\n4410 = b"}, "The code 4410 stands twice"),
    ],
)
def test_what_is_wrong_with_a_kind_of_extract_is_said(change, words, client_in, at):
    answer = client_in.post(at("add-mapping"), FORM | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Mapping.objects.exists()


def test_name_that_is_taken_is_said_and_what_was_typed_stays(client_in, at, mapping):
    answer = client_in.post(at("add-mapping"), FORM)
    assert "There is one called “Council ledger” already" in answer.content.decode()
    assert "4411=Prevent" in answer.content.decode()


def test_preview_shows_all_and_changes_nothing_until_it_is_brought_in(client_in, at, mapping):
    answer = send(client_in, at, mapping, write_csv((*ROWS, BAD)))
    extract = Extract.objects.get()
    assert answer.url == at("extract", extract.pk)
    page = page_of(client_in, at, "extract", extract.pk)
    for words in (
        "5 rows",
        "£2,000.99",
        "£60.00",
        "Lantern Youth Club",
        "Put its value in its place",
        "Bring in 5 rows",
    ):
        assert words in page
    assert not ExtractLine.objects.exists()
    head, row = read_csv(client_in.get(at("extract", extract.pk), {"rejected": "csv"}))
    assert (row[head.index("Row")], row[head.index("Column")]) == ("7", "Detail")
    assert row[head.index("What stands there")] == "'=HYPERLINK(1)"
    seal = client_in.get(at("extract", extract.pk)).context["preview"].seal
    answer = client_in.post(at("bring", extract.pk), {"seal": seal})
    assert "5 rows of june.csv came in; 1 row could not be read." in told_of(answer)
    page = page_of(client_in, at, "extract", extract.pk)
    assert all(words in page for words in ("Brought in on", "1 row could not be read", "Unmatched"))
    answer = client_in.post(at("bring", extract.pk), {"seal": seal})
    assert "is in already" in told_of(answer)
    answer = send(client_in, at, mapping, write_csv((*ROWS, BAD)), name="other.csv")
    assert "This very file is in already" in told_of(answer)


def test_long_preview_goes_by_pages(client_in, at, mapping, coordinator):
    rows = [
        (f"{day}/06/2017", "Fox", f"Bill {day}", str(copy), "1", "", "", "") for day in range(1, 31) for copy in (1, 2)
    ]
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv(rows), by=coordinator)
    assert "Bill 30" not in page_of(client_in, at, "extract", extract.pk)
    assert "Bill 30" in client_in.get(at("extract", extract.pk), {"page": "2"}).content.decode()


def test_what_was_chosen_stays_where_a_file_is_refused(client_in, at, mapping, books):
    for data, words in (
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .xlsx"),
        (b"a,b\n1,2\n", "Row 1 has no column called"),
        (b"a" * (10 * 2**20 + 1), "larger than 10 MB"),
    ):
        answer = send(client_in, at, mapping, data, name="june.xls", year="2017")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert f'value="{mapping.pk}" selected' in page
        assert 'value="2017" selected' in page
    assert not Extract.objects.exists()


def test_mapping_that_was_changed_meanwhile_is_told_on_the_page(client_in, at, mapping, coordinator):
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv(), by=coordinator)
    Mapping.objects.update(sum="Total")
    page = page_of(client_in, at, "extract", extract.pk)
    assert "has no column called “Total”" in page
    assert "Bring in" not in page
    client_in.post(at("drop", extract.pk))
    assert not Extract.objects.exists()


def test_sign_that_is_the_wrong_way_round_is_pointed_out(client_in, at, mapping, coordinator):
    rows = [("12/06/2017", "Fox", "a", "", "-5", "", "", "")]
    extract, _ = receive_extract(mapping, name="a.csv", data=write_csv(rows), by=coordinator)
    assert "By every row money comes in" in page_of(client_in, at, "extract", extract.pk)


@pytest.fixture
def filled(mapping, books, coordinator):
    """Lines of each sort: one with its entry, two of a fund, one of a commitment, one of which nothing is known."""
    fund = books.fund("Main", 5000)
    entry = books.invoice(fund, "350.50", party="Lantern Youth Club", on=date(2017, 6, 14))
    promise = books.commit(fund, 1000, title="New locks, order PO77", supplier="Harrow Locks")
    odd = books.invoice(fund, 77, text="In no extract", on=date(2017, 6, 15))
    return {"lines": bring(mapping, write_csv(), coordinator), "entry": entry, "promise": promise, "odd": odd}


def test_both_sides_that_wait_are_shown_and_what_is_ticked_is_done(client_in, at, filled):
    lines, entry = filled["lines"], filled["entry"]
    page = page_of(client_in, at, "match")
    for words in (
        "It may confirm", "The same sum, the same supplier, 1 day apart", "the commitment", "its order is named",
        "Its code is that of the fund Main", "no fund is known for its code", "In no extract",
    ):  # fmt: skip
        assert words in page
    ticked = [
        f"{lines[1].pk}-entry-{entry.pk}",
        f"{lines[0].pk}-commitment-{filled['promise'].pk}",
        f"{lines[3].pk}-fund-1",
    ]
    answer = client_in.post(at("accept"), {"line": ticked})
    assert "1 line is matched." in told_of(answer)
    states = dict(ExtractLine.objects.values_list("row", "state"))
    assert states == {2: "entered", 3: "matched", 4: "unmatched", 5: "entered", 6: "unmatched"}
    assert Entry.objects.get(commitment=filled["promise"]).size == pence(1200)
    answer = client_in.post(at("accept"), {"line": [*ticked, f"{lines[4].pk}-fund-1"]})
    told = told_of(answer)
    assert "matched already" in told
    assert "So it is with 1 more" in told
    assert Entry.objects.filter(key__startswith="extract-").count() == 2
    page = page_of(client_in, at, "match")
    assert "In no extract" in page
    assert "lantern" not in page.partition("Entries that no line")[2].lower()


@pytest.mark.parametrize(
    "ticked", [[], ["x"], ["1-2"], ["1-else-2"], ["-entry-"], ["²-entry-1"], ["9" * 30 + "-entry-1"]]
)
def test_what_is_not_ticked_or_no_number_changes_nothing(ticked, client_in, at, filled):
    answer = client_in.post(at("accept"), {"line": ticked})
    assert "Nothing is ticked" in told_of(answer)


def test_line_shows_its_reasons_and_is_matched_and_let_go(client_in, at, filled):
    line = filled["lines"][1]
    page = page_of(client_in, at, "line", line.pk)
    assert "The same sum, the same supplier, 1 day apart." in page
    client_in.post(at("match-line", line.pk), {"entry": filled["entry"].pk})
    line.refresh_from_db()
    assert (line.state, line.entry) == (LineState.MATCHED, filled["entry"])
    assert "Let it go" in page_of(client_in, at, "line", line.pk)
    client_in.post(at("let-go", line.pk))
    line.refresh_from_db()
    assert line.is_open
    first = filled["lines"][0]
    answer = client_in.post(at("match-line", first.pk), {"commitment": filled["promise"].pk})
    assert answer.url == at("line", first.pk)
    assert f"selected>{filled['promise'].title}" in page_of(client_in, at, "enter", first.pk)
    assert client_in.post(at("match-line", first.pk), {"commitment": "x"}).status_code == 404


def form_of(client, at, line):
    """What the form of a line is filled with."""
    form = client.get(at("enter", line.pk)).context["form"]
    held = {name: form[name].value() for name in form.fields}
    on = held.pop("on")
    day = {"on_day": on.day, "on_month": on.month, "on_year": on.year}
    return {name: "" if value is None else value for name, value in held.items()} | day


def test_line_is_entered_by_a_form_that_it_fills_and_once(client_in, at, filled):
    line = filled["lines"][0]
    told = form_of(client_in, at, line)
    assert (told["pence"], told["vat"], told["party"], told["reference"]) == (
        "1200.00",
        "200.00",
        ROWS[0][1],
        "INV-101",
    )
    answer = client_in.post(at("enter", line.pk), told | {"pence": ""})
    assert answer.status_code == 422
    answer = client_in.post(at("enter", line.pk), told | {"text": "Locks, by hand"})
    assert "“Locks, by hand” is entered." in told_of(answer)
    line.refresh_from_db()
    assert (line.state, line.entry.key, line.entry.size) == (LineState.ENTERED, f"extract-{line.pk}", pence(1200))
    answer = client_in.post(at("enter", line.pk), told)
    assert "This line is entered already" in answer.content.decode()
    assert Entry.objects.filter(key__startswith="extract-").count() == 1


def test_line_of_a_closed_year_is_entered_as_its_cost_in_the_open_one(client_in, at, mapping, partnership, coordinator):
    before = Books(partnership, coordinator, 2016)
    before.fund("Main", 100, carries="automatic")
    close_year(before.journal, by=coordinator)
    rows = [("12/06/2016", "Fox", "Late bill", "", "5", "", "4410", "")]
    [line] = bring(mapping, write_csv(rows), coordinator)
    told = form_of(client_in, at, line)
    assert (told["belongs_to"], told["on_day"]) == (2016, TODAY.day)
    fund = Entry.objects.filter(journal__start=2017)[0].postings.all()[0].fund
    client_in.post(at("enter", line.pk), told | {"fund": fund.pk})
    line.refresh_from_db()
    assert line.entry.belongs_to == 2016


def test_where_no_year_is_open_a_line_leads_to_years(client_in, at, mapping, coordinator):
    [line] = bring(mapping, write_csv(ROWS[:1]), coordinator)
    assert client_in.get(at("enter", line.pk)).url.endswith("/money/years/")


def test_line_is_left_aside_with_its_reason(client_in, at, filled):
    line = filled["lines"][4]
    assert client_in.post(at("aside", line.pk), {"why": ""}).status_code == 422
    client_in.post(at("aside", line.pk), {"why": "Another department’s"})
    page = page_of(client_in, at, "line", line.pk)
    assert "Another department’s" in page
    assert "Take it up again" in page
    answer = client_in.post(at("aside", line.pk), {"why": "Again"})
    assert "left aside already" in answer.content.decode()


def test_lines_are_listed_filtered_and_downloaded(client_in, at, filled):
    client_in.post(at("match-line", filled["lines"][1].pk), {"entry": filled["entry"].pk})
    for state, number in (("", 5), ("unmatched", 4), ("matched", 1), ("entered", 0)):
        answer = client_in.get(at("lines"), {"state": state})
        assert answer.context["page"].paginator.count == number
    head, *rows = read_xlsx(client_in.get(at("lines"), {"format": "xlsx", "words": "lock"}))
    assert sorted(float(row[head.index("Sum")]) for row in rows) == [-60, 1200]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "page",  # and how many queries it takes
    [("list", 7), ("mappings", 5), ("lines", 5), ("match", 14)],
)
def test_queries_do_not_grow_with_rows(page, rows, client_in, at, books, django_assert_num_queries):
    partnership, coordinator = books.partnership, books.by
    fund = books.fund("Main", 50_000)
    for number in range(rows):
        mapping = map_ledger(partnership, coordinator, name=f"Kind {number}")
        told = [(*ROWS[0][:3], f"N{number}{which}", *ROWS[0][4:]) for which in range(3)]
        bring(mapping, write_csv(told), coordinator, name=f"{number}.csv")
        books.invoice(fund, 1200, reference=f"N{number}0")
        books.commit(fund, 1000, supplier="Harrow Locks")
    with django_assert_num_queries(page[1]):
        answer = client_in.get(at(page[0]))
    assert answer.status_code == 200


def test_nothing_of_another_partnership_is_offered(client_in, at, filled, other_partnership, stranger):
    theirs = map_ledger(other_partnership, stranger, name="Theirs")
    other = Books(other_partnership, stranger)
    entry = other.invoice(other.fund("Main", 5000), "350.50")
    assert send(client_in, at, theirs, write_xlsx()).status_code == 422
    line = filled["lines"][1]
    assert client_in.post(at("match-line", line.pk), {"entry": entry.pk}).status_code == 404
    client_in.post(at("accept"), {"line": f"{line.pk}-entry-{entry.pk}"})
    line.refresh_from_db()
    assert line.is_open
