"""Readers for the tests of worker processes: each does to its process what a bad file or library might do."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from wapentake.reading.record import Finding, Record, Source

held = []  # what the leaking reader never lets go of


def make_record(name: str, text: str = "", **more) -> Record:
    return Record(source=Source(name=name, media_type="text/plain", sha256=name), reader="1", text=text, **more)


def tell_process(path: Path, *, name: str) -> Record:
    if path.name.startswith("hang"):
        threading.Event().wait()
    return make_record(name, str(os.getpid()))


def fail() -> None:
    raise IndexError("list index out of range")


def make_noise() -> None:
    os.write(1, b"noise\n")
    os.write(2, b"noise\n")


ORDERS = {
    "crash": os.abort,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": sys.exit,
    "hang": threading.Event().wait,
    "slow": lambda: time.sleep(0.3),
    "raise": fail,
    "huge": lambda: held.append(bytearray(2**40)),
    "noisy": make_noise,
}


def obey_name(path: Path, *, name: str) -> Record:
    """Do what the first word of the file's name says."""
    order = path.name.partition("-")[0]
    ORDERS.get(order, bool)()
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
