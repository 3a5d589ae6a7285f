"""Papers: what a file is by its content, what is refused, the virus scanner, and PDFs without text."""

import io
import sys
import zipfile

import pytest
from PIL import Image

from tests.where import ROOT
from wapentake.agendas.checks import check_file, check_size
from wapentake.agendas.kinds import CSV, DOCX, JPEG, ODS, ODT, PDF, PNG, PPTX, TXT, XLSX, find_kind
from wapentake.kit.errors import Refused

PAGES = ROOT / "examples/pages"
TYPES = "[Content_Types].xml"


def pack(*names, mimetype=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "x")
    return file.getvalue()


def draw(form):
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(file, form)
    return file.getvalue()


OPEN = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 x", PDF),
        (b"\n%PDF-1.4 x", PDF),
        (pack(TYPES, "word/document.xml"), DOCX),
        (pack(TYPES, "xl/workbook.xml"), XLSX),
        (pack(TYPES, "ppt/presentation.xml"), PPTX),
        (pack("content.xml", mimetype=f"{OPEN}text"), ODT),
        (pack("content.xml", mimetype=f"{OPEN}spreadsheet"), ODS),
        (draw("PNG"), PNG),
        (draw("JPEG"), JPEG),
        (b"place,calls\nHarrow,3\nSalt,4\n", CSV),
        ("place;calls\nHarrow;3".encode("utf-8-sig"), CSV),
        ("Plain words, with £5 in them.\nAnd more.".encode("cp1252"), TXT),
        (b"One line, with a comma", TXT),
        # what a paper may not be, whatever its name
        (b"", None),
        (b"   ", None),
        (b"MZ\x90\x00\x03", None),
        (b"\x7fELF", None),
        (b"GIF89a\x01\x00", None),
        (b"<!DOCTYPE html><script>1</script>", None),
        (b"  <script>alert(1)</script>", None),
        (b'<?xml version="1.0"?><svg/>', None),
        (b"{\\rtf1 words}", None),
        (pack("anything.txt"), None),
        (pack("word/document.xml"), None),
        (pack(TYPES, "word/document.xml", "word/vbaProject.bin"), None),
        (pack("content.xml", "Basic/Standard/Module1.xml", mimetype=f"{OPEN}text"), None),
        (pack("content.xml", mimetype=f"{OPEN}graphics"), None),
        (pack(mimetype="x" * 500), None),
        (b"PK\x03\x04 broken", None),
    ],
)
def test_kind_by_content(data, kind):
    assert find_kind(data) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("2023-09-11.pdf", PDF), ("2023-11-13.docx", DOCX), ("2024-07-08.odt", ODT), ("2023-07-10.txt", TXT)],
)
def test_kind_of_real_files(name, kind):
    assert find_kind((PAGES / name).read_bytes()) == kind


@pytest.mark.parametrize(("size", "words"), [(0, "is empty"), (25 * 2**20 + 1, "larger than 25 MB")])
def test_size(size, words):
    check_size("a.pdf", 25 * 2**20)
    with pytest.raises(Refused, match=words):
        check_size("a.pdf", size)


def test_the_ending_is_that_of_the_content():
    checked = check_file("figures.pdf.exe", b"place,calls\nHarrow,3\n")
    assert (checked.name, checked.kind) == ("figures.pdf.csv", CSV)
    assert (checked.values["media_type"], checked.values["size"]) == ("text/csv", 21)


def test_what_is_no_paper_is_said():
    with pytest.raises(Refused, match=r"page\.html was not added\. A paper is PDF, Word"):
        check_file("page.html", b"<html><p>words")


def test_a_pdf_of_pictures_is_taken_with_a_warning():
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(file, "PDF")
    assert "scan.pdf has no text" in check_file("scan.pdf", file.getvalue()).warning
    assert check_file("text.pdf", (PAGES / "2023-09-11.pdf").read_bytes()).warning == ""


# The scanner

SAYS = "import sys, pathlib; data = pathlib.Path(sys.argv[1]).read_bytes(); sys.exit(b'EICAR' in data)"


@pytest.mark.parametrize("form", ["'{python}' -c \"{says}\"", "'{python}' -c \"{says}\" {{file}}"])
def test_a_scanner_that_is_set_decides(form, monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", form.format(python=sys.executable, says=SAYS))
    assert check_file("a.txt", b"Harmless words.").kind == TXT
    with pytest.raises(Refused, match="the virus scanner objects to it") as refused:
        check_file("b.txt", b"EICAR words.")
    assert refused.value.code == "scanner-found"


@pytest.mark.parametrize("command", ["/nowhere/scanner", "'unclosed"])
def test_a_scanner_that_cannot_be_run_lets_nothing_in(command, monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", command)
    with pytest.raises(Refused, match="did not answer"):
        check_file("a.txt", b"Harmless words.")


def test_a_scanner_that_hangs_lets_nothing_in(monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", f"'{sys.executable}' -c 'import time; time.sleep(9)'")
    monkeypatch.setattr("wapentake.agendas.checks.SCAN_SECONDS", 0.2)
    with pytest.raises(Refused, match="did not answer"):
        check_file("a.txt", b"Harmless words.")
