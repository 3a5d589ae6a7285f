"""One action: its words, its history, and the buttons that say how far it has come."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_action, add_person
from wapentake.actions.changes import set_action_state
from wapentake.actions.lists import say_due
from wapentake.actions.models import Action, ActionState
from wapentake.kit.models import Change


@pytest.fixture
def action(partnership):
    tom = add_person(partnership, "Tom Beckwith")
    return add_action(partnership, "write to the landlords", ("TB", tom), due_on=date(2024, 4, 30))


def address_of(action, name="action"):
    return reverse(f"actions:{name}", args=[action.partnership.slug, action.pk])


def test_the_page_shows_what_is_known(client_in, action):
    text = client_in.get(address_of(action)).content.decode()
    for words in ("Write to the landlords", "Tom Beckwith", "30 April 2024", "Overdue", "12 March 2024"):
        assert words in text
    assert reverse("desk:words", args=[action.partnership.slug, action.passage_id]) in text
    assert reverse("intake:correct", args=[action.partnership.slug, action.passage_id]) in text


def test_done_and_open_again(client_in, coordinator, action):
    answer = client_in.post(address_of(action, "done"), follow=True)
    action.refresh_from_db()
    assert action.state == ActionState.DONE
    assert action.done_on
    text = answer.content.decode()
    assert "Marked as done" in text
    assert f"by {coordinator}" in text
    client_in.post(address_of(action, "reopen"))
    action.refresh_from_db()
    assert (action.state, action.done_on) == (ActionState.OPEN, None)
    assert list(Change.objects.order_by("pk").values_list("verb", flat=True)) == ["said to be done", "opened again"]


def test_a_double_click_is_one_change(client_in, action):
    for _ in range(2):
        client_in.post(address_of(action, "done"))
    assert Change.objects.count() == 1


def test_the_day_on_which_it_was_done_stays(coordinator, action):
    set_action_state(action, ActionState.DONE, by=coordinator, on=date(2024, 4, 1))
    set_action_state(action, ActionState.DONE, by=coordinator, on=date(2024, 4, 2))
    assert Action.objects.get(pk=action.pk).done_on == date(2024, 4, 1)


@pytest.mark.parametrize("name", ["done", "reopen"])
def test_looking_changes_nothing(name, client_in, action):
    assert client_in.get(address_of(action, name)).status_code == 405


@pytest.mark.parametrize("name", ["action", "done", "reopen"])
def test_an_action_of_another_partnership_is_not_found(name, client_in, partnership, other_partnership):
    alien = add_action(other_partnership, "alien")
    address = reverse(f"actions:{name}", args=[partnership.slug, alien.pk])
    answer = client_in.get(address) if name == "action" else client_in.post(address)
    assert answer.status_code == 404
    assert Action.objects.get(pk=alien.pk).state == ActionState.OPEN


@pytest.mark.parametrize(
    ("due_on", "due_event", "words"),
    [
        (date(2017, 7, 31), "", "31 July 2017"),
        (None, "next meeting", "Next meeting"),
        (date(2017, 7, 31), "next meeting", "Next meeting, 31 July 2017"),
        (date(2017, 7, 31), "July 2017", "July 2017"),
        (None, "", ""),
    ],
)
def test_due_in_words(due_on, due_event, words):
    assert say_due(Action(due_on=due_on, due_event=due_event)) == words
