"""Words struck out for ever are nowhere afterwards: in no column, no index, no file, and not when they come again."""

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.intake.pages import BODY, MINUTES, as_odt, find_passage, fresh, read_again
from tests.register import accept_all, receive_page, sign_in, take_page
from wapentake.actions.changes import add_note
from wapentake.actions.models import Action, Note
from wapentake.contacts.changes import decide_likeness, propose_likeness
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person
from wapentake.desk.changes import settle_initials
from wapentake.intake.changes import accept_passages, correct_passage, keep_record, reconsider_passages, removing
from wapentake.intake.changes.striking import strike_words
from wapentake.intake.struck import BAR, find_all
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.changes.absence import keep_letter
from wapentake.meetings.models import Attendance, Meeting
from wapentake.reading import read
from wapentake.sources.changes import settle_finding
from wapentake.sources.models import Document, Entry, Finding, FindingState, Source, Strike
from wapentake.sources.search import search

NAME, PHONE = "Jessamy Quillfeather", "07700 900461"
TASK = f"Tom Beckwith to ring {NAME} on {PHONE} about the noise by 3 May 2024."
PAGE = MINUTES.replace("Corn Hall, Larkmoor", f"house of {NAME}, Larkmoor").replace(
    "| Insp Dana Colley |", f"| {NAME} (JQ) | Tallow Lane Residents |\n| Insp Dana Colley |"
) + (
    f"\n**ACTION:** {TASK}\n\n**ACTION:** JQ to keep a diary of the noise.\n\n"
    f"It was agreed that {NAME.upper()} be moved.\n\n{NAME.replace(' ', '   ')} was thanked.\n"
)


def dump():
    """Every column of every table of the database as one text, the words of the full-text index too."""
    found = []
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - {"sources_entry_words"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {_text(cell)}" for row in cursor.fetchall() for cell in row]
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, sources_entry_words, row)")
            cursor.execute("SELECT term FROM temp.terms")
            found += [f"index: {term}" for (term,) in cursor.fetchall()]
            cursor.execute("DROP TABLE temp.terms")
    return found


def _text(cell):
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def holding(*words):
    return [cell for cell in dump() if any(word.lower() in cell.lower() for word in words)]


@pytest.fixture
def document(partnership, coordinator):
    document = take_page(partnership, f"{NAME}.md", PAGE, coordinator)
    accept_all(partnership, coordinator)
    return document


def strike_all(document, coordinator):
    strike_words(document, NAME, why="A resident.", by=coordinator)
    strike_words(document, PHONE, why="Her telephone.", by=coordinator)


def test_words_are_nowhere_afterwards(partnership, document, coordinator):
    other = take_page(partnership, "march.odt", as_odt(PAGE), coordinator)
    settle_finding(Finding.objects.first(), FindingState.EXPLAINED, explanation=f"{NAME} said so", by=coordinator)
    corrected = find_passage(document, "diary")
    correct_passage(partnership, corrected.pk, {"text": f"ask {NAME}", "owners": [NAME]}, by=coordinator)
    reconsider_passages(partnership, [find_passage(document, "900461").pk], by=coordinator)
    assert holding("quillfeath", "900461")
    strike_all(document, coordinator)
    assert holding("quillfeath", "900461", "jessam") == []
    assert not Attendance.objects.filter(name__contains="Jess").exists()
    assert Action.objects.get(passage=corrected).text == f"ask {BAR * 8}{BAR}{BAR * 11}"
    assert fresh(other.source).data is None
    assert len(search(partnership, "noise")[0:99]) > 1


def test_mark_stays_and_places_stay_right(partnership, document, coordinator):
    before = document.text
    places = strike_words(document, NAME, why="A resident.", by=coordinator)
    text = fresh(document).text
    assert places == 5
    assert len(text) == len(before)
    for strike in Strike.objects.filter(document=document):
        assert set(text[strike.start : strike.end]) == {BAR}
    for passage in document.passages.all():
        assert passage.document.text[passage.start : passage.end]
    assert Change.objects.get(verb="struck out words of").after == {"places": 5, "why": "A resident."}


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("ring Ann Lee.", "ann  lee", [(5, 12)]),
        ("ring Ann\nLee.", "Ann Lee", [(5, 12)]),
        ("| Ann | Lee |", "Ann Lee", [(2, 11)]),
        ("Kieron O’Hara", "kieron o'hara", [(0, 13)]),
        ("ring 07700900461 now", "07700 900461", [(5, 16)]),
        ("ring 07700-900 461 now", "07700 900461", [(5, 18)]),
        ("ring 107700900461", "07700 900461", []),
        ("Annie Lee", "Ann", []),
        ("mail ann@lee.example today", "ann@lee.example", [(5, 20)]),
        ("nothing", "  ", []),
    ],
)
def test_words_are_found_however_they_are_written(text, words, places):
    if words == "Ann":
        assert find_all(text, "Ann Lee") == places
    else:
        assert find_all(text, words) == places


