"""One person with all they did; and initials, settled once for all pages."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_action, add_attendance, add_decision, add_organisation, add_person
from wapentake.actions.models import Action, Owner
from wapentake.contacts.models import Initials, Likeness, Person
from wapentake.intake.changes.facts import tidy
from wapentake.kit.models import Change

PERSON_QUERIES = 18
INITIALS_QUERIES = 6  # session, account, partnership, count, rows, people

POST = (date(2023, 1, 1), date(2024, 3, 12))


def person_page(client, person, slug="harrowmere"):
    return client.get(reverse("desk:person", args=[slug, person.pk]))


def settle(client, initials, person, slug="harrowmere"):
    address = reverse("desk:settle", args=[slug, initials.pk])
    return client.post(address, {"person": person.pk if person else ""}, follow=True)


@pytest.fixture
def tom(partnership):
    police = add_organisation(partnership, "Fenland Police")
    tom = add_person(partnership, "Tom Beckwith", (police, *POST))
    add_person(partnership, "T Beckwith", joined_to=tom)
    return tom


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_person_do_not_grow_with_rows(rows, client_in, partnership, tom, django_assert_num_queries):
    for number in range(rows):
        on = date(2024, 3, 12 + number)
        add_attendance(tom, on)
        add_action(partnership, f"action {number}", ("TB", tom), on=on)
        add_decision(partnership, f"decision {number}", on=on)
    with django_assert_num_queries(PERSON_QUERIES):
        person_page(client_in, tom)


def test_a_person_has_what_was_done_under_any_of_their_names(client_in, partnership, tom):
    joined = tom.joined.get()
    add_attendance(tom, date(2024, 3, 12))
    add_attendance(joined, date(2024, 1, 9), "in attendance")
    add_attendance(joined, date(2023, 11, 14), "apologies")
    add_action(partnership, "first", ("TB", tom))
    add_action(partnership, "second", ("T Beckwith", joined), state="done", done_on=date(2024, 4, 1))
    add_action(partnership, "third", "MFl")
    add_decision(partnership, "heard by them", on=date(2024, 1, 9))
    add_decision(partnership, "not heard by them", on=date(2023, 11, 14))
    text = person_page(client_in, tom).content.decode()
    for words in (
        "T Beckwith", "Fenland Police, 1 January 2023 to 12 March 2024", "2 meetings", "1 meeting",
        "2 actions, 1 open", "First", "Second", "Heard by them", "14 November 2023",
    ):  # fmt: skip
        assert words in text
    assert "Third" not in text
    assert "Not heard" not in text


def test_a_joined_name_leads_to_the_one_that_was_kept(client_in, tom):
    answer = person_page(client_in, tom.joined.get())
    assert answer.url == reverse("desk:person", args=["harrowmere", tom.pk])


def test_a_person_of_another_partnership_is_not_found(client_in, partnership, other_partnership):
    assert person_page(client_in, add_person(other_partnership, "Alien Person")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_initials_do_not_grow_with_rows(rows, client_in, partnership, tom, django_assert_num_queries):
    for number in range(rows):
        Initials.objects.create(partnership=partnership, written=f"T{number}", person=tom if number else None)
    with django_assert_num_queries(INITIALS_QUERIES):
        client_in.get(reverse("desk:initials", args=[partnership.slug]))


def test_unsettled_initials_come_first_with_names_that_fit(client_in, partnership, tom):
    add_person(partnership, "Anne Other")
    Initials.objects.create(partnership=partnership, written="AO", person=tom)
    Initials.objects.create(partnership=partnership, written="TB")
    answer = client_in.get(reverse("desk:initials", args=[partnership.slug]))
    assert [one.written for one in answer.context["page"]] == ["TB", "AO"]
    text = answer.content.decode()
    assert "They fit Tom Beckwith." in text
    assert '<optgroup label="Names that fit TB">' in text
    assert "T Beckwith" not in text.replace("Tom Beckwith", "")


def test_settling_names_the_owners_of_actions(client_in, coordinator, partnership, tom):
    initials = Initials.objects.create(partnership=partnership, written="TB")
    add_action(partnership, "ours", "TB")
    explained = add_person(partnership, "Tess Brown")
    add_action(partnership, "of another TB, as its page says", ("TB", explained))
    answer = settle(client_in, initials, tom)
    assert "Saved: TB is Tom Beckwith. That names the owner of 1 action." in answer.content.decode()
    initials.refresh_from_db()
    assert (initials.person, initials.settled_by) == (tom, coordinator)
    assert list(Owner.objects.order_by("pk").values_list("person__name", flat=True)) == ["Tom Beckwith", "Tess Brown"]
    assert set(Change.objects.values_list("verb", flat=True)) == {"settled", "lead settled"}


def test_the_lead_follows_who_is_joined(client_in, coordinator, partnership, tom):
    other = add_person(partnership, "Thomas Beckwith")
    action = add_action(partnership, "ours", ("TB", other), lead=other)
    pair = Likeness.objects.create(partnership=partnership, one=tom, other=other, reason="One letter.")
    address = reverse("desk:decide", args=[partnership.slug, pair.pk])
    client_in.post(address, {"decision": "same", "keep": tom.pk})
    assert Action.objects.get(pk=action.pk).lead == tom
    client_in.post(address, {"decision": "open", "keep": ""})
    assert Action.objects.get(pk=action.pk).lead == other


def test_settling_otherwise_and_taking_it_back(client_in, partnership, tom):
    initials = Initials.objects.create(partnership=partnership, written="TB")
    add_action(partnership, "ours", "TB")
    other = add_person(partnership, "Tess Brown")
    for person in (tom, other, None):
        settle(client_in, initials, person)
        assert Owner.objects.get().person == person


def test_settling_twice_the_same_is_one_change(client_in, partnership, tom):
    initials = Initials.objects.create(partnership=partnership, written="TB")
    for _ in range(2):
        settle(client_in, initials, tom)
    assert Change.objects.count() == 1


def test_initials_of_another_partnership_stay(client_in, partnership, other_partnership, tom):
    alien = Initials.objects.create(partnership=other_partnership, written="TB")
    add_action(other_partnership, "alien", "TB")
    assert settle(client_in, alien, tom).status_code == 404
    ours = Initials.objects.create(partnership=partnership, written="TB")
    settle(client_in, ours, tom)
    assert Owner.objects.get().person is None
    assert settle(client_in, ours, add_person(other_partnership, "Tess Brown")).status_code == 404
    assert client_in.get(reverse("desk:settle", args=["harrowmere", ours.pk])).status_code == 405


def test_somebody_who_is_in_no_list_is_added(client_in, partnership, tom):
    Initials.objects.create(partnership=partnership, written="KL")
    add_action(partnership, "ours", "KL")
    address = reverse("desk:add-person", args=[partnership.slug])
    page = client_in.get(reverse("desk:initials", args=[partnership.slug])).content.decode()
    assert f"{address}?initials=KL" in page
    homes = add_organisation(partnership, "Saltby Homes")
    told = {"name": "Kay Lark", "body": homes.pk, "email": "kay@council.example"}
    text = client_in.post(f"{address}?initials=KL", told, follow=True).content.decode()
    assert "Added: Kay Lark, whose initials are KL." in text
    kay = Person.objects.get(name="Kay Lark")
    assert (kay.email, str(kay.posts.get().organisation)) == ("kay@council.example", "Saltby Homes")
    action = Action.objects.get()
    assert (action.lead, str(action.lead_body)) == (kay, "Saltby Homes")
    tidy(partnership)
    assert kay.posts.exists()
    again = client_in.post(address, {"name": "kay lark", "body": ""}, follow=True).content.decode()
    assert "kay lark is known already." in again


def test_a_person_of_no_name_is_not_added(client_in, partnership):
    answer = client_in.post(reverse("desk:add-person", args=[partnership.slug]), {"name": "", "email": "x"})
    assert answer.status_code == 422
    assert "Enter a name" in answer.content.decode()


@pytest.mark.parametrize("name", ["initials"])
def test_nobody_else_may_look(name, client, client_stranger, partnership):
    address = reverse(f"desk:{name}", args=[partnership.slug])
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404
