"""Tasks in lists: whose the points are, where a list begins and ends, and which points only tell something."""

import pytest

from wapentake.reading import read

PAGE = (
    "Minutes of the Quay Community Council held on 16 April 2018\n\n"
    "Present: Kay Lund (KL), Ann Bell (AB), Joe Dee (JD)\n\n"
    "## 1. Welcome\n\nThe Chair opened the meeting.\n\n## 2. Lamps\n\n"
)
COUNT = ("KL", "count the lamps")
LISTS = [
    # letters in brackets before the task
    (
        "### Actions\n\n- [KL] Count the lamps\n- (JD, AB) Paint them",
        [("KL", "Count the lamps"), ("JD, AB", "Paint them")],
    ),
    ("### Actions\n\n- [KL]\tCount the lamps now", [("KL", "Count the lamps now")]),
    ("### Actions\n\n- (Optional) Count the lamps now", [("", "(Optional) Count the lamps now")]),
    # a deeper heading goes on with the list, one as deep ends it
    ("### Actions\n\n- KL to count the lamps\n\n#### Later\n\n- Paint them", [COUNT, ("", "Paint them")]),
    ("### Actions\n\n- KL to count the lamps\n\n### Later\n\n- Paint them", [COUNT]),
    # one with hardly a task of his own, and the points below
    (
        "**ACTION:** Quay Office to consider:\n\n1) How to light the quay.\n2) How to paint it.",
        [("Quay Office", "How to light the quay."), ("Quay Office", "How to paint it.")],
    ),
    # points that only tell something
    (
        "**ACTION:** KL to count the lamps\n\n- Joe Dee (JD) is leaving the quay in May for a new role.",
        [COUNT],
    ),
    ("**ACTION:** KL to count the lamps\n\n- JD has been called by the fair.", [COUNT]),
    ("**ACTION:** KL to count the lamps\n\n- JD has to paint them", [COUNT, ("JD", "paint them")]),
    ("The Council agreed that the name should hold the following words:\n\n- Lamps\n- Quay lights", []),
    ("The Keepers agreed to discuss the following at the next meeting:\n\n- Lamps;\n- Boats of the quay", []),
    (
        "### Joblist\n\n| **Person** | **Item** |\n| --- | --- |\n| KL | Lamps for the fair |",
        [("KL", "Lamps for the fair")],
    ),
    ("A lamp was broken, and the Clerk agreed to report it.", [("Clerk", "report it.")]),
    # labels
    ("**Action**: KL in charge of lamps", [("KL", "in charge of lamps")]),
    ("**Action**: Lamp member required to ask the county", [("Lamp member", "ask the county")]),
    (
        "**Action**: Revised RoQF proposal to be sent to members for sign-off.",
        [("", "Revised RoQF proposal to be sent to members for sign-off.")],
    ),
    ("### Actions\n\n- Count the lamps [new for Kay Lund]", [("Kay Lund", "Count the lamps")]),
    (
        "### Actions\n\nKL to count the lamps\n\nDecision: The Council agreed to keep the lamps as they are.",
        [COUNT],
    ),
    # who signs at the end of a page owns nothing
    ("It was decided to keep Quay Lights for three years.\n\nParish Clerk", []),
    # points inside a paragraph
    ("The Clerk is to ask the county. c) A lamp is out.", [("Clerk", "ask the county.")]),
    # an owner behind what the task is about
    (
        "- Kay Lund, Quay Trust, £2,000 for a pier with lamps on both of its sides, Ann Bell to ask again",
        [("Ann Bell", "ask again")],
    ),
]


@pytest.mark.parametrize(("words", "wanted"), LISTS)
def test_tasks_of_a_list(words, wanted):
    assert [(", ".join(one.owners), one.text) for one in read(f"{PAGE}{words}\n").actions] == wanted


def test_agenda_with_a_break_gives_items_and_no_tasks():
    rows = "| Item | Description | Time | Lead |\n| 1 | Welcome | 14:30 | KL |\n| 2 | Lamps | 14:35 | JD |\n"
    rows += "| BREAK 14:50 – 15:00 | | | |\n| 3 | Boats | 15:00 | KL |\n| 4 | AOB | 15:10 | KL |\n"
    page = "Quay Group\n\nMinutes of the meeting held on 16 April 2018\n\nPresent: Kay Lund (KL), Joe Dee (JD)\n\n"
    record = read(f"{page}{rows}\n**Welcome**\n\nKL opened it.\n\n**Lamps**\n\n**ACTION:** JD to count them\n")
    assert [(one.number, one.title) for one in record.items] == [
        (1, "Welcome"),
        (2, "Lamps"),
        (3, "Boats"),
        (4, "AOB"),
    ]
    assert [one.text for one in record.actions] == ["count them"]
