"""Changes in counts that are no more than chance would give."""

import pytest

from tests.reading.claims import claims

CHANGES = [
    ("324 burglaries were recorded last year, and 332 this year.", True),
    ("Violence has grown from 71 incidents last year to 131.", False),
    ("Dwelling burglary has fallen from 212 to 187.", True),
    ("Theft of cycles went up from 58 to 97.", False),
    ("There were 19 deaths in 2016 compared with 11 in 2015.", True),
    ("There are 198 pupils on roll against 205 a year ago.", False),
    ("The average wait was 7 minutes, down from 9.", False),
    ("91% of cases were closed in time, against 88% in the same quarter of 2016/17.", False),
    ("The risk score rose from 16 to 20.", False),
    ("The rent rose from £32 to £35.", False),
    ("The team has grown from 12 members to 14.", False),
    ("Reports of fly-tipping stayed at 40 last year and 40 this year.", False),
]


@pytest.mark.parametrize(("words", "chance"), CHANGES)
def test_changes(words, chance):
    assert bool(claims(words, "change-within-chance")) is chance


def test_change_is_told_with_its_probability():
    (found,) = claims("324 burglaries were recorded last year, and 332 this year.", "change-within-chance")
    assert found.message == "Burglaries: 324 to 332 is no more than chance would give (probability 0.78)."
    assert found.severity == "note"
