"""Pairs of names that may be one person: nobody is joined unasked, and all can be taken back."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_organisation, add_person
from wapentake.contacts.models import Likeness, LikenessState
from wapentake.kit.models import Change

QUERIES = 9  # session, account, partnership, count, rows; posts and their organisations, for either name


@pytest.fixture
def likeness(partnership):
    police = add_organisation(partnership, "Fenland Police")
    one = add_person(partnership, "S Penny", (police, date(2018, 4, 16), date(2018, 4, 16)))
    return make_likeness(one, add_person(partnership, "Sally Penney"))


def make_likeness(one, other):
    return Likeness.objects.create(partnership=one.partnership, one=one, other=other, reason="One letter.")


def decide(client, likeness, decision, keep=""):
    address = reverse("desk:decide", args=[likeness.partnership.slug, likeness.pk])
    came_from = "http://testserver" + reverse("contacts:likenesses", args=[likeness.partnership.slug])
    return client.post(address, {"decision": decision, "keep": keep}, follow=True, headers={"referer": came_from})


def page_of(client, partnership):
    return client.get(reverse("contacts:likenesses", args=[partnership.slug]))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, django_assert_num_queries):
    police = add_organisation(partnership, "Fenland Police")
    for letters in ("a", "b", "c")[:rows]:
        post = (police, date(2018, 4, 16), date(2018, 4, 16))
        pair = [add_person(partnership, f"{name} {letters}", post) for name in ("Tom", "T")]
        make_likeness(*pair)
    with django_assert_num_queries(QUERIES):
        page_of(client_in, partnership)


def test_the_reason_and_where_each_name_stands(client_in, partnership, likeness):
    text = page_of(client_in, partnership).content.decode()
    for words in ("S Penny and Sally Penney", "One letter.", "Fenland Police, 16 April 2018", "To decide"):
        assert words in text


def test_one_person_is_shown_under_the_name_that_is_kept(client_in, coordinator, likeness):
    answer = decide(client_in, likeness, "same", likeness.other_id)
    assert "Saved: one person, shown as Sally Penney." in answer.content.decode()
    likeness.one.refresh_from_db()
    assert likeness.one.joined_to == likeness.other
    people = client_in.get(reverse("contacts:people", args=["harrowmere"]))
    assert [person.name for person in people.context["page"]] == ["Sally Penney"]
    assert Change.objects.get().by_name == str(coordinator)


def test_two_people(client_in, likeness):
    decide(client_in, likeness, "different")
    likeness.refresh_from_db()
    assert likeness.state == LikenessState.DIFFERENT
    assert likeness.one.joined_to is None


def test_thinking_again_takes_it_back(client_in, likeness):
    decide(client_in, likeness, "same", likeness.one_id)
    answer = decide(client_in, likeness, "open")
    assert "nothing is decided" in answer.content.decode()
    likeness.refresh_from_db()
    likeness.other.refresh_from_db()
    assert (likeness.state, likeness.other.joined_to) == (LikenessState.OPEN, None)


def test_two_who_decide_otherwise_at_once(client_in, coordinator, likeness):
    decide(client_in, likeness, "same", likeness.one_id)
    answer = decide(client_in, likeness, "different")
    assert f"{coordinator} decided before: one person. Nothing was changed." in answer.content.decode()
    likeness.refresh_from_db()
    assert likeness.state == LikenessState.SAME


@pytest.mark.parametrize("sent", [{"decision": "maybe"}, {"decision": "same", "keep": "999999"}, {}])
def test_what_no_button_sends_is_refused(sent, client_in, likeness):
    address = reverse("desk:decide", args=[likeness.partnership.slug, likeness.pk])
    assert client_in.post(address, sent).status_code == 404
    assert Change.objects.count() == 0


def test_looking_changes_nothing(client_in, likeness):
    address = reverse("desk:decide", args=[likeness.partnership.slug, likeness.pk])
    assert client_in.get(address).status_code == 405


def test_names_of_another_partnership_are_not_found(client_in, partnership, other_partnership):
    alien = make_likeness(add_person(other_partnership, "A One"), add_person(other_partnership, "A Two"))
    address = reverse("desk:decide", args=[partnership.slug, alien.pk])
    assert client_in.post(address, {"decision": "same"}).status_code == 404
    assert "A One" not in page_of(client_in, partnership).content.decode()
