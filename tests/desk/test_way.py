"""The way of a meeting step by step: what each changes in the other rooms, and that a refused one changes nothing."""

from datetime import date

import pytest

from tests.desk.going import (
    CIRCULATED,
    CLEARED,
    DAY,
    PHONE,
    TO_CLEARED,
    TO_PUBLIC,
    TYPED,
    draft,
    page,
    read_outputs,
    shown,
    stand_at,
    take,
    take_all,
)
from tests.facts import add_forward
from tests.meeting import item_of, make_meeting
from tests.register import MINUTES, accept_all, take_page
from wapentake.actions.models import Action
from wapentake.agendas.models import AgendaItem
from wapentake.intake.changes.removing import withdraw_source
from wapentake.intake.typed import read_typed
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Decision, Meeting
from wapentake.minutes.changes import Box, refuse_offer, save_boxes
from wapentake.minutes.models import Minutes, Roll
from wapentake.reports.models import Publication

LATER = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("wapentake.desk.views.way.timezone.localdate", lambda: DAY)


@pytest.fixture
def meeting(partnership) -> Meeting:
    return draft(partnership)


@pytest.fixture
def later(partnership) -> Meeting:
    return make_meeting(partnership, LATER)


def minutes_of(meeting: Meeting) -> Minutes:
    return Minutes.objects.get(meeting=meeting)


def write(meeting: Meeting, text: str, by) -> None:
    item = item_of(meeting, "Late bus")
    save_boxes(meeting, [Box(item.pk, text, item.minute.text if hasattr(item, "minute") else "")], by=by)


# The agenda


def test_publishing_the_agenda_numbers_its_items_and_again_is_a_second_one(client_in, partnership):
    meeting = make_meeting(partnership, items=["Late bus", "Grants"], state="agenda draft")
    AgendaItem.objects.filter(meeting=meeting).update(number=None)
    assert "The agenda is published." in take(client_in, meeting, "publish-agenda")
    assert [item.number for item in meeting.agenda_items.all()] == [1, 2]
    assert (meeting.state, shown(meeting)) == ("agenda published", [("agenda", 1, True)])
    AgendaItem.objects.create(meeting=meeting, position=3, title="Flood", urgent_because="The river rose.")
    take(client_in, meeting, "publish-agenda")
    assert [item.number for item in meeting.agenda_items.all()] == [1, 2, 3]
    assert shown(meeting) == [("agenda", 1, False), ("agenda", 2, True)]
    assert "3. Flood" in client_in.get(f"/public/harrowmere/meetings/{meeting.pk}/").content.decode()


