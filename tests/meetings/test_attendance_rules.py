"""How a body stood at a meeting, for which body somebody came, and what two absences in a row are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.meetings.rules.attendance import (
    AWAY,
    Entry,
    Post,
    a_year_before,
    body_on,
    find_in_a_row,
    find_run,
    say_run,
    stand,
)
from wapentake.terms import BodyPresence

ONE, TWO = 1, 2
MAY, JULY = date(2026, 5, 11), date(2026, 7, 13)
LETTER = {
    "p": BodyPresence.PRESENT,
    "d": BodyPresence.DEPUTY,
    "s": BodyPresence.APOLOGIES,
    "a": BodyPresence.ABSENT,
    "?": BodyPresence.NOT_KNOWN,
}
STOOD = st.lists(st.sampled_from(BodyPresence), max_size=12)


def stood(letters):
    return tuple(LETTER[one] for one in letters)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([(ONE, "present")], "present"),
        ([(ONE, "in attendance")], "present"),
        ([(ONE, "present", True)], "by deputy"),
        ([(ONE, "present", True), (ONE, "present")], "present"),
        ([(ONE, "apologies"), (ONE, "present", True)], "by deputy"),
        ([(ONE, "apologies"), (ONE, "present")], "present"),
        ([(ONE, "apologies"), (ONE, "absent")], "apologies"),
        ([(ONE, "absent")], "absent"),
        ([(TWO, "present"), (None, "present")], "absent"),
        ([], "absent"),
    ],
)
def test_a_body_is_there_when_anybody_of_it_is(entries, expected):
    assert stand([Entry(*one) for one in entries], ONE) == expected


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], None),
        ([(ONE, date(2025, 1, 1), date(2026, 6, 1))], ONE),
        ([(ONE, date(2024, 1, 1), date(2025, 9, 1)), (TWO, date(2026, 1, 1), date(2026, 9, 1))], TWO),
        ([(ONE, date(2024, 1, 1), date(2026, 9, 1)), (TWO, date(2026, 5, 1), date(2026, 9, 1))], TWO),  # moved in May
        ([(ONE, date(2024, 1, 1), date(2026, 3, 1)), (TWO, date(2026, 7, 1), date(2026, 9, 1))], ONE),  # in July
        ([(TWO, date(2026, 7, 1), date(2026, 9, 1))], TWO),
    ],
)
def test_the_body_of_somebody_on_a_day(posts, expected):
    assert body_on([Post(*one) for one in posts], MAY) == expected


@pytest.mark.parametrize(
    ("letters", "run", "said"),
    [
        ("", (), ""),
        ("pppp", (), ""),
        ("ppa", (2,), ""),
        ("paa", (1, 2), "absent twice in a row, without apologies"),
        ("pss", (1, 2), "absent twice in a row, each time with apologies"),
        ("psa", (1, 2), "absent twice in a row, once with apologies"),
        ("saas", (0, 1, 2, 3), "absent four times in a row, twice with apologies"),
        ("pads", (3,), ""),
        ("pa?a", (3,), ""),  # nobody can say that they were not at the one in between
        ("paa?", (1, 2), "absent twice in a row, without apologies"),  # the last minutes are not in yet
        ("???", (), ""),
        ("aap", (), ""),
    ],
)
def test_a_row_of_absences(letters, run, said):
    assert find_run(stood(letters)) == run
    assert say_run(stood(letters)) == said


def test_every_absence_of_a_pair_is_marked():
    assert find_in_a_row(stood("aapas?sdaaa")) == {0, 1, 3, 4, 8, 9, 10}


@given(STOOD)
def test_laws_of_a_row(told):
    run = find_run(told)
    assert all(told[at] in AWAY for at in run)
    assert list(run) == list(range(run[0], run[0] + len(run))) if run else True
    assert find_run([*told, BodyPresence.NOT_KNOWN]) == run
    assert find_run([*told, BodyPresence.DEPUTY]) == ()
    assert len(run) < 2 or set(run) <= find_in_a_row(told)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(JULY, date(2025, 7, 13)), (date(2024, 2, 29), date(2023, 2, 28)), (date(2025, 2, 28), date(2024, 2, 28))],
)
def test_twelve_months(day, expected):
    assert a_year_before(day) == expected