def test_name_goes_with_the_longer_words_that_held_it(partnership, coordinator):
    """What the reader made of a part of the words goes too, where that stands nowhere else."""
    line = f"{NAME}, 4 Tallow Lane"
    page = MINUTES.replace("**Apologies:** Hugh Dacre", f"**Apologies:** Hugh Dacre, Fire Service; {NAME}")
    page += f"\n**ACTION:** {line} to be visited by Tom Beckwith by 3 May 2024.\n"
    page = page.replace(f"; {NAME}, Fenland Fire and Rescue Service", f"; {line}")
    document = take_page(partnership, "march.md", page, coordinator)
    accept_all(partnership, coordinator)
    assert holding("quillfeath")
    strike_words(document, line, why="A resident.", by=coordinator)
    assert holding("quillfeath") == []


def test_earlier_and_withdrawn_pages_of_the_meeting_are_struck_too(partnership, document, coordinator):
    withdrawn = take_page(partnership, "copy.md", PAGE + "\n", coordinator)
    removing.withdraw_source(withdrawn.source, by=coordinator)
    read_again(document.source, PAGE, lambda record: record["actions"].pop())
    assert Document.objects.filter(source=document.source).count() == 2
    strike_all(Document.objects.get(source=document.source, current=True), coordinator)
    assert holding("quillfeath", "900461") == []
    assert not Source.objects.exclude(data=None).exists()


def test_person_goes_even_where_somebody_had_decided_of_the_name(partnership, document, coordinator):
    person = Person.objects.get(name=NAME)
    other = Person.objects.get(name="Dana Colley")
    propose_likeness(person, other, reason=f"{NAME} and Dana")
    decide_likeness(Likeness.objects.get(), LikenessState.SAME, keep=other, by=coordinator)
    initials = Initials.objects.create(partnership=partnership, written="QF")
    settle_initials(partnership, initials, person, by=coordinator)
    strike_words(document, NAME, why="A resident.", by=coordinator)
    assert holding("quillfeath") == []
    assert not Person.objects.filter(pk=person.pk).exists()


def test_person_stays_whom_another_meeting_names(partnership, document, coordinator):
    may = PAGE.replace("Tuesday 12 March", "Tuesday 14 May")
    take_page(partnership, "may.md", may, coordinator)
    accept_all(partnership, coordinator)
    strike_words(document, NAME, why="A resident.", by=coordinator)
    assert Person.objects.filter(name=NAME).exists()
    assert Attendance.objects.get(name=NAME).meeting.on.month == 5


def test_venue_of_the_meeting_is_rewritten(document, coordinator):
    assert NAME in Meeting.objects.get().venue
    strike_words(document, NAME, why="A resident.", by=coordinator)
    assert Meeting.objects.get().venue == f"house of {BAR * len(NAME)}, Larkmoor"
    assert Meeting.objects.get().body == BODY


def test_same_page_again_is_known_and_its_file_not_kept(partnership, document, coordinator):
    strike_all(document, coordinator)
    source = receive_page(partnership, "again.md", PAGE, coordinator)
    assert (source.pk, source.state, source.data) == (document.source_id, "read", None)


def test_corrected_page_with_the_words_comes_in_struck(partnership, document, coordinator):
    strike_all(document, coordinator)
    page = PAGE.replace("ten lamps", "eleven lamps")
    again = take_page(partnership, f"{NAME} again.md", page, coordinator)
    assert holding("quillfeath", "900461", "jessam") == []
    assert BAR in again.text
    assert fresh(again.source).data is None
    assert [one.data["text"][:12] for one in again.passages.filter(state="proposed")] == ["order eleven"]


def test_struck_page_is_not_read_again(partnership, document, coordinator):
    strike_all(document, coordinator)
    source = fresh(document.source)
    with pytest.raises(Refused, match="no longer kept"):
        removing.bring_back(source, by=coordinator)
    assert removing.read_again([source], by=coordinator) == 0
    assert fresh(source).state == "read"


