"""Words struck out of a meeting's page for ever are in nothing that was typed of it, and are not published again."""

from datetime import date

import pytest

from tests.desk.going import (
    DAY,
    TO_CLEARED,
    TO_PUBLIC,
    confirmation,
    draft,
    publish_confirmed,
    read_outputs,
    take,
    take_all,
)
from tests.meeting import item_of, make_meeting
from wapentake.desk.queries.way import public_text
from wapentake.intake.changes.striking import strike_words
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import move_words
from wapentake.minutes.models import (
    Correction,
    Declaration,
    LeftIn,
    Minute,
    Minutes,
    Refusal,
    Resolution,
    RestrictedNote,
    Roll,
)
from wapentake.sources.models import Document

NAME = "Jessamy Quillfeather"
SAID = f"The meeting thanked {NAME} for the bench.\n\nThe bus is late."
TYPED = (Minute, Minutes, Roll, Resolution, Declaration, Correction, RestrictedNote, LeftIn, Refusal)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("wapentake.desk.views.way.timezone.localdate", lambda: DAY)


@pytest.fixture
def meeting(partnership, coordinator) -> Meeting:
    """A meeting of which everything that can be typed has the name."""
    meeting = draft(partnership, SAID)
    item = item_of(meeting, "Late bus")
    Resolution.objects.create(
        item=item, kind="agreed", text=f"{NAME} be thanked", condition=NAME, proposer=NAME, names=NAME, dissent=NAME
    )
    Declaration.objects.create(meeting=meeting, name=NAME, interest=f"a friend of {NAME}")
    Correction.objects.create(meeting=meeting, item=NAME, was=NAME, should_be=f"Mx {NAME}")
    RestrictedNote.objects.create(meeting=meeting, words=f"{NAME} has dementia.", neutral=f"A case of {NAME}.")
    LeftIn.objects.create(meeting=meeting, likeness="1", name=NAME, words=NAME, reason=f"{NAME} agrees.")
    Refusal.objects.create(meeting=meeting, likeness="1", kind="action", words=NAME)
    Roll.objects.filter(meeting=meeting, name="Tom Ash").update(status="deputy", deputy_for=NAME)
    for name in (NAME, NAME.upper()):  # when struck out, they look alike
        Roll.objects.create(meeting=meeting, name=name, role=NAME, status="present")
    return meeting


def strike(meeting: Meeting, by) -> None:
    document = Document.objects.get(source=Minutes.objects.get(meeting=meeting).source, current=True)
    strike_words(document, NAME, why="They asked.", by=by)


def typed() -> str:
    return "\n".join(str(row) for table in TYPED for row in table.objects.values())


def test_struck_words_stand_in_nothing_that_was_typed(client_in, meeting, coordinator):
    take(client_in, meeting, "clear", {"clear-cleared_by": NAME, "clear-on": "2026-03-12", "clear-how": NAME})
    assert typed().count("Quillfeather") > 15
    strike(meeting, coordinator)
    assert "Quillfeather" not in typed()
    assert "QUILL" not in typed()
    assert Roll.objects.filter(meeting=meeting).count() == 4
    assert "The bus is late." in Minute.objects.get().text


@pytest.mark.parametrize("confirmed", [False, True])
def test_struck_words_are_not_published_and_their_place_says_so(client_in, partnership, coordinator, confirmed):
    meeting, later = draft(partnership, SAID), make_meeting(partnership, date(2026, 5, 11))
    Roll.objects.create(meeting=meeting, name=NAME, status="present")
    if confirmed:
        publish_confirmed(client_in, meeting, later)
    else:
        take_all(client_in, meeting, *TO_PUBLIC)
    strike(meeting, coordinator)
    assert "thanked [removed] for the bench" in public_text(meeting, "minutes")
    take(client_in, meeting, "publish" if confirmed else "publish-draft")
    for name, text in read_outputs(meeting).items():
        assert "Quillfeather" not in text, name
        assert "█" not in text, name


@pytest.mark.parametrize("confirmed", [False, True])
def test_restricted_words_stay_out_when_a_part_of_them_is_struck(client_in, partnership, coordinator, confirmed):
    case = f"{NAME} has dementia and was found there."
    meeting, later = draft(partnership, f"{case}\n\nThe bus is late."), make_meeting(partnership, date(2026, 5, 11))
    take_all(client_in, meeting, *TO_CLEARED)
    if confirmed:
        take_all(client_in, meeting, ("confirm", confirmation(later)))
    move_words(meeting, case, neutral="A case was taken up.", by=coordinator)
    strike(meeting, coordinator)
    text = public_text(meeting, "minutes")
    assert "A case was taken up." in text
    assert "dementia" not in text
