"""What somebody says by their link: once each, as things stand, and in their name."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.chasing.chased import add_lead
from wapentake.actions.changes import close_action, hand_over, set_action_state
from wapentake.actions.models import Action, Note
from wapentake.chasing.models import Answer
from wapentake.kit.models import Change


def fresh(action):
    return Action.objects.get(pk=action.pk)


@pytest.mark.parametrize(
    ("kind", "told", "verb"),
    [
        ("done", {}, "said to be done"),
        ("done", {"words": "Sent on Friday"}, "said to be done"),
        ("in progress", {"words": "Half way"}, "begun"),
        ("blocked", {"words": "No paint"}, "blocked"),
    ],
)
def test_how_it_stands(kind, told, verb, visitor, action, jo):
    answer = visitor.say(action, kind, follow=True, **told)
    assert fresh(action).state == kind
    assert "Thank you" in answer.content.decode()
    change = Change.objects.filter(thing="actions.action").latest("pk")
    assert (change.verb, change.by_name, change.by_id) == (verb, "Jo Bloggs, by link", None)
    assert change.after.get("why") == told.get("words")
    kept = Answer.objects.get()
    assert (kept.kind, kept.words, kept.person, kept.via) == (kind, told.get("words", ""), jo, "link")


def test_by_when(visitor, action, today):
    day = today + timedelta(20)
    visitor.say(action, "day", day_day=str(day.day), day_month=str(day.month), day_year=str(day.year))
    assert fresh(action).promised_on == day
    assert fresh(action).due_on == action.due_on
    assert "You said by" in visitor.text()


@pytest.mark.parametrize("days", [-1, 800])
def test_a_day_that_will_not_do(days, visitor, action, today):
    answer = visitor.say(action, "day", day=(today + timedelta(days)).isoformat())
    assert answer.status_code == 409
    assert "within two years" in answer.content.decode()
    assert fresh(action).promised_on is None


def test_not_mine(visitor, action, jo):
    visitor.say(action, "not mine", words="It is the council’s")
    assert fresh(action).lead is None
    assert Answer.objects.get().state == "asked"
    assert "Count the cans" not in visitor.text().split("About this page")[0].split("Say so")[1]
    assert visitor.get("action", action.pk).status_code == 404


def test_handed_to_a_colleague_at_once(partnership, visitor, action):
    kit = add_lead(partnership, "Kit Lorne", "Wendshire Police")
    add_lead(partnership, "Ann Gone", "Wendshire Police", left_on=timezone.localdate())
    stranger = add_lead(partnership, "Sam Far", "Fenland Council")
    page = visitor.text("action", action.pk)
    assert "Kit Lorne" in page
    assert "Ann Gone" not in page
    assert "Sam Far" not in page
    assert visitor.say(action, "hand over", to_person=str(stranger.pk)).status_code == 422
    visitor.say(action, "hand over", to_person=str(kit.pk))
    assert fresh(action).lead == kit
    assert Answer.objects.get().state == "taken"


def test_handed_to_somebody_else_once_the_coordinator_says_so(visitor, action, jo):
    answer = visitor.say(action, "hand over", to_name="Pat Lee", to_email="pat@x.example", follow=True)
    assert "The coordinator confirms to whom it goes" in answer.content.decode()
    assert fresh(action).lead == jo
    kept = Answer.objects.get()
    assert (kept.state, kept.to_name, kept.to_email) == ("asked", "Pat Lee", "pat@x.example")


def test_a_note_and_a_file(visitor, action, jo):
    file = SimpleUploadedFile("../cans.txt", b"Forty-two cans were counted.")
    visitor.say(action, "note", words="Here is the count", file=file)
    note = Note.objects.get()
    assert (note.text, note.via, note.person, note.by_name) == ("Here is the count", "link", jo, "Jo Bloggs, by link")
    assert (note.name, bytes(note.data)) == ("cans.txt", b"Forty-two cans were counted.")
    assert "Here is the count (file: cans.txt)" in visitor.text("action", action.pk)


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("blocked", {}, "Say what blocks it"),
        ("not mine", {}, "Say whose it is"),
        ("day", {}, "Enter a day"),
        ("day", {"day_day": "31", "day_month": "2", "day_year": "2026"}, "Enter a real date"),
        ("hand over", {}, "enter a name"),
        ("note", {}, "Write a note, or choose a file"),
        ("hand over", {"to_name": "Pat", "to_email": "nobody"}, "Enter a valid email address"),
    ],
)
def test_a_form_that_lacks_something_says_what(kind, told, words, visitor, action):
    answer = visitor.say(action, kind, **told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert "There is a problem" in text
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("page.html", b"<html><script>alert(1)</script>", "was not added"),
        ("big.txt", b"a" * (25 * 2**20 + 1), "larger than 25 MB"),
    ],
)
def test_a_file_that_may_not_be_kept(name, data, words, visitor, action):
    answer = visitor.say(action, "note", file=SimpleUploadedFile(name, data))
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert not Note.objects.exists()


def test_a_file_that_the_scanner_objects_to(visitor, action, monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", "false {file}")
    answer = visitor.say(action, "note", file=SimpleUploadedFile("a.txt", b"Some words"))
    assert "the virus scanner objects" in answer.content.decode()
    assert not Note.objects.exists()


@pytest.mark.parametrize("kind", ["nonsense", ""])
def test_an_answer_that_there_is_not(kind, visitor, action):
    assert visitor.say(action, kind).status_code == 404


@pytest.mark.parametrize(
    ("kind", "told"),
    [("done", {}), ("note", {"words": "Once"}), ("hand over", {"to_name": "Pat"}), ("blocked", {"words": "No paint"})],
)
def test_a_form_sent_twice_is_one_answer(kind, told, visitor, action):
    for _ in range(2):
        assert visitor.say(action, kind, once="same", **told).status_code == 302
    assert Answer.objects.count() == 1
    assert Change.objects.filter(thing="actions.action").count() == 1


def test_two_pages_that_say_the_same_do_not_quarrel(visitor, action):
    seen = mark_at(visitor, action)
    for once in "ab":
        answer = visitor.client.post(visitor.path("action", action.pk), {"kind": "done", "once": once, "seen": seen})
        assert answer.status_code == 302
    assert Change.objects.filter(thing="actions.action").count() == 1


def mark_at(visitor, action):
    return re.search(r'name="seen" value="(\w+)"', visitor.text("action", action.pk))[1]


def test_what_was_changed_meanwhile_is_told(visitor, action, coordinator, today):
    seen = mark_at(visitor, action)
    set_action_state(action, "blocked", by=coordinator, on=today)
    answer = visitor.client.post(visitor.path("action", action.pk), {"kind": "done", "once": "a", "seen": seen})
    assert answer.status_code == 409
    assert "was changed after you opened the page" in answer.content.decode()
    assert fresh(action).state == "blocked"


def test_handed_over_meanwhile_it_is_not_theirs(partnership, visitor, action, coordinator):
    hand_over(action, add_lead(partnership, "Kit Lorne"), by=coordinator)
    assert visitor.say(action, "done").status_code == 404
    assert fresh(action).state == "open"


def test_closed_meanwhile_it_takes_only_notes(visitor, action, coordinator, today):
    close_action(action, by=coordinator, on=today, why="Agreed by telephone")
    text = visitor.text("action", action.pk)
    assert "This action is closed" in text
    assert "It is in progress" not in text
    answer = visitor.say(action, "done")
    assert answer.status_code == 409
    assert "was closed on" in answer.content.decode()
    assert visitor.say(action, "note", words="For the file").status_code == 302
    assert Note.objects.count() == 1
    assert "Count the cans" not in visitor.text().split("About this page")[0].split("Say so")[1]


def test_said_to_be_done_it_can_be_taken_back(visitor, action):
    visitor.say(action, "done")
    assert "Said to be done" in visitor.text()
    visitor.say(action, "in progress", once="b")
    assert fresh(action).state == "in progress"
