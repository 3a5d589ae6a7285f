"""Restricted words never stand in what the public reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.minutes.rules.neutral import put_neutral

TEXT = "YG told of calls to one house. PN will write. YG told of calls to one house."


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([], TEXT),
        ([("PN will write.", "An action was given.")], TEXT.replace("PN will write.", "An action was given.")),
        ([("YG told of calls to one house.", "A case was told.")], "A case was told. PN will write. A case was told."),
        (
            [("one house", "a place"), ("calls to one house", "a case")],
            "YG told of a case. PN will write. YG told of a case.",
        ),
        ([("", "nothing"), ("  ", "nothing")], TEXT),
        ([("not there", "nothing")], TEXT),
    ],
)
def test_words_give_way_to_the_neutral_line(notes, expected):
    assert put_neutral(TEXT, notes) == expected


@given(st.text(min_size=3), st.text(min_size=3).filter(str.strip), st.text())
def test_no_restricted_words_are_left(before, words, after):
    text = put_neutral(f"{before} {words} {after}", [(words, "…")])
    assert words not in text or words in "…" or words in f"{before} … {after}"
