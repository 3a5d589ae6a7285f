"""What of the plan money is for: an invoice, a commitment, an accrual, a virement, and what takes them back."""

from datetime import date

import pytest

from tests.money.made import Books, pence
from wapentake.kit.errors import Refused
from wapentake.money.changes import accrue_commitment, close_year, reverse_entry
from wapentake.money.exporting import WRITERS
from wapentake.money.models import Entry, Posting
from wapentake.money.queries.journal import write_out
from wapentake.money.queries.position import find_fund_row
from wapentake.plans.models import TacticalAction

pytestmark = pytest.mark.django_db
DAY = date(2017, 9, 4)


def lines(entry) -> set[tuple[str, str, int]]:
    """The lines of an entry: account, tactical action and pounds."""
    rows = Posting.objects.filter(entry=entry).select_related("tactical_action")
    return {(one.heading, one.tactical_action.title if one.tactical_action else "", one.pence // 100) for one in rows}


def test_only_the_cost_is_for_a_tactical_action(books):
    [patrol] = books.plan("Patrols")
    entry = books.invoice(books.fund("Main", 500), 120, vat=pence(20), tactical_action=patrol)
    assert lines(entry) == {("spend", "Patrols", 100), ("vat", "", 20), ("creditors", "", -120)}


def test_what_is_entered_for_a_commitment_is_for_its_tactical_action_unless_another_is_named(books):
    patrol, light = books.plan("Patrols", "Lights")
    fund = books.fund("Main", 500)
    promise = books.commit(fund, 200, tactical_action=patrol)
    assert ("spend", "Patrols", 50) in lines(books.invoice(fund, 50, commitment=promise))
    assert ("spend", "Lights", 50) in lines(books.invoice(fund, 50, commitment=promise, tactical_action=light))


def test_virement_between_funds_names_both_and_within_one_fund_moves_nothing_at_the_bank(books):
    patrol, light = books.plan("Patrols", "Lights")
    fund, other = books.fund("Main", 500), books.fund("Other", 100)
    told = {"decided": "The partnership, 12 June 2017", "tactical_action": patrol, "to_tactical_action": light}
    between = books.tell("virement", fund, 40, to=other, **told)
    assert lines(between) == {
        ("virement", "Patrols", 40),
        ("bank", "", -40),
        ("bank", "", 40),
        ("virement", "Lights", -40),
    }
    within = books.tell("virement", fund, 30, to=fund, **told)
    assert lines(within) == {("virement", "Patrols", 30), ("virement", "Lights", -30)}
    assert find_fund_row(fund, today=DAY).standing.balance == pence(460)
    with pytest.raises(Refused, match="two tactical actions within one"):
        books.tell("virement", fund, 30, to=fund, **(told | {"to_tactical_action": patrol}))


def test_what_is_taken_back_is_taken_back_from_its_tactical_action_also_in_the_next_year(books, coordinator):
    [patrol] = books.plan("Patrols")
    fund = books.fund("Main", 500, carries="automatic")
    entry = books.invoice(fund, 50, tactical_action=patrol)
    back = reverse_entry(entry, on=DAY, why="Wrong", journal=books.journal, by=coordinator)
    assert lines(back) == {("spend", "Patrols", -50), ("creditors", "", 50)}
    promise = books.commit(fund, 200, tactical_action=patrol)
    accrual = accrue_commitment(promise, on=date(2018, 3, 31), by=coordinator)
    assert lines(accrual) == {("spend", "Patrols", 200), ("accruals", "", -200)}
    close_year(books.journal, by=coordinator)
    following = Books(books.partnership, coordinator, 2018)
    promise.refresh_from_db()
    assert (promise.fund.journal, promise.tactical_action) == (following.journal, patrol)
    back = reverse_entry(accrual, on=date(2018, 4, 5), why="It came", journal=following.journal, by=coordinator)
    assert lines(back) == {("spend", "Patrols", -200), ("accruals", "", 200)}


def test_tactical_action_of_another_partnership_is_refused(books):
    from wapentake.accounts.models import Partnership

    fund = books.fund("Main", 500)
    [patrol] = books.plan("Patrols")
    other = Partnership.objects.create(name="Other", slug="other")
    TacticalAction.objects.filter(pk=patrol.pk).update(partnership=other)
    patrol.refresh_from_db()
    with pytest.raises(Refused, match="of another partnership"):
        books.invoice(fund, 5, tactical_action=patrol)
    assert not Entry.objects.filter(kind="invoice").exists()


def test_other_programs_are_told_the_tactical_action_of_a_line(books):
    [patrol] = books.plan("Patrols, late")
    books.invoice(books.fund("Main", 500), 5, tactical_action=patrol)
    out = {form: "".join(write(write_out(books.partnership), title="x")) for form, write in WRITERS.items()}
    assert 'tactical-action: "1.1 Patrols, late"' in out["beancount"]
    assert "; tactical-action: 1.1 Patrols late\n" in out["hledger"]
    assert '"1.1 Patrols, late"' in out["csv"]
