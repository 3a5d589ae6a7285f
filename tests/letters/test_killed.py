"""Processes that send are killed in the middle, or two run at once: each letter arrives once, or is in doubt."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.letters.processes import environment
from tests.letters.smtp import serve_mail
from wapentake.letters.models import Letter, LetterState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("serve")]
SEND = """
import django
django.setup()
from django.utils import timezone
from wapentake.letters.sending import send_waiting
done = send_waiting(now=timezone.now())
print("busy" if done.busy else done.sent, done.trouble)
"""


@pytest.fixture
def start():
    """Start a process that sends what waits in the database of this test through a server of this port."""
    started = []

    def start(port):
        mail = f"smtp+plain://127.0.0.1:{port}/?from=wapentake@harrowmere.example"
        process = subprocess.Popen(
            [sys.executable, "-c", SEND],
            env=environment(WAPENTAKE_MAIL=mail),
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


def wait_for(is_so, process):
    """Wait until something is so, or the process has ended."""
    deadline = time.monotonic() + 60
    while not is_so() and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_killed_at_random_and_run_again_each_letter_arrives_once_or_is_in_doubt(start, write):
    chance = random.Random(5)
    letters = write(160)
    kills = 0
    with serve_mail() as server:
        while True:
            process = start(server.port)
            there, more = len(server.kept), chance.randrange(10, 60)
            wait_for(lambda: len(server.kept) >= there + more, process)  # noqa: B023 - asked for within this turn
            time.sleep(chance.random() * 0.02)
            if process.poll() is not None:
                break
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
        assert process.returncode == 0, process.stdout.read()
        arrived = server.ids()
    assert kills >= 2
    assert len(arrived) == len(set(arrived))
    state_of = dict(Letter.objects.values_list("message_id", "state"))
    assert set(state_of.values()) <= {LetterState.SENT, LetterState.DOUBTFUL}
    assert {one for one, state in state_of.items() if state == LetterState.SENT} <= set(arrived)
    assert list(state_of.values()).count(LetterState.DOUBTFUL) <= kills
    assert len(state_of) == len(letters)


def test_killed_when_a_letter_was_taken_and_before_the_answer_just_that_one_is_in_doubt(start, write):
    letters = write(12)
    with serve_mail() as server:
        first = start(server.port)
        server.when_taken[7] = lambda: (first.kill(), first.wait())
        first.communicate(timeout=120)
        assert Letter.objects.filter(state=LetterState.SENDING).count() == 7
        last = start(server.port)
        said = last.communicate(timeout=120)[0].split()
        arrived = server.ids()
    assert (last.returncode, said) == (0, ["5"])
    assert arrived == [letter.message_id for letter in letters]
    states = list(Letter.objects.order_by("pk").values_list("state", flat=True))
    assert states == [LetterState.SENT] * 6 + [LetterState.DOUBTFUL] + [LetterState.SENT] * 5


def test_two_processes_at_once_send_each_letter_once(start, write):
    letters = write(150)
    with serve_mail() as server:
        both = [start(server.port), start(server.port)]
        said = [process.communicate(timeout=120)[0].split() for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert sorted(server.ids()) == sorted(letter.message_id for letter in letters)
    assert sum(int(one[0]) for one in said if one != ["busy"]) == len(letters)
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT}
