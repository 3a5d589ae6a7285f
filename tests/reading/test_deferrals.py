"""What is put off, until when and why; and the documents that a page says are attached."""

import pytest

from tests.reading.claims import read_item

DEFERRALS = [
    (
        "This item was deferred until the next meeting due to absence.",
        [("Business", "the next meeting", "due to absence")],
    ),
    (
        "As AL had sent apologies, the item was held over and deferred to the July meeting.",
        [("Business", "the July meeting", "As AL had sent apologies")],
    ),
    ("The bid was deferred again, to the November meeting.", [("The bid", "the November meeting", None)]),
    (
        "Partners did not wish to go on, and the bid was put back to the June meeting.",
        [("the bid", "the June meeting", None)],
    ),
    (
        "It was agreed to defer a vote on the lights until two quotes had come.",
        [("a vote on the lights", "two quotes had come", None)],
    ),
    ("RESOLVED that the report on dogs be deferred pending advice.", [("the report on dogs", "advice", None)]),
    (
        "b) Boxing club, £900 for mats: deferred until the next meeting so that costs can be set out.",
        [("Boxing club, £900 for mats", "the next meeting", "so that costs can be set out")],
    ),
    ("It was resolved to put the wall off until the autumn.", [("the wall", "the autumn", None)]),
    (
        "DP was asked about the request which has been deferred until the next meeting.",
        [("the request", "the next meeting", None)],
    ),
    ("| Applicant | Sum | Decision |\n| Scouts | £250 | Deferred to July |", [("Scouts", "July", None)]),
    ("The bid was deferred until June.\n\nDecisions: the bid was deferred until June.", [("The bid", "June", None)]),
    # nothing is put off here
    ("The item had been held over from March.", []),
    ("The bid had been deferred at three meetings and was now agreed.", []),
    ("Members asked if the item could be deferred to June.", []),
    ("The underspend of £400 was carried forward to 2018/19.", []),
    ("People are put off by the glass in the door.", []),
    ("The bid was deferred at the last meeting.", []),
    ("The motion to defer the item was lost.", []),
]


@pytest.mark.parametrize(("words", "deferrals"), DEFERRALS)
def test_deferrals(words, deferrals):
    assert [(one.what, one.until, one.because) for one in read_item(words).deferrals] == deferrals


def test_deferral_points_at_its_clause():
    record = read_item("The speaker was unwell, and the item was deferred to the July meeting.")
    assert [record.text[slice(*one.span)] for one in record.deferrals] == ["the item was deferred to the July meeting"]


DOCUMENTS = [
    ("## 3. Delivery Plan pdf icon PDF 83 KB\n\nThe plan was noted.", ["Delivery Plan"]),
    ("The plan was noted.\n\nSupporting Documents DOCX 13 KB", ["Supporting Documents"]),
    (
        "The plan was noted.\n\nAdditional documents:\n\n- Annex 1 - Map of the quay, item 4.\n- Survey summary",
        ["Annex 1 - Map of the quay", "Survey summary"],
    ),
    ("Annex 2 - Costs\n\nThe plan was noted.", ["Annex 2 - Costs"]),
    ("The computer has 512 MB and the PDF was read.", []),
    ("- The documents were noted.\n- The plan was agreed.", []),
]


@pytest.mark.parametrize(("words", "titles"), DOCUMENTS)
def test_documents(words, titles):
    assert [one.title for one in read_item(words).documents] == titles
