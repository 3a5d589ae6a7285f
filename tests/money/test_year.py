"""A whole year of an invented partnership, whose totals are those of a real one that was surprised by its money."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.money.made import Books, pence
from tests.reports.test_pdf import text_of
from wapentake.money.changes import attach_evidence, close_year
from wapentake.money.models import CommitmentState, Fund
from wapentake.money.queries.position import find_position
from wapentake.money.queries.report import find_report
from wapentake.money.rules import Heading

pytestmark = pytest.mark.django_db

JUNE = date(2017, 6, 12)
MARCH = date(2018, 3, 20)
# Eight invoices of the year before that nobody had passed on, and one promise that nobody had handed over.
LATE = ("1250.00", "980.50", "312.75", "2100.00", "640.00", "455.25", "777.50", "500.00", "4000.00")


@pytest.fixture
def year(books) -> Books:
    """The year as it went: what was spent and promised by June, the virement, and the surprise in March."""
    main = books.fund("Community safety grant", 30_000, funder="Police and crime commissioner", asks_funder=False)
    youth = books.fund("Things to do after school", "10000.50")
    prevent = books.fund(
        "Prevent", 4_000, is_ring_fenced=True, criteria="Only against radicalisation", carries="automatic"
    )
    reserve = books.fund("Reserve", kind="reserve")
    books.tell("brought-forward", reserve, "4408.55", on=date(2017, 4, 1))
    patrol, clubs = books.plan("Locks, lights and advice", "Things to do after school")
    [schools] = books.plan("Training in schools", objective="Nobody is drawn into terrorism")
    books.actions = {"safe": patrol, "clubs": clubs, "schools": schools}
    books.budget(main, {patrol: 25_590})
    books.budget(youth, {clubs: "10000.50"})
    books.budget(prevent, {schools: 4_000})
    books.tell(
        "virement", reserve, "999.50", to=youth, to_tactical_action=clubs, decided="The partnership, 12 June 2017"
    )
    books.funds = {"main": main, "youth": youth, "prevent": prevent, "reserve": reserve}
    return books


def spend_until_june(books: Books) -> None:
    safe, clubs = books.actions["safe"], books.actions["clubs"]
    books.commit(books.funds["youth"], 11_000, title="Things to do after school, all year", tactical_action=clubs)
    adviser = "An adviser for children at home with violence"
    books.commit(books.funds["main"], 11_000, title=adviser, tactical_action=safe)
    books.invoice(books.funds["main"], "5224.22", text="Licences of the case system", tactical_action=safe)
    books.invoice(books.funds["main"], 1_500, text="A lunch in the street", tactical_action=safe)


def spend_until_march(books: Books) -> None:
    main, youth, prevent, reserve = (books.funds[name] for name in ("main", "youth", "prevent", "reserve"))
    for one in list(main.commitments.all()) + list(youth.commitments.all()):
        books.invoice(one.fund, 11_000, commitment=one, on=MARCH)
    safe, schools = books.actions["safe"], books.actions["schools"]
    books.invoice(main, "7866.90", on=MARCH, text="Locks, lights and leaflets", tactical_action=safe)
    books.invoice(prevent, 2_351, on=MARCH, text="Training in schools", tactical_action=schools)
    books.tell("virement", reserve, "3409.05", to=main, on=MARCH, decided="The partnership, 12 March 2018")


def test_what_was_spent_or_promised_by_june(year):
    assert find_position(year.journal, today=JUNE).whole.committed == 0
    spend_until_june(year)
    position = find_position(year.journal, today=JUNE)
    assert -position.spent + position.whole.committed == pence("28724.22")
    [youth] = [row for row in position.rows if row.fund == year.funds["youth"]]
    assert youth.given(Heading.VIREMENT) == pence("999.50")
    assert youth.standing.headroom == 0
    assert [row.standing.balance for row in position.rows if row.fund.kind == "reserve"] == [pence("3409.05")]


def test_the_year_closes_with_the_surprise_on_its_own_line(year, coordinator):
    spend_until_june(year)
    spend_until_march(year)
    before = find_position(year.journal, today=MARCH).whole
    assert (before.balance, before.free) == (pence("9466.93"), pence("7817.93"))
    for number, pounds in enumerate(LATE):
        late = year.invoice(year.funds["main"], pounds, on=MARCH, belongs_to=2016, text=f"Late item {number}")
        assert late.belongs_to == 2016
    position = find_position(year.journal, today=MARCH)
    assert position.given(Heading.PRIOR) == -pence("11016.00")
    assert (position.whole.balance, position.whole.free) == (-pence("1549.07"), -pence("3198.07"))
    assert position.whole.ring_fenced == pence("1649.00")

    close_year(year.journal, by=coordinator)
    closed = find_position(year.journal, today=date(2018, 4, 3))
    assert closed.whole == position.whole
    following = Books(year.partnership, coordinator, 2018)
    carried = {row.fund.name: row.standing.balance for row in find_position(following.journal, today=MARCH).rows}
    assert carried == {"Prevent": pence("1649.00"), "Brought forward from 2017/18": -pence("3198.07")}
    assert Fund.objects.get(journal=following.journal, name="Prevent").follows == year.funds["prevent"]


def test_the_new_year_shows_its_funds_and_what_was_brought_forward_apart(year, coordinator):
    spend_until_june(year)
    spend_until_march(year)
    for number, pounds in enumerate(LATE):
        year.invoice(year.funds["main"], pounds, on=MARCH, belongs_to=2016, text=f"Late item {number}")
    close_year(year.journal, by=coordinator)
    books = Books(year.partnership, coordinator, 2018)
    main = books.fund("Community safety grant", "41000.00", funder="Police and crime commissioner")
    books.fund("Serious violence", "11029.50")
    books.fund("Town centre", "7500.00")
    course = {
        "title": "A course for people who run things in their street",
        "condition": "Every place on it is filled",
        "lapses_on": date(2019, 1, 31),
        "decided": "The partnership in principle, 16 April 2018",
    }
    course = books.commit(main, 3_800, **course, agreed_on=date(2018, 4, 16))
    position = find_position(books.journal, today=date(2018, 4, 16))
    assert position.given(Heading.GRANT) == pence("59529.50")
    assert position.given(Heading.OPENING) == -pence("1549.07")
    assert position.whole.balance == pence("57980.43")
    assert (position.whole.committed, position.whole.conditional) == (0, pence("3800"))
    assert position.whole.free == pence("57980.43") - pence("1649") - pence("3800")
    assert position.whole.free_if_failed - position.whole.free == pence("3800")

    assert (
        attach_evidence(course, "Twelve of twelve places", on=date(2018, 9, 3), by=coordinator).state
        == CommitmentState.COMMITTED
    )
    position = find_position(books.journal, today=date(2018, 4, 16))
    assert (position.whole.committed, position.whole.conditional) == (pence("3800"), 0)


def spend_it_all(year):
    spend_until_june(year)
    spend_until_march(year)
    for number, pounds in enumerate(LATE):
        year.invoice(year.funds["main"], pounds, on=MARCH, belongs_to=2016, text=f"Late item {number}")


def pdf_of(client, place, **asked):
    answer = client.get(reverse("reports:treasurer-pdf", args=[place.slug]), asked)
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(text_of(answer.content).split())


def sheets_of(client, place, **asked):
    answer = client.get(reverse("money:report", args=[place.slug]), {**asked, "format": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer)))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def page_of(client, place, **asked):
    return client.get(reverse("money:report", args=[place.slug]), asked).content.decode()


def test_report_of_the_year_shows_the_surprise_in_every_form(year, coordinator, client_in):
    spend_it_all(year)
    place, asked = year.partnership, {"year": "2017/18"}
    page, pdf, sheets = (show(client_in, place, **asked) for show in (page_of, pdf_of, sheets_of))
    for sum_ in ("-£1,549.07", "-£3,198.07", "£1,649.00", "£11,016.00", "£999.50", "£11,000.00"):
        assert sum_ in page
        assert sum_ in pdf
    assert dict(sheets["All together"][1:]) == {
        "Current budget": 48409.05,
        "Spent this year": -38942.12,
        "Spent for earlier years": -11016.0,
        "Balance": -1549.07,
        "Ring-fenced": -1649.0,
        "Committed": 0,
        "Conditional": 0,
        "Free": -3198.07,
    }
    assert sheets["Earlier years"][1:] == [["Community safety grant", None, 11016.0]]
    assert sheets["Ring-fenced"][1] == ["Prevent", "Only against radicalisation", 1649.0, 0, 0, 1649.0]
    head, *rows = sheets["Report"]
    [clubs] = [row for row in rows if row[1] == "1.2 Things to do after school"]
    told = dict(zip(head, clubs, strict=True))
    assert (told["Original budget"], told["Virements"], told["Current budget"]) == (10000.5, 999.5, 11000)
    assert (told["Actual"], told["Uncommitted"], told["Variance"]) == (11000, 0, 0)


def test_report_of_june_shows_what_was_spent_or_promised_by_then(year, client_in):
    spend_it_all(year)
    report = find_report(year.journal, until=date(2017, 6, 30))
    # What the year costs later is not known yet: 28,724.22 = 11,000 + 11,000 + 5,224.22 + 1,500.
    assert report.total.actual + report.total.committed == pence("28724.22")
    assert report.total.forecast == pence("28724.22")
    asked = {"year": "2017/18", "until": "2017-06-30"}
    for show in (page_of, pdf_of):
        assert "£28,724.22" in show(client_in, year.partnership, **asked)
    last = sheets_of(client_in, year.partnership, **asked)["Report"][-1]
    assert (last[0], last[10]) == ("All together", 28724.22)


def test_report_of_the_new_year_holds_the_course_apart_and_the_deficit_on_its_own_line(year, coordinator, client_in):
    spend_it_all(year)
    close_year(year.journal, by=coordinator)
    books = Books(year.partnership, coordinator, 2018)
    main = books.fund("Community safety grant", "59529.50")
    told = {"condition": "Every place is filled", "tactical_action": year.actions["safe"]}
    books.commit(main, 3_800, title="Change makers", agreed_on=date(2018, 4, 16), **told)
    report = find_report(books.journal, until=date(2018, 6, 30))
    assert {group.title: group.total.current for group in report.groups} == {
        "Fewer people are hurt": 0,
        "For no tactical action": pence("59529.50") + pence("1649"),
        "Brought forward": -pence("3198.07"),
    }
    [group, *_] = report.groups
    assert (group.total.conditional, group.total.committed, group.total.forecast) == (pence("3800"), 0, 0)
    assert report.total.current == pence("57980.43")
    for show in (page_of, pdf_of):
        said = show(client_in, year.partnership, year="2018/19")
        assert "£57,980.43" in said
        assert "£3,800.00" in said
        assert "-£3,198.07" in said
