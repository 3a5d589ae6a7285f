"""Commitments are numbered within their year, are found by that number, and lines that name it are matched."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from tests.facts import read_csv
from wapentake.extracts.rules import Promised, Wanted, match_commitments
from wapentake.extracts.rules.matching import names_ref
from wapentake.kit.models import Change
from wapentake.money.models import Commitment
from wapentake.money.rules import ref_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("year", "number", "ref"), [(2017, 4, "C2017-004"), (2017, 1234, "C2017-1234"), (2018, None, "C2018-")]
)
def test_how_a_number_is_written(year, number, ref):
    assert ref_of(year, number) == ref


def test_each_has_the_next_of_its_year(books, other_partnership, coordinator):
    from tests.money.made import Books

    main, other = books.fund("Main", 20_000), books.fund("Other", 5_000)
    made = [books.commit(fund, 100) for fund in (main, other, main)]
    assert [one.ref for one in made] == ["C2017-001", "C2017-002", "C2017-003"]
    theirs = Books(other_partnership, coordinator)
    assert theirs.commit(theirs.fund("Main", 9_000), 50).ref == "C2017-001"
    assert Change.objects.filter(verb="committed").latest("pk").after["number"] == "C2017-001"


def test_a_number_is_not_given_twice_though_somebody_took_it_meanwhile(books, monkeypatch):
    from django.db.models import QuerySet

    fund = books.fund("Main", 20_000)
    books.commit(fund, 100)
    seen, real = [], QuerySet.aggregate

    def late(rows, *args, **told):
        found = real(rows, *args, **told)
        if rows.model is Commitment and "last" in told and not seen:
            seen.append(1)
            return {"last": 0}
        return found

    monkeypatch.setattr(QuerySet, "aggregate", late)
    assert books.commit(fund, 100).ref == "C2017-002"


def test_what_was_there_before_is_numbered_in_the_order_of_its_days(books):
    fund = books.fund("Main", 20_000)
    later, first = books.commit(fund, 100, agreed_on=date(2017, 9, 1)), books.commit(fund, 100)
    Commitment.objects.update(ref="", number=0)
    import_module("wapentake.money.migrations.0005_numbers").number(apps, None)
    later.refresh_from_db()
    first.refresh_from_db()
    assert (first.ref, later.ref) == ("C2017-001", "C2017-002")


def test_it_is_shown_listed_and_found(client_in, partnership, books):
    fund = books.fund("Main", 20_000)
    books.commit(fund, 100, title="Locks for older homes")
    books.commit(fund, 100, title="Lights on the path")
    listed = reverse("money:commitments", args=[partnership.slug])
    found = client_in.get(listed + "?state=all&words=C2017-002").content.decode()
    assert "Lights on the path" in found
    assert "Locks for older homes" not in found
    head, *rows = read_csv(client_in.get(listed + "?state=all&format=csv&sort=-title"))
    assert (head[0], [row[0] for row in rows]) == ("Number", ["C2017-001", "C2017-002"])
    page = reverse("money:commitment", args=[partnership.slug, Commitment.objects.get(number=2).pk])
    assert "Commitment C2017-002" in client_in.get(page).content.decode()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("C2017-004", True),
        ("PO c2017/4 of June", True),
        ("c2017004", True),
        ("Ref:C2017 004.", True),
        ("C2017-0041", False),
        ("C2017-04", True),
        ("C2018-004", False),
        ("XC2017-004", False),
        ("2017-004", False),
        ("", False),
    ],
)
def test_what_names_a_number(words, named):
    assert names_ref(words, "C2017-004") == named
    assert not names_ref(words, "")


LINE = Wanted(kind="invoice", on=date(2017, 6, 12), pence=12000, party="Somebody Else")
PROMISE = Promised(
    pk=1, title="Locks", supplier="Harrow Locks", left=50000, agreed_on=date(2017, 5, 1), ref="C2017-004"
)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"order": "C2017-004"}, "It names the number of the commitment, not more than is still to come"),
        ({"reference": "inv 9 / C2017-4"}, "It names the number of the commitment, not more than is still to come"),
        (
            {"text": "locks, our ref C2017-004", "party": "Harrow Locks Ltd"},
            "It names the number of the commitment, the same supplier, not more than is still to come",
        ),
        ({"order": "C2017-005"}, None),
        ({"order": "C2017-004", "pence": 60000}, None),
        ({"order": "C2017-004", "on": date(2017, 4, 1)}, None),
        ({"order": "C2017-004", "kind": "credit-note"}, None),
    ],
)
def test_a_line_that_names_it_is_matched(line, why):
    found = match_commitments(replace(LINE, **line), [PROMISE])
    assert [one.say() for one in found] == ([why] if why else [])


def test_the_one_that_is_named_stands_before_the_one_of_the_same_supplier():
    other = replace(PROMISE, pk=2, ref="C2017-005")
    line = replace(LINE, order="C2017-005", party="Harrow Locks")
    assert [one.pk for one in match_commitments(line, [PROMISE, other])] == [2, 1]
