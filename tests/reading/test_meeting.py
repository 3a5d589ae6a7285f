"""What the top of a page says of the meeting, under titles of many kinds, and what there says nothing of it."""

import pytest

from wapentake.reading import read

BODIES = [
    ("Minutes of Quay:Lamps 2022 AGM", "Quay:Lamps"),
    ("Minutes of the Quay Friends Annual General Meeting", "Quay Friends"),
    ("Quay Village Hall (Registered Charity No, 274)", "Quay Village Hall"),
    ("Quay Lamp Trust (reg. charity 12): minutes", "Quay Lamp Trust"),
    ("Quay Joint Action Group (QJAG) minutes", "Quay Joint Action Group"),
    ("Minutes of Steering Committee Meeting No.6", "Steering Committee"),
    ("Quay Parish Council March Meeting", "Quay Parish Council"),
    ("MINUTES OF ST MARY QUAY PARISH COUNCIL", "St Mary Quay Parish Council"),
    ("QLUG Action Log", "QLUG"),
    ("28th QLUG minutes", "QLUG"),
    ("Minutes", None),
]


@pytest.mark.parametrize(("title", "body"), BODIES)
def test_body_in_a_title(title, body):
    page = f"# {title}\n\nHeld on 4 May 2018\n\nPresent: Kay Lund, Joe Dee\n\n## 1. Lamps\n\nThe lamps are out.\n"
    assert read(page).meeting.body == body


def test_letters_name_the_body_beside_the_day():
    assert read("**QLUG Action Log - 9th April 2018**\n\n- KL to count the lamps\n").meeting.body == "QLUG"


ITEMS = "\n\n## 1. Lamps\n\nThe lamps are out.\n"
TOPS = [
    ("Have your say on the quay\n\nQuay Safety Board\n\nMonday 16 April 2018", "Quay Safety Board", "2018-04-16"),
    ("Have your say on the quay\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("Venue: Quay Hall\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("The chair welcome everyone to the Board.\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("The minutes of the Quay Board were correct.\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("The Board noted the updates, and heard more\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("Minutes of the Quay Board which was held on 16 April 2018.", "Quay Board", "2018-04-16"),
    ("The Chair welcomed Ann Bell, Quay Partnership Manager\n\nMonday 16 April 2018", None, "2018-04-16"),
    ("Minutes of QSB meeting Monday 16 April 2018", "QSB", "2018-04-16"),
    ("Issue - meetings\n\nMeeting: 16/04/2018 - Safer Quay Together (Item 1)", "Safer Quay Together", "2018-04-16"),
    ("QSB 14.05.18      AGENDA ITEM 02\n\nQuay Board\n\nMonday 16 April 2018", "Quay Board", "2018-04-16"),
    ("Quay Board\n\nThe minutes of the meeting held on 12 March 2018 were agreed", "Quay Board", None),
    ("Quay Board\n\nTo confirm the minutes of the meeting held on 12 March 2018", "Quay Board", None),
]


@pytest.mark.parametrize(("top", "body", "day"), TOPS)
def test_body_and_day(top, body, day):
    held = read(top + ITEMS).meeting
    assert (held.body, held.date) == (body, day)


@pytest.mark.parametrize(
    "contact", ["Ann Bell, Partnership Manager", "Ann Bell X 1512", "Ann Bell ext. 12", "Ann Bell"]
)
def test_contact_with_an_office_or_a_number(contact):
    assert read(f"Quay Board\nMonday 16 April 2018\n\nContact: {contact}{ITEMS}").meeting.contact == "Ann Bell"


def test_contact_whose_surname_is_a_common_word():
    assert (
        read(f"Quay Board\nMonday 16 April 2018\n\nContact: Ann Senior  0345 12{ITEMS}").meeting.contact == "Ann Senior"
    )


def test_what_is_told_of_an_event_is_no_venue():
    top = "Quay Board - Monday 16 April 2018\n\nThe fair held on the quay in May had been wet, with few guests."
    assert read(top + ITEMS).meeting.venue is None


@pytest.mark.parametrize(
    ("words", "venue"),
    [
        ("Minutes of the Quay Board held on 16 April 2018 at 10 Corn Street, Quay", "10 Corn Street, Quay"),
        ("Quay Board - 16 April 2018\n\nWhere needed, begin the work", None),
        ("Quay Board - 16 April 2018\n\nWhere: Corn Hall", "Corn Hall"),
    ],
)
def test_venue(words, venue):
    assert read(words + ITEMS).meeting.venue == venue


@pytest.mark.parametrize("line", ["Toggle the menu", "Report of the Safety Manager"])
def test_what_a_site_or_a_paper_says_is_no_body(line):
    assert read(f"{line}\n\nMonday 16 April 2018{ITEMS}").meeting.body is None
