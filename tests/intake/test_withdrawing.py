"""A page taken back with what rests on it, and brought in again."""

import pytest

from tests.intake.pages import AGENDA, CORRECTED, MINUTES, as_pdf, find_passage, fresh, picture, states
from tests.register import accept_all, receive_page, take_page
from wapentake.actions.changes import set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.contacts.models import Initials, Organisation, Person
from wapentake.intake.changes import accept_passages, correct_passage, keep_record, refuse_passages
from wapentake.intake.changes.by_hand import add_statement
from wapentake.intake.changes.removing import bring_back, read_again, withdraw_source
from wapentake.intake.queries import find_certain, find_gone
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page
from wapentake.sources.changes import fail_source
from wapentake.sources.models import Entry, Source
from wapentake.sources.queries import find_amounts, find_documents, find_figures, find_findings
from wapentake.sources.search import search


def nothing_is_left(partnership):
    rows = (Meeting, Page, Item, Attendance, Decision, Action, Person, Organisation, Initials, Entry)
    assert [table.__name__ for table in rows if table.objects.exists()] == []
    assert not find_documents(partnership).exists()
    assert not find_certain(partnership).exists()
    for found in (find_findings, find_amounts, find_figures):
        assert not found(partnership, {}).exists()
    assert len(search(partnership, "burglary")[0:99]) == 0


def test_withdrawn_page_takes_all_with_it(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    assert len(search(partnership, "burglary")[0:99]) > 1
    assert withdraw_source(document.source, by=coordinator) == 15
    nothing_is_left(partnership)
    assert states(document) == {"withdrawn": 15}


def test_withdrawn_twice_is_withdrawn_once(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    withdraw_source(document.source, by=coordinator)
    before = picture(partnership, Source, Entry)
    assert withdraw_source(document.source, by=coordinator) == 0
    assert picture(partnership, Source, Entry) == before


def test_page_brought_back_proposes_all_again(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    before = picture(partnership)
    withdraw_source(document.source, by=coordinator)
    bring_back(fresh(document.source), by=coordinator)
    again = take_page(partnership, "march.md", MINUTES, coordinator)
    assert states(again) == {"proposed": 15}
    accept_all(partnership, coordinator)
    now = picture(partnership)
    assert {name: len(rows) for name, rows in now.items()} == {name: len(rows) for name, rows in before.items()}


@pytest.mark.parametrize("first", [True, False], ids=["the first page", "the second page"])
def test_fact_that_another_page_says_too_stays(partnership, coordinator, first):
    one = take_page(partnership, "march.md", MINUTES, coordinator)
    two = take_page(partnership, "march.pdf", as_pdf(MINUTES), coordinator)
    accept_all(partnership, coordinator)
    refused = find_passage(one, "sessions")
    refuse_passages(partnership, [refused.pk], by=coordinator)
    correct_passage(partnership, find_passage(one, "lamps").pk, {"text": "order twelve lamps"}, by=coordinator)
    action = Action.objects.get(owners_text="TB")
    set_action_state(action, ActionState.DONE, by=coordinator, on=action.meeting.on)
    left, stays = (one, two) if first else (two, one)
    searched = Entry.objects.exclude(kind="page").count()
    assert withdraw_source(left.source, by=coordinator) == 0
    assert sorted(Action.objects.values_list("text", "state", "passage__document")) == [
        ("order twelve lamps", "open", stays.pk),
        ("write to the landlords of Tallow Lane by 30 April 2024.", "done", stays.pk),
    ]
    assert Page.objects.get().document == stays
    assert Meeting.objects.get().passage.document == stays
    assert find_passage(stays, "sessions").state == "refused" if first else refused.state
    assert Entry.objects.exclude(kind="page").count() == searched
    assert set(Entry.objects.values_list("document", flat=True)) == {stays.pk}
    assert len(search(partnership, "twelve lamps", kind="action")[0:99]) == 1
    withdraw_source(stays.source, by=coordinator)
    nothing_is_left(partnership)


def test_minutes_withdrawn_leave_the_agenda(partnership, coordinator):
    agenda = take_page(partnership, "agenda.md", AGENDA, coordinator)
    minutes = take_page(partnership, "minutes.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    withdraw_source(minutes.source, by=coordinator)
    assert (Item.objects.count(), Action.objects.count(), Meeting.objects.count()) == (3, 0, 1)
    assert Page.objects.get().document == agenda


def test_withdrawn_correction_gives_back_what_it_had_replaced(partnership, coordinator):
    one = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    before = picture(partnership, Entry)
    two = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    accept_all(partnership, coordinator)
    withdraw_source(two.source, by=coordinator)
    assert picture(partnership, Entry) == before
    assert {str(one.due_on) for one in Action.objects.all()} == {"None", "2024-04-30"}
    assert find_gone(one) == ()


def test_waiting_proposal_waits_on_the_other_page(partnership, coordinator):
    one = take_page(partnership, "march.md", MINUTES, coordinator)
    two = take_page(partnership, "march.pdf", as_pdf(MINUTES), coordinator)
    withdraw_source(one.source, by=coordinator)
    assert states(two) == {"proposed": 15}
    assert Entry.objects.filter(document=two).count() == 16
    accept_all(partnership, coordinator)
    assert Action.objects.count() == 3


def test_page_withdrawn_while_it_is_read_stays_so(partnership, coordinator):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    withdraw_source(source, by=coordinator)
    assert keep_record(source, {"text": ""}) is None
    fail_source(source, "It broke.")
    assert fresh(source).state == "withdrawn"


def test_nothing_is_decided_of_a_withdrawn_page(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    ids = list(document.passages.values_list("pk", flat=True))
    withdraw_source(document.source, by=coordinator)
    assert accept_passages(partnership, ids, by=coordinator).count == 0
    for wrong in (
        lambda: correct_passage(partnership, ids[3], {"name": "A"}, by=coordinator),
        lambda: add_statement(document, "decision", (0, 9), {"kind": "agreed", "text": "so"}, by=coordinator),
    ):
        with pytest.raises(Refused, match="Nothing was changed"):
            wrong()
    nothing_is_left(partnership)


def test_page_that_waits_is_not_queued_again(partnership, coordinator):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    assert read_again([source], by=coordinator) == 0
    bring_back(source, by=coordinator)
    assert fresh(source).state == "waiting"
