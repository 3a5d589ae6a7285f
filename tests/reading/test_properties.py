"""What holds of every page: words lie where their spans say, and what does not matter changes nothing."""

import random
import re
from collections import Counter
from datetime import date
from string import ascii_letters

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.golden import list_pages
from tests.labelled.sets import find_sets
from tests.reading.made_pages import pages
from wapentake.reading import Record, read
from wapentake.reading.document import clean_text
from wapentake.reading.jobs import Job
from wapentake.reading.workers import read_files

NAMES = st.sampled_from(["page.txt", "page.md", "page.html", "page.pdf", "page.docx", "page", "pasted text"])
# Without the letters that begin what looks like text decoded twice, which is mended at random here: "Å¦" is "Ŧ".
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(0xC0, 0xF5))))
ANYTHING = st.text(LETTERS)
TEXTS = st.one_of(pages, ANYTHING, st.text(alphabet="#*|-1.()a \n\tKLto£5&<>[]_`~>:;,’é\u0301"))
PAGES = [page for page in list_pages().values() if page.suffix in (".txt", ".md")]
OTHERS = [page for page in list_pages().values() if page.suffix not in (".txt", ".md")]
WORDED = {
    "actions": ("text",),
    "decisions": ("text", "condition"),
    "items": ("title",),
    "attendance": ("name",),
    "deferrals": ("what", "until", "because"),
    "documents": ("title",),
}
AGREED = "It was agreed that the bid would be supported."
house = settings(max_examples=100)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def tell(record: Record) -> dict:
    """The record but for where it came from."""
    return {key: value for key, value in record.to_dict().items() if key != "source"}


def assert_held(record: Record) -> None:
    """Fail where a span lies outside the text, or does not hold the words of its statement."""
    text = record.text
    told = record.to_dict()
    for kind in (
        "attendance",
        "items",
        "actions",
        "decisions",
        "amounts",
        "dates",
        "figures",
        "deferrals",
        "documents",
    ):
        for statement in told[kind]:
            start, end = statement["span"]
            assert 0 <= start < end <= len(text), (kind, statement)
            passage = text[start:end]
            if kind == "deferrals":  # "it was deferred" takes what from its item
                passage += f" {record.items[statement['item']].title}" if statement["item"] is not None else ""
            for key in WORDED.get(kind, ()):
                assert words_of(statement[key] or "") - words_of(passage) == Counter(), (kind, statement, passage)
            assert statement.get("item") is None or 0 <= statement["item"] < len(record.items), (kind, statement)
            assert statement["certain"] or statement["reason"], (kind, statement)
    for found in record.findings:
        assert all(0 <= start < end <= len(text) for start, end in found.spans), found


def assert_sound(record: Record) -> None:
    """Fail where dates are none, a date or sum is not where its span says, or items are out of order."""
    assert_held(record)
    for day in record.dates:
        assert record.text[slice(*day.span)].split() == day.text.split()
        date.fromisoformat(day.date if len(day.date) == 10 else f"{day.date}-01")
    for task in record.actions:
        assert task.text.strip() == task.text != ""
        if task.due and task.due.date:
            date.fromisoformat(task.due.date if len(task.due.date) == 10 else f"{task.due.date}-01")
    for one in record.amounts:
        passage = record.text[slice(*one.span)]
        assert re.sub(r"\D", "", passage) or "pounds" in passage
    starts = [item.span[0] for item in record.items]
    assert starts == sorted(starts)
    for item, ends in zip(record.items, [*starts[1:], len(record.text)], strict=False):
        assert item.body_span[0] <= item.span[0] < item.span[1] <= item.body_span[1] <= ends


@house
@given(TEXTS, NAMES)
@example("AL offered to help.\n\n|  |\n| AL |", "page.txt")
@example(f"{AGREED}\n\nIt   has   wide   gaps\tand tabs\n\n{AGREED}\n\nApologies for absence\n\n{AGREED}", "a.txt")
@example("***\n\n|| AL", "page.txt")
@example("---\n\n|| AL", "page.txt")
@example("Present:\nAnn Low\n\n+ ask for a quote\n+ ask for a quote\no  ask for a quote\n\nIt was agreed.", "page.txt")
def test_spans_lie_inside_the_text_and_hold_the_words(text, name):
    assert_sound(read(text, name=name))


