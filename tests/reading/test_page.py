"""Opening a page of any kind, and refusing in plain words what is no page."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz.limits import limit_seconds
from tests.reading.office import make_docx, make_odt, make_zip
from wapentake.reading.document import Unreadable, clean_text
from wapentake.reading.page import LIMIT_BYTES, open_page

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
PARAGRAPH = "<w:p><w:r><w:t>Agreed</w:t></w:r></w:p>"

KINDS = [
    (b"<!DOCTYPE html><html><body><p>Agreed</p></body></html>", "", "text/html"),
    (b"\xef\xbb\xbf <div><p>Agreed</p></div>", "pasted", "text/html"),
    (b"<p>Agreed</p>", "minutes.txt", "text/html"),
    (b"Agreed <b>", "page.aspx", "text/html"),
    (b"---\ntitle: x\n---\nAgreed", "", "text/markdown"),
    (b"# Minutes\n\nAgreed", "", "text/markdown"),
    (b"<p>Agreed</p>", "minutes.md", "text/markdown"),
    (b"Agreed", "minutes.md", "text/markdown"),
    (b"# Minutes\n\nAgreed", "minutes.txt", "text/plain"),
    (b"*ACTIONS*:AL to write", "", "text/plain"),
    (b"Agreed", "", "text/plain"),
    (make_docx(PARAGRAPH), "wrong.txt", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (make_odt("<text:p>Agreed</text:p>"), "", "application/vnd.oasis.opendocument.text"),
]

REFUSED = [
    (b"", "empty"),
    (b"\xef\xbb\xbf\r\n ", "empty"),
    (b"\0" * 1000, "empty"),
    (OLD + "WordDocument".encode("utf-16-le"), "old Word file"),
    (OLD + "Workbook".encode("utf-16-le"), "old spreadsheet"),
    (OLD + "PowerPoint Document".encode("utf-16-le"), "old slide show"),
    (OLD + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    (OLD, "old Office file"),
    (b"{\\rtf1 Agreed}", "rich text"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    (b"\xff\xd8\xff\xe0" + b"\0" * 40, "picture"),
    (b"BM\x86\x00\x00\x00" + b"\0" * 40, "picture"),
    (b"\x1f\x8b\x08" + b"\0" * 40, "archive"),
    (make_zip({"a.txt": "x"}), "archive"),
    (make_zip({"xl/workbook.xml": "x"}), "spreadsheet"),
    (make_zip({"ppt/presentation.xml": "x"}), "slide show"),
    (b"PK\x03\x04" + b"x" * 100, "damaged"),
    (make_docx(PARAGRAPH)[:-30], "damaged"),
    (bytes(range(256)) * 20, "no document"),
    (b"From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", "web archive"),
]


@pytest.mark.parametrize(("data", "name", "kind"), KINDS)
def test_kind_is_known_by_content_and_then_by_name(data, name, kind):
    media_type, document = open_page(data, name)
    assert media_type == kind
    assert document.text


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_is_no_page_is_refused_in_plain_words(data, words):
    with pytest.raises(Unreadable, match=words) as refusal:
        open_page(data, "minutes.txt")
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_huge_file_is_refused_unseen():
    data = bytes(2 * LIMIT_BYTES)
    with limit_seconds(0.1), pytest.raises(Unreadable, match="larger than 100 MB"):
        open_page(data)


def test_minutes_in_capitals_that_begin_like_a_picture_are_text():
    assert open_page(b"BM to write to the Trust.")[1].text == "BM to write to the Trust.\n"


def test_text_needs_no_heavy_library():
    code = (
        "import sys; from wapentake.reading.page import open_page; open_page(b'Agreed', 'a.txt');"
        "open_page(b'# Agreed', 'a.md'); print(sorted({'lxml', 'selectolax', 'pypdfium2'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "[]"


ODD = ["a", " ", "*", "_", "`", "[", "<", "|", "#", "&", "\\", "1. ", "**a", "*a ", "[a](", "<b>", "| ", "\u202e", "Ã"]


@pytest.mark.parametrize(
    ("words", "name"),
    [*((words, "a.md") for words in ODD), ("a", "a.txt"), (" ", "a.txt"), ("a ", "a.html"), ("<", "a.html")],
)
def test_line_of_a_million_characters_takes_a_moment(words, name):
    data = (words * (1_000_000 // len(words))).encode()
    start = time.process_time()
    try:
        text = open_page(data, name)[1].text
    except Unreadable:
        text = ""
    assert time.process_time() - start < 5  # in well under a second on a quiet machine
    assert clean_text(text) == text


def test_shared_pages_can_all_be_opened_or_are_refused_clearly(shared):
    refused = []
    for path in sorted((shared / "evaluation").glob("*/*/*")):
        if path.suffix in (".md", ".odt", ".docx", ".doc", ".html"):
            try:
                document = open_page(path.read_bytes(), path.name)[1]
            except Unreadable as refusal:
                refused.append((path.suffix, "old Word file" in str(refusal)))
            else:
                assert document.text == clean_text(document.text)
                again = open_page(document.text.encode(), "again.txt")[1]
                assert again.text == document.text
    assert refused == [(".doc", True)] * 3
