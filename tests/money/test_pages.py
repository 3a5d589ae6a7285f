"""The pages of money: what each shows, its downloads, its forms, and a literal count of queries for each list."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.facts import read_csv, read_xlsx
from tests.money.made import Books, pence
from tests.register import make_account, sign_in
from wapentake.money.changes import new_key, set_limit
from wapentake.money.models import Commitment, CommitmentState, Drawdown, Entry, Fund, Journal

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"money:{name}", args=[partnership.slug, *of])


def told_of(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_before_there_is_a_ledger_the_page_says_how_to_begin(client_in, at):
    answer = client_in.get(at("position"))
    assert "There is no ledger yet" in answer.content.decode()
    answer = client_in.get(at("enter", "invoice"))
    assert answer.url == at("years")
    answer = client_in.post(at("open-year"), {"start": 2017})
    assert Journal.objects.get().start == 2017
    assert answer.url == at("position")


@pytest.mark.parametrize("funds", [1, 3])
def test_position_says_what_is_free_in_place_of_the_balance(funds, client_in, at, books, django_assert_num_queries):
    for number in range(funds):
        fund = books.fund(f"Fund {number}", 100)
        books.invoice(fund, 30)
        books.commit(fund, 20)
        books.commit(fund, 10, condition="that it is seen")
    with django_assert_num_queries(9):  # session, account, partnership; journals, funds, sums, held, spent; drafts
        answer = client_in.get(at("position"))
    text = answer.content.decode()
    assert f"£{funds * 40}.00" in text
    assert f"£{funds * 50}.00" in text  # if the conditions failed
    totals = {title: amount.pence for title, amount in answer.context["totals"]}
    assert totals["Free"] == funds * pence(40)
    assert sum(totals.values()) == 2 * totals["Free"]  # a line adds up to what is free


def test_position_downloads_hold_the_balance_too(client_in, at, books):
    books.invoice(books.fund("=cmd", 100), "30.50")
    head, row = read_csv(client_in.get(at("position"), {"format": "csv"}))
    assert row[head.index("Fund")] == "'=cmd"
    assert (row[head.index("Balance")], row[head.index("Free")]) == ("69.50", "69.50")
    head, row = read_xlsx(client_in.get(at("position"), {"format": "xlsx"}))
    assert float(row[head.index("Balance")]) == 69.5


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "page",  # and how many queries it takes
    [("funds", 6), ("journal", 6), ("commitments", 10), ("handover", 8), ("report", 13), ("postings", 9)],
)
def test_queries_do_not_grow_with_rows(page, rows, client_in, at, books, django_assert_num_queries):
    for number in range(rows):
        fund = books.fund(f"Fund {number}")
        books.tell("award", fund, 100)
        books.invoice(fund, 5, commitment=books.commit(fund, 20))
    with django_assert_num_queries(page[1]):
        answer = client_in.get(at(page[0]))
    assert answer.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_fund_do_not_grow_with_its_postings(rows, client_in, at, books, django_assert_num_queries):
    fund = books.fund("Main", 100)
    for _ in range(rows):
        books.invoice(fund, 5)
    with django_assert_num_queries(9):
        answer = client_in.get(at("fund", fund.pk))
    assert answer.status_code == 200


def test_fund_is_added_and_its_money_followed(client_in, at, books, partnership):
    told = {"name": "Main", "kind": "grant", "award": "£1,200", "nature": "revenue", "carries": "none"}
    answer = client_in.post(at("add-fund"), {**told, "is_ring_fenced": "on"})
    assert answer.status_code == 422
    assert "Say what this money may be spent on" in answer.content.decode()
    client_in.post(at("add-fund"), told)
    fund = Fund.objects.get()
    assert fund.award == pence(1200)
    answer = client_in.post(at("add-fund"), told)
    assert "has a fund called “Main” already" in answer.content.decode()
    client_in.post(at("drawdown", fund.pk), {"state": "po-awaited", **day("on", date(2017, 8, 1))})
    assert Fund.objects.get().drawdown == Drawdown.PO_AWAITED
    assert "awaited for 34 days" in client_in.get(at("fund", fund.pk)).content.decode()


def enter(client, at, kind, fund, sum_, **more):
    told = {"fund": fund.pk, "pence": sum_, "text": f"{kind} by form", "key": new_key(), "nature": "revenue"}
    return client.post(at("enter", kind), {**told, "belongs_to": 2017, **day("on", TODAY), **more})


def test_invoice_is_entered_once_however_often_the_form_is_sent(client_in, at, books):
    fund, key = books.fund("Main", 100), new_key()
    answers = [enter(client_in, at, "invoice", fund, "£12.50", vat="2.50", key=key) for _ in range(2)]
    assert Entry.objects.filter(kind="invoice").count() == 1
    assert answers[0].url == answers[1].url
    text = client_in.get(answers[0].url).content.decode()
    assert "Spent, revenue" in text
    assert "VAT to be recovered" in text


@pytest.mark.parametrize("sum_", ["", "-5", "1,00", "£", "five", "1.234", "1e5", "99999999999999"])
def test_sum_that_is_none_is_refused_in_words(sum_, client_in, at, books):
    answer = enter(client_in, at, "invoice", books.fund("Main", 100), sum_)
    assert answer.status_code == 422
    assert "Enter a sum" in answer.content.decode() or "at most" in answer.content.decode()


def test_day_of_another_year_is_refused_in_words(client_in, at, books):
    answer = enter(client_in, at, "invoice", books.fund("Main", 100), "5", **day("on", date(2018, 4, 1)))
    assert "Enter a day from 1 April 2017 to 31 March 2018" in answer.content.decode()


def test_virement_without_a_decision_keeps_what_was_typed(client_in, at, books):
    one, other = books.fund("One", 100), books.fund("Other")
    answer = enter(client_in, at, "virement", one, "50", to=other.pk)
    assert answer.status_code == 422
    assert "A virement rests on a decision" in answer.content.decode()
    assert 'value="50"' in answer.content.decode()
    answer = enter(client_in, at, "virement", one, "50", to=other.pk, decided="The chair, 4 September 2017")
    assert "The chair, 4 September 2017" in client_in.get(answer.url).content.decode()


def test_entry_above_the_limit_waits_for_somebody_else(client_in, client_chair, at, books, partnership, coordinator):
    set_limit(partnership, pence(50), since=date(2017, 4, 1), by=coordinator)
    fund = books.fund("Main", 40)
    answer = enter(client_in, at, "invoice", fund, "60")
    entry = Entry.objects.get(size=pence(60))
    assert not entry.is_sealed
    assert "waits until somebody else approves it" in " ".join(told_of(answer))
    assert "1 entry" in client_in.get(at("position")).content.decode()
    answer = client_in.post(at("approve", entry.pk))
    assert "above £50.00 somebody else approves" in " ".join(told_of(answer))
    answer = client_chair.post(at("approve", entry.pk))
    entry.refresh_from_db()
    assert entry.is_sealed
    assert (entry.beyond, entry.sealed_by_name) == (pence(20), "Ruth Ashdown")
    assert "This cost was more than its fund had left, by £20.00" in client_in.get(answer.url).content.decode()


def test_draft_is_taken_away_and_sealed_entry_taken_back(client_in, at, books, partnership, coordinator):
    fund = books.fund("Main", 100)
    sealed = books.invoice(fund, 5)
    set_limit(partnership, 0, since=date(2017, 4, 1), by=coordinator)
    draft = books.invoice(fund, 6)
    client_in.post(at("drop", draft.pk))
    assert not Entry.objects.filter(pk=draft.pk).exists()
    answer = client_in.post(at("drop", sealed.pk))
    assert "Reverse it" in " ".join(told_of(answer))
    second = make_account("kim@harrowmere.example", partnership, name="Kim Ode")
    client_in.post(at("reverse", sealed.pk), {"why": "Paid twice", **day("on", TODAY)})
    made = Entry.objects.get(reverses=sealed)
    sign_in(second).post(at("approve", made.pk))
    assert Entry.objects.get(pk=made.pk).is_sealed
    assert "This entry was taken back by" in client_in.get(at("entry", sealed.pk)).content.decode()


def test_condition_is_met_by_evidence_with_its_file(client_in, at, books):
    fund = books.fund("Main", 100)
    told = {"title": "A course", "fund": fund.pk, "pence": "60", "nature": "revenue", "condition": "All places taken"}
    answer = client_in.post(at("commit"), {**told, **day("agreed_on", TODAY), **day("lapses_on", date(2018, 1, 31))})
    made = Commitment.objects.get()
    assert (made.state, answer.url) == (CommitmentState.CONDITIONAL, at("commitment", made.pk))
    file = SimpleUploadedFile("list.csv", b"name,booked\nRowan,yes\nKim,yes\n")
    client_in.post(at("evidence", made.pk), {"words": "The list of bookings", "file": file})
    made.refresh_from_db()
    assert made.state == CommitmentState.COMMITTED
    page = client_in.get(at("commitment", made.pk)).content.decode()
    assert "The list of bookings" in page
    answer = client_in.get(at("evidence-file", made.evidence.get().pk))
    assert b"".join(answer.streaming_content) == b"name,booked\nRowan,yes\nKim,yes\n"
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'


def test_commitment_beyond_the_fund_asks_for_its_decision(client_in, at, books):
    fund = books.fund("Main", 100)
    told = {"title": "A van", "fund": fund.pk, "pence": "100.01", "nature": "revenue", **day("agreed_on", TODAY)}
    answer = client_in.post(at("commit"), told)
    assert "cite the decision that allows more" in answer.content.decode()
    client_in.post(at("commit"), {**told, "decided": "The partnership, 4 September 2017"})
    assert Commitment.objects.get().beyond == 1


def test_pledges_renewal_and_end(client_in, at, books):
    fund = books.fund("Main", 100)
    shared = books.commit(fund, 30, whole=pence(100), title="A drone")
    for body, sum_ in (("Saltby Partnership", "50"), ("Saltby Partnership", "40"), ("Fenland Council", "30")):
        client_in.post(at("pledge", shared.pk), {"body": body, "pence": sum_, **day("pledged_on", TODAY)})
    shared.refresh_from_db()
    assert shared.state == CommitmentState.COMMITTED
    client_in.post(at("renew", shared.pk), {"owner": "", "renewal": "Not again", **day("ends_on", TODAY)})
    answer = client_in.post(at("end", shared.pk), {"state": "released", "why": "It never flew"})
    page = client_in.get(answer.url).content.decode()
    assert all(words in page for words in ("Saltby Partnership: £40.00", "Not again", "It never flew", "Released"))


def test_handover_names_everything_that_will_cost_money_and_who_decided(client_in, at, books, partnership, coordinator):
    fund = books.fund("Main", 100, claw_back="All of it by May", drawdown="po-awaited")
    books.invoice(fund, 10)
    books.commit(fund, 20, title="A van", decided="The partnership, 3 July 2017")
    books.commit(fund, 15, title="A flat", agreed_on=date(2016, 4, 1))
    books.commit(fund, 5, title="Gone", condition="never met", lapses_on=date(2017, 9, 1), agreed_on=date(2017, 5, 1))
    set_limit(partnership, 0, since=date(2017, 4, 1), by=coordinator)
    books.invoice(fund, 7, text="An unseen bill")
    page = client_in.get(at("handover")).content.decode()
    for words in ("£35.00", "A van", "The partnership, 3 July 2017", "A flat", "Nobody, so far as is known"):
        assert words in page
    for words in (
        "£10.00 in invoices that are not paid",
        "An unseen bill",
        "purchase order awaited",
        "All of it by May",
    ):
        assert words in page
    assert "Gone" not in page


def test_year_is_swept_and_closed(client_in, at, books):
    fund = books.fund("Main", 100)
    had, goes_on, released = (books.commit(fund, 20, title=title) for title in ("Had", "Goes on", "Released"))
    page = client_in.get(at("end-of-year", books.journal.pk)).content.decode()
    assert all(words in page for words in ("Had", "Goes on", "Released", "Ask the funder"))
    answer = client_in.post(at("close", books.journal.pk))
    assert "3 commitments of 2017/18 have no invoice" in " ".join(told_of(answer))
    client_in.post(at("sweep", had.pk), {"do": "accrue"})
    client_in.post(at("sweep", goes_on.pk), {"do": "keep"})
    client_in.post(at("end", released.pk), {"state": "released", "why": "Not wanted"})
    client_in.post(at("close", books.journal.pk))
    assert Journal.objects.get(start=2017).is_closed
    assert "This is how it ended" in client_in.get(at("position"), {"year": "2017/18"}).content.decode()
    goes_on.refresh_from_db()
    assert str(goes_on.fund) == "Brought forward from 2017/18"
    assert client_in.get(at("end-of-year", books.journal.pk)).status_code == 200


def test_periods_are_shut(client_in, at, books):
    fund = books.fund("Main", 100, carries="automatic")
    answer = client_in.post(at("shut", books.journal.pk), {"to": "2017-08-31"})
    assert answer.url == at("years")
    assert "from the day after 31 August 2017" in client_in.get(at("years")).content.decode()
    answer = enter(client_in, at, "invoice", fund, "5", **day("on", date(2017, 8, 31)))
    assert "The periods up to 31 August 2017 are shut" in answer.content.decode()
    assert enter(client_in, at, "invoice", fund, "5").status_code == 302


def test_limit_is_set_and_lifted(client_in, at):
    client_in.post(at("limit"), {"pence": "500", **day("since", date(2017, 4, 1))})
    client_in.post(at("limit"), {"pence": "", **day("since", date(2017, 9, 1))})
    page = client_in.get(at("years")).content.decode()
    assert page.index("No such sum") < page.index("£500.00")


def test_nothing_of_another_partnership_is_offered(client_in, at, books, other_partnership, stranger):
    other = Books(other_partnership, stranger)
    theirs = other.fund("Theirs", 100)
    books.fund("Ours", 100)
    assert "Theirs" not in client_in.get(at("position")).content.decode()
    answer = enter(client_in, at, "invoice", theirs, "5")
    assert answer.status_code == 422
    assert not Entry.objects.filter(kind="invoice").exists()
