"""On which days somebody is written to, by which rule, not before when, and who cannot be reached."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.chasing.chased import NOON, TUESDAY, add_lead, chase, give, run, texts_in
from wapentake.actions.changes import promise_day
from wapentake.chasing.changes.answers import Replier, Reply, take_reply
from wapentake.chasing.changes.digests import plan_digests
from wapentake.chasing.models import Answer, Nudge
from wapentake.chasing.queries import find_rulings
from wapentake.letters.models import Letter
from wapentake.meetings.rules import find_holidays


def test_days_that_were_missed_are_one_letter(partnership, jo):
    give(partnership, jo, "count the cans", due_on=TUESDAY)
    give(partnership, jo, "mend the lamp", due_on=TUESDAY + timedelta(1))
    chase(partnership)
    (letter,) = run(NOON + timedelta(days=2))  # Thursday: nothing ran on Tuesday and Wednesday
    assert texts_in(letter) == ["count the cans", "mend the lamp"]
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
