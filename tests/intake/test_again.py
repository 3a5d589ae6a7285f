"""The same page again, a corrected one, and several pages of one meeting."""

import json
from itertools import permutations

import pytest

from tests.intake.pages import (
    AGENDA,
    BODY,
    CORRECTED,
    DAY,
    LAMPS,
    LANDLORDS,
    LATER,
    MINUTES,
    NO_DAY,
    as_odt,
    as_pdf,
    find_passage,
    fresh,
    picture,
    states,
)
from tests.register import accept_all, receive_page, take_page
from wapentake.actions.changes import set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.intake.changes import accept_passages, correct_passage, refuse_passages, undo_batch
from wapentake.intake.queries import find_gone
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Attendance, Decision, Item, Meeting, Page
from wapentake.sources.models import Document, Entry, Finding, Passage, Source

KEPT = (Document, Passage, Finding, Entry)


def counts():
    return tuple(table.objects.count() for table in (Meeting, Item, Attendance, Decision, Action))


WHOLE = (1, 3, 4, 2, 3)


def test_same_page_again_changes_nothing(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    before = picture(partnership, *KEPT)
    source = receive_page(partnership, "again.md", MINUTES, coordinator)
    assert (source.pk, source.name, source.state) == (document.source_id, "march.md", "read")
    assert picture(partnership, *KEPT) == before
    assert Source.objects.count() == 1


def test_same_page_in_two_partnerships_is_two_sources(partnership, other_partnership, coordinator):
    one = receive_page(partnership, "march.md", MINUTES, coordinator)
    assert receive_page(other_partnership, "march.md", MINUTES, coordinator) != one


def test_reading_the_same_bytes_once_more_changes_nothing(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    tables = (Passage, Finding, Entry)
    kept = [row for row in picture(partnership, *tables).items() if row[0] not in ("Page",)]
    again = take_page(partnership, "march.md", MINUTES, coordinator)
    now = [row for row in picture(partnership, *tables).items() if row[0] not in ("Page",)]
    assert json.loads(
        json.dumps(now, default=str).replace(f'"document_id": {again.pk}', f'"document_id": {document.pk}')
    ) == (json.loads(json.dumps(kept, default=str)))
    assert Document.objects.count() == 1


def test_corrected_page_proposes_only_the_difference(partnership, coordinator):
    take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    document = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    assert states(document) == {"same": 13, "proposed": 2}
    proposed = document.passages.filter(state="proposed").order_by("start")
    assert [one.data["text"][:30] for one in proposed] == [
        "write to the landlords of Tall",
        "thank the volunteers of the ni",
    ]
    assert proposed[0].same_as.data["due"]["date"] == "2024-04-30"
    assert proposed[1].same_as is None
    assert [card.title for card in find_gone(document)] == ["order ten lamps for the underpass."]
    assert counts() == WHOLE


@pytest.mark.parametrize("state", [ActionState.OPEN, ActionState.DONE])
def test_accepted_correction_changes_the_row_that_stands(partnership, coordinator, state):
    take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    action = Action.objects.get(due_on="2024-04-30")
    set_action_state(action, state, by=coordinator, on=action.meeting.on)
    document = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    accept_passages(partnership, [find_passage(document, "2024-05-07").pk], by=coordinator)
    now = Action.objects.get(pk=action.pk)
    assert (str(now.due_on), now.state, now.passage.document) == ("2024-05-07", state, document)
    assert now.item.title == "Burglary in Tallow Lane"
    assert Action.objects.count() == 3
    assert Entry.objects.filter(kind="action", words__contains="7 May 2024").count() == 1
    assert not Entry.objects.filter(kind="action", words__contains="30 April 2024").exists()


def test_correction_taken_back_leaves_what_stood_before(partnership, coordinator):
    first = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    action = Action.objects.get(due_on="2024-04-30")
    set_action_state(action, ActionState.DONE, by=coordinator, on=action.meeting.on)
    document = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    before = picture(partnership, Passage, Entry)
    decided = accept_passages(partnership, [find_passage(document, "2024-05-07").pk], by=coordinator)
    undo_batch(partnership, decided.batch, by=coordinator)
    assert picture(partnership, Passage, Entry) == before
    assert fresh(action).passage.document == first


def test_both_pages_before_anything_was_decided(partnership, coordinator):
    for name, page in (("march.md", MINUTES), ("march-2.md", CORRECTED)):
        take_page(partnership, name, page, coordinator)
    accept_all(partnership, coordinator)
    assert counts() == (1, 3, 4, 2, 4)
    assert sorted(str(due) for due in Action.objects.values_list("due_on", flat=True)) == [
        "2024-05-01", "2024-05-07", "None", "None",
    ]  # fmt: skip


def test_correction_accepted_alone_puts_the_other_aside(partnership, coordinator):
    take_page(partnership, "march.md", MINUTES, coordinator)
    second = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    before = picture(partnership, Passage, Entry)
    decided = accept_passages(partnership, [find_passage(second, "2024-05-07").pk], by=coordinator)
    rest = accept_all(partnership, coordinator)
    assert not Action.objects.filter(due_on="2024-04-30").exists()
    undo_batch(partnership, rest.batch, by=coordinator)
    undo_batch(partnership, decided.batch, by=coordinator)
    assert picture(partnership, Passage, Entry) == before


def test_what_a_person_decided_stays(partnership, coordinator):
    first = take_page(partnership, "march.md", MINUTES, coordinator)
    refused, corrected = find_passage(first, "lamps"), find_passage(first, "sessions")
    refuse_passages(partnership, [refused.pk], by=coordinator)
    correct_passage(partnership, corrected.pk, {"text": "report in writing", "owners": ["DC"]}, by=coordinator)
    accept_all(partnership, coordinator)
    page = CORRECTED.replace("Corn Hall", "corn  hall") + f"\n**ACTION:** {LAMPS}\n"
    document = take_page(partnership, "march-2.md", page, coordinator)
    proposed = [one.data["text"][:10] for one in document.passages.filter(state="proposed").order_by("start")]
    assert proposed == ["write to t", "thank the "]
    assert fresh(refused).state == "refused"
    assert Action.objects.get(passage=corrected).text == "report in writing"


PAGES = {"minutes.pdf": as_pdf(MINUTES), "minutes.odt": as_odt(MINUTES)}


@pytest.mark.parametrize("names", list(permutations(PAGES)))
@pytest.mark.parametrize("between", [True, False], ids=["decided between", "both before"])
def test_minutes_as_pdf_and_odt_are_one_meeting_with_two_sources(partnership, coordinator, names, between):
    documents = []
    for name in names:
        documents.append(take_page(partnership, name, PAGES[name], coordinator))
        if between:
            accept_all(partnership, coordinator)
    accept_all(partnership, coordinator)
    assert counts() == WHOLE
    assert set(Page.objects.values_list("document", flat=True)) == {one.pk for one in documents}
    assert states(documents[1]) == {"same": 15}


@pytest.mark.parametrize("pages", [(AGENDA, MINUTES), (MINUTES, AGENDA)], ids=["agenda first", "minutes first"])
def test_agenda_and_minutes_are_one_meeting(partnership, coordinator, pages):
    for number, page in enumerate(pages):
        take_page(partnership, f"{number}.md", page, coordinator)
    accept_all(partnership, coordinator)
    assert counts() == WHOLE
    assert Page.objects.count() == 2
    assert {one.item.title for one in Action.objects.all()} == {"Burglary in Tallow Lane", "Grants"}


def test_action_of_minutes_brings_the_item_that_the_agenda_said_first(partnership, coordinator):
    take_page(partnership, "agenda.md", AGENDA, coordinator)
    minutes = take_page(partnership, "minutes.md", MINUTES, coordinator)
    before = picture(partnership, Passage, Entry)
    decided = accept_passages(partnership, [find_passage(minutes, "lamps").pk], by=coordinator)
    assert counts() == (1, 1, 0, 0, 1)
    assert Action.objects.get().item.title == "Grants"
    undo_batch(partnership, decided.batch, by=coordinator)
    assert picture(partnership, Passage, Entry) == before


@pytest.mark.parametrize("spelling", [f"The {BODY}", BODY.upper(), BODY.replace(" ", "  ")])
def test_body_spelt_otherwise_is_the_same_meeting(partnership, coordinator, spelling):
    take_page(partnership, "one.md", MINUTES, coordinator)
    take_page(partnership, "two.md", MINUTES.replace(BODY, spelling), coordinator)
    accept_all(partnership, coordinator)
    assert counts() == WHOLE


def test_page_that_names_no_body_is_of_the_partnership(partnership, coordinator):
    own = MINUTES.replace(BODY, partnership.name)
    take_page(partnership, "one.md", own, coordinator)
    document = take_page(partnership, "two.md", own.replace(f"# {partnership.name}\n", ""), coordinator)
    assert document.record["meeting"]["body"] is None
    accept_all(partnership, coordinator)
    assert counts() == WHOLE


def test_page_without_a_day_waits_for_it(partnership, coordinator):
    document = take_page(partnership, "march.md", NO_DAY, coordinator)
    ids = list(document.passages.values_list("pk", flat=True))
    for wanted in ([ids[-1]], ids):
        with pytest.raises(Refused, match="does not say on which day"):
            accept_passages(partnership, wanted, by=coordinator)
    assert counts() == (0, 0, 0, 0, 0)
    assert states(document) == {"proposed": 15}
    meeting = document.passages.get(kind="meeting")
    correct_passage(partnership, meeting.pk, {**meeting.data, "on": "2024-03-12"}, by=coordinator)
    accept_all(partnership, coordinator)
    assert counts() == WHOLE
    assert str(Meeting.objects.get().on) == "2024-03-12"
    assert not Entry.objects.exclude(on="2024-03-12").exists()


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("accepted_later", [True, False])
def test_pages_found_to_be_of_one_meeting_are_matched(partnership, coordinator, accepted, accepted_later):
    take_page(partnership, "one.md", MINUTES, coordinator)
    if accepted:
        accept_all(partnership, coordinator)
    text = NO_DAY.replace(LANDLORDS, LATER)
    document = take_page(partnership, "two.md", text, coordinator)
    meeting = document.passages.get(kind="meeting")
    correct_passage(partnership, meeting.pk, {**meeting.data, "on": "2024-03-12"}, by=coordinator)
    changed = find_passage(document, "2024-05-07")
    assert changed.same_as.data["due"]["date"] == "2024-04-30"
    assert document.passages.filter(state="same").count() == 13
    if accepted_later:
        accept_passages(partnership, [changed.pk], by=coordinator)
    accept_all(partnership, coordinator)
    assert counts() == WHOLE
    assert not Action.objects.filter(due_on="2024-04-30").exists()
    assert Page.objects.count() == 2


def test_page_moved_to_another_day_leans_on_the_first_no_longer(partnership, coordinator):
    """Two pages look like one meeting's until a person says that the second is of another day."""
    one = take_page(partnership, "one.md", MINUTES, coordinator)
    two = take_page(partnership, "two.md", MINUTES + "\n", coordinator)
    assert states(two) == {"same": 15}
    root = one.passages.get(kind="meeting")
    correct_passage(partnership, root.pk, {**root.data, "on": "2024-03-19"}, by=coordinator)
    assert {str(one.on) for one in Document.objects.all()} == {"2024-03-19"}
    accept_all(partnership, coordinator)
    assert counts() == WHOLE


def test_other_meeting_is_another_meeting(partnership, coordinator):
    take_page(partnership, "march.md", MINUTES, coordinator)
    take_page(
        partnership, "may.md", MINUTES.replace(DAY, DAY.replace("Tuesday 12 March", "Tuesday 14 May")), coordinator
    )
    accept_all(partnership, coordinator)
    assert Meeting.objects.count() == 2
    assert Action.objects.count() == 6
