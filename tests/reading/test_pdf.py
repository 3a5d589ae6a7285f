"""PDF: lines, columns, margin notes, tables and paragraphs found again from the places of words."""

import pytest

from tests.reading.drawn_pdf import BOLD, LEFT, SIZE, SLANTED, Paper
from wapentake.reading.document import Document, clean_text
from wapentake.reading.pdf import read_pdf

NOISE = "Calls about noise had fallen since the spring, and the wardens were thanked for their patient work."
LAMPS = "The lamps on Mill Lane are still dark. Jo Lane agreed to write to the depot and to ask for a date."
MARGIN = 490.0


def read(paper: Paper) -> Document:
    document = read_pdf(paper.data())
    assert clean_text(document.text) == document.text
    return document


def lines_of(paper: Paper) -> list[str]:
    """The blocks of the text of a paper."""
    return [line for line in read(paper).text.split("\n") if line]


# The right-hand column


def test_notes_stand_after_the_paragraph_beside_which_they_stand():
    paper = Paper()
    paper.line((LEFT, "ITEMS", BOLD), (MARGIN, "Action", BOLD))
    paper.line((LEFT, "1"), (LEFT + 20, "Street lighting", BOLD))
    first = paper.block(LAMPS + " " + NOISE)
    paper.block(NOISE)
    third = paper.bullet(LAMPS, lead="Bins")
    paper.bullet(NOISE)
    paper.next_page()
    fifth = paper.block(LAMPS)
    paper.canvas.setFont(BOLD, SIZE)
    paper.canvas.drawString(MARGIN, fifth - paper.pitch + 4, "TR/SM")
    assert first > third
    text = read(paper).text
    assert "**ITEMS**\n\n|| Action\n\n**1 Street lighting**" in text
    assert text.endswith("ask for a date.\n\n|| TR/SM\n")


def test_notes_are_matched_by_baseline():
    paper = Paper()
    paper.line((LEFT, "Items", BOLD), (MARGIN, "Action", BOLD))
    tops = [paper.bullet(LAMPS) for _ in range(3)]
    end = paper.y + paper.pitch
    for y, words in [
        (tops[0] - paper.pitch - 4, "JL"),
        (tops[1] + 5, "Lights"),
        (tops[1] + 5 - paper.pitch, "S/C"),
        (tops[2], "AB"),
        (end + 5, "Clerk"),
    ]:
        paper.canvas.drawString(MARGIN, y, words)
    bullet = f"- {LAMPS}"
    assert lines_of(paper)[2:] == [bullet, "|| JL", bullet, "|| Lights S/C", bullet, "|| AB", "|| Clerk"]


def test_notes_at_the_end_of_last_lines():
    paper = Paper()
    paper.line((LEFT, "Items", BOLD), (LEFT + 370, "Action", BOLD))
    for words, note in [(LAMPS, "JL"), (NOISE, ""), (LAMPS, "JL/AB"), (NOISE, "All")]:
        paper.bullet(words)
        paper.y += paper.pitch
        paper.line((LEFT + 372, note, BOLD))
    found = lines_of(paper)
    assert found[2:] == [f"- {LAMPS}", "|| JL", f"- {NOISE}", f"- {LAMPS}", "|| JL/AB", f"- {NOISE}", "|| All"]


def test_initials_far_to_the_right_need_no_head():
    paper = Paper()
    paper.line((LEFT, "Present"), (140, "Ann Blake"), (260, "AB"), (320, "Tom Reed"), (MARGIN, "TR"))
    paper.line((140, "Sue Marsh"), (260, "SM"), (320, "Jo Lane"), (MARGIN, "JL"))
    paper.space()
    for note in ("JL", "AB", "TR"):
        paper.put(MARGIN, note, BOLD)
        paper.bullet(LAMPS)
    found = lines_of(paper)
    assert found[:2] == ["| Present | Ann Blake | AB | Tom Reed | TR |", "|  | Sue Marsh | SM | Jo Lane | JL |"]
    assert found[2:] == [f"- {LAMPS}", "|| JL", f"- {LAMPS}", "|| AB", f"- {LAMPS}", "|| TR"]


