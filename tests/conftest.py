"""What all tests share: the folder of documents, how hypothesis runs, and an installation of the register of their own.

The environment is set when this module is imported, which is before Django reads it. A test that uses no fixture of
the database makes none.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.where import find_shared

# On a busy machine a slow example is no failure, and CI tries the same examples each time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("house")

# Python keeps what it compiled: else each program that a test starts would compile the product again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would each program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Each process of the tests has an installation of its own; what is set for a real one must not reach it.
DATA = Path(tempfile.mkdtemp(prefix="wapentake-tests-"))
for name in [name for name in os.environ if name.startswith("WAPENTAKE_")]:
    if not name.startswith(("WAPENTAKE_SHARED", "WAPENTAKE_REQUIRE_")):  # these are for the tests
        del os.environ[name]
os.environ.update(
    DJANGO_SETTINGS_MODULE="wapentake.project.settings",
    WAPENTAKE_DATA=str(DATA),
    WAPENTAKE_SECRET_KEY="only for tests " * 4,
)


def pytest_configure(config):
    """Change what only tests want otherwise: no collected static files, a quick hasher, a database in a file.

    A file and not memory, because only there two connections wait for each other as they do in use.
    """
    import django
    from django.conf import settings as product

    (DATA / "static").mkdir()
    product.STORAGES = product.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    product.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    product.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    database = product.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(DATA / "test.sqlite3")}
    django.setup()
    config.pluginmanager.import_plugin("tests.register")


def pytest_collection_modifyitems(items):
    """Mark what touches the database, so that just this can run again on PostgreSQL: `-m database`.

    What a page does in a browser is the same on each kind. The pages are opened without one (test_places.py), and a
    walk carries the mark itself where people write at once, or where it leads through all of the register.
    """
    for item in items:
        if "browser" in item.fixturenames:
            continue
        if item.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & set(item.fixturenames):
            item.add_marker("database")


def pytest_unconfigure():
    """Leave nothing behind."""
    shutil.rmtree(DATA, ignore_errors=True)


def find_copies(config) -> Path:
    """The folder where databases that are migrated already are kept from one run to the next."""
    cache = getattr(config, "cache", None)
    folder = cache.mkdir("migrated") if cache else DATA / "migrated"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The database, in place of the library's own fixture: a copy of one that was migrated before, where there is."""
    from django.test import TransactionTestCase

    from tests.database import empty_tables, set_up, tear_down

    verbosity = request.config.option.verbose
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        made = set_up(find_copies(request.config), verbosity)
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        with django_db_blocker.block():
            yield
        tear_down(made, verbosity)


@pytest.fixture
def begin_in(request) -> Callable[[Path], None]:
    """Puts tables without rows into the data folder of a program, which then has little to migrate."""
    from django.db import connection

    from tests.database import name_copy

    def begin(folder: Path) -> None:
        copy = name_copy(find_copies(request.config))
        if not copy.exists() and connection.vendor == "sqlite":
            request.getfixturevalue("django_db_setup")
        if copy.exists():
            folder.mkdir(exist_ok=True)
            shutil.copyfile(copy, folder / "wapentake.sqlite3")

    return begin


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder. Without it the test is skipped, or fails where WAPENTAKE_REQUIRE_SHARED=1 asks for it."""
    folder = find_shared()
    if folder is not None:
        return folder
    words = "no shared folder: put it beside the repository, or name it in WAPENTAKE_SHARED"
    if os.environ.get("WAPENTAKE_REQUIRE_SHARED") == "1":
        pytest.fail(words)
    pytest.skip(words)
