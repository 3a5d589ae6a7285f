"""What becomes of links when an address is changed, a letter goes elsewhere, or somebody leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.facts import add_person
from tests.letters.test_links import give_address
from wapentake.contacts.models import Person
from wapentake.kit.changes import READER
from wapentake.kit.models import Change
from wapentake.letters.changes import end_links, end_links_of_leavers, make_link, send_again
from wapentake.letters.changes.sending import claim_letter
from wapentake.letters.links import TOKEN, read_token, sign
from wapentake.letters.models import Letter, Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(partnership):
    return give_address(add_person(partnership, "Jo Bloggs"), "jo@harrowmere.example")


@pytest.fixture
def link(person):
    return make_link(person, kind="actions", days=30)


def put(person, by=READER, **values):
    from wapentake.desk.changes.people import put_person

    return put_person(person, {"email": person.email, "left_on": None, **values}, by=by)


def write(person, link, **told):
    """A letter to somebody with the link in it."""
    address = f"http://localhost/by-link/{sign(link)}/"
    return Letter.objects.create(
        partnership=person.partnership,
        person=person,
        to=link.email,
        text=f"Dear Jo\n\n{address}\n",
        html=f'<p><a href="{address}">Open</a></p>',
        key=f"key {link.pk}",
        message_id=f"<{link.pk}@x>",
        **told,
    )


def ended(link):
    link.refresh_from_db()
    return link.ended_because


def tokens_in(letter):
    letter.refresh_from_db()
    tokens = TOKEN.findall(letter.text)
    assert tokens == TOKEN.findall(letter.html)
    return tokens


def test_another_address_ends_what_went_to_the_old_one(link, person):
    calendar = make_link(person, kind="calendar", days=300)
    assert put(person, email="jo.bloggs@harrowmere.example") == 2
    assert ended(link) == ended(calendar) == "Their address was changed"
    assert Change.objects.filter(thing="letters.link", verb="ended").count() == 2
    assert put(person, email="jo.bloggs@harrowmere.example") == 0


def test_an_address_in_capitals_is_the_same(link, person):
    assert put(person, email="Jo@Harrowmere.example") == 0
    assert ended(link) == ""


@pytest.mark.parametrize("state", ["bounced", "refused", "doubtful"])
def test_sent_again_elsewhere_a_letter_has_a_link_of_its_own(state, link, person):
    letter = write(person, link, state=state)
    person.email = "jo.bloggs@harrowmere.example"
    person.save()  # as if nobody had ended anything
    send_again(letter, by=READER)
    assert ended(link) == "Their address was changed"
    (token,) = tokens_in(letter)
    new = read_token(token)
    assert (letter.to, new.email, new.kind, new.person) == (person.email, person.email, "actions", person)
    assert new.is_open(timezone.now())
    assert not read_token(sign(link)).is_open(timezone.now())


def test_sent_again_after_the_address_was_changed_it_opens_too(link, person):
    letter = write(person, link, state="bounced")
    put(person, email="jo.bloggs@harrowmere.example")
    send_again(letter, by=READER)
    assert read_token(*tokens_in(letter)).is_open(timezone.now())


def test_sent_again_to_the_same_address_it_keeps_its_link(link, person):
    letter = write(person, link, state="bounced")
    send_again(letter, by=READER)
    assert tokens_in(letter) == [sign(link)]
    assert ended(link) == ""


def test_what_somebody_ended_stays_ended(link, person):
    letter = write(person, link, state="bounced")
    end_links(person, by=READER, because="A coordinator ended it")
    put(person, email="jo.bloggs@harrowmere.example")
    send_again(letter, by=READER)
    assert tokens_in(letter) == [sign(link)]
    assert Link.objects.count() == 1


def test_letters_that_wait_go_to_the_address_of_now(link, person, partnership):
    letter, other = write(person, link), make_link(person, kind="bid", days=60)
    elsewhere = write(person, other)
    Letter.objects.filter(pk=elsewhere.pk).update(to="office@harrowmere.example")
    put(person, email="jo.bloggs@harrowmere.example")
    (token,) = tokens_in(letter)
    assert (letter.to, letter.state) == ("jo.bloggs@harrowmere.example", "waiting")
    assert read_token(token).is_open(timezone.now())
    elsewhere.refresh_from_db()
    assert elsewhere.to == "office@harrowmere.example"
    change = Change.objects.get(verb="readdressed")
    assert (change.before["to"], change.after["to"]) == ("jo@harrowmere.example", "jo.bloggs@harrowmere.example")


def test_letters_that_wait_for_an_address_that_is_gone_are_not_sent(link, person):
    letter = write(person, link)
    put(person, email="")
    letter.refresh_from_db()
    assert (letter.state, letter.for_good) == ("refused", True)
    assert "no e-mail address" in letter.said
    assert ended(link) == "Their address was changed"


def test_a_letter_that_is_readdressed_is_not_claimed_as_it_was(link, person):
    letter = write(person, link)
    put(person, email="jo.bloggs@harrowmere.example")
    assert not claim_letter(letter, now=timezone.now())
    letter.refresh_from_db()
    assert claim_letter(letter, now=timezone.now())


def test_who_leaves_has_no_link_left_and_the_log_says_so(link, person):
    other = make_link(person, kind="calendar", days=3000)
    assert put(person, left_on=timezone.localdate()) == 2
    assert ended(link) == ended(other) == "They left"
    assert [one.after for one in Change.objects.filter(thing="letters.link", verb="ended")] == [
        {"because": "They left"}
    ] * 2


def test_who_leaves_later_has_links_until_that_day(link, person):
    day = timezone.localdate() + timedelta(3)
    assert put(person, left_on=day) == 0
    assert end_links_of_leavers(on=day - timedelta(1)) == 0
    assert end_links_of_leavers(on=day) == 1
    assert ended(link) == "They left"
    assert end_links_of_leavers(on=day) == 0


def test_the_run_of_each_day_writes_down_who_left(link, person, partnership):
    from wapentake.chasing.nudging import nudge

    Person.objects.filter(pk=person.pk).update(left_on=timezone.localdate())
    assert list(nudge(now=timezone.now(), dry_run=True)) == []
    assert ended(link) == ""
    assert list(nudge(now=timezone.now())) == []
    assert ended(link) == "They left"


def test_joined_to_somebody_who_left_the_links_of_both_end(link, person, partnership):
    kept = give_address(add_person(partnership, "Joanna Bloggs"), "joanna@harrowmere.example")
    person.joined_to = kept
    person.save()
    assert put(kept, left_on=timezone.localdate()) == 1
    assert ended(link) == "They left"


def test_the_page_of_a_person_shows_which_ended_and_why(client_in, partnership, link, person):
    make_link(person, kind="calendar", days=300)
    page = reverse("desk:person", args=[partnership.slug, person.pk])
    assert "until" in client_in.get(page).content.decode().split("Links without sign-in")[-1]
    edit = reverse("desk:edit-person", args=[partnership.slug, person.pk])
    said = client_in.post(edit, {"email": "jo.bloggs@harrowmere.example"}, follow=True).content.decode()
    assert "2 links that went to them open nothing any more." in said
    told = said.split("Links without sign-in")[-1]
    assert told.count("Their address was changed") == 2
    assert "jo@harrowmere.example" in told


def test_many_addresses_at_once_end_links_too(client_in, partnership, link, person):
    address = reverse("desk:addresses", args=[partnership.slug])
    client_in.post(address, {"text": "Jo Bloggs, jo.bloggs@harrowmere.example", "do": "save"})
    assert ended(link) == "Their address was changed"
