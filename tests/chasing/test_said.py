"""What an answer by mail says, and what is left for a person to look at."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.chasing.said import Answer, Said, read_answer

ON = date(2018, 4, 20)
MAY = date(2018, 5, 5)


def done(*numbers, words=""):
    return [Said(number, "done", words=words) for number in numbers]


def by(number, day=MAY):
    return [Said(number, "by", day)]


@pytest.mark.parametrize(
    ("text", "many", "expected"),
    [
        ("done", 1, done(1)),
        ("Done.", 1, done(1)),
        ("Done - sent on Tuesday", 1, done(1, words="sent on Tuesday")),
        ("completed", 1, done(1)),
        ("1 done", 1, done(1)),
        ("by 5 May", 1, by(1)),
        ("By Saturday 5 May 2018.", 1, by(1)),
        ("by 05/05/2018", 1, by(1)),
        ("by 5 May at the latest", 1, by(1)),
        ("by 3 January", 1, by(1, date(2019, 1, 3))),  # the next one
        ("1 done\n2: by 5 May", 2, done(1) + by(2)),
        ("1. done\n2) by 5th May\n3 - Completed", 3, done(1) + by(2) + done(3)),
        ("1, 2 and 3 done", 3, done(1, 2, 3)),
        ("Action 2: done, letter sent", 2, done(2, words="letter sent")),
        ("> 1 done", 2, done(1)),
        ("Hi Rowan,\n\nDone.\n\nKind regards,\nJo Bloggs\nWendshire Police", 1, done(1)),
        ("1 done\n\nThanks\nJo", 2, done(1)),
        ("1 done\n-- \nJo", 2, done(1)),
    ],
)
def test_what_is_understood(text, many, expected):
    assert read_answer(text, many=many, on=ON) == Answer(tuple(expected), "")


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("done", 2),  # which?
        ("3 done", 2),
        ("0 done", 2),
        ("not done", 1),
        ("1 not done yet", 1),
        ("done?", 1),
        ("Done by 5 May", 1),  # will it be?
        ("done, except for the map", 1),
        ("Done if you agree", 1),
        ("by next week", 1),
        ("by 5 May if the printer answers", 1),
        ("by 5 or 6 May", 1),
        ("by 5 April 2018", 1),  # gone
        ("by 5 May 2031", 1),  # too far
        ("by 31 February", 1),
        ("by May", 1),
        ("I think that this is not ours.", 1),
        ("1 done\n1: by 5 May", 2),  # both cannot be
        ("This was done.", 1),
    ],
)
def test_what_a_person_looks_at(text, many):
    answer = read_answer(text, many=many, on=ON)
    assert answer.said == ()
    assert answer.rest == text
    assert not answer.is_clear


def test_some_of_it_is_understood():
    answer = read_answer("1 done\nI have a question on the second.", many=2, on=ON)
    assert answer == Answer(tuple(done(1)), "I have a question on the second.")
    assert not answer.is_clear


@pytest.mark.parametrize("text", ["", "Hi\n\nThanks\nJo", "\n \n"])
def test_nothing_is_said(text):
    assert read_answer(text, many=1, on=ON) == Answer((), "")


@given(st.text(max_size=400), st.integers(0, 5))
def test_odd_text_never_raises_and_names_no_action_that_there_is_not(text, many):
    answer = read_answer(text, many=many, on=ON)
    assert all(1 <= one.number <= many for one in answer.said)
    assert all(one.day is None or one.day >= ON for one in answer.said)
