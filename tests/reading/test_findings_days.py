"""Days that contradict each other, their weekday or their tense. The meeting was on Monday 14 May 2018."""

import pytest

from tests.reading.claims import HEAD, claims, quoted
from wapentake.reading import read

WEEKDAYS = [
    ("The fair is on Saturday 2 June 2018.", []),
    ("The fair is on Sunday 2 June 2018.", ["Sunday 2 June 2018"]),
    ("The fair is on Fri 2nd June 2018.", ["Fri 2nd June 2018"]),
    ("The fair was on Saturday, 12th May, 2018 and the walk on Sunday 13/05/2018.", []),
    ("Stalls are let on Thursday 31 May.", []),
    ("A walk took place on Monday 1 May.", []),  # as it was in 2017, and no year is written
    ("A walk took place on Sunday 1 May.", ["Sunday 1 May"]),  # in none of the three years around
    ("DP to write by Friday 24 May.", ["Friday 24 May"]),  # what is due lies ahead, so it is this year's
    ("Friends 2 June 2018 was the title. Money 2 June 2018.", []),
    ("Dates: Monday 4, 11 and 18 June 2018.", []),
]


@pytest.mark.parametrize(("words", "wrong"), WEEKDAYS)
def test_weekdays(words, wrong):
    assert quoted(words, "weekday-mismatch") == wrong


def test_weekday_is_told_with_the_right_one():
    (found,) = claims("The fair is on Sunday 2 June 2018.", "weekday-mismatch")
    assert found.message == "The page says Sunday 2 June 2018, but 2 June 2018 is a Saturday."
    assert found.severity == "error"


def test_meeting_on_the_wrong_weekday():
    record = read(HEAD.replace("Monday", "Tuesday"))
    assert [found.code for found in record.findings if found.code == "weekday-mismatch"] == ["weekday-mismatch"]


MINUTES = [
    (
        "3. Minutes of the meeting held on 12 March 2018",
        "The minutes of the meeting held on 12 March 2018 were agreed.",
    ),
    ("3. Minutes of the meeting held on 12 March 2018", "The minutes were agreed. The fair of 5 April 2018 went well."),
    ("3. Minutes", "The minutes of the Board held on 12 March 2018 were noted with those of 9 April 2018."),
]
WRONG_MINUTES = [
    (
        "3. Minutes of the meeting held on 12 March 2018",
        "The minutes of the meeting held on Monday, 12 February 2018 were agreed.",
    ),
    ("3. To approve the minutes of 12 March 2018", "It was resolved to approve the minutes of 9 April 2018."),
]


@pytest.mark.parametrize(("title", "text"), MINUTES)
def test_minutes_of_one_day(title, text):
    assert not claims(f"Nothing.\n\n## {title}\n\n{text}", "conflicting-dates")


@pytest.mark.parametrize(("title", "text"), WRONG_MINUTES)
def test_minutes_of_two_days(title, text):
    assert len(claims(f"Nothing.\n\n## {title}\n\n{text}", "conflicting-dates")) == 1


NEXT = "\n\n## 3. Dates of next meetings\n\n- Monday 9 July 2018\n- Monday 10 September 2018"
NEXT_MEETINGS = [
    ("The next meeting is on Monday 9 July 2018.", 0),
    ("The next meeting is on Monday 16 July 2018.", 1),
    ("The next meeting will be held on 10 September 2018.", 0),
    ("A special meeting is on 4 June 2018.", 0),
    ("The next meeting is on 18 May 2018.", 0),  # one more meeting before those listed
    ("The next parish forum meeting is on 16 July 2018.", 0),
]


@pytest.mark.parametrize(("words", "count"), NEXT_MEETINGS)
def test_next_meeting_and_the_list(words, count):
    assert len(claims(words + NEXT, "conflicting-dates")) == count


EVENTS = [
    ("The survey on dogs closes on 4 June 2018. The survey on dogs closes on 11 June 2018.", 1),
    ("The survey on dogs closes on 4 June 2018. The survey on bins closes on 11 June 2018.", 0),
    ("A workshop will be held on 4 June 2018. A workshop will be held on 11 June 2018.", 0),
    ("The street fair takes place on 4 June 2018. Stalls for the street fair will be held on 4 June 2018.", 0),
]


@pytest.mark.parametrize(("words", "count"), EVENTS)
def test_event_on_two_days(words, count):
    assert len(claims(words, "conflicting-dates")) == count


PAST_AS_FUTURE = [
    ("The hate crime group is scheduled to meet on 8 May.", 1),
    ("The workshop will be held on Saturday, 12 May 2018.", 1),
    ("A second clean-up will take place on 1 May 2018.", 1),
    ("The returns will be sent by 4 May 2018.", 1),
    ("The survey is being held on 4 May 2018.", 1),
    ("A parade takes place on 6 May 2018.", 1),
    ("The workshop will be held on Saturday, 19 May 2018.", 0),
    ("The plan that was sent on 4 May 2018 will be read.", 0),
    ("RQ said in March that the workshop would be held on 12 May 2018.", 0),
    ("The grant was due to be paid on 1 May 2018.", 0),
    ("The order will apply to land that was sold on 1 May 2018.", 0),
    ("The fair will be held on 14 April.", 1),
    ("The fair will be held on 14 January.", 0),  # it may be next year's
]


@pytest.mark.parametrize(("words", "count"), PAST_AS_FUTURE)
def test_past_told_as_future(words, count):
    assert len(claims(words, "past-told-as-future")) == count


FUTURE_AS_PAST = [
    ("A patch walk took place on Thursday 24 May 2018.", 1),
    ("Test purchasing was carried out at nine shops on 21 May 2018.", 1),
    ("The JAG met on 22 May.", 1),
    ("A patch walk took place on Thursday 10 May 2018.", 0),
    ("A patch walk will be held on 24 May 2018.", 0),
    ("It was agreed that the walk be held on 24 May 2018.", 0),
    ("The walk was agreed for 24 May 2018.", 0),
    ("The post was advertised and interviews are on 24 May 2018.", 0),
    ("The form was sent out and is due on 24 May 2018.", 0),
    ("Post-meeting note: the form was sent on 24 May 2018.", 0),
]


@pytest.mark.parametrize(("words", "count"), FUTURE_AS_PAST)
def test_future_told_as_past(words, count):
    assert len(claims(words, "future-told-as-past")) == count


def test_tense_points_at_day_and_verb():
    assert quoted("A patch walk took place on Thursday 24 May 2018.", "future-told-as-past") == [
        "Thursday 24 May 2018",
        "took place",
    ]
