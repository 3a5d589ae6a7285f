"""The pages of the treasurer's report: what each shows, where its figures lead, and the forms behind it."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from tests.facts import read_csv
from tests.money.made import pence
from wapentake.money.changes import new_key
from wapentake.money.models import BudgetLine, Commitment, Entry, Outlook, Posting
from wapentake.money.queries.report import find_report

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)
DAY = {"on_day": 4, "on_month": 9, "on_year": 2017}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"money:{name}", args=[partnership.slug, *of])


@pytest.fixture
def year(books):
    """A fund split over two tactical actions, with something under each column."""
    patrol, light = books.plan("Patrols", "Lights")
    fund = books.fund("Main", 1000)
    books.budget(fund, {patrol: 600})
    moved = {"tactical_action": patrol, "to_tactical_action": light, "decided": "The partnership, 12 June 2017"}
    books.tell("virement", fund, 40, to=fund, **moved)
    books.invoice(fund, 120, vat=pence(20), tactical_action=patrol)
    books.commit(fund, 70, tactical_action=light)
    books.commit(fund, 30, tactical_action=light, condition="Every lamp works")
    books.invoice(fund, 11, tactical_action=light, belongs_to=2016)
    books.patrol, books.light, books.main = patrol, light, fund
    return books


def test_names_are_escaped_once(client_in, at, year):
    [lamp] = year.plan("Lamps & <b>poles</b>")
    year.invoice(year.main, 1, tactical_action=lamp)
    page = client_in.get(at("report")).content.decode()
    assert "Lamps &amp; &lt;b&gt;poles&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "&amp;amp;" not in page


def find_cells(page):
    """Where each figure of the lines leads, by the words that are read out with it."""
    found = re.findall(r'<a class="govuk-link" href="([^"]+)">(-?£[\d,.]+)<span[^>]*>: ([^<]+)</span>', page)
    return {unescape(words): (unescape(href), sum_) for href, sum_, words in found}


def test_every_figure_leads_to_what_it_is_made_of(client_in, at, year):
    cells = find_cells(client_in.get(at("report")).content.decode())
    href, sum_ = cells["actual of 1.1 Patrols, Main"]
    assert sum_ == "£100.00"
    page = client_in.get(href)
    assert (page.context["debits"], page.context["credits"]) == (pence(100), 0)
    [posting] = page.context["page"]
    assert reverse("money:entry", args=[year.partnership.slug, posting.entry_id]) in page.content.decode()
    page = client_in.get(cells["virements of 1.2 Lights, Main"][0])
    assert page.context["rest"] == pence(40)
    page = client_in.get(cells["committed of 1.2 Lights, Main"][0])
    assert [one.pence for one in page.context["page"]] == [pence(70)]
    page = client_in.get(cells["conditional of 1.2 Lights, Main"][0])
    assert [one.pence for one in page.context["page"]] == [pence(30)]
    page = client_in.get(cells["original budget of no tactical action, Main"][0])
    assert page.context["credits"] == pence(1000)  # of which 600 went to patrols
    for href in {href for href, _ in cells.values()} - {"#ring-fenced"}:
        assert client_in.get(href).status_code == 200


def test_whole_leads_to_its_postings(client_in, at, year):
    page = client_in.get(at("report"))
    rows = {row["key"]: row for row in page.context["whole"]}
    assert rows["Balance"]["pence"] == "£889.00"
    assert client_in.get(rows["Balance"]["href"]).context["rest"] == pence(889)
    assert client_in.get(rows["Spent for earlier years"]["href"]).context["rest"] == pence(11)
    assert client_in.get(rows["Current budget"]["href"]).context["rest"] == pence(1000)
    rows = {row["key"]: row for row in page.context["totals"]}
    assert [rows[key]["pence"] for key in ("Current budget", "Actual", "Committed")] == [
        "£1,000.00",
        "£100.00",
        "£70.00",
    ]
    for key, sum_ in (("Original budget", 1000), ("Current budget", 1000), ("Actual", 100), ("Virements", 0)):
        assert client_in.get(rows[key]["href"]).context["rest"] == pence(sum_)
    assert [one.pence for one in client_in.get(rows["Committed"]["href"]).context["page"]] == [pence(70)]
    assert rows["Forecast"]["href"] == ""


def test_entry_leads_on_to_its_decision_and_to_its_words(client_in, at, year, partnership, coordinator):
    from tests.register import MINUTES, accept_all, take_page
    from wapentake.meetings.models import Decision

    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    decision = Decision.objects.all()[0]
    entry = year.invoice(year.main, 5, decision=decision, tactical_action=year.patrol)
    page = client_in.get(at("entry", entry.pk)).content.decode()
    assert reverse("desk:meeting", args=[partnership.slug, decision.meeting_id]) in page
    assert reverse("desk:words", args=[partnership.slug, decision.passage_id]) in page
    assert "Spent, revenue, 1.1 Patrols" in page


def test_csv_has_the_lines_with_their_totals_and_no_formula(client_in, at, year):
    year.plan("=cmd")
    year.invoice(year.main, 1, tactical_action=year.plan("=1+1", objective="@sum")[0])
    head, *rows = read_csv(client_in.get(at("report"), {"format": "csv"}))
    assert head[:4] == ["Objective", "Tactical action", "Fund", "Original budget"]
    assert "'@sum" in {row[0] for row in rows}
    assert rows[-1][0] == "All together"
    report = find_report(year.journal, until=TODAY)
    assert rows[-1][3] == f"{report.total.original / 100:.2f}"


@pytest.mark.parametrize("until", ["2017-06-30", "", "2019-01-01", "x"])
def test_day_of_the_report_is_one_that_is_offered(until, client_in, at, year):
    report = client_in.get(at("report"), {"until": until}).context["report"]
    assert report.until == (date(2017, 6, 30) if until == "2017-06-30" else TODAY)


def test_award_is_split_over_the_plan(client_in, at, year):
    name, other = (f"for_{one.pk}" for one in (year.patrol, year.light))
    page = client_in.get(at("budget", year.main.pk)).content.decode()
    assert 'value="600.00"' in page
    answer = client_in.post(at("budget", year.main.pk), {name: "500", other: "500.01", "decided": "x"})
    assert answer.status_code == 422
    assert "£0.01" in answer.content.decode()
    answer = client_in.post(at("budget", year.main.pk), {name: "500", other: "100", "decided": "The partnership"})
    assert answer.status_code == 302
    assert set(BudgetLine.objects.values_list("pence", "decided")) == {
        (50000, "The partnership"),
        (10000, "The partnership"),
    }


def test_forecast_and_note_stand_in_the_report(client_in, at, year):
    address = f"{at('outlook', year.main.pk)}?tactical_action={year.patrol.pk}"
    assert client_in.post(address, {"pence": "25", "note": "Winter is long"}).status_code == 302
    assert Outlook.objects.get().by_name == "Rowan Teale"
    page = client_in.get(at("report")).content.decode()
    assert "Note: Winter is long" in page
    assert find_cells(page)["forecast of 1.1 Patrols, Main"][1] == "£125.00"
    assert "Rowan Teale wrote the last one" in client_in.get(address).content.decode()
    assert client_in.get(f"{at('outlook', year.main.pk)}?tactical_action=999999").status_code == 404


def test_forms_ask_for_the_tactical_action(client_in, at, year):
    told = {"fund": year.main.pk, "pence": "12", "text": "Torches", "nature": "revenue", "key": new_key(), **DAY}
    told |= {"belongs_to": "2017", "tactical_action": year.light.pk}
    assert client_in.post(at("enter", "invoice"), told).status_code == 302
    assert Posting.objects.get(entry__text="Torches", heading="spend").tactical_action == year.light
    told = {"fund": year.main.pk, "to": year.main.pk, "pence": "5", "text": "Moved", "key": new_key(), **DAY}
    told |= {"tactical_action": year.patrol.pk, "to_tactical_action": year.patrol.pk, "decided": "x"}
    assert client_in.post(at("enter", "virement"), told).status_code == 422
    assert client_in.post(at("enter", "virement"), told | {"to_tactical_action": year.light.pk}).status_code == 302
    assert Entry.objects.get(text="Moved").postings.count() == 2
    told = {"title": "Lamps", "fund": year.main.pk, "pence": "8", "nature": "revenue", "tactical_action": year.light.pk}
    agreed = {"agreed_on_day": 4, "agreed_on_month": 9, "agreed_on_year": 2017}
    assert client_in.post(at("commit"), told | agreed).status_code == 302
    made = Commitment.objects.get(title="Lamps")
    assert made.tactical_action == year.light
    assert "1.2 Lights" in client_in.get(at("commitment", made.pk)).content.decode()


def test_before_there_is_a_ledger_the_report_says_how_to_begin(client_in, at, partnership):
    assert "There is no ledger yet" in client_in.get(at("report")).content.decode()
    assert client_in.get(reverse("reports:treasurer-pdf", args=[partnership.slug])).status_code == 404


def read_totals(page, title):
    """The sums of a group's last row, each with where it leads: by the words that are read out with it."""
    found = re.findall(
        r'<a class="govuk-link" href="([^"]+)">(-?£[\d,.]+)<span[^>]*>: ([^<]+) of all of “([^”]+)”', page
    )
    return {words: (unescape(href), sum_) for href, sum_, words, of in found if unescape(of) == title}