def test_initials_in_a_sentence_are_no_note():
    paper = Paper()
    paper.line((LEFT, "Items", BOLD), (LEFT + 370, "Action", BOLD))
    at = paper.put(LEFT, "The bins on Mill Lane had been emptied at last, but not before the fair.")
    paper.line((at + 6, "JL", BOLD))
    paper.line((LEFT, "would ask why it took so long."), (LEFT + 372, "AB", BOLD))
    assert lines_of(paper)[2:] == [
        "The bins on Mill Lane had been emptied at last, but not before the fair. JL would ask why it took so long.",
        "|| AB",
    ]


# Tables


def test_attendance_in_two_columns():
    paper = Paper()
    paper.line((LEFT, "Present:", BOLD), (300, "Officers:", BOLD))
    paper.line((LEFT, "Cllr Ann Blake (Chair)"), (300, "Tom Reed (Clerk)"))
    paper.line((LEFT, "Sue Marsh"), (300, "Jo Lane"))
    paper.line((LEFT, "Ali Khan"))
    paper.space()
    paper.block(NOISE)
    assert lines_of(paper) == [
        "| Present: | Officers: |",
        "| Cllr Ann Blake (Chair) | Tom Reed (Clerk) |",
        "| Sue Marsh | Jo Lane |",
        "| Ali Khan |  |",
        NOISE,
    ]


def test_table_without_rules_joins_wrapped_cells():
    paper = Paper()
    paper.line((LEFT, "Agreed action", BOLD), (330, "By whom", BOLD), (430, "By when", BOLD))
    paper.line((LEFT, "Write to the depot about the lamps on Mill Lane"), (330, "Jo Lane"), (430, "3 June 2022"))
    paper.line((LEFT, "and ask when they will be mended"))
    paper.line((LEFT, "Ask for two bins"), (330, "Tom Reed"), (430, "Next meeting"))
    assert lines_of(paper) == [
        "| Agreed action | By whom | By when |",
        "| Write to the depot about the lamps on Mill Lane and ask when they will be mended | Jo Lane | 3 June 2022 |",
        "| Ask for two bins | Tom Reed | Next meeting |",
    ]


def test_ruled_table_of_data_is_rows():
    paper = Paper()
    rows = [["**Ref", "**Action", "**Owner"], ["1", LAMPS, "JL"], ["2", "Ask for bins", "Tom Reed\n(police)"]]
    paper.grid(rows, [40, 250, 120])
    assert lines_of(paper) == [
        "| Ref | Action | Owner |",
        f"| 1 | {LAMPS} | JL |",
        "| 2 | Ask for bins | Tom Reed / (police) |",
    ]


def test_ruled_table_that_lays_the_page_out_is_text_with_notes():
    paper = Paper()
    long = " ".join([NOISE] * 3)
    rows = [
        ["**Item", "**Discussion", "**Action"],
        ["1.", "**Welcome\nThe Chair welcomed everyone.", ""],
        ["2.", f"**Lighting\n{LAMPS}\n{long}", "\n" * 2 + "JL"],
    ]
    paper.grid(rows, [45, 330, 70])
    assert lines_of(paper) == [
        "**Item**",
        "**Discussion**",
        "|| Action",
        "1. **Welcome**",
        "The Chair welcomed everyone.",
        "2. **Lighting**",
        LAMPS,
        "|| JL",
        long,
    ]


def test_table_goes_on_over_a_page():
    paper = Paper()
    paper.grid([["Action", "Owner", "Due"], ["Ask for bins", "TR", "May"]], [200, 80, 80])
    paper.next_page()
    paper.grid([["Action", "Owner", "Due"], ["Mend the lamps", "JL", "June"]], [200, 80, 80])
    text = "| Action | Owner | Due |\n| Ask for bins | TR | May |\n| Mend the lamps | JL | June |\n"
    assert read(paper) == Document(text, (0, text.index("| Mend")))


def test_cell_goes_on_over_a_page():
    paper = Paper()
    long = " ".join([NOISE] * 3)
    paper.grid([["**Discussion", "**Action"], [f"{long}\nThe group will ask the depot about", "JL"]], [330, 70])
    paper.next_page()
    paper.grid([["the lamps on Mill Lane.", ""], [LAMPS, ""]], [330, 70])
    assert lines_of(paper) == [
        "**Discussion**",
        "|| Action",
        long,
        "|| JL",
        "The group will ask the depot about the lamps on Mill Lane.",
        LAMPS,
    ]


