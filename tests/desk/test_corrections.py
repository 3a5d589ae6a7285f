"""Corrections beside minutes that others have: what they must rest on, where they are told, and the text that stays."""

from datetime import date

import pytest
from django.test import Client

from tests.desk.going import (
    DAY,
    TO_CLEARED,
    TO_PUBLIC,
    confirmation,
    draft,
    page,
    post,
    public,
    publish_confirmed,
    read_outputs,
    shown,
    stand_at,
    take,
    take_all,
)
from tests.meeting import item_of, make_meeting
from wapentake.agendas.changes import put_item
from wapentake.agendas.models import AgendaItem
from wapentake.desk.queries.way import find_corrections, public_text
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import Box, move_words, save_boxes
from wapentake.minutes.models import Correction, Minute, Roll

LATER = date(2026, 5, 11)
WAS, NOW = "evening sessions", "morning sessions"
TOLD = {"was": WAS, "should_be": NOW, "item": "2. Late bus", "agreed_at": ""}
CASE = "An elderly man who lives alone in Harbour Row has dementia and was found there."


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("wapentake.desk.views.way.timezone.localdate", lambda: DAY)


@pytest.fixture
def meeting(partnership) -> Meeting:
    return draft(partnership)


@pytest.fixture
def later(partnership, meeting) -> Meeting:
    """The next meeting of the body, which has the minutes of this one on its agenda."""
    later = make_meeting(partnership, LATER)
    AgendaItem.objects.create(meeting=later, position=0, title="x", origin="previous minutes", previous=meeting)
    return later


@pytest.fixture
def standing(client_in, meeting, later) -> Meeting:
    """Its minutes are confirmed and public."""
    publish_confirmed(client_in, meeting, later)
    return meeting


def correct(client: Client, meeting: Meeting, **told: str) -> str:
    return post(client, page("corrections", meeting), TOLD | told)


def public_page(meeting: Meeting) -> str:
    return " ".join(Client().get(public("meeting", meeting.pk)).content.decode().split())


# What may be corrected


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"was": "night sessions"}, "The minutes do not say these words. Copy them exactly as they stand."),
        ({"was": ""}, "Copy the words that are wrong"),
        ({"should_be": ""}, "Enter what they should say"),
        ({"agreed_at": "99"}, "Select a valid choice"),
        ({"should_be": CASE}, "A household may be known from this"),
    ],
)
def test_what_cannot_be_a_correction_is_refused_with_what_was_typed(client_in, standing, told, words):
    before = (Change.objects.count(), shown(standing))
    text = correct(client_in, standing, **told)
    assert words in text
    assert ((TOLD | told)["should_be"] or WAS) in text
    assert not Correction.objects.exists()
    assert (Change.objects.count(), shown(standing)) == before


@pytest.mark.parametrize("state", ["held", "minutes draft", "chair-cleared"])
def test_minutes_that_nobody_has_yet_are_changed_themselves(client_in, meeting, state):
    stand_at(meeting, state)
    assert "so you can change their text itself" in correct(client_in, meeting)
    assert not Correction.objects.exists()


def test_correction_of_another_partnership_is_not_taken_back(client_stranger, standing):
    row = Correction.objects.create(meeting=standing, was=WAS, should_be=NOW)
    assert client_stranger.post(page("take-back", row)).status_code == 404
    assert client_stranger.post(f"/saltby/corrections/{row.pk}/take-back/").status_code == 404
    assert Correction.objects.exists()


# Where it is told


def test_correction_is_public_at_its_item_and_in_the_list(client_in, standing):
    assert "The correction stands beside the minutes." in correct(client_in, standing)
    text = public_page(standing)
    said = f"for “{WAS}” read “{NOW}”."
    assert text.count(said) == 2
    assert text.index("2. Late bus") < text.index(said) < text.index("3. Any other business") < text.rindex(said)
    assert "for evening sessions" in text
    assert shown(standing) == [("minutes", 1, False), ("minutes", 2, True)]
    told = read_outputs(standing)
    assert all(NOW in told[name] for name in ("page", "pdf", "docx"))


def test_correction_of_circulated_minutes_is_kept_and_nothing_is_published(client_in, meeting):
    take_all(client_in, meeting, *TO_PUBLIC[:2])
    assert "The correction stands beside the minutes." in correct(client_in, meeting)
    assert shown(meeting) == []


def test_correction_stands_on_the_next_agenda_until_it_is_agreed(client_in, meeting, later):
    take_all(client_in, meeting, *TO_PUBLIC)
    correct(client_in, meeting)
    said = f"To be corrected: “{WAS}” to “{NOW}”."
    assert said in client_in.get(page("agenda", later)).content.decode()
    assert said in public_text(later, "agenda")
    take(client_in, meeting, "confirm", confirmation(later))
    assert Correction.objects.get().agreed_at == later
    assert "the meeting of 11 May 2026" in client_in.get(page("corrections", meeting)).content.decode()
    assert said not in public_text(later, "agenda")
    take(client_in, meeting, "publish")
    assert "11 May 2026" in public_page(meeting).split('id="corrections"')[1]


