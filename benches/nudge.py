"""How long `wapentake nudge` takes over 300 partnerships with 130,000 actions, and how much memory.

    python -m benches nudge                       in a temporary folder that is kept for the next time
    python -m benches nudge --partnerships 30     a smaller one

The command runs as a program of its own, and sends to a mail server in a third one. Two days are measured: an ordinary
one, and the worst, on which every body of every partnership meets in two days. The figures decide nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benches.nudge_rows import ACTIONS, ORDINARY, WORST
from benches.tables import print_heading, print_table

HEAD = ("run", "seconds", "of them computing", "memory, MB", "letters taken", "it said")
ASKED_SECONDS = 60
SENDER = "wapentake@bench.example"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command took, and what it said last."""

    seconds: float
    computing: float
    memory_mb: float
    said: str


def show_nudge(folder: Path | None, *, partnerships: int) -> None:
    """Make a register that is to be nudged, and print what the command takes over it, twice on each of two days."""
    folder = (folder or Path(tempfile.gettempdir(), f"wapentake-nudge-{partnerships}")).resolve()
    print_heading(f"Nudging {partnerships} partnerships with {partnerships * ACTIONS:,} actions")
    kept, data = folder / "filled", folder / "data"
    environment = os.environ | {"WAPENTAKE_SECRET_KEY": "only for measuring " * 3}
    if not (kept / "ready").exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        began = time.monotonic()
        words = [sys.executable, "-m", "benches.nudge_rows", str(partnerships)]
        subprocess.run(words, env=environment | {"WAPENTAKE_DATA": str(kept)}, check=True)
        (kept / "ready").touch()
        print(f"  Filled in {time.monotonic() - began:.0f} s.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment |= {"WAPENTAKE_DATA": str(data), "WAPENTAKE_MAIL": f"smtp+plain://127.0.0.1:{port}/?from={SENDER}"}
    rows = []
    for name, day in (("an ordinary day", ORDINARY), ("the worst day", WORST)):
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(kept, data)
        begin = [sys.executable, "-m", "benches.nudge_rows", "--since", day.isoformat()]
        subprocess.run(begin, env=environment, check=True)
        for again in ("", ", run again"):
            ran, taken = run_with_server(environment, port, day.isoformat())
            told = (f"{ran.seconds:.1f}", f"{ran.computing:.1f}", f"{ran.memory_mb:.0f}", f"{taken:,}", ran.said)
            rows.append((name + again, *told))
    print_table(HEAD, rows)
    print(f"  Asked for: {ASKED_SECONDS} s or less.")


def run_with_server(environment: dict[str, str], port: int, day: str) -> tuple[Ran, int]:
    """Run the command with a mail server beside it; return what it took, and how many letters the server was given."""
    server = subprocess.Popen([sys.executable, "-m", "benches.mail_sink", str(port)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    server.stdout.readline()  # it says when it listens
    try:
        ran = run_command(environment, day)
    finally:
        server.terminate()
        said = server.communicate()[0]
    found = re.search(r"\d+", said)
    return ran, int(found[0]) if found else 0


def run_command(environment: dict[str, str], day: str) -> Ran:
    """Run the command, and measure it from outside."""
    began = time.monotonic()
    words = [sys.executable, "-m", "wapentake", "nudge", "--on", day]
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(words, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        output.seek(0)
        lines = output.read().strip().splitlines()
    if process.returncode:
        raise SystemExit("\n".join(lines))
    return Ran(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, " ".join(lines[-2:]))
