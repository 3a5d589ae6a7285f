"""Marking a bid by the link of a letter: who was asked marks, says an interest first, and sees no bid of others."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.bids.made import Desk
from wapentake.bids.changes import circulate_bid, take_step
from wapentake.bids.queries.marking import find_tally
from wapentake.kit.models import Change
from wapentake.letters.models import Letter, Link, Use

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(partnership, coordinator):
    return Desk(partnership, coordinator)


def path_in(letter):
    """The path of the link that stands in a letter."""
    return re.search(r"https?://[^/\s]+(/by-link/\S+/bids/)", letter.text)[1]


def words_of(answer):
    return " ".join(answer.content.decode().split())


def marks_of(bid, mark):
    return {"about": "marks", **{f"mark_{one.pk}": mark for one in bid.scheme.criteria.all()}}


def test_letter_leads_to_the_marks_and_they_count(desk):
    bid = desk.circulated()
    path, nobody = path_in(Letter.objects.order_by("pk")[0]), Client()
    assert "Read and mark it" in words_of(nobody.get(path))
    marker = bid.markers.get(person=desk.people[0])
    words = words_of(nobody.get(f"{path}{marker.pk}/"))
    assert "It is dark" in words
    assert nobody.post(f"{path}{marker.pk}/", {"about": "marks"}).status_code == 422
    assert nobody.post(f"{path}{marker.pk}/", marks_of(bid, 4)).url == path
    assert "Marked" in words_of(nobody.get(path))
    assert find_tally(bid).score == 80
    assert Change.objects.filter(verb="marked", by_name="Ann Bell, by link", by_id=None).exists()
    assert Use.objects.filter(what="Marked: Lamps").exists()


def test_who_stands_for_the_applicant_says_first_whether_that_is_an_interest(desk):
    inspector = desk.person("Dana Colley", body=desk.police, email="dana@fenland.example")
    bid = desk.bid()
    circulate_bid(bid, [inspector], due_on=date(2017, 9, 11), by=desk.by)
    bid, path, nobody = desk.again(bid), path_in(Letter.objects.get()), Client()
    page = f"{path}{bid.markers.get().pk}/"
    words = words_of(nobody.get(page))
    assert "You stand for Fenland Police" in words
    assert "Send my marks" not in words
    answer = nobody.post(page, marks_of(bid, 4))
    assert (answer.status_code, find_tally(bid).sheets) == (409, {})
    assert nobody.post(page, {"about": "interest", "has_one": "yes"}).status_code == 422
    nobody.post(page, {"about": "interest", "has_one": "no"})
    assert nobody.post(page, marks_of(bid, 5)).url == path
    nobody.post(page, {"about": "interest", "has_one": "yes", "words": "My station asks"})
    assert "You do not mark this bid" in words_of(nobody.get(path))
    assert find_tally(bid).sheets == {}


def test_link_opens_no_marks_of_others_and_none_after_marking_ended(desk):
    bid = desk.circulated()
    path, nobody = path_in(Letter.objects.order_by("pk")[0]), Client()
    other = bid.markers.get(person=desk.people[1])
    assert nobody.get(f"{path}{other.pk}/").status_code == 404
    desk.mark(bid, 4, 4, 4)
    take_step(bid, "score", by=desk.by)
    own = bid.markers.get(person=desk.people[0])
    assert nobody.post(f"{path}{own.pk}/", marks_of(bid, 5)).status_code == 404
    assert "Nothing waits for your marks" in words_of(nobody.get(path))


def test_expired_link_offers_no_new_one(desk):
    desk.circulated()
    path = path_in(Letter.objects.order_by("pk")[0])
    Link.objects.update(expires_at="2017-01-01T00:00Z")
    answer = Client().get(path)
    assert (answer.status_code, "Send me a new link" in words_of(answer)) == (410, False)
