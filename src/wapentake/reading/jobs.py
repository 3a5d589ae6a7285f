"""One job of a worker process: read a file, put the record in form, write it; and say plainly what went wrong.

All that is here runs inside the child. `read_job` is the one place of the product that catches everything: a fault of
ours or of a library costs the file in hand and no other.
"""

from __future__ import annotations

import errno
import faulthandler
import json
import os
import signal
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, Protocol

from wapentake.reading.explain import explain_record
from wapentake.reading.page import LIMIT_BYTES
from wapentake.reading.record import Record

if sys.platform == "linux":
    import resource

Form = Literal["json", "line", "text"]

FILES_PER_WORKER = 500  # then it is replaced, in case a library leaks
GROWTH_BYTES = 150 * 2**20  # a worker that still holds so much more than at its start is replaced
CEILING_BYTES = 2 * 2**30  # what a worker may take for one file on top of what it had
GRACE_SECONDS = 2.0  # after the time for a file, until a worker that nobody stopped ends itself
SAVE_AGAIN = "Open it, save it again as PDF or plain text, and try again."
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, the name that its record shall carry, and the file to write the record to, if any."""

    path: Path
    name: str | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the record in the form asked for (None where it went to a file), or in words why not."""

    path: Path
    record: str | None = None
    doubtful: bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker does with every job: the reader by its name, "module:function", the form, and the time."""

    reader: str
    form: Form
    timeout: float


class Reader(Protocol):
    """What `Task.reader` names."""

    def __call__(self, path: Path, /, *, name: str) -> Record:
        """Return the record of the file under that name."""


def find_reader(named: str) -> Reader:
    """Return the function that "module:function" names."""
    module, function = named.split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def serve_jobs(connection: Connection, task: Task, inherited: Iterable[Connection]) -> None:
    """Read one job after the other until the parent is gone, or until it is better to start afresh.

    Each answer is the outcome and whether it was the last. `inherited` are the parent's pipes, which a fork must close.
    """
    for other in inherited:
        other.close()
    settle_in()
    at_start = memory_bytes()[1]
    for left in reversed(range(FILES_PER_WORKER)):
        try:
            job = connection.recv()
            set_alarm(task.timeout + GRACE_SECONDS)
            outcome = read_job(job, task)
            set_alarm(0)
            last = not left or memory_bytes()[1] - at_start > GROWTH_BYTES
            connection.send((outcome, last))
        except (EOFError, OSError):
            return
        if last:
            return


def settle_in() -> None:
    """Leave Ctrl-C to the parent, keep what libraries print off the terminal, and bound the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    faulthandler.disable()
    if sys.platform == "linux":
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        bounds = [bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min([memory_bytes()[0] + CEILING_BYTES, *bounds]), hard))


def set_alarm(seconds: float) -> None:
    """Let this process be killed after so many seconds; 0 calls it off.

    The parent stops a worker that hangs. This is for the worker whose parent was killed first. Windows has none.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def memory_bytes() -> tuple[int, int]:
    """Return the address space and the memory in use, or zeros where the system does not tell it in this way."""
    if not _STATM.exists():
        return 0, 0
    size, resident = _STATM.read_text().split()[:2]
    return int(size) * os.sysconf("SC_PAGE_SIZE"), int(resident) * os.sysconf("SC_PAGE_SIZE")


def read_job(job: Job, task: Task) -> Outcome:
    """Return the outcome of a job, whatever happens on the way."""
    try:
        if trouble := _find_obstacle(job.path):
            return Outcome(job.path, trouble=trouble)
        record = find_reader(task.reader)(job.path, name=_name_record(job))
        if record.unreadable:
            return Outcome(job.path, trouble=" ".join(record.unreadable.split()))
        return _deliver(record, job, task.form)
    except OSError as error:
        return Outcome(job.path, trouble=say_system_error(error))
    except MemoryError:
        trouble = f"This file needs more memory than a page of minutes should. {SAVE_AGAIN}"
        return Outcome(job.path, trouble=trouble)
    except Exception as error:  # noqa: BLE001 - the boundary that the module's docstring tells of
        return Outcome(job.path, trouble=f"The reader failed on this file ({_say_fault(error)}). {SAVE_AGAIN}")


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that whoever opens `path` sees all of it or what was there before. Raises OSError.

    Half a surrogate pair, which UTF-8 cannot hold, is written as the escape that JSON has for it.
    """
    part = part_of(path, os.getpid())
    try:
        part.write_bytes(text.encode("utf-8", "backslashreplace"))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def part_of(path: Path, process: int | None) -> Path:
    """Return the hidden file beside `path` that a process writes before it takes the place of `path`."""
    return path.parent / f".wapentake-{process}.part"


def say_system_error(error: OSError) -> str:
    """Return in plain words why the system did not let a file or folder be read, and what to do."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "There is no such file or folder. Check the name."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "You have no permission to read it. Ask its owner, or make a copy that you may read."
    return f"The system could not read it ({error.strerror or error}). Copy it to this machine and try again."


def _find_obstacle(path: Path) -> str | None:
    """Return in words why the file is not to be opened at all, or None."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return "This is no ordinary file. Give a file, a folder, or - to read from standard input."
    if found.st_size > LIMIT_BYTES:
        return f"The file is larger than {LIMIT_BYTES >> 20} MB, the most that is read. Save its pages in parts."
    return None


def _name_record(job: Job) -> str:
    """Return the name for the record: characters of a file name that no text can hold become question marks."""
    return (job.name or job.path.name).encode("utf-8", "replace").decode("utf-8")


def _deliver(record: Record, job: Job, form: Form) -> Outcome:
    text = form_record(record, form)
    if not job.out:
        return Outcome(job.path, record=text, doubtful=record.doubtful)
    try:
        write_whole(job.out, text)
    except OSError as error:
        trouble = f"The record could not be written to {job.out} ({error.strerror}). Choose another folder with --out."
        return Outcome(job.path, trouble=trouble)
    return Outcome(job.path, doubtful=record.doubtful)


def form_record(record: Record, form: Form) -> str:
    """Return the record as JSON over many lines ("json"), as JSON on one line ("line") or in plain words ("text")."""
    if form == "json":
        return record.to_json()
    if form == "line":
        return json.dumps(record.to_dict(), ensure_ascii=False) + "\n"
    return explain_record(record)


def _say_fault(error: Exception) -> str:
    """Return the kind of error and the last line of code that it went through, for whoever mends it."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    place = f" at {Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
    return f"{type(error).__name__}{place}"