def test_totals_of_a_group_lead_to_the_postings_that_make_them(client_in, at, year, partnership):
    other = year.fund("Other", 300)
    year.invoice(other, 25, tactical_action=year.light)
    year.invoice(other, 7)
    page = client_in.get(at("report")).content.decode()
    plan = read_totals(page, "Fewer people are hurt")
    assert set(plan) == {
        "original budget",
        "virements",
        "current budget",
        "actual",
        "committed",
        "conditional",
        "uncommitted",
        "variance",
    }
    href, sum_ = plan["actual"]
    assert sum_ == "£125.00"
    opened = client_in.get(href)
    assert (opened.context["debits"], opened.context["credits"]) == (pence(125), 0)
    assert {one.tactical_action for one in opened.context["page"]} == {year.patrol, year.light}
    assert client_in.get(plan["virements"][0]).context["rest"] == 0
    assert [one.pence for one in client_in.get(plan["committed"][0]).context["page"]] == [pence(70)]
    assert [one.pence for one in client_in.get(plan["conditional"][0]).context["page"]] == [pence(30)]
    assert plan["original budget"][0].startswith(reverse("desk:budgets", args=[partnership.slug]))
    none = read_totals(page, "For no tactical action")
    assert client_in.get(none["actual"][0]).context["debits"] == pence(7)
    assert client_in.get(none["original budget"][0]).context["credits"] == pence(1300)
    for href, _ in (*plan.values(), *none.values()):
        assert client_in.get(href).status_code == 200


