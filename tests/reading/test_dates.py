"""Days that leave their month out, worked out from their weekday and the day of the meeting."""

import pytest

from wapentake.reading import read

MONTHLESS = [
    ("It came out on Monday 17th– and was read.", ["2014-03-17"]),
    ("It came out on Wednesday the 5th.", ["2014-03-05"]),
    ("It ends on Tuesday 1st.", ["2014-04-01"]),
    # the weekday is wrong, or the month stands further on
    ("It came out on Monday 18th.", []),
    ("It came out on Monday 17th and 18th.", []),
    ("It came out on Monday 17th of March.", ["2014-03-17"]),
    ("It came out on the 17th.", []),
]


@pytest.mark.parametrize(("words", "days"), MONTHLESS)
def test_day_without_its_month(words, days):
    page = f"Quay Council\n\nMinutes of the meeting held on 19 March 2014\n\n## 1. Lamps\n\n{words}\n"
    assert [one.date for one in read(page).dates][1:] == days
