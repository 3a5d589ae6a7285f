"""Sums that do not add up, balances given twice, and bids above their allocation."""

import pytest

from tests.reading.claims import claims, quoted

SUMS = [
    ("The bill of £4,250.00 is made up of £1,800.00 for light, £1,600.00 for play and £750.00 for print.", 1),
    ("The bill of £4,150.00 is made up of £1,800.00 for light, £1,600.00 for play and £750.00 for print.", 0),
    ("The budget is £42,600. It is made up of £31,000 from the OPCC, £8,500 from us and £3,100 for Prevent.", 0),
    ("The budget is £42,600. It is made up of £31,000 from the OPCC, £8,500 from us and £3,000 for Prevent.", 1),
    ("£19,500 is committed: £9,500 to the worker, £6,000 to locks and £5,000 to the summer.", 1),
    ("£5,000 was granted to the Scouts, £4,000 to the Guides and £3,000 to the band, in total £11,000.", 1),
    ("£5,000 was granted to the Scouts, £4,000 to the Guides and £3,000 to the band, in total £12,000.", 0),
    ("Members were told that £400 + £350 = £800.", 1),
    ("Members were told that £400 + £350 = £750.", 0),
    ("Of the £48,500 received, £31,260 has been spent, which leaves £17,040.", 1),
    ("Of the £48,500 received, £31,260 has been spent, which leaves £17,240.", 0),
    ("Contributions total £1.08m: council £702,000, police £145,000, probation £128,000 and health £105,000.", 0),
    ("The £2.36m budget must find £140k: end one contract (£95,000), cut a scheme (£62,000) or trim another.", 0),
    ("Quotes of £6,340, £7,125 and £5,980 were received, and the lowest was taken.", 0),
    ("The £10,000 is made up of £4,000 from the county, £3,000 from the town and the rest from the trust.", 0),
    ("The £10,000 is made up of £4,000 from the county, £3,000 from the town and some help in kind.", 0),
    ("The fee is £1,200, comprising £600 per post or £300 each for two.", 0),
    ("The 12 calls were made up of 3 fires, 4 floods and 6 falls.", 1),
    ("There were 12 calls: 3 fires, 4 floods and 5 falls.", 0),
    ("There were 12 calls: 3 fires, 4 floods and 6 falls.", 1),
    ("There were 9 calls: three of noise, two of litter, one theft and the rest minor.", 0),
    ("Grants of £500, £750 and £1,000 were made, £2,350 in all.", 1),
    ("Grants of £500, £750 and £1,000 were made, £2,250 in all.", 0),
    ("The cost is £900 (£400 + £450).", 1),
    ("There are 86 coordinators: 60 are new and 3 are leaving at 5 pm.", 0),
]


@pytest.mark.parametrize(("words", "count"), SUMS)
def test_sums(words, count):
    assert len(claims(words, "sum-mismatch")) == count


def test_sum_says_what_the_parts_make():
    words = "The bill of £4,250.00 is made up of £1,800.00 for light, £1,600.00 for play and £750.00 for print."
    (found,) = claims(words, "sum-mismatch")
    assert found.message == "The parts make £4,150.00 and not £4,250.00: the difference is £100.00."
    assert quoted(words, "sum-mismatch")[0] == "£4,250.00"


TABLES = [
    ("| Source | Amount |\n| OPCC | £30,000.00 |\n| Council | £9,000.00 |\n| Total | £39,500.00 |", ["£39,500.00"]),
    ("| Source | Amount |\n| OPCC | £30,000.00 |\n| Council | £9,000.00 |\n| Total | £39,000.00 |", []),
    ("| Ward | May | June |\n| Quay | 4 | 7 |\n| Mill | 5 | 8 |\n| Total | 9 | 16 |", ["16"]),
    ("| Ward | May |\n| Quay | 4 |\n| Subtotal | 4 |\n| Mill | 5 |\n| Total | 9 |", []),
    ("| Ward | Share |\n| Quay | 40% |\n| Mill | 55% |\n| Total | 100% |", []),
    ("| Ward | May |\n| Quay | about 4 |\n| Mill | 5 |\n| Total | 12 |", []),
]


@pytest.mark.parametrize(("table", "totals"), TABLES)
def test_tables(table, totals):
    assert quoted(f"The table was noted.\n\n{table}", "sum-mismatch") == totals


BALANCES = [
    ("The year closed at -£812.40, which becomes -£2,062.40 when the Prevent money is taken out.", "£1,250.00"),
    (
        "There was a closing budget of -£10.50, increased to -£30.75 when monies held for others were deducted.",
        "£20.25",
    ),
    (
        "The year closed with a balance of £3,480.15, or £1,930.15 leaving the Prevent grant out of account.",
        "£1,550.00",
    ),
    ("The closing balance is £9,000.00. Without the Prevent grant it is £7,500.00.", "£1,500.00"),
    ("The year-end balance was £9,000.00 (£7,500.00 excluding the Prevent grant).", "£1,500.00"),
    ("The account held £9,000.00, but only £7,500.00 if the Prevent grant is disregarded.", "£1,500.00"),
    ("The balance is £9,000.00. The reserve account is £7,500.00 excluding the play fund.", None),
    ("The balance is £9,000.00, of which £7,500.00 is ring-fenced for play.", None),
    ("The balance rose from £1,000.00 to £1,400.00 over the year.", None),
    ("The balance is £3,000.00, or £2,000.00 without the £1,000.00 held for the Scouts.", None),
    ("The bid of £3,000.00 was reduced to £2,000.00 without debate.", None),
]


@pytest.mark.parametrize(("words", "implied"), BALANCES)
def test_balances(words, implied):
    found = claims(words, "balance-restated")
    assert bool(found) == (implied is not None)
    assert implied is None or f"The difference of {implied} is implied" in found[0].message


BIDS = [
    ("A bid for £3,450.00 was received for locks. The Delivery Plan has £3,000.00 allocated to this line.", 1),
    ("A bid for £2,450.00 was received for locks. The Delivery Plan has £3,000.00 allocated to this line.", 0),
    ("The club has asked for £1,200.00 for gloves, against £950.00 set aside in the Delivery Plan for sport.", 1),
    ("Spending on signs came to £5,600 and exceeded the budget of £5,000.", 1),
    ("A bid of £2,400 for locks was agreed although only £2,000 had been set aside for it.", 1),
    ("The works cost £900, against an allocation of £850.", 1),
    ("Quotes came in at £40,900.00 and £30,000.00.\n\nA confirmed budget of £20,000.00 is available.", 0),
    ("A bid for £5,000.00 for lights was received. £3,000.00 is allocated to dogs.", 0),
    ("The Scouts asked for £2,500.00 and £1,000.00 was granted.", 0),
    ("It was spent: £212k of £340k.", 0),
    ("A bid for €3,450 was received for locks. The plan has £3,000.00 allocated to this line.", 0),
]


@pytest.mark.parametrize(("words", "count"), BIDS)
def test_bids_and_allocations(words, count):
    assert len(claims(words, "amount-over-allocation")) == count
