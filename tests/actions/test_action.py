"""One action: its words, its history, and the buttons that say how far it has come."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.facts import add_action, add_meeting, add_organisation, add_person, add_series
from wapentake.actions.changes import add_note
from wapentake.actions.lists import say_due
from wapentake.actions.models import Action, ActionState, Note
from wapentake.kit.models import Change

QUERIES = 10  # session, account, partnership; action, owners; bodies; reports; log, notes, reminders


@pytest.fixture
def action(partnership):
    tom = add_person(partnership, "Tom Beckwith")
    return add_action(partnership, "write to the landlords", ("TB", tom), lead=tom, due_on=date(2024, 4, 30))


def address_of(action, name="action", room="actions"):
    room = "desk" if name in ("action", "lead") else room
    return reverse(f"{room}:{name}", args=[action.partnership.slug, action.pk])


def say(client, action, name, **told):
    return client.post(address_of(action, name), told, follow=True).content.decode()


def test_the_page_shows_what_is_known(client_in, action):
    text = client_in.get(address_of(action)).content.decode()
    for words in ("Write to the landlords", "Tom Beckwith", "30 April 2024", "Overdue", "12 March 2024"):
        assert words in text
    assert reverse("desk:words", args=[action.partnership.slug, action.passage_id]) in text
    assert reverse("intake:correct", args=[action.partnership.slug, action.passage_id]) in text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_what_happened(rows, client_in, coordinator, action, django_assert_num_queries):
    for number in range(rows):
        add_note(action, f"note {number}", by=coordinator, via="desk")
    with django_assert_num_queries(QUERIES):
        client_in.get(address_of(action))


def test_a_chair_may_look_and_say_nothing(client_chair, action):
    text = client_chair.get(address_of(action)).content.decode()
    assert "Write to the landlords" in text
    assert "Add a note" not in text


def test_its_whole_life(client_in, coordinator, action):
    say(client_in, action, "state", state="blocked", why="The list of landlords is missing.")
    say(client_in, action, "note", text="The council sent half of it.")
    say(client_in, action, "close", at="", why="All of them were written to.")
    text = client_in.get(address_of(action)).content.decode()
    places = [
        text.index(words)
        for words in (
            "Given at the meeting",
            "Blocked</strong> by Rowan Teale",
            "The list of landlords is missing.",
            "The council sent half of it.",
            "Closed</strong> by Rowan Teale",
            "All of them were written to.",
        )
    ]
    assert places == sorted(places)
    assert "outside of a meeting" in text


def test_done_closed_at_a_meeting_and_open_again(client_in, action):
    may = add_meeting(add_series(action.partnership), date(2024, 5, 13), state="held")
    assert "Saved: said to be done." in say(client_in, action, "state", state="done")
    text = say(client_in, action, "close", at=may.pk)
    assert "at the meeting of 13 May 2024" in text
    action.refresh_from_db()
    assert (action.state, action.closed_at, action.closed_on) == (ActionState.CLOSED, may, may.on)
    assert "Open again" in say(client_in, action, "reopen", why="It was another one.")
    action.refresh_from_db()
    assert (action.state, action.done_on, action.closed_at) == (ActionState.OPEN, None, None)


@pytest.mark.parametrize(
    ("name", "told", "words"),
    [
        ("state", {}, "Choose how far it has come"),
        ("state", {"state": "blocked"}, "Say what it waits for"),
        ("state", {"state": "closed", "why": "x"}, "Select a valid choice"),
        ("close", {"at": ""}, "Say why it is closed outside of a meeting"),
        ("reopen", {}, "Say why"),
        ("due", {}, "Choose by when it is due"),
        ("due", {"how": "day"}, "Enter the day"),
        ("due", {"how": "meeting"}, "Choose a meeting"),
        ("lead", {}, "Choose who leads it"),
        ("lead", {"lead": "nobody"}, "Say why nobody leads it"),
        ("note", {}, "Write a note, or choose a file"),
    ],
)
def test_what_is_missing_is_said(name, told, words, client_in, action):
    answer = client_in.post(address_of(action, name), told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Change.objects.exists()


def test_the_due_day_is_changed(client_in, action):
    say(client_in, action, "due", how="day", day_day="3", day_month="6", day_year="2024", why="They asked for time.")
    action.refresh_from_db()
    assert (action.due_on, action.due_given) == (date(2024, 6, 3), True)
    june = add_meeting(add_series(action.partnership), date(2030, 6, 10))
    assert "At the meeting of" in say(client_in, action, "due", how="meeting", meeting=june.pk)
    action.refresh_from_db()
    assert (action.due_on, action.due_meeting) == (june.on, june)
    assert "Without a date" in say(client_in, action, "due", how="none")


def test_the_lead_is_changed(client_in, action):
    gita = add_person(action.partnership, "Gita Kaur")
    assert "Saved: Gita Kaur leads it." in say(client_in, action, "lead", lead=gita.pk, why="Tom is away.")
    assert "No lead: it was given back." in say(client_in, action, "lead", lead="nobody", why="Gita says no.")
    assert "which is Tom Beckwith" in say(client_in, action, "lead", lead="page")
    action.refresh_from_db()
    assert action.lead.name == "Tom Beckwith"


def test_a_note_with_a_file(client_in, action):
    file = SimpleUploadedFile("list.csv", b"name,street\nA,B\n")
    text = say(client_in, action, "note", text="", file=file)
    note = Note.objects.get()
    address = reverse("actions:file", args=[action.partnership.slug, note.pk])
    assert address in text
    answer = client_in.get(address)
    assert b"".join(answer.streaming_content) == b"name,street\nA,B\n"
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )


def test_a_page_is_no_file_of_a_note(client_in, action):
    file = SimpleUploadedFile("list.html", b"<html><script>alert(1)</script></html>")
    assert "was not added" in say(client_in, action, "note", text="x", file=file)
    assert not Note.objects.exists()


def test_a_note_without_a_file_has_none(client_in, coordinator, action):
    note = add_note(action, "Words.", by=coordinator, via="desk")
    assert client_in.get(reverse("actions:file", args=[action.partnership.slug, note.pk])).status_code == 404


def test_nobody_to_lead_is_said(client_in, partnership):
    for written, words in (
        ("RB", "No lead yet: nobody knows who RB is."),
        (("Fenland Police", add_organisation(partnership, "Fenland Police")), "nobody is named to represent"),
        ("All Partners", "not given to each body yet"),
    ):
        action = add_action(partnership, "count the lamps", written)
        if not isinstance(written, str):
            Action.objects.filter(pk=action.pk).update(lead_body=written[1])
        assert words in client_in.get(address_of(action)).content.decode()
    assert (
        "the minutes name nobody"
        in client_in.get(address_of(add_action(partnership, "paint the gate"))).content.decode()
    )


def test_a_lead_who_left_is_said(client_in, partnership):
    tom = add_person(partnership, "Tom Beckwith")
    tom.left_on = date(2024, 5, 1)
    tom.save()
    action = add_action(partnership, "count the lamps", ("TB", tom), lead=tom)
    text = client_in.get(address_of(action)).content.decode()
    assert "Tom Beckwith left on 1 May 2024. A new lead is needed." in text


def test_given_to_each_body(client_in, partnership):
    action = add_action(partnership, "send a risk register", "All Partners")
    assert "nobody has said yet who they are" in client_in.get(address_of(action)).content.decode()
    for name in ("Fenland Police", "Saltby Homes"):
        body = add_organisation(partnership, name)
        body.is_member = True
        body.save()
    assert "Give it to each body" in client_in.get(address_of(action)).content.decode()
    text = say(client_in, action, "each")
    assert "Given to 2 bodies" in text
    assert "0 of 2 bodies have done it" in text
    child = action.children.first()
    assert child.lead_body.name in client_in.get(address_of(child)).content.decode()
    body = add_organisation(partnership, "Fire Service")
    body.is_member = True
    body.save()
    assert "Fire Service has none of their own yet" in client_in.get(address_of(action)).content.decode()


@pytest.mark.parametrize("name", ["each"])
def test_looking_changes_nothing(name, client_in, action):
    assert client_in.get(address_of(action, name)).status_code == 405


@pytest.mark.parametrize("name", ["action", "state", "close", "reopen", "due", "lead", "note", "each"])
def test_an_action_of_another_partnership_is_not_found(name, client_in, partnership, other_partnership):
    alien = add_action(other_partnership, "alien")
    room = "desk" if name in ("action", "lead") else "actions"
    address = reverse(f"{room}:{name}", args=[partnership.slug, alien.pk])
    answer = client_in.post(address) if name == "each" else client_in.get(address)
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
