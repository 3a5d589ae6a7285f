"""The database of the installation, as one address in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url


def read_database(folder: Path) -> dict[str, Any]:
    """Return Django's settings for the database; where none is named, it is a file of SQLite in the folder."""
    found: dict[str, Any] = dict(
        dj_database_url.config(default=f"sqlite:///{folder / 'wapentake.sqlite3'}", conn_max_age=600)
    )
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA secure_delete=ON;",
        }
    else:  # PostgreSQL would compile short queries for longer than they take
        found["OPTIONS"] = {"options": "-c jit=off"}
    return found
