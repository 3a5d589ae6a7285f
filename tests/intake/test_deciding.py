"""Accept, refuse, correct, think again and undo: every row right, the log complete, and undo exact."""

import pytest

from tests.intake.pages import (
    CORRECTED,
    DAY,
    GRANT,
    MINUTES,
    find_passage,
    fresh,
    picture,
    states,
)
from tests.register import accept_all, make_account, take_page
from wapentake.actions.changes import set_action_state
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.contacts.models import Initials, Organisation, Person, Post
from wapentake.intake.changes import (
    accept_passages,
    correct_passage,
    reconsider_passages,
    refuse_passages,
    undo_batch,
)
from wapentake.intake.changes.by_hand import add_statement, place_words
from wapentake.intake.queries import find_certain
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Decision, Item, Meeting
from wapentake.sources.models import Entry, Passage

ROWS = (Passage, Entry)
MAY = MINUTES.replace(DAY, DAY.replace("Tuesday 12 March", "Tuesday 14 May"))


@pytest.fixture
def document(partnership, coordinator):
    return take_page(partnership, "march.md", MINUTES, coordinator)


@pytest.fixture
def colleague(partnership):
    return make_account("ivo@harrowmere.example", partnership, name="Ivo Marsh")


def log_of(passage):
    rows = Change.objects.filter(thing="sources.passage", thing_id=passage.pk).order_by("pk")
    return [(one.verb, one.by_name, one.before.get("state"), one.after.get("state")) for one in rows]


def test_accepted_action_brings_its_meeting_and_item(partnership, document, coordinator):
    decided = accept_passages(partnership, [find_passage(document, "landlords").pk], by=coordinator)
    action = Action.objects.get()
    assert decided.count == 3
    assert (action.text, str(action.due_on), action.owners_text) == (
        "write to the landlords of Tallow Lane by 30 April 2024.", "2024-04-30", "TB",
    )  # fmt: skip
    assert (action.item.title, str(action.meeting.on)) == ("Burglary in Tallow Lane", "2024-03-12")
    assert Owner.objects.get().person.name == "Tom Beckwith"
    assert (Meeting.objects.count(), Item.objects.count()) == (1, 1)


def test_log_says_who_and_what_before_and_after(partnership, document, coordinator, colleague):
    passage = find_passage(document, "lamps")
    accept_passages(partnership, [passage.pk], by=coordinator)
    refuse_passages(partnership, [passage.pk], by=colleague)
    reconsider_passages(partnership, [passage.pk], by=coordinator)
    decided = refuse_passages(partnership, [passage.pk], by=coordinator)
    undo_batch(partnership, decided.batch, by=colleague)
    assert log_of(passage) == [
        ("accepted", "Rowan Teale", "proposed", "accepted"),
        ("refused", "Ivo Marsh", "accepted", "refused"),
        ("opened again", "Rowan Teale", "refused", "proposed"),
        ("refused", "Rowan Teale", "proposed", "refused"),
        ("undid", "Ivo Marsh", "refused", "proposed"),
    ]
    removed = Change.objects.get(verb="removed", thing="actions.action")
    assert (removed.before["words"], removed.by_name) == ("order ten lamps for the underpass.", "Ivo Marsh")


def test_accepting_everything_is_undone_in_one_step(partnership, document, coordinator, colleague):
    take_page(partnership, "may.md", MAY, coordinator)
    before = picture(partnership, *ROWS)
    decided = accept_passages(partnership, find_certain(partnership).values_list("pk", flat=True), by=coordinator)
    assert Action.objects.count() == 6
    undone = undo_batch(partnership, decided.batch, by=colleague)
    assert undone.count == decided.count == 30
    assert picture(partnership, *ROWS) == before
    again = undo_batch(partnership, decided.batch, by=coordinator)
    assert (again.count, again.before) == (0, ())
    assert picture(partnership, *ROWS) == before


def test_undo_of_a_second_meeting_leaves_the_first_as_it_was(partnership, document, coordinator):
    """Posts last until the last page that counts, and initials are asked for as long as an action names them."""
    accept_all(partnership, coordinator)
    take_page(partnership, "may.md", MAY.replace("GK", "ZQ"), coordinator)
    before = picture(partnership, *ROWS)
    decided = accept_all(partnership, coordinator)
    assert str(Post.objects.filter(person__name="Dana Colley").get().until) == "2024-05-14"
    assert set(Initials.objects.values_list("written", flat=True)) == {"GK", "ZQ"}
    undo_batch(partnership, decided.batch, by=coordinator)
    assert picture(partnership, *ROWS) == before


