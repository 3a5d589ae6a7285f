"""Going through the open actions at a meeting: closed there, kept open by another day, nothing lost between two."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_action, add_meeting, add_organisation, add_person, add_series
from wapentake.actions.changes import close_action, fan_out, set_action_state
from wapentake.actions.models import Action, ActionState

HELD, MAY, JUNE = date(2024, 3, 11), date(2024, 5, 13), date(2036, 6, 9)
# session, account, partnership; meeting, the next one; actions, owners; the bodies' own, owners; closed here, owners
QUERIES = 11


@pytest.fixture
def meeting(partnership):
    add_action(partnership, "count the lamps", ("TB", add_person(partnership, "Tom Beckwith")), on=HELD)
    add_action(partnership, "paint the gate", on=HELD)
    series = add_series(partnership)
    add_meeting(series, JUNE)
    return add_meeting(series, MAY, "held")


def address_of(meeting):
    return reverse("desk:going", args=[meeting.partnership.slug, meeting.pk])


def the(text):
    return Action.objects.get(text=text, parent=None)


def say(client, meeting, **told):
    """Send the form as the page shows it, with what is said of some actions by their texts."""
    page = client.get(address_of(meeting))
    data = {}
    for _, rows in page.context["groups"]:
        for row in (one for top in rows for one in (top, *top["children"])):
            data[f"action-{row['action'].pk}-was"] = row["form"]["was"].initial
    for text, (do, more) in told.items():
        data[f"action-{the(text.replace('_', ' ')).pk}-do"] = do
        data |= {f"action-{the(text.replace('_', ' ')).pk}-{name}": value for name, value in more.items()}
    return lambda: client.post(address_of(meeting), data, follow=True).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, coordinator, meeting, django_assert_num_queries):
    for name in ("Fenland Police", "Saltby Homes"):
        body = add_organisation(partnership, name)
        body.is_member = True
        body.save()
    for number in range(rows):
        action = add_action(partnership, f"task {number}", "All Partners", on=HELD)
        Action.objects.filter(pk=action.pk).update(meeting=the("count the lamps").meeting)
        fan_out(action, by=coordinator)
        add_action(partnership, f"done {number}", on=HELD, closed_at=meeting, state="closed")
    with django_assert_num_queries(QUERIES):
        client_in.get(address_of(meeting))


def test_closed_here_and_kept_open(client_in, meeting):
    words = say(
        client_in,
        meeting,
        count_the_lamps=("close", {"why": "All are counted."}),
        paint_the_gate=("next", {"why": "No paint yet."}),
    )()
    assert "Saved: 1 closed, 1 kept open." in words
    assert "Closed at this meeting (1)" in words
    lamps, gate = the("count the lamps"), the("paint the gate")
    assert (lamps.state, lamps.closed_at, lamps.closed_on) == (ActionState.CLOSED, meeting, MAY)
    assert (gate.state, gate.due_on, gate.due_meeting.on) == (ActionState.OPEN, JUNE, JUNE)
    page = client_in.get(reverse("desk:meeting", args=[meeting.partnership.slug, meeting.pk])).content.decode()
    assert "Closed at this meeting (1)" in page


def test_what_was_said_to_be_done_is_kept_open(client_in, coordinator, meeting):
    set_action_state(the("paint the gate"), ActionState.DONE, by=coordinator, on=MAY)
    day = {"day_day": "3", "day_month": "9", "day_year": "2036"}
    assert "1 kept open" in say(client_in, meeting, paint_the_gate=("", day))()
    gate = the("paint the gate")
    assert (gate.state, gate.due_on) == (ActionState.OPEN, date(2036, 9, 3))


def test_a_day_is_asked_for_and_nothing_is_lost(client_in, meeting):
    words = say(client_in, meeting, paint_the_gate=("day", {"why": "No paint."}), count_the_lamps=("close", {}))()
    assert "Enter the day by which it is due" in words
    assert "No paint." in words
    assert the("count the lamps").state == ActionState.OPEN


def test_what_somebody_else_changed_is_told_and_stays(client_in, coordinator, meeting):
    send = say(client_in, meeting, paint_the_gate=("close", {}), count_the_lamps=("next", {}))
    set_action_state(the("paint the gate"), ActionState.BLOCKED, by=coordinator, on=MAY)
    close_action(the("count the lamps"), by=coordinator, on=MAY, why="Done.")
    words = send()
    assert "Somebody changed 2 actions while you were here" in words
    assert (the("paint the gate").state, the("count the lamps").state) == (ActionState.BLOCKED, ActionState.CLOSED)


def test_two_who_close_the_same(client_in, coordinator, meeting):
    send = say(client_in, meeting, paint_the_gate=("close", {}))
    close_action(the("paint the gate"), by=coordinator, on=MAY, at=meeting)
    assert "while you were here" not in send()


def test_of_each_body_and_of_all(client_in, partnership, coordinator, meeting):
    for name in ("Fenland Police", "Saltby Homes"):
        body = add_organisation(partnership, name)
        body.is_member = True
        body.save()
    action = add_action(partnership, "send a list", "All Partners", on=date(2024, 2, 12))
    Action.objects.filter(pk=action.pk).update(meeting=the("count the lamps").meeting)
    fan_out(action, by=coordinator)
    page = client_in.get(address_of(meeting)).content.decode()
    assert "Each body’s own (2)" in page
    assert "2 closed" not in page
    say(client_in, meeting, send_a_list=("close", {}))()
    assert set(Action.objects.filter(text="send a list").values_list("state", flat=True)) == {"closed"}
    assert "Closed at this meeting (1)" in client_in.get(address_of(meeting)).content.decode()


def test_by_lead(client_in, meeting):
    groups = client_in.get(address_of(meeting) + "?by=lead").context["groups"]
    assert [(title, [str(row["action"]) for row in rows]) for title, rows in groups] == [
        ("No lead", ["count the lamps", "paint the gate"])
    ]


def test_before_the_day_nothing_is_closed(client_in, partnership, meeting):
    early = reverse("desk:going", args=[partnership.slug, partnership.meeting_set.get(on=JUNE).pk])
    page = client_in.get(early).content.decode()
    assert "You can close them here from 9 June 2036 on" in page
    assert "Save all" not in page
    client_in.post(early, {f"action-{the('paint the gate').pk}-do": "close"})
    assert the("paint the gate").state == ActionState.OPEN


def test_a_chair_reads_it(client_chair, meeting):
    page = client_chair.get(address_of(meeting)).content.decode()
    assert "Count the lamps" in page
    assert "Save all" not in page
