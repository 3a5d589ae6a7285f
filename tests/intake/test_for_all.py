"""Actions for all partners through acceptance, undo and correction; and who leads what a page gave."""

from datetime import date

import pytest

from tests.facts import add_meeting, add_organisation, add_series
from tests.intake.pages import BODY, LAMPS, MINUTES, find_passage
from tests.register import accept_all, take_page
from wapentake.actions.changes import add_note, hand_over, set_action_state, set_due
from wapentake.actions.models import Action, ActionState
from wapentake.contacts.models import Organisation, Person
from wapentake.intake.changes import accept_passages, correct_passage, undo_batch

FOR_ALL = MINUTES.replace(LAMPS, "All Partners to send their risk registers to TB by 30 April 2024.")


@pytest.fixture
def document(partnership, coordinator):
    return take_page(partnership, "march.md", FOR_ALL, coordinator)


@pytest.fixture
def members(partnership):
    for name in ("Fenland Police", "Saltby Homes"):
        add_organisation(partnership, name)
    Organisation.objects.update(is_member=True)


def accept(partnership, document, coordinator):
    return accept_passages(partnership, [find_passage(document, "risk registers").pk], by=coordinator)


def bodies():
    return list(Action.objects.exclude(parent=None).order_by("owners_text").values_list("owners_text", flat=True))


def test_given_to_each_body_where_they_are_known(partnership, document, coordinator, members):
    accept(partnership, document, coordinator)
    parent = Action.objects.get(parent=None)
    assert bodies() == ["Fenland Police", "Saltby Homes"]
    for child in parent.children.all():
        assert (child.text, child.item, child.passage, child.due_on) == (
            parent.text,
            parent.item,
            parent.passage,
            date(2024, 4, 30),
        )


def test_where_no_members_are_known_it_waits(partnership, document, coordinator):
    accept(partnership, document, coordinator)
    assert bodies() == []
    assert Action.objects.get().lead is None


def test_undo_takes_them_along(partnership, document, coordinator, members):
    decided = accept(partnership, document, coordinator)
    undo_batch(partnership, decided.batch, by=coordinator)
    assert not Action.objects.exists()


@pytest.mark.parametrize("how", ["state", "note"])
def test_undo_leaves_what_a_body_worked_on(how, partnership, document, coordinator, members):
    decided = accept(partnership, document, coordinator)
    child = Action.objects.exclude(parent=None).first()
    if how == "state":
        set_action_state(child, ActionState.PROGRESS, by=coordinator, on=date(2024, 4, 1))
    else:
        add_note(child, "Half of it is there.", by=coordinator, via="desk")
    undone = undo_batch(partnership, decided.batch, by=coordinator)
    assert "has gone on since" in undone.before[0]
    assert Action.objects.count() == 3


def test_corrected_words_reach_each_body(partnership, document, coordinator, members):
    accept(partnership, document, coordinator)
    passage = find_passage(document, "risk registers")
    data = {"text": "send their risk registers to Tom Beckwith.", "due": {"date": "2024-05-31", "event": None}}
    correct_passage(partnership, passage.pk, data, by=coordinator)
    told = set(Action.objects.values_list("text", "due_on"))
    assert told == {("send their risk registers to Tom Beckwith.", date(2024, 5, 31))}


def test_corrected_to_be_for_somebody_only_what_was_worked_on_stays(partnership, document, coordinator, members):
    accept(partnership, document, coordinator)
    kept = Action.objects.get(owners_text="Saltby Homes")
    add_note(kept, "Half of it is there.", by=coordinator, via="desk")
    correct_passage(partnership, find_passage(document, "risk registers").pk, {"owners": ["TB"]}, by=coordinator)
    assert bodies() == ["Saltby Homes"]


def test_what_a_person_said_of_lead_and_due_stays(partnership, document, coordinator):
    accept_all(partnership, coordinator)
    action = Action.objects.get(owners_text="TB")
    dana = Person.objects.get(name="Dana Colley")
    hand_over(action, dana, by=coordinator)
    set_due(action, day=date(2024, 9, 2), by=coordinator, why="So it was agreed.")
    correct_passage(partnership, action.passage_id, {"text": "write to all landlords."}, by=coordinator)
    action.refresh_from_db()
    assert (action.text, action.lead, action.due_on) == ("write to all landlords.", dana, date(2024, 9, 2))


def test_who_leads_and_for_which_body(partnership, document, coordinator):
    accept_all(partnership, coordinator)
    action = Action.objects.get(owners_text="TB")
    assert (str(action.lead), str(action.lead_body)) == ("Tom Beckwith", "Larkmoor Borough Council")


def test_the_body_is_known_once_the_list_of_attendance_is_accepted(partnership, document, coordinator):
    accept_passages(partnership, [find_passage(document, "landlords").pk], by=coordinator)
    assert Action.objects.get().lead_body is None
    accept_all(partnership, coordinator)
    assert str(Action.objects.get(owners_text="TB").lead_body) == "Larkmoor Borough Council"


def test_the_next_meeting_of_the_calendar_is_when_it_is_due(partnership, document, coordinator):
    series = add_series(partnership, BODY)
    add_meeting(series, date(2024, 2, 13), "held")
    june = add_meeting(series, date(2024, 6, 11))
    accept_all(partnership, coordinator)
    action = Action.objects.get(due_event="next meeting")
    assert (action.due_on, action.due_meeting) == (june.on, june)


def test_what_a_page_reports_as_done_is_closed_at_its_meeting(partnership, document, coordinator):
    passage = find_passage(document, "landlords")
    correct_passage(partnership, passage.pk, {"done": True}, by=coordinator)
    action = Action.objects.get()
    assert (action.state, action.closed_at, action.ended_by) == (ActionState.CLOSED, action.meeting, passage)
