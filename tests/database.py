"""The database of the tests: migrated once for all processes and runs, copied from then on, and emptied quickly.

Migrating from nothing takes twenty seconds of processor time. What comes of it is kept in pytest's cache under a name
made of all migrations; on PostgreSQL it is a database of the server. A copy is migrated too, where nothing is left to
do, so no test meets other tables than those of the migrations.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from filelock import FileLock

from tests.where import ROOT

KEPT = {"django_content_type", "auth_permission"}  # Django writes them after migrating; nothing of a test is in them
FILES = sorted((ROOT / "src/wapentake").glob("*/migrations/*.py"))


def name_migrated() -> str:
    """Return a name that changes with each migration, and with each release of a library."""
    told = hashlib.sha256()
    for path in (*FILES, ROOT / "requirements.lock"):
        told.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return f"wapentake_{told.hexdigest()[:16]}"


def name_copy(folder: Path) -> Path:
    """Return where the file of SQLite is kept that has all tables and no rows."""
    return folder / f"{name_migrated()}.sqlite3"


def set_up(folder: Path, verbosity: int) -> list[Any]:
    """Make the database of this process from the copy, or where there is none from nothing, and leave a copy."""
    told = {"verbosity": verbosity, "interactive": False, "aliases": {"default"}}
    make = _set_up_postgresql if connection.vendor == "postgresql" else _set_up_sqlite
    with FileLock(folder / "lock"):
        return make(folder, told)


def _set_up_sqlite(folder: Path, told: dict[str, Any]) -> list[Any]:
    copy, own = name_copy(folder), connection.settings_dict["TEST"]["NAME"]
    if copy.exists():
        shutil.copyfile(copy, own)
        return setup_databases(**told, keepdb=True)
    made = setup_databases(**told)
    connection.close()  # which brings all into the one file
    for old in folder.glob("*.sqlite3"):
        old.unlink()
    shutil.copyfile(own, copy.with_suffix(".half"))
    copy.with_suffix(".half").rename(copy)
    return made


def _set_up_postgresql(_: Path, told: dict[str, Any]) -> list[Any]:
    name = name_migrated()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        exists = cursor.fetchone() is not None
    if exists:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        return setup_databases(**told)
    made = setup_databases(**told)
    own = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own}"')
    return made


def tear_down(made: list[Any], verbosity: int) -> None:
    """Take the database of this process away, also where a thread of the served register still holds it open."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    teardown_databases(made, verbosity)


def empty_tables(case: TransactionTestCase) -> None:
    """Take all rows away after a test that committed some: of the tables that have any, and of no others."""
    names = set(connection.introspection.django_table_names(only_existing=False, include_views=False)) - KEPT
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {one})" for one in names))
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")