# Paragraphs


def test_wrapped_heading_is_one_block():
    paper = Paper()
    heading = "Update on the falling figures for bicycle theft and what the group may learn from the leaflet"
    paper.block(f"3. {heading}", font=BOLD)
    paper.block(NOISE)
    assert lines_of(paper) == [f"3. **{heading}**", NOISE]


def test_sizes_and_looks_make_headings():
    paper = Paper()
    paper.put(LEFT, "Mill Lane Safety Group", BOLD, size=18)
    paper.space(2)
    end = paper.put(LEFT, "Matters arising")
    paper.canvas.line(LEFT, paper.y - 2, end, paper.y - 2)
    paper.space()
    paper.line((LEFT, "Lighting", SLANTED))
    paper.block(NOISE, lead="Noise:")
    assert lines_of(paper) == ["# Mill Lane Safety Group", "**Matters arising**", "**Lighting**", f"**Noise:** {NOISE}"]


@pytest.mark.parametrize("mark", ["•", "o", "-", "§", "·", "–"])
def test_bullets(mark):
    paper = Paper()
    paper.block("The group asked for:")
    paper.bullet(LAMPS, mark=mark)
    paper.bullet("more bins", mark=mark)
    assert lines_of(paper) == ["The group asked for:", f"- {LAMPS}", "- more bins"]


def test_bullets_that_are_pictures():
    paper = Paper()
    for words in (LAMPS, "more bins"):
        paper.picture(LEFT, 8)
        paper.block(words, x=LEFT + 18)
    assert lines_of(paper) == [f"- {LAMPS}", "- more bins"]


def test_printed_numbers_are_kept_and_lists_nest():
    paper = Paper()
    paper.block("1.1 The wardens reported.")
    paper.block("2. The Chair listed what the wardens had asked for:")
    paper.block("(a) more bins", x=LEFT + 20)
    paper.block("(b) new lamps", x=LEFT + 20)
    paper.block("3. Close")
    assert read(paper).text == (
        "1.1 The wardens reported.\n2. The Chair listed what the wardens had asked for:\n"
        "  (a) more bins\n  (b) new lamps\n3. Close\n"
    )


def test_short_line_ends_its_paragraph():
    paper = Paper()
    for words in (NOISE, "There were no questions.", "Ann Blake had sent a note of thanks.", LAMPS):
        paper.block(words)
    assert lines_of(paper) == [NOISE, "There were no questions.", "Ann Blake had sent a note of thanks.", LAMPS]


def test_widely_spaced_lines_are_one_paragraph():
    paper = Paper(pitch=22)
    paper.block(NOISE + " " + LAMPS)
    paper.space()
    paper.block(LAMPS)
    assert lines_of(paper) == [NOISE + " " + LAMPS, LAMPS]


def test_raised_letters_join_their_line():
    paper = Paper()
    for number, after in (("24", " May at the hall."), ("by October", " at the latest.")):
        at = paper.put(LEFT, "The next meeting is on Tuesday " + number)
        at = paper.put(at, "th" if number == "24" else "1", up=4, size=7)
        paper.line((at, after.strip() if number == "24" else after))
    text = read(paper).text
    assert "Tuesday 24th" in text
    assert "October ¹ at" in text  # a footnote's mark, and not the first of October


def test_hyphens_at_line_ends():
    """A word that is whole elsewhere shows that a machine broke the words; one written with its hyphen keeps it."""
    paper = Paper()
    paper.line((LEFT, "Speeding is down on Mill Lane. The wardens still hear of speed-"))
    paper.line((LEFT, "ing at night. They want a decision and revenue-sharing, and reve-"))
    paper.line((LEFT, "nue for lamps. The Chair hopes for well-lit paths, or half-well-"))
    paper.line((LEFT, "lit ones."))
    text = read(paper).text
    assert "hear of speeding at night" in text
    assert "and revenue for lamps" in text


def test_hyphens_are_kept_where_nothing_tells():
    paper = Paper()
    paper.line((LEFT, "The group heard of models for revenue-"))
    paper.line((LEFT, "sharing, and of the plan for Upper-"))
    paper.line((LEFT, "Castle Green."))
    assert lines_of(paper) == ["The group heard of models for revenue-sharing, and of the plan for Upper-Castle Green."]
