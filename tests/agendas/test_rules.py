"""What agendas are built of, what was promised twice, how items are numbered, and what a file is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.agendas.rules import (
    Drafted,
    Promised,
    Standing,
    draft_agenda,
    is_named_in,
    is_same_thing,
    is_vague,
    list_paragraphs,
    may_edit,
    merge_items,
    needs_reason,
    number_items,
    say_paragraph,
    say_size,
    write_line,
    write_lines,
)
from wapentake.terms import ItemOrigin, MeetingState

WATCH = Promised(7, "Watch schemes", "information", "Ann")
CRIME = Standing(3, "Crime figures", "discussion", 15, "Ann\nBob", "Ann")
ALL = draft_agenda(has_previous=True, open_actions=2, promised=[WATCH], standing=[CRIME])


def made_from(drafted):
    return [one.made_from for one in drafted]


def test_all_that_is_known():
    first = ["apologies", "declarations", "previous", "matters"]
    assert made_from(ALL) == [*first, "forward:7", "standing:3", "other", "next"]
    crime = ALL[5]
    assert (crime.title, crime.minutes, crime.presenter, crime.forward) == ("Crime figures", 15, "Bob", None)
    watch = ALL[4]
    assert (watch.title, watch.purpose, watch.presenter, watch.forward) == ("Watch schemes", "information", "Ann", 7)


def test_a_first_meeting_has_no_minutes_to_agree():
    drafted = draft_agenda(has_previous=False, open_actions=0, promised=[], standing=[])
    assert made_from(drafted) == ["apologies", "declarations", "other", "next"]


def lay_out(there, merged):
    return [there[one] if isinstance(one, int) else f"+{one.made_from}" for one in merged]


@pytest.mark.parametrize(
    ("there", "taken_off", "expected"),
    [
        (
            ["apologies", "declarations", "typed", "standing:3", "other", "next"],
            [],
            "apologies declarations +previous +matters typed standing:3 +forward:7 other next",
        ),
        (
            ["typed"],
            ["other", "next", "matters"],
            "+apologies +declarations +previous typed +forward:7 +standing:3",
        ),
        (
            ["other", "typed"],
            [],
            "+apologies +declarations +previous +matters other typed +forward:7 +standing:3 +next",
        ),
        (made_from(ALL), [], " ".join(made_from(ALL))),
    ],
)
def test_what_is_new_finds_its_place(there, taken_off, expected):
    bare = ["" if one == "typed" else one for one in there]
    assert lay_out(there, merge_items(bare, ALL, taken_off=taken_off)) == expected.split()


NAMES = st.sampled_from([one.made_from for one in ALL])


@given(st.lists(st.one_of(NAMES, st.just("")), max_size=12), st.sets(NAMES))
def test_building_removes_nothing_keeps_the_order_and_twice_is_once(there, taken_off):
    merged = merge_items(there, ALL, taken_off=taken_off)
    assert [one for one in merged if isinstance(one, int)] == list(range(len(there)))
    after = [there[one] if isinstance(one, int) else one.made_from for one in merged]
    assert {one.made_from for one in ALL} <= {*after, *taken_off}
    assert merge_items(after, ALL, taken_off=taken_off) == list(range(len(after)))


@pytest.mark.parametrize(
    ("numbers", "highest", "expected"),
    [
        ([None, None], 0, [1, 2]),
        ([None, None], 54, [55, 56]),
        ([55, None, 56], 54, [55, 57, 56]),
        ([55, None], 60, [55, 61]),
        ([], 3, []),
    ],
)
def test_numbers(numbers, highest, expected):
    assert number_items(numbers, highest=highest) == expected


@given(st.lists(st.one_of(st.none(), st.integers(1, 200)), unique_by=lambda one: one or object()), st.integers(0, 99))
def test_a_number_stays_and_none_is_given_twice(numbers, highest):
    given_ones = number_items(numbers, highest=highest)
    assert all(was in (None, now) for was, now in zip(numbers, given_ones, strict=True))
    assert len(set(given_ones)) == len(given_ones)
    assert number_items(given_ones, highest=highest) == given_ones
    assert all(now > highest for was, now in zip(numbers, given_ones, strict=True) if was is None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Farm Watch presentation", "FARM WATCH PRESENTATION", True),
        ("The Farm Watch presentation", "Presentation on Farm Watch", True),
        ("Farm Watch", "Farm Watch presentation by the police", True),
        ("Hate crime campaign", "Campaign on hate crime in schools", True),
        ("Crime", "Hate crime campaign", False),
        ("The bid", "The bid", True),
        ("The bid", "Bid for the youth club", False),
        ("Taxi marshals", "Taxi ranks", False),
        ("Presentation", "Farm Watch presentation", False),
        ("Marshals", "Report on marshals", True),
        ("", "", False),
    ],
)
def test_promised_twice(one, other, same):
    assert is_same_thing(one, other) is same
    assert is_same_thing(other, one) is same


@pytest.mark.parametrize(
    ("title", "vague"), [("The bid", True), ("Item", True), ("", True), ("Drone bid", False), ("Taxi marshals", False)]
)
def test_titles_that_say_nothing(title, vague):
    assert is_vague(title) is vague


@pytest.mark.parametrize(
    ("title", "text", "named"),
    [
        ("Hate crime campaign", "The item on the hate crime campaign is deferred to September.", True),
        ("Hate crime campaign", "The item is deferred to September.", False),
        ("The bid", "The bid is deferred.", False),
    ],
)
def test_titles_that_a_text_names(title, text, named):
    assert is_named_in(title, text) is named


@given(st.text("abc the", max_size=20), st.text("abc the", max_size=20))
def test_sameness_has_no_direction(one, other):
    assert is_same_thing(one, other) == is_same_thing(other, one)


@pytest.mark.parametrize(
    ("state", "edited", "late"),
    [
        (MeetingState.PLANNED, True, False),
        (MeetingState.AGENDA_DRAFT, True, False),
        (MeetingState.AGENDA_PUBLISHED, True, True),
        (MeetingState.HELD, False, False),
        (MeetingState.CANCELLED, False, False),
    ],
)
def test_when_an_agenda_may_be_written(state, edited, late):
    assert may_edit(state).ok is edited
    assert needs_reason(state) is late


def test_paragraphs_of_both_countries():
    numbers = {
        country: [one.number for one in list_paragraphs() if one.country == country] for country in ("England", "Wales")
    }
    assert numbers == {"England": list("1234567"), "Wales": [str(one) for one in range(12, 19)]}  # fmt: skip
    assert say_paragraph("1") == "Exempt: paragraph 1 (tells of a person)"
    assert say_paragraph("99") == "Exempt: paragraph 99"


@pytest.mark.parametrize(
    ("size", "said"),
    [(12, "12 bytes"), (83_210, "83 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"), (2_449_000, "2.4 MB")],
)
def test_size(size, said):
    assert say_size(size) == said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Two  words", "Two words"),
        ("## 3. No heading", "3. No heading"),
        ("| no | table", "no | table"),
        ("- no list", "no list"),
        ("**No bold** words", "No bold** words"),
        ("one\ntwo", "one two"),
    ],
)
def test_typed_words_stay_words(text, line):
    assert write_line(text) == line


def test_paragraphs_of_a_note():
    assert write_lines("First.\n\n## Second.\r\n  ") == ["First.", "Second."]


def test_a_drafted_item_is_not_of_the_plan_unless_it_is():
    assert Drafted("other", "Any other business", ItemOrigin.STANDING).forward is None
