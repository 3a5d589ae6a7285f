"""A letter as a Word file, read again by a library: its parts in order, its points as a list, its language."""

from datetime import date
from io import BytesIO

import docx
import pytest

from wapentake.reports.letter import Letter, make_letter

LETTER = Letter("Harrowmere CSP", "Dana Colley, Fenland Police", "We missed you", "", date(2026, 5, 11))
HEAD = [
    ("Normal", "Harrowmere CSP"),
    ("Normal", "11 May 2026"),
    ("Normal", "Dana Colley, Fenland Police"),
    ("Heading 1", "We missed you"),
]


def read_parts(text):
    made = make_letter(Letter(LETTER.sender, LETTER.to, LETTER.subject, text, LETTER.on))
    parts = [(one.style.name, one.text) for one in docx.Document(BytesIO(made)).paragraphs]
    assert parts[: len(HEAD)] == HEAD
    return parts[len(HEAD) :]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Dear Dana\n\nThanks.", [("Normal", "Dear Dana"), ("Normal", "Thanks.")]),
        ("Ann Bell\nfor us", [("Normal", "Ann Bell\nfor us")]),
        (
            "Tell us:\r\n\r\n- who comes\r\n- when\r\n\r\nThanks.",
            [("Normal", "Tell us:"), ("List Bullet", "who comes"), ("List Bullet", "when"), ("Normal", "Thanks.")],
        ),
        ("Tell us:\n- who\nand why", [("Normal", "Tell us:"), ("List Bullet", "who"), ("Normal", "and why")]),
        ("A\x00bell", [("Normal", "Abell")]),
    ],
)
def test_parts(text, parts):
    assert read_parts(text) == parts


def test_what_the_file_says_of_itself():
    about = docx.Document(BytesIO(make_letter(LETTER))).core_properties
    assert (about.title, about.author, about.language) == ("We missed you", "Harrowmere CSP", "en-GB")
    assert make_letter(LETTER) == make_letter(LETTER)
