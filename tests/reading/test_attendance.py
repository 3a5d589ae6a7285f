"""Who was there, in the forms in which pages list people."""

import pytest

from wapentake.reading import read

HEAD = "Minutes of the Quay Safety Board held on 16 April 2018\n\n"
BODY = "\n\n## 1. Lamps\n\nThe lamps are out.\n\n## 2. Close\n\nThe meeting closed.\n"


def stand(front: str) -> list[tuple[str, str]]:
    """How everybody stands on a page with these words at its top."""
    return [(one.name, one.status) for one in read(HEAD + front + BODY).attendance]


def came(*names: str) -> list[tuple[str, str]]:
    """Everybody present."""
    return [(name, "present") for name in names]


LISTS = [
    # initials alone
    ("Board members: KL, JD, AB (Chair), CM.", came("KL", "JD", "AB", "CM")),
    ("Present: KL, JD\n\nApologies: NL, JM-S", [*came("KL", "JD"), ("NL", "apologies"), ("JM-S", "apologies")]),
    ("Present: Kay Lund, Joe Dee\n\nApologies: NHS, DWP", came("Kay Lund", "Joe Dee")),
    # first names alone
    ("Present: Garth, Tim S, Tim F, Roz, Sgt Joe Dee", came("Garth", "Tim S", "Tim F", "Roz", "Joe Dee")),
    ("Present: Kay Lund, Quay, Joe Dee, Tidemouth", came("Kay Lund", "Joe Dee")),
    # a label without a colon
    ("Present Cllr Kay Lund (County), Joe Dee (Fire)", came("Kay Lund", "Joe Dee")),
    ("Apologies Kay Lund (County), Joe Dee (Fire)", [("Kay Lund", "apologies"), ("Joe Dee", "apologies")]),
    # an unusual label with one person, whom a title gives away
    ("Present: Kay Lund\n\nFrom the police: PC A Bell (Quay)", [*came("Kay Lund"), ("A Bell", "in attendance")]),
    # a mark that a cell has left before the name
    ("Present: / Kay Lund (Chair) (KL)\nJoe Dee (JD)", came("Kay Lund", "Joe Dee")),
    # columns
    (
        "Present\n\nKay Lund Joe Dee\n\nAnn Bell Dan Moss\n\nCal Cole",
        came("Kay Lund", "Joe Dee", "Ann Bell", "Dan Moss", "Cal Cole"),
    ),
    # the body below each name
    (
        "Organisation represented\n\nKay Lund (KL)\n\nSouth Quay Fire (SQF)\n\nJoe Dee (JD)\n\nQuay CC",
        came("Kay Lund", "Joe Dee"),
    ),
    # points above the first label, one of them in the chair
    (
        "- Kay Lund (Chair)\n- Joe Dee\n- Ann Bell\n\nAlso present: DAC Dan Moss",
        [*came("Kay Lund", "Joe Dee", "Ann Bell"), ("Dan Moss", "in attendance")],
    ),
    # a table that has lost its bars
    (
        "Core Membership\n\nName Agency\nCllr Kay Lund Quay Council\nJoe Dee Police\n\nSupport\n\nAnn Bell (Homes)",
        came("Kay Lund", "Joe Dee", "Ann Bell"),
    ),
]


TABLE = "Name  Agency\nTemporary Detective Superintendent Kay Lund Quay Police\nJoe Dee  Quay Council, Homes, Place\n"


@pytest.mark.parametrize(
    "line", ["Ann Bell Quay Council, Community Safety, Adults and Housing", "Ann Bell Quay Police"]
)
def test_lines_of_such_a_table_are_a_person_each(line):
    assert stand(f"Attendees\n\n{TABLE}{line}\nDan Moss Quay Council, Lamps") == came(
        "Kay Lund", "Joe Dee", "Ann Bell", "Dan Moss"
    )


@pytest.mark.parametrize(("front", "people"), LISTS)
def test_lists_of_people(front, people):
    assert stand(front) == people


def test_people_behind_their_initials_need_no_heading():
    record = read(f"{HEAD}KL Cllr. Kay Lund (Chair)\nJD Joe Dee (Quay Police)\nAnn Bell (Probation){BODY}")
    assert [(one.name, one.initials, one.certain) for one in record.attendance] == [
        ("Kay Lund", "KL", False),
        ("Joe Dee", "JD", False),
        ("Ann Bell", None, False),
    ]
    assert record.people["KL"] == "Kay Lund"


def test_surnames_that_are_common_words():
    assert stand("Present: Nell Young, Ann Senior, Young People, Senior Officer") == came("Nell Young", "Ann Senior")


def test_initials_before_a_name_with_its_body_behind_it():
    assert stand("Present:\n\nKL Kay Lund Quay Police\n\nPC Dan Moss Quay Police") == came("Kay Lund", "Dan Moss")


def test_initials_in_brackets_after_the_end_of_a_sentence():
    words = "They saw the Quay Plan. Dan Moss (DM) said so. DM will write."
    assert read(f"{HEAD}Present: Kay Lund\n\n## 1. Lamps\n\n{words}\n").people["DM"] == "Dan Moss"
