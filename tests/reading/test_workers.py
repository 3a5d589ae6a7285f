"""Worker processes: what a bad file costs, in what order outcomes come, and what is held while they do."""

import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.where import ROOT
from wapentake.reading.jobs import FILES_PER_WORKER, Job, memory_bytes, write_whole
from wapentake.reading.page import LIMIT_BYTES
from wapentake.reading.record import Record
from wapentake.reading.workers import HELD_PER_WORKER, read_files

READERS = "tests.reading.odd_readers"
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory is watched on Linux only")


@pytest.fixture
def make_files(tmp_path):
    def make(*names):
        for name in names:
            (tmp_path / name).write_text(f"page {name}\n", encoding="utf-8")
        return [Job(tmp_path / name) for name in names]

    return make


@pytest.fixture(scope="module", autouse=True)
def first_worker(tmp_path_factory):
    """Start a worker before the tests: where this process has threads, the first takes longer than the others."""
    path = tmp_path_factory.mktemp("first") / "a"
    path.write_text("page a\n", encoding="utf-8")
    read_oddly([Job(path)])


def read_oddly(jobs, reader="obey_name", **options):
    return list(read_files(jobs, reader=f"{READERS}:{reader}", **options))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_jobs(make_files, workers):
    jobs = make_files("slow-1", "b", "slow-2", "d", "e", "a")
    outcomes = read_oddly(jobs, workers=workers)
    assert [outcome.path for outcome in outcomes] == [job.path for job in jobs]
    assert [json.loads(outcome.record)["source"]["name"] for outcome in outcomes] == [job.path.name for job in jobs]


def test_no_job_is_no_process():
    assert list(read_files([])) == []


@pytest.mark.parametrize("order", ["crash", "killed", "exit"])
def test_crash_costs_one_file(make_files, order):
    good, bad, last = read_oddly(make_files("a", f"{order}-b", "c"))
    assert "crash" in bad.trouble
    assert bad.trouble.endswith("try again.")
    assert (bad.record, good.trouble, last.trouble) == (None, None, None)


def test_each_crash_gets_a_new_worker(make_files):
    outcomes = read_oddly(make_files(*(f"crash-{n}" for n in range(5)), "good"), workers=2)
    assert [bool(outcome.trouble) for outcome in outcomes] == [True] * 5 + [False]


def test_hang_is_given_up_while_others_go_on(make_files):
    began = time.monotonic()
    hung, *others = read_oddly(make_files("hang-a", "b", "c", "d"), workers=2, timeout=3)
    assert "longer than 3 seconds" in hung.trouble
    assert [outcome.trouble for outcome in others] == [None] * 3
    assert time.monotonic() - began < 60


def test_time_of_a_slow_caller_is_not_counted_as_the_files(make_files):
    outcomes = read_files(make_files("a", "b", "c"), workers=2, reader=f"{READERS}:obey_name", timeout=3)
    first = next(outcomes)
    time.sleep(3.3)
    assert [outcome.trouble for outcome in (first, *outcomes)] == [None] * 3


def test_fault_of_ours_is_caught_and_told_with_its_place(make_files):
    bad, good = read_oddly(make_files("raise-a", "b"))
    assert "IndexError at odd_readers.py:" in bad.trouble
    assert good.trouble is None


@linux_only
def test_file_that_asks_for_all_memory_is_refused_it(make_files):
    bad, good = read_oddly(make_files("huge-a", "b"))
    assert "needs more memory" in bad.trouble
    assert good.trouble is None


def test_refusal_of_the_reader_is_one_line(make_files):
    (refused,) = read_oddly(make_files("refused-a"))
    assert (refused.record, refused.trouble) == (None, "The file is locked. Save it without a password.")


def test_doubt_is_passed_on(make_files):
    assert [outcome.doubtful for outcome in read_oddly(make_files("a", "doubtful-b"))] == [False, True]


def test_what_libraries_print_is_kept_off_the_terminal(make_files, capfd):
    read_oddly(make_files("noisy-a"))
    assert capfd.readouterr() == ("", "")


def test_interrupt_is_left_to_the_parent(make_files):
    assert [outcome.trouble for outcome in read_oddly(make_files("a", "b"), "ask_for_interrupt")] == [None, None]


def test_worker_is_replaced_after_many_files(make_files):
    jobs = make_files("a") * (FILES_PER_WORKER + 1)
    told = [json.loads(outcome.record)["text"] for outcome in read_oddly(jobs, "tell_process")]
    assert len(set(told[:FILES_PER_WORKER])) == 1
    assert told[-1] != told[0]


@linux_only
def test_worker_that_has_grown_is_replaced(make_files):
    outcomes = read_oddly(make_files("a", "b", "c"), "leak")
    assert len({json.loads(outcome.record)["text"] for outcome in outcomes}) == 3


