"""The worker: what waits is read, what breaks costs itself alone, and who is killed loses and doubles nothing."""

import os
import resource
import signal
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from tests.intake.pages import MINUTES, as_odt, as_pdf, fresh
from tests.register import accept_all, receive_page, take_page
from wapentake.actions.models import Action
from wapentake.contacts.models import Likeness, LikenessState, Person
from wapentake.intake import work as worker
from wapentake.intake.changes.across import review_pages, take_review, want_review
from wapentake.intake.changes.removing import bring_back, withdraw_source
from wapentake.intake.work import work_round, work_through
from wapentake.reading import read
from wapentake.sources.changes import settle_finding, take_sources
from wapentake.sources.changes.sources import LEASE, MOST_ATTEMPTS
from wapentake.sources.models import Document, Entry, Finding, FindingState, Passage, Source


def age(sources, by=LEASE + timedelta(seconds=1)):
    """As if who took these pages had been silent for so long."""
    sources.update(taken_at=timezone.now() - by)


def test_taken_page_is_handed_out_again_after_its_lease(partnership, coordinator):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    assert take_sources(5) == [source]
    assert take_sources(5) == []
    age(Source.objects.all())
    assert take_sources(5) == [source]


def test_page_is_given_up_after_three_attempts(partnership, coordinator):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    for _ in range(MOST_ATTEMPTS):
        assert take_sources(5) == [source]
        age(Source.objects.all())
    assert take_sources(5) == []
    source = fresh(source)
    assert (source.state, bytes(source.data)) == ("failed", MINUTES.encode())
    assert "begun three times and never ended" in source.trouble
    bring_back(source, by=coordinator)
    assert work_through() == 2
    assert fresh(source).state == "read"


def test_what_our_own_fault_breaks_is_given_up_too(partnership, coordinator, monkeypatch):
    """A record that cannot be kept stops the worker, which is started again: not for ever with the same page."""
    bad = receive_page(partnership, "bad.md", "# Bad", coordinator)
    good = receive_page(partnership, "good.md", MINUTES, coordinator)
    keep = worker.keep_record

    def break_down(source, record):
        if source == bad:
            raise RuntimeError("a bug")
        return keep(source, record)

    monkeypatch.setattr(worker, "keep_record", break_down)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(RuntimeError):
            work_round()
        age(Source.objects.filter(state="reading"))
    work_through()
    assert (fresh(bad).state, fresh(good).state) == ("failed", "read")
    assert fresh(good).attempts == 0


JUNK = {
    "empty.txt": b"",
    "junk.pdf": bytes(range(256)) * 40,
    "cut.pdf": as_pdf(MINUTES)[:700],
    "junk.docx": b"PK\x03\x04" + bytes(range(256)) * 4,
    "nul.txt": b"Minutes\0of\0a\0meeting " * 9,
    "junk.html": b"<html>\xff\xfe\x00<p>\x00&#xD800;&#0;</p>",
}


def test_junk_costs_itself_alone(partnership, coordinator):
    sources = {name: receive_page(partnership, name, data, coordinator) for name, data in JUNK.items()}
    sources["named.docx"] = receive_page(partnership, "named.docx", as_pdf(MINUTES), coordinator)
    sources["named.pdf"] = receive_page(partnership, "named.pdf", as_odt(MINUTES), coordinator)
    sources["good.md"] = receive_page(partnership, "good.md", MINUTES, coordinator)
    work_through()
    state = {name: fresh(source).state for name, source in sources.items()}
    assert set(state.values()) <= {"read", "failed"}
    assert [state[name] for name in ("good.md", "named.docx", "named.pdf")] == ["read"] * 3
    assert [state[name] for name in ("empty.txt", "junk.pdf", "junk.docx")] == ["failed"] * 3
    for source in Source.objects.filter(state="failed"):
        assert source.trouble.endswith((".", "?"))
        assert bytes(source.data) == JUNK[source.name]
    assert Passage.objects.filter(state="same").count() == 30


def crash(path, /, *, name):
    """A reader that dies of some pages."""
    if name == "deadly.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return read(path, name=name)


def test_page_that_crashes_the_reader_costs_itself_alone(partnership, coordinator, monkeypatch):
    monkeypatch.setattr(worker, "read_files", partial(worker.read_files, reader="tests.intake.test_worker:crash"))
    deadly = receive_page(partnership, "deadly.md", "# A", coordinator)
    others = [receive_page(partnership, f"{number}.md", f"# Page {number}", coordinator) for number in range(3)]
    work_through()
    assert (fresh(deadly).state, "crash" in fresh(deadly).trouble) == ("failed", True)
    assert {fresh(one).state for one in others} == {"read"}


