"""What became of each letter is written down in time: what is left in the middle tells of the others too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wapentake.kit.models import Change
from wapentake.letters import sending
from wapentake.letters.changes.sending import claim_letter
from wapentake.letters.models import Letter, LetterState

pytestmark = pytest.mark.django_db
SENT, WAITING, DOUBTFUL, REFUSED = LetterState.SENT, LetterState.WAITING, LetterState.DOUBTFUL, LetterState.REFUSED
SENDING = LetterState.SENDING


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def left_behind(letters):
    """Claim these, one after the other, as a process that is killed then."""
    for number, letter in enumerate(letters):
        assert claim_letter(letter, now=timezone.now() + timedelta(milliseconds=number))


def test_what_a_killed_process_left_in_the_middle_is_in_doubt_and_not_sent_again(mail_server, write, send):
    letters = write(2)
    left_behind(letters[:1])
    done = send()
    assert (done.sent, done.doubtful) == (1, 1)
    assert states() == [DOUBTFUL, SENT]
    assert mail_server.ids() == [letters[1].message_id]
    assert Change.objects.filter(verb="left in doubt", thing_id=letters[0].pk).count() == 1


def test_what_a_killed_process_claimed_before_the_last_was_taken(mail_server, write, send):
    """Each was claimed only when it was known of the one before; what was not taken was marked at once."""
    letters = write(5)
    left_behind([letters[0], letters[2], letters[3]])
    Letter.objects.filter(pk=letters[1].pk).update(state=REFUSED)
    done = send()
    assert (done.sent, done.doubtful) == (1, 1)
    assert states() == [SENT, REFUSED, SENT, DOUBTFUL, SENT]
    assert mail_server.ids() == [letters[4].message_id]
    assert all(one.sent_at == one.claimed_at for one in Letter.objects.filter(state=SENT))
    told = Change.objects.filter(verb="sent", thing_id__in=[letters[0].pk, letters[2].pk])
    assert ["the mail server had taken" in one.after["because"] for one in told] == [True, True]


def test_what_was_claimed_last_is_in_doubt_whatever_was_written_first(mail_server, write, send):
    letters = write(2)
    left_behind(letters[::-1])
    assert send().doubtful == 1
    assert states() == [DOUBTFUL, SENT]
    assert mail_server.ids() == []


def test_what_the_server_took_is_marked_for_many_at_once(mail_server, write, send, monkeypatch):
    monkeypatch.setattr(sending, "MARKED_AT_ONCE", 3)
    monkeypatch.setattr(sending, "MARKED_AFTER", timedelta(hours=1))  # however slow the machine is
    seen = []
    write(8)
    send(stop=lambda: seen.append(states().count(SENT)))
    assert seen == [0, 0, 0, 3, 3, 3, 6, 6]
    assert states() == [SENT] * 8
    assert Change.objects.filter(verb="sent", thing="letters.letter").count() == 8


def test_what_the_server_took_stands_as_being_sent_for_a_short_time_only(mail_server, write, send, monkeypatch):
    monkeypatch.setattr(sending, "MARKED_AFTER", timedelta())
    seen = []
    write(3)
    send(stop=lambda: seen.append(states().count(SENT)))
    assert seen == [0, 1, 2]


def test_what_is_not_taken_is_marked_before_the_next_is_claimed(mail_server, write, send):
    mail_server.says |= {"jo@x.example": "550 5.1.1 No such user", "al@x.example": "450 4.2.0 Greylisted"}
    seen = []
    write(), write(to="jo@x.example"), write(to="al@x.example"), write()
    send(stop=lambda: seen.append(states()))
    assert seen[2][:2] == [SENDING, REFUSED]
    assert seen[3][:3] == [SENDING, REFUSED, WAITING]
    assert states() == [SENT, REFUSED, WAITING, SENT]


def test_a_letter_that_came_back_before_it_was_marked_stays_so(mail_server, write, send):
    letters = write(3)

    def come_back():
        Letter.objects.filter(pk=letters[0].pk).update(state=LetterState.BOUNCED)
        return False

    send(stop=lambda: len(mail_server.kept) == 2 and come_back())
    assert states() == [LetterState.BOUNCED, SENT, SENT]


def test_what_was_taken_is_marked_where_something_breaks(mail_server, write, send):
    write(3)

    def stop():
        if len(mail_server.kept) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(stop=stop)
    assert states() == [SENT, SENT, WAITING]
