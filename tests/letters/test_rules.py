"""The rules of letters and links, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from wapentake.letters.rules import (
    MOST_TRIES,
    check_again,
    check_arrived,
    check_renewal,
    is_last,
    judge_mail,
    pause_after,
    say_answer,
    say_failure,
    say_refusal,
)

NOW = datetime(2024, 3, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(0, 5), (1, 5), (2, 10), (3, 20), (8, 640), (9, 720), (15, 720), (10_000, 720)]
)
def test_pauses_grow(tries, minutes):
    assert pause_after(tries) == timedelta(minutes=minutes)


def test_the_last_try():
    assert (is_last(MOST_TRIES - 1), is_last(MOST_TRIES)) == (False, True)


@pytest.mark.parametrize(
    ("code", "answer", "of_address", "words"),
    [
        (550, "No such user", True, 'does not take letters for this address. It said: "550 No such user".'),
        (450, "Later", True, 'does not take letters for this address just now. It said: "450 Later".'),
        (554, "Spam", False, 'does not take this letter. It said: "554 Spam".'),
        (552, "Full", True, "too large for the mail server, or the mailbox it goes to is full."),
    ],
)
def test_refusals_in_words(code, answer, of_address, words):
    assert words in say_refusal(code, answer, of_address=of_address)


def test_a_long_answer_is_cut_and_is_one_line():
    assert say_answer(550, "a\r\nb  c") == 'It said: "550 a b c".'
    assert len(say_answer(550, "long " * 1000)) < 550


@pytest.mark.parametrize(
    ("state", "again", "arrived"),
    [
        ("waiting", False, False),
        ("sending", False, False),
        ("sent", False, False),
        ("doubtful", True, True),
        ("refused", True, False),
        ("bounced", True, False),
    ],
)
def test_what_a_person_may_do(state, again, arrived):
    assert (check_again(state).ok, check_arrived(state).ok) == (again, arrived)
    for verdict in (check_again(state), check_arrived(state)):
        assert all(words.endswith("Nothing was changed.") for words in verdict.reasons)


@pytest.mark.parametrize(
    ("ended", "left", "expired", "minutes_ago", "words"),
    [
        (False, False, True, None, ""),
        (False, False, True, 10, ""),
        (False, False, True, 9, "less than ten minutes ago"),
        (False, False, False, None, "still works"),
        (True, False, True, None, "was ended"),
        (False, True, True, None, "was ended"),
    ],
)
def test_renewal(ended, left, expired, minutes_ago, words):
    last = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    verdict = check_renewal(ended=ended, left=left, expired=expired, last_at=last, now=NOW)
    assert verdict.ok == (not words)
    assert words in " ".join(verdict.reasons)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, "answer"),
        ({"sender": "JO@x.example"}, "answer"),
        ({"sender": "al@x.example"}, "look"),
        ({"text": ""}, "look"),
        ({"has_letter": False}, "look"),
        ({"is_automatic": True}, "automatic"),
        ({"is_automatic": True, "has_letter": False}, "automatic"),
        ({"failed": "It came back."}, "failure"),
        ({"failed": "It came back.", "is_automatic": True}, "failure"),
        ({"failed": "It came back.", "has_letter": False}, "look"),
    ],
)
def test_what_a_mail_is_taken_for(told, state):
    known = {"has_letter": True, "to": "jo@x.example", "sender": "jo@x.example", "text": "Done."}
    judged, words = judge_mail(**{**known, "is_automatic": False, "failed": "", **told})
    assert judged == state
    assert bool(words) == (state != "answer")


@pytest.mark.parametrize(
    ("for_good", "is_tried_on", "words"),
    [(True, False, "not be delivered."), (False, False, "not be delivered this time."), (False, True, "still tried.")],
)
def test_failures_in_words(for_good, is_tried_on, words):
    said = say_failure("550\nunknown", for_good=for_good, is_tried_on=is_tried_on)
    assert words in said
    assert said.endswith('The mail server says: "550 unknown".')
