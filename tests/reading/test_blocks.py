"""Canonical text to blocks: what a person would see as one thing is one block, and its span holds its words."""

import pytest
from hypothesis import given

from tests.reading.made_pages import pages
from wapentake.reading.blocks import Block, Kind, find_blocks
from wapentake.reading.document import clean_text


def tell_block(text: str, block: Block) -> str:
    """A block in short: its kind and level, its marker, whether it is bold, and its words or cells."""
    words = " / ".join(text[a:b] for a, b in block.cells) if block.cells else text[block.start : block.end]
    kind = {Kind.HEADING: f"h{block.level}", Kind.BULLET: f"li{block.level} {block.marker}"}.get(
        block.kind, block.kind.value
    )
    return f"{kind}{' bold' if block.bold else ''}: {' '.join(words.split())}"


def tell(text: str) -> list[str]:
    return [tell_block(text, block) for block in find_blocks(text)]


LONG = "The lights on the quay went out twice in the week, and nobody was told"  # as long as a wrapped line

CASES = [
    # headings
    ("# Quay Group", ["h1: Quay Group"]),
    ("## 3. Lights\n\nThey work.", ["h2: 3. Lights", "paragraph: They work."]),
    ("###### Deep", ["h6: Deep"]),
    ("####### Deeper", ["paragraph: ####### Deeper"]),
    ("#3 Lights", ["paragraph: #3 Lights"]),
    ("## Lights\nThey work.", ["h2: Lights", "paragraph: They work."]),
    # paragraphs
    ("One.\n\nTwo.", ["paragraph: One.", "paragraph: Two."]),
    ("One.\n\n\n\nTwo.", ["paragraph: One.", "paragraph: Two."]),
    ("  Indented.", ["paragraph: Indented."]),
    (f"{LONG} of it.\n{LONG} of it.", [f"paragraph: {LONG} of it. {LONG} of it."]),
    (f"{LONG}\nbefore the weekend.", [f"paragraph: {LONG} before the weekend."]),
    # lines of the page are longer elsewhere, so these were not wrapped
    (
        f"{LONG} and nobody came\nto mend.\n\nAnn Bell (Chair), Quay Borough Council, harbour\nJoe Dee, Quay Police",
        [
            f"paragraph: {LONG} and nobody came to mend.",
            "paragraph: Ann Bell (Chair), Quay Borough Council, harbour",
            "paragraph: Joe Dee, Quay Police",
        ],
    ),
    ("Present and\nApologies", ["paragraph: Present and Apologies"]),
    ("Ann Low\nBen Reed", ["paragraph: Ann Low", "paragraph: Ben Reed"]),
    ("J. Low\nR. Reed", ["paragraph: J. Low", "paragraph: R. Reed"]),
    (f"{LONG} of it.\nACTION: KL to ask", [f"paragraph: {LONG} of it.", "paragraph: ACTION: KL to ask"]),
    # lists
    ("- ask\n- write", ["li0 -: ask", "li0 -: write"]),
    ("• ask\n• write", ["li0 •: ask", "li0 •: write"]),
    ("§  KL to ask", ["li0 §: KL to ask"]),
    ("o  Ask for it", ["li0 o: Ask for it"]),
    ("o ask", ["paragraph: o ask"]),
    ("1. ask\n2. write", ["li0 1.: ask", "li0 2.: write"]),
    ("(a) ask\n(b) write", ["li0 (a): ask", "li0 (b): write"]),
    ("a. Ask\nb. Write", ["li0 a.: Ask", "li0 b.: Write"]),
    ("iv) ask", ["li0 iv): ask"]),
    ("3.2 The lights", ["li0 3.2: The lights"]),
    ("3.2.1. The lights", ["li0 3.2.1.: The lights"]),
    ("- ask\n  - twice\n    - more", ["li0 -: ask", "li1 -: twice", "li2 -: more"]),
    ("- ask for\nthe quote", ["li0 -: ask for the quote"]),
    ("1.**Lights** They work.", ["li0 1.: **Lights** They work."]),
    ("-5 degrees", ["paragraph: -5 degrees"]),
    ("2.30pm start", ["paragraph: 2.30pm start"]),
    ("-", ["paragraph: -"]),
    # tables
    ("| a | b |\n| c | d |", ["row: a / b", "row: c / d"]),
    ("| a |  | c |", ["row: a / / c"]),
    ("| a | b", ["row: a / b"]),
    ("Ann Low    KL\nBen Reed    BR", ["row: Ann Low / KL", "row: Ben Reed / BR"]),
    ("Ann Low\tKL\nBen Reed\tBR", ["row: Ann Low / KL", "row: Ben Reed / BR"]),
    ("Ann Low    KL", ["paragraph: Ann Low KL"]),
    # margin notes
    ("The lights.\n\n|| KL", ["paragraph: The lights.", "margin: KL"]),
    ("|| KL\n|| BR", ["margin: KL", "margin: BR"]),
    ("||", ["margin: "]),
    ("|", ["paragraph: |"]),
    # bold
    ("**Lights**", ["paragraph bold: Lights"]),
    ("**Lights**.", ["paragraph bold: Lights"]),
    ("- **Lights**", ["li0 - bold: Lights"]),
    ("**Lights** work.", ["paragraph: **Lights** work."]),
    ("*ACTIONS*: KL to ask.", ["paragraph: *ACTIONS*: KL to ask."]),
    ("***", ["paragraph: ***"]),
    ("", []),
    ("\n\n", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[repr(text)[:40] for text, _ in CASES])
def test_blocks_are_what_a_person_sees(text, wanted):
    assert tell(text) == wanted


@pytest.mark.parametrize(
    ("text", "lead"),
    [("**Lights** They work.", "**Lights**"), ("*ACTIONS*: KL", "*ACTIONS*"), ("Lights", ""), ("**Lights**", "Lights")],
)
def test_lead_is_the_bold_run_at_the_start(text, lead):
    (block,) = find_blocks(text)
    assert text[block.start : block.lead] == lead


def test_gap_counts_the_blank_lines_before():
    assert [block.gap for block in find_blocks("One.\n\nTwo.\n\n\n\nThree.\n- four")] == [0, 1, 3, 0]


@pytest.mark.parametrize("head", ["Action", "By whom"])
def test_column_of_owners_beside_text_becomes_margin_notes(head):
    text = f"| Item | Minute | {head} |\n| 3. | The lights were out. | KL |\n|  | They work again. |  |"
    assert tell(text) == ["li0 3.: The lights were out.", "margin: KL", "paragraph: They work again."]


def test_column_of_days_keeps_the_table():
    text = "| Item | Action | By when |\n| 3. | Ask | May |"
    assert tell(text) == ["row: Item / Action / By when", "row: 3. / Ask / May"]


@given(pages)
def test_blocks_hold_every_word_once_and_in_order(text):
    text = clean_text(text)
    blocks = find_blocks(text)
    ends = [0, *(block.end for block in blocks)]
    assert all(end <= block.start <= block.end for end, block in zip(ends, blocks, strict=False))
    assert all(text[block.start : block.end] == block.words for block in blocks)
    assert all(block.start <= block.lead <= block.end for block in blocks)
    between = [text[end : block.start] for end, block in zip(ends, blocks, strict=False)] + [text[ends[-1] :]]
    left = [word for gap in between for word in gap.split() if len(word) > 5]
    assert left == [], "what stands between blocks is marks and markers only"
