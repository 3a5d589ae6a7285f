"""Days and months in the words of minutes: what is one, where it stands, and which year it is in."""

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wapentake.reading.moments import add_months, find_moments, month_end
from wapentake.terms.days import MONTHS, WEEKDAYS

MEETING = date(2018, 4, 16)  # a Monday; the day near which a year that is left out is looked for


def tell(text: str) -> list[str]:
    """Each moment as its words and what they mean: "4 May = 2018-05-04"."""
    told = []
    for one in find_moments(text):
        means = one.on(MEETING) or "no day" if one.day else f"{one.year}-{one.month:02}"
        told.append(f"{text[one.start : one.end]} = {means}")
    return told


CASES = [
    # whole days, the month as a word
    ("held on 8 May 2018 at 2pm", ["8 May 2018 = 2018-05-08"]),
    ("held on 8th May, 2018", ["8th May, 2018 = 2018-05-08"]),
    ("held on 08 May 2018", ["08 May 2018 = 2018-05-08"]),
    ("Tuesday 8 May 2018", ["Tuesday 8 May 2018 = 2018-05-08"]),
    ("Tuesday, 8th May, 2018 2.00 pm", ["Tuesday, 8th May, 2018 = 2018-05-08"]),
    ("Tues 8 May 2018", ["Tues 8 May 2018 = 2018-05-08"]),
    ("Weds. 9 May 2018", ["Weds. 9 May 2018 = 2018-05-09"]),
    ("Quay Friends 5 June 2018", ["5 June 2018 = 2018-06-05"]),
    ("Sunrise 5 June 2018", ["5 June 2018 = 2018-06-05"]),
    ("TUESDAY 8TH MAY 2018", ["TUESDAY 8TH MAY 2018 = 2018-05-08"]),
    ("the 8th of May 2018", ["8th of May 2018 = 2018-05-08"]),
    ("Tuesday the 8th of May 2018", ["Tuesday the 8th of May 2018 = 2018-05-08"]),
    ("8 Sept 2018", ["8 Sept 2018 = 2018-09-08"]),
    ("8 Sep. 2018", ["8 Sep. 2018 = 2018-09-08"]),
    ("8 May ’18", ["8 May ’18 = 2018-05-08"]),
    ("8\nMay 2018", ["8\nMay 2018 = 2018-05-08"]),
    ("May 8, 2018", ["May 8, 2018 = 2018-05-08"]),
    ("May 8th, 2018", ["May 8th, 2018 = 2018-05-08"]),
    ("(8 May 2018)", ["8 May 2018 = 2018-05-08"]),
    ("1st June 2018.", ["1st June 2018 = 2018-06-01"]),
    ("29 February 2016", ["29 February 2016 = 2016-02-29"]),
    # the year left out
    ("due by 4 May", ["4 May = 2018-05-04"]),
    ("since 30 November", ["30 November = 2017-11-30"]),
    ("on Tuesday, 8 May", ["Tuesday, 8 May = 2018-05-08"]),
    ("on 9th April.", ["9th April = 2018-04-09"]),
    ("on Monday 8 May", ["Monday 8 May = 2017-05-08"]),  # in 2018 that is a Tuesday, in 2017 a Monday
    ("by May 4", ["May 4 = 2018-05-04"]),
    # several days in one month
    ("on 3 and 10 May 2018", ["3 and 10 May 2018 = 2018-05-03", "10 May 2018 = 2018-05-10"]),
    (
        "3, 10 & 17 May 2018",
        ["3, 10 & 17 May 2018 = 2018-05-03", "10 & 17 May 2018 = 2018-05-10", "17 May 2018 = 2018-05-17"],
    ),
    ("from 3-5 May 2018", ["3-5 May 2018 = 2018-05-03", "5 May 2018 = 2018-05-05"]),
    ("from 3rd to 5th May 2018", ["3rd to 5th May 2018 = 2018-05-03", "5th May 2018 = 2018-05-05"]),
    ("8 May and 10 July 2018", ["8 May = 2018-05-08", "10 July 2018 = 2018-07-10"]),
    ("it began on April 5. It ended.", ["April 5 = 2018-04-05"]),
    ("in mid-September.\n6. Lamps", []),
    # numbers only
    ("08/05/2018", ["08/05/2018 = 2018-05-08"]),
    ("8/5/18", ["8/5/18 = 2018-05-08"]),
    ("08.05.2018", ["08.05.2018 = 2018-05-08"]),
    ("8.5.18", ["8.5.18 = 2018-05-08"]),
    ("08-05-2018", ["08-05-2018 = 2018-05-08"]),
    ("2018-05-08", ["2018-05-08 = 2018-05-08"]),
    ("Tuesday 08/05/2018", ["Tuesday 08/05/2018 = 2018-05-08"]),
    ("due by 4/5", ["4/5 = 2018-05-04"]),
    # months
    ("in May 2018", ["May 2018 = 2018-05"]),
    ("September 2017 figures", ["September 2017 = 2017-09"]),
    ("by the end of Dec 2018", ["Dec 2018 = 2018-12"]),
    # no days
    ("it may be 3 or 4", []),
    ("May is chair", []),
    ("the March past", []),
    ("in 2017/18", []),
    ("the 2017-18 plan", []),
    ("£40", []),
    ("£8 May", []),
    ("31 February 2018", ["31 February 2018 = no day"]),
    ("32 May 2018", ["May 2018 = 2018-05"]),
    ("31/02/2018", []),
    ("13/13/2018", []),
    ("item 3.4", []),
    ("3/4 of members", []),
    ("24/7 cover", []),
    ("call 0116 288 8961", []),
    ("1,234 in all", []),
    ("2.00 pm", []),
    ("14:00", []),
    ("PSPO 1/2018/5", []),
    ("Mayor Junior Augustin", []),
    ("dismay 8", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text or "nothing" for text, _ in CASES])
