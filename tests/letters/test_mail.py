"""Reading a mail: what people write and programs quote; and whatever anybody sends, reading it ends well and soon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.letters.mail import read_mail
from wapentake.letters.quoting import read_html, strip_quotes

PLAIN = b"From: Jo <jo@x.example>\r\nMessage-ID: <1@x.example>\r\nSubject: Hi\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Done.", "Done."),
        ("Done.\n\nOn 3 May 2024, at 10:00, W <w@x.example> wrote:\n> Dear Jo\n>\n> Good day\n", "Done."),
        ("Done.\n\nFrom: W <w@x.example>\nSent: 3 May 2024 10:00\nTo: Jo\nSubject: Actions\n\nDear Jo", "Done."),
        ("Done.\n\n________________________________\nFrom: W\nSent: today\n\nDear Jo", "Done."),
        ("Done.\n\n-----Original Message-----\nFrom: W\n\nDear Jo", "Done."),
        ("Done.\n\nSent from my iPhone", "Done."),
        ("- one\n- two\n\nBoth are done.", "- one\n- two\n\nBoth are done."),
        ("> Is it done?\n\nYes, on Monday.\n", "Yes, on Monday."),
        ("We met on Monday. From then on: fine.", "We met on Monday. From then on: fine."),
        ("> all of it\n> is quoted\n", ""),
        ("", ""),
    ],
)
def test_what_is_quoted_is_left_out(text, expected):
    assert strip_quotes(text) == expected
    assert strip_quotes(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Done,<br>thank you</p>", "Done,\nthank you"),
        ("<style>p {}</style><div>Done</div><div class='gmail_quote'>On Monday <p>Dear Jo</p></div>", "Done"),
        ("<div>Done</div><blockquote>Dear <b>Jo</b></blockquote><p>And more</p>", "Done\n\nAnd more"),
        ("<div>Done</div><div id='divRplyFwdMsg'>From: W</div>", "Done"),
        ("<p>3 &lt; 4 &amp; so on", "3 < 4 & so on"),
        ("</blockquote></p>Done<br", "Done"),
    ],
)
def test_the_words_of_a_page(page, expected):
    assert strip_quotes(read_html(page)) == expected


def mail(head: bytes, body: bytes = b"Done.") -> bytes:
    return PLAIN + head + b"\r\n\r\n" + body


MANY = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b"
DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(800))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (mail(b"Content-Type: text/plain; charset=iso-8859-15", "5 €".encode("iso-8859-15")), "5 €"),
        (mail(b"Content-Type: text/plain; charset=utf-8", b"caf\xe9"), "café"),  # it is not what it claims to be
        (mail(b"Content-Type: text/plain; charset=no-such-thing", b"Done."), "Done."),
        (mail(b"Content-Type: text/plain; charset=\"\xff\"", b"Done."), "Done."),
        (mail(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"RG9uZS4=!!!"), "Done."),
        (mail(b"Content-Type: text/html", b"<p>Done.</p>"), "Done."),
        (mail(MANY, b"--b\r\nContent-Type: text/html\r\n\r\n<b>No</b>\r\n--b\r\n\r\nDone.\r\n--b--"), "Done."),
        (mail(MANY, b"--b\r\nContent-Disposition: attachment\r\n\r\nNo\r\n--b\r\n\r\nDone."), "Done."),
        (mail(MANY, b"\r\n".join([b"--b\r\nContent-Type: image/png\r\n\r\nx"] * 5000)), ""),
        (mail(b"MIME-Version: 1.0\r\n" + DEEP.rstrip(), b"Done."), ""),
        (mail(b"Content-Type: message/delivery-status", b"Done."), None),
        (mail(b"Content-Type: message/rfc822", b"Done."), None),
        (mail(b"Content-Type: multipart/report; report-type=delivery-status", b"Done."), None),
        (mail(b"X: y", b"a\0b"), "ab"),
        (b"", ""),
        (b"\xff\xfe\0\0", "ÿþ"),
        (b"Subject", None),
    ],
)  # fmt: skip
def test_odd_mail_is_read(raw, text):
    read = read_mail(raw)
    assert text is None or read.text == text
    assert read.message_id.startswith("<")


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        (b"Subject: =?utf-8?b?w6Q=?= =?iso-8859-1?q?=E4?=", "ää"),
        (b"Subject: =?utf-8?b?broken", "=?utf-8?b?broken"),
        (b"Subject: =?no-such?q?x?=", ""),
        (b"Subject: caf\xe9", "caf�"),
        (b"Subject: a\r\n b\0", "a b"),
        (b"", ""),
    ],
)
def test_odd_subjects_are_read(head, subject):
    assert read_mail(b"From: x@y.example\r\n" + head + b"\r\n\r\nDone.").subject == subject


def test_it_may_answer_many_letters():
    names = " ".join(f"<{n}@x.example>" for n in range(500))
    read = read_mail(mail(f"In-Reply-To: <0@x.example>\r\nReferences: {names}".encode()))
    assert read.names[:2] == ("<0@x.example>", "<499@x.example>")
    assert len(read.names) <= 100


@given(st.binary(max_size=400))
def test_whatever_bytes_are_read(raw):
    read_mail(raw)


FRAGMENTS = st.sampled_from(
    [b"Content-Type:", b" multipart/report", b" message/delivery-status", b"; boundary=b", b"\r\n", b"\r\n\r\n", b"--b",
     b"From: ", b"=?utf-8?b?", b"?=", b"<", b">", b"@", b"\xff", b"Message-ID:", b"References:", b"\"", b"(",
     b"charset=", b"\0", b"--b--"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=40))
def test_whatever_pieces_of_mail_are_read(pieces):
    read = read_mail(b"".join(pieces))
    read.text.encode()
    read.subject.encode()


SLOW = {
    "on": "On " * 7000, "lines of on": ("On " * 99 + "\n") * 70, "empty lines": "\n" * 20_000,
    "from": "From: \n" * 4000,
    "quotes": "> " * 10_000, "disclaimers": "Disclaimer: " * 2000, "spaces": " " * 20_000, "returns": "\r" * 20_000,
    "separators": "\u2028" * 20_000, "rules": "_" * 20_000, "dashes": "--\n" * 8000, "tabs": "\t\n\r" * 8000,
    "tags": "<" * 50_000, "comments": "<!--" * 12_000, "declarations": "<!a" * 12_000, "open": "<div>" * 10_000,
}  # fmt: skip


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(text):
    began = time.process_time()
    strip_quotes(text)
    read_html(text)
    assert time.process_time() - began < 5
