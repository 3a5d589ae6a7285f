"""The list of figures: what a change of two counts means."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_figure, read_csv, read_xlsx
from wapentake.sources.rules import NORMAL, UNUSUAL, change_percent, weigh_change

QUERIES = 5  # session, account, partnership, count, rows


@pytest.fixture
def address(partnership):
    return reverse("sources:figures", args=[partnership.slug])


@pytest.fixture
def several(partnership):
    add_figure(partnership, "burglary", previous=48, current=31, period="the quarter", on=date(2024, 3, 12))
    add_figure(partnership, "theft from vehicles", previous=58, current=97, on=date(2024, 5, 14))
    add_figure(partnership, "calls", change="up 5%", on=date(2024, 1, 9))


def measures(answer):
    return [row.data["measure"] for row in answer.context["page"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    for number in range(rows):
        add_figure(partnership, f"measure {number}", previous=1, current=2)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["theft from vehicles", "burglary", "calls"]),
        ("words=quarter", ["burglary"]),
        ("until=2024-02-01", ["calls"]),
        ("sort=measure", ["burglary", "calls", "theft from vehicles"]),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert measures(client_in.get(f"{address}?{query}")) == expected


def test_the_page_says_what_a_change_means(client_in, several, address):
    text = client_in.get(address).content.decode()
    for words in ("-35%", "+67%", "up 5%", NORMAL, f"{UNUSUAL}</strong>", "Not tested"):
        assert words in text


def test_downloads(client_in, several, address):
    head, *rows = read_csv(client_in.get(f"{address}?format=csv"))
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert told["Burglary"]["What it means"] == "Within normal variation (by chance alone: 7 in 100)"
    assert told["Theft from vehicles"]["What it means"] == "Unusual (by chance alone: less than 1 in 100)"
    assert told["Calls"]["What it means"] == "Not tested"
    assert told["Burglary"]["Change in percent"] == "-35"
    assert told["Calls"]["Change as written"] == "up 5%"
    rows = read_xlsx(client_in.get(f"{address}?format=xlsx&sort=measure"))
    assert rows[1][2:4] == (48, 31)


@pytest.mark.parametrize("query", ["", "format=csv"])
def test_nothing_of_another_partnership(query, client_in, partnership, other_partnership, address):
    add_figure(other_partnership, "alien", previous=1, current=2)
    add_figure(partnership, "ours", previous=1, current=2)
    answer = client_in.get(f"{address}?{query}")
    if query:
        assert [row[0] for row in read_csv(answer)[1:]] == ["Ours"]
    else:
        assert measures(answer) == ["ours"]


def test_nobody_else_may_look(client, client_stranger, address):
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    ("previous", "current", "words", "expected"),
    [
        (212, 220, "burglaries", NORMAL),
        (58, 97, "thefts", UNUSUAL),
        (5, 5, "fires", "No change"),
        (0, 0, "fires", "No change"),
        (None, 5, "fires", None),
        (5, None, "fires", None),
        (5.5, 7, "fires", None),
        (58, 97, "58% to 97%", None),
        (-1, 3, "fires", None),
    ],
)
def test_weighing(previous, current, words, expected):
    meaning = weigh_change(previous, current, words=words)
    assert (meaning and meaning.words) == expected


@pytest.mark.parametrize(
    ("previous", "current", "percent"),
    [(48, 31, -35), (19, 41, 116), (0, 5, None), (None, 5, None), (4, 4, 0), (1.5, 3, 100)],
)
def test_percent(previous, current, percent):
    assert change_percent(previous, current) == percent
