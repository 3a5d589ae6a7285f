"""The list of money mentioned: sums with the words around them."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_amount, read_csv, read_xlsx
from wapentake.sources.lists import cut_around
from wapentake.sources.models import PassageState, SourceState
from wapentake.sources.queries import AROUND, find_amounts

QUERIES = 5  # session, account, partnership, count, rows
LONG = (
    "The police bid asked for many things before, and then £1,250 was asked for, and many more things were said "
    "after that, which nobody wrote down."
)


@pytest.fixture
def address(partnership):
    return reverse("sources:amounts", args=[partnership.slug])


@pytest.fixture
def several(partnership):
    add_amount(partnership, "A bid of £1,250 came in.", "£1,250", 125000, "bid")
    add_amount(partnership, "The balance is -£20.50 now.", "-£20.50", -2050, "balance", on=date(2024, 5, 14))
    add_amount(partnership, "We spent £300 on lights.", "£300", 30000, "spend", on=date(2024, 1, 9))


def pence_of(answer):
    return [row.pence for row in answer.context["page"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    for number in range(rows):
        add_amount(partnership, f"They paid £{number}.", f"£{number}", number * 100, "spend")
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [-2050, 125000, 30000]),
        ("role=bid", [125000]),
        ("least=300", [125000, 30000]),
        ("most=300.00", [-2050, 30000]),
        ("least=0&most=299.99", []),
        ("since=2024-05-01", [-2050]),
        ("words=lights", [30000]),
        ("sort=sum", [-2050, 30000, 125000]),
        ("sort=-sum", [125000, 30000, -2050]),
        ("sort=role", [-2050, 125000, 30000]),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert pence_of(client_in.get(f"{address}?{query}")) == expected


def test_the_words_stand_in_their_context(client_in, partnership, address):
    passage = add_amount(partnership, LONG, "£1,250", 125000, "bid")
    (row,) = find_amounts(partnership, {})
    before, words, after = cut_around(row)
    assert words == "£1,250"
    assert before == "The police bid asked for many things before, and then "
    assert after.startswith(" was asked for, and many more things")
    assert after.endswith("…")
    assert len(after) <= AROUND + 1
    href = reverse("desk:words", args=[partnership.slug, passage.pk])
    assert f'<a class="govuk-link" href="{href}">£1,250</a>' in client_in.get(address).content.decode()


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("x" * 100 + " far away and near £5", "…far away and near "),
        ("## Grants\n\n| **Paid** || £5", " Grants Paid "),
        ("£5 first", ""),
    ],
)
def test_signs_and_halves_of_words_are_left_out(text, before, partnership):
    add_amount(partnership, text, "£5", 500, "other")
    (row,) = find_amounts(partnership, {})
    assert cut_around(row)[:2] == (before, "£5")


def test_downloads_hold_numbers(client_in, several, address):
    rows = read_csv(client_in.get(f"{address}?format=csv&role=balance"))
    assert rows[1] == [
        "The balance is -£20.50 now.", "-20.50", "GBP", "Balance", "2024-05-14",
        "Harrowmere Community Safety Partnership",
    ]  # fmt: skip
    rows = read_xlsx(client_in.get(f"{address}?format=xlsx&sort=sum"))
    assert [row[1] for row in rows[1:]] == [-20.5, 300, 1250]


def test_only_what_was_accepted_and_not_withdrawn(client_in, partnership, address):
    proposed = add_amount(partnership, "They paid £1.", "£1", 100, "spend")
    proposed.state = PassageState.PROPOSED
    proposed.save()
    withdrawn = add_amount(partnership, "They paid £2.", "£2", 200, "spend")
    withdrawn.document.source.state = SourceState.WITHDRAWN
    withdrawn.document.source.save()
    assert pence_of(client_in.get(address)) == []


@pytest.mark.parametrize("query", ["", "format=csv"])
def test_nothing_of_another_partnership(query, client_in, partnership, other_partnership, address):
    add_amount(other_partnership, "The alien paid £9.", "£9", 900, "spend")
    add_amount(partnership, "We paid £1.", "£1", 100, "spend")
    answer = client_in.get(f"{address}?{query}")
    if query:
        assert [row[1] for row in read_csv(answer)[1:]] == ["1.00"]
    else:
        assert "alien" not in answer.content.decode()


def test_nobody_else_may_look(client, client_stranger, address):
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404
