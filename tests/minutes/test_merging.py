"""Two people write one text: nothing that either wrote is lost."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.minutes.rules import Merged, merge_texts, must_log

WORDS = st.lists(st.sampled_from(["the", "bus", "was", "late", "MS", "to", "ask.", "£5", "late."]), max_size=12)
TEXTS = st.builds(
    lambda words, gaps: "".join(g + w for g, w in zip(gaps, words, strict=False)),
    WORDS,
    st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=12, max_size=12),
) | st.text(alphabet="ab \n", max_size=20)


def count_new(base: str, text: str) -> Counter[str]:
    return Counter(text.split()) - Counter(base.split())


@given(TEXTS, TEXTS, TEXTS)
def test_no_inserted_word_is_lost(base, mine, theirs):
    merged = Counter(merge_texts(base, mine, theirs).text.split())
    assert count_new(base, mine) <= merged
    assert count_new(base, theirs) <= merged


@given(TEXTS, TEXTS)
def test_one_writer_is_never_changed(base, mine):
    assert merge_texts(base, mine, base) == Merged(mine)
    assert merge_texts(base, base, mine) == Merged(mine)
    assert merge_texts(base, mine, mine) == Merged(mine)


@given(TEXTS, TEXTS, TEXTS)
def test_merging_takes_the_same_words_in_whatever_order_the_two_came(base, mine, theirs):
    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert Counter(one.text.split()) == Counter(other.text.split())


@given(TEXTS, st.lists(st.sampled_from(["and", "the"]), max_size=4), st.lists(st.sampled_from(["then"]), max_size=4))
def test_writing_on_what_was_saved_already_adds_nothing_twice(base, some, more):
    """The same words come again with more behind them, since the answer to the first saving was lost."""
    first = " ".join([base, *some])
    later = " ".join([first, *more])
    assert merge_texts(base, later, first).text.split() == later.split()


BASE = "The bus was late.\n\nMS to ask the depot."


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "both"),
    [
        (f"{BASE} Mine.", f"Theirs. {BASE}", f"Theirs. {BASE} Mine.", 0),
        ("The bus was very late.\n\nMS to ask the depot.", f"{BASE} Soon.", None, 0),
        (f"{BASE} One.", f"{BASE} Two.", f"{BASE} Two. One.", 1),
        ("The bus was early.\n\nMS to ask the depot.", "The bus was punctual.\n\nMS to ask the depot.", None, 1),
        ("", f"{BASE} More.", None, 0),
        (
            "The bus was late.",
            "The bus was late.\n\nMS to ask the council.",
            "The bus was late.\n\nMS to ask the council.",
            0,
        ),
        (f"{BASE}\n", f"{BASE} Two.", f"{BASE} Two.\n", 0),
        ("The bus\nwas late.\n\nMS to ask the depot.", BASE.replace("depot", "shed"), None, 0),
    ],
)
def test_merges(mine, theirs, merged, both):
    found = merge_texts(BASE, mine, theirs)
    assert merged is None or found.text == merged
    assert len(found.both) == both


def test_both_are_told_in_words():
    assert merge_texts("a b c", "a x c", "a y z c") == Merged("a y z x c", (("y z", "x"),))


@pytest.mark.parametrize(
    ("old", "new", "other", "minutes", "logged"),
    [
        ("", "words", True, None, False),
        ("words", "words more", False, 1, False),
        ("words", "words more", False, 5, True),
        ("words", "words more", False, None, True),
        ("words", "words more", True, 1, True),
        ("word " * 50, "", False, 1, True),
        ("word " * 30, "", False, 1, False),
    ],
)
def test_earlier_text_is_logged(old, new, other, minutes, logged):
    since = None if minutes is None else timedelta(minutes=minutes)
    assert must_log(old, new, by_other=other, since_logged=since) is logged
