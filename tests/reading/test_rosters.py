"""Who is known on a page by initials that the page does not explain."""

import pytest

from wapentake.reading import read

HEAD = "Minutes of the Quay Council held on 16 April 2018\n\nPresent: Kay Lund, Joe Dee\n\n## 1. Lamps\n\n"

PEOPLE = [
    ("A Marsh said that the lamps are out. AM to ask the county.", {"AM": "A Marsh"}),
    ("Ann Marsh spoke of lamps. AM will ask the county.", {"AM": "Ann Marsh"}),
    ("Lamps were seen by A Marsh. AM will ask the county.", {"AM": "A Marsh"}),
    # letters of bodies
    ("Cal Cole asked for lamps. Both the CC and the county will pay.", {}),
    # an article and a word with a capital
    ("A Lighthouse survey was suggested. AL to ask the county.", {}),
    ("A Lighthouse is to be built. AL to ask the county.", {}),
    ("The sea was calm. A Lamplight fund was named. AL will write.", {}),
]


@pytest.mark.parametrize(("words", "people"), PEOPLE)
def test_initials_are_given_to_names_of_the_text(words, people):
    found = read(f"{HEAD}{words}\n").people
    assert {one: name for one, name in found.items() if one not in ("KL", "JD")} == people


def test_letters_of_somebody_there_are_not_given_to_a_body():
    page = HEAD.replace("Joe Dee", "Joe Dee, Cal Cole")
    assert "CC" not in read(f"{page}Both the CC and the county will pay.\n").people
    assert read(f"{page}CC to ask the county for lamps.\n").people["CC"] == "Cal Cole"


def stand(front: str) -> list[tuple[str, str, bool]]:
    """How everybody stands on a page with these words at its top, and whether that is certain."""
    page = f"Minutes of the Quay Council held on 16 April 2018\n\n{front}\n\n## 1. Lamps\n\nThe lamps are out.\n"
    return [(one.name, one.status, one.certain) for one in read(page).attendance]


def test_columns_below_two_headings_are_doubtful():
    names = "Kay Lund, County\n\nJoe Dee, Harbour"
    assert {certain for *_, certain in stand(f"**Attendees:**\n\n**Apologies:**\n\n{names}")} == {False}
    assert {certain for *_, certain in stand(f"**Apologies:**\n\n**Attendees:**\n\n{names}")} == {True}
    assert {certain for *_, certain in stand(f"**Attendees:**\n\n{names}\n\n**Apologies:**\n\nAnn Bell")} == {True}


@pytest.mark.parametrize(
    ("names", "came", "sorry"),
    [
        (["Kay Lund, County", "Joe Dee, Harbour"], ["Kay Lund", "Joe Dee"], []),
        (
            ["Kay Lund (Chair)", "Joe Dee, Harbour (Deputy)", "Ann Bell, Fire", "Bo Ash, Homes"],
            ["Kay Lund", "Joe Dee"],
            ["Ann Bell", "Bo Ash"],
        ),
        (
            ["Kay Lund, County", "Joe Dee (Secretariat)", "Cy May, Quay", "Di Orr, Quay", "Ann Bell, Fire"],
            ["Kay Lund", "Joe Dee", "Cy May", "Di Orr"],
            ["Ann Bell"],
        ),
    ],
)
def test_list_below_two_headings_begins_with_those_who_came(names, came, sorry):
    found = stand("**Attendees:**\n\n**Apologies:**\n\n" + "\n\n".join(names))
    assert found == [(one, "present", False) for one in came] + [(one, "apologies", False) for one in sorry]


def test_who_sent_apologies_below_those_who_came():
    came = "**The people who came along**\n\n- Kay Lund, County\n- Joe Dee, Harbour"
    found = stand(f"{came}\n\nAnn Bell, Quay Fire, sent her apologies as she was at sea.")
    assert found == [("Kay Lund", "present", True), ("Joe Dee", "present", True), ("Ann Bell", "apologies", True)]


def test_letters_in_front_of_a_name_are_its_initials():
    page = "Minutes of the Quay Council held on 16 April 2018\n\n## Present\n\n- [KLu] Kay Lund\n- (JD) Joe Dee\n"
    assert read(f"{page}\n## 1. Lamps\n\nThe lamps are out.\n").people == {"KLu": "Kay Lund", "JD": "Joe Dee"}


def test_apologies_below_one_of_two_lists_leave_the_other():
    rows = (
        "| Board Members: | Officials (attending): |\n| Kay Lund | Joe Dee (Quay) |\n| Apologies: | Bo Ash (Fire) |\n"
    )
    assert [one[:2] for one in stand(f"{rows}| Ann Bell | Cy May (Homes) |")] == [
        ("Kay Lund", "present"),
        ("Joe Dee", "in attendance"),
        ("Bo Ash", "in attendance"),
        ("Ann Bell", "apologies"),
        ("Cy May", "in attendance"),
    ]


def test_people_behind_a_title_that_ends_in_a_full_stop():
    page = "Quay Group\nMinutes of 8 May 2018\n\nPresent: Ann Low, Ben Reed\n\n1. Apologies. Mrs. Kay Lund (Quay)\n\n"
    record = read(page + "2. Lamps\n\nThey are lit.\n\n3. Boats\n\nTwo went.\n\n4. Fair\n\nIt is in May.\n")
    assert [item.title for item in record.items] == ["Apologies", "Lamps", "Boats", "Fair"]
    assert ("Kay Lund", "apologies") in [(one.name, one.status) for one in record.attendance]


