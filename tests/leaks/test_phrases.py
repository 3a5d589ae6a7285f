"""The word lists: each loads, is clean and is used."""

import re

import pytest

from tests.where import ROOT
from wapentake.leaks.phrases import any_of, load_phrases, set_of

FOLDER = ROOT / "src" / "wapentake" / "leaks"
NAMES = sorted(path.stem for path in (FOLDER / "phrases").glob("*.toml"))
LISTS = [(name, key) for name in NAMES for key in load_phrases(name)]
SOURCES = "".join(path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py")))


def test_there_are_lists():
    assert {"births", "given", "groups", "households", "names", "reach", "sentences"} == set(NAMES)


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_list_is_clean_and_matches_its_own_phrases(name, key):
    found = load_phrases(name)[key]
    assert found
    assert [phrase for phrase in found if re.search(r"\s\s|[^\S ]|’", phrase)] == []
    pattern = any_of(name, key)
    assert [phrase for phrase in found if not re.fullmatch(pattern, phrase)] == []


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_list_is_used(name, key):
    assert re.search(rf"[\"']{key}[\"']", SOURCES), f"nothing reads {key} of {name}.toml"


def test_given_names_that_places_bear_are_given_names():
    assert len(set_of("given", "given")) > 400
    assert set_of("given", "given_places") < set_of("given", "given")