def test_words_struck_while_the_page_waits_to_be_read_again(partnership, document, coordinator):
    removing.read_again([document.source], by=coordinator)
    strike_all(document, coordinator)
    assert fresh(document.source).state == "read"
    keep_record(document.source, json.loads(read(PAGE, name="page.md").to_json()))
    assert holding("quillfeath", "900461") == []
    assert Action.objects.count() == 5


def test_original_answers_404_and_downloads_hold_nothing(partnership, document, coordinator):
    strike_all(document, coordinator)
    client = sign_in(coordinator)
    assert client.get(f"/{partnership.slug}/pages/source/{document.source_id}/original/").status_code == 404
    for place in ("actions", "decisions", "money", "people", "findings"):
        answer = client.get(f"/{partnership.slug}/{place}/?format=csv")
        if answer.status_code == 200:
            body = b"".join(answer) if answer.streaming else answer.content
            assert b"uillfeather" not in body


@pytest.mark.parametrize(
    ("words", "said"),
    [("no", "at least three letters"), ("--- ,", "at least three letters"), ("quince", "do not stand")],
)
def test_what_is_not_struck_is_said(document, coordinator, words, said):
    with pytest.raises(Refused, match=said):
        strike_words(document, words, why="", by=coordinator)
    assert not Strike.objects.exists()
    assert Source.objects.get().data is not None


def test_waiting_proposals_are_struck_and_can_be_accepted(partnership, coordinator):
    document = take_page(partnership, "march.md", PAGE, coordinator)
    strike_all(document, coordinator)
    assert holding("quillfeath", "900461") == []
    ids = list(document.passages.values_list("pk", flat=True))
    accept_passages(partnership, ids, by=coordinator)
    assert Action.objects.count() == 5
    assert not Person.objects.filter(name__contains=BAR).exists()
    assert Entry.objects.filter(kind="action", words__contains=BAR).exists()


def test_notes_and_letters_on_absence_lose_the_words(partnership, document, coordinator):
    action = Action.objects.filter(text__contains="noise").first()
    add_note(action, f"{NAME} rang back", by=coordinator, via="desk")
    told = {"name": f"{NAME}.txt", "media_type": "text/plain", "size": 5, "sha256": "0", "data": b"words"}
    add_note(action, "a letter", by=coordinator, via="desk", upload=told)
    meeting, body = Meeting.objects.get(), Organisation.objects.first()
    words = {"to": NAME, "email": "", "subject": "We missed you", "text": f"Dear {NAME}, {PHONE}"}
    keep_letter(body, (meeting, meeting), words, by=coordinator)
    strike_all(document, coordinator)
    assert holding("quillfeath", "900461") == []
    first, second = Note.objects.order_by("pk")
    assert first.text == BAR * len(NAME) + " rang back"
    assert (second.text, second.name, second.size, second.data) == ("a letter", "", 0, None)


def test_file_that_was_brought_in_is_removed(partnership, document, coordinator, django_capture_on_commit_callbacks):
    folder = Path(settings.DATA, "fetched", str(partnership.pk), "site-7")
    folder.mkdir(parents=True)
    kept, gone = folder / "other.html", folder / "page.html"
    kept.write_text("other")
    gone.write_bytes(PAGE.encode())
    with django_capture_on_commit_callbacks(execute=True):
        strike_words(document, NAME, why="A resident.", by=coordinator)
    assert (kept.exists(), gone.exists()) == (True, False)


def read_apart(*files: Path) -> bytes:
    """The bytes of files of SQLite, read by another process: one that closes such a file loses all its locks on it."""
    command = ["cat", *(str(one) for one in files if one.exists())]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.django_db(transaction=True)
def test_file_of_the_database_holds_the_words_no_longer(transactional_db, partnership, coordinator):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself; VACUUM has been asked for")
    document = take_page(partnership, "march.md", PAGE, coordinator)
    accept_all(partnership, coordinator)
    path = Path(connection.settings_dict["NAME"])
    files = [path, path.with_name(path.name + "-wal")]
    raw = read_apart(*files)
    assert b"Quillfeather" in raw
    strike_all(document, coordinator)
    raw = read_apart(*files)
    assert [word for word in (b"uillfeather", b"uillfeath", b"900461", b"essamy") if word in raw] == []
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
