"""The word lists: each loads, holds no phrase twice, is used, and matches its own phrases."""

import re

import pytest

from tests.where import ROOT
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.terms import phrases
from wapentake.terms.phrases import DuplicatePhrase

FOLDER = ROOT / "src" / "wapentake" / "reading"
NAMES = sorted(path.stem for path in (FOLDER / "phrases").glob("*.toml"))
LISTS = [(name, key) for name in NAMES for key in load_phrases(name)]
SOURCES = "".join(path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py")))


def test_there_are_lists():
    assert {"amounts", "headings", "people", "tasks"} <= set(NAMES)


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_list_is_clean(name, key):
    found = load_phrases(name)[key]
    assert found
    assert [phrase for phrase in found if re.search(r"\s\s|[^\S ]", phrase)] == []
    assert [phrase for phrase in found if "’" in phrase] == [], "a straight apostrophe stands for both"


@pytest.mark.parametrize(("name", "key"), LISTS)
def test_list_matches_its_own_phrases(name, key):
    whole = re.compile(any_of(name, key))
    for phrase in load_phrases(name)[key]:
        assert whole.fullmatch(phrase)
        assert whole.fullmatch(phrase.replace(" ", " \n").replace("'", "’"))


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, key in LISTS if name != "amounts"])
def test_list_is_used(name, key):
    assert re.search(rf"[\"']{key}[\"']", SOURCES), f"nothing reads {key} of {name}.toml"


@pytest.fixture
def own_list(tmp_path, monkeypatch):
    """Write a word list of the test's own, in a folder of its own."""
    monkeypatch.setattr(phrases, "files", lambda _: tmp_path)
    load_phrases.cache_clear()
    any_of.cache_clear()

    def write(text: str) -> None:
        (tmp_path / "own.toml").write_text(text, "utf-8")

    yield write
    load_phrases.cache_clear()
    any_of.cache_clear()


@pytest.mark.parametrize("twice", ['["ask", "write", "ask"]', '["ask", "ASK"]', '["straße", "STRASSE"]'])
def test_phrase_that_stands_there_twice_is_refused(own_list, twice):
    own_list(f"tasks = {twice}\n")
    with pytest.raises(DuplicatePhrase, match=r"own\.toml, tasks: '\w+' stands there twice"):
        load_phrases("own")


def test_phrase_may_stand_in_two_lists(own_list):
    own_list('one = ["ask"]\ntwo = ["ask", "write"]\n')
    assert load_phrases("own") == {"one": ("ask",), "two": ("ask", "write")}


def test_longest_phrase_is_tried_first_and_marks_are_only_marks(own_list):
    own_list('one = ["ask", "ask for", "a.b (c)", "chair\'s"]\n')
    assert re.match(any_of("own", "one"), "ask  for it")[0] == "ask  for"
    assert re.fullmatch(any_of("own", "one"), "a.b (c)")
    assert not re.fullmatch(any_of("own", "one"), "axb (c)")
    assert re.fullmatch(any_of("own", "one"), "chair’s")


@pytest.mark.parametrize(
    ("words", "found"),
    [("asked for it", "asked for"), ("asked", "asked"), ("asks", "ask"), ("as", "as"), ("again", None), ("ASK", None)],
)
def test_phrases_that_begin_alike_are_told_apart(own_list, words, found):
    own_list('one = ["as", "asked for", "ask", "asked"]\n')
    match = re.match(any_of("own", "one"), words)
    assert (match and match[0]) == found