def test_each_posting_of_the_year_stands_in_one_group(client_in, at, year, books):
    from wapentake.money.queries.groups import LAST, in_group

    reserve = year.fund("Reserve", 90, kind="reserve")
    year.invoice(reserve, 4)
    year.invoice(reserve, 3, tactical_action=year.light)
    year.invoice(year.main, 2, tactical_action=year.plan("Loose", objective="")[0])
    postings = Posting.objects.filter(fund__partnership=year.partnership)
    report = find_report(year.journal, until=TODAY)
    seen = []
    for group in report.groups:
        rows = postings.filter(in_group(year.partnership, {"group": group.key}), heading__in=("spend", "capital"))
        assert sum(one.pence for one in rows) == group.total.actual, group.title
        seen += [one.pk for one in rows]
    assert sorted(seen) == sorted(postings.filter(heading__in=("spend", "capital")).values_list("pk", flat=True))
    assert set(LAST) > {group.key for group in report.groups} - {f"objective:{'Fewer people are hurt'}", "objective:"}


def test_tables_below_the_charts_lead_to_postings(client_in, at, year):
    page = client_in.get(at("report"))
    where = {bar.label: (bar.cells[0], bar.hrefs[0]) for bar in page.context["where"].bars}
    assert where["Spent this year"][0] == "£100.00"
    assert client_in.get(where["Spent this year"][1]).context["debits"] == pence(100)
    assert client_in.get(where["Spent for earlier years"][1]).context["debits"] == pence(11)
    assert [one.pence for one in client_in.get(where["Committed"][1]).context["page"]] == [pence(70)]
    assert where["Ring-fenced and left"][1] == "#ring-fenced"
    assert client_in.get(where["Free"][1]).status_code == 200
    months = {bar.label: (bar.cells, bar.hrefs) for bar in page.context["months"].bars}
    cells, hrefs = months["June 2017"]
    assert (cells[0], hrefs[1]) == ("£100.00", "")
    assert "until=2017-06-30" in hrefs[0]
    assert client_in.get(hrefs[0]).context["debits"] == pence(100)
    assert client_in.get(months["May 2017"][1][0]).context["debits"] == 0
    assert "until=2017-09-04" in months["September 2017"][1][0]  # the day of the report
    assert months["October 2017"][1] == ("", "")
    shown = page.content.decode()
    assert '£100.00<span class="govuk-visually-hidden">: spent, June 2017</span></a>' in shown


@pytest.mark.parametrize(
    ("start", "month", "day"),
    [
        (2017, 0, "2017-04-30"),
        (2017, 7, "2017-11-30"),
        (2017, 8, "2017-12-31"),
        (2017, 10, "2018-02-28"),
        (2017, 11, "2018-03-31"),
    ],
)
def test_months_end_on_their_last_day(start, month, day):
    from types import SimpleNamespace

    from wapentake.money.reporting import _end_of

    assert _end_of(SimpleNamespace(journal=SimpleNamespace(start=start), until=date(2019, 1, 1)), month) == day