def test_holding_fills_the_roll_and_takes_what_the_plan_had(client_in, partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    meeting = make_meeting(partnership, items=["Apologies", "Farm Watch"], state="agenda published")
    forward = add_forward(meeting.series, "Farm Watch", meeting)
    other = add_forward(meeting.series, "Dogs order", meeting)
    AgendaItem.objects.filter(title="Farm Watch").update(forward=forward)
    assert "Write the minutes under each item." in take(client_in, meeting, "hold")
    people = Roll.objects.filter(meeting=meeting).order_by("name").values_list("name", "status")
    assert list(people) == [
        (name, "expected") for name in ("Dana Colley", "Hugh Dacre", "Ruth Ashdown", "Tom Beckwith")
    ]
    forward.refresh_from_db()
    other.refresh_from_db()
    assert (meeting.state, forward.state, other.state) == ("held", "taken", "waiting")


# The draft


def test_finishing_puts_facts_into_the_register_that_rest_on_typed_words(client_in, meeting):
    take(client_in, stand_at(meeting, "held"), "finish")
    action, decision = Action.objects.get(), Decision.objects.get()
    assert (action.meeting, decision.meeting) == (meeting, meeting)
    assert (action.due_on, action.owners_text) == (date(2026, 4, 30), "Tom Ash")
    assert action.passage.document.source == minutes_of(meeting).source
    assert "write to the landlords" in action.passage.words
    assert "Lantern Youth Club" in decision.passage.words
    names = set(meeting.attendances.values_list("name", "status"))
    assert names == {("Tom Ash", "present"), ("Dana Colley", "present")}


def test_what_was_refused_does_not_enter_the_register(client_in, meeting, coordinator):
    stand_at(meeting, "held")
    offers = read_typed(meeting).items[item_of(meeting, "Late bus").pk].offers
    wrong = next(one for one in offers if one.kind == "action")
    refuse_offer(meeting, wrong.likeness, kind=wrong.kind, words=wrong.words, by=coordinator)
    take(client_in, meeting, "finish")
    assert (Action.objects.count(), Decision.objects.count()) == (0, 1)


def test_writing_on_forgets_the_clearance_and_finishing_again_keeps_the_rows(client_in, meeting, coordinator):
    take_all(client_in, stand_at(meeting, "held"), ("finish", {}), *TO_CLEARED, ("circulate", CIRCULATED))
    action, decision = Action.objects.get(), Decision.objects.get()
    assert "You can write on." in take(client_in, meeting, "reopen")
    kept = minutes_of(meeting)
    assert (kept.cleared_by, kept.cleared_on, kept.cleared_how, kept.circulated_on) == ("", None, "", None)
    write(meeting, TYPED.replace("£1,250", "£1,500").replace("30 April", "31 May"), coordinator)
    take(client_in, meeting, "finish")
    again = Action.objects.get()
    assert (again.pk, again.due_on) == (action.pk, date(2026, 5, 31))
    assert "£1,500" in Decision.objects.get().text
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_organisation_that_only_the_roll_knows_stays(client_in, meeting, partnership, coordinator):
    """What nothing rests on is forgotten whenever a page is taken in or out; a seat on the roll is something."""
    source = take_page(partnership, "march.txt", MINUTES, coordinator).source
    withdraw_source(source, by=coordinator)
    take_all(client_in, meeting, *TO_PUBLIC)
    assert "Tom Ash (Wendshire Haven)" in read_outputs(meeting)["page"]


def test_clearing_keeps_what_was_typed_where_something_is_wrong(client_in, meeting):
    before = Change.objects.count()
    text = take(
        client_in, meeting, "clear", {"clear-cleared_by": "", "clear-on": "31/2/2026", "clear-how": "at a call"}
    )
    for words in ("Enter who cleared the draft", "Enter a real date", 'value="at a call"', 'value="31"'):
        assert words in text
    answer = client_in.post(page("step", meeting, "clear"), {})
    assert answer.status_code == 422
    assert (meeting.state, Change.objects.count(), Minutes.objects.count()) == ("minutes draft", before, 0)


def test_cleared_and_circulated_say_who_when_and_how(client_in, meeting):
    assert "The draft is cleared." in take(client_in, meeting, "clear", CLEARED)
    text = take(client_in, meeting, "circulate", CIRCULATED)
    assert "Cleared by Ruth Ashdown on 12 March 2026 (by telephone)." in text
    assert "Sent to members on 13 March 2026." in text
    assert meeting.state == "circulated"


def test_draft_is_public_as_one_and_again(client_in, meeting):
    take_all(client_in, meeting, *TO_PUBLIC)
    take(client_in, meeting, "publish-draft")
    assert shown(meeting) == [("draft", 1, False), ("draft", 2, True)]
    told = read_outputs(meeting)
    assert all("Lantern Youth Club" in told[name] for name in ("page", "pdf", "docx", "rss", "atom"))
    assert "Draft: not yet confirmed as a true record" in told["page"]


# What is refused


@pytest.mark.parametrize(
    ("step", "state", "told", "words"),
    [
        ("publish-agenda", "agenda draft", {"items": []}, "The agenda has no items."),
        ("publish-agenda", "agenda draft", {"items": [{"title": "Late bus", "note": PHONE}]}, "1 passage may tell"),
        ("hold", "agenda published", {"on": date(2026, 3, 10)}, "The meeting is on 10 March 2026."),
        ("hold", "agenda published", {"items": []}, "There is no agenda to write under."),
        ("finish", "held", {}, "Nothing is written yet."),
        ("publish-draft", "circulated", {"items": [{"title": "Late bus", "text": PHONE}]}, "1 passage may tell"),
        ("publish", "confirmed", {"items": [{"title": "Late bus", "text": PHONE}]}, "1 passage may tell"),
    ],
)
def test_step_that_misses_something_is_refused_in_words(client_in, partnership, step, state, told, words):
    meeting = make_meeting(partnership, **told, state=state)
    before = Change.objects.count()
    assert words in client_in.get(page("way", meeting)).content.decode()
    text = take(client_in, meeting, step)
    assert words in text
    assert "Nothing was changed." in text
    assert (meeting.state, Change.objects.count()) == (state, before)
    assert not Publication.objects.exists()
    assert not Minutes.objects.exists()


def test_failure_half_way_takes_all_back(client_in, meeting, monkeypatch):
    """Here the words enter the register and then the clearance cannot be written."""
    before = Change.objects.count()

    def refuse(*told, **more):
        raise Refused("x", "The disk is full. Nothing was changed.")

    monkeypatch.setattr("wapentake.desk.changes.way.minutes.clear_minutes", refuse)
    assert "The disk is full." in take(client_in, meeting, "clear", CLEARED)
    assert (meeting.state, Change.objects.count()) == ("minutes draft", before)
    assert (Action.objects.count(), Minutes.objects.count()) == (0, 0)


def test_second_of_two_people_is_told_and_changes_nothing(client_in, meeting):
    take(client_in, meeting, "clear", CLEARED)
    before = Change.objects.count()
    text = take(client_in, meeting, "clear", CLEARED | {"clear-cleared_by": "Somebody else"})
    assert "Somebody may have been before you." in text
    assert (minutes_of(meeting).cleared_by, Change.objects.count()) == ("Ruth Ashdown", before)


def test_second_of_two_people_with_a_faulty_form_is_told_the_same(client_in, meeting):
    take(client_in, meeting, "clear", CLEARED)
    assert "Somebody may have been before you." in take(client_in, meeting, "clear", {"clear-cleared_by": ""})


@pytest.mark.parametrize(
    ("step", "state"),
    [("finish", "held"), ("reopen", "chair-cleared"), ("circulate", "chair-cleared"), ("publish-draft", "circulated"),
     ("confirm", "circulated"), ("publish", "confirmed"), ("archive", "published"), ("hold", "agenda published"),
     ("publish-agenda", "agenda draft")],
)  # fmt: skip
def test_chair_takes_no_step_but_clearing(client_chair, meeting, step, state):
    stand_at(meeting, state)
    assert "Only a coordinator can do this. Nothing was changed." in take(client_chair, meeting, step)
    assert meeting.state == state


def test_chair_clears(client_chair, meeting):
    assert "The draft is cleared." in take(client_chair, meeting, "clear", CLEARED)
