"""The plan with its money: what each tactical action has, and which have none yet."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import read_csv
from tests.money.made import Books
from tests.plans.made import Made

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def made(partnership, coordinator):
    return Made(partnership, coordinator)


@pytest.fixture
def books(partnership, coordinator):
    return Books(partnership, coordinator, 2018)


@pytest.fixture
def page(partnership):
    return reverse("desk:budgets", args=[partnership.slug])


def test_actions_with_and_without_money(client_in, page, made, books):
    rich, poor = made.row("Walk the estate"), made.row("Gate the alley", 1)
    for fund in (books.fund("Main", 500), books.fund("Other", 100)):
        books.budget(fund, {rich: 50})
    books.invoice(fund, 30, on=date(2018, 6, 1), tactical_action=rich)
    answer = client_in.get(page)
    text = " ".join(answer.content.decode().split())
    assert (answer.context["without"], answer.context["count"]) == (1, 2)
    assert "1 of 2 tactical actions has no money yet." in text
    head, *rows = read_csv(client_in.get(page, {"format": "csv"}))
    told = {row[0]: [row[head.index(title)] for title in ("Budget", "Spent", "Left")] for row in rows}
    assert told == {str(rich): ["100.00", "30.00", "70.00"], str(poor): ["", "", ""]}


def test_before_there_is_a_ledger(client_in, page, made):
    made.row()
    assert "There is no ledger yet, so no action has money" in client_in.get(page).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, page, made, books, django_assert_num_queries):
    fund = books.fund("Main", 500)
    books.budget(fund, {made.row(f"Action {number}"): 50 for number in range(rows)})
    with django_assert_num_queries(21):
        assert client_in.get(page).status_code == 200
