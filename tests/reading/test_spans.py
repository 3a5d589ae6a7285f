"""Places in words on one line, found again in the text that holds the words with line ends and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.reading.sentences import flat
from wapentake.reading.spans import locate

# Each case: a text, a part of its words on one line, and what of the text that part is.
PLACES = [
    ("KL to ask the Trust.", "to ask", "to ask"),
    ("KL to\nask the Trust.", "to ask", "to\nask"),
    ("KL   to \n ask the Trust.", "ask the", "ask the"),
    ("**KL** to ask **the Trust**.", "to ask the", "to ask **the"),
    ("**KL** to\task the Trust.", "KL", "KL"),
    ("KL to  ask the Trust.", "KL to ask the Trust.", "KL to  ask the Trust."),
]


@pytest.mark.parametrize(("text", "part", "held"), PLACES)
def test_part_of_the_words_is_found_in_the_text(text, part, held):
    words = flat(text)
    at = words.index(part)
    start, end = locate(text, (0, len(text)), words, (at, at + len(part)))
    assert text[start:end] == held


@given(
    st.lists(st.sampled_from(["KL", "to", "ask", "the", "a*b", "Trust."]), min_size=1, max_size=12),
    st.lists(st.sampled_from([" ", "  ", "\n", " \n ", "\t"]), min_size=12, max_size=12),
    st.data(),
)
def test_words_are_found_whatever_spaces_stand_between_them(said, gaps, data):
    text = said[0] + "".join(gap + word for gap, word in zip(gaps, said[1:], strict=False))
    words = " ".join(said)
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    part = " ".join(said[first : last + 1])
    at = len(" ".join(said[:first])) + (first > 0)
    start, end = locate(text, (0, len(text)), words, (at, at + len(part)))
    assert flat(text[start:end]) == part
