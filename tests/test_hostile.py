"""Bad, hostile and empty input of every kind: nothing raises or takes long, and a refusal says what to do."""

import json
import subprocess
import sys

import pytest

from tests.fuzz.limits import assert_grows_evenly, limit_seconds
from tests.fuzz.lines import IN_LINES, MILLION, REPEATED, make_text
from tests.fuzz.make import BENT, MINUTES, OPENED, REFUSED, SMALL
from wapentake.reading import read

COMMAND = [sys.executable, "-c", "from wapentake.cli import main; main()", "read"]
HANGS = 60  # seconds; a figure of speed belongs into the bench, and this only ends what never would
INVISIBLE = {"\u202a", "\u202e", "\u2066", "\u2067", "\u200f", "\u200b", "\ufeff", "\0", "\r", "\u2028", "\x07"}


def run(*words, cwd):
    return subprocess.run([*COMMAND, *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=10 * HANGS)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_says_what_to_do(name):
    maker, words = REFUSED[name]
    data = maker()
    with limit_seconds(HANGS):
        record = read(data, name=name)
    assert words in record.unreadable
    assert record.unreadable.endswith((".", "?"))
    assert record.unreadable.count(". ") >= 1, "one sentence on what is wrong, one on what to do"
    assert "\n" not in record.unreadable
    assert [(found.code, found.severity) for found in record.findings] == [("cannot-open", "error")]
    assert (record.text, record.actions, record.doubtful) == ("", (), True)


@pytest.mark.parametrize("name", OPENED)
def test_what_can_be_opened_gives_a_record(name):
    data = OPENED[name]()
    with limit_seconds(HANGS):
        record = read(data, name=name)
    assert record.unreadable is None
    assert {mark for mark in INVISIBLE if mark in record.text} == set()
    if not data.startswith(b"PK"):
        assert len(record.text) <= 3 * len(data) + 100


@pytest.mark.parametrize("name", BENT)
def test_what_is_damaged_at_random_never_raises(name):
    data = BENT[name]()
    with limit_seconds(HANGS):
        assert read(data, name=name).source.name == name


@pytest.mark.parametrize(
    "name", ["scanned.pdf", "blank.pdf", "nothing.html", "empty.docx", "empty.odt", "one-letter.txt"]
)
def test_page_that_says_little_gives_a_finding(name):
    record = read(OPENED[name](), name=name)
    codes = {found.code for found in record.findings}
    assert codes & ({"scanned-page"} if name == "scanned.pdf" else {"scanned-page", "not-minutes"})


@pytest.mark.parametrize(
    "name", ["half-utf-8.txt", "windows.txt", "control.txt", "invisible.md", "line-marks.txt", "fence.md"]
)
def test_odd_characters_lose_no_action(name):
    record = read(OPENED[name](), name=name)
    assert [(action.owners, action.due.date) for action in record.actions if action.marked] == [(("BR",), "2018-06-02")]


def test_encoding_changes_nothing():
    wanted = read(MINUTES.encode(), name="quay.txt").text
    assert "£1,549.07" in wanted
    for name in (
        "utf-16.txt",
        "utf-16-be.txt",
        "dos.txt",
        "old-mac.txt",
        "right-to-left.txt",
        "invisible.txt",
        "said-twice.txt",
    ):
        assert read(OPENED[name](), name=name).text == wanted, name


def test_no_file_is_read_from_outside():
    assert "root:" not in read(OPENED["outside.docx"](), name="outside.docx").text


def test_half_a_surrogate_pair_in_pasted_text_is_borne():
    record = read("KL to ask \ud800 for £40\n")
    assert json.loads(record.to_json())["text"] == record.text


@pytest.mark.parametrize("kind", MILLION)
def test_line_of_a_million_characters_takes_no_time(kind):
    pages = {size: make_text(REPEATED[kind], size).encode() for size in (250_000, 1_000_000)}
    assert_grows_evenly(lambda size: read(pages[size], name="long.txt"), 250_000, most=6, seconds=HANGS)


@pytest.mark.parametrize("kind", [kind for kind in REPEATED if kind not in MILLION])
def test_time_grows_evenly_with_a_line(kind):
    pages = {size: make_text(REPEATED[kind], size).encode() for size in (40_000, 160_000)}
    assert_grows_evenly(lambda size: read(pages[size], name="long.txt"), 40_000, most=7, seconds=HANGS)


@pytest.mark.parametrize("kind", IN_LINES)
def test_time_grows_evenly_with_the_lines(kind):
    pages = {size: make_text(IN_LINES[kind], size).encode() for size in (15_000, 60_000)}
    assert_grows_evenly(lambda size: read(pages[size], name="long.txt"), 15_000, most=7, seconds=HANGS)


@pytest.mark.parametrize(
    "kind", ["stars", "square brackets", "angles", "open tags", "bars apart", "underlines", "tags", "ampersands"]
)
@pytest.mark.parametrize("name", ["long.md", "long.html"])
def test_long_line_of_marks_takes_no_time(name, kind):
    pages = {size: f"<p># a</p>{REPEATED[kind] * (size // len(REPEATED[kind]))}".encode() for size in (40_000, 160_000)}
    assert_grows_evenly(lambda size: read(pages[size], name=name), 40_000, most=7, seconds=HANGS)


def test_command_reads_the_good_and_tells_of_the_bad(tmp_path):
    for name, maker in SMALL.items():
        (tmp_path / name).write_bytes(maker())
    done = run(".", "--out", "records", "--full-names", "--workers", "2", "--timeout", str(HANGS), cwd=tmp_path)
    told = dict(line.split(": ", 1) for line in done.stderr.splitlines()[:-1])
    assert done.returncode == 1
    assert done.stdout == ""
    assert {name for name, (_, words) in REFUSED.items() if words not in told.get(name, "?")} == set()
    assert {name: told[name] for name in OPENED if name in told} == {}
    assert {name: words for name, words in told.items() if "crash" in words or "failed on" in words} == {}
    written = {path.name.removesuffix(".json") for path in (tmp_path / "records").iterdir()}
    assert written == SMALL.keys() - told.keys()
    assert done.stderr.splitlines()[-1].startswith(f"{len(written)} read, ")
    assert done.stderr.splitlines()[-1].endswith(f"{len(told)} failed.")


def test_large_file_is_refused_while_others_go_on(tmp_path):
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(200 * 2**20)
    (tmp_path / "quay.txt").write_text(MINUTES, "utf-8")
    done = run("large.txt", "quay.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["source"]["name"] == "quay.txt"
    assert done.stderr.splitlines()[0].startswith("large.txt: The file is larger than 100 MB")
    with limit_seconds(HANGS):
        assert "larger than 100 MB" in read(tmp_path / "large.txt").unreadable
