"""Hostile zip files and PDFs, made when they are asked for: locked, cut, swollen, lying or empty inside."""

import io
import random
import zipfile
from collections.abc import Callable

import pikepdf
from docx import Document
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
OFFICE = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>{}</o:text></o:body></o:document-content>'
)
ENTITIES = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def pack(**members: str | bytes) -> bytes:
    """A zip file with these members; a double underscore in a name stands for a slash."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def pack_word(body: str, before: str = "") -> bytes:
    """A DOCX with nothing but a document of this body."""
    return pack(**{"word__document.xml": before + WORD.format(body)})


def make_word() -> bytes:
    """A good DOCX of two paragraphs."""
    kept = io.BytesIO()
    document = Document()
    document.add_heading("Quay Safety Group", 1)
    document.add_paragraph("ACTION: KL to ask for a quote.")
    document.save(kept)
    return kept.getvalue()


def lock_members(data: bytes) -> bytes:
    """The zip file with each member marked as locked with a password."""
    bent = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = bent.find(mark)
        while start >= 0:
            bent[start + at] |= 1
            start = bent.find(mark, start + 4)
    return bytes(bent)


def bomb(name: str, megabytes: int = 256) -> bytes:
    """A zip file of a few hundred kilobytes whose member `name` unpacks to very much more."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(megabytes):
            member.write(b" " * 2**20)
    return kept.getvalue()


def lie_about_size() -> bytes:
    """The same with headers that claim one byte."""
    bent = bytearray(bomb("word/document.xml", 64))
    start = bent.rfind(b"PK\x01\x02")
    bent[start + 24 : start + 28] = (1).to_bytes(4, "little")
    return bytes(bent)


def entities() -> str:
    """Ten entities, each ten times the one before: ten thousand million letters."""
    return ENTITIES.format("".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(10)))


def make_pdf(draw: Callable[[Canvas], object]) -> bytes:
    """A PDF on which `draw` drew."""
    kept = io.BytesIO()
    canvas = Canvas(kept, invariant=True)
    draw(canvas)
    canvas.save()
    return kept.getvalue()


def draw_words(canvas: Canvas) -> None:
    """Two pages of a few lines."""
    for page in range(2):
        for line in range(20):
            canvas.drawString(72, 760 - 20 * line, f"{line + 1}. KL to ask for quote {page}, by 8 May 2018.")
        canvas.showPage()


def draw_picture(canvas: Canvas) -> None:
    """Two pages that are mere pictures."""
    from PIL import Image

    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        canvas.showPage()


def draw_stacked(canvas: Canvas) -> None:
    """Very many words at one place, far off the page, turned and tiny."""
    for number in range(2000):
        canvas.setFont("Helvetica", 0.01 + number % 7)
        canvas.saveState()
        canvas.rotate(number)
        canvas.drawString(-9999 if number % 3 else 100, 100, f"word {number}")
        canvas.restoreState()
    for number in range(3000):
        canvas.line(number % 595, 0, number % 595, 842)
        canvas.line(0, number % 842, 595, number % 842)


def lock_pdf() -> bytes:
    """A PDF that asks for a password."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(draw_words))) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(user="quay", owner="harbour"))
    return kept.getvalue()


def keep_from_printing() -> bytes:
    """A PDF that opens without a password, but that may not be copied or printed."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(draw_words))) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(user="", owner="harbour"))
    return kept.getvalue()


def bend(data: bytes, seed: int, share: float = 0.01) -> bytes:
    """The bytes with some of them, always the same, changed at random after the first kilobyte."""
    chance = random.Random(seed)
    bent = bytearray(data)
    for _ in range(int(len(bent) * share) + 1):
        bent[chance.randrange(min(16, len(bent)), len(bent))] = chance.randrange(256)
    return bytes(bent)
