"""A program that is killed (`kill -9`) in the middle of 200 imports and postings leaves nothing half done or twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.extracts.killed import FILES, ROWS
from tests.where import ROOT

KILLS = 4
STEPS = 2 * FILES
LINES = FILES * (ROWS - 1) + 1  # each file shares a row with the next


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "WAPENTAKE_SECRET_KEY")}
    environment = kept | {"WAPENTAKE_DATA": str(folder)}
    command = [sys.executable, "-m", "tests.extracts.killed", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def ask(folder: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "wapentake.sqlite3")) as database:
        return database.execute(sql).fetchall()


def count(folder: Path, of: str) -> int:
    return ask(folder, f"SELECT count(*) FROM {of}")[0][0]


def check_whole(folder: Path, said: set[int]) -> None:
    """Whatever was said is done is there; nothing is unbalanced, half brought in, or entered without its line."""
    imports = sum(step % 2 == 0 for step in said)
    assert count(folder, "extracts_extract WHERE brought_in_at IS NOT NULL") >= imports
    halves = (
        "SELECT e.id FROM extracts_extract e LEFT JOIN extracts_extractline l ON l.extract_id = e.id "
        "GROUP BY e.id HAVING (e.brought_in_at IS NULL) <> (count(l.id) = 0) "
        f"OR (e.brought_in_at IS NOT NULL AND count(l.id) + e.known <> {ROWS})"
    )
    assert ask(folder, halves) == []
    unbalanced = "SELECT entry_id FROM money_posting GROUP BY entry_id, fund_id HAVING sum(pence) <> 0"
    assert ask(folder, unbalanced) == []
    entered = count(folder, "extracts_extractline WHERE state = 'entered'")
    assert entered == count(folder, "money_entry") == count(folder, "money_entry WHERE sealed_at IS NOT NULL")
    assert count(folder, "extracts_extractline WHERE (state = 'entered') <> (entry_id IS NOT NULL)") == 0
    keys = "extracts_extractline l JOIN money_entry e ON e.id = l.entry_id WHERE e.key <> 'extract-' || l.id"
    assert count(folder, keys) == 0


def test_killed_in_the_middle_of_200_imports_and_postings(tmp_path, begin_in):
    begin_in(tmp_path)
    chance = random.Random(6)
    said: set[int] = set()
    for turn in range(KILLS):
        with start(tmp_path, *(() if turn else ("--migrate",))) as process:
            assert process.stdout
            for line in process.stdout:
                said.add(int(line))
                if len(said) >= STEPS * (1 + turn) // (KILLS + 1):
                    break
            time.sleep(chance.random() / 40)  # somewhere within the next ones
            process.send_signal(signal.SIGKILL)
        check_whole(tmp_path, said)

    with start(tmp_path) as process:
        assert process.stdout
        assert [int(line) for line in process.stdout] == list(range(STEPS))
    assert process.returncode == 0
    check_whole(tmp_path, set(range(STEPS)))
    assert count(tmp_path, "extracts_extract") == FILES
    assert ask(tmp_path, "SELECT count(*), count(DISTINCT key) FROM money_entry") == [(LINES, LINES)]
    assert count(tmp_path, "extracts_extractline WHERE state = 'entered'") == LINES
    assert ask(tmp_path, "SELECT sum(pence) FROM money_posting WHERE heading = 'spend'") == [(LINES * 1000,)]
    assert ask(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    log = "kit_change WHERE thing = 'extracts.extract' AND verb = 'brought in'"
    assert count(tmp_path, log) == FILES