def test_page_withdrawn_while_it_is_read(partnership, coordinator, monkeypatch):
    source = receive_page(partnership, "march.md", MINUTES, coordinator)
    keep = worker.keep_record

    def withdraw_first(source, record):
        withdraw_source(source, by=coordinator)
        return keep(source, record)

    monkeypatch.setattr(worker, "keep_record", withdraw_first)
    work_through()
    assert fresh(source).state == "withdrawn"
    assert not Document.objects.exists()
    assert not Entry.objects.exists()


def test_likeness_is_offered_and_nobody_joined(partnership, coordinator):
    other = MINUTES.replace("Tuesday 12 March", "Tuesday 14 May").replace("Tom Beckwith (TB)", "T Beckwith (TB)")
    for name, page in (("march.md", MINUTES), ("may.md", other)):
        take_page(partnership, name, page, coordinator)
    accept_all(partnership, coordinator)
    likeness = Likeness.objects.get()
    assert {likeness.one.name, likeness.other.name} == {"Tom Beckwith", "T Beckwith"}
    assert (likeness.state, likeness.reason != "") == (LikenessState.OPEN, True)
    assert not Person.objects.exclude(joined_to=None).exists()
    review_pages(partnership)
    assert Likeness.objects.count() == 1


def test_what_was_said_of_a_finding_across_pages_stays(partnership, coordinator):
    """The minutes say when the next meeting is, and the next page is of another day."""
    page = MINUTES + "\nDate of next meeting: Tuesday 7 May 2024\n"
    take_page(partnership, "march.md", page, coordinator)
    later = page.replace("Tuesday 12 March", "Tuesday 14 May").replace("7 May", "9 July")
    take_page(partnership, "may.md", later, coordinator)
    review_pages(partnership)
    across = Finding.objects.filter(across=True)
    before = across.count()
    for one in across:
        settle_finding(one, FindingState.EXPLAINED, explanation="Moved.", by=coordinator)
    review_pages(partnership)
    assert (across.count(), across.filter(state="explained").count()) == (before, before)


def test_review_is_taken_once_and_asked_for_again(partnership):
    want_review(partnership)
    assert take_review() == partnership
    assert take_review() is None
    want_review(partnership)
    assert take_review() == partnership


@pytest.fixture
def command(transactional_db):
    """Start `wapentake work` as a process of its own on the database of the tests."""
    held = connection.settings_dict
    address = f"sqlite:///{held['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgresql://{held['USER']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    running = []

    def start(*words):
        environment = os.environ | {"DATABASE_URL": address}
        process = subprocess.Popen([sys.executable, "-m", "wapentake", "work", *words], env=environment)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_killed_worker_loses_and_doubles_nothing(command, partnership, coordinator):
    """kill -9 in the middle of forty pages; another worker goes on when the lease is over."""
    day = "Tuesday 12 March 2024"
    for number in range(40):
        receive_page(
            partnership, f"{number}.md", MINUTES.replace(day, f"{number % 28 + 1} May {2000 + number}"), coordinator
        )
    first = command("--pause", "0.05")
    end = time.monotonic() + 90
    while Source.objects.filter(state="read").count() < 3:
        assert time.monotonic() < end
        assert first.poll() is None
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    left = Source.objects.exclude(state="read").count()
    assert 0 < left < 40
    assert Document.objects.count() == 40 - left
    age(Source.objects.filter(state="reading"))
    assert command("--once").wait(120) == 0
    assert set(Source.objects.values_list("state", flat=True)) == {"read"}
    assert Document.objects.count() == 40
    assert Passage.objects.filter(state="proposed").count() == 40 * 15
    assert Entry.objects.count() == 40 * 16


def test_fifty_megabytes_are_taken_and_what_they_are_is_said(partnership, client_in):
    """The server holds the file a few times, not more; the reader says in words that it is no page."""
    size = 50 * 2**20
    file = SimpleUploadedFile("large.pdf", b"%PDF-1.7\n".ljust(size, b"\0"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = client_in.post(f"/{partnership.slug}/pages/add/", {"which": "files", "f-pages": file})
    assert answer.status_code == 302
    most = 14 if connection.vendor == "postgresql" else 7  # its driver writes bytes out as text of twice the size
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < most * size
    source = Source.objects.defer("data").get()
    assert (source.state, source.size) == ("waiting", size)
    work_through()
    source = Source.objects.defer("data").get()
    assert source.state == "failed"
    assert source.trouble.endswith((".", "?"))


def test_seeds_through_the_register(shared, partnership, coordinator):
    for path in sorted(path for path in (shared / "seeds").iterdir() if path.suffix == ".txt"):
        receive_page(partnership, path.name, path.read_bytes(), coordinator)
    work_through()
    accept_all(partnership, coordinator)
    assert Action.objects.count() == 25
    for action in Action.objects.select_related("passage__document"):
        assert action.passage.words.strip()
    pairs = {frozenset((one.one.name, one.other.name)) for one in Likeness.objects.filter(state="open")}
    assert frozenset(("S Penny", "Sally Penney")) in pairs
    assert not Person.objects.exclude(joined_to=None).exists()
