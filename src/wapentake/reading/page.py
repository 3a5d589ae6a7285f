"""Opens a page of any kind: finds out what it is, by what is in it and then by its name, and hands it to its reader.

Heavy libraries are imported only when a page needs them.
"""

from __future__ import annotations

import re

from wapentake.reading.decoding import decode_text
from wapentake.reading.document import Document, Unreadable
from wapentake.reading.plain import read_plain

LIMIT_BYTES = 100 * 1024 * 1024

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

_SAVE_AS = "save it as .docx or PDF, and read that."
_PICTURE = "This is a picture, and its words cannot be read. Look for the page as a PDF or Word file."
_ARCHIVE = "This is an archive, not a page. Unpack it, and read the files that are in it."
_OTHER_KINDS = (
    (b"{\\rtf", f"This is a rich text file (.rtf). Open it in Word or LibreOffice, {_SAVE_AS}"),
    *((start, _PICTURE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")),
    *((start, _ARCHIVE) for start in (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_STREAMS = (  # the name of the stream that tells what an old Office file is -> what it is
    ("EncryptedPackage", "The file is locked with a password. Save it without one, and read that."),
    ("WordDocument", f"This is an old Word file (.doc). Open it in Word or LibreOffice, {_SAVE_AS}"),
    ("Workbook", "This is an old spreadsheet (.xls). Minutes are read from documents: copy the text into one."),
    ("PowerPoint Document", "This is an old slide show (.ppt). Minutes are read from documents: save it as PDF."),
)
_PACKAGES = (  # a member of a zip file -> what the file is
    ("xl/workbook.xml", "This is a spreadsheet (.xlsx). Minutes are read from documents: save it as PDF."),
    ("ppt/presentation.xml", "This is a slide show (.pptx). Minutes are read from documents: save it as PDF."),
)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|div|table|p|h[1-6]|ul|ol|section|article|main)(?=[\s/>])",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|? ?:?-{3,}:? ?\|)|\*\*[^\s*]|\]\((?:https?:|/|[\w.-]+\))", re.MULTILINE)
_MAIL = re.compile(r"^MIME-Version: 1.*^Content-Type: multipart/", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOK = 4000  # characters that tell what a text is


def open_page(data: bytes, name: str = "") -> tuple[str, Document]:
    """Return the media type of a page and its canonical text.

    Raises: Unreadable, with words for the person, if the file is locked, damaged, too large or no document.
    """
    if len(data) > LIMIT_BYTES:
        raise Unreadable(f"The file is larger than {LIMIT_BYTES >> 20} MB. Minutes are not: is it the right file?")
    head = data[:1024]
    if head.startswith(b"PK\x03\x04"):
        return _open_package(data)
    if b"%PDF-" in head:
        from wapentake.reading.pdf import read_pdf

        return PDF, read_pdf(data)
    if head.startswith(_OLD_OFFICE):
        raise Unreadable(_describe_old_office(data))
    for start, words in _OTHER_KINDS:
        if head.startswith(start) and (len(start) > 2 or b"\x00" in head):
            raise Unreadable(words)
    return _open_text(decode_text(data), name.lower())


def _open_package(data: bytes) -> tuple[str, Document]:
    """Open a zip file: a DOCX, an ODT, or something else."""
    from wapentake.reading.archive import list_members

    members = list_members(data)
    if any(member.startswith("word/document") for member in members):
        from wapentake.reading.docx import read_docx

        return DOCX, read_docx(data)
    if "content.xml" in members:
        from wapentake.reading.odt import read_odt

        return ODT, read_odt(data)
    raise Unreadable(next((words for member, words in _PACKAGES if member in members), _ARCHIVE))


def _describe_old_office(data: bytes) -> str:
    for stream, words in _OLD_STREAMS:
        if stream.encode("utf-16-le") in data:
            return words
    return f"This is an old Office file. Open it in Word or LibreOffice, {_SAVE_AS}"


def _open_text(text: str, name: str) -> tuple[str, Document]:
    """Open what has no mark of its own: HTML, Markdown or plain text."""
    start = text[:_LOOK]
    if not text.strip("\x00 \t\r\n\ufeff"):
        raise Unreadable("The file is empty. Save or download it again.")
    if len(_CONTROL.findall(start)) * 50 > len(start):
        raise Unreadable("The file is no document, or it is damaged. Download it again, or look for it as a PDF.")
    if "mime-version" in start.lower() and _MAIL.search(start):
        raise Unreadable(f"This is a saved e-mail or web archive. Open it, {_SAVE_AS}")
    if _is_html(start, name):
        from wapentake.reading.html import read_html

        return "text/html", read_html(text)
    if _is_markdown(start, name):
        from wapentake.reading.markdown import read_markdown

        return "text/markdown", read_markdown(text)
    return "text/plain", read_plain(text)


def _is_html(start: str, name: str) -> bool:
    found = _HTML.search(start)
    if name.endswith((".md", ".markdown")) or not found:
        return name.endswith((".html", ".htm", ".xhtml", ".aspx")) and "<" in start
    return name.endswith((".html", ".htm", ".xhtml", ".aspx")) or start.lstrip("\ufeff \t\r\n").startswith("<")


def _is_markdown(start: str, name: str) -> bool:
    if name.endswith((".md", ".markdown", ".txt", ".text")):
        return not name.endswith((".txt", ".text"))
    return start.startswith("---\n") or bool(_MARKDOWN.search(start))
