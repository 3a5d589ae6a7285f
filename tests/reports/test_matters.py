"""The list of open actions for a meeting: its order, its words, and as a PDF under the rules for everybody."""

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest

from tests.reports.test_pdf import kinds_of, text_of
from wapentake.reports.matters import Matter, group_matters, lay_out_matters
from wapentake.reports.pdf import set_pdf

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
MARCH, JANUARY = date(2026, 3, 9), date(2026, 1, 12)
MATTERS = [
    Matter(1, "Write to the landlords", "Tom Beckwith", "Council", MARCH, "2. Burglary", "30 April 2026", ("Begun.",)),
    Matter(2, "Report on the sessions", "Dana Colley", "Fenland Police", MARCH, "", "the next meeting"),
    Matter(3, "Find a venue", "", "", JANUARY, "5. Talk", ""),
    Matter(4, "Count the bins", "Ann Ash", "Council", JANUARY, "5. Talk", ""),
]
DAY = "9 March 2026"
PLACE = {"body": "Harrowmere Community Safety Partnership", "on": date(2026, 5, 11), "time": "14:00"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("body", {"Council": [4, 1], "Fenland Police": [2], "No body": [3]}),
        (
            "item",
            {"12 January 2026: 5. Talk": [3, 4], "9 March 2026: 2. Burglary": [1], "9 March 2026: Under no item": [2]},
        ),
    ],
)
def test_order(by, expected):
    groups = group_matters(MATTERS, by)
    assert {heading: [one.pk for one in own] for heading, own in groups} == expected
    assert [heading for heading, _ in groups] == list(expected)


@pytest.mark.parametrize("by", ["body", "item"])
def test_the_printed_list_is_tagged_and_says_everything(by):
    data = set_pdf(lay_out_matters(MATTERS, by=by, **PLACE), at=AT)
    assert data == set_pdf(lay_out_matters(MATTERS, by=by, **PLACE), at=AT)
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en-GB"
        with opened.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == f"Open actions, {PLACE['body']}, 11 May 2026"
    kinds = kinds_of(data)
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("Table")) == (1, 3, 3)
    assert kinds.count("TH") == 9
    text = " ".join(text_of(data).split())
    for one in MATTERS:
        assert f"{one.who or 'Nobody leads'}: {one.text}" in text
    assert "Begun." in text
    assert text.count("No date is set") == 2


def test_nothing_open_is_said():
    text = text_of(set_pdf(lay_out_matters([], by="body", **PLACE), at=AT))
    assert "No action is open." in text
