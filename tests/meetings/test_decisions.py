"""The list of decisions: filters, order, downloads, and nothing of another partnership."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from tests.facts import add_decision, read_csv, read_xlsx, texts_of

QUERIES = 5  # session, account, partnership, count, rows


@pytest.fixture
def address(partnership):
    return reverse("decisions:list", args=[partnership.slug])


@pytest.fixture
def several(partnership):
    add_decision(partnership, "the grant be paid", on=date(2024, 3, 12))
    condition = "once quotes are in"
    add_decision(partnership, "buy cameras", "agreed-in-principle", on=date(2024, 5, 14), condition=condition)
    add_decision(partnership, "minutes agreed", "confirmed", on=date(2024, 1, 9))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    for number in range(rows):
        add_decision(partnership, f"decision {number}")
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["buy cameras", "the grant be paid", "minutes agreed"]),
        ("kind=confirmed", ["minutes agreed"]),
        ("condition=yes", ["buy cameras"]),
        ("condition=no", ["the grant be paid", "minutes agreed"]),
        ("since=2024-02-01&until=2024-04-01", ["the grant be paid"]),
        ("words=quotes+CAMERAS", ["buy cameras"]),
        ("sort=text", ["buy cameras", "minutes agreed", "the grant be paid"]),
        ("sort=kind", ["the grant be paid", "buy cameras", "minutes agreed"]),
        ("sort=meeting", ["minutes agreed", "the grant be paid", "buy cameras"]),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert texts_of(client_in.get(f"{address}?{query}")) == expected


def test_each_opens_its_words(client_in, partnership, address):
    decision = add_decision(partnership, "the grant be paid")
    text = client_in.get(address).content.decode()
    assert reverse("desk:words", args=[partnership.slug, decision.passage_id]) in text
    assert reverse("desk:meeting", args=[partnership.slug, decision.meeting_id]) in text


def test_downloads(client_in, several, address):
    rows = read_csv(client_in.get(f"{address}?format=csv&kind=agreed-in-principle"))
    assert dict(zip(*rows, strict=True)) == {
        "Decision": "buy cameras",
        "Kind": "Agreed in principle",
        "Condition": "once quotes are in",
        "Item": "",
        "Meeting": "2024-05-14",
        "Body": "Harrowmere Community Safety Partnership",
    }
    rows = read_xlsx(client_in.get(f"{address}?format=xlsx&kind=confirmed"))
    assert datetime(2024, 1, 9) in rows[1]  # noqa: DTZ001 - as openpyxl says it


@pytest.mark.parametrize("query", ["", "format=csv"])
def test_nothing_of_another_partnership(query, client_in, partnership, other_partnership, address):
    add_decision(other_partnership, "alien")
    add_decision(partnership, "ours")
    answer = client_in.get(f"{address}?{query}")
    if query:
        assert [row[0] for row in read_csv(answer)[1:]] == ["ours"]
    else:
        assert "alien" not in answer.content.decode()


def test_nobody_else_may_look(client, client_stranger, address):
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404
