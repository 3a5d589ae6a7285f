"""Tables that were saved as lines of text: one line an item, owners at the end of a line, names side by side."""

import pytest

from wapentake.reading import read
from wapentake.reading.flattened import bar_rows, part_owners, unfold_items

PAGE = """No. | Item |
Opening Minutes: The Chair opened the meeting. |
Minutes of the last meeting PDF 84 KB To agree the minutes of 4 May 2020. Minutes: They were agreed as a correct record.
The lamps were said to be out. |
Lamps To hear of the lamps.
Minutes: Ann Bell will count them. |
|
Figures PDF 2 MB Figures heard: · lamps · paint Minutes:
They were heard. |
Close To close the meeting. |
"""


def test_titles_purposes_and_words_come_apart():
    record = read(PAGE)
    assert [item.title for item in record.items] == [
        "Opening",
        "Minutes of the last meeting",
        "Lamps",
        "Figures",
        "Close",
    ]
    assert [(one.kind, one.text) for one in record.decisions] == [
        ("confirmed", "They were agreed as a correct record.")
    ]
    assert [(one.owners, one.text) for one in record.actions] == [(("Ann Bell",), "count them.")]


DECIDED = """No. | Item |
---|---|
Interests. Decision: None. Minutes: There were none. |
|
QUESTIONS
|
Updates on the lamps.
Additional documents:
Decision: Noted. Minutes: Each told of the lamps:
· The quay
Resolved that the Board:
1) Notes the lamps. |
""".replace(
    "QUESTIONS", f"Questions. They may be sent {'to the office ' * 12}. Decision: None. Minutes: There were none. |"
)


def test_decisions_stand_apart_too():
    record = read(DECIDED, name="minutes.txt")
    assert [item.title for item in record.items] == ["Interests.", "Questions.", "Updates on the lamps."]
    assert ("noted", "Notes the lamps.") in [(one.kind, one.text) for one in record.decisions]
    assert unfold_items(record.text) == record.text


def test_nothing_is_lost_and_a_second_time_changes_nothing():
    once = unfold_items(PAGE)
    assert unfold_items(once) == once
    assert [word for word in once.split() if word != "##"] == [word for word in PAGE.split() if word != "|"]


def test_other_pages_stay():
    page = "Minutes: 4 May\n\nThey took ten Minutes: no more.\n"
    assert unfold_items(page) == page


@pytest.mark.parametrize("who", ["KL/AB", "KL, AB", "KL & AB"])
def test_owners_beside_a_paragraph_are_its_note(who):
    said = "The lamps on the quay are out and are to be counted."
    page = f"Minutes of the Quay Board held on 4 May 2020\n\n{said}      {who}\n"
    assert [(one.owners, one.text) for one in read(page).actions] == [
        (("KL", "AB"), "The lamps on the quay are out and are to be counted.")
    ]
    assert part_owners(part_owners(page)) == part_owners(page)


@pytest.mark.parametrize(
    "line", ["Ann Bell        AB", "The lamps on the quay are out, and so is all else.   NO LAMPS", "See A/B"]
)
def test_lines_with_no_owners_stay(line):
    assert part_owners(line) == line


def test_names_side_by_side():
    front = "Present:   Cllr K Lund            J Dee\n\nParish Councillors: A Bell            D Moss\n"
    page = f"Minutes of the Quay Board held on 4 May 2020\n\n{front}\n1. Lamps\n\nThey are out.\n\n2. Close\n\nNone.\n"
    assert [one.name for one in read(page).attendance] == ["K Lund", "J Dee", "A Bell", "D Moss"]


TABLE = """Attendance
Name | Agency |
---|---|
Cllr Kay Lund | Quay Council (Chair) |
Joe Young | Quay Police |
Apologies
- Ann Bell (Fire)
Item
No 1. Lamps
1.1 The lamps are out, and nobody knows for how long they will be.
Action | By whom | By when
--- | --- | ---
Count the lamps | Joe Young | 8 May 2020
Buy paint | Kay Lund | 1 June 2020
No 2. Paint
2.1 It is dear, and it will be so for a long time.
"""


def test_rows_with_bars_between_their_cells():
    record = read(TABLE, name="minutes.txt")
    people = [("Kay Lund", "present"), ("Joe Young", "present"), ("Ann Bell", "apologies")]
    assert [(one.name, one.status) for one in record.attendance] == people
    assert [(item.number, item.title) for item in record.items] == [(1, "Lamps"), (2, "Paint")]
    tasks = [(one.owners, one.text, one.due.date if one.due else None) for one in record.actions]
    assert tasks == [(("Joe Young",), "Count the lamps", "2020-05-08"), (("Kay Lund",), "Buy paint", "2020-06-01")]
    assert bar_rows(record.text) == record.text


@pytest.mark.parametrize(
    "text", ["Home | News | About\nThe lamps", "| a | b |\n|---|---|\n| c | d |", "One\n---|---\nTwo"]
)
def test_other_bars_stay(text):
    assert bar_rows(text) == text
