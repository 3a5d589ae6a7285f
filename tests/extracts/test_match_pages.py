"""The pages on which lines are matched, entered and left aside, and a literal count of queries for each list."""

from datetime import date

import pytest
from django.urls import reverse

from tests.extracts.made import ROWS, bring, map_ledger, write_csv, write_xlsx
from tests.extracts.test_pages import TODAY, page_of, send, told_of
from tests.facts import read_xlsx
from tests.money.made import Books, pence
from wapentake.extracts.models import ExtractLine, LineState
from wapentake.money.changes import close_year
from wapentake.money.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"extracts:{name}", args=[partnership.slug, *of])


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


def test_all_that_is_likely_on_a_page_is_accepted_at_once(client_in, at, filled):
    every = client_in.get(at("match")).context["ticks"]
    assert len(every) == 4
    answer = client_in.post(at("accept"), {"every": every, "all": "yes"})
    assert "1 line is matched. 3 lines entered in the journal." in told_of(answer)
    assert [one.line.row for one in client_in.get(at("match")).context["suggested"]] == [6]


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
