"""The letters of a day: on what, in which order and words, once each, however often and by whom it is run."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.chasing.chased import NOON, TUESDAY, add_lead, chase, give, run, texts_in
from tests.facts import add_meeting, add_series
from wapentake.actions.changes import hand_over, set_action_state
from wapentake.actions.models import Action
from wapentake.chasing.models import Nudge
from wapentake.kit.models import Change
from wapentake.letters.models import Letter, LetterState, Link

BEFORE = date(2026, 3, 10)


def test_one_letter_a_person_with_all_that_stands_that_day(partnership, jo):
    kit = add_lead(partnership, "Kit Lorne")
    give(partnership, jo, "mend the lamp", due_on=TUESDAY + timedelta(7))
    give(partnership, jo, "write to the landlords", due_on=TUESDAY)
    give(partnership, jo, "count the cans", due_on=TUESDAY - timedelta(1))
    give(partnership, jo, "walk the lane", due_on=TUESDAY + timedelta(20))
    give(partnership, kit, "sweep the hall", due_on=TUESDAY + timedelta(2))
    chase(partnership)
    first, second = run()
    assert (first.to, first.person) == ("jo@harrowmere.example", jo)
    assert texts_in(first) == ["count the cans", "write to the landlords", "mend the lamp"]
    assert texts_in(second) == ["sweep the hall"]
    assert first.subject == "3 actions (1 late, 1 due today) for Harrowmere Community Safety Partnership"
    assert second.subject == "1 action for Harrowmere Community Safety Partnership"


def test_the_words(partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY - timedelta(1), on=BEFORE)
    give(partnership, jo, "mend the lamp & post", due_on=TUESDAY + timedelta(7), on=BEFORE)
    chase(partnership)
    (letter,) = run()
    address = re.search(r"http\S+", letter.text)[0]
    assert letter.text == (
        "Dear Jo Bloggs\n\n"
        "Harrowmere Community Safety Partnership asks how far you have come with these 2 actions.\n\n"
        "LATE\n\n"
        "1. Count the cans\n"
        "   It was due on Monday 4 May 2026. From the meeting of Harrowmere Community Safety Partnership on "
        "10 March 2026.\n\n"
        "DUE SOON\n\n"
        "2. Mend the lamp & post\n"
        "   It is due on Tuesday 12 May 2026. From the meeting of Harrowmere Community Safety Partnership on "
        "10 March 2026.\n\n"
        f"Say how it stands on your page:\n{address}\n\n"
        f"The link is for you alone, so please do not pass it on. It works until {until()}. You need no password.\n"
    )
    assert "Mend the lamp &amp; post" in letter.html
    assert f'<a href="{address}">' in letter.html
    assert address.startswith("http://localhost/by-link/")


def until():
    from wapentake.kit.templatetags.kit import date_words

    return date_words(Link.objects.get().expires_at)


def test_where_replies_are_read_the_letter_says_how(partnership, jo, settings):
    settings.INBOX = {"host": "localhost"}
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    (letter,) = run()
    assert "Begin with one of these:\n\n   done\n   by 19 May 2026\n" in letter.text
    assert "done<br>by 19 May 2026" in letter.html


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ({"due_on": TUESDAY}, True),
        ({"due_on": TUESDAY, "state": "in progress"}, True),
        ({"due_on": TUESDAY, "state": "blocked"}, False),
        ({"due_on": TUESDAY, "state": "done"}, False),
        ({"due_on": TUESDAY, "state": "closed"}, False),
        ({"due_on": TUESDAY - timedelta(90)}, False),
        ({}, False),
        # What the lead promised counts.
        ({"due_on": TUESDAY, "promised_on": TUESDAY + timedelta(20)}, False),
        ({"due_on": TUESDAY - timedelta(30), "promised_on": TUESDAY + timedelta(7)}, True),
    ],
)
def test_which_actions(held, written, partnership, jo):
    give(partnership, jo, "count the cans", **held)
    chase(partnership)
    assert bool(run()) == written


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ({}, True),
        ({"due_on": TUESDAY - timedelta(90)}, True),
        ({"state": "blocked"}, True),
        ({"state": "blocked", "due_on": TUESDAY + timedelta(40)}, True),
        ({"due_on": TUESDAY + timedelta(40)}, False),
        ({"state": "done"}, False),
    ],
)
@pytest.mark.parametrize("days", [2, 14])
def test_before_the_next_meeting_of_the_body(days, held, written, partnership, jo):
    give(partnership, jo, "count the cans", on=BEFORE, **held)
    add_meeting(add_series(partnership), TUESDAY + timedelta(days))
    add_meeting(add_series(partnership, "Another body"), TUESDAY + timedelta(3))
    chase(partnership)
    letters = run()
    assert bool(letters) == written
    if written:
        assert "The next meeting is on" in letters[0].text


def test_an_action_for_all_bodies_is_asked_of_each(partnership, jo):
    kit = add_lead(partnership, "Kit Lorne", "Fenland Council")
    whole = give(partnership, None, "tell your staff", due_on=TUESDAY)
    for person in (jo, kit):
        body = person.posts.get().organisation
        values = {"partnership": partnership, "meeting": whole.meeting, "passage": whole.passage, "text": whole.text}
        Action.objects.create(parent=whole, lead=person, lead_body=body, due_on=TUESDAY, **values)
    Action.objects.filter(pk=whole.pk).update(lead=jo)
    chase(partnership)
    letters = run()
    assert [one.to for one in letters] == ["jo@harrowmere.example", "kit@harrowmere.example"]
    assert whole.pk not in Nudge.objects.values_list("action", flat=True)


def test_run_again_nothing_is_written_again(partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    assert len(run()) == 1
    assert run() == []
    assert run(NOON + timedelta(hours=3)) == []
    # What is new on the same day waits for the next: one letter a day.
    give(partnership, jo, "mend the lamp", due_on=TUESDAY)
    assert run(NOON + timedelta(hours=3)) == []
    (letter,) = run(NOON + timedelta(days=1))
    assert texts_in(letter) == ["count the cans", "mend the lamp"]


def test_who_takes_it_over_is_asked_too(partnership, jo, coordinator):
    kit = add_lead(partnership, "Kit Lorne")
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    run()
    hand_over(action, kit, by=coordinator)
    (letter,) = run(NOON + timedelta(hours=1))
    assert letter.person == kit


def test_the_log_tells_of_the_run_and_of_each_letter(partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    give(partnership, jo, "mend the lamp", due_on=TUESDAY)
    chase(partnership)
    run()
    line = Change.objects.get(verb="reminded")
    assert (line.by_name, line.after) == ("Wapentake", {"on": "2026-05-05", "letters": 1})
    assert Change.objects.filter(verb="wrote").count() == 1
    assert Nudge.objects.count() == 2


def test_all_or_nothing_is_written(partnership, jo, monkeypatch):
    """Whoever ends the run in the middle leaves no letter without its reminders, and no reminder without its letter."""
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)

    def fail(*args, **told):
        raise KeyboardInterrupt

    monkeypatch.setattr("wapentake.chasing.changes.digests._keep", fail)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert not Letter.objects.exists()
    assert not Link.objects.exists()
    monkeypatch.undo()
    assert len(run()) == 1


def count_queries(partnership):
    with CaptureQueriesContext(connection) as caught:
        assert len(run(NOON)) >= 1
    return len(caught)


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_actions_or_people(many, partnership, jo):
    for number in range(many):
        person = add_lead(partnership, f"{'ABC'[number]}lex Smith")
        for other in range(many):
            give(partnership, person, f"task {number} {other}", due_on=TUESDAY)
    add_meeting(add_series(partnership), TUESDAY + timedelta(2))
    chase(partnership)
    assert count_queries(partnership) == 30


def test_said_to_be_done_between_planning_and_sending_is_still_sent_once(partnership, jo, coordinator):
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    (letter,) = run()
    set_action_state(action, "done", by=coordinator, on=TUESDAY)
    assert run(NOON + timedelta(days=1)) == []
    assert letter.state == LetterState.WAITING
    assert Nudge.objects.count() == 1
