"""The leak check as a person settles it: what is shown, moving words, leaving them in, and what the public reads."""

from datetime import date

import pytest
from django.test import Client

from tests.desk.going import (
    CLEARED,
    TO_CLEARED,
    TO_PUBLIC,
    confirmation,
    draft,
    page,
    post,
    public,
    publish_confirmed,
    read_outputs,
    take,
    take_all,
)
from tests.meeting import item_of, make_meeting
from wapentake.agendas.models import AgendaItem
from wapentake.desk.queries.way import find_leaks_of, public_text
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import LeftIn, Minute, Minutes, RestrictedNote
from wapentake.sources.models import Document

CASE = "An elderly man who lives alone in Harbour Row has dementia and was found there."
NAMED = "It was said that Mrs Allwood had asked for the lamps to be mended before winter."
AGAIN = "Mrs Allwood was thanked."
PHONE = "Anyone who wants to help may ring 0116 270 4431 in the evening of any day."
NEUTRAL = "A case was taken up."
LATER = date(2026, 5, 11)


@pytest.fixture
def meeting(partnership) -> Meeting:
    return draft(partnership, f"The lamps were mended.\n\n{CASE}\n\nThe bus is late.")


@pytest.fixture
def later(partnership) -> Meeting:
    return make_meeting(partnership, LATER)


def likenesses(meeting: Meeting, of: str = "minutes") -> list[str]:
    return [one.likeness for one in find_leaks_of(meeting, of)]


def settle(client: Client, meeting: Meeting, told: dict[str, str], *, of: str = "minutes", likeness: str = "") -> str:
    """What is read after the first hit was settled; `told` names the fields without the hit's own mark."""
    likeness = likeness or likenesses(meeting, of)[0]
    form = {name if name in ("move", "leave") else f"{likeness}-{name}": value for name, value in told.items()}
    path = page("settle-leak", meeting, of)
    return post(client, path, form | {"likeness": likeness}, source=page("leaks", meeting, of))


def move(client: Client, meeting: Meeting, neutral: str = NEUTRAL) -> str:
    return settle(client, meeting, {"move": "1", "neutral": neutral})


def typed(meeting: Meeting) -> str:
    return Minute.objects.get(item__meeting=meeting).text


# What is shown


def test_each_hit_is_shown_with_its_words_and_a_line_for_their_place(client_in, meeting):
    text = client_in.get(page("leaks", meeting, "minutes")).content.decode()
    (leak,) = find_leaks_of(meeting, "minutes")
    assert public_text(meeting, "minutes")[slice(*leak.around)] == CASE
    for words in ("1 passage may tell the public of somebody.", "<mark>", "dementia", leak.neutral):
        assert words in text
    assert "The lamps were mended." not in text


def test_text_that_tells_of_nobody_says_so_and_claims_no_more(client_in, partnership):
    text = client_in.get(page("leaks", draft(partnership), "minutes")).content.decode()
    assert "Nothing was found that tells of somebody" in text
    assert "read the text yourself" in text


def test_there_is_a_check_of_the_agenda_and_of_the_minutes_alone(client_in, meeting):
    assert client_in.get(page("leaks", meeting, "papers")).status_code == 404


# Moving words out


def test_moved_words_leave_the_typed_text_and_stay_in_the_note(client_in, meeting, coordinator):
    assert "The words are in a restricted note." in move(client_in, meeting)
    assert typed(meeting) == f"The lamps were mended.\n\n{NEUTRAL}\n\nThe bus is late."
    note = RestrictedNote.objects.get()
    assert (note.words, note.neutral, note.moved_by) == (CASE, NEUTRAL, coordinator)
    assert note.item == item_of(meeting, "Late bus")
    assert not any("dementia" in str((one.before, one.after)) for one in Change.objects.all())
    text = client_in.get(page("notes", meeting)).content.decode()
    assert CASE in text
    assert f"In public it says: {NEUTRAL}" in text


def test_nothing_that_the_public_is_given_has_the_moved_words(client_in, meeting, later):
    move(client_in, meeting)
    publish_confirmed(client_in, meeting, later)
    for name, text in read_outputs(meeting).items():
        assert "dementia" not in text, name
        assert "Harbour Row" not in text, name
        assert NEUTRAL in text or name not in ("page", "pdf", "docx"), name


