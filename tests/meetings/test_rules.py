"""On which days bodies meet, by when their agendas are published, and whose turn it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.meetings.rules import (
    ALL,
    EVEN,
    ODD,
    WEEKS,
    Pattern,
    find_holidays,
    find_notice,
    guess_rule,
    guess_standing,
    is_working,
    list_days,
    publish_by,
    read_rule,
    say_left,
    say_objection,
    take_turn,
    year_of,
)

EVERY = "1,2,3,4,5,6,7,8,9,10,11,12"
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
PATTERNS = st.builds(
    Pattern,
    st.sampled_from(list(WEEKS)),
    st.integers(0, 6),
    st.sets(st.integers(1, 12), min_size=1).map(lambda months: tuple(sorted(months))),
)


@pytest.mark.parametrize(
    ("on", "clear_days", "expected"),
    [
        (date(2017, 7, 31), 5, date(2017, 7, 21)),
        (date(2018, 4, 16), 5, date(2018, 4, 6)),
        (date(2018, 4, 9), 5, date(2018, 3, 28)),  # Good Friday and Easter Monday lie between
        (date(2017, 7, 31), 3, date(2017, 7, 25)),
        (date(2026, 9, 1), 1, date(2026, 8, 27)),  # 31 August is a bank holiday
        (date(2026, 1, 2), 1, date(2025, 12, 30)),
        (date(2017, 8, 5), 1, date(2017, 8, 3)),  # a Saturday
        (date(2017, 7, 31), 0, date(2017, 7, 28)),
        (date(2017, 7, 31), None, None),
    ],
)
def test_publish_by(on, clear_days, expected):
    assert publish_by(on, clear_days, find_holidays([on])) == expected


@given(DAYS, st.integers(0, 30))
def test_just_so_many_working_days_lie_between(on, clear_days):
    holidays = find_holidays([on])
    day = publish_by(on, clear_days, holidays)
    between = [day + timedelta(one) for one in range(1, (on - day).days)]
    assert sum(is_working(one, holidays) for one in between) == clear_days
    assert is_working(day, holidays)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 8, 31), "31 August 2026 is a bank holiday. Choose another day."),
        (date(2026, 12, 28), "28 December 2026 is a bank holiday. Choose another day."),
        (date(2026, 8, 29), "29 August 2026 is a Saturday."),
        (date(2026, 9, 1), ""),
    ],
)
def test_days_on_which_nobody_should_be_asked(day, expected):
    assert say_objection(day, find_holidays([day])) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2016, 1, 1), None), (date(2017, 4, 1), 5), (date(2019, 1, 1), 3), (date(2021, 1, 1), None)],
)
def test_notice_in_force(on, expected):
    rules = [(date(2021, 1, 1), None), (date(2017, 4, 1), 5), (date(2018, 4, 1), 3)]
    assert find_notice(rules, on) == expected


@pytest.mark.parametrize(
    ("pattern", "rule", "words"),
    [
        (Pattern(2, 0, EVEN), "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYDAY=2MO", "the second Monday of even months"),
        (Pattern(-1, 3, ALL), f"FREQ=MONTHLY;BYMONTH={EVERY};BYDAY=-1TH", "the last Thursday of every month"),
        (Pattern(1, 1, (3, 9)), "FREQ=MONTHLY;BYMONTH=3,9;BYDAY=1TU", "the first Tuesday of March and September"),
        (Pattern(4, 4, (6,)), "FREQ=MONTHLY;BYMONTH=6;BYDAY=4FR", "the fourth Friday of June"),
    ],
)  # fmt: skip
def test_pattern_as_rule_and_in_words(pattern, rule, words):
    assert (pattern.rule, str(pattern), read_rule(rule)) == (rule, words, pattern)


@pytest.mark.parametrize(
    "rule", ["", "FREQ=DAILY", "FREQ=MONTHLY;BYMONTH=13;BYDAY=2MO", "FREQ=MONTHLY;BYMONTH=,;BYDAY=2MO"]
)
def test_no_pattern(rule):
    assert read_rule(rule) is None


def test_days_of_a_rule():
    days = list_days(Pattern(2, 0, EVEN).rule, since=date(2026, 1, 1), until=date(2026, 6, 8))
    assert days == [date(2026, 2, 9), date(2026, 4, 13), date(2026, 6, 8)]
    assert list_days("", since=date(2026, 1, 1), until=date(2027, 1, 1)) == []


@given(PATTERNS, st.integers(2000, 2030))
def test_days_of_a_rule_fit_it(pattern, year):
    days = list_days(pattern.rule, since=date(year, 1, 1), until=date(year, 12, 31))
    assert [day.month for day in days] == list(pattern.months)
    assert {day.weekday() for day in days} == {pattern.weekday}
    assert read_rule(pattern.rule) == pattern


@given(st.builds(Pattern, st.integers(1, 3), st.integers(0, 6), st.sampled_from([ODD, EVEN, ALL])))
def test_a_rule_is_guessed_from_its_own_days(pattern):
    days = list_days(pattern.rule, since=date(2023, 1, 1), until=date(2025, 12, 31))
    guess = guess_rule(days)
    assert (guess.pattern, guess.fits, guess.total) == (pattern, len(days), len(days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([date(2024, 1, 8), date(2024, 3, 11)], None),  # two are no pattern
        ([date(2024, 1, 8), date(2024, 3, 11), date(2024, 5, 14), date(2024, 7, 3)], None),
        # one in seven was moved by a week, and one held in a month of its own
        (
            [*(date(2024, month, day) for month, day in ((1, 15), (3, 11), (5, 13), (7, 8), (9, 9), (11, 11))),
             *(date(2025, month, day) for month, day in ((1, 13), (3, 10), (5, 12), (7, 14), (9, 8), (12, 8)))],
            "the second Monday of odd months",
        ),
        ([date(2024, 1, 29), date(2024, 4, 29), date(2024, 7, 29)], "the last Monday of January, April and July"),
        ([date(2023, 2, 22), date(2024, 2, 28), date(2025, 2, 26)], "the fourth Wednesday of February"),
    ],
)  # fmt: skip
def test_guess(days, expected):
    guess = guess_rule(days)
    assert (str(guess.pattern) if guess else None) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 1), "today"),
        (date(2026, 5, 2), "in 1 day"),
        (date(2026, 5, 9), "in 8 days"),
        (date(2026, 4, 29), "2 days ago"),
    ],
)
def test_days_left(day, expected):
    assert say_left(day, today=date(2026, 5, 1)) == expected


@pytest.mark.parametrize(
    ("last", "expected"), [("", "Ann"), ("Ann", "Bob"), ("Bob", "Cy"), ("Cy", "Ann"), ("Somebody else", "Ann")]
)
def test_turns(last, expected):
    assert take_turn("Ann\n\n Bob \nCy\n", last) == expected
    assert take_turn("", last) == ""


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=6, unique=True))
def test_everybody_has_a_turn(names):
    last, had = "", []
    for _ in names:
        last = take_turn("\n".join(names), last)
        had.append(last)
    assert had == names


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 5, 1), 2026), (date(2026, 4, 30), 2025), (date(2027, 1, 1), 2026)],
)
def test_municipal_year(on, expected):
    assert year_of(on, 5) == (date(expected, 5, 1), date(expected + 1, 5, 1))


@pytest.mark.parametrize(
    ("agendas", "expected"),
    [
        ([], []),
        ([["Police update"]], []),
        ([["Police update"], ["Police update"]], ["Police update"]),
        ([["Police Update", "Buses"], ["police update"], ["Cameras"]], ["Police Update"]),
        ([["Apologies", "Hate crime"], ["Apologies", "Hate crime"], ["Apologies"]], ["Hate crime"]),
        ([["Any other business", "Dates of next meetings", "Minutes of the previous meeting"]] * 6, []),
        ([["Money", "Police"], ["Buses", "Money", "Police"], ["Police"], ["Money"]], ["Money", "Police"]),
        ([["Money", "Money"], ["Buses"]], []),
        ([["One"], ["One"], ["Two"], ["Three"], ["Four"], ["Five"]], []),
    ],
)
def test_headings_that_recur(agendas, expected):
    assert guess_standing(agendas) == expected
