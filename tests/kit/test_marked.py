"""A canonical text with its marks: every piece says where it stands, and nothing struck out is sent."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.kit.marked import Mark, cut_blocks
from wapentake.kit.templatetags.kit_text import marked_text

TEXT = "## 4. Streets 🙂\n\n**Action:** MS to pay £200 by May.\n\n|| MS\n\n| Area | 2016 |\n| North | 43 |"


def mark(words, kind, passage):
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, passage, passage)


def list_pieces(text, marks=(), struck=()):
    return [piece for block in cut_blocks(text, marks, struck) for row in block.rows for cell in row for piece in cell]


def test_kinds_of_block():
    assert [block.kind for block in cut_blocks(TEXT, [])] == ["heading", "paragraph", "margin", "table"]


def test_signs_are_left_out_and_bold_is_told():
    shown = [(piece.text, piece.bold) for piece in list_pieces(TEXT)]
    assert shown == [
        ("4. Streets 🙂", False),
        ("Action:", True),
        (" MS to pay £200 by May.", False),
        ("MS", False),
        ("Area", False),
        ("2016", False),
        ("North", False),
        ("43", False),
    ]


@pytest.mark.parametrize("text", ["one ** two", "2 ** 3 ** 4 ** 5"])
def test_odd_signs_for_bold_are_plain_characters(text):
    assert [piece.text for piece in list_pieces(text)] == [text]


def test_a_mark_within_a_mark():
    wide, narrow = mark("MS to pay £200 by May", "action", 1), mark("£200", "amount", 2)
    marked = [(p.text, p.marks, p.begins, p.ends) for p in list_pieces(TEXT, [narrow, wide]) if p.marks]
    assert marked == [
        ("MS to pay ", (wide,), (wide,), ()),
        ("£200", (wide, narrow), (narrow,), (narrow,)),
        (" by May", (wide,), (), (wide,)),
    ]


def test_html_of_a_mark_leads_to_its_card():
    html = marked_text(TEXT, [mark("£200", "amount", 2)])
    assert '<span class="app-anchor" id="mark-2"></span><mark class="app-mark app-mark--amount"' in html
    assert 'data-passage="2"' in html
    assert 'href="#card-2"' in html
    assert 'Amount: </span><span data-start="' in html


def test_a_passage_of_two_spans_has_one_anchor():
    html = marked_text(TEXT, [mark("MS to", "finding", "f1"), mark("by May", "finding", "f1")])
    assert html.count('id="mark-f1"') == 1
    assert html.count('data-passage="f1"') == 2


def test_struck_words_are_not_sent():
    start = TEXT.index("MS to")
    html = marked_text(TEXT, [mark("MS to pay £200", "action", 1)], [(start, start + 9)])
    assert "MS to pay" not in html
    assert html.count("struck out") == 1
    assert "£200" in html


def test_text_is_escaped():
    assert "<script>" not in marked_text("<script>alert(1)</script>", [])


ROUGH = st.text(alphabet="ab 🙂*|#\n<&", max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5)


@given(ROUGH, SPANS)
def test_each_piece_stands_where_it_says(text, spans):
    marks = [Mark(start, start + length, "item", number) for number, (start, length) in enumerate(spans)]
    html = marked_text(text, marks)
    places = [
        (int(start), unescape(words))
        for start, words in re.findall(r'data-start="(\d+)">(.*?)</(?:span|b)>', html, re.S)
    ]
    for start, words in places:
        assert text[start : start + len(words)] == words
    assert places == sorted(places)


@given(ROUGH, SPANS)
def test_a_bar_covers_all_of_its_span(text, spans):
    bars = [(start, start + length) for start, length in spans]
    for piece in list_pieces(text, struck=bars):
        places = range(piece.start, piece.start + len(piece.text))
        assert not any(start <= place < end for start, end in bars for place in places)
