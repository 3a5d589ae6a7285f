"""`wapentake read`: what it reads, where it writes, and what it says when something is wrong."""

import json
import os
import subprocess
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from wapentake.cli import main
from wapentake.reading import read
from wapentake.reading.workers import read_files

COMMAND = [sys.executable, "-c", "from wapentake.cli import main; main()"]
COMMAND_MODULE = import_module("wapentake.cli.read")
PAGE = "Quay Safety Group\n\nMinutes of the meeting held on 8 May 2018\n\n1. Lights\n\nThe lights cost £40.\n"


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A folder with three pages, one of them further down, and what is to be left out."""
    monkeypatch.chdir(tmp_path)
    for name in ("pages/b.txt", "pages/a.md", "pages/old/c.txt", "pages/.hidden", "pages/.git/d.txt", "pages/a.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{PAGE}\nFile {path.stem}.\n", encoding="utf-8")
    return Path("pages")


@pytest.fixture
def obeying(monkeypatch):
    """Let the command's workers do what the names of the files say."""
    monkeypatch.setattr(COMMAND_MODULE, "read_files", partial(read_files, reader="tests.reading.odd_readers:obey_name"))


def run(*words, **options):
    return CliRunner().invoke(main, ["read", *map(str, words)], **options)


def names_in(lines):
    return [json.loads(line)["source"]["name"] for line in lines.splitlines()]


