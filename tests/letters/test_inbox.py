"""The mailbox: what is new is kept once and marked as seen after that, whatever else lies in it."""

import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from django.utils import timezone

from tests.letters.imap import serve_box
from tests.letters.mails import answer, returned
from tests.letters.processes import environment
from wapentake.cli import main
from wapentake.letters import inbox
from wapentake.letters.inbox import InboxTrouble, read_box
from wapentake.letters.models import Letter, LetterState, Received

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("serve")]


@pytest.fixture(scope="module")
def server():
    with serve_box() as box:
        yield box


@pytest.fixture
def box(server):
    """The mailbox, emptied."""
    with server.open() as one:
        one.delete(one.uids(charset=None))
    return server


@pytest.fixture
def letters(write):
    letters = write(5)
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    return letters


def test_what_is_new_is_kept_and_marked_as_seen(box, letters):
    box.put(answer(letters[0]), answer(letters[1], Auto_Submitted="auto-replied"), returned(letters[2]))
    done = read_box(box.told)
    assert done.new == {"To be taken up": 1, "Automatic answer": 1, "Letter came back": 1}
    assert box.count_unseen() == 0
    assert read_box(box.told).new == {}
    assert Received.objects.get(state="answer").letter == letters[0]
    assert bytes(Received.objects.get(state="answer").raw) == answer(letters[0]).replace(b"\n", b"\r\n")


def test_what_was_kept_and_not_yet_marked_is_known_when_it_is_read_again(box, letters):
    box.put(*(answer(letter) for letter in letters))
    stop = iter([False, False, True])
    assert sum(read_box(box.told, stop=lambda: next(stop)).new.values()) == 2
    assert box.count_unseen() == 3
    with box.open() as mailbox:
        mailbox.flag(mailbox.uids(charset=None), "\\Seen", False)
    done = read_box(box.told)
    assert (done.known, sum(done.new.values())) == (2, 3)
    assert Received.objects.count() == 5


def test_hostile_mail_keeps_nothing_else_from_being_read(box, letters, monkeypatch):
    monkeypatch.setattr(inbox, "MOST_KEPT", 100_000)
    hostile = [
        b"\xff\xfe\xfa broken",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 1000,
        b"Message-ID: <huge@x.example>\r\n\r\n" + b"x" * 3_000_000,
        b"From: " + b"<" * 5000 + b"\r\nSubject: =?utf-8?q?=ff=fe?=\r\n\r\n\0\0",
    ]
    for raw in hostile:
        box.put(raw, answer(letters[hostile.index(raw)]))
    read_box(box.told)
    assert Received.objects.filter(state="answer").count() == 4
    assert Received.objects.count() == 8
    assert box.count_unseen() == 0


@pytest.mark.parametrize(
    ("told", "words"),
    [({"port": 9}, "Connection refused"), ({"password": "wrong"}, "not be read"), ({"folder": "None"}, "not be read")],
)  # fmt: skip
def test_a_mailbox_that_cannot_be_read_says_so(box, told, words):
    with pytest.raises(InboxTrouble, match=words) as raised:
        read_box(box.told | told)
    assert "hunter22" not in str(raised.value)
    assert "waits" in str(raised.value)


def run(*words, mail=b""):
    return CliRunner().invoke(main, ["inbox", *words], input=mail)


def test_command_takes_one_mail_from_a_pipe(letters, settings):
    settings.INBOX = {"host": "never asked"}
    done = run("--pipe", mail=answer(letters[0]))
    assert (done.exit_code, done.output) == (0, "To be taken up: 1\nAnswers on actions, to look at: 1\n")
    assert run("--pipe", mail=answer(letters[0])).output == "Known before: 1\n"
    assert run("--pipe").output == "No new mail.\n"


def test_command_reads_the_mailbox(box, letters, settings):
    settings.INBOX = box.told
    box.put(answer(letters[0]), answer(letters[1]))
    assert run().output == "To be taken up: 2\nAnswers on actions, to look at: 2\n"
    settings.INBOX = box.told | {"port": 9}
    done = run()
    assert done.exit_code == 1
    assert "could not be read" in done.output


def test_command_lists_what_belongs_to_nobody(letters, other_partnership):
    run("--pipe", mail=answer(letters[0], From_="x@y.example", In_Reply_To=None, References=None))
    assert "x@y.example  Re: Your actions" in run("--strays").output


def test_a_mail_server_is_asked_to_try_again_where_the_database_is_closed(letters, monkeypatch):
    def fail(*args, **told):
        raise OperationalError("database is locked")

    monkeypatch.setattr(inbox, "keep_mail", fail)
    done = run("--pipe", mail=answer(letters[0]))
    assert done.exit_code == 75
    assert "try again later" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_run_again_each_mail_is_kept_once(box, letters, write):
    many = write(60)
    box.put(*(answer(letter) for letter in many))
    told = box.told
    told = f"imap+plain://{told['user']}:{told['password']}@127.0.0.1:{told['port']}/INBOX"
    for more in (5, 20, 99):
        process = subprocess.Popen(
            [sys.executable, "-m", "wapentake", "inbox"],
            env=environment(WAPENTAKE_INBOX=told),
            stdout=subprocess.DEVNULL,
        )
        there = Received.objects.count()
        deadline = time.monotonic() + 60
        while process.poll() is None and Received.objects.count() < there + more and time.monotonic() < deadline:
            time.sleep(0.005)
        if more < 99:
            process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert process.returncode == 0
    assert Received.objects.count() == Received.objects.filter(state="look").count() == 60
    assert box.count_unseen() == 0
