"""What no file may hold: an address of a registry, a path of one machine, an ignore with no reason."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.where import ROOT, list_files

LOCKS = ("requirements.lock", "postgresql.lock", "dev.lock")

REGISTRY = re.compile(r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.org|debian\.org)\b")
MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_.])/(?:work|farm|root|tmp)/")
# An ignore is followed by its reason on the same line, as in "S310 - only our own address".
IGNORE = re.compile(r"# (?:noqa: [A-Z0-9, ]*[A-Z0-9]|type: ignore\[[\w, -]+\])(?P<reason>.*)")


def read_pins(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if re.match(r"[a-z0-9]", line)}


def read_wanted(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if re.match(r"[a-z0-9]", line)}


def find_lines(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """The places, as file:line, where the pattern stands; files that are not UTF-8 text are passed over."""
    found = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert " @ " not in text


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_each_package_with_a_hash(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == sum(line[:1].isalnum() for line in text.splitlines())


@pytest.mark.parametrize("name", ["requirements.lock", "postgresql.lock"])
def test_dev_lock_holds_the_versions_that_run(name):
    assert read_pins(name) - read_pins("dev.lock") == set()


def test_requirements_are_those_of_the_package():
    """The locks are made from the lists, and whoever installs the package gets what it names itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reader, extras = project["project"]["dependencies"], project["project"]["optional-dependencies"]
    assert read_wanted("requirements.in") == {*reader, *extras["register"], *project["build-system"]["requires"]}
    assert read_wanted("postgresql.in") == {*extras["postgresql"]}


def test_no_file_names_a_registry():
    files = [path for path in list_files() if path != Path(__file__)]
    assert find_lines(REGISTRY, files) == []


def test_no_file_names_a_path_of_one_machine():
    assert find_lines(MACHINE_PATH, list_files()) == []


def test_each_ignore_gives_its_reason():
    bare = []
    for path in list_files("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            ignore = IGNORE.search(line)
            if ignore and path != Path(__file__) and not re.search(r"\w{2}", ignore["reason"]):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []
