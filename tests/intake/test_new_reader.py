"""A newer version of the reader reads everything again: only what it reads otherwise is proposed."""

from tests.intake.pages import BODY, DAY, MINUTES, as_odt, find_passage, fresh, picture, read_again, states
from tests.register import accept_all, take_page
from wapentake.actions.changes import set_action_state
from wapentake.actions.models import Action, ActionState
from wapentake.cli.work import queue_again
from wapentake.intake.changes import accept_passages, correct_passage, refuse_passages, removing
from wapentake.intake.changes.across import review_pages
from wapentake.intake.changes.by_hand import add_statement, place_words
from wapentake.intake.queries import find_certain, find_gone
from wapentake.intake.work import work_through
from wapentake.meetings.models import Meeting, Page
from wapentake.reading.read import READER
from wapentake.sources.changes import keep_findings, settle_finding
from wapentake.sources.models import Document, Entry, Finding, FindingState, Passage
from wapentake.sources.queries import find_findings


def change(record):
    """One action read otherwise, one gone, one more, and the text begins with a line that was not seen before."""
    shift = len("Draft\n\n")
    record["text"] = "Draft\n\n" + record["text"]
    for name in ("attendance", "items", "actions", "decisions", "amounts", "dates", "figures"):
        for one in record[name]:
            one["span"] = [one["span"][0] + shift, one["span"][1] + shift]
    for one in record["findings"]:
        one["spans"] = [[a + shift, b + shift] for a, b in one["spans"]]
    landlords, sessions, lamps = record["actions"]
    landlords["text"] = landlords["text"].replace("by 30 April 2024", "and landladies by 30 April 2024")
    more = dict(sessions, text="thank the youth club", owners=["Ruth Ashdown"], due=None)
    record["actions"] = [landlords, sessions, more]
    record["people"] = dict(record["people"])
    assert lamps["owners"] == ["GK"]


