"""Plain text, and bytes that become text."""

import pytest

from wapentake.reading.decoding import decode_text, repair_text
from wapentake.reading.plain import read_plain


def test_plain_text_is_its_own_canonical_text():
    text = "Present\n\nA Low (Harbour Trust)\nB Reed\n\n\n*ACTIONS*:AL to write.\n> quoted in an e-mail\n"
    assert read_plain(text).text == text


def test_plain_text_is_cleaned():
    assert read_plain("\ufeffOne\u00a0two \r\nthree\u200b\n\n").text == "One two\nthree\n"


def test_seeds_come_out_as_they_are(shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        text = read_plain(raw).text
        assert text.split() == raw.split()
        assert read_plain(text).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_bytes_in_any_usual_encoding(encoding):
    text = "The Chair’s budget was £40,900 – enough for the café.\n" * 3
    assert decode_text(text.encode(encoding)) == text


def test_bytes_that_mean_nothing_are_dropped():
    assert decode_text(b"caf\xe9 \x81\x9dopen") == "café open"


@pytest.mark.parametrize("words", ["£20", "the Trust’s", "“quoted” – or not…", "café", "Tŷ Ŵyl", "naïve", "smile 😀"])
def test_garbled_text_is_put_right(words):
    once = words.encode().decode("latin-1").encode("latin-1").decode("cp1252", "replace")
    if "\ufffd" not in once:
        assert repair_text(once) == words
        assert repair_text(repair_text(once)) == words


def test_text_garbled_twice_is_put_right():
    assert repair_text("Ã‚Â£20 and the Trustâ€™s") == "£20 and the Trust’s"


@pytest.mark.parametrize("words", ["the CAFÉ” sign", "Ângelo and São", "Ã lone", "â€ half of it", "12 Â miles"])
def test_text_that_only_looks_garbled_stays(words):
    assert repair_text(words) == words