def test_undo_leaves_what_somebody_worked_on(partnership, document, coordinator, colleague):
    decided = accept_all(partnership, coordinator)
    action = Action.objects.get(owners_text="GK")
    set_action_state(action, ActionState.DONE, by=colleague, on=action.meeting.on)
    undone = undo_batch(partnership, decided.batch, by=coordinator)
    assert undone.before == (
        f"Action “{action.passage.words[:60]}” has gone on since, so it stays. Refuse it if it should go all the same.",
    )
    assert Action.objects.get() == action
    assert Meeting.objects.count() == 1
    accept_all(partnership, coordinator)
    assert fresh(action).item.title == "Grants"
    assert Action.objects.count() == 3


def test_undo_of_a_refusal(partnership, document, coordinator):
    before = picture(partnership, *ROWS)
    wanted = [find_passage(document, "lamps").pk, document.passages.get(kind="figure").pk]
    decided = refuse_passages(partnership, wanted, by=coordinator)
    assert states(document) == {"proposed": 13, "refused": 2}
    undo_batch(partnership, decided.batch, by=coordinator)
    assert picture(partnership, *ROWS) == before


def test_refused_after_it_was_accepted_is_gone(partnership, document, coordinator):
    accept_all(partnership, coordinator)
    refuse_passages(partnership, [find_passage(document, "lamps").pk], by=coordinator)
    assert Action.objects.count() == 2
    assert not Initials.objects.exists()
    assert not Entry.objects.filter(kind="action", words__contains="lamps").exists()


def test_refused_is_gone_though_another_page_says_the_same(partnership, document, coordinator):
    take_page(partnership, "march.md.copy", MINUTES + "\n", coordinator)
    accept_all(partnership, coordinator)
    passage = find_passage(document, "lamps")
    reconsider_passages(partnership, [passage.pk], by=coordinator)
    assert Action.objects.count() == 2
    accept_passages(partnership, [passage.pk], by=coordinator)
    assert Action.objects.count() == 3
    refuse_passages(partnership, [passage.pk], by=coordinator)
    assert Action.objects.count() == 2


def test_meeting_itself_is_not_refused(partnership, document, coordinator):
    with pytest.raises(Refused, match="cannot be refused"):
        refuse_passages(partnership, [document.passages.get(kind="meeting").pk], by=coordinator)


def test_item_accepted_after_its_actions_holds_them(partnership, document, coordinator):
    item = find_passage(document, "Grants", "item")
    refuse_passages(partnership, [item.pk], by=coordinator)
    accept_all(partnership, coordinator)
    assert Action.objects.filter(item=None).count() == 2
    reconsider_passages(partnership, [item.pk], by=coordinator)
    accept_passages(partnership, [item.pk], by=coordinator)
    assert not Action.objects.filter(item=None).exists()
    assert not Decision.objects.filter(item=None).exists()


@pytest.mark.parametrize("state", [ActionState.OPEN, ActionState.DONE])
def test_corrected_action_keeps_its_state(partnership, document, coordinator, colleague, state):
    accept_all(partnership, coordinator)
    action = Action.objects.get(owners_text="TB")
    set_action_state(action, state, by=coordinator, on=action.meeting.on)
    said = {"text": "write to all landlords", "owners": ["Dana Colley", "TB"], "due": {"date": None, "event": "May"}}
    correct_passage(partnership, action.passage_id, said, by=colleague)
    now = fresh(action)
    assert (now.text, now.state, now.due_on, now.due_event) == ("write to all landlords", state, None, "May")
    assert [str(one) for one in now.owners.order_by("position")] == ["Dana Colley", "Tom Beckwith"]
    line = Change.objects.get(verb="corrected")
    assert line.before["text"].startswith("write to the landlords")
    assert (line.after["text"], line.by_name) == ("write to all landlords", "Ivo Marsh")
    assert now.passage.read_data["owners"] == ["TB"]
    assert Entry.objects.filter(kind="action", words__contains="all landlords").count() == 1


def test_corrected_proposal_is_accepted(partnership, document, coordinator):
    passage = find_passage(document, "lamps")
    correct_passage(partnership, passage.pk, {"text": "order twelve lamps"}, by=coordinator)
    assert Action.objects.get().text == "order twelve lamps"
    assert fresh(passage).state == "accepted"


def test_corrected_amount_changes_its_pence(partnership, document, coordinator):
    amount = document.passages.get(kind="amount")
    assert amount.pence == 125000
    correct_passage(partnership, amount.pk, {"value": "-12.05", "role": "spent"}, by=coordinator)
    now = fresh(amount)
    assert (now.pence, now.role, now.state) == (-1205, "spent", "accepted")


def test_corrected_name_leaves_no_orphan(partnership, document, coordinator):
    accept_all(partnership, coordinator)
    passage = find_passage(document, "Hugh Dacre", "attendance")
    correct_passage(partnership, passage.pk, {"name": "Hugo Dacre", "organisation": "Fire Service"}, by=coordinator)
    assert Person.objects.filter(name__endswith="Dacre").get().name == "Hugo Dacre"
    assert not Organisation.objects.filter(name="Fenland Fire and Rescue Service").exists()


