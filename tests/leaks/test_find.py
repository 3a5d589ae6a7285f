"""The whole check: the laws of its spans and likenesses, what it says, hostile text, and a real page."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.limits import assert_grows_evenly
from tests.fuzz.lines import IN_LINES, REPEATED
from wapentake.leaks import Leak, find_leaks
from wapentake.reading import read
from wapentake.terms import LeakKind

ONE_OF_EACH = {
    LeakKind.PHONE: "Anyone who wants to help may ring 0116 270 4431 in the evening of any day.",
    LeakKind.EMAIL: "Those who wish to come should write to jean.allwood@ottersby.example by then.",
    LeakKind.POSTCODE: "The van was seen again at night near the garages behind LE18 2DR last week.",
    LeakKind.BIRTH: "The boy who was found on the quay, born on 3 May 2009, was taken to hospital.",
    LeakKind.HOUSEHOLD: "An elderly man who lives alone in Harbour Row has dementia and was found there.",
    LeakKind.SMALL_COUNT: "The service reported that 3 Polish residents had asked for help since the spring.",
    LeakKind.NAME: "It was said that Mrs Allwood had asked for the lamps to be mended before winter.",
}
HARMLESS = [
    "The lamps were mended.",
    "Ring 101 where there is no danger.",
    "KL to ask the Council for £1,549.07 by 2 June 2018.",
    "Venue: Harbour House, LE18 2DR",
    "| a | b |",
    "- a bullet",
    "",
]
PIECES = st.sampled_from(
    [*ONE_OF_EACH.values(), *HARMLESS, "Mr", "3", "aged 9", "0116", "Harbour Row", "’", "İ", "\ud800", "(", "**"]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n", "\r\n", ", "]))).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
WORDY = TEXTS | st.text(max_size=80)
HOSTILE = {
    **REPEATED,
    "titles with stops": "Mr. ",
    "surnames": "Cllrs Budd, ",
    "hyphens": "A-",
    "apostrophes": "A'",
    "middle names": "Ann van ",
    "phones": "0116 270 4431 ",
    "codes": "0116 ",
    "abroad": "+44 ",
    "mailboxes": "a.b@c.",
    "dotted words": "a.",
    "postcodes": "LE1 1AA ",
    "births": "born on 3 May ",
    "ages": "a boy aged 9 ",
    "counts": "3 of the 3 Polish ",
    "residents": "3 residents who ",
    "groups": "3 residents are Polish. These ",
    "places": "In Mill Road ",
    "cases": "Mill Road calls. A man has fallen. ",
}


def likenesses(text: str) -> set[str]:
    return {one.likeness for one in find_leaks(text)}


@pytest.mark.parametrize("kind", LeakKind)
def test_each_kind_is_found_once_and_says_what_is_wrong(kind):
    text = f"The lamps were mended. {ONE_OF_EACH[kind]} The fair is in June."
    (leak,) = find_leaks(text)
    assert leak.kind is kind
    assert text[slice(*leak.around)] == ONE_OF_EACH[kind]
    assert f"“{text[slice(*leak.span)]}”" in leak.message
    assert re.fullmatch(r"[A-Z][^\n{}]+\.", leak.message)
    assert re.fullmatch(r"[A-Z][^\n{}]+\.", leak.neutral)
    assert re.fullmatch(r"[0-9a-f]{64}", leak.likeness)


@pytest.mark.parametrize("kind", LeakKind)
def test_neutral_line_is_no_leak_itself(kind):
    (leak,) = find_leaks(ONE_OF_EACH[kind])
    start, end = leak.around
    assert find_leaks(ONE_OF_EACH[kind][:start] + leak.neutral + ONE_OF_EACH[kind][end:]) == ()


@pytest.mark.parametrize("text", [*HARMLESS, "\n\n", "?", "\0"])
def test_harmless_text_gives_nothing(text):
    assert find_leaks(text) == ()


def test_long_words_are_cut_in_the_message():
    text = f"A man in Harbour Row{' and then some more' * 20} has fallen."
    (leak,) = find_leaks(text)
    assert " … " in leak.message
    assert len(leak.message) < 300


def test_leaks_stand_in_the_order_of_the_words():
    spans = [one.span for one in find_leaks("\n\n".join(ONE_OF_EACH.values()))]
    assert len(spans) == len(LeakKind)
    assert spans == sorted(spans)


def test_line_of_a_list_is_what_is_moved():
    text = "Present:\n- Mrs Allwood\n- Mark Budd\n\n1. Mr Carr spoke\n2. Lamps"
    assert [text[slice(*one.around)] for one in find_leaks(text)] == ["Mrs Allwood", "Mark Budd", "Mr Carr spoke"]


def test_short_lines_are_lines_of_their_own():
    text = "Mrs Allwood\nMark Budd\nPC Carr"
    assert [text[slice(*one.around)] for one in find_leaks(text)] == text.split("\n")


@given(WORDY)
def test_spans_lie_in_the_text_and_in_what_is_around_them(text):
    for leak in find_leaks(text):
        assert isinstance(leak, Leak)
        assert 0 <= leak.around[0] <= leak.span[0] < leak.span[1] <= leak.around[1] <= len(text)


@given(WORDY)
def test_same_text_gives_the_same(text):
    assert find_leaks(text) == find_leaks(text)


@given(TEXTS, st.data())
def test_allowed_likeness_takes_its_leaks_away_and_no_others(text, data):
    leaks = find_leaks(text)
    allowed = data.draw(st.sets(st.sampled_from([one.likeness for one in leaks]))) if leaks else set()
    assert find_leaks(text, allowed=allowed) == tuple(one for one in leaks if one.likeness not in allowed)


@given(st.lists(st.sampled_from([*ONE_OF_EACH.values(), *HARMLESS[:3]]), min_size=1), st.integers(50, 120))
def test_wrapping_keeps_the_likeness(sentences, width):
    text = " ".join(sentences)
    wrapped = textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
    for other in (wrapped, wrapped.replace("\n", "\r\n"), wrapped.replace("\n", " \n "), text.replace(" ", "  ")):
        assert likenesses(other) == likenesses(text)


@given(st.sampled_from(list(ONE_OF_EACH.values())), st.sampled_from(["Lamps.", "\n\n## Lamps\n\n", "- "]))
def test_what_stands_before_keeps_the_likeness(sentence, before):
    assert likenesses(f"{before} {sentence}") == likenesses(sentence)


def test_other_words_or_another_kind_have_another_likeness():
    text = "Mrs Allwood is on 0116 270 4431."
    assert len(likenesses(text)) == 2
    assert likenesses(text).isdisjoint(likenesses("Mrs Allwood is now on 0116 270 4431."))


@pytest.mark.parametrize("kind", [*HOSTILE, *IN_LINES])
def test_time_grows_evenly(kind):
    piece = HOSTILE.get(kind) or IN_LINES[kind]
    assert_grows_evenly(lambda size: find_leaks(piece * (size // len(piece))), 20_000, most=7, seconds=30)


def test_real_page_tells_of_a_household_and_of_a_group(shared):
    (path,) = (shared / "seeds").glob("001_*")
    record = read(path)
    known = [*(one.name for one in record.attendance), *record.people.values()]
    leaks = find_leaks(record.text, known_names=known)
    (household,) = (one for one in leaks if one.kind is LeakKind.HOUSEHOLD)
    (group,) = (one for one in leaks if one.kind is LeakKind.SMALL_COUNT)
    moved = record.text[slice(*household.around)]
    assert all(word in moved for word in ("area", "fallen", "20 calls"))
    assert record.text[slice(*group.span)].startswith("27 families")
    assert len(leaks) <= 6, "a person who sees many false hits looks at none"
