"""The letters of a day: to whom, on what, in which order and words, once each, however often and by whom it is run."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.chasing.chased import NOON, TUESDAY, add_lead, chase, give, run
from tests.facts import add_meeting, add_series
from wapentake.actions.changes import hand_over, promise_day, set_action_state
from wapentake.actions.models import Action
from wapentake.chasing.changes.answers import Replier, Reply, take_reply
from wapentake.chasing.changes.digests import plan_digests
from wapentake.chasing.models import Answer, Nudge
from wapentake.chasing.queries import find_rulings
from wapentake.kit.models import Change
from wapentake.kit.queries import find_history
from wapentake.letters.models import Letter, LetterState, Link
from wapentake.meetings.rules import find_holidays

BEFORE = date(2026, 3, 10)


@pytest.fixture
def jo(partnership):
    return add_lead(partnership, "Jo Bloggs", "Wendshire Police")


def told(letter):
    return [nudge.action.text for nudge in letter.nudges.select_related("action").order_by("number")]


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
    assert told(first) == ["count the cans", "write to the landlords", "mend the lamp"]
    assert told(second) == ["sweep the hall"]
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
    assert told(letter) == ["count the cans", "mend the lamp"]


def test_days_that_were_missed_are_one_letter(partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    give(partnership, jo, "mend the lamp", due_on=TUESDAY + timedelta(1))
    chase(partnership)
    (letter,) = run(NOON + timedelta(days=2))  # Thursday: nothing ran on Tuesday and Wednesday
    assert told(letter) == ["count the cans", "mend the lamp"]
    assert run(NOON + timedelta(days=3)) == []


def test_each_step_is_a_letter_of_its_own(partnership, jo):
    due = TUESDAY + timedelta(14)  # Tuesday 19 May 2026
    give(partnership, jo, "count the cans", due_on=due)
    chase(partnership)
    days = [number for number in range(30) if run(NOON + timedelta(days=number))]
    # The 17th of May is a Sunday.
    assert [TUESDAY + timedelta(number) for number in days] == [
        TUESDAY,
        date(2026, 5, 12),
        date(2026, 5, 15),
        due,
        date(2026, 5, 20),
    ]


def test_a_day_that_is_promised_begins_anew(partnership, jo, coordinator):
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    assert run()
    promise_day(action, TUESDAY + timedelta(16), by=coordinator)
    assert run(NOON + timedelta(days=1)) == []
    (letter,) = run(NOON + timedelta(days=2))
    assert "You said by Thursday 21 May 2026." in letter.text


def test_who_answered_is_not_asked_what_stood_before(partnership, jo):
    """A reminder of 14 days before was missed; whoever names a day 10 days off today is not asked again tomorrow."""
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    reply = Reply(kind="day", once="a", day=TUESDAY + timedelta(10))
    answer = take_reply(action, reply, by=Replier(jo, "link"), on=TUESDAY)
    Answer.objects.filter(pk=answer.pk).update(at=NOON)
    assert run(NOON + timedelta(days=1)) == []
    assert run(NOON + timedelta(days=3))  # 7 days before


def test_who_takes_it_over_is_asked_too(partnership, jo, coordinator):
    kit = add_lead(partnership, "Kit Lorne")
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    run()
    hand_over(action, kit, by=coordinator)
    (letter,) = run(NOON + timedelta(hours=1))
    assert letter.person == kit


@pytest.mark.parametrize(
    ("now", "rule", "not_before", "on"),
    [
        (NOON, {}, None, TUESDAY),
        (datetime(2026, 5, 5, 5, 0, tzinfo=UTC), {}, datetime(2026, 5, 5, 7, 0, tzinfo=UTC), TUESDAY),
        # In the evening: what stands tomorrow, for tomorrow.
        (datetime(2026, 5, 4, 19, 0, tzinfo=UTC), {}, datetime(2026, 5, 5, 7, 0, tzinfo=UTC), TUESDAY),
        (datetime(2026, 5, 5, 19, 0, tzinfo=UTC), {"quiet_from": time(23)}, None, TUESDAY),
    ],
)
def test_quiet_hours(now, rule, not_before, on, partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership, **rule)
    (letter,) = run(now)
    assert letter.not_before == not_before
    assert Nudge.objects.get().on == on
    assert run(NOON) == []


def test_nothing_on_a_weekend(partnership, jo):
    saturday = date(2026, 5, 9)
    give(partnership, jo, "count the cans", due_on=saturday)
    give(partnership, jo, "mend the lamp", due_on=date(2026, 5, 11))
    chase(partnership)
    (letter,) = run(NOON + timedelta(days=4))  # asked for on the Saturday
    assert letter.not_before == datetime(2026, 5, 11, 7, 0, tzinfo=UTC)
    assert Nudge.objects.first().on == date(2026, 5, 11)


@pytest.mark.parametrize(
    ("held", "trouble"),
    [
        ({"email": ""}, "no address"),
        ({"left_on": TUESDAY}, "has left"),
        ({"left_on": TUESDAY - timedelta(40)}, "has left"),
        ({"left_on": TUESDAY + timedelta(1)}, ""),
    ],
)
def test_who_cannot_be_reached_is_told_of(held, trouble, partnership):
    person = add_lead(partnership, "Jo Bloggs", **held)
    give(partnership, person, "count the cans", due_on=TUESDAY)
    chase(partnership)
    (ruling,) = find_rulings(TUESDAY)
    planned = plan_digests(ruling, now=NOON, on=None, holidays=find_holidays([TUESDAY]))
    assert [one.reach.trouble for one in planned.unreached] == ([trouble] if trouble else [])
    assert bool(run()) == (not trouble)


@pytest.mark.parametrize(
    ("state", "for_good", "reached"),
    [("bounced", False, False), ("refused", True, False), ("refused", False, True), ("sent", False, True)],
)
def test_who_had_a_letter_come_back_is_not_written_to(state, for_good, reached, partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    give(partnership, jo, "mend the lamp", due_on=TUESDAY + timedelta(8))
    chase(partnership)
    run()
    Letter.objects.update(state=state, for_good=for_good, to="Jo@Harrowmere.example")
    assert bool(run(NOON + timedelta(days=1))) == reached


def test_only_who_began_to_chase(partnership, other_partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    assert run() == []
    rule = chase(partnership, since=TUESDAY + timedelta(1))
    assert run() == []
    rule.since, rule.is_on = TUESDAY, False
    rule.save()
    assert run() == []
    rule.is_on = True
    rule.save()
    assert len(run()) == 1
    assert find_rulings(TUESDAY, other_partnership) == []


def test_the_last_rule_holds_and_chasing_goes_on(partnership, jo):
    chase(partnership)
    chase(partnership, since=TUESDAY, days=[3])
    (ruling,) = find_rulings(TUESDAY)
    assert (ruling.rule.days, ruling.since) == ([3], date(2020, 1, 1))
    chase(partnership, since=TUESDAY + timedelta(1), is_on=False)
    assert find_rulings(TUESDAY + timedelta(1)) == []
    chase(partnership, since=TUESDAY + timedelta(2))
    (ruling,) = find_rulings(TUESDAY + timedelta(2))
    assert ruling.since == TUESDAY + timedelta(2)


def test_another_partnership_is_another_letter(partnership, other_partnership, jo):
    twin = add_lead(other_partnership, "Jo Bloggs", email=jo.email)
    for owner, person in ((partnership, jo), (other_partnership, twin)):
        give(owner, person, "count the cans", due_on=TUESDAY)
        chase(owner)
    first, second = run()
    assert (first.partnership, second.partnership) == (partnership, other_partnership)
    assert first.to == second.to


def test_the_history_of_an_action_has_each_reminder(partnership, jo):
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    run()
    (line,) = find_history(partnership.pk, action)
    assert (line.change.verb, line.change.by_name) == ("reminded", "Reminders")
    assert ("who", "nothing", "Jo Bloggs") in line.differences


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
    assert count_queries(partnership) == 25


def test_said_to_be_done_between_planning_and_sending_is_still_sent_once(partnership, jo, coordinator):
    action = give(partnership, jo, "count the cans", due_on=TUESDAY)
    chase(partnership)
    (letter,) = run()
    set_action_state(action, "done", by=coordinator, on=TUESDAY)
    assert run(NOON + timedelta(days=1)) == []
    assert letter.state == LetterState.WAITING
    assert Change.objects.filter(verb="reminded").count() == 1