def test_one_file_gives_its_record(pages):
    result = run(pages / "b.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == read(pages / "b.txt").to_json()


def test_folder_gives_a_record_a_line_and_the_count(pages):
    result = run(pages)
    assert names_in(result.stdout) == ["a.md", "b.txt", "c.txt"]
    assert (result.exit_code, result.stderr) == (0, "3 read, 0 of them doubtful; 0 failed.\n")


def test_folder_with_one_file_gives_a_line_too(pages):
    assert names_in(run(pages / "old").stdout) == ["c.txt"]


def test_file_named_twice_is_read_once(pages):
    assert names_in(run(pages / "b.txt", pages, pages / "b.txt", Path.cwd() / pages).stdout) == [
        "a.md",
        "b.txt",
        "c.txt",
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_order_of_words_and_number_of_workers_change_nothing(pages, workers):
    wanted = run(pages / "a.md", pages / "b.txt", pages / "old").stdout
    assert run(pages / "old", pages / "b.txt", pages / "a.md", "--workers", workers).stdout == wanted


def test_text_is_for_people(pages):
    one, many = run(pages / "b.txt", "--format", "text"), run(pages, "--format", "text")
    assert "From b.txt" in one.stdout
    assert many.stdout.count("=" * 100) == 2
    assert one.stdout in many.stdout


def test_records_go_to_the_folder(pages):
    result = run(pages, "--out", "records/deep")
    assert (result.exit_code, result.stdout) == (0, "")
    written = sorted(path.name for path in Path("records/deep").iterdir())
    assert written == ["a.json", "b.json", "c.json"]
    assert Path("records/deep/b.json").read_text(encoding="utf-8") == read(pages / "b.txt").to_json()


def test_full_names_keep_the_extension(pages):
    run(pages, "--out", "records", "--full-names")
    assert sorted(path.name for path in Path("records").iterdir()) == ["a.md.json", "b.txt.json", "c.txt.json"]


def test_only_the_last_extension_goes(pages):
    (pages / "b.txt").rename("minutes 12.6.2017.txt")
    run("minutes 12.6.2017.txt", "--out", "records")
    assert [path.name for path in Path("records").iterdir()] == ["minutes 12.6.2017.json"]


def test_text_goes_to_txt_files(pages):
    run(pages / "a.md", "--out", "told", "--format", "text")
    assert Path("told/a.txt").read_text(encoding="utf-8") == run(pages / "a.md", "--format", "text").stdout


def test_name_clash_is_told_before_anything_is_written(pages):
    (pages / "a.md").rename(pages / "b.md")
    result = run(pages, "--out", "records")
    assert result.exit_code == 2
    assert "b.json: pages/b.md, pages/b.txt" in result.stderr
    assert "--full-names" in result.stderr
    assert not Path("records").exists()
    assert run(pages, "--out", "records", "--full-names").exit_code == 0


def test_full_names_can_clash_too(pages):
    (pages / "old/c.txt").rename(pages / "old/b.txt")
    result = run(pages, "--out", "records", "--full-names")
    assert result.exit_code == 2
    assert "b.txt.json: pages/b.txt, pages/old/b.txt" in result.stderr
    assert "Use --full-names" not in result.stderr


def test_page_is_never_written_over(pages):
    before = (pages / "b.txt").read_bytes()
    result = run(pages / "b.txt", "--out", pages, "--format", "text")
    assert result.exit_code == 2
    assert "would be written over" in result.stderr
    assert (pages / "b.txt").read_bytes() == before


def test_records_beside_their_pages_are_not_read_as_pages(pages):
    assert run(pages, "--out", pages).exit_code == 0
    assert run(pages, "--out", pages).stderr == "3 read, 0 of them doubtful; 0 failed.\n"


def test_standard_input_is_read(pages):
    result = run("-", input=PAGE.encode("cp1252"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == read(PAGE).text
    assert json.loads(result.stdout)["source"]["name"] == "stdin"


def test_standard_input_stands_first_among_files(pages):
    assert names_in(run(pages, "-", input=PAGE).stdout) == ["stdin", "a.md", "b.txt", "c.txt"]


def test_standard_input_can_go_to_the_folder(pages):
    run("-", "--out", "records", input=PAGE)
    assert [path.name for path in Path("records").iterdir()] == ["stdin.json"]


def test_trouble_with_standard_input_is_told_by_its_name(pages):
    result = run("-", input=b"")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("standard input: ")


def test_standard_input_over_the_limit_is_not_taken_in(monkeypatch, pages):
    monkeypatch.setattr(COMMAND_MODULE, "LIMIT_BYTES", 10)
    assert json.loads(run("-", input="word " * 1000).stdout)["text"] == "word word w\n"


def test_missing_file_costs_itself_alone(pages):
    result = run("gone.txt", pages)
    assert result.exit_code == 1
    assert len(names_in(result.stdout)) == 3
    assert result.stderr.splitlines() == [
        "gone.txt: There is no such file or folder. Check the name.",
        "3 read, 0 of them doubtful; 1 failed.",
    ]


def test_empty_folder_is_told(pages):
    Path("empty/.git").mkdir(parents=True)
    result = run("empty")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "empty: There is nothing to read in this folder. Check the name.\n"


@pytest.mark.parametrize("out", ["pages/b.txt", "pages/b.txt/below"])
def test_out_that_is_a_file_is_told(pages, out):
    result = run(pages / "a.md", "--out", out)
    assert result.exit_code == 2
    assert "is a file" in result.stderr


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="this user may read everything")
def test_what_may_not_be_read_is_told(pages):
    (pages / "b.txt").chmod(0)
    (pages / "old").chmod(0)
    result = run(pages)
    (pages / "old").chmod(0o755)
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()[:2]] == ["pages/old", "pages/b.txt"]


def test_nothing_named_is_a_wrong_use():
    result = run()
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


def test_crash_hang_and_refusal_cost_one_file_each(obeying, tmp_path):
    for name in ("good", "crash-1", "doubtful-1", "hang-1", "refused-1", "raise-1", "slow-1"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    result = run(tmp_path, "--workers", "2", "--timeout", "4", "--out", tmp_path / "records")
    assert result.exit_code == 1
    *failures, count = result.stderr.splitlines()
    assert [Path(line.split(":")[0]).name for line in failures] == ["crash-1", "hang-1", "raise-1", "refused-1"]
    assert count == "3 read, 1 of them doubtful; 4 failed."
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == [
        "doubtful-1.json",
        "good.json",
        "slow-1.json",
    ]


def test_failure_stays_on_one_line(obeying, tmp_path):
    (tmp_path / "refused-\nname").write_text("words", encoding="utf-8")
    assert run(tmp_path / "refused-\nname").stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="such names are for Linux")
def test_name_that_is_no_text_is_read(tmp_path):
    path = tmp_path / os.fsdecode(b"minutes-\xff.txt")
    path.write_text(PAGE, encoding="utf-8")
    result = run(path, "--out", tmp_path / "records")
    assert result.exit_code == 0
    (written,) = (tmp_path / "records").iterdir()
    assert json.loads(written.read_bytes())["source"]["name"] == "minutes-?.txt"


def test_closed_pipe_is_quiet(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(PAGE + "words " * 20_000, encoding="utf-8")
    with subprocess.Popen([*COMMAND, "read", tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_reading_loads_nothing_for_the_network(pages):
    script = "import sys; from wapentake.cli import main; main(sys.argv[1:], standalone_mode=False)"
    check = f"import sys\ntry:\n    {script}\nexcept SystemExit:\n    sys.exit('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check, "read", pages / "b.txt"], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout


@pytest.mark.parametrize("words", [["--help"], ["read", "--help"], ["series", "-h"]])
def test_help_has_examples(words):
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout


def test_unknown_command_is_told():
    result = CliRunner().invoke(main, ["write"])
    assert result.exit_code == 2
    assert "No such command" in result.stderr
