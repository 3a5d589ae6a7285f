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


LISTS = "| Attendees | Officials |\n| Ann Low (AL) | Ben Reed (BR) |\n| Cy May (CM) | Apologies |\n|  | Di Orr (DO) |"
FRONT = f"**Minutes of the Quay Group**\n\n**8 May 2018, 11:00**\n\n**Corn House, Corn Road, Quay**\n\n{LISTS}\n\n"
BODIES = "**Welcome**\n\nThe Chair told of the quay.\n\n**Lamps**\n\nThe lamps were lit.\n"


def test_lines_above_the_columns_of_who_was_there_head_no_items():
    record = read(FRONT + BODIES)
    assert [item.title for item in record.items] == ["Welcome", "Lamps"]
    assert record.meeting.venue == "Corn House, Corn Road, Quay"
    assert [(one.name, one.status) for one in record.attendance] == [
        ("Ann Low", "present"),
        ("Ben Reed", "in attendance"),
        ("Cy May", "present"),
        ("Di Orr", "apologies"),
    ]


@pytest.mark.parametrize("columns", ["", "**Item**\n\n**Description**\n\n"])
def test_agenda_as_a_list_gives_the_items_that_the_page_does_not_number(columns):
    listed = "1. Welcome\n2. Lamps (approval)\n- Old lamps (approval)\n- New lamps\n3. A.O.B"
    record = read(f"{FRONT}# Agenda\n\n{columns}{listed}\n\n{BODIES}")
    assert [(item.number, item.title) for item in record.items] == [(1, "Welcome"), (2, "Lamps"), (3, "A.O.B")]


def test_heads_of_the_columns_of_an_agenda_are_no_items():
    record = read(f"{FRONT}**Item**\n\n**Lead**\n\n{BODIES}")
    assert [item.title for item in record.items] == ["Welcome", "Lamps"]


@pytest.mark.parametrize(
    "label",
    [
        "## The people who came along",
        "## People who attended",
        "## The following people attended the meeting:",
        "**The following members were present:**",
        "The following attended:",
        "**Officials presenting:**",
        "**Officers (presenting):**",
    ],
)
def test_label_of_who_was_there(label):
    people = "- Ann Low, Quay Police\n- Ben Reed - Homes"
    record = read(f"# Quay Panel meeting actions, 8 May 2018\n\n{label}\n\n{people}\n")
    assert [one.name for one in record.attendance] == ["Ann Low", "Ben Reed"]
    assert record.meeting.body == "Quay Panel"


def test_list_with_numbers_inside_one_item_heads_none():
    listed = (
        "1. Light the quay\n- now\n2. Count the lamps\n- soon\n3. Paint the rails\n- in June\n4. Sell a boat\n- later"
    )
    record = read(f"{FRONT}**Welcome**\n\nThe quay was dark.\n\n**Aims**\n\n{listed}\n\n{BODIES}")
    assert [item.title for item in record.items] == ["Welcome", "Aims", "Welcome", "Lamps"]


def test_row_of_people_is_no_place():
    rows = "| Kay Lund, Corn Institute | Joe Dee / Director, Rail Office |"
    heads = "| Quay Group members: | Officials (regular attendees): |"
    record = read(f"**Minutes**\n\n**8 May 2018**\n\n**QUAY GROUP**\n\n{heads}\n{rows}\n\n{BODIES}")
    assert (record.meeting.venue, [item.title for item in record.items]) == (None, ["Welcome", "Lamps"])
    assert [one.name for one in record.attendance] == ["Kay Lund", "Joe Dee"]


def test_heading_of_a_part_that_comes_again_in_each_item_heads_none():
    parts = [f"**{title}**\n\nIt was told.\n\n**Points made**\n\nIt is so." for title in ("Lamps", "Boats", "Rails")]
    record = read(FRONT + "\n\n".join(parts))
    assert [item.title for item in record.items] == ["Lamps", "Boats", "Rails"]


@pytest.mark.parametrize("label", ["Attendees", "Group member apologies", "The people who came along", "Board members"])
def test_list_of_who_was_there_heads_no_item_below_the_items(label):
    page = "# Quay Board\n\n## Lamps\n\nThe lamps were lit.\n\n## Boats\n\nThe boats were counted.\n\n"
    record = read(f"{page}## {label}\n\n- Ann Low, Quay Police\n- Ben Reed, Homes\n")
    assert [item.title for item in record.items] == ["Lamps", "Boats"]
    assert [one.name for one in record.attendance] == ["Ann Low", "Ben Reed"]


def test_title_ends_at_a_dash_where_a_long_text_goes_on():
    told = "KL told of the lamps on the quay, of which two are out and three are to be painted."
    items = f"78/17 Lamp Report – {told}\n\n79/17 Quay Fair Report - {told}\n\n80/17 Boats – {told}\n\n"
    page = "Quay Group\nMinutes of 8 May 2018\n\nPresent: Kay Lund (KL), Ben Reed\n\n"
    found = [(item.number, item.title) for item in read(page + items + "81/17 Close\n\nIt ended.\n").items]
    assert found == [("78/17", "Lamp Report"), ("79/17", "Quay Fair Report"), ("80/17", "Boats"), ("81/17", "Close")]


def test_any_other_business_on_another_level_is_an_item():
    page = "# Quay Board, 8 May 2018\n\n### Lamps\n\nThey were lit.\n\n### Boats\n\nTwo went.\n\n"
    titles = [item.title for item in read(f"{page}## Any Other Business\n\nNone.\n").items]
    assert titles == ["Lamps", "Boats", "Any Other Business"]


def test_item_that_stands_on_most_agendas_ends_at_its_colon():
    items = "1. Welcome: the Chair welcomed all those who had come along to the hall that day\n\n2. e-Lamps\n\n"
    items += "The lamps are lit.\n\n3. Boats\n\nTwo went.\n\n4. Date of next meeting: Friday 8 June, at the lodge\n"
    page = "Quay Group\nMinutes of 8 May 2018\n\nPresent: Ann Low, Ben Reed\n\n"
    assert [item.title for item in read(page + items).items] == ["Welcome", "e-Lamps", "Boats", "Date of next meeting"]
