"""The PDF, looked into by libraries that did not make it: structure, language, title, order of headings, every word."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from tests.reports.made import AGENDA
from tests.where import ROOT
from wapentake.kit.errors import Refused
from wapentake.reading import read
from wapentake.reports import pdf
from wapentake.reports.composing import Detail, paper_of_text
from wapentake.reports.papers import Corrected, Entry, Head, Paper, Part
from wapentake.reports.pdf import make_pdf

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HEAD = Head("minutes", "Harrowmere Community Safety Partnership", "2024-07-09", "10:00", "Corn Hall, Harrowmere")
EXAMPLES = sorted((ROOT / "examples/pages").iterdir())
HOSTILE = [
    "#set page(width: 1pt)", "$ x^2 $", "[brackets]", "back\\slash \\u{41}", "`code` ``` #import \"x\"",
    "*stars* _lines_",
    "<label> @ref // comment /* more */", "= Heading", "- item + item", "#sys.inputs #paper", "“quotes” 'and' \"more\"",
    "שלום עולם", "مرحبا", "£1,549.07 – 25%", "naïve Ŵŷ ½ é",
]  # fmt: skip


def paper_of(text: str, kind: str = "minutes") -> Paper:
    told = read(text, name="page.md").meeting
    head = Head(kind, told.body or "A partnership", told.date or "2024-07-09", told.time or "", told.venue or "")
    return paper_of_text(text, head)


def kinds_of(data: bytes) -> list[str]:
    """The kinds of the elements of the structure tree, in reading order."""
    found: list[str] = []
    with pikepdf.open(BytesIO(data)) as opened:
        stack = [opened.Root.StructTreeRoot]
        while stack:
            node = stack.pop()
            if not isinstance(node, pikepdf.Dictionary):
                continue
            if "/S" in node:
                found.append(str(node.S)[1:])
            below = node.get("/K")
            stack += reversed(list(below)) if isinstance(below, pikepdf.Array) else [below]
    return found


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def letters(text: str) -> str:
    """A text without what setting may change: spaces, line ends, hyphens at them."""
    return re.sub(r"[\s\u00ad\ufffe\u200e\u200f-]", "", text)


@pytest.mark.parametrize("kind", ["agenda", "draft", "minutes"])
def test_what_the_rules_of_accessible_pdf_ask_for(kind):
    data = make_pdf(paper_of_text(AGENDA, Head(kind, *("Harrowmere CSP", "2024-07-09", "10:00"))), at=AT)
    with pikepdf.open(BytesIO(data)) as opened:
        root = opened.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with opened.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert "Harrowmere CSP, 9 July 2024" in str(about["dc:title"])
        assert all("/Tabs" in page for page in opened.pages if "/Annots" in page)
    levels = [int(kind[1]) for kind in kinds_of(data) if re.fullmatch(r"H[1-6]", kind)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_draft_is_watermarked_and_says_so_in_words_once():
    drafted, plain = (make_pdf(paper_of(AGENDA, kind), at=AT) for kind in ("draft", "minutes"))
    assert "Draft: not yet confirmed as a true record" in text_of(drafted)
    assert "DRAFT" in text_of(drafted)
    assert "Draft" not in text_of(plain)
    with pikepdf.open(BytesIO(drafted)) as opened:
        stream = opened.pages[0].Contents.read_bytes()
    assert stream.count(b"/Artifact") >= 2  # the watermark and the foot are not read out


def test_tables_lists_and_notes_are_such():
    text = (
        "# A partnership\n\n## 1. Money\n\n| Source | Amount |\n| Council | £9 |\n| Police | £8 |\n\n"
        "- one\n- two\n  - below\n\n3. three\n4. four\n\nTo write to the landlords.\n\n|| GD / HT\n\n"
        "## 2. Lamps\n\nLit.\n"
    )
    data = make_pdf(paper_of(text), at=AT)
    kinds = kinds_of(data)
    counted = {kind: kinds.count(kind) for kind in ("Table", "THead", "TH", "L", "LI")}
    assert counted == {"Table": 2, "THead": 2, "TH": 4, "L": 3, "LI": 5}
    assert all(words in text_of(data) for words in ("GD, HT", "3.", "4.", "below"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_word_of_an_example_is_in_its_pdf(path):
    record = read(path)
    told = record.meeting
    head = Head("draft", told.body or "A partnership", told.date or "2024-01-01", told.time or "", told.venue or "")
    paper = paper_of_text(record.text, head)
    printed = letters(text_of(make_pdf(paper, at=AT)))
    for part in (*paper.parts, *(one for entry in paper.items for one in entry.parts)):
        for words in (part.lead, part.text if part.kind != "row" else "", *part.cells):
            assert letters(words) in printed
    for entry in paper.items:
        assert letters(entry.heading) in printed


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_commands_come_out_as_words(words):
    parts = (Part("paragraph", words), Part("item", words, marker="-"), Part("row", "", cells=(words, words)))
    entry = Entry("1", words, heading=words, parts=(*parts, Part("note", words)))
    data = make_pdf(Paper(Head("minutes", words, "2024-07-09", venue=words), items=(entry,)), at=AT)
    if words.isascii():
        assert letters(text_of(data)).count(letters(words)) >= 7
    assert kinds_of(data).count("H2") == 1


def test_letter_for_which_there_is_no_font_stands_there_as_its_number(monkeypatch):
    import typst

    monkeypatch.setattr(pdf, "_find_fonts", lambda: typst.Fonts(include_system_fonts=False))
    data = make_pdf(
        Paper(HEAD, items=(Entry("1", "x", heading="Lamps 😀", parts=(Part("paragraph", "日本"),)),)), at=AT
    )
    assert "[U+1F600]" in text_of(data)
    assert "[U+65E5][U+672C]" in letters(text_of(data))


def test_what_the_typesetter_refuses_is_told_in_plain_words(monkeypatch):
    import typst

    def refuse(words: str, at: datetime) -> bytes:
        raise typst.TypstError("PDF/UA-1 error: missing alt text", "")

    monkeypatch.setattr(pdf, "_compile", refuse)
    with pytest.raises(Refused, match="What was published is safe"):
        make_pdf(Paper(HEAD), at=AT)


def test_same_paper_gives_the_same_bytes():
    assert make_pdf(paper_of(AGENDA), at=AT) == make_pdf(paper_of(AGENDA), at=AT)


def test_exempt_items_urgent_ones_papers_and_corrections_are_told():
    details = [Detail("3", "A family in need", paragraph="2", public_interest="A family would be known."),
               Detail("1", "Apologies", purpose="information", urgent_because="It cannot wait.")]  # fmt: skip
    wrong = [Corrected("new lamps", "six new lamps", "Lighting in Tallow Lane", "the meeting of 1 May 2025")]
    text = letters(
        text_of(
            make_pdf(paper_of_text(AGENDA, replace(HEAD, kind="agenda"), details=details, corrections=wrong), at=AT)
        )
    )
    for words in ("exempt under paragraph 2", "A family would be known.", "It cannot wait.", "For information",
                  "for “new lamps” read “six new lamps”. Agreed at the meeting of 1 May 2025."):  # fmt: skip
        assert letters(words) in text
    assert letters("is named in it") not in text