def test_few_jobs_are_taken_ahead(make_files):
    taken = 0

    def tell_taken():
        nonlocal taken
        for job in make_files("a") * 300:
            taken += 1
            yield job

    outcomes = read_files(tell_taken(), workers=2, reader=f"{READERS}:obey_name")
    lead = max(taken - shown for shown, _ in enumerate(outcomes))
    assert taken == 300
    assert lead <= 2 * HELD_PER_WORKER


@linux_only
def test_memory_does_not_grow_with_the_number_of_files(make_files):
    before = memory_bytes()[1]
    most = max(
        memory_bytes()[1] - before for _ in read_files(make_files("a") * 300, workers=2, reader=f"{READERS}:write_much")
    )
    assert most < 150 * 2**20  # the records are 300 MB


def test_stopping_half_way_leaves_no_process(make_files):
    outcomes = read_files(make_files("a", "hang-b", "hang-c"), workers=3, reader=f"{READERS}:obey_name")
    next(outcomes)
    outcomes.close()
    assert multiprocessing.active_children() == []


PARENT = """
import sys, threading, time
from pathlib import Path
from wapentake.reading.jobs import Job
from wapentake.reading.workers import read_files
how, *names = sys.argv[1:]
if how == "threads":
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
jobs = [Job(Path(name)) for name in names]
outcomes = read_files(jobs, workers=2, timeout=5, reader="tests.reading.odd_readers:tell_process", form="line")
print(*(next(outcomes).record for _ in range(4)), sep="", end="", flush=True)
time.sleep(60)
"""


@linux_only
@pytest.mark.parametrize("how", ["one thread", "threads"])
@pytest.mark.parametrize("last", ["a", "hang-a"])
def test_workers_go_when_their_parent_is_killed(make_files, last, how):
    jobs = make_files(*"abcd", last)
    command = [sys.executable, "-c", PARENT, how, *(str(job.path) for job in jobs)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=ROOT) as parent:
        pids = {json.loads(parent.stdout.readline())["text"] for _ in range(4)}
        parent.kill()
    ends = time.monotonic() + 60
    while any(is_running(pid) for pid in pids) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(is_running(pid) for pid in pids)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_process_with_threads_is_served_too(make_files):
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        good, bad, last = read_oddly(make_files("a", "crash-b", "c"))
    finally:
        done.set()
        thread.join()
    assert (good.trouble, last.trouble) == (None, None)
    assert "crash" in bad.trouble


def test_file_over_the_limit_is_not_opened(tmp_path):
    large = tmp_path / "crash-large.txt"
    with large.open("wb") as file:
        file.truncate(LIMIT_BYTES + 1)
    (outcome,) = read_oddly([Job(large)])
    assert "larger than 100 MB" in outcome.trouble


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (outcome,) = read_files([Job(tmp_path / "pipe")])
    assert "no ordinary file" in outcome.trouble


def test_missing_file_is_told(tmp_path):
    (outcome,) = read_files([Job(tmp_path / "gone.txt")])
    assert outcome.trouble == "There is no such file or folder. Check the name."


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="this user may read everything")
def test_forbidden_file_is_told(make_files):
    (job,) = make_files("a")
    job.path.chmod(0)
    (outcome,) = read_files([job])
    assert "permission" in outcome.trouble


def test_record_can_be_written_by_the_worker(make_files, tmp_path):
    (plain,) = make_files("a")
    (outcome,) = read_oddly([Job(plain.path, out=tmp_path / "a.json")])
    (told,) = read_oddly([plain])
    assert outcome.record is None
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == told.record


def test_record_that_cannot_be_written_is_told(make_files, tmp_path):
    (plain,) = make_files("a")
    (outcome,) = read_oddly([Job(plain.path, out=tmp_path / "gone" / "a.json")])
    assert "could not be written" in outcome.trouble


def test_writing_leaves_nothing_half_done(tmp_path):
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(target, "words")
    assert list(tmp_path.iterdir()) == [target]


def test_half_a_surrogate_pair_is_written_as_json_writes_it(tmp_path):
    write_whole(tmp_path / "a.json", '"\ud800 £"')
    assert json.loads((tmp_path / "a.json").read_bytes()) == "\ud800 £"


def test_name_of_the_record_can_be_given(make_files):
    (plain,) = make_files("a")
    (outcome,) = read_oddly([Job(plain.path, name="minutes \udcff.txt")])
    assert json.loads(outcome.record)["source"]["name"] == "minutes ?.txt"


def test_forms_hold_the_same_record(make_files):
    jobs = make_files("a")
    many, line, words = (read_oddly(jobs, form=form)[0].record for form in ("json", "line", "text"))
    assert json.loads(many) == json.loads(line)
    assert line.count("\n") == 1
    assert Record.from_dict(json.loads(line)).to_json() == many
    assert words.endswith("Findings: none.\n")


def test_page_is_read_as_the_library_reads_it(make_files):
    from wapentake.reading import read

    (job,) = make_files("minutes.txt")
    (outcome,) = read_files([job])
    assert outcome.record == read(job.path).to_json()
