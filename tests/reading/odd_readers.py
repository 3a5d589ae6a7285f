"""Readers for the tests of worker processes: each does to its process what a bad file or library might do."""

import os
import signal
import threading
import time
from pathlib import Path

from wapentake.reading.record import Finding, Record, Source

held = []  # what the leaking reader never lets go of


def make_record(name: str, text: str = "", **more) -> Record:
    return Record(source=Source(name=name, media_type="text/plain", sha256=name), reader="1", text=text, **more)


def tell_process(path: Path, *, name: str) -> Record:
    return make_record(name, str(os.getpid()))


def obey_name(path: Path, *, name: str) -> Record:
    """Do what the name of the file says."""
    order = path.name.partition("-")[0]
    if order == "crash":
        os.abort()
    if order == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "exit":
        raise SystemExit(0)
    if order == "hang":
        threading.Event().wait()
    if order == "slow":
        time.sleep(0.3)
    if order == "raise":
        raise IndexError("list index out of range")
    if order == "huge":
        held.append(bytearray(2**40))
    if order == "noisy":
        os.write(1, b"noise\n")
        os.write(2, b"noise\n")
    if order == "refused":
        return make_record(name, unreadable="The file is locked.\nSave it without a password.")
    doubt = (Finding(code="conflicting-dates", severity="error", message="Two days."),) if order == "doubtful" else ()
    return make_record(name, "£ and a half " + path.read_text(encoding="utf-8"), findings=doubt)


def leak(path: Path, *, name: str) -> Record:
    held.append(b"x" * (200 * 2**20))
    return tell_process(path, name=name)


def write_much(path: Path, *, name: str) -> Record:
    return make_record(name, "x" * 2**20)


def ask_for_interrupt(path: Path, *, name: str) -> Record:
    """Do as if Ctrl-C had been pressed, which goes to every process of the terminal."""
    os.kill(os.getpid(), signal.SIGINT)
    return make_record(name)
