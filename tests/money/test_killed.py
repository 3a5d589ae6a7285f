"""A program that is killed (`kill -9`) in the middle of 200 entries leaves none unbalanced, missing or doubled."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.money.killed import ENTRIES
from tests.where import ROOT

KILLS = 3


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "WAPENTAKE_SECRET_KEY")}
    environment = kept | {"WAPENTAKE_DATA": str(folder)}
    command = [sys.executable, "-m", "tests.money.killed", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def ask(folder: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "wapentake.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_killed_in_the_middle_of_200_entries(tmp_path, begin_in):
    begin_in(tmp_path)
    chance = random.Random(5)
    said: set[int] = set()
    for turn in range(KILLS):
        with start(tmp_path, *(() if turn else ("--migrate",))) as process:
            assert process.stdout
            for line in process.stdout:
                said.add(int(line))
                if len(said) >= ENTRIES * (1 + turn) // (KILLS + 1):
                    break
            time.sleep(chance.random() / 50)  # somewhere within the next ones
            process.send_signal(signal.SIGKILL)
        sealed = {int(key) for (key,) in ask(tmp_path, "SELECT key FROM money_entry WHERE sealed_at IS NOT NULL")}
        assert said <= sealed  # whatever it had said was done is there
        assert (
            ask(tmp_path, "SELECT entry_id FROM money_posting GROUP BY entry_id, fund_id HAVING sum(pence) <> 0") == []
        )
        assert ask(tmp_path, "SELECT count(*) FROM money_entry WHERE sealed_at IS NULL") == [(0,)]

    with start(tmp_path) as process:
        assert process.stdout
        assert [int(line) for line in process.stdout] == list(range(ENTRIES))
    assert process.returncode == 0
    assert ask(tmp_path, "SELECT count(*), count(DISTINCT key) FROM money_entry") == [(ENTRIES, ENTRIES)]
    lines = ENTRIES // 2 * 3 + ENTRIES // 2 * 2
    assert ask(tmp_path, "SELECT count(*), sum(pence), count(counts_on) FROM money_posting") == [(lines, 0, lines)]
    assert ask(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(tmp_path, "SELECT sum(pence) FROM money_posting WHERE heading = 'spend'") == [(ENTRIES // 2 * 1000,)]
    log = "SELECT count(*) FROM kit_change WHERE thing = 'money.entry' AND verb = '{}'"
    assert [ask(tmp_path, log.format(verb)) for verb in ("drafted", "sealed")] == [[(ENTRIES,)]] * 2
