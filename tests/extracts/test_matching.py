"""What may belong together, and why: one table of cases for each side."""

from dataclasses import replace
from datetime import date

import pytest

from wapentake.extracts.rules import (
    Entered,
    Match,
    Promised,
    Wanted,
    choose_best,
    key_of_number,
    key_of_supplier,
    match_commitments,
    match_entries,
)

LINE = Wanted(
    kind="invoice", on=date(2017, 6, 12), pence=12000, party="Harrow Locks Ltd", reference="INV-101", order="PO-77",
    vat=2000,
)  # fmt: skip
ENTRY = Entered(
    pk=1,
    kind="invoice",
    on=date(2017, 6, 12),
    pence=12000,
    net=10000,
    party="Harrow Locks Limited",
    reference="INV 101",
)
PROMISE = Promised(pk=1, title="New locks, order PO77", supplier="Harrow Locks", left=50000, agreed_on=date(2017, 5, 1))


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({}, "The same sum, the same number, the same supplier, the same day"),
        ({"reference": ""}, "The same sum, the same supplier, the same day"),
        ({"reference": "po/77", "party": ""}, "The same sum, the same number, the same day"),
        ({"reference": "", "on": date(2017, 7, 12)}, "The same sum, the same supplier, 30 days apart"),
        ({"on": date(2018, 2, 12)}, "The same sum, the same number, the same supplier, 245 days apart"),
        ({"pence": 14000, "net": 12000}, "The same sum without VAT, the same number, the same supplier, the same day"),
        ({"reference": "", "party": "", "on": date(2017, 6, 13)}, "The same sum, 1 day apart"),
        ({"reference": "", "party": "", "on": date(2017, 6, 30)}, None),
        ({"reference": "", "party": "Fenland Print"}, None),
        ({"reference": "", "on": date(2017, 12, 12)}, None),
        ({"pence": 12001}, None),
        ({"kind": "payment"}, None),
    ],
)
def test_entries(entry, why):
    found = match_entries(LINE, [replace(ENTRY, **entry)])
    assert [one.say() for one in found] == ([why] if why else [])


@pytest.mark.parametrize(
    ("line", "promise", "why"),
    [
        ({}, {}, "The same supplier, its order is named, not more than is still to come"),
        ({"order": ""}, {}, "The same supplier, not more than is still to come"),
        ({"party": ""}, {}, "Its order is named, not more than is still to come"),
        ({"order": ""}, {"left": 10000}, "The same supplier, just what is still to come"),
        ({}, {"left": 9999}, None),
        ({"party": "", "order": "", "reference": ""}, {}, None),
        ({"kind": "payment"}, {}, None),
        ({"on": date(2017, 4, 30)}, {}, None),
    ],
)
def test_commitments(line, promise, why):
    found = match_commitments(replace(LINE, **line), [replace(PROMISE, **promise)])
    assert [one.say() for one in found] == ([why] if why else [])


def test_likeliest_stands_first_and_nothing_is_offered_twice():
    entries = [replace(ENTRY, pk=1, reference=""), replace(ENTRY, pk=2), replace(ENTRY, pk=3, reference="", party="")]
    assert [one.pk for one in match_entries(LINE, entries)] == [2, 1, 3]
    same = replace(LINE, reference="", order="")
    offered = choose_best([(10, match_entries(same, entries)), (11, match_entries(LINE, entries)), (12, [])])
    assert {line: match.pk for line, match in offered.items()} == {11: 2, 10: 1}
    assert choose_best([(1, [Match(5, 1, ("a",))]), (2, [Match(5, 1, ("a",))])]).keys() == {1}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Harrow Locks Ltd.", "HARROW LOCKS LIMITED"), ("The Lantern & Son", "Lantern and Son"), ("O’Hara plc", "O'Hara")],
)
def test_suppliers_meet(one, other):
    assert key_of_supplier(one) == key_of_supplier(other)


def test_keys_of_what_says_nothing():
    assert key_of_supplier("The Company Ltd") == "the company ltd"
    assert key_of_number(" INV/001-7 ") == "inv0017"
