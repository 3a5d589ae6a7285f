"""What may happen to the money, and what the rules refuse: each with the words that tell why, and nothing written."""

from datetime import date

import pytest

from tests.money.made import Books, pence
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.money.changes import (
    accrue_commitment,
    attach_evidence,
    close_year,
    end_commitment,
    keep_commitment,
    open_journal,
    put_fund,
    reverse_entry,
    shut_periods,
)
from wapentake.money.models import CommitmentState, Entry, Fund, Posting
from wapentake.money.queries.commitments import find_handover, hold_spent
from wapentake.money.queries.position import find_fund_row, find_position
from wapentake.money.queries.sums import find_held, sum_days, sum_headings
from wapentake.money.rules import Heading

pytestmark = pytest.mark.django_db
DAY = date(2017, 9, 4)


@pytest.fixture
def fund(books) -> Fund:
    return books.fund("Main", 1000)


def stands(fund, today=DAY):
    return find_fund_row(fund, today=today).standing


def held(fund):
    return {heading.value: sum_ / 100 for heading, sum_ in find_held(sum_headings([fund.pk])[fund.pk]).items()}


def refused(code, step, *args, **told):
    before = Entry.objects.count(), Posting.objects.count(), Change.objects.count()
    with pytest.raises(Refused) as error:
        step(*args, **told)
    assert error.value.code == code
    assert (Entry.objects.count(), Posting.objects.count(), Change.objects.count()) == before
    assert "Nothing was" in error.value.words


def test_invoice_is_paid_in_parts_and_credited(books, fund):
    books.invoice(fund, 120, vat=pence(20))
    books.tell("payment", fund, 70)
    assert held(fund) == {"bank": 930, "vat": 20, "creditors": -50}
    books.tell("credit-note", fund, 24, vat=pence(4))
    books.tell("payment", fund, 26)
    books.tell("vat-recovered", fund, 16)
    assert held(fund) == {"bank": 920}
    assert stands(fund).balance == pence(920)


def test_award_counts_before_it_is_drawn_down(books):
    fund = books.fund("Promised")
    books.tell("award", fund, 100)
    assert held(fund) == {"due": 100}
    books.tell("receipt", fund, 60)
    assert (held(fund), stands(fund).balance) == ({"bank": 60, "due": 40}, pence(100))
    books.tell("claw-back", fund, 60)
    assert stands(fund).balance == pence(40)


def test_capital_cannot_pay_revenue_even_for_an_earlier_year(books):
    fund = books.fund("Cameras", 100, nature="capital")
    refused("capital", books.invoice, fund, 5)
    refused("capital", books.invoice, fund, 5, belongs_to=2016)
    refused("capital", books.tell, "accrual", fund, 5)
    assert books.invoice(fund, 5, nature="capital").is_sealed
    with pytest.raises(Refused, match="capital only"):
        books.commit(fund, 5)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("below-zero", {"pounds": 0}),
        ("below-zero", {"pounds": -5}),
        ("vat", {"vat": pence(6)}),
        ("vat", {"vat": -1}),
        ("other-year", {"on": date(2018, 4, 1)}),
        ("other-year", {"on": date(2017, 3, 31)}),
    ],
)
def test_what_is_no_invoice(code, told, books, fund):
    refused(code, books.invoice, fund, told.pop("pounds", 5), **told)


def test_virement_rests_on_a_decision_and_on_the_funder_where_the_fund_asks(books, fund):
    strict = books.fund("Strict", asks_funder=True)
    refused("same-fund", books.tell, "virement", fund, 5, to=fund, decided="x")
    refused("no-decision", books.tell, "virement", fund, 5, to=strict)
    refused("no-approval", books.tell, "virement", fund, 5, to=strict, decided="x")
    books.tell("virement", fund, 5, to=strict, decided="x", approval="The commissioner, 1 May 2017")
    assert (stands(fund).balance, stands(strict).balance) == (pence(995), pence(5))


def test_cost_is_flagged_by_how_much_it_goes_beyond_what_is_promised_and_left(books, fund):
    promise = books.commit(fund, 300)
    assert books.invoice(fund, 700).beyond == 0  # all that was left
    assert books.invoice(fund, 300, commitment=promise).beyond == 0  # all that was promised
    assert books.invoice(fund, "0.01").beyond == 1
    assert hold_spent([promise.pk], today=DAY).left_of(promise) == 0


def test_part_of_a_commitment_is_invoiced_and_taken_back(books, fund):
    promise = books.commit(fund, 300)
    entry = books.invoice(fund, 120, vat=pence(20), commitment=promise)
    assert (stands(fund).committed, stands(fund).headroom) == (pence(200), pence(700))
    reverse_entry(entry, on=DAY, why="Wrong fund", journal=books.journal, by=books.by)
    assert (stands(fund).committed, stands(fund).headroom) == (pence(300), pence(700))
    refused("reversed", reverse_entry, entry, on=DAY, why="again", journal=books.journal, by=books.by)
    other = books.fund("Other", 500)
    refused("other-fund", books.invoice, other, 5, commitment=promise)


def test_condition_that_lapsed_holds_no_money_and_takes_no_evidence(books, fund):
    promise = books.commit(fund, 300, condition="All places are taken", lapses_on=DAY)
    assert (stands(fund).conditional, stands(fund).free_if_failed) == (pence(300), pence(1000))
    after = date(2017, 9, 5)
    assert (stands(fund, after).conditional, stands(fund, after).free) == (0, pence(1000))
    refused("lapsed", attach_evidence, promise, "late", on=after, by=books.by)
    assert promise not in find_handover(books.partnership, today=after).commitments