def test_heading_below_a_list_is_nobody():
    assert stand("**Apologies**\n\nKay Lund\n\n**Main Outcomes**\n\nThe lamps go.") == [("Kay Lund", "apologies", True)]


@pytest.mark.parametrize(
    ("title", "venue"),
    [
        ("Minutes of the Quay Council held on 16 April 2018at the Quay House", "Quay House"),
        ("Minutes of the Quay Council held on 16 April 2018 via Zoom", "Zoom"),
        ("Minutes of the Quay Council held on 16 April 2018 by Microsoft Teams", "Microsoft Teams"),
    ],
)
def test_venue_in_the_title(title, venue):
    assert read(f"{title}\n\nPresent: Kay Lund\n\n## 1. Lamps\n\nThe lamps are out.\n").meeting.venue == venue


@pytest.mark.parametrize("line", ["No. Item", "**Items**"])
def test_names_below_the_line_above_the_items_sent_apologies(line):
    page = f"# Agenda and minutes\n\n# Quay Partnership\n\n{line}\n\nA Lowe (Quay Trust)\n\nB Hirst (Fire)\n\n"
    page += "## Lamps\n\nThe lamps were lit.\n\n## Boats\n\nThe boats were counted.\n"
    found = [(one.name, one.status, one.certain) for one in read(page, name="quay.md").attendance]
    assert found == [("A Lowe", "apologies", False), ("B Hirst", "apologies", False)]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("Present: Councillor K Lund in the Chair, Joe Dee", {"present": ["K Lund", "Joe Dee"]}),
        (
            "Present: Cllrs K. Lund (Chairman), J. Dee. District Cllr A. Bell, Mrs B. Ash (Clerk) and 6 others.",
            {"present": ["K. Lund", "J. Dee", "A. Bell", "B. Ash"]},
        ),
        (
            "Present: Councillor K Lund; Councillors J Dee and C May; Independent Members Mrs A Bell and Mr B Ash",
            {"present": ["K Lund", "J Dee", "C May", "A Bell", "B Ash"]},
        ),
        ("Apologies: Cllr. Kay Lund (unwell). County Cllr Joe Dee.", {"apologies": ["Kay Lund", "Joe Dee"]}),
        (
            "**Apologies**\n\nKay Lund, Digital Quay; Joe Dee, NHS Quay; and Ann Bell, Fire sent their apologies.",
            {"apologies": ["Kay Lund", "Joe Dee", "Ann Bell"]},
        ),
        (
            "Present were Mr Joe Dee and Miss Kay Lund. Mrs Ann Bell (Clerk) attended. Apologies came from Dr Bo Ash.",
            {"present": ["Joe Dee", "Kay Lund"], "in attendance": ["Ann Bell"], "apologies": ["Bo Ash"]},
        ),
        (
            "Present: Cllr. Kay Lund, Cllr. Joe Dee Cllr. Ann Bell County Councillor Bo Ash District Cllr Cy May",
            {"present": ["Kay Lund", "Joe Dee", "Ann Bell", "Bo Ash", "Cy May"]},
        ),
        ("Present: Bob, Sue, Ann Bell and Tim", {"present": ["Bob", "Sue", "Ann Bell", "Tim"]}),
        ("Present: Police, Council", {}),
        (
            "Present: Mrs. S Marsh Ms K Lund (Quay Council) Mr. Joe Dee (Quay Trust) Mr. Bo Ash",
            {"present": ["S Marsh", "K Lund", "Joe Dee", "Bo Ash"]},
        ),
        ("Apologies for Absence These were accepted for Cllr Kay Lund (unwell).", {"apologies": ["Kay Lund"]}),
        ("### Keepers and Friends Present\n\nKay Lund (Chair), Joe Dee.", {"present": ["Kay Lund", "Joe Dee"]}),
        ("## Attendees\n\n- [KL] Kay Lund (Chair)\n- [JD] Joe Dee", {"present": ["Kay Lund", "Joe Dee"]}),
        (
            "Attendees:\nKay Lund (KL)\t\t-\tMarsham Quay UHB\nJoe Dee (JD)\t\t-\tQuay Council",
            {"present": ["Kay Lund", "Joe Dee"]},
        ),
        (
            "The Chairman (Kay Lund) welcomed those present: Joe Dee, Ann Bell (Secretary)",
            {"present": ["Kay Lund", "Joe Dee", "Ann Bell"]},
        ),
    ],
)
def test_how_people_stand_in_a_list(front, found):
    assert [(name, status) for name, status, _ in stand(front)] == [
        (name, status) for status, names in found.items() for name in names
    ]


def test_who_is_absent_and_who_sent_apologies_in_one_item():
    item = "Apologies were accepted from Cllr D. Marsh (at work) and County Cllr F. Stone. Cllr W Reed was absent."
    page = f"Minutes of the Quay Council held on 16 April 2018\n\nPresent: Kay Lund\n\n## 1. Apologies\n\n{item}\n"
    assert {(one.name, one.status) for one in read(page).attendance} == {
        ("Kay Lund", "present"),
        ("D. Marsh", "apologies"),
        ("F. Stone", "apologies"),
        ("W Reed", "absent"),
    }


def test_place_in_a_title_below_what_looks_like_a_heading():
    page = (
        "# Lamp Board Minutes - 16 April 2018\n\n**LAMP BOARD**\n\n**Minutes of the meeting held on 16 April at the "
        "Quay House:**\n\n**Present**\n\nKay Lund\n\n**Lamps**\n\nThe lamps are out.\n\n**Boats**\n\nTwo went.\n"
    )
    assert read(page).meeting.venue == "Quay House"
