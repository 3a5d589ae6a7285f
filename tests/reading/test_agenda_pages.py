"""Pages of agenda systems saved as text: what is an item there, and what is from the agenda and was not said."""

import pytest

from wapentake.reading import read

ISSUE = (
    "Issue - meetings\n\nLamps\n\nMeeting: 16/04/2018 - Safer Quay Together (Item 4)\n\n4 Lamps pdf icon PDF 75 KB\n\n"
)
ITEM = "Agenda item\n\nLamps on the quay\n\n"
SAID = "The Chair will tell of the lamps.\n\nMinutes:\n\nKay Lund will count the lamps.\n\n"
FRONT = "Quay Board - Monday 16 April 2018\n\nPresent: Kay Lund\n\n"


def titles(page: str) -> list[tuple[int | str | None, str | None]]:
    """The items of a page."""
    return [(item.number, item.title) for item in read(page).items]


@pytest.mark.parametrize(
    "listed", ["(1)  Ask the county\n\n(2)  Buy paint\n\n(3)  Tell all\n", "1. One\n\n2. Two\n\n3. Three\n"]
)
def test_page_of_one_item_has_no_other(listed):
    assert titles(ISSUE + listed) == [(4, "Lamps")]
    assert titles(ITEM + listed) == [(None, "Lamps on the quay")]


def test_issue_with_two_meetings_has_the_item_of_each():
    again = ISSUE.partition("Lamps\n\n")[2].replace("(Item 4)", "(Item 17)").replace("\n4 Lamps", "\n17 Lamps again")
    assert titles(f"{ISSUE}It was noted.\n\n{again}It was seen.\n") == [(4, "Lamps"), (17, "Lamps again")]


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        (
            f"{FRONT}1. Lamps\n\n{SAID}2. Paint\n\n{SAID.replace('count', 'paint')}3. Close\n\nMinutes:\n\nNone.\n",
            ["count the lamps.", "paint the lamps."],
        ),
        (
            f"{FRONT}1. Lamps\n\nThe Chair will tell of the lamps.\n\n2. Paint\n\nKay Lund will paint.\n",
            ["tell of the lamps.", "paint."],
        ),
        (f"Agenda item\n\nLamps\n\n{SAID}", ["count the lamps."]),
        (
            f"{FRONT}1. Lamps\n\nDecision:\n\nKay Lund will ask.\n\n{SAID}2. Paint\n\nMinutes:\n\nNone.\n",
            ["ask.", "tell of the lamps.", "count the lamps."],
        ),
    ],
)
def test_what_stands_above_the_minutes_of_an_item_was_not_said(words, tasks):
    assert [one.text for one in read(words).actions] == tasks


def test_notice_of_filming_gives_no_task():
    notice = "The Chair will say if all or part of the meeting is being recorded.\n\n"
    assert read(f"{FRONT}{notice}1. Lamps\n\nNone.\n\n2. Close\n\nNone.\n").actions == ()


def test_list_that_lost_its_count():
    said = "The lamps are out, and nobody knows for how long.\n\n"
    page = f"{FRONT}  1. Opening\n\n{said}  1. Lamps:\n\n{said}  1. Matters arising\n\n  1. Close\n\n{said}"
    assert titles(page) == [(None, "Opening"), (None, "Lamps"), (None, "Matters arising"), (None, "Close")]


def test_parts_of_an_item_with_the_number_above():
    said = "\n\nMinutes:\n\nNone.\n\n"
    parts = ["1.\n\nOPENING", "2.\n\nARISING", "2.1\n\nMinute 6 - Lamps", "2.2\n\nPaint", "3.\n\nCLOSE"]
    found = titles(FRONT + said.join(parts) + said)
    assert found == [(1, "OPENING"), (2, "ARISING"), ("2.1", "Minute 6 - Lamps"), ("2.2", "Paint"), (3, "CLOSE")]


