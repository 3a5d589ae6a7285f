"""Reads many files in worker processes, so that a file that crashes, hangs or swells its reader costs itself alone.

Each worker is a child process at the end of a pipe of its own; one that dies, hangs or has grown is replaced, and the
others never notice. Outcomes come in the order of the jobs, and no more of them are held at a time than a small
multiple of the workers, however many files there are.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from wapentake.reading.jobs import SAVE_AGAIN, Form, Job, Outcome, Task, find_reader, part_of, serve_jobs

TIMEOUT_SECONDS = 60.0
HELD_PER_WORKER = 32  # outcomes that may wait for an earlier file that takes long


def read_files(
    jobs: Iterable[Job],
    *,
    workers: int = 1,
    timeout: float = TIMEOUT_SECONDS,
    form: Form = "json",
    reader: str = "wapentake.reading.read:read",
) -> Generator[Outcome]:
    """Read the files of `jobs` in `workers` processes and give their outcomes in the order of the jobs, as they come.

    Means: `form` is the record as JSON over many lines ("json"), on one line ("line"), or in words for people ("text").
    Units: `timeout` in seconds a file. Raises: nothing for what a file does, be it a crash of its reader.
    """
    crew = _Crew(workers, Task(reader, form, timeout))
    waiting = enumerate(jobs)
    done: dict[int, Outcome] = {}
    handed = shown = 0
    try:
        while True:
            while crew.has_place and handed - shown < HELD_PER_WORKER * workers:
                if (following := next(waiting, None)) is None:
                    break
                crew.hand_out(*following)
                handed += 1
            if handed == shown:
                return
            done.update(crew.collect())
            while shown in done:
                yield done.pop(shown)
                shown += 1
    finally:
        crew.stop()


def _choose_maker(forks: bool) -> Callable[..., BaseProcess]:
    """Return what makes a process."""
    if forks:
        return get_context("fork").Process
    if sys.platform != "linux":
        return get_context("spawn").Process
    server = get_context("forkserver")
    server.set_forkserver_preload(["wapentake.reading.read"])
    return server.Process


class _Crew:
    """The workers of one run: those that are reading, and those that wait for a job."""

    def __init__(self, size: int, task: Task) -> None:
        self.size, self.task = size, task
        self.busy: list[_Worker] = []
        self.idle: list[_Worker] = []

    @property
    def has_place(self) -> bool:
        """Whether another job can be handed out."""
        return len(self.busy) < self.size

    def hand_out(self, position: int, job: Job) -> None:
        """Give the job to a worker that waits for one, or to a new one."""
        worker = self.idle.pop() if self.idle else None
        if worker and not worker.process.is_alive():
            worker.stop()
            worker = None
        worker = worker or _Worker(self.task, [*self.busy, *self.idle])
        self.busy.append(worker)
        worker.give(position, job)

    def collect(self) -> Iterator[tuple[int, Outcome]]:
        """Wait until a worker has an outcome or is out of time; give each such outcome with the position of its job."""
        soonest = min(worker.deadline for worker in self.busy)
        pipes = [worker.connection for worker in self.busy]
        ready = wait(pipes, timeout=max(0.0, soonest - time.monotonic()))
        now = time.monotonic()
        for worker in list(self.busy):
            if worker.connection not in ready and now < worker.deadline:
                continue
            outcome = worker.take_outcome() if worker.connection in ready else worker.give_up_late()
            yield worker.position, outcome
            self.busy.remove(worker)
            if worker.retired:
                worker.stop()
            else:
                self.idle.append(worker)

    def stop(self) -> None:
        """End all workers at once."""
        for worker in [*self.busy, *self.idle]:
            worker.stop()


class _Worker:
    """A child process seen from its parent: the pipe to it, the job that it holds and when that must be done."""

    def __init__(self, task: Task, others: Iterable[_Worker]) -> None:
        """Start the process. `others` are the workers that live already."""
        # A fork takes 3 ms and has all that is imported already, but is safe only from a process with one thread, and
        # on Linux: the system libraries of macOS do not bear it. A process with more threads has a server that forks
        # for it, and has the reader imported. Elsewhere a new interpreter is started, which takes most of a second.
        forks = sys.platform == "linux" and threading.active_count() == 1
        if forks:
            find_reader(task.reader)
        make = _choose_maker(forks)
        self.connection, theirs = Pipe()
        # A fork holds our ends of all pipes too. Unless it closes them, no worker would see that this process is gone.
        inherited = [self.connection, *(other.connection for other in others)] if forks else []
        self.process = make(target=serve_jobs, args=(theirs, task, inherited), daemon=True)
        self.process.start()
        theirs.close()
        self.position, self.job = 0, Job(Path())
        self.timeout, self.deadline = task.timeout, 0.0
        self.retired = False

    def give(self, position: int, job: Job) -> None:
        """Hand the worker its next job."""
        self.position, self.job = position, job
        self.deadline = time.monotonic() + self.timeout
        with suppress(OSError):  # it has just died: take_outcome finds the pipe closed
            self.connection.send(job)

    def take_outcome(self) -> Outcome:
        """Return what the worker sent, or a crash where it is gone."""
        outcome: Outcome
        try:
            outcome, self.retired = self.connection.recv()
        except (EOFError, OSError):
            return self._give_up("This file made the reader crash; it may be damaged.")
        return outcome

    def give_up_late(self) -> Outcome:
        """Return the outcome of a job whose time is over; the worker is not to be used again."""
        return self._give_up(f"This file took longer than {self.timeout:g} seconds and was given up.")

    def stop(self) -> None:
        """End the process at once and clear away what it has half written."""
        self.process.kill()
        self.process.join(1)
        self.connection.close()
        if self.job.out:
            part_of(self.job.out, self.process.pid).unlink(missing_ok=True)

    def _give_up(self, words: str) -> Outcome:
        self.retired = True
        return Outcome(self.job.path, trouble=f"{words} {SAVE_AGAIN}")
