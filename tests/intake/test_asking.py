"""Bids that pages tell of: proposed, taken up, refused; read anew, withdrawn, struck out."""

import pytest
from django.urls import reverse

from tests.register import accept_all, take_page
from wapentake.bids.changes import refuse_said, take_said
from wapentake.bids.models import Bid, Said
from wapentake.intake.changes.across import review_pages
from wapentake.intake.changes.removing import withdraw_source
from wapentake.intake.changes.striking import strike_words
from wapentake.kit.errors import Refused

pytestmark = pytest.mark.django_db

PAGE = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 12 March 2024 at 10.00 am in the Corn Hall, Harrowmere

Present:
Tom Beckwith, Harrowmere Borough Council

1. Grants
A bid for £3,800.00 was received from the Lantern Youth Club for a course. The Partnership agreed in principle to fund
the course, provided that its spaces are filled.

A request from the Scouts for £40.00 for string was refused.

2. Date of next meeting
Tuesday 14 May 2024
"""


@pytest.fixture
def page(partnership, coordinator):
    document = take_page(partnership, "march.txt", PAGE, coordinator)
    accept_all(partnership, coordinator)
    return document


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"bids:{name}", args=[partnership.slug, *of])


def list_told():
    return [(one.kind, one.asked, one.part("who"), one.state) for one in Said.objects.order_by("start")]


def test_bids_of_a_page_are_proposed_once_its_meeting_is_known(partnership, coordinator):
    take_page(partnership, "march.txt", PAGE, coordinator)
    review_pages(partnership)
    assert list_told() == []
    accept_all(partnership, coordinator)
    wanted = [
        ("in-principle", 380_000, "the Lantern Youth Club", "to decide"),
        ("rejected", 4_000, "the Scouts", "to decide"),
    ]
    assert list_told() == wanted
    review_pages(partnership)
    take_page(partnership, "march-again.txt", PAGE + "\n", coordinator)
    accept_all(partnership, coordinator)
    assert list_told() == wanted


def test_words_are_taken_up_as_a_bid_with_what_they_say(page, client_in, at):
    words = client_in.get(at("said")).content.decode()
    for said in ("2 places", "the Lantern Youth Club", "£3,800.00", "its spaces are filled", "Said on 12 March 2024"):
        assert said in words
    said = Said.objects.order_by("start")[0]
    form = client_in.get(at("take", said.pk)).context["form"]
    values = {name: form[name].value() for name in ("title", "applicant_name", "revenue")}
    assert values == {"title": "A course", "applicant_name": "Lantern Youth Club", "revenue": "3800.00"}
    assert client_in.post(at("take", said.pk), values | {"title": ""}).status_code == 422
    answer = client_in.post(at("take", said.pk), values)
    bid = Bid.objects.get()
    assert answer.url == at("bid", bid.pk)
    assert "A bid for £3,800.00 was received" in " ".join(client_in.get(answer.url).content.decode().split())
    decide = client_in.get(at("decide", bid.pk)).context["form"]
    assert decide["outcome"].value() == "in-principle"
    assert decide["condition"].value() == "its spaces are filled"
    assert decide.decisions[str(decide["decision"].value())].kind == "agreed-in-principle"


def test_words_may_be_of_a_bid_that_is_there(page, client_in, at, partnership):
    one, other = Said.objects.order_by("start")
    bid = Bid.objects.create(partnership=partnership, title="A course")
    client_in.post(at("take", one.pk), {"bid": bid.pk})
    client_in.post(at("refuse", other.pk))
    assert (Bid.objects.count(), list(bid.said.all())) == (1, [one])
    assert [state for *_, state in list_told()] == ["taken", "refused"]
    assert "Nothing waits for you here" in client_in.get(at("said")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_many(rows, client_in, at, partnership, coordinator, django_assert_num_queries):
    more = "".join(f"\nA bid for £{one}0.00 was received for tea.\n" for one in range(1, rows + 1))
    take_page(partnership, "march.txt", PAGE.replace("\nA request", more + "\nA request"), coordinator)
    accept_all(partnership, coordinator)
    with django_assert_num_queries(5):  # session, account, partnership; count, rows
        client_in.get(at("said"))


def test_what_was_decided_counts_for_a_new_reading(page, partnership, coordinator):
    one, other = Said.objects.order_by("start")
    bid = take_said(one, {"title": "A course"}, by=coordinator)
    refuse_said(other, by=coordinator)
    with pytest.raises(Refused, match="settled these words meanwhile"):
        refuse_said(one, by=coordinator)
    again = take_page(partnership, "march.txt", PAGE, coordinator)
    accept_all(partnership, coordinator)
    assert again.pk != page.pk
    assert [state for *_, state in list_told()] == ["taken", "refused"]
    assert set(Said.objects.values_list("document", flat=True)) == {again.pk}
    assert bid.said.get().words.startswith("A bid for £3,800.00")


def test_withdrawn_page_takes_its_words_and_leaves_the_bid(page, coordinator):
    one, other = Said.objects.order_by("start")
    take_said(one, {"title": "A course"}, by=coordinator)
    refuse_said(other, by=coordinator)
    withdraw_source(page.source, by=coordinator)
    assert list(Said.objects.values_list("state", flat=True)) == ["refused"]
    assert Bid.objects.get().said.count() == 0


def test_struck_out_words_go_from_the_bid_too(page, coordinator):
    said = Said.objects.order_by("start")[0]
    words = {"title": "A course of the Lantern Youth Club", "applicant_name": "Lantern Youth Club"}
    bid = take_said(said, words, shares=[("Lantern Youth Club", 5)], by=coordinator)
    strike_words(page, "Lantern Youth Club", why="Named by mistake", by=coordinator)
    bid = Bid.objects.get(pk=bid.pk)
    held = (bid.title, bid.applicant_name, bid.shares.get().body, bid.said.get().words)
    assert not any("Lantern" in one for one in held)