@pytest.mark.parametrize("path", [*PAGES, *OTHERS], ids=lambda path: path.name)
def test_spans_of_pages_hold_the_words(path):
    assert_sound(read(path))


def test_spans_of_the_shared_documents_hold_the_words(shared):
    for name in ("seeds", "dev", "real"):
        for path in find_sets(shared)[name].documents.values():
            assert_sound(read(path))


@house
@given(TEXTS, st.sampled_from(["page.txt", "page.md"]))
def test_canonical_text_read_again_gives_the_same_statements(text, name):
    record = read(text, name=name)
    if not record.unreadable and record.text:
        assert tell(read(record.text, name=name)) == tell(record)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_canonical_text_of_pages_read_again_gives_the_same_statements(path):
    record = read(path)
    assert tell(read(record.text, name=path.name)) == tell(record)


def test_canonical_text_of_shared_pages_read_again_gives_the_same_statements(shared):
    for name in ("seeds", "dev", "real"):
        for path in find_sets(shared)[name].documents.values():
            if path.suffix in (".txt", ".md"):
                record = read(path)
                assert tell(read(record.text, name=path.name)) == tell(record), path.name


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_canonical_text_of_other_formats_is_markdown(path):
    record = read(path)
    again = read(record.text, name="again.md")
    assert tell(again) | {"pages": None, "findings": None} == tell(record) | {"pages": None, "findings": None}


@house
@given(
    pages, st.sampled_from(["page.txt", "page.md"]), st.sampled_from(["", "\n", "\n\n\n", " \n\t\n", "\r\n"]), st.data()
)
def test_blank_lines_at_the_ends_and_a_byte_order_mark_change_nothing(text, name, before, data):
    after = data.draw(st.sampled_from(["", "\n", "\n\n  \n"]))
    wanted = tell(read(text.strip("\n"), name=name))
    assert tell(read(before + text.strip("\n") + after, name=name)) == wanted
    assert tell(read(b"\xef\xbb\xbf" + text.strip("\n").encode(), name=name)) == wanted


@house
@given(pages, st.sampled_from(["page.txt", "page.md"]), st.sampled_from(["\r\n", "\r"]))
def test_kind_of_line_end_changes_nothing(text, name, end):
    assert tell(read(text.replace("\n", end), name=name)) == tell(read(text, name=name))


@house
@given(TEXTS, NAMES)
def test_same_bytes_give_the_same_json(text, name):
    assert read(text, name=name).to_json() == read(text.encode("utf-8", "surrogatepass"), name=name).to_json()


@house
@given(TEXTS)
def test_cleaning_clean_text_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once


@house
@given(TEXTS)
def test_plain_text_is_its_own_canonical_text_once_cleaned(text):
    record = read(text, name="page.txt")
    assert record.unreadable or record.text == clean_text(text) or record.source.media_type != "text/plain"


@settings(max_examples=300)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# ", b"---\n"]),
    NAMES,
)
@example(b"", b"", "page")
@example(b"\0" * 64, b"\xff\xfe", "page.txt")
def test_no_bytes_raise(rest, start, name):
    record = read(start + rest, name=name)
    assert_held(record)
    assert Record.from_dict(record.to_dict()) == record


@settings(max_examples=4)
@given(st.lists(pages, min_size=4, max_size=8), st.randoms(use_true_random=False))
def test_order_of_the_files_of_a_batch_changes_no_record(tmp_path_factory, texts, chance: random.Random):
    folder = tmp_path_factory.mktemp("batch")
    jobs = []
    for letter, text in zip(ascii_letters, texts, strict=False):
        jobs.append(Job(folder / f"{letter}.txt"))
        jobs[-1].path.write_text(text, "utf-8")
    told = {outcome.path: outcome for outcome in read_files(jobs, workers=2)}
    chance.shuffle(jobs)
    assert {outcome.path: outcome for outcome in read_files(jobs, workers=1)} == told
    for path, outcome in told.items():
        record = read(path)
        assert (outcome.record, outcome.trouble) == (
            (None, record.unreadable) if record.unreadable else (record.to_json(), None)
        )
