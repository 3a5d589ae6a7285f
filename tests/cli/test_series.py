"""`wapentake series`: pages and records of one body, read together."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wapentake.cli import main
from wapentake.reading import read, read_series
from wapentake.reading.explain import explain_series


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    for day in (8, 12):
        words = (
            f"Quay Safety Group\n\nMinutes of the meeting held on {day} May 2018\n\n1. Lights\n\nThey cost £{day}.\n"
        )
        Path(f"pages/{day}.txt").write_text(words, encoding="utf-8")
    return Path("pages")


def run(*words):
    return CliRunner().invoke(main, ["series", *map(str, words)])


def read_all(folder):
    return read_series([read(path) for path in sorted(folder.iterdir())])


def test_text_tells_the_series(pages):
    result = run(pages)
    assert (result.exit_code, result.stderr) == (0, "2 read, 0 of them doubtful; 0 failed.\n")
    assert result.stdout == explain_series(read_all(pages))


def test_json_is_the_series(pages):
    assert json.loads(run(pages, "--format", "json").stdout) == read_all(pages).to_dict()


def test_records_stand_for_their_pages(pages):
    CliRunner().invoke(main, ["read", str(pages), "--out", "records"])
    assert run("records").stdout == run(pages).stdout


def test_record_counts_once_with_its_page(pages):
    CliRunner().invoke(main, ["read", str(pages), "--out", str(pages)])
    (pages / "fetch.json").write_text("{}", encoding="utf-8")
    result = run(pages)
    assert result.exit_code == 0
    assert "2 pages" in result.stdout


def test_records_and_series_go_to_the_folder(pages):
    result = run(pages, "--out", "records", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in Path("records").iterdir()) == ["12.json", "8.json", "series.json"]
    assert Path("records/8.json").read_text(encoding="utf-8") == read(pages / "8.txt").to_json()
    assert json.loads(Path("records/series.json").read_bytes()) == read_all(pages).to_dict()
    assert run("records").exit_code == 0


def test_words_go_to_the_folder(pages):
    text = run(pages).stdout
    run(pages, "--out", "told")
    assert sorted(path.name for path in Path("told").iterdir()) == ["12.txt", "8.txt", "series.txt"]
    assert Path("told/series.txt").read_text(encoding="utf-8") == text


def test_page_called_series_is_told(pages):
    (pages / "8.txt").rename(pages / "series.txt")
    result = run(pages, "--out", "records", "--format", "json")
    assert result.exit_code == 2
    assert "series.json" in result.stderr
    assert not Path("records").exists()


def test_page_is_never_written_over(pages):
    result = run(pages, "--out", pages)
    assert result.exit_code == 2
    assert "would be written over" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"schema": 2}',
        '{"schema": 1}',
        '{"schema": 1, "source": 3, "reader": "1"}',
        "[" * 10**5,
    ],
)
def test_other_json_is_told(pages, words):
    Path("other.json").write_text(words, encoding="utf-8")
    result = run(pages, "other.json")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("other.json: This is no record")
    assert "2 pages" in result.stdout


def test_missing_file_is_told_and_nothing_is_printed():
    result = run("gone.txt", "gone.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(":")[0] for line in result.stderr.splitlines()][:2] == ["gone.json", "gone.txt"]


def test_order_of_words_changes_nothing(pages):
    one, other = sorted(pages.iterdir())
    assert run(one, other).stdout == run(other, one, "--workers", "1").stdout
