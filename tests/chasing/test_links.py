"""Links tampered with, guessed, expired, ended, of leavers and in other hands."""

import re
import secrets
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.chasing.chased import Visitor, add_lead, give, link_for
from wapentake.actions.models import Action
from wapentake.letters.changes import end_links
from wapentake.letters.links import read_token, sign
from wapentake.letters.models import Letter, Link, Use


def fresh(action):
    return Action.objects.get(pk=action.pk)


@pytest.mark.parametrize("kind", ["actions", "action", "not-me", "again", "calendar", "feed"])
def test_a_link_that_was_tampered_with_opens_nothing(kind, visitor, action):
    head, _, tail = visitor.token.rpartition(".")
    other = "A" if tail[0] != "A" else "B"
    for token in (f"{head}.{other}{tail[1:]}", f"{head}.{tail[:-1]}", visitor.token.upper(), "a", "x" * 400):
        address = reverse(f"by-link:{kind}", args=[token, action.pk] if kind == "action" else [token])
        answer = visitor.client.post(address) if kind == "again" else visitor.client.get(address)
        assert answer.status_code == 404, token
        assert "This link does not work" in answer.content.decode()
    assert not Use.objects.exists()


def test_guessing_ten_thousand_times_opens_nothing(visitor, django_assert_num_queries):
    head = visitor.token.split(".")[0]
    guesses = [f"{head}.{secrets.token_urlsafe(12)}.{secrets.token_urlsafe(32)}" for _ in range(5_000)]
    guesses += [secrets.token_urlsafe(40) for _ in range(5_000)]
    with django_assert_num_queries(0):
        assert [one for one in guesses if read_token(one)] == []
        answers = {visitor.client.get(reverse("by-link:actions", args=[one])).status_code for one in guesses[::500]}
    assert answers == {404}
    assert not Use.objects.exists()


def test_a_link_of_one_kind_opens_no_other(jo, visitor):
    calendar = Visitor(link_for(jo, kind="calendar"))
    assert calendar.get().status_code == 404
    assert visitor.get("feed").status_code == 404
    assert calendar.get("feed").status_code == 200


def test_an_expired_link_offers_a_new_one_to_the_same_address(jo, visitor, action):
    Link.objects.update(expires_at=timezone.now() - timedelta(1))
    answer = visitor.get()
    assert answer.status_code == 410
    assert "Send me a new link" in answer.content.decode()
    assert visitor.say(action, "done").status_code == 410
    assert fresh(action).state == "open"
    assert "A new link is on its way" in visitor.client.post(visitor.path("again")).content.decode()
    again = visitor.client.post(visitor.path("again"))
    assert again.status_code == 409
    assert "less than ten minutes ago" in again.content.decode()
    letter = Letter.objects.get()
    assert letter.to == jo.email
    token = re.search(r"/by-link/([^/]+)/", letter.text)[1]
    assert Client().get(reverse("by-link:actions", args=[token])).status_code == 200


@pytest.mark.parametrize("why", ["address", "left", "ended"])
def test_no_new_link_for_who_is_not_reached_there_any_more(why, jo, visitor, coordinator):
    Link.objects.update(expires_at=timezone.now() - timedelta(1))
    if why == "address":
        jo.email = "new@x.example"
    elif why == "left":
        jo.left_on = timezone.localdate()
    else:
        end_links(jo, by=coordinator)
    jo.save()
    assert "Send me a new link" not in visitor.text()
    assert "No new link was sent" in visitor.client.post(visitor.path("again")).content.decode()
    assert not Letter.objects.exists()


def test_a_leaver_has_no_link_from_that_day_on(jo, visitor, action):
    jo.left_on = timezone.localdate()
    jo.save()
    answer = visitor.get()
    assert answer.status_code == 410
    assert "Ask" not in answer.content.decode().split("<main")[0]
    assert visitor.say(action, "done").status_code == 410


def test_who_is_somebody_else_ends_the_link(jo, visitor):
    other = Visitor(link_for(jo))
    assert "end this link" in visitor.text("not-me")
    answer = visitor.client.post(visitor.path("not-me"))
    assert "The link is ended" in answer.content.decode()
    assert visitor.get().status_code == 410
    assert visitor.client.post(visitor.path("not-me")).status_code == 410
    assert other.get().status_code == 200
    assert "somebody else" in Link.objects.order_by("pk").first().ended_because


def test_the_calendar(partnership, jo, visitor, action, today):
    give(partnership, jo, "find the key")
    text = visitor.client.post(visitor.path("calendar")).content.decode()
    address = re.search(r'href="http://localhost(/by-link/[^"]+\.ics)"', text)[1]
    again = visitor.client.post(visitor.path("calendar")).content.decode()
    assert address in again
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == today + timedelta(5)
    assert str(event["summary"]) == "Due: count the cans"
    assert Client().get(address).content == answer.content
    jo.left_on = today
    jo.save()
    assert Client().get(address).status_code == 410


def test_names_that_were_joined_are_one_person(partnership, jo, action):
    other = add_lead(partnership, "J Bloggs", email="old@x.example")
    link = link_for(other)
    other.joined_to = jo
    other.save()
    text = Client().get(reverse("by-link:actions", args=[sign(link)])).content.decode()
    assert "Jo Bloggs" in text
    assert "Count the cans" in text
