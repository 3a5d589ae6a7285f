"""Which blocks of a page head its items."""

import pytest

from wapentake.reading import read

AGREED = "It was agreed that the bid would be supported."


def read_titles(last: str, *, gap: str, mark: str) -> list[tuple[int | None, str | None]]:
    """The items of a short page whose last one is called `last`."""
    bodies = {"Apologies": "None.", "Lights on the quay": AGREED, "Money": AGREED, last: "None."}
    parts = [f"{number}{mark} {title}{gap}{body}" for number, (title, body) in enumerate(bodies.items(), 1)]
    head = "Quay Group\nMinutes of 8 May 2018\n\nPresent: Ann Low, Ben Reed"
    return [(item.number, item.title) for item in read("\n\n".join([head, *parts])).items]


@pytest.mark.parametrize("mark", [".", ")"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("last", ["AOB", "AOCB", "CCTV", "Any other business", "Parking"])
def test_short_page_with_numbered_items(last, gap, mark):
    expected = [(1, "Apologies"), (2, "Lights on the quay"), (3, "Money"), (4, last)]
    assert read_titles(last, gap=gap, mark=mark) == expected


def test_agenda_page_whose_items_are_short_and_without_numbers():
    page = read(
        "Agenda and minutes\n\nQuay Partnership\nMonday, 10th July, 2023 2.00 pm\n\nVenue: Town Hall\n\nNo. Item\n\n\n"
        "Attendance and Apologies\n\n\nPresent:\n\nAnn Low (Quay Police)\n\nBen Reed (Quay Council)\n\n\nApologies:\n\n"
        "C Hay (Quay Homes)\n\n\nLamps on the Quay\n\n\nBR reported that the lamps are bought and that they all work."
        "\n\n\nAny Other Business\n\n\nThere was none.\n\n\nDates of Next Meetings\n\n\nMonday, 11 September 2023\n"
    )
    titles = ["Attendance and Apologies", "Lamps on the Quay", "Any Other Business", "Dates of Next Meetings"]
    assert [item.title for item in page.items] == titles
    people = [(one.name, one.status, one.certain) for one in page.attendance]
    assert people == [("Ann Low", "present", True), ("Ben Reed", "present", True), ("C Hay", "apologies", True)]


def test_plain_lines_that_count_from_one_head_a_short_page_and_people_above_them_do_not():
    text = (
        "Quay Group\n\nMinutes of the meeting held on Monday 4 May 2020 at 10.00 am in the old Corn Hall of Quay\n\n"
        "Present:\nCllr Ann Bell (Chair), Quay Borough Council\n"
        "Joe Dee, Quay Borough Council\nKay Lund, Quay Police\n\n"
        "1. Minutes\nThe minutes of 6 April 2020 were agreed.\n\n2. Lights on the quay\nThey went out twice.\n\n"
        "3. Grants\nKay Lund told of the grants of the year before, and how they had been spent by the clubs.\n"
    )
    record = read(text)
    assert [item.title for item in record.items] == ["Minutes", "Lights on the quay", "Grants"]
    assert [one.name for one in record.attendance] == ["Ann Bell", "Joe Dee", "Kay Lund"]


@pytest.mark.parametrize("link", ["in", "at"])
def test_place_stands_after_the_day_that_begins_a_line(link):
    day = f"MONDAY 4TH MAY 2020 {link.upper()} THE CORN HALL AT 7.15 PM"
    record = read(f"QUAY GROUP\nMINUTES OF THE MEETING\n{day}\n\n1. Lights\n")
    assert record.meeting.venue == "THE CORN HALL"
