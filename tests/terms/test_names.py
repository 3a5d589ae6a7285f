"""Names as keys: two spellings of one name meet, and two names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.terms import initials_of, key_of_name
from wapentake.terms.names import fold_text

SAME = [
    ("Tom O’Hara", "Tom O'Hara"),
    ("Tom O’Hara", "tom o'hara"),
    ("Siân Ap-Rhys", "Sian Ap Rhys"),
    ("Ann  Low", "Ann\u00a0Low"),
    ("A. Low", "A Low"),
    ("Zoë Núñez", "Zoe Nunez"),
    ("ANN LOW", "Ann Low"),
    ("José", "Jose\u0301"),
]
OTHERS = [("Ann Low", "Ann Lowe"), ("S Penny", "S Penney"), ("Ann Low", "Low Ann"), ("A Low", "B Low")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet(one, other):
    assert key_of_name(one) == key_of_name(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_names_do_not(one, other):
    assert key_of_name(one) != key_of_name(other)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Mark Smith", "MS"),
        ("ann low", "AL"),
        ("Tim Berners-Lee", "TBL"),
        ("J. R. Reed", "JRR"),
        ("Kieron O’Hara", "KO"),
        ("Siân Rhys", "SR"),
        ("Émile Noé", "EN"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters(name, initials):
    assert initials_of(name) == initials


@given(st.text())
def test_folding_and_keys_are_stable(text):
    assert fold_text(fold_text(text)) == fold_text(text)
    assert key_of_name(key_of_name(text)) == key_of_name(text)
    assert set(key_of_name(text)) <= set("abcdefghijklmnopqrstuvwxyz ")
