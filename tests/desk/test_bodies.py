"""Member bodies as attendance proposes them, who represents them, and what follows for their actions."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_action, add_organisation, add_passage, add_person, meeting_of
from tests.facts import add_document as add_page
from wapentake.actions.changes import fan_out
from wapentake.actions.models import Action
from wapentake.contacts.models import Organisation
from wapentake.meetings.models import Attendance

QUERIES = 9  # session, account, partnership; bodies, the newest list, who stood, people, meetings; actions for all


def stand(person, body, on):
    document = add_page(body.partnership, person.name, on)
    passage = add_passage(document, "attendance", person.name)
    told = {"name": person.name, "person": person, "organisation": body, "status": "present"}
    return Attendance.objects.create(meeting=meeting_of(document), passage=passage, **told)


@pytest.fixture
def force(partnership):
    return add_organisation(partnership, "Fenland Police")


@pytest.fixture
def tom(partnership, force):
    tom, gita = add_person(partnership, "Tom Beckwith"), add_person(partnership, "Gita Kaur")
    for month in (1, 2, 3):
        stand(tom, force, date(2024, month, 12))
    stand(gita, force, date(2024, 3, 12))
    return tom


@pytest.fixture
def address(partnership):
    return reverse("desk:members", args=[partnership.slug])


def shown(client, address):
    """What the form of a page says as it is shown."""
    forms = client.get(address).context["forms"]
    data = {}
    for form in forms:
        data |= {form.add_prefix(name): form[name].initial for name in ("was", "head")}
        data |= {form.add_prefix(name): "on" for name in ("is_member", "is_responsible") if form[name].initial}
    return data


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    for number in range(rows):
        body = add_organisation(partnership, f"Body {number}")
        stand(add_person(partnership, "Tom" * (number + 1)), body, date(2024, 1 + number, 12))
    with django_assert_num_queries(QUERIES):
        client_in.get(address)


def test_attendance_proposes_and_decides_nothing(client_in, partnership, force, tom, address):
    add_organisation(partnership, "Saltby Homes")
    answer = client_in.get(address)
    first = answer.context["forms"][0]
    assert (first.stood.body, first["head"].initial, first["is_member"].initial) == (force, str(tom.pk), False)
    text = answer.content.decode()
    for words in ("In 3 of 3 lists of attendance of the last year.", "In no list of attendance.", "listed 3 of late"):
        assert words in text
    client_in.post(address, shown(client_in, address))
    assert not Organisation.objects.filter(is_member=True).exists()
    assert not Organisation.objects.exclude(representative=None).exists()


def test_ticked_and_saved_at_once(client_in, partnership, force, tom, address):
    homes = add_organisation(partnership, "Saltby Homes")
    data = shown(client_in, address)
    data |= {
        f"body-{force.pk}-is_member": "on",
        f"body-{force.pk}-is_responsible": "on",
        f"body-{homes.pk}-is_member": "on",
    }
    assert "Saved: 2 bodies changed." in client_in.post(address, data, follow=True).content.decode()
    force.refresh_from_db()
    homes.refresh_from_db()
    assert (force.is_member, force.is_responsible, force.representative) == (True, True, tom)
    assert (homes.is_member, homes.is_responsible, homes.representative) == (True, False, None)


def test_what_somebody_else_said_meanwhile_stays(client_in, partnership, force, tom, address):
    data = shown(client_in, address)
    Organisation.objects.filter(pk=force.pk).update(is_responsible=True)
    client_in.post(address, {**data, f"body-{force.pk}-is_member": "on"})
    force.refresh_from_db()
    assert (force.is_member, force.is_responsible) == (True, True)


def test_what_it_leads_follows_who_represents_it(client_in, coordinator, partnership, force, tom):
    action = add_action(partnership, "send a list", "All Partners")
    force.is_member = True
    force.save()
    (child,) = fan_out(action, by=coordinator)
    assert child.lead is None
    page = reverse("desk:organisation", args=[partnership.slug, force.pk])
    assert "nobody is named to represent" in client_in.get(page).content.decode()
    data = {f"body-{force.pk}-is_member": "on", f"body-{force.pk}-was": "1|0|", f"body-{force.pk}-head": tom.pk}
    client_in.post(page, data)
    assert Action.objects.get(pk=child.pk).lead == tom
    text = client_in.get(page).content.decode()
    for words in ("Represented by", "Tom Beckwith", "Send a list", "in 3 lists of attendance of the last year"):
        assert words in text


def test_what_is_for_all_and_given_to_nobody_is_named(client_in, partnership, force, address):
    force.is_member = True
    force.save()
    action = add_action(partnership, "send a list", "All Partners")
    add_action(partnership, "count the lamps", "TB")
    answer = client_in.get(address)
    assert answer.context["waiting"] == [action]
    assert "1 action for all partners was not given to each body yet" in answer.content.decode()


def test_a_chair_reads_it(client_chair, force, address):
    assert "Save all" not in client_chair.get(address).content.decode()


def test_nobody_else(client, client_stranger, client_in, partnership, other_partnership, address):
    alien = add_organisation(other_partnership, "Alien Council")
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404
    assert client_in.get(reverse("desk:organisation", args=[partnership.slug, alien.pk])).status_code == 404
