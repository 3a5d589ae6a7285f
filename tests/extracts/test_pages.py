"""The pages of extracts: what each shows, keeps and does, and a literal count of queries for each list."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.extracts.made import LEDGER, ROWS, write_csv
from tests.facts import read_csv
from wapentake.extracts.changes import receive_extract
from wapentake.extracts.models import Extract, ExtractLine, Mapping

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
    assert "Bill 30" in client_in.get(at("extract", extract.pk), {"page": "3"}).content.decode()


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