def test_days_and_months_are_found(text, wanted):
    assert tell(text) == wanted


FORMS = (
    "{day} {month} {year}",
    "{day} {short} {year}",
    "{weekday} {day} {month} {year}",
    "{weekday}, {day} {month}, {year}",
    "the {day} of {month} {year}",
    "{month} {day}, {year}",
    "{day:02}/{number:02}/{year}",
    "{day}/{number}/{year}",
    "{day:02}.{number:02}.{year}",
    "{year}-{number:02}-{day:02}",
)


def write_day(day: date, form: str) -> str:
    month = MONTHS[day.month - 1]
    words = {"day": day.day, "month": month, "short": month[:3], "number": day.month, "year": day.year}
    return form.format(weekday=WEEKDAYS[day.weekday()], **words)


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS), st.sampled_from(["", "on ", "(", "see "])
)
@example(date(2000, 2, 29), FORMS[0], "")
def test_every_day_is_read_back_in_every_form(day, form, before):
    text = f"{before}{write_day(day, form)}, it was said"
    (one,) = find_moments(text)
    assert one.on(None) == day
    assert str(day.year) in text[one.start : one.end]


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.integers(-170, 170), st.booleans())
def test_year_that_is_left_out_is_the_nearest(near, days, named):
    day = near + timedelta(days=days)
    if (day.month, day.day) == (2, 29):
        return
    weekday = f"{WEEKDAYS[day.weekday()]} " if named else ""
    (one,) = find_moments(f"{weekday}{day.day} {MONTHS[day.month - 1]}")
    assert one.on(near) == day


@pytest.mark.parametrize("form", FORMS)
def test_general_library_reads_the_same_day(form):
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for day in (date(2018, 5, 8), date(2017, 6, 12), date(2020, 2, 29), date(2018, 11, 10)):
            text = write_day(day, form)
            order = {} if form.startswith("{year}") else {"DATE_ORDER": "DMY"}
            read = dateparser.parse(text.removeprefix("the "), languages=["en"], settings=order)
            assert read.date() == day == find_moments(text)[0].on(None), text


@given(st.text(alphabet="0123456789 /-.,:£thMayJune\n'’", max_size=60))
def test_spans_are_in_order_and_inside(text):
    found = find_moments(text)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-30, 30))
def test_months_are_counted(day, months):
    later = add_months(day, months)
    assert later.day == 1
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert month_end(day).month == day.month
    assert (month_end(day) + timedelta(days=1)).day == 1
