"""A letter goes over the line as Django's own classes write it, byte for byte, whatever is in it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wapentake.accounts.models import Partnership
from wapentake.letters.models import Letter
from wapentake.letters.writing import compose, write_bytes

ODD = 'ab =?\r\n\t.,<>"\\£é\u2028\x0b'
TEXTS = st.text(max_size=200) | st.text(ODD, max_size=300) | st.text("wide £", min_size=400, max_size=1200)
LINES = (st.text(max_size=120) | st.text(ODD, max_size=160)).map(lambda words: " ".join(words.split()))


def make(name="Harrowmere Partnership", **told):
    first = {"to": "jo@harrowmere.example", "subject": "Your actions", "text": "Dear Jo", "message_id": make_id("4f")}
    return Letter(partnership=Partnership(name=name), **first | told)


def make_id(two, host="harrowmere.example"):
    return f"<{two * 20}@{host}>"


def as_django_writes(letter):
    message = compose(letter).message()
    if letter.html:
        message.set_boundary(f"=_{letter.message_id[1:33]}")
    return message.as_bytes(linesep="\r\n")


def without_date(letter):
    return re.sub(rb"\r\nDate: [^\r]*", b"", letter)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"html": "<p>Dear Jo</p>\n"},
        {"text": "", "html": "<p>£20</p>"},
        {"text": "£20 is due.\n.\n\nFrom now on\r\nit is\rlate.\n"},
        {"text": "x" * 998},
        {"text": "x" * 999},
        {"text": "£" * 499},
        {"text": "£" * 500, "html": "<p>short</p>"},
        {"subject": "Näxt week", "name": "Höfingen"},
        {"subject": "so long that it is folded " * 8},
        {"subject": "x" * 67},
        {"subject": "x" * 68},
        {"subject": "=?utf-8?q?no?="},
        {"subject": ""},
        {"name": 'The "safe" town, and its (larger) parish'},
        {"to": "o'brien+cars@harrowmere.example"},
        {"to": "jo@hööf.example"},
        {"in_reply_to": make_id("ab")},
        {"in_reply_to": make_id("ab", "a-host-of-which-the-name-is-so-long-that-the-header-is-folded.example")},
    ],
)
def test_the_bytes_are_those_that_django_writes(told, settings):
    settings.DEFAULT_FROM_EMAIL = "Wapentake <wapentake@harrowmere.example>"
    letter = make(**told)
    assert without_date(write_bytes(letter)) == without_date(as_django_writes(letter))
    assert re.search(rb"\r\nDate: \w{3}, \d\d? \w{3} \d{4} \d\d:\d\d:\d\d [-+]\d{4}\r\n", write_bytes(letter))


@given(text=TEXTS, html=TEXTS, subject=LINES, name=LINES)
@example(text="\r", html="\n\r", subject="a  b", name=" ")
def test_the_bytes_of_any_letter_are_those_that_django_writes(text, html, subject, name):
    letter = make(text=text, html=html, subject=subject, name=name)
    assert without_date(write_bytes(letter)) == without_date(as_django_writes(letter))
