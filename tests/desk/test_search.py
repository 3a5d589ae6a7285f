"""The page of the search: what it shows of a hit, and where that leads."""

import pytest
from django.urls import reverse

from tests.register import MINUTES, take_page
from wapentake.sources.models import Passage


@pytest.fixture
def address(partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    return reverse("desk:search", args=[partnership.slug])


def test_empty_box(client_in, address):
    page = client_in.get(address).content.decode()
    assert 'name="q"' in page
    assert "result" not in page


def test_fact_leads_to_its_words_and_page_to_the_page(client_in, address, partnership):
    page = client_in.get(address, {"q": "tallow lane"}).content.decode()
    action = next(one for one in Passage.objects.filter(kind="action") if "Tallow" in one.data["text"])
    assert reverse("desk:words", args=[partnership.slug, action.pk]) in page
    assert reverse("intake:page", args=[partnership.slug, action.document_id]) in page
    assert "<mark>Tallow</mark> <mark>Lane</mark>" in page
    assert "12 March 2024" in page


def test_by_kind_and_day(client_in, address):
    page = client_in.get(address, {"q": "the", "kind": "action", "since": "2024-03-12"}).content.decode()
    assert "2 results" in page
    page = client_in.get(address, {"q": "the", "until_day": "1", "until_month": "1", "until_year": "2024"})
    assert "Nothing is found" in page.content.decode()


def test_day_that_is_none_is_named(client_in, address):
    page = client_in.get(address, {"q": "the", "since": "31/2/2024"}).content.decode()
    assert "Enter a real date" in page


@pytest.mark.parametrize("typed", ['"', "<script>", "-a", "a:b (", "x" * 5000, "\x00"])
def test_whatever_is_typed_is_answered(client_in, address, typed):
    answer = client_in.get(address, {"q": typed})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


def test_stranger_finds_nothing(client_stranger, address):
    assert client_stranger.get(address, {"q": "tallow"}).status_code == 404


def test_query_count_does_not_grow(client_in, address, partnership, coordinator, django_assert_num_queries):
    def ask():
        with django_assert_num_queries(5):  # session, account, partnership, count, hits
            client_in.get(address, {"q": "landlords"})

    ask()
    for number in range(3):
        take_page(partnership, f"{number}.txt", MINUTES.replace("12 March", f"{number + 13} March"), coordinator)
    ask()