def test_correction_of_confirmed_minutes_stands_on_the_next_agenda_too(client_in, standing, later, partnership):
    """The meeting after that has the minutes of another meeting on its agenda, and is asked all the same."""
    correct(client_in, standing)
    third = make_meeting(partnership, date(2026, 7, 13))
    AgendaItem.objects.create(meeting=third, position=0, title="x", origin="previous minutes", previous=later)
    said = f"To be corrected in the minutes of 9 March 2026: “{WAS}” to “{NOW}”."
    assert said in public_text(third, "agenda")
    stand_at(later, "chair-cleared")
    Minute.objects.create(item=later.agenda_items.last(), text="The bus is late.")
    take(client_in, later, "confirm", confirmation(third))
    assert Correction.objects.get().agreed_at == third
    assert said not in public_text(third, "agenda")
    assert "13 July 2026" in public_page(standing).split('id="corrections"')[1]


def test_correction_that_a_meeting_agreed_says_so_at_once(client_in, standing, later):
    correct(client_in, standing, agreed_at=str(later.pk))
    assert Correction.objects.get().agreed_at == later
    assert "11 May 2026" in public_page(standing).split('id="corrections"')[1]


def test_agenda_asks_in_the_lines_of_its_own_item_alone(meeting, later, partnership):
    other = draft(partnership, on=date(2026, 1, 12))
    for one, was in ((meeting, "a"), (other, "b")):
        Correction.objects.create(meeting=one, was=was, should_be="c")
    (item,) = AgendaItem.objects.filter(meeting=later).exclude(previous=None)
    assert find_corrections(later) == {item.pk: ["To be corrected: “a” to “c”."]}


def test_taken_back_it_is_public_no_more_and_the_log_keeps_it(client_in, standing):
    correct(client_in, standing)
    row = Correction.objects.get()
    text = post(client_in, page("take-back", row), {}, source=page("corrections", standing))
    assert "The correction is taken back." in text
    assert NOW not in public_page(standing)
    assert Change.objects.get(thing="minutes.correction", verb="removed").before == {"was": WAS, "should_be": NOW}


def test_words_that_tell_of_somebody_are_taken_from_who_means_it(client_in, standing):
    text = correct(client_in, standing, should_be=f"{NOW} of Mrs Allwood")
    assert "This names somebody who is not on the list" in text
    assert "The public may read these words all the same" in text
    correct(client_in, standing, should_be=f"{NOW} of Mrs Allwood", anyway="on")
    assert "Mrs Allwood" in public_page(standing)


@pytest.mark.parametrize("was", [CASE, "has dementia", f"late.\n\n{CASE}"])
def test_restricted_words_are_told_by_no_correction(client_in, partnership, later, coordinator, was):
    """Words that were corrected first and moved out later stand neither in the list nor on the next agenda."""
    meeting = draft(partnership, f"The bus is late.\n\n{CASE}", on=date(2026, 4, 13))
    AgendaItem.objects.exclude(previous=None).update(previous=meeting)
    take_all(client_in, meeting, *TO_CLEARED, ("circulate", {"circulate-on": "2026-04-14"}))
    Correction.objects.create(meeting=meeting, was=was, should_be="An elderly man was found.")
    move_words(meeting, CASE, neutral="A case was taken up.", by=coordinator)
    assert not Correction.objects.exists()
    assert was in client_in.get(page("notes", meeting)).content.decode()
    take_all(client_in, meeting, ("publish-draft", {}))
    for name, text in read_outputs(meeting).items():
        assert "dementia" not in text, name
    assert "dementia" not in public_text(later, "agenda")
    assert "dementia" not in client_in.get(page("agenda", later)).content.decode()


# The text stays


def test_confirmed_text_stays_whatever_is_changed_since(client_in, standing, partnership, coordinator):
    before, told = public_text(standing, "minutes"), read_outputs(standing)["page"]
    Minute.objects.filter(item__meeting=standing).update(text="Something else.")
    AgendaItem.objects.filter(meeting=standing, title="Late bus").update(title="Early bus")
    Roll.objects.filter(meeting=standing, name="Tom Ash").update(name="Somebody", status="apologies")
    make_meeting(partnership, date(2026, 4, 13))
    assert public_text(standing, "minutes") == before
    assert read_outputs(standing)["page"] == told
    correct(client_in, standing)
    text = public_page(standing)
    assert "2. Late bus" in text
    assert "Lantern Youth Club" in text
    assert "Early bus" not in text
    assert "Somebody" not in text


def test_confirmed_minutes_and_their_agenda_take_no_change(client_in, standing, coordinator):
    item = item_of(standing, "Late bus")
    box = Box(item.pk, "Something else.", item.minute.text)
    with pytest.raises(Refused, match="cannot be written now"):
        save_boxes(standing, [box], by=coordinator)
    with pytest.raises(Refused, match="its agenda stays as it is"):
        put_item(standing, {"title": "Early bus"}, by=coordinator, item=item)
    assert "Nothing was changed." in take(client_in, standing, "reopen")
    assert standing.state == "published"
