"""The fuzz corpus: every kind of bad, hostile or empty file, made when a test asks for it, by name.

`REFUSED` holds what cannot be opened, with words that the refusal must hold; `OPENED` what must give a record. Nothing
here is large until it is made.
"""

import random
from collections.abc import Callable

from tests.fuzz import packages as pack

Maker = Callable[[], bytes]

MINUTES = """Quay Safety Group

Minutes of the meeting held on Tuesday 8 May 2018 at 2.00 pm

Present: Ann Low (AL), Ben Reed (BR)

1. Lights on the quay

The quote was £1,549.07, and it was agreed that AL would ask for another.

ACTION: BR to write to the Trust by 2 June 2018.
"""
DEEP = 10_000
ODD = "".join(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xAD]))


def make_noise(size: int, seed: int) -> bytes:
    """Random bytes, always the same."""
    return random.Random(seed).randbytes(size)


def nest(tag: str, inner: str = "") -> str:
    """Ten thousand elements, one in the other, with words in each."""
    return f"<{tag}>{inner}" * DEEP + "KL to ask" + f"</{tag}>" * DEEP


def make_page(body: str, head: str = "") -> bytes:
    """A web page of this body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def spread(text: str, marks: str) -> str:
    """The text with a mark after each of its letters, in turn."""
    return "".join(letter + marks[index % len(marks)] for index, letter in enumerate(text))


REFUSED: dict[str, tuple[Maker, str]] = {
    "empty.txt": (lambda: b"", "empty"),
    "mark-only.txt": (lambda: b"\xef\xbb\xbf", "empty"),
    "spaces.txt": (lambda: b" \r\n\t \n" * 1000, "empty"),
    "zeros.txt": (lambda: b"\0" * 5000, "empty"),
    "noise.txt": (lambda: make_noise(20_000, 1), "no document"),
    "old.doc": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "WordDocument".encode("utf-16-le") + b"\0" * 600,
        ".docx",
    ),
    "old-odd.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + make_noise(3000, 2), "old Office file"),
    "locked.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3000,
        "password",
    ),
    "rich.rtf": (lambda: b"{\\rtf1\\ansi Minutes of the Quay Group\\par }", ".rtf"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n" + make_noise(3000, 3), "picture"),
    "picture.pdf": (lambda: b"\xff\xd8\xff\xe0" + make_noise(3000, 4), "picture"),
    "zip-of-text.docx": (lambda: pack.pack(**{"minutes.txt": MINUTES}), "archive"),
    "zip-of-nothing.odt": (lambda: pack.pack() + b" ", "no document"),
    "sheet.xlsx": (lambda: pack.pack(**{"xl__workbook.xml": "<a/>"}), "spreadsheet"),
    "slides.pptx": (lambda: pack.pack(**{"ppt__presentation.xml": "<a/>"}), "slide show"),
    "gzip.html": (lambda: b"\x1f\x8b\x08\0" + make_noise(2000, 5), "archive"),
    "cut.docx": (lambda: pack.make_word()[:-900], "damaged"),
    "bent.docx": (lambda: pack.bend(pack.make_word(), 6, 0.2), "damaged"),
    "locked-members.docx": (lambda: pack.lock_members(pack.make_word()), "password"),
    "bomb.docx": (lambda: pack.bomb("word/document.xml"), "far more"),
    "bomb.odt": (lambda: pack.bomb("content.xml"), "far more"),
    "lying.docx": (pack.lie_about_size, ""),
    "broken-xml.docx": (lambda: pack.pack(**{"word__document.xml": "<w:document><w:body>"}), "damaged"),
    "no-xml.odt": (lambda: pack.pack(**{"content.xml": make_noise(2000, 7)}), "damaged"),
    "nested.docx": (lambda: pack.pack_word(nest("w:p")), ""),
    "entities.docx": (lambda: pack.pack_word(pack.PARAGRAPH.format("KL &a10;"), pack.entities()), "damaged"),
    "other.ods": (
        lambda: pack.pack(**{"content.xml": pack.OFFICE.format("").replace("o:text", "o:spreadsheet")}),
        "no text",
    ),
    "locked.pdf": (pack.lock_pdf, "password"),
    "head-only.pdf": (lambda: b"%PDF-1.7\n", "damaged"),
    "cut.pdf": (lambda: pack.make_pdf(pack.draw_words)[:120], "damaged"),
    "no-end.pdf": (lambda: pack.make_pdf(pack.draw_words)[:-200], "damaged"),
    "noise.pdf": (lambda: b"%PDF-1.4\n" + make_noise(20_000, 8), "damaged"),
}

OPENED: dict[str, Maker] = {
    "one-letter.txt": lambda: b"a",
    "one-mark.txt": lambda: b"|",
    "utf-16.txt": lambda: MINUTES.encode("utf-16"),
    "utf-16-be.txt": lambda: b"\xfe\xff" + MINUTES.encode("utf-16-be"),
    "windows.txt": lambda: (MINUTES + "’ – “ü” €5").encode("cp1252"),
    "half-utf-8.txt": lambda: MINUTES.encode().replace("£".encode(), b"\xc2") + b"\xa3 \xff\xfe \xed\xa0\x80",
    "dos.txt": lambda: ("\ufeff" + MINUTES.replace("\n", "\r\n")).encode(),
    "old-mac.txt": lambda: MINUTES.replace("\n", "\r").encode(),
    "said-twice.txt": lambda: MINUTES.encode("utf-8").decode("cp1252").encode("utf-8"),
    "right-to-left.txt": lambda: spread(MINUTES, "\u202e\u200f\u2067\u2069").encode(),
    "right-to-left.html": lambda: make_page("<p>" + spread(MINUTES, "\u202e\u200f").replace("\n\n", "<p>")),
    "invisible.txt": lambda: spread(MINUTES, ODD).encode(),
    "invisible.md": lambda: spread("# " + MINUTES, ODD).encode(),
    "stacked-accents.txt": lambda: (MINUTES + "KL" + "\u0301" * 20_000 + " to ask").encode(),
    "line-marks.txt": lambda: MINUTES.replace("\n", "\u2028").encode(),
    "control.txt": lambda: MINUTES.replace("the", "\x07the").encode(),
    "data.txt": lambda: b'{"actions": [1, 2], "text": "KL to ask"}\n' * 50,
    "rows.txt": lambda: b"a,b,c\n1,2,3\n" * 200,
    "bars.txt": lambda: b"|||| || | |\n| a | b\n||\n|| KL\n" * 200,
    "never-closes.html": lambda: ("<html><body><div><p>" + MINUTES.replace("\n\n", "<p><b><table><tr><td>")).encode(),
    "open-comment.html": lambda: make_page("<p>Quay Group</p><!-- " + MINUTES),
    "open-script.html": lambda: make_page("<p>Quay Group</p><script>" + MINUTES),
    "open-attribute.html": lambda: make_page("<p>Quay Group</p><p class='" + MINUTES),
    "open-tag.html": lambda: b"<html><body><p>KL to ask</p><" + b"a" * 50_000,
    "wrong-charset.html": lambda: make_page("<p>£40 – “KL”</p>", "<meta charset=utf-7>"),
    "entities.html": lambda: make_page("<p>&#0; &#xD800; &#99999999; &nosuch; &amp;lt;b&gt; &#x202e;" + "&" * 5000),
    "nothing.html": lambda: make_page(""),
    "closing-only.html": lambda: b"<html>" + b"</div></p></table>" * 5000,
    **{
        f"nested-{tag}.html": lambda tag=tag: make_page(nest(tag, "a "))
        for tag in ("div", "b", "ul><li", "span", "blockquote")
    },
    "nested-tables.html": lambda: make_page("<table><tr><td>x" * DEEP),
    "wide-table.html": lambda: make_page("<table><tr>" + "<td>KL" * DEEP + "</table>"),
    "long-table.html": lambda: make_page("<table>" + "<tr><td>ask<td>KL<td>May" * 2000 + "</table>"),
    "huge-spans.html": lambda: make_page("<table><tr><td colspan=99999999 rowspan=99999999>a<td>b<tr><td>c</table>"),
    "nested.md": lambda: b"".join(b"  " * n + b"- KL to ask\n" for n in range(400)),
    "quotes.md": lambda: b">" * DEEP + b" KL to ask\n",
    "stars.md": lambda: b"# Quay\n\n" + b"*" * DEEP + b"a" + b"**_" * DEEP,
    "brackets.md": lambda: b"# Quay\n\n" + b"[" * DEEP + b"](" * DEEP,
    "front-matter.md": lambda: b"---\ntitle: Quay\n" + b"a: b\n" * DEEP,
    "fence.md": lambda: b"# Quay\n\n```\n" + MINUTES.encode(),
    "html-in.md": lambda: ("# Quay\n\n<div><table><tr><td>" + MINUTES + "<!--").encode(),
    "dividers.md": lambda: b"# Quay\n\n" + b"|-|-\n" * DEEP,
    "empty.docx": lambda: pack.pack_word(""),
    "traversal.docx": lambda: pack.pack(
        **{"word__document.xml": pack.WORD.format(pack.PARAGRAPH.format("KL")), "..__..__quay": "x"}
    ),
    "outside.docx": lambda: pack.pack_word(
        pack.PARAGRAPH.format("KL &a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    ),
    "shallow.docx": lambda: pack.pack_word(
        "<w:tbl><w:tr><w:tc>" * 30 + pack.PARAGRAPH.format("KL") + "</w:tc></w:tr></w:tbl>" * 30
    ),
    "wide.docx": lambda: pack.pack_word(
        "<w:tbl><w:tr>" + f"<w:tc>{pack.PARAGRAPH.format('KL')}</w:tc>" * 3000 + "</w:tr></w:tbl>"
    ),
    "empty.odt": lambda: pack.pack(**{"content.xml": pack.OFFICE.format("")}),
    "repeated.odt": lambda: pack.pack(**{"content.xml": pack.OFFICE.format('<t:p>a<t:s t:c="999999999"/>b</t:p>')}),
    "scanned.pdf": lambda: pack.make_pdf(pack.draw_picture),
    "blank.pdf": lambda: pack.make_pdf(lambda canvas: canvas.showPage()),
    "stacked.pdf": lambda: pack.make_pdf(pack.draw_stacked),
    "unprintable.pdf": pack.keep_from_printing,
    "late-start.pdf": lambda: b"\n" * 500 + pack.make_pdf(pack.draw_words),
}

# Damaged at random: what becomes of them is not told before, but they must not raise.
BENT: dict[str, Maker] = {
    **{f"bent-{n}.pdf": lambda n=n: pack.bend(pack.make_pdf(pack.draw_words), n) for n in range(20)},
    **{f"bent-{n}.docx": lambda n=n: pack.bend(pack.make_word(), n, 0.002) for n in range(20)},
    **{f"noise-{n}.html": lambda n=n: b"<html><body>" + make_noise(3000, n) for n in range(5)},
    **{f"noise-{n}.md": lambda n=n: b"# Quay\n\n" + make_noise(3000, n).replace(b"\0", b"a") for n in range(5)},
}

SMALL: dict[str, Maker] = {**{name: maker for name, (maker, _) in REFUSED.items()}, **OPENED, **BENT}