def test_corrected_day_moves_the_meeting(partnership, document, coordinator):
    accept_all(partnership, coordinator)
    meeting = Meeting.objects.get()
    passage = document.passages.get(kind="meeting")
    correct_passage(partnership, passage.pk, {**passage.data, "on": "2024-03-13", "venue": "Town Hall"}, by=coordinator)
    now = fresh(meeting)
    assert (str(now.on), now.venue, str(fresh(document).on)) == ("2024-03-13", "Town Hall", "2024-03-13")
    assert set(Entry.objects.values_list("on", flat=True)) == {now.on}
    assert set(Post.objects.values_list("since", flat=True)) == {now.on}
    assert Action.objects.filter(meeting=meeting).count() == 3


def test_corrected_day_makes_no_double(partnership, document, coordinator):
    other = take_page(partnership, "may.md", MAY, coordinator)
    accept_all(partnership, coordinator)
    before = picture(partnership, *ROWS)
    passage = other.passages.get(kind="meeting")
    with pytest.raises(Refused, match="There is a meeting of that body on that day already"):
        correct_passage(partnership, passage.pk, {**passage.data, "on": "2024-03-12"}, by=coordinator)
    assert picture(partnership, *ROWS) == before


def test_reading_of_another_partnership_is_out_of_reach(other_partnership, document, stranger):
    ids = list(document.passages.values_list("pk", flat=True))
    assert accept_passages(other_partnership, ids, by=stranger).count == 0
    assert refuse_passages(other_partnership, ids, by=stranger).count == 0
    with pytest.raises(Refused):
        correct_passage(other_partnership, ids[0], {"on": "2024-01-01"}, by=stranger)
    assert states(document) == {"proposed": 15}


@pytest.mark.parametrize("words", ["burglary fell from 480", "burglary\nfell  from 480"])
def test_selected_words_become_an_action(partnership, document, coordinator, words):
    span = place_words(document, words)
    assert document.text[slice(*span)] == "burglary fell from 480"
    data = {"text": "find out why", "owners": ["TB"], "due": None, "done": False, "marked": False}
    add_statement(document, "action", span, data, by=coordinator)
    action = Action.objects.get()
    assert (action.text, action.item.title, action.passage.words) == (
        "find out why", "Burglary in Tallow Lane", "burglary fell from 480",
    )  # fmt: skip
    assert (action.passage.by_hand, action.marked) == (True, False)


@pytest.mark.parametrize("span", [(5, 5), (9, 5), (-1, 4), (0, 10**6)])
def test_words_outside_the_page_are_refused(document, coordinator, span):
    with pytest.raises(Refused, match="do not stand in the page"):
        add_statement(document, "decision", span, {"kind": "agreed", "text": "so"}, by=coordinator)
    assert not Decision.objects.exists()


def test_made_by_hand_and_undone_waits_again(partnership, document, coordinator):
    span = place_words(document, GRANT[:20])
    decided = add_statement(document, "decision", span, {"kind": "agreed", "text": "so"}, by=coordinator)
    undo_batch(partnership, decided.batch, by=coordinator)
    assert not Decision.objects.exists()
    assert not Meeting.objects.exists()
    assert document.passages.get(by_hand=True).state == "proposed"


def test_corrected_page_and_the_first_undone_in_any_order(partnership, document, coordinator):
    empty = picture(partnership)
    first = accept_all(partnership, coordinator)
    second_page = take_page(partnership, "march-2.md", CORRECTED, coordinator)
    second = accept_all(partnership, coordinator)
    undo_batch(partnership, first.batch, by=coordinator)
    assert {one.text[:10] for one in Action.objects.all()} == {"write to t", "thank the "}
    undo_batch(partnership, second.batch, by=coordinator)
    accept_all(partnership, coordinator)
    assert Action.objects.count() == 4
    for one in Passage.objects.filter(state="accepted").values_list("batch", flat=True).distinct():
        undo_batch(partnership, one, by=coordinator)
    assert picture(partnership) == empty
    assert states(second_page) == {"same": 13, "proposed": 2}


@pytest.mark.parametrize("rows", [1, 12])
def test_accepting_a_page_takes_the_same_queries_for_many(
    rows, partnership, document, coordinator, django_assert_num_queries
):
    """Of a meeting whose people and bodies are known; each kind of fact is written at once."""
    accept_all(partnership, coordinator)
    task = "\n\n**ACTION:** TB to count lamp {} in the underpass."
    more = "".join(task.format(one) + f"\n\n## {one + 3}. Lamp {one}" for one in range(1, rows + 1))
    page = take_page(partnership, "may.md", MAY + more, coordinator)
    ids = list(page.passages.filter(state="proposed").values_list("pk", flat=True))
    with django_assert_num_queries(49):
        accept_passages(partnership, ids, by=coordinator)
    assert Action.objects.filter(meeting__on="2024-05-14").count() == rows + 3
    assert Item.objects.filter(meeting__on="2024-05-14").count() == rows + 3
