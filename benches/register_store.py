"""Writes rows of the large register by the hundred thousand: many at a time, past the checks that each would have.

For a database of its own only. `fast_filling` puts the database back to its usual care when it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

ROWS_AT_ONCE = 20_000
_SEARCH = "wapentake.sources.migrations.0002_search"


class Store:
    """Holds rows until there are many of a table, and then writes them."""

    def __init__(self) -> None:
        """Hold nothing yet, and number the rows from what is there."""
        self.rows: dict[type[models.Model], list[tuple[Any, ...]]] = {}
        self.columns: dict[type[models.Model], tuple[str, ...]] = {}
        self.last: dict[type[models.Model], int] = {}

    def add(self, table: type[models.Model], **values: Any) -> int:
        """Keep a row for writing and return its id. Each call for a table names the same columns in the same order."""
        pk = self.last.get(table, 0) + 1
        self.last[table] = pk
        rows = self.rows.setdefault(table, [])
        if table not in self.columns:
            self.columns[table] = ("id", *values)
        rows.append((pk, *values.values()))
        if len(rows) >= ROWS_AT_ONCE:
            self._write(table)
        return pk

    def finish(self) -> None:
        """Write what is left."""
        for table in self.rows:
            self._write(table)

    def _write(self, table: type[models.Model]) -> None:
        rows, columns = self.rows[table], ", ".join(f'"{one}"' for one in self.columns[table])
        name = table._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            elif rows:
                marks = ", ".join(["?"] * len(rows[0]))
                connection.connection.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", rows)
        rows.clear()


@contextmanager
def fast_filling() -> Iterator[Store]:
    """Give a store; meanwhile nothing is checked or indexed for search, and all of it is, or none of it."""
    search = import_module(_SEARCH)
    sqlite = connection.vendor == "sqlite"
    _run("PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY" if sqlite else "SELECT 1")
    with transaction.atomic():
        if not sqlite:
            _run("SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'")
        editor = connection.schema_editor()  # not entered, since leaving it would check every key of every row
        search.drop_index(apps, editor)
        yield (store := Store())
        store.finish()
        search.make_index(apps, editor)
        resets = connection.ops.sequence_reset_sql(no_style(), list(apps.get_models()))
        _run("; ".join(resets) or "SELECT 1")
    if sqlite:
        _run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON")
    else:
        _run("VACUUM ANALYZE")  # as PostgreSQL itself does after a while


def _run(statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            cursor.execute(statement)
