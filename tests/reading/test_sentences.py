"""Blocks to sentences: what ends one, and what only looks like it."""

import pytest
from hypothesis import given

from tests.reading.made_pages import pages
from wapentake.reading.blocks import find_blocks
from wapentake.reading.document import clean_text
from wapentake.reading.layout import lay_out
from wapentake.reading.phrases import words_in
from wapentake.reading.sentences import Sentence, flat, split_block


def split(text: str) -> list[Sentence]:
    return [one for index, block in enumerate(find_blocks(text)) for one in split_block(block, index)]


# Each case: the sentences with a bar between two.
ENDS = [
    "The lights work.|KL thanked the Trust.",
    "Was it paid?|It was.",
    "It was!|KL said so.",
    "It costs £40.|£20 was paid.",
    "It was agreed.|“We shall see,” said Mrs Cole.",
    "He said “so.”|The bid fell.",
    "It fell (see below.)|KL will ask.",
    "They asked of costs, lamps etc.|She will ask again.",
    "They asked of costs etc. and KL will ask again.",
    "It rose in 2018.|In 2019 it fell.",
    "There were 12.|The year before, 14.",
    "It was agreed...|KL will ask.",
    "KL to ask;|BR to write to the Trust.",
    "The last.|• Another point",
    "The bid fell.|12 people came.",
    "KL will ask the PCC.|BR will write.",
]
KEPT = [
    "Insp. Mike Low was there.",
    "Ch. Insp. Low and Cllr. Reed met.",
    "Mr. A. Low spoke.",
    "Then J. R. Reed spoke.",
    "It is at No. 10 on the quay.",
    "It takes approx. Ten days.",
    "Lamps, poles, etc. Were listed.",
    "Some venues, e.g. The Anchor, joined.",
    "Some venues, i.e. Two, joined.",
    "It began at 7.30pm and ended at 9.00.",
    "It rose by 3.5 per cent.",
    "See quay.example.org for more.",
    "It met on 8.5.18 in the hall.",
    "Lights; poles; brackets.",
    "It was agreed... in the end.",
    "St. Mary’s Road is dark.",
    "No stop at the end",
    "It met on Tues. 8 Oct. 2018.",
]


@pytest.mark.parametrize("text", [*ENDS, *KEPT])
def test_sentences_end_where_a_person_would_say(text):
    assert [one.words for one in split(text.replace("|", " "))] == text.split("|")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3.2 The lights work. They shine.", ["The lights work.", "They shine."]),
        ("**Lights** They work.", ["They work."]),
        ("**Lights:** they work.", ["Lights: they work."]),
        (
            "The lights went out and\nwere mended. Then\nthey shone.",
            ["The lights went out and were mended.", "Then they shone."],
        ),
        ("The lights... view the full minutes text for item 3", ["The lights"]),
        ("The lights… Read more", ["The lights… Read more"]),
        ("", []),
    ],
)
def test_what_is_no_part_of_a_sentence_is_left_out(text, wanted):
    assert [one.words for one in split(text)] == wanted


def test_spans_hold_the_words():
    text = "- One  thing\n  was said. Another.\n\nThird."
    assert [text[one.start : one.end] for one in split(text)] == ["One  thing\n  was said.", "Another.", "Third."]
    assert [one.block for one in split(text)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("words", "wanted"), [("a\nb", "a b"), ("a  \t b", "a b"), ("**a** b", "a b"), ("a b", "a b"), ("a*b", "a*b")]
)
def test_flat_words_stand_on_one_line(words, wanted):
    assert flat(words) == wanted


@given(pages)
def test_sentences_lie_in_their_blocks_one_after_the_other(text):
    text = clean_text(text)
    for index, block in enumerate(find_blocks(text)):
        end = block.start
        for one in split_block(block, index):
            assert end <= one.start < one.end <= block.end
            assert flat(text[one.start : one.end]).split() == one.words.split()
            end = one.end


@given(pages)
def test_what_a_page_says_of_its_words_is_what_each_sentence_says(text):
    layout = lay_out(clean_text(text))
    for one in (one for sentences in layout.sentences for one in sentences):
        assert one.said == words_in(one.words)


def test_a_letter_that_is_two_when_small_moves_no_words():
    layout = lay_out("İpek will write to İzmir. KL will ask.")
    assert [one.words for one in layout.sentences[0]] == ["İpek will write to İzmir.", "KL will ask."]
    assert {"kl", "will", "ask"} == layout.sentences[0][1].said