def test_words_that_were_written_with_other_spaces_are_moved_too(client_in, meeting, later):
    """What is typed is not yet what is composed: line ends and double spaces are put right there."""
    spaced = CASE.replace("alone in", "alone  in\n")
    Minute.objects.filter(item__meeting=meeting).update(text=f"# {spaced}\r\nThe bus is late.")
    move(client_in, meeting)
    publish_confirmed(client_in, meeting, later)
    assert "dementia" not in " ".join([typed(meeting), *read_outputs(meeting).values()])
    assert "dementia" in RestrictedNote.objects.get().words


def test_words_in_a_title_are_in_no_output(client_in, partnership, later):
    meeting = draft(partnership)
    AgendaItem.objects.filter(title="Late bus").update(title="Mrs Allwood of 7 Harbour Row")
    assert len(find_leaks_of(meeting, "minutes")) == 1
    move(client_in, meeting, "A complaint")
    publish_confirmed(client_in, meeting, later)
    for name, text in read_outputs(meeting).items():
        assert "Allwood" not in text, name
    assert "A complaint" in read_outputs(meeting)["page"]


@pytest.mark.parametrize("neutral", ["", "  ", CASE])
def test_line_that_is_none_is_refused(client_in, meeting, neutral):
    assert "Nothing was changed." in move(client_in, meeting, neutral)
    assert not RestrictedNote.objects.exists()
    assert CASE in typed(meeting)


def test_words_that_are_gone_meanwhile_are_not_moved(client_in, meeting):
    likeness = likenesses(meeting)[0]
    Minute.objects.update(text="The bus is late.")
    text = settle(client_in, meeting, {"move": "1", "neutral": NEUTRAL}, likeness=likeness)
    assert "These words do not stand there any more. Nothing was changed." in text
    assert not RestrictedNote.objects.exists()


def test_confirmed_text_stays_and_what_is_published_has_the_neutral_line(client_in, meeting, later):
    take_all(client_in, meeting, *TO_CLEARED, ("confirm", confirmation(later)))
    kept = Minutes.objects.get().source
    text = Document.objects.get(source=kept, current=True).text
    move(client_in, meeting)
    assert CASE in typed(meeting)
    assert CASE in text
    assert Document.objects.get(source=Minutes.objects.get().source, current=True).text == text
    take(client_in, meeting, "publish")
    text = read_outputs(meeting)["page"]
    assert NEUTRAL in text
    assert "dementia" not in text


@pytest.mark.parametrize("state", ["published as a draft", "published", "archived"])
def test_words_moved_after_they_were_published_leave_public_view_at_once(client_in, meeting, later, state):
    settle(client_in, meeting, {"leave": "1", "reason": "All know of it."})
    steps = {
        "published as a draft": TO_PUBLIC,
        "published": (*TO_CLEARED, ("confirm", confirmation(later)), ("publish", {})),
    }
    take_all(client_in, meeting, *(steps.get(state) or (*steps["published"], ("archive", {}))))
    assert "dementia" in read_outputs(meeting)["page"]
    post(client_in, page("ask-again", LeftIn.objects.get()), {}, source=page("leaks", meeting, "minutes"))
    move(client_in, meeting)
    for name, text in read_outputs(meeting).items():
        assert "dementia" not in text, name


def test_draft_that_is_rewritten_leaves_public_view_where_it_says_the_moved_words(client_in, meeting):
    settle(client_in, meeting, {"leave": "1", "reason": "All know of it."})
    take_all(client_in, meeting, *TO_PUBLIC, ("reopen", {}))
    post(client_in, page("ask-again", LeftIn.objects.get()), {}, source=page("leaks", meeting, "minutes"))
    move(client_in, meeting)
    assert not meeting.publications.filter(current=True).exists()
    assert "dementia" not in Client().get(public("meeting", meeting.pk)).content.decode()


