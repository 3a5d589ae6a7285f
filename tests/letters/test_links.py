"""Links without sign-in: signed, expiring, ended, logged; a wrong one names nothing; an expired one is made anew."""

import random
import string
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.utils import timezone

from tests.facts import add_person
from wapentake.kit.changes import READER
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.changes import end_links, make_link, make_links, note_use, renew_link
from wapentake.letters.links import full_address, read_token, sign
from wapentake.letters.models import Letter, Link, Use

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(partnership):
    return give_address(add_person(partnership, "Jo Bloggs"), "jo@harrowmere.example")


def give_address(person, email):
    person.email = email
    person.save()
    return person


@pytest.fixture
def link(person):
    return make_link(person, kind="actions", days=30)


def expire(link):
    now = timezone.now()
    Link.objects.filter(pk=link.pk).update(made_at=now - timedelta(days=31), expires_at=now - timedelta(days=1))
    link.refresh_from_db()
    return link


def test_a_token_names_its_link_and_nothing_of_the_person(link, person):
    token = sign(link)
    assert read_token(token) == link
    assert set(token) <= set(string.ascii_letters + string.digits + "-_.")
    assert len(token) < 100
    assert "jo" not in token.lower().split(".")
    assert (link.email, link.kind, link.person) == ("jo@harrowmere.example", "actions", person)
    assert Change.objects.filter(thing="letters.link", verb="made").count() == 1
    assert token not in str(Change.objects.values_list("after", flat=True))


def test_each_changed_character_makes_a_token_name_nothing(link):
    token = sign(link)
    for at, was in enumerate(token):
        other = "A" if was != "A" else "B"
        assert read_token(token[:at] + other + token[at + 1 :]) is None
    assert [read_token(one) for one in ("", ".", "..", token[:-1], token + "A", token * 3, "é" * 50, "1.2.3")] == [
        None
    ] * 8


def test_ten_thousand_guesses_find_nothing(link):
    chance = random.Random(7)
    letters = string.ascii_letters + string.digits + "-_"
    number, nonce, seal = sign(link).split(".")
    for _ in range(5000):
        assert read_token(f"{number}.{nonce}.{''.join(chance.choices(letters, k=len(seal)))}") is None
        guessed = "".join(chance.choices(letters, k=len(nonce)))
        assert read_token(f"{number}.{guessed}.{seal}") is None


def test_the_seal_of_another_purpose_or_row_is_none(link, person):
    other = make_link(person, kind="actions", days=30)
    assert read_token(Signer(salt="another", sep=".").sign(sign(link).rpartition(".")[0])) is None
    Link.objects.filter(pk=other.pk).update(nonce="anew")
    assert read_token(sign(other)) is None
    token = sign(link)
    link.delete()
    assert read_token(token) is None


def test_a_link_is_open_until_it_expires_or_is_ended(link, person):
    now = timezone.now()
    assert link.is_open(now)
    assert not link.is_open(link.expires_at)
    assert end_links(person, by=READER, because="They asked for it") == 1
    link.refresh_from_db()
    assert not link.is_open(now)
    assert link.ended_because == "They asked for it"
    assert read_token(sign(link)) == link  # and its page says that it was ended
    assert end_links(person, by=READER) == 0


def test_the_links_of_who_leaves_are_closed_that_day(link, person):
    today = timezone.localdate()
    for left_on, is_open in ((today + timedelta(days=1), True), (today, False), (today - timedelta(days=9), False)):
        person.left_on = left_on
        person.save()
        assert read_token(sign(link)).is_open(timezone.now()) == is_open


def test_the_links_of_all_names_of_a_person_end_together(link, person, partnership):
    kept = give_address(add_person(partnership, "Joanna Bloggs"), "joanna@harrowmere.example")
    person.joined_to = kept
    person.save()
    make_link(person, kind="calendar", days=30)
    assert Link.objects.filter(person=kept, email="joanna@harrowmere.example").count() == 1
    kept.left_on = timezone.localdate()
    kept.save()
    assert not read_token(sign(link)).is_open(timezone.now())
    assert end_links(person, by=READER) == 2


def test_without_an_address_there_is_no_link(partnership):
    with pytest.raises(Refused, match="no e-mail address for Al Roe"):
        make_link(add_person(partnership, "Al Roe"), kind="actions", days=30)
    assert not Link.objects.exists()


def test_links_by_the_thousand(partnership, django_assert_num_queries):
    people = [
        give_address(add_person(partnership, f"Person {string.ascii_uppercase[n]}"), f"p{n}@harrowmere.example")
        for n in range(20)
    ]
    with django_assert_num_queries(4):
        links = make_links(people, kind="actions", days=30)
    assert [link.person for link in links] == people
    assert len({sign(link) for link in links}) == 20


def test_each_use_is_kept(link):
    note_use(link, "opened")
    note_use(link, "said that it is done")
    assert list(Use.objects.order_by("pk").values_list("link", "what")) == [
        (link.pk, "opened"),
        (link.pk, "said that it is done"),
    ]


def test_an_expired_link_is_made_anew_for_the_same_address_alone(link, person, settings):
    settings.ADDRESS = "https://wapentake.example"
    give_address(person, "elsewhere@harrowmere.example")
    letter = renew_link(expire(link), path_of=lambda token: f"/by-link/{token}/")
    new = Link.objects.latest("pk")
    assert (letter.to, new.email, new.kind) == ("jo@harrowmere.example", "jo@harrowmere.example", "actions")
    assert new.is_open(timezone.now())
    assert f"https://wapentake.example/by-link/{sign(new)}/" in letter.text
    assert "Jo Bloggs" in letter.text


def test_a_new_link_is_sent_once_in_ten_minutes_for_an_address(link, person):
    renew_link(expire(link), path_of=str)
    other = expire(make_link(person, kind="calendar", days=3))
    with pytest.raises(Refused, match="less than ten minutes ago"):
        renew_link(other, path_of=str)
    assert Letter.objects.count() == 1
    Letter.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    renew_link(other, path_of=str)
    assert Letter.objects.count() == 2


def test_what_was_ended_or_still_works_is_not_made_anew(link, person):
    with pytest.raises(Refused, match="still works"):
        renew_link(link, path_of=str)
    person.left_on = timezone.localdate()
    person.save()
    with pytest.raises(Refused, match="was ended"):
        renew_link(expire(Link.objects.get(pk=link.pk)), path_of=str)
    assert not Letter.objects.exists()


def test_addresses_begin_as_the_installation_is_reached(settings):
    settings.ADDRESS = "https://wapentake.example/csp"
    assert full_address("/a/b/") == "https://wapentake.example/csp/a/b/"
