"""Answers by mail: what is clear is done as by link, the rest is noted, and nobody answers for another."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.chasing.chased import add_lead, chase, give, run
from tests.letters.mails import answer, quoted
from wapentake.actions.changes import close_action, hand_over
from wapentake.actions.models import Action, Note
from wapentake.chasing.changes.mail import take_mail, take_received
from wapentake.chasing.models import Answer
from wapentake.cli.inbox import inbox
from wapentake.kit.models import Change
from wapentake.letters.changes import keep_mail, take_as_answer, write_letter
from wapentake.letters.models import Received


@pytest.fixture
def noon():
    return timezone.localtime().replace(hour=12, minute=0)


@pytest.fixture
def letter(partnership, jo, noon):
    """A letter that asks for two actions: 1, late, and 2, due soon."""
    chase(partnership, weekends_quiet=False)
    today = noon.date()
    give(partnership, jo, "mend the lamp", due_on=today + timedelta(7))
    give(partnership, jo, "count the cans", due_on=today - timedelta(1))
    (letter,) = run(noon)
    return letter


def reply(letter, text, **headers):
    raw = answer(letter, text, **headers) if headers else quoted(letter, text)
    received, _ = keep_mail(raw, at=timezone.now())
    take_mail()
    received.refresh_from_db()
    return received


def find(text):
    return Action.objects.get(text=text)


def test_a_line_for_each_action(letter, noon):
    day = noon.date() + timedelta(12)
    received = reply(letter, f"1 done\n2: by {day.day} {day:%B} {day.year}")
    assert received.state == "heeded"
    assert find("count the cans").state == "done"
    assert find("mend the lamp").promised_on == day
    assert "count the cans: done." in received.said
    assert [one.via for one in Answer.objects.order_by("pk")] == ["mail", "mail"]
    change = Change.objects.filter(verb="said to be done").get()
    assert change.by_name == "Jo Bloggs, by mail"


def test_one_word_where_there_is_one_action(partnership, jo, noon):
    chase(partnership, weekends_quiet=False)
    action = give(partnership, jo, "count the cans", due_on=noon.date())
    (letter,) = run(noon)
    assert reply(letter, "Done").state == "heeded"
    assert find(action.text).state == "done"


def test_all_else_is_a_note_with_each_action_for_somebody_to_look_at(letter, jo):
    received = reply(letter, "I think that both of these are ready.")
    assert received.state == "look"
    assert "noted with the action" in received.said
    assert {find("count the cans").state, find("mend the lamp").state} == {"open"}
    notes = Note.objects.all()
    assert {note.action.text for note in notes} == {"count the cans", "mend the lamp"}
    assert {(note.text, note.via, note.person) for note in notes} == {
        ("I think that both of these are ready.", "mail", jo)
    }


def test_what_is_understood_of_an_answer_is_taken_up_and_the_rest_noted(letter):
    received = reply(letter, "1 done\nWho has the ladder?")
    assert received.state == "look"
    assert find("count the cans").state == "done"
    assert Note.objects.filter(text="Who has the ladder?").count() == 2


def test_nobody_answers_for_another(letter):
    received = reply(letter, "1 done\n2 done", From="sam@elsewhere.example")
    assert received.state == "look"
    assert find("count the cans").state == "open"
    assert not Answer.objects.exists()


def test_the_same_mail_again_changes_nothing(letter):
    for _ in range(2):
        reply(letter, "1 done\nA note")
    assert Answer.objects.count() == 3
    received = Received.objects.get()
    take_as_answer(received, by=letter.person)
    take_mail()
    assert Answer.objects.count() == 3
    assert take_received(received.pk) == "To look at"


def test_closed_or_handed_over_meanwhile_is_told(partnership, letter, coordinator, noon):
    close_action(find("count the cans"), by=coordinator, on=noon.date(), why="Agreed")
    hand_over(find("mend the lamp"), add_lead(partnership, "Kit Lorne"), by=coordinator)
    received = reply(letter, "1 done\n2 done")
    assert received.state == "look"
    assert "count the cans: This action was closed" in received.said
    assert "mend the lamp: Somebody else leads this action now" in received.said
    assert find("mend the lamp").state == "open"


def test_a_letter_that_asks_nothing_is_left_to_a_person(partnership, jo):
    told = {"to": jo.email, "person": jo, "kind": "absence", "subject": "We missed you", "text": "Dear Jo"}
    letter = write_letter(partnership, key="a", **told)
    received = reply(letter, "done")
    assert received.state == "look"
    assert "asked nothing of an action" in received.said


def test_an_empty_answer_says_so(letter):
    keep_mail(answer(letter, text="Hi\n\nThanks\nJo"), at=timezone.now())
    take_mail()
    received = Received.objects.get()
    assert received.state == "look"
    assert "nothing that could be read" in received.said


def test_the_command_takes_up_what_it_read(letter, monkeypatch):
    monkeypatch.setattr("wapentake.cli.inbox.open_register", lambda: None)
    done = CliRunner().invoke(inbox, ["--pipe"], input=quoted(letter, "1 done"), catch_exceptions=False)
    assert "Answers on actions, taken up: 1" in done.output
    assert find("count the cans").state == "done"
    assert re.search("No new mail|To be taken up: 1", done.output)
