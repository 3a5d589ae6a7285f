"""`wapentake nudge` as people and timers run it: what it says, run twice, by two at once, and killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from datetime import time as hour
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.chasing.chased import add_lead, chase, give
from tests.letters.processes import environment
from tests.letters.smtp import serve_mail
from tests.where import ROOT
from wapentake.chasing.models import Nudge
from wapentake.cli.nudge import nudge
from wapentake.letters.models import Letter, LetterState

NAMES = [f"{first}lex {last}mith" for first in "ABCDEFGHIJ" for last in "ABCDEFGH"]
ALWAYS = {"weekends_quiet": False, "quiet_from": hour(8), "quiet_until": hour(8)}


@pytest.fixture
def say(monkeypatch):
    """What the command says, run in this process."""
    monkeypatch.setattr("wapentake.cli.nudge.open_register", lambda: None)

    def say(*words):
        done = CliRunner().invoke(nudge, words, catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    return say


def test_it_says_what_it_did(say, partnership, jo, action, today, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    give(partnership, add_lead(partnership, "Kit Lorne", email=""), "sweep the hall", due_on=today)
    give(partnership, jo, "mend the lamp", due_on=today)
    chase(partnership, **ALWAYS)
    listed = say("--dry-run")
    assert f"{partnership}, {today}: Jo Bloggs <jo@harrowmere.example>: 1 due that day, 1 due soon" in listed
    assert "  1. mend the lamp\n  2. count the cans" in listed
    assert "Kit Lorne cannot be reached. There is no e-mail address." in listed
    assert "1 letter would be written, on 2 actions." in listed
    assert not Letter.objects.exists()
    assert "1 letter written, on 2 actions." in say()
    assert "0 letters written, on 0 actions." in say()
    assert Letter.objects.count() == 1


def test_letters_of_another_day(say, partnership, jo, action, today):
    chase(partnership, **ALWAYS)
    day = (today + timedelta(5)).isoformat()
    assert "1 letter would be written" in say("--dry-run", "--on", day)
    assert CliRunner().invoke(nudge, ["--on", "yesterday"]).exit_code == 2


@pytest.fixture
def many(transactional_db, partnership):
    """Eighty people to be written to today."""
    today = timezone.localdate()
    for name in NAMES:
        give(partnership, add_lead(partnership, name, email=f"{name.replace(' ', '.')}@x.example"), name, due_on=today)
    chase(partnership, **ALWAYS)
    return len(NAMES)


@pytest.fixture
def start():
    """Start the command as a program, with a mail server of this port."""
    started = []

    def start(port):
        mail = f"smtp+plain://127.0.0.1:{port}/?from=wapentake@harrowmere.example"
        process = subprocess.Popen(
            [sys.executable, "-m", "wapentake", "nudge"],
            env=environment(WAPENTAKE_MAIL=mail, PYTHONPATH=os.pathsep.join(map(str, [ROOT / "src"]))),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.xdist_group("serve")
def test_by_two_at_once_each_person_has_one_letter(start, many):
    with serve_mail() as server:
        both = [start(server.port), start(server.port)]
        said = [process.communicate(timeout=180)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        last = start(server.port)  # the one that was not sending may have written after the other had sent
        last.communicate(timeout=180)
        arrived = server.ids()
    assert sum(f"{many} letters written" in one for one in said) == 1, said
    assert len(arrived) == len(set(arrived)) == many
    assert Nudge.objects.count() == many
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}


@pytest.mark.xdist_group("serve")
def test_killed_in_the_middle_and_run_again(start, many):
    """Once while it plans, as far as that can be met, and once while it sends."""
    with serve_mail() as server:
        first = start(server.port)
        time.sleep(1.5)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert Nudge.objects.count() == Letter.objects.count()
        second = start(server.port)
        deadline = time.monotonic() + 120
        while len(server.kept) < 10 and second.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        second.send_signal(signal.SIGKILL)
        second.wait()
        last = start(server.port)
        said = last.communicate(timeout=180)[0]
        assert last.returncode == 0, said
        arrived = server.ids()
    assert len(arrived) == len(set(arrived))
    assert Nudge.objects.count() == Letter.objects.count() == many
    state_of = dict(Letter.objects.values_list("message_id", "state"))
    assert set(state_of.values()) <= {LetterState.SENT, LetterState.DOUBTFUL}
    assert list(state_of.values()).count(LetterState.DOUBTFUL) <= 2
    assert {one for one, state in state_of.items() if state == LetterState.SENT} <= set(arrived)
