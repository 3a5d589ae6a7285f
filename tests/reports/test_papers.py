"""Papers as values: kept and read again, arranged without losing a word, and headed by what the page says."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.reading import read
from wapentake.reports.arranging import Grid, Listing, Noted, Paragraph, arrange, form_of
from wapentake.reports.composing import paper_of_text
from wapentake.reports.heading import say_moment
from wapentake.reports.papers import Head, Paper, Part
from wapentake.reports.printing import lay_out_print
from wapentake.reports.webpage import write_parts, write_plain
from wapentake.terms import parse_iso

HEAD = Head("minutes", "Harrowmere Community Safety Partnership", "2024-07-09", "10:00", "Corn Hall, Harrowmere")
ITEMS = "\n\n## 1. Lamps\n\nThe lamps were lit.\n\n## 2. Boats\n\nThe boats were counted.\n"
WORDS = st.text("abc <>&\"'", min_size=1, max_size=8).map(lambda words: f"w{words.strip()}w")
MARKERS = st.sampled_from(["-", "•", "1.", "7.", "a.", "(a)", "2.3", "iv."])
ONE_PART = st.one_of(
    st.builds(Part, st.just("paragraph"), WORDS, lead=st.just("") | WORDS, joined=st.booleans()),
    st.builds(Part, st.just("item"), WORDS, marker=MARKERS, level=st.integers(0, 3)),
    st.builds(Part, st.just("heading"), WORDS),
    st.builds(Part, st.just("note"), WORDS),
    st.builds(
        lambda cells, joined: Part("row", " ".join(cells), cells=tuple(cells), joined=joined),
        st.lists(WORDS, min_size=2, max_size=3),
        st.booleans(),
    ),
)
PARTS = st.lists(ONE_PART, max_size=12)


def words_in(value: object) -> list[str]:
    """All words of values of JSON, in their order."""
    if isinstance(value, str):
        return [value] if value.startswith("w") else []
    rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [word for one in rows for word in words_in(one)]


def words_of(part: Part) -> list[str]:
    return [*part.cells] if part.kind == "row" else [one for one in (part.lead, part.text) if one]


@given(PARTS)
def test_no_word_is_lost_or_moved_however_parts_are_arranged(parts):
    told = lay_out_print(Paper(HEAD, parts=tuple(parts)))["front"]
    assert sorted(words_in(told)) == sorted(word for part in parts for word in words_of(part))
    html = write_parts(parts, level=3)
    for tag in ("p", "ul", "ol", "li", "table", "tr", "td"):
        assert len(re.findall(rf"<{tag}[ >]", html)) == html.count(f"</{tag}>")


@given(PARTS)
def test_a_paper_that_is_kept_is_the_paper_that_was_made(parts):
    paper = Paper(HEAD, parts=tuple(parts))
    assert Paper.from_dict(json.loads(json.dumps(paper.to_dict()))) == paper


def test_keys_of_a_later_form_are_left_out():
    told = Paper(HEAD).to_dict() | {"colour": "red"}
    told["head"]["smell"] = "none"
    assert Paper.from_dict(told) == Paper(HEAD)


@given(PARTS)
def test_plain_html_has_no_looks_and_the_same_words(parts):
    plain = write_plain(parts, level=3)
    assert " class=" not in plain
    assert read(f"<main>{plain}</main>", name="a.html").text == read(f"<main>{write_parts(parts, level=3)}</main>",
                                                                    name="a.html").text  # fmt: skip


@pytest.mark.parametrize(
    ("marker", "form"), [("-", ""), ("•", ""), ("3.", "1"), ("b.", "a"), ("(a)", None), ("2.3", None), ("iv.", None)]
)
def test_lists_that_html_can_count(marker, form):
    assert form_of(marker) == form


def test_kinds_of_shapes():
    parts = [
        Part("paragraph", "Present:"), Part("paragraph", "Ann Bell", joined=True), Part("item", "one", marker="1."),
        Part("item", "two", marker="2."), Part("item", "point", marker="-"), Part("row", "", cells=("A", "B")),
        Part("row", "", cells=("1", "2"), joined=True), Part("paragraph", "To write."), Part("note", "TB"),
    ]  # fmt: skip
    shapes = arrange(parts)
    assert [type(one) for one in shapes] == [Paragraph, Listing, Listing, Grid, Noted]
    assert len(shapes[0].lines) == 2
    assert shapes[3].has_head


@pytest.mark.parametrize(
    ("top", "kept"),
    [
        ("# Harrowmere Community Safety Partnership", []),
        ("Minutes of the meeting held on Tuesday 9th July 2024 at 10.00 am in the Corn Hall, Harrowmere", []),
        ("**HARROWMERE CSP**\n\nTuesday, 9 July 2024", []),
        ("Minutes of the meeting held on 10 July 2024", ["Minutes of the meeting held on 10 July 2024"]),
        ("Present: Ann Bell", ["Present: Ann Bell"]),
        ("Venue: Town Hall\n\nContact: Ann Bell Email: ann@harrowmere.example", ["Venue: Town Hall"]),
    ],
)
def test_lines_at_the_top_that_only_say_what_the_head_says_are_not_said_twice(top, kept):
    paper = paper_of_text(f"{top}{ITEMS}", HEAD)
    assert [f"{part.lead}{part.text}" for part in paper.parts if part.lead != "Items"][: len(kept) or None] == kept


def test_head_takes_from_the_text_what_the_register_lacks():
    bare = Head("minutes", "Harrowmere Community Safety Partnership", "2024-07-09")
    top = "# Agenda and minutes\n\nVenue: Corn Hall. View directions\n\nContact: Ann Bell Email:\n\nNote: Outside body"
    head = paper_of_text(f"{top}{ITEMS}", bare).head
    assert (head.venue, head.contact, head.note) == ("Corn Hall", "Ann Bell", "Outside body")


@pytest.mark.parametrize(
    ("time", "said"),
    [("14:00", "2.00 pm"), ("09:05", "9.05 am"), ("00:30", "12.30 am"), ("12:00", "12.00 pm"), ("", ""), ("noon", "")],
)
def test_hour_is_written_as_councils_write_it(time, said):
    on = parse_iso("2024-07-09")
    assert say_moment(on, time) == f"Tuesday, 9 July 2024 {said}".strip()
