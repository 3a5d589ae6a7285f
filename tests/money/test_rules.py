"""The rules of money, each by a table of cases, and by a law where there is one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.money.rules import (
    HELD,
    RESULT,
    Heading,
    Line,
    Remainder,
    Standing,
    carry_over,
    check_commitment,
    check_lines,
    check_nature,
    check_seal,
    find_beyond,
    find_cost,
    find_limit,
    find_outstanding,
    find_period,
    find_size,
    find_standing,
    has_lapsed,
    is_swept,
    make_accrual,
    make_award,
    make_brought,
    make_clawback,
    make_credit_note,
    make_invoice,
    make_payment,
    make_receipt,
    make_vat_recovered,
    make_virement,
    reverse_lines,
    say_period,
    stays_apart,
)

SUMS = st.integers(1, 10**9)
ANY = st.integers(-(10**9), 10**9)
COSTLY = st.sampled_from([Heading.SPEND, Heading.CAPITAL, Heading.PRIOR])


@st.composite
def events(draw) -> list[Line]:
    """The lines of something that happened to fund 1, and perhaps to fund 2."""
    pence = draw(SUMS)
    vat = draw(st.integers(0, pence))
    heading = draw(COSTLY)
    make = draw(
        st.sampled_from([make_award, make_receipt, make_payment, make_vat_recovered, make_clawback, make_brought])
    )
    return draw(
        st.sampled_from(
            [
                make(1, pence),
                make_invoice(1, pence, vat, heading),
                make_credit_note(1, pence, vat, heading),
                make_accrual(1, pence, heading),
                make_virement(1, 2, pence),
            ]
        )
    )


def total(lines, headings=frozenset(Heading), fund=None):
    return sum(one.pence for one in lines if one.heading in headings and fund in (None, one.fund))


@given(events())
def test_each_event_balances_within_each_fund(lines):
    assert check_lines(lines).ok
    assert total(lines) == 0
    assert total(lines, fund=1) == total(lines, fund=2) == 0


@given(st.lists(events()))
def test_what_funds_hold_is_what_they_were_given_less_what_they_cost(many):
    lines = [line for one in many for line in one]
    for fund in (1, 2):
        assert total(lines, HELD, fund) == -total(lines, RESULT, fund)


@given(events())
def test_reversal_restores(lines):
    both = [*lines, *reverse_lines(lines)]
    assert all(total(both, {heading}, fund) == 0 for heading in Heading for fund in (1, 2))
    assert reverse_lines(reverse_lines(lines)) == lines
    assert find_cost(reverse_lines(lines)) == -find_cost(lines)
    assert find_size(reverse_lines(lines)) == find_size(lines)


@given(SUMS, st.data())
def test_invoice_is_split_into_cost_and_vat_without_a_penny_lost(gross, data):
    vat = data.draw(st.integers(0, gross))
    lines = make_invoice(1, gross, vat, Heading.SPEND)
    assert total(lines, {Heading.SPEND}) + total(lines, {Heading.VAT}) == -total(lines, {Heading.CREDITORS}) == gross
    assert all(line.pence for line in lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "no lines"),
        ([Line(Heading.BANK, 1, 0), Line(Heading.DUE, 1, 0)], "moves nothing"),
        ([Line(Heading.BANK, 1, 5), Line(Heading.DUE, 1, -4)], "differ by 1 pence"),
        ([Line(Heading.BANK, 1, 5), Line(Heading.DUE, 2, -5)], "differ by 5 pence"),
        (make_invoice(7, 100, 0, Heading.SPEND), "capital only"),
    ],
)
def test_what_is_no_entry(lines, expected):
    assert expected in " ".join(check_lines(lines, capital_funds=[7]).reasons)


def test_capital_fund_pays_capital():
    assert check_lines(make_invoice(7, 100, 20, Heading.CAPITAL), capital_funds=[7]).ok


@pytest.mark.parametrize(
    ("is_capital_fund", "is_capital", "ok"),
    [(True, True, True), (True, False, False), (False, True, True), (False, False, True)],
)
def test_capital_cannot_pay_revenue(is_capital_fund, is_capital, ok):
    assert check_nature(is_capital_fund=is_capital_fund, is_capital=is_capital).ok == ok


# Where funds stand

FUNDS = st.lists(st.tuples(ANY, st.integers(0, 10**8), st.integers(0, 10**8), st.booleans()))


def stand(fund) -> Standing:
    balance, committed, conditional, fenced = fund
    return find_standing(balance, committed=committed, conditional=conditional, is_ring_fenced=fenced)


@given(FUNDS, FUNDS)
def test_free_balance_is_additive_over_funds(some, others):
    one, other = (sum(map(stand, funds), Standing()) for funds in (some, others))
    both = sum(map(stand, [*some, *others]), Standing())
    assert both == one + other
    assert both.free == one.free + other.free
    assert both.free == both.balance - both.ring_fenced - both.committed - both.conditional


@given(ANY, st.integers(0, 10**8), st.integers(0, 10**8), st.booleans())
def test_failed_conditions_never_make_less_free(balance, committed, conditional, fenced):
    one = stand((balance, committed, conditional, fenced))
    assert one.free <= one.free_if_failed <= one.free + conditional
    assert one.free_if_failed == stand((balance, committed, 0, fenced)).free
    assert not fenced or one.free <= 0


@pytest.mark.parametrize(
    ("balance", "committed", "conditional", "fenced", "free", "if_failed"),
    [
        (-154907 - 164900, 0, 0, False, -319807, -319807),
        (164900, 0, 0, True, 0, 0),
        (1000, 300, 200, False, 500, 700),
        (1000, 300, 200, True, 0, 0),
        (1000, 900, 200, True, -100, 0),  # more is promised than is there: the rest comes from free money
        (1000, 1200, 0, True, -200, -200),
        (-50, 0, 0, True, -50, -50),
    ],
)
def test_what_is_free(balance, committed, conditional, fenced, free, if_failed):
    one = stand((balance, committed, conditional, fenced))
    assert (one.free, one.free_if_failed) == (free, if_failed)
    assert one.headroom == balance - committed - conditional


# What may be committed and approved


@pytest.mark.parametrize(
    ("pence", "headroom", "is_cited", "ok"),
    [
        (100, 100, False, True),
        (101, 100, False, False),
        (101, 100, True, True),
        (1, -5, False, False),
        (0, 100, True, False),
    ],
)
def test_commitment_beyond_the_free_balance_needs_a_decision(pence, headroom, is_cited, ok):
    assert check_commitment(pence, headroom=headroom, is_cited=is_cited).ok == ok


@pytest.mark.parametrize(
    ("size", "limit", "is_own", "ok"),
    [
        (100, None, True, True),
        (100, 100, True, True),
        (101, 100, True, False),
        (101, 100, False, True),
        (1, 0, True, False),
    ],
)
def test_whoever_enters_does_not_approve_above_the_limit(size, limit, is_own, ok):
    assert check_seal(size, limit=limit, is_own=is_own).ok == ok


LIMITS = [(date(2018, 4, 1), None), (date(2017, 9, 1), 50_000), (date(2017, 4, 1), 10_000)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2017, 3, 31), None), (date(2017, 4, 1), 10_000), (date(2017, 12, 1), 50_000), (date(2018, 4, 1), None)],
)
def test_limit_holds_from_its_day(on, expected):
    assert find_limit(LIMITS, on) == expected


@pytest.mark.parametrize(("pence", "spent", "left"), [(100, 0, 100), (100, 40, 60), (100, 130, 0), (100, -20, 120)])
def test_what_is_still_to_come(pence, spent, left):
    assert find_outstanding(pence, spent=spent) == left


@pytest.mark.parametrize(("cost", "left", "beyond"), [(5, 9, 0), (9, 5, 4), (9, -5, 9), (-3, -5, 0), (0, 0, 0)])
def test_what_goes_beyond(cost, left, beyond):
    assert find_beyond(cost, left=left) == beyond


@pytest.mark.parametrize(("lapses", "lapsed"), [(None, False), (date(2018, 9, 1), False), (date(2018, 8, 31), True)])
def test_condition_lapses_after_its_day(lapses, lapsed):
    assert has_lapsed(lapses, today=date(2018, 9, 1)) == lapsed


@pytest.mark.parametrize(
    ("outstanding", "agreed", "swept"),
    [(5, date(2018, 3, 1), True), (5, date(2018, 3, 2), False), (0, date(2017, 5, 1), False)],
)
def test_sweep_asks_about_what_has_no_invoice_on_1_march(outstanding, agreed, swept):
    assert is_swept(outstanding=outstanding, agreed_on=agreed, swept_on=date(2018, 3, 1)) == swept


# The end of a year


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(11, 13), st.dictionaries(st.sampled_from(sorted(HELD)), ANY))))
def test_carrying_over_keeps_every_penny(rests):
    remainders = [Remainder(fund, target, held) for fund, target, held in rests]
    closing, opening = carry_over(remainders)
    for lines in (closing, opening):
        assert all(total(lines, fund=fund) == 0 for fund in range(20))
    for heading in HELD:
        assert (
            total(closing, {heading})
            == -total(opening, {heading})
            == -sum(one.held.get(heading, 0) for one in remainders)
        )
    assert total(closing, {Heading.CLOSING}) == -total(opening, {Heading.OPENING})


def test_only_what_is_held_is_carried_over():
    with pytest.raises(ValueError, match="only what a fund holds"):
        carry_over([Remainder(1, 2, {Heading.SPEND: 5})])


@pytest.mark.parametrize(
    ("balance", "fenced", "carries", "approved", "apart"),
    [
        (5, True, "none", False, True),
        (5, False, "none", False, False),
        (5, False, "automatic", False, True),
        (5, False, "approval", False, False),
        (5, False, "approval", True, True),
        (-5, True, "automatic", True, False),
        (0, True, "automatic", False, False),
    ],
)
def test_which_rest_stays_under_its_own_name(balance, fenced, carries, approved, apart):
    assert stays_apart(balance, is_ring_fenced=fenced, carries=carries, is_approved=approved) == apart


@pytest.mark.parametrize(
    ("day", "period"), [(date(2017, 4, 1), 1), (date(2017, 12, 31), 9), (date(2018, 1, 1), 10), (date(2018, 3, 31), 12)]
)
def test_periods_begin_in_april(day, period):
    assert find_period(day) == period


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (1, "April 2017 (period 1, 2017/18)"),
        (9, "December 2017 (period 9, 2017/18)"),
        (12, "March 2018 (period 12, 2017/18)"),
    ],
)
def test_period_in_words(period, words):
    assert say_period(2017, period) == words
