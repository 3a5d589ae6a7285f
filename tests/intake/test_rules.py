"""The pure rules: what is proposed, what is recognised, and where words stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.pages import AGENDA, CORRECTED, MINUTES, NO_DAY
from wapentake.intake.rules import (
    Known,
    due_of,
    find_item,
    find_words,
    likeness_of,
    match,
    pence_of,
    propose,
    say_core,
    say_due,
)
from wapentake.reading import read

KINDS = ["meeting", "attendance", "attendance", "attendance", "attendance", "item", "item", "item"]
KINDS += ["action", "action", "action", "decision", "decision", "amount", "figure"]


def known_of(page: str) -> list[Known]:
    made = propose(read(page, name="page.md"))
    return [Known(number, one.kind, one.likeness, say_core(one.kind, one.data)) for number, one in enumerate(made)]


def test_record_proposes_its_meeting_first_and_every_statement():
    made = propose(read(MINUTES, name="page.md"))
    assert [one.kind for one in made] == KINDS
    assert made[0].data == {
        "body": "Larkmoor Community Safety Partnership",
        "on": "2024-03-12",
        "time": "10:00",
        "venue": "Corn Hall, Larkmoor",
    }


@pytest.mark.parametrize("page", [MINUTES, CORRECTED, AGENDA, NO_DAY, "", "A line."])
def test_spans_lie_inside_the_text(page):
    record = read(page, name="page.md")
    for one in propose(record):
        assert 0 <= one.span[0] <= one.span[1] <= len(record.text)


def test_page_without_a_day_says_what_is_missing():
    meeting = propose(read(NO_DAY, name="page.md"))[0]
    assert (meeting.certain, meeting.data["on"]) == (False, None)
    assert meeting.reason == "The page does not say when it was held."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("action", {"owners": ["TB"], "text": "write to them."}),
            ("action", {"owners": ["TB"], "text": " Write  to them"}),
        ),
        (("item", {"title": "Burglary – Tallow Lane"}), ("item", {"title": "burglary Tallow  Lane"})),
        (
            ("meeting", {"body": "The Lark Board", "on": "2024-01-02"}),
            ("meeting", {"body": "Lark  board", "on": "2024-01-02"}),
        ),
        (
            ("attendance", {"name": "Kieron O’Hara", "status": "present"}),
            ("attendance", {"name": "Kieron O'Hara", "status": "present"}),
        ),
    ],
)
def test_likeness_ignores_spaces_and_marks(one, other):
    assert likeness_of(*one) == likeness_of(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("action", {"owners": ["TB"], "text": "write"}), ("action", {"owners": ["DC"], "text": "write"})),
        (
            ("action", {"owners": [], "text": "write"}),
            ("action", {"owners": [], "text": "write", "due": {"date": "2024-01-01"}}),
        ),
        (
            ("attendance", {"name": "Ann Lee", "status": "present"}),
            ("attendance", {"name": "Ann Lee", "status": "apologies"}),
        ),
        (("item", {"title": "Grants"}), ("decision", {"kind": "", "text": "Grants"})),
    ],
)
def test_likeness_tells_apart_what_differs(one, other):
    assert likeness_of(*one) != likeness_of(*other)


WORDS = st.lists(st.sampled_from(["write", "to", "the", "landlords", "lamps", "by", "May"]), min_size=1, max_size=8)


@given(WORDS, st.lists(st.sampled_from([" ", "  ", "\n", ", ", " – ", "; "]), min_size=8, max_size=8))
def test_likeness_is_the_same_whatever_stands_between_the_words(words, between):
    plain = likeness_of("decision", {"kind": "agreed", "text": " ".join(words)})
    odd = "".join(word + gap for word, gap in zip(words, between, strict=False))
    assert likeness_of("decision", {"kind": "agreed", "text": odd.upper()}) == plain


def test_page_matched_with_itself_says_all_the_same():
    known = known_of(MINUTES)
    assert match(propose(read(MINUTES, name="page.md")), known) == [(one.id, True) for one in known]


def test_corrected_page_differs_in_what_was_corrected():
    found = match(propose(read(CORRECTED, name="page.md")), known_of(MINUTES))
    differ = [(KINDS[place], known) for place, (known, same) in enumerate(found) if not same]
    assert differ == [("action", KINDS.index("action")), ("action", None)]


PEOPLE = st.sampled_from(["Ann Lee", "Ann Leigh", "Bo Quist", "Cy Marsh"])
STATEMENT = st.one_of(
    st.builds(lambda words: ("decision", {"kind": "agreed", "text": " ".join(words)}), WORDS),
    st.builds(lambda words: ("action", {"owners": [], "text": " ".join(words)}), WORDS),
    st.builds(lambda name: ("attendance", {"name": name, "status": "present", "organisation": "The Council"}), PEOPLE),
)


@given(st.lists(STATEMENT, max_size=8), st.lists(STATEMENT, max_size=8))
def test_known_statement_is_matched_once_and_by_its_kind(new, old):
    template = propose(read(MINUTES, name="page.md"))[0]
    proposals = [
        type(template)(kind=kind, span=(0, 0), item=None, data=data, likeness=likeness_of(kind, data))
        for kind, data in new
    ]
    known = [
        Known(place, kind, likeness_of(kind, data), say_core(kind, data)) for place, (kind, data) in enumerate(old)
    ]
    found = match(proposals, known)
    taken = [one for one, _ in found if one is not None]
    assert len(found) == len(new)
    assert len(taken) == len(set(taken))
    for proposal, (one, same) in zip(proposals, found, strict=True):
        if one is not None:
            assert known[one].kind == proposal.kind
            assert same == (known[one].likeness == proposal.likeness)


def test_another_person_of_the_same_organisation_is_no_correction():
    """Everything but the name is alike, and the name is what counts."""
    old = {"name": "Ruth Ashdown", "organisation": "Larkmoor Borough Council", "status": "present"}
    new = {"name": "Tom Beckwith", "organisation": "Larkmoor Borough Council", "status": "present"}
    template = propose(read(MINUTES, name="page.md"))[0]
    proposal = type(template)(
        kind="attendance", span=(0, 0), item=None, data=new, likeness=likeness_of("attendance", new)
    )
    known = [Known(1, "attendance", likeness_of("attendance", old), say_core("attendance", old))]
    assert match([proposal], known) == [(None, False)]
    absent = {**old, "status": "apologies"}
    proposal = type(template)(
        kind="attendance", span=(0, 0), item=None, data=absent, likeness=likeness_of("attendance", absent)
    )
    assert match([proposal], known) == [(1, False)]


@pytest.mark.parametrize(
    ("due", "found"),
    [
        (None, (None, "")),
        ({"date": "2024-04-30"}, (date(2024, 4, 30), "")),
        ({"date": "2024-02"}, (date(2024, 2, 29), "February 2024")),
        ({"date": "2024-02", "event": "the spring count"}, (date(2024, 2, 29), "the spring count")),
        ({"date": None, "event": "next meeting"}, (None, "next meeting")),
        ({"date": "2024-13"}, (None, "")),
    ],
)
def test_due(due, found):
    assert due_of({"due": due}) == found


def test_month_is_shown_as_an_event():
    assert say_due({"due": {"date": "2024-02"}}) == (None, "February 2024")


@pytest.mark.parametrize(("value", "pence"), [("1250.00", 125000), ("-0.07", -7), ("1549.07", 154907)])
def test_pence(value, pence):
    assert pence_of("amount", {"value": value}) == pence
    assert pence_of("action", {"value": value}) is None


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("a task\nfor Ann", "task for", (2, 10)),
        ("a task | for", " task   for ", (2, 12)),
        ("a **task** for", "task for", (4, 14)),
        ("a task", "", None),
        ("a task", "   ", None),
        ("a task", "Task", None),
        ("cost (net)", "(net)", (5, 10)),
    ],
)
def test_words_are_found_however_their_lines_broke(text, words, found):
    assert find_words(text, words) == found


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_found_stand_inside_the_text_and_are_the_words(text, start, end):
    words = text[min(start, end) : max(start, end)]
    found = find_words(text, words)
    if not words.split():
        assert found is None
    else:
        assert found is not None
        assert 0 <= found[0] < found[1] <= len(text)
        drop = str.maketrans("", "", "|*/")
        assert "".join(text[slice(*found)].translate(drop).split()) == "".join(words.translate(drop).split())


@pytest.mark.parametrize(("start", "item"), [(0, None), (9, None), (10, 0), (25, 0), (30, 1), (99, 2)])
def test_item_under_which_a_place_lies(start, item):
    assert find_item([(1, 30), (0, 10), (2, 50)], start) == item
