"""What the import linter cannot see of the house: where keys point, and who writes."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.where import ROOT, list_files

ROOMS = ROOT / "src" / "wapentake"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
HEIGHTS = next(one["layers"] for one in CONTRACTS if one["name"].startswith("Heights"))
DJANGO_ROOMS = [name for name in HEIGHTS if (ROOMS / name / "apps.py").exists()]

# Calls by which a model, a manager or a query set writes. `update`, `add`, `set`, `remove` and `clear` are words of
# dictionaries and sets too, and count where they are called on what is seen to be rows.
WRITES = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "adelete", "abulk_create", "abulk_update", "aupdate", "set_password",
}  # fmt: skip
DOUBTFUL = {"update", "add", "set", "remove", "clear"}
ROWS = {"objects", "filter", "exclude", "all", "order_by", "select_for_update", "select_related"}

# Writes elsewhere, each with its reason.
ALLOWED: dict[str, str] = {
    "letters/lock.py execute": "it asks PostgreSQL for a lock, and writes no row",
    "reports/docx.py save": "it writes a Word file in memory, and no row",
}


def list_modules() -> list[Path]:
    """The modules of the Django rooms that may not write."""
    found = []
    for path in list_files("src/wapentake/*.py"):
        room, *inside = path.relative_to(ROOMS).with_suffix("").parts
        if room in [*DJANGO_ROOMS, "project", "cli"] and "changes" not in inside and "migrations" not in inside:
            found.append(path)
    return found


def names_in(node: ast.expr) -> set[str]:
    """The names that an expression such as `Thing.objects.filter(…)` is chained of."""
    return {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def find_writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the line and the name of each call that writes rows, or SQL that does."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        called, receiver = node.func.attr, node.func.value
        if called in WRITES or (called in DOUBTFUL and ROWS & names_in(receiver)):
            yield node.lineno, called
        if called in ("execute", "executemany", "raw") and ROWS | {"cursor"} & names_in(receiver):
            yield node.lineno, called


@pytest.mark.parametrize("path", list_modules(), ids=lambda path: path.relative_to(ROOMS).as_posix())
def test_only_changes_write(path):
    found = [
        f"{path.relative_to(ROOMS)}:{line} {called}"
        for line, called in find_writes(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert [one for one in found if one.split(":")[0] + " " + one.split()[1] not in ALLOWED] == []


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("thing.save()", True),
        ("Thing.objects.create(name=1)", True),
        ("Thing.objects.filter(pk=1).update(name=1)", True),
        ("person.joined.all().delete()", True),
        ("rows = {}; rows.update(a=1); seen.add(1); seen.clear()", False),
        ("connection.cursor().execute('DELETE FROM thing')", True),
        ("sources.add_passages([])", False),
    ],
)
def test_write_is_recognised(source, writes):
    assert bool(list(find_writes(ast.parse(source)))) == writes


def test_exceptions_are_still_needed():
    """An exception for what is no longer there would let something else through."""
    found = {
        f"{path.relative_to(ROOMS)} {called}"
        for path in list_modules()
        for _, called in find_writes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert set(ALLOWED) - found == set()


def test_keys_point_down():
    """A foreign key to a higher room would be an import that the linter does not see."""
    up = []
    for model in apps.get_models():
        room = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field.related_model, "_meta", None) if not field.auto_created else None
            if target is None or not {room, target.app_label} <= set(HEIGHTS):
                continue
            if HEIGHTS.index(target.app_label) < HEIGHTS.index(room):
                up.append(f"{model._meta.label}.{field.name} -> {target.label}")
    assert up == []


def test_each_room_with_tables_is_installed():
    assert {one.label for one in apps.get_app_configs()} >= set(DJANGO_ROOMS)


def test_each_row_belongs_to_a_partnership():
    """Directly, or through the rows that it hangs from; the tables of sign-in and the look across pages alike."""
    names = {model._meta.label_lower: model for model in apps.get_models() if model._meta.app_label in HEIGHTS}
    free = {"accounts.account", "accounts.partnership"}
    owned = {label for label, model in names.items() if hasattr(model, "partnership_id")}
    hangs = {
        label: {
            field.related_model._meta.label_lower
            for field in model._meta.get_fields()
            if (field.many_to_one or (field.one_to_one and not field.auto_created)) and not field.null
        }
        for label, model in names.items()
    }
    while found := {label for label, parents in hangs.items() if parents & owned} - owned:
        owned |= found
    assert set(names) - owned - free == set()


def test_reader_and_its_commands_need_no_django():
    """The register is an extra: who wants the reader alone does not install it."""
    code = "import sys; sys.modules['django'] = None; import wapentake.cli, wapentake.reading, wapentake.fetching"
    subprocess.run([sys.executable, "-c", code], check=True)