def test_only_what_changed_is_proposed(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    refuse_passages(partnership, [find_passage(old, "sessions").pk], by=coordinator)
    accept_all(partnership, coordinator)
    action = Action.objects.get(owners_text="TB")
    set_action_state(action, ActionState.DONE, by=coordinator, on=action.meeting.on)
    rows = {name: len(found) for name, found in picture(partnership).items()}
    new = read_again(old.source, MINUTES, change)
    assert {name: len(found) for name, found in picture(partnership).items()} == rows
    assert states(new) == {"accepted": 12, "refused": 1, "proposed": 2}
    assert states(old) == {"accepted": 2}
    assert (new.current, fresh(old).current, new.reader) == (True, False, "newer")
    assert Page.objects.get().document == new
    assert [card.title for card in find_gone(new)] == ["order ten lamps for the underpass."]
    for passage in new.passages.filter(kind__in=("item", "attendance")):
        assert passage.words in passage.data.get("title", passage.data.get("name"))
    changed = find_passage(new, "landladies")
    accept_passages(partnership, [changed.pk], by=coordinator)
    now = fresh(action)
    assert (now.text[:42], now.state) == ("write to the landlords of Tallow Lane and ", "done")
    assert Action.objects.count() == 2
    assert Entry.objects.filter(document=new, kind="page").count() == 1
    assert Entry.objects.filter(document=old).count() == 1
    assert Entry.objects.filter(kind="action").count() == 3


def test_nothing_changed_leaves_nothing_behind(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    new = read_again(old.source, MINUTES)
    assert not Document.objects.filter(pk=old.pk).exists()
    assert states(new) == {"accepted": 15}
    assert Meeting.objects.get().passage.document == new


def test_what_was_said_of_findings_stays(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    other = take_page(partnership, "may.md", MINUTES.replace("Tuesday 12 March", "Tuesday 14 May"), coordinator)
    for document, against in ((old, other), (other, old)):
        told = {"code": "date-conflict", "severity": "error", "message": "They differ.", "likeness": f"{document.pk}"}
        found = Finding(partnership=partnership, document=document, other=against, across=True, **told)
        keep_findings([document], [found], across=True)
    for finding in Finding.objects.all():
        settle_finding(finding, FindingState.EXPLAINED, explanation="We know.", by=coordinator)
    for _ in range(2):
        new = read_again(old.source, MINUTES, change_spans)
        review_pages(partnership)
        assert not find_findings(partnership, {"state": "open"}).exists()
    assert {one.explanation for one in new.findings.all()} == {"We know."}
    assert {one.across for one in new.findings.all()} == {True, False}
    assert new.findings_against.count() == 1
    assert not Finding.objects.filter(document__current=False).exists()


def change_spans(record):
    kept = (list(record["actions"]), dict(record))
    change(record)
    shift = len("Draft\n\n")
    for one in kept[0]:
        one["text"] = one["text"].replace("and landladies ", "")
    record["actions"] = kept[0]
    assert record["actions"][0]["span"][0] > shift


def test_corrected_statement_is_not_proposed_as_the_reader_had_it(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    passage = find_passage(old, "lamps")
    correct_passage(partnership, passage.pk, {"text": "order twelve lanterns for the bridge"}, by=coordinator)
    new = read_again(old.source, MINUTES)
    assert states(new) == {"accepted": 15}
    other = take_page(partnership, "march.odt", as_odt(MINUTES), coordinator)
    assert states(other) == {"same": 15}
    assert Action.objects.filter(text__startswith="order twelve").count() == 1


def test_corrected_day_of_the_meeting_stays(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    passage = old.passages.get(kind="meeting")
    correct_passage(partnership, passage.pk, {**passage.data, "on": "2024-03-13"}, by=coordinator)
    new = read_again(old.source, MINUTES)
    assert str(new.on) == str(Meeting.objects.get().on) == "2024-03-13"
    assert states(new) == {"accepted": 15}


def test_other_day_read_moves_the_meeting_once_accepted(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    accept_all(partnership, coordinator)

    def move(record):
        record["meeting"]["date"] = "2024-03-13"

    new = read_again(old.source, MINUTES, move)
    accept_passages(partnership, [new.passages.get(kind="meeting", state="proposed").pk], by=coordinator)
    assert str(Meeting.objects.get().on) == "2024-03-13"
    assert Action.objects.filter(meeting=Meeting.objects.get()).count() == 3


def test_what_was_made_by_hand_moves_with_its_words(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    span = place_words(old, "burglary fell")
    add_statement(old, "decision", span, {"kind": "noted", "text": "Burglary fell"}, by=coordinator)
    new = read_again(old.source, MINUTES, change)
    made = new.passages.get(by_hand=True)
    assert (made.words, made.state, made.item) == ("burglary fell", "accepted", 1)


def test_what_waited_here_and_is_said_elsewhere_waits_there(partnership, coordinator):
    old = take_page(partnership, "march.md", MINUTES, coordinator)
    other = take_page(partnership, "march.odt", as_odt(MINUTES), coordinator)

    def drop(record):
        record["actions"].pop()

    read_again(old.source, MINUTES, drop)
    left = find_passage(other, "lamps")
    assert (left.state, left.same_as) == ("proposed", None)
    accept_passages(partnership, find_certain(partnership).values_list("pk", flat=True), by=coordinator)
    assert Action.objects.count() == 3
    assert not Passage.objects.filter(document__current=False).exists()


def test_everything_is_put_in_the_queue_again(partnership, coordinator):
    document = take_page(partnership, "march.md", MINUTES, coordinator)
    assert removing.read_again([document.source], by=coordinator) == 1
    assert fresh(document.source).state == "waiting"
    assert BODY in DAY + MINUTES


def test_command_queues_what_an_earlier_reader_read(partnership, other_partnership, coordinator, capsys):
    one = take_page(partnership, "march.md", MINUTES, coordinator)
    two = take_page(other_partnership, "march.md", MINUTES, coordinator)
    queue_again()
    assert capsys.readouterr().out == "0 pages are in the queue to be read again.\n"
    Document.objects.update(reader="0")
    queue_again()
    assert capsys.readouterr().out == "2 pages are in the queue to be read again.\n"
    work_through()
    assert {fresh(each.source).state for each in (one, two)} == {"read"}
    assert {document.reader for document in Document.objects.all()} == {READER}
    assert Document.objects.count() == 2
    assert Passage.objects.filter(state="proposed").count() == 30
