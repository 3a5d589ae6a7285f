"""The Word file: what it says of itself, and that its lists, tables and headings are such. See also test_round_trip."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn

from tests.reports.made import AGENDA
from tests.reports.test_pdf import HOSTILE
from wapentake.reading import read
from wapentake.reports.composing import paper_of_text
from wapentake.reports.docx import make_docx
from wapentake.reports.papers import Entry, Head, Paper, Part

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HEAD = Head("draft", "Harrowmere Community Safety Partnership", "2024-07-09", "10:00")


def open_docx(data: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(data))


def test_title_language_and_draft_line():
    document = open_docx(make_docx(paper_of_text(AGENDA, HEAD), at=AT))
    about = document.core_properties
    assert about.title == "Draft minutes of the meeting, Harrowmere Community Safety Partnership, 9 July 2024"
    assert about.language == "en-GB"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.paragraphs[0].text == "Draft: not yet confirmed as a true record"
    assert document.sections[0].header.paragraphs[0].text == document.paragraphs[0].text


def test_headings_go_down_by_one():
    document = open_docx(make_docx(paper_of_text(AGENDA, HEAD), at=AT))
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert levels == [1, 2, 2, 2]


def test_lists_count_from_where_they_begin_and_tables_have_heads():
    parts = (
        Part("item", "three", marker="3."), Part("item", "four", marker="4."),
        Part("item", "below", marker="a.", level=1),
        Part("paragraph", "Between."), Part("item", "one", marker="1."), Part("item", "a point", marker="-"),
        Part("row", "", cells=("Source", "Amount")), Part("row", "", cells=("Council", "£9"), joined=True),
    )  # fmt: skip
    data = make_docx(Paper(HEAD, items=(Entry("1", "Money", heading="1. Money", parts=parts),)), at=AT)
    text = read(data, name="a.docx").text
    assert "3. three\n4. four\n  a. below" in text
    assert "1. one" in text
    assert "- a point" in text
    assert "| Source | Amount |\n| Council | £9 |" in text
    table = open_docx(data).tables[0]
    assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None


def test_odd_letters_come_out_as_they_are():
    parts = tuple(Part("paragraph", words) for words in [*HOSTILE, "😀 日本", "bell \x07 rings"])
    data = make_docx(Paper(HEAD, items=(Entry("1", "Odd", heading="1. Odd", parts=parts),)), at=AT)
    said = [one.text for one in open_docx(data).paragraphs]
    assert all(words in said for words in [*HOSTILE, "😀 日本", "bell  rings"])


def test_same_paper_gives_the_same_bytes():
    assert make_docx(paper_of_text(AGENDA, HEAD), at=AT) == make_docx(paper_of_text(AGENDA, HEAD), at=AT)