def test_number_with_no_before_it_and_alone():
    parts = [
        f"No {at}\n\n{at}. {title}\n\n{at}.1 The lamps are out.\n\n"
        for at, title in enumerate(("Opening", "Lamps", "Paint"), 1)
    ]
    assert titles(FRONT + "".join(parts).replace("\n\n3. ", "\n\nNo 3. ")) == [
        (1, "Opening"),
        (2, "Lamps"),
        (3, "Paint"),
    ]


def test_number_that_runs_into_its_title():
    parts = ["12RECORD OF THE MEETING", "13APOLOGIES FOR ABSENCE", "14LAMPS ON THE QUAY"]
    found = titles(FRONT + "\n \nThe lamps are out.\n".join(parts) + "\n \nNone.\n")
    assert found == [(12, "RECORD OF THE MEETING"), (13, "APOLOGIES FOR ABSENCE"), (14, "LAMPS ON THE QUAY")]


@pytest.mark.parametrize("mark", ["QSB 14/{}", "No {}", "Item {}", "Agenda item {}", "ITEM {}"])
def test_number_in_the_line_above_the_title(mark):
    parts = [
        f"{mark.format(at)}\n\n{title}\n\nThe lamps are out."
        for at, title in enumerate(("Opening", "Lamps", "Paint"), 1)
    ]
    number = mark if mark.startswith("QSB") else "{}"
    assert [str(found) for found, _ in titles(FRONT + "\n\n".join(parts))] == [number.format(at) for at in (1, 2, 3)]


def test_titles_that_end_in_a_colon():
    parts = [
        "Opening words:\nThe Chair was glad.",
        "Matters arising:\nThere were none.",
        "Lamps on the quay:\nThey are out.",
    ]
    assert [title for _, title in titles(FRONT + "\n\n".join(parts))] == [
        "Opening words",
        "Matters arising",
        "Lamps on the quay",
    ]
    assert titles(FRONT + "\n\n".join(parts).replace("Matters arising", "He said")) == []


def test_presenter_with_an_office():
    page = f"{FRONT}## 1. Money - Last Report (Ann Bell - Safety Officer, QCC)\n\nNone.\n\n## 2. Close\n\nNone.\n"
    assert read(page).items[0].title == "Money - Last Report"
    assert read(page).items[0].presenters == ("Ann Bell",)


def test_page_of_an_item_that_lost_its_title():
    assert titles("Agenda item\n\nTo agree the minutes of 4 May 2020.\n\nThey were agreed.\n") == []


def test_heading_of_actions_with_its_file_gives_none():
    page = FRONT + "".join(
        f"{at}.\n\n{title} pdf icon PDF 158 KB\n\nMinutes:\n\nNone.\n\n"
        for at, title in ((1, "Minutes:"), (2, "Actions:"), (3, "Lamps"))
    )
    assert read(page).actions == ()


def test_people_with_titles_and_first_lines_of_paragraphs_head_nothing():
    long = f"As outgoing Chair, Mr Moss thanked {'all of the Members and ' * 4}\nthe force for his three years."
    lamps = "They are out, and nobody knows for how long they will be."
    page = f"{FRONT}Opening\n\n{long}\n\nProf I Low\n\nLamps\n\n{lamps}\n\nMatters arising\n\n{lamps}\n"
    assert [title for _, title in titles(page)] == ["Opening", "Lamps", "Matters arising"]


def test_item_alone_begins_the_items_unless_it_heads_a_column():
    lamps = "They are out, and nobody knows for how long they will be."
    told = [f"{title}\n\n{lamps}" for title in ("Opening", "Lamps", "Matters arising")]
    names = ["Opening", "Lamps", "Matters arising"]
    assert [title for _, title in titles(FRONT + "Item\n\n" + "\n\n".join(told))] == names
    beside = "\n\nTiming\n\nItem\n\nLead\n\n".join([told[0], "\n\n".join(told[1:])])
    assert "Opening" in [title for _, title in titles(FRONT + beside)]