def test_shared_commitment_waits_for_the_whole_and_for_its_condition(books, fund):
    from wapentake.money.changes import add_pledge

    told = {"whole": pence(100), "condition": "A pilot is found"}
    promise = books.commit(fund, 40, **told)
    refused("too-much", add_pledge, promise, {"body": "A", "pence": pence(61), "pledged_on": DAY}, by=books.by)
    promise = add_pledge(promise, {"body": "A", "pence": pence(60), "pledged_on": DAY}, by=books.by)
    assert promise.state == CommitmentState.CONDITIONAL
    assert attach_evidence(promise, "Pat flies", on=DAY, by=books.by).state == CommitmentState.COMMITTED
    refused("not-conditional", attach_evidence, promise, "again", on=DAY, by=books.by)
    alone = books.commit(fund, 5)
    refused("not-conditional", add_pledge, alone, {"body": "A", "pence": 1, "pledged_on": DAY}, by=books.by)
    end_commitment(alone, CommitmentState.ENDED, why="paid", by=books.by)
    refused("not-live", end_commitment, alone, CommitmentState.ENDED, why="again", by=books.by)
    refused("whole", books.commit, fund, 5, whole=4)


def test_accrual_of_the_old_year_is_taken_back_in_the_fund_that_follows(books, fund, coordinator):
    put_fund(books.journal, {"carries": "automatic"}, by=coordinator, fund=fund)
    promise = books.commit(fund, 300, agreed_on=date(2017, 6, 1))
    refused("sweep", close_year, books.journal, by=coordinator)
    accrual = accrue_commitment(promise, on=date(2018, 3, 31), by=coordinator)
    refused("nothing-left", accrue_commitment, promise, on=date(2018, 3, 31), by=coordinator)
    close_year(books.journal, by=coordinator)
    refused("closed", close_year, books.journal, by=coordinator)
    refused("closed", books.invoice, fund, 5)
    refused("later-closed", open_journal, books.partnership, 2016, by=coordinator)
    assert open_journal(books.partnership, 2017, by=coordinator) == books.journal
    following = Books(books.partnership, coordinator, 2018)
    new = following.journal.funds.get(name="Main")
    promise.refresh_from_db()
    assert (new.follows, promise.fund, held(new)) == (fund, new, {"bank": 1000, "accruals": -300})
    reverse_entry(accrual, on=date(2018, 4, 5), why="The invoice came", journal=following.journal, by=coordinator)
    following.invoice(new, 310, commitment=promise, on=date(2018, 4, 5))
    assert (held(new), stands(new).balance) == ({"bank": 1000, "creditors": -310}, pence(690))
    assert stands(new).committed == 0
    spent = Entry.objects.get(journal=books.journal, kind="accrual")
    other = Entry.objects.filter(journal=books.journal, kind="award").get()
    refused("reversed", reverse_entry, spent, on=DAY, why="x", journal=following.journal, by=coordinator)
    refused("closed", reverse_entry, other, on=DAY, why="x", journal=following.journal, by=coordinator)
    opening = Entry.objects.get(kind="opening")
    refused("year-end", reverse_entry, opening, on=DAY, why="x", journal=following.journal, by=coordinator)


def test_years_are_closed_in_their_order_and_shut_from_the_front(books, fund, coordinator):
    following = Books(books.partnership, coordinator, 2018)
    refused("earlier", close_year, following.journal, by=coordinator)
    refused("year-before", shut_periods, following.journal, date(2018, 4, 30), by=coordinator)
    shut_periods(books.journal, date(2017, 8, 31), by=coordinator)
    refused("earlier", shut_periods, books.journal, date(2017, 7, 31), by=coordinator)
    refused("last-period", shut_periods, books.journal, date(2018, 3, 31), by=coordinator)
    refused("shut", books.invoice, fund, 5, on=date(2017, 8, 31))
    assert books.invoice(fund, 5, on=date(2017, 9, 1)).is_sealed


def test_commitment_that_goes_on_moves_with_its_money(books, fund, coordinator):
    promise = keep_commitment(books.commit(fund, 300), by=coordinator)
    close_year(books.journal, by=coordinator)
    promise.refresh_from_db()
    assert (promise.fund.kind, promise.fund.journal.start) == ("brought", 2018)
    assert stands(promise.fund).committed == pence(300)
    assert find_position(open_journal(books.partnership, 2018, by=coordinator), today=DAY).whole.free == pence(700)


def test_balance_of_each_day(books, fund):
    books.invoice(fund, 100, on=date(2017, 7, 1))
    books.invoice(fund, 50, on=date(2017, 7, 1))
    books.tell("payment", fund, 150, on=date(2017, 8, 1))
    assert sum_days([fund.pk])[fund.pk] == [(date(2017, 6, 12), pence(1000)), (date(2017, 7, 1), pence(850))]
    position = find_position(books.journal, today=DAY, until=date(2017, 6, 30))
    assert position.whole.balance == pence(1000)
    assert position.given(Heading.GRANT) == pence(1000)


def test_nature_of_a_fund_with_entries_stays(books, fund, coordinator):
    refused("nature", put_fund, books.journal, {"nature": "capital"}, by=coordinator, fund=fund)
    put_fund(books.journal, {"nature": "capital"}, by=coordinator, fund=books.fund("Empty"))
