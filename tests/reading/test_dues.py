"""By when: the day, month or event in the words of a task or of a column; and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.reading.dues import find_due

MEETING = date(2018, 4, 16)  # a Monday


def tell(words: str, near: date | None = MEETING, *, column: bool = False) -> str:
    """The due in short, "2018-05-08", "next meeting" or both with a plus; "" where there is none."""
    found = find_due(words, near, column=column)
    return " + ".join(filter(None, [found.due.date, found.due.event])) if found else ""


TASKS = [
    # days
    ("ask for a quote by 8 May 2018", "2018-05-08"),
    ("ask for a quote by 8 May", "2018-05-08"),
    ("ask for a quote by Tuesday 8 May", "2018-05-08"),
    ("ask before 08/05/2018", "2018-05-08"),
    ("ask (8 May 2018)", "2018-05-08"),
    ("ask - 8 May 2018", "2018-05-08"),
    ("report back on 8th May", "2018-05-08"),
    ("ask by the 8th of May", "2018-05-08"),
    # days of something else
    ("circulate the minutes of 8 May 2018", ""),
    ("circulate the letter dated 8 May 2018", ""),
    ("circulate the figures since 30 November 2017", ""),
    ("look at what was said on 12 March 2018", ""),
    # events
    ("report to the next meeting", "next meeting"),
    ("report at the next meeting", "next meeting"),
    ("report back before the next meeting", "next meeting"),
    ("report to the next meeting of the Partnership", "next meeting"),
    ("report to the next Quay Group meeting", "next Quay Group meeting"),
    ("take it to the next JAG", "next JAG"),
    ("report to the following meeting", "following meeting"),
    ("put it on the agenda for the next meeting on 8 May 2018", "2018-05-08 + next meeting"),
    ("report to June’s meeting", "2018-06 + June meeting"),
    ("report to the June meeting", "2018-06 + June meeting"),
    ("report to the March meeting", "2019-03 + March meeting"),
    ("put up signs before Christmas", "Christmas"),
    # reckoned from the meeting
    ("ask by the end of the month", "2018-04-30"),
    ("ask by the end of next month", "2018-05-31"),
    ("ask by the end of June", "2018-06-30"),
    ("ask by the end of June 2019", "2019-06-30"),
    ("ask by the end of the week", "2018-04-20"),
    ("ask within two weeks", "2018-04-30"),
    ("ask within 10 days", "2018-04-26"),
    ("ask within 5 working days", "2018-04-23"),
    ("ask within a month", "2018-05-16"),
    ("ask by Friday", "2018-04-20"),
    ("ask by Monday", "2018-04-23"),
    ("ask by June", "2018-06"),
    ("ask by May 2019", "2019-05"),
    ("ask by early June", "2018-06"),
    ("ask by end of w/c 7 May", "2018-05-11"),
    ("ask by the end of the week commencing 7 May 2018", "2018-05-11"),
    ("ask before the start of the new school year", "the start of the new school year"),
    ("ask before the start of term", "the start of term"),
    ("ask before the start of the season", "the start of the season"),
    # none
    ("ask for a quote", ""),
    ("ask May Reed for a quote", ""),
    ("ask about the 2017/18 figures", ""),
    ("ask the next of kin", ""),
    ("ask whether £40 was paid", ""),
    ("", ""),
]
CELLS = [
    ("8 May 2018", "2018-05-08"),
    ("08/05/18", "2018-05-08"),
    ("16 April 2018", "2018-04-16"),
    ("May", "2018-05"),
    ("May 2018", "2018-05"),
    ("By end of May", "2018-05-31"),
    ("Next meeting", "Next meeting"),
    ("next meeting 8/5/18", "2018-05-08 + next meeting"),
    ("by Friday", "2018-04-20"),
    ("within 2 weeks", "2018-04-30"),
    ("Friday", "2018-04-20"),
    ("2 weeks", "2018-04-30"),
    ("two months.", "2018-06-16"),
    ("ASAP", "ASAP"),
    ("Ongoing", ""),
    ("N/A", ""),
    ("TBC", ""),
    ("Complete", ""),
    ("-", ""),
    ("", ""),
]


@pytest.mark.parametrize(("words", "wanted"), TASKS, ids=[words or "nothing" for words, _ in TASKS])
def test_due_of_a_task(words, wanted):
    assert tell(words) == wanted


@pytest.mark.parametrize(("words", "wanted"), CELLS, ids=[words or "nothing" for words, _ in CELLS])
def test_due_in_a_column(words, wanted):
    assert tell(words, column=True) == wanted


def test_month_with_a_day_that_has_passed_is_not_that_month_next_year():
    assert tell("see to what was asked for by May 4", date(2018, 6, 1)) == ""


@pytest.mark.parametrize(
    "words", ["ask by 8 May", "ask by the end of the month", "ask within two weeks", "ask by Friday", "ask by June"]
)
def test_nothing_is_reckoned_where_the_page_has_no_day(words):
    assert tell(words, None) == ""


@pytest.mark.parametrize(
    ("words", "wanted"), [("ask by 8 May 2018", "2018-05-08"), ("report to the next meeting", "next meeting")]
)
def test_what_needs_no_day_is_found_without(words, wanted):
    assert tell(words, None) == wanted


PIECES = (
    "by",
    "before",
    "within",
    "2",
    "two",
    "weeks",
    "months",
    "the",
    "end of",
    "next",
    "meeting",
    "May",
    "June",
    "31",
)
MORE = ("8", "2018", "Friday", "week", "8/5", "for", "to")
WORDS = st.lists(st.sampled_from(PIECES + MORE), max_size=8).map(" ".join)


@given(WORDS, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.booleans())
def test_due_is_not_before_the_meeting_and_lies_in_its_words(words, near, column):
    found = find_due(words, near, column=column)
    if found and found.due.date:
        assert found.due.date >= near.isoformat()[: len(found.due.date)] or "20" in words
    if found:
        assert 0 <= found.start < found.end <= len(words) + 3
