"""PDF: whole files. Pages that join, heads and feet that go, files that cannot be read, and the shared documents."""

import contextlib
import io
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.reading.drawn_pdf import BOLD, LEFT, Paper
from wapentake.reading.document import Document, Unreadable, clean_text
from wapentake.reading.pdf import MOST_PAGES, read_pdf

NOISE = "Calls about noise had fallen since the spring, and the wardens were thanked for their patient work."
LAMPS = "The lamps on Mill Lane are still dark. Jo Lane agreed to write to the depot and to ask for a date."
SHARED = ("evaluation/dev/documents/*.pdf", "evaluation/unlabelled/*/*.pdf")


def make_paper(pages: int = 1) -> Paper:
    """A paper of pages with a running head and foot."""
    paper = Paper()
    for number in range(1, pages + 1):
        paper.put(LEFT, "OFFICIAL", up=34, size=8)
        paper.put(LEFT, "Mill Lane Safety Group", BOLD, up=20)
        paper.canvas.drawString(LEFT, 40, f"Page {number} of {pages}")
        paper.block(f"Part {number} of the report. {NOISE}")
        if number < pages:
            paper.next_page()
    return paper


def save_pdf(document: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, **options)
    return buffer.getvalue()


def make_blank(pages: int) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    return save_pdf(document)


# Pages


def test_running_heads_and_feet_go_and_the_title_stays_once():
    text = read_pdf(make_paper(3).data()).text
    assert text.startswith("**Mill Lane Safety Group**\n\nPart 1")
    assert text.count("Mill Lane Safety Group") == 1
    assert text.count("of the report") == 3
    assert "OFFICIAL" not in text
    assert "Page" not in text


def test_paragraph_goes_on_over_a_page():
    paper = Paper()
    paper.block(LAMPS + " " + NOISE.removesuffix("patient work."))
    paper.next_page()
    paper.line((LEFT, "patient work."))
    paper.block("1. Bins", font=BOLD)
    document = read_pdf(paper.data())
    assert document.text == f"{LAMPS} {NOISE}\n\n1. **Bins**\n"
    assert document.pages == (0, document.text.index("patient"))


def test_pages_begin_where_their_first_block_begins():
    paper = Paper()
    paper.block(NOISE)
    paper.next_page()
    paper.next_page()
    paper.bullet(LAMPS, lead="Lamps")
    document = read_pdf(paper.data())
    place = document.text.index("- **Lamps**")
    assert document.pages == (0, place, place)


def test_footnotes_stand_at_the_end():
    paper = Paper()
    at = paper.put(LEFT, "The grant is small.")
    paper.put(at, "1", up=4, size=7)
    paper.space()
    paper.y = 60
    paper.put(LEFT, "1 See the list of grants.", size=8)
    paper.next_page()
    paper.block(NOISE)
    assert read_pdf(paper.data()).text == f"The grant is small. ¹\n\n{NOISE}\n\n1 See the list of grants.\n"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_the_same(turn):
    paper = Paper(size=(842, 842))
    paper.line((LEFT, "Items", BOLD), (500, "Action", BOLD))
    paper.bullet(LAMPS)
    paper.grid([["Task", "Who", "When"], ["Ask for bins", "TR", "May"]], [120, 80, 80])
    document = pikepdf.open(io.BytesIO(paper.data()))
    page = document.pages[0]
    cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    shift = 842 * (cosine - sine < 0 or cosine < 0), 842 * (cosine + sine < 0 or cosine < 0)
    matrix = f"q {cosine} {sine} {-sine} {cosine} {shift[0]} {shift[1]} cm\n".encode()
    page.contents_add(matrix, prepend=True)
    page.contents_add(b"\nQ")
    assert read_pdf(save_pdf(document)).text == read_pdf(paper.data()).text


def test_watermark_across_the_page_is_dropped():
    paper = make_paper()
    paper.canvas.rotate(45)
    paper.canvas.setFont(BOLD, 80)
    paper.canvas.drawString(300, 0, "DRAFT")
    assert "DRAFT" not in read_pdf(paper.data()).text


# Files that say little or nothing


def test_scanned_pdf_says_so():
    paper = Paper()
    paper.picture(LEFT, 400)
    document = read_pdf(paper.data())
    assert document == Document("", (0,), document.troubles)
    assert document.troubles[0].code == "scanned-page"
    assert "pictures" in document.troubles[0].words


