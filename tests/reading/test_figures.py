"""Counts and changes that the minutes report."""

import pytest

from tests.reading.claims import read_item
from wapentake.reading.counts import find_periods, find_tally, is_before

# The words, and for each figure: measure, previous, current, period, change.
SENTENCES = [
    (
        "324 burglaries in the Quay area were recorded last year, and 332 this year.",
        [("burglaries in the Quay area", 324, 332, "last year to this year", None)],
    ),
    ("Violence has grown from 71 incidents last year to 131.", [("Violence", 71, 131, "last year", None)]),
    ("Recorded crime is shown to be up by 13%, as elsewhere.", [("Recorded crime", None, None, None, "up 13%")]),
    ("Vehicle crime fell from 412 to 377.", [("Vehicle crime", 412, 377, None, None)]),
    ("Robbery rose by 12% to 140.", [("Robbery", None, 140, None, "up 12%")]),
    ("There were 45 incidents compared with 60 in the same period.", [("incidents", 60, 45, "the same period", None)]),
    (
        "Theft rose sharply, from 141 offences last year to 236 this year.",
        [("Theft", 141, 236, "last year to this year", None)],
    ),
    ("Calls stood at 19 in 2016 compared with 11 in 2015.", [("Calls", 11, 19, "2015 to 2016", None)]),
    (
        "Noise complaints: 9 in the quarter (6 in the same quarter last year).",
        [("Noise complaints", 6, 9, "the same quarter last year to the quarter", None)],
    ),
    ("The list stands at 46 names against 70 a year ago.", [("list", 70, 46, "a year ago", None)]),
    ("The average wait was 7 minutes, down from 13.", [("average wait", 13, 7, None, None)]),
    ("Attendance was 84.2% in April (March 86.9%).", [("Attendance, per cent", 86.9, 84.2, "April", None)]),
    (
        "Shoplifting was 9% higher than in the same quarter of last year.",
        [("Shoplifting", None, None, "the same quarter of last year", "up 9%")],
    ),
    ("The number of reports fell by 18 from 62 to 44.", [("reports", 62, 44, None, None)]),
    ("Enquiries had hardly changed (96 and 101).", [("Enquiries", 96, 101, None, None)]),
    ("The count for site 4 had come down from 20 to 16.", [("count for site 4", 20, 16, None, None)]),
    # no figures: money, days, times, ages, houses, ranges, plans, one period only
    ("The precept rises from £40.00 to £42.00, an increase of 5%.", []),
    ("The course runs from 9 to 5 and is for children aged from 4 to 17.", []),
    ("It is open from 12 April to 14 May 2018, from 10am to 3pm.", []),
    ("Numbers 6 to 12 Mill Lane had three visits.", []),
    ("Sites are to rise from 6 to 12 next year. They will go up from 6 to 12.", []),
    ("Attendance was 93.4%, compared with 94.1% nationally.", []),
    ("Of 86 coordinators, 60 are new.", []),
    ("Sessions cost £5 last year and £6 this year.", []),
]


@pytest.mark.parametrize(("words", "figures"), SENTENCES)
def test_sentences(words, figures):
    found = read_item(words).figures
    assert [(one.measure, one.previous, one.current, one.period, one.change) for one in found] == figures


def test_figure_points_at_its_words_and_item():
    record = read_item("Dwelling burglary went from 48 in the last quarter of 2016 to 57 in the last quarter of 2017.")
    (found,) = record.figures
    assert record.text[slice(*found.span)] == "48 in the last quarter of 2016 to 57 in the last quarter of 2017"
    assert record.items[found.item].title == "Business"


def test_pronoun_gives_the_title_of_the_item():
    assert read_item("It fell from 96 to 49.").figures[0].measure == "Business"


TABLES = [
    (
        "| Offence | 2016/17 | 2017/18 |\n| Burglary | 324 | 332 |\n| Robbery | 1,012 | 900 |",
        [("Burglary", 324, 332), ("Robbery", 1012, 900)],
    ),
    ("| Offence | December | January |\n| Theft | 18 | 25 |", [("Theft", 18, 25)]),
    ("| Measure | This period | Last period |\n| Calls | 40 | 52 |", [("Calls", 52, 40)]),
    ("| Heading | 2016/17 | 2017/18 |\n| Rent | £200.00 | £210.00 |", []),
    ("| Ward | Population | Area |\n| Quay | 3200 | 41 |", []),
    ("| Offence | 2016/17 | 2017/18 |\n| Burglary | 324 |  |", []),
]


@pytest.mark.parametrize(("table", "figures"), TABLES)
def test_tables(table, figures):
    found = read_item(f"The table was noted.\n\n{table}").figures
    assert [(one.measure, one.previous, one.current) for one in found] == figures


PERIODS = [
    ("in the year to October 2022", "in the same quarter of last year", None),
    ("in 2015", "in 2016/17", True),
    ("last year", "this year", True),
    ("in April", "in March", False),
    ("in December", "in January", True),
    ("in the last quarter of 2023", "in the last quarter of 2024", True),
    ("last summer", "a year ago", None),
]


@pytest.mark.parametrize(("one", "other", "before"), PERIODS)
def test_which_period_comes_first(one, other, before):
    (first,), (second,) = find_periods(one), find_periods(other)
    assert (first.words, second.words) == (one, other)
    if before is not None:
        assert is_before(first, second) is before
        assert is_before(second, first) is (not before)


def test_what_is_no_count_is_blanked_out_place_for_place():
    words = "Of £40.00 spent by 10.30 am in 2017/18, 12 were late."
    tally = find_tally(words)
    assert len(tally.words) == len(words)
    assert [(one.value, words[one.start : one.end]) for one in tally.counts] == [(12, "12")]
