"""Small files, small functions, small rooms, and names that say something."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.where import ROOT, list_files

FILE_LINES = 300
FUNCTION_LINES = 50
ROOM_LINES = 1500
EMPTY_NAMES = {"utils", "helpers", "common", "manager", "service", "data", "misc"}

# Rooms over the limit: each with the answer to "is this two rooms?".
LARGE_ROOMS = {
    "chasing": "a question and its answer: what is planned is what a link shows, and what an answer stops",
    "letters": "an answer is known by the letter that it answers, and a letter by the link in it: one exchange",
    "extracts": "one way from a cell to its entry; what reads bytes and cells is pure and apart, in sheets and rules",
    "desk": "the screens on which several rooms meet; each is a file of its own, and none knows another",
    "actions": "one promise from its words to its end; lead, state, due and each body's own are columns of one row",
    "agendas": "what was put off, the agenda it comes on and the papers there are one way; papers hang from items",
    "reading": "one subject, page to record; the linter holds its formats, stages and kinds of statement apart",
    "intake": "one way from a page to the registers; deciding, undoing and striking out share its locks and states",
    "bids": "one row from its first line to its last report; marks, decision and money are steps of that row",
    "money": "one journal: funds, entries, commitments and the year's end are read together to say what is free",
    "plans": "one row from the planning event to its end: how it stands needs its updates, measures and milestones",
    "returns": "one return from the first question to its frozen copy; the spreadsheets in it know nothing of the rest",
    "meetings": "a meeting is one row, planned in the calendar or known from a page; both halves are about that row",
    "minutes": "one text from roll to signature: what is typed, merged and settled is composed and read again as one",
    "reports": "one paper, looked at in many ways: each way is one small file, and none knows another",
    "sources": "pages, passages and findings hang together by their spans; search reads what they write",
}

SOURCES = list_files("*.py")
ROOMS = ROOT / "src" / "wapentake"


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name_source(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_functions(path: Path) -> Iterator[tuple[str, int]]:
    """Give the name and the lines of each function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_source(path)} {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_files_are_small():
    lengths = {name_source(path): count_lines(path) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_functions_are_small():
    lengths = [one for path in SOURCES for one in list_functions(path)]
    assert [(name, lines) for name, lines in lengths if lines > FUNCTION_LINES] == []


def test_rooms_are_small_or_give_their_reason():
    lines: Counter[str] = Counter()
    for path in SOURCES:
        if path.is_relative_to(ROOMS) and path.parent != ROOMS and "migrations" not in path.parts:
            lines[path.relative_to(ROOMS).parts[0]] += count_lines(path)
    assert {room: count for room, count in lines.items() if count > ROOM_LINES and room not in LARGE_ROOMS} == {}


def test_names_say_what_is_inside():
    names = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & EMPTY_NAMES == set()