def test_chair_reads_no_note(client_in, client_chair, meeting):
    move(client_in, meeting)
    assert client_chair.get(page("notes", meeting)).status_code == 404
    for name in ("way", "meeting", "minutes"):
        assert "dementia" not in client_chair.get(page(name, meeting)).content.decode()
    assert "Restricted notes" not in client_chair.get(page("way", meeting)).content.decode()


@pytest.mark.parametrize("told", [{"move": "1", "neutral": NEUTRAL}, {"leave": "1", "reason": "x"}])
def test_chair_settles_nothing(client_chair, meeting, told):
    settle(client_chair, meeting, told)
    assert len(find_leaks_of(meeting, "minutes")) == 1
    assert CASE in typed(meeting)


# Leaving words in


def test_words_are_left_in_with_a_reason_and_checked_again(client_in, meeting, coordinator):
    assert "The words stay." in settle(client_in, meeting, {"leave": "1", "reason": "The family asked for it."})
    left = LeftIn.objects.get()
    assert (left.words, left.name, left.reason, left.said_by) == (CASE, "", "The family asked for it.", coordinator)
    assert likenesses(meeting) == []
    text = client_in.get(page("leaks", meeting, "minutes")).content.decode()
    assert "The family asked for it." in text
    take(client_in, meeting, "clear", CLEARED)
    assert "The draft is published" in take(client_in, meeting, "publish-draft")
    text = post(client_in, page("ask-again", left), {}, source=page("leaks", meeting, "minutes"))
    assert "1 passage may tell the public of somebody." in text
    assert not LeftIn.objects.exists()
    assert "1 passage may tell" in take(client_in, meeting, "publish-draft")


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_left_in(client_in, meeting, reason):
    text = settle(client_in, meeting, {"leave": "1", "reason": reason})
    assert "Say why these words may be public. Nothing was changed." in text
    assert not LeftIn.objects.exists()


def test_name_left_in_stays_everywhere_in_that_meeting_and_in_no_other(client_in, partnership):
    meeting = draft(partnership, f"{NAMED}\n\nThe bus is late.\n\n{AGAIN}")
    other = draft(partnership, f"{AGAIN}\n\n{NAMED}", on=LATER)
    assert (len(likenesses(meeting)), len(likenesses(other))) == (2, 2)
    assert "The name stays, here and elsewhere." in settle(client_in, meeting, {"leave": "1", "reason": "She agrees."})
    assert LeftIn.objects.get().name == "Mrs Allwood"
    assert (len(likenesses(meeting)), len(likenesses(other))) == (0, 2)


def test_meeting_of_another_partnership_is_not_settled(client_stranger, meeting):
    answer = client_stranger.post(page("settle-leak", meeting, "minutes"), {"likeness": likenesses(meeting)[0]})
    assert answer.status_code == 404


# The agenda


@pytest.fixture
def agenda(partnership) -> Meeting:
    return make_meeting(partnership, items=["Late bus", {"title": "Lamps", "note": PHONE}], state="agenda draft")


def test_agenda_is_checked_before_it_is_public(client_in, agenda):
    text = client_in.get(page("leaks", agenda, "agenda")).content.decode()
    assert "0116 270 4431" in text
    assert "Change the agenda" in text
    assert "Move the words to a restricted note" not in text
    settle(client_in, agenda, {"leave": "1", "reason": "It is the office’s number."}, of="agenda")
    assert "The agenda is published." in take(client_in, agenda, "publish-agenda")
    assert "0116 270 4431" in Client().get(public("meeting", agenda.pk)).content.decode()


def test_words_of_an_agenda_are_changed_there_and_not_moved(client_in, agenda):
    told = {"move": "1", "neutral": NEUTRAL}
    assert "Change them on the agenda itself. Nothing was changed." in settle(client_in, agenda, told, of="agenda")
    assert not RestrictedNote.objects.exists()


def test_words_asked_about_again_lead_back_to_the_check_they_were_left_in_by(client_in, agenda):
    settle(client_in, agenda, {"leave": "1", "reason": "It is the office’s number."}, of="agenda")
    path = page("ask-again", LeftIn.objects.get())
    assert "Leak check of the agenda" in post(client_in, path, {"of": "agenda"}, source=page("leaks", agenda, "agenda"))