def test_scanned_pages_are_named():
    paper = Paper()
    for number in range(4):
        paper.block((NOISE, "", LAMPS)[number]) if number in (0, 2) else paper.picture(LEFT, 400)
        paper.next_page()
    document = read_pdf(paper.data())
    assert document.text == f"{NOISE}\n\n{LAMPS}\n"
    assert document.troubles[0].words.startswith("Pages 2 and 4 of this PDF are only pictures")


def test_damaged_page_costs_one_page():
    document = pikepdf.open(io.BytesIO(make_paper(3).data()))
    document.pages[1].obj["/Type"] = pikepdf.Name("/Nothing")
    document.pages[1].obj["/MediaBox"] = pikepdf.String("lost")
    found = read_pdf(save_pdf(document))
    assert re.findall(r"Part \d", found.text) == ["Part 1", "Part 3"]
    assert found.troubles[0].words.startswith("Page 2 of this PDF is damaged")


def test_blank_pdf_is_no_scan():
    document = read_pdf(make_blank(2))
    assert document.text == ""
    assert "no text" in document.troubles[0].words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a PDF"),
        (b"<html>Minutes</html>", "not a PDF"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (make_paper().data()[:400], "damaged"),
        (make_blank(0), "no pages"),
        (make_blank(MOST_PAGES + 1), "too large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read_pdf(data)


def test_locked_pdf_is_refused():
    document = pikepdf.open(io.BytesIO(make_paper().data()))
    data = save_pdf(document, encryption=pikepdf.Encryption(owner="owl", user="mole"))
    with pytest.raises(Unreadable, match="locked with a password"):
        read_pdf(data)


def test_pdf_that_only_its_owner_may_change_is_read():
    document = pikepdf.open(io.BytesIO(make_paper().data()))
    assert "Part 1" in read_pdf(save_pdf(document, encryption=pikepdf.Encryption(owner="owl", user=""))).text


def test_too_many_letters_are_refused(monkeypatch):
    monkeypatch.setattr("wapentake.reading.pdf.MOST_LETTERS", 100)
    with pytest.raises(Unreadable, match="too large: more than 100 letters"):
        read_pdf(make_paper(2).data())


@pytest.mark.parametrize("seed", range(40))
def test_broken_files_never_raise_anything_else(seed):
    chance = random.Random(seed)
    data = bytearray(make_paper(2).data())
    for _ in range(chance.choice([1, 10, 100])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(Unreadable):
        document = read_pdf(bytes(data[: chance.randrange(len(data))] if seed % 3 == 0 else data))
        assert clean_text(document.text) == document.text


def test_long_line_and_many_rows_take_no_time():
    paper = Paper()
    paper.put(LEFT, "#" * 300_000)
    for number in range(3_000):
        paper.put(LEFT + number % 7, f"{number} a", up=-number / 5)
        paper.put(500, "Action", up=-number / 5)
    data = paper.data()
    start = time.process_time()
    read_pdf(data)
    assert time.process_time() - start < 10


# The shared documents


def list_tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def read_plainly(data: bytes) -> str:
    """Pdfium's own text, without the rows that stand on most pages, page numbers and marks of lists."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range().replace("\ufffe", "-").splitlines() for page in document]
    seen = Counter(line for page in pages for line in {line.strip() for line in page})
    lines = [line.strip() for page in pages for line in page]
    kept = [line for line in lines if seen[line] < max(2, len(pages)) and not line.isdigit()]
    return re.sub(r"\bo (?=[A-Z])", "", re.sub(r"-\n(?=[a-z])", "", "\n".join(kept)))


def test_shared_pdfs_keep_their_words(shared: Path):
    lost: dict[str, float] = {}
    for path in sorted(path for pattern in SHARED for path in shared.glob(pattern)):
        data = path.read_bytes()
        document = read_pdf(data)
        assert clean_text(document.text) == document.text
        assert list(document.pages) == sorted(document.pages)
        wanted = list_tokens(read_plainly(data))
        recall = 1 - sum((wanted - list_tokens(document.text)).values()) / wanted.total()
        if recall < 0.98:
            lost[path.name] = recall
    assert lost == {}


def test_shared_pdfs_keep_attendance_and_notes(shared: Path):
    folder = shared / "evaluation" / "dev"
    for path in sorted((folder / "documents").glob("*.pdf")):
        text = read_pdf(path.read_bytes()).text
        gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text("utf-8"))
        assert [person["name"] for person in gold["attendance"] if person["name"] not in text] == []
        assert [task["text"] for task in gold["actions"] if task["text"].rstrip(".")[-40:] not in text] == []
        notes = set(re.findall(r"^\|\| (.*)$", text, re.MULTILINE))
        if notes:
            owners = {owner for task in gold["actions"] for owner in task["owners"] if task["marked"]}
            assert owners <= notes
