"""Letters go out once, or are in doubt; whatever a mail server does, none is lost, and each says what happened."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.letters.smtp import serve_mail
from wapentake.letters.changes.sending import claim_letter
from wapentake.letters.lock import hold_post
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.rules import MOST_TRIES

pytestmark = pytest.mark.django_db
SENT, WAITING, REFUSED = LetterState.SENT, LetterState.WAITING, LetterState.REFUSED


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_goes_out_as_plain_text_and_html(mail_server, write, send, partnership):
    (letter,) = write(
        to="jo@harrowmere.example",
        subject="Your 3 actions – näxt week",
        text="Dear Jo,\n.\n£20 is due.",
        html="<p>Dear Jo, £20</p>",
        in_reply_to="<earlier@harrowmere.example>",
    )
    done = send()
    assert (done.sent, done.trouble, done.busy) == (1, "", False)
    (sent,) = mail_server.letters()
    assert (sent["To"], sent["Subject"]) == ("jo@harrowmere.example", "Your 3 actions – näxt week")
    assert sent["From"] == f"{partnership.name} <wapentake@harrowmere.example>"
    assert (sent["Message-ID"], sent["Auto-Submitted"]) == (letter.message_id, "auto-generated")
    assert sent["Reply-To"] == "wapentake@harrowmere.example"
    assert sent["In-Reply-To"] == sent["References"] == "<earlier@harrowmere.example>"
    plain, html = sent.iter_parts()
    assert plain.get_content().strip().splitlines() == ["Dear Jo,", ".", "£20 is due."]
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", "<p>Dear Jo, £20</p>")
    letter.refresh_from_db()
    assert (letter.state, letter.said, letter.tries) == (SENT, "", 0)
    assert letter.sent_at is not None


def test_answers_are_asked_to_the_inbox(mail_server, write, send, settings):
    settings.INBOX_ADDRESS = "replies@harrowmere.example"
    write()
    send()
    assert mail_server.letters()[0]["Reply-To"] == "replies@harrowmere.example"
    assert mail_server.envelopes[0][0] == "replies@harrowmere.example"


def test_many_letters_go_over_one_connection_in_their_order(mail_server, write, send):
    letters = write(30)
    assert send().sent == 30
    assert mail_server.ids() == [letter.message_id for letter in letters]
    assert len(mail_server.sessions) == 1
    assert send().sent == 0


def test_a_connection_that_the_server_closes_is_opened_again(mail_server, write, send):
    mail_server.most_a_session = 10
    write(25)
    assert send().sent == 25
    assert len(mail_server.sessions) == 3
    assert len(set(mail_server.ids())) == 25


def test_a_letter_waits_for_its_hour(mail_server, write, send):
    at = timezone.now() + timedelta(hours=3)
    write(not_before=at)
    assert send().sent == 0
    assert send(now=at).sent == 1


def test_limit_and_choice(mail_server, write, send):
    letters = write(5)
    assert send(limit=2).sent == 2
    assert send(only=[letters[4].pk]).sent == 1
    assert states() == [SENT, SENT, WAITING, WAITING, SENT]
    assert send(stop=lambda: True).sent == 0


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    "case",
    [
        ("jo@x.example", "550 5.1.1 No such user", REFUSED, "does not take letters for this address. It said: \"550"),
        ("jo@x.example", "450 4.2.0 Greylisted", WAITING, "this address just now. It said: \"450 4.2.0 Greylisted\""),
        ("DATA", "554 5.7.1 Looks like spam", REFUSED, "does not take this letter. It said: \"554 5.7.1 Looks"),
        ("DATA", "552 5.3.4 Too big", REFUSED, "too large for the mail server"),
        ("DATA", "451 4.3.0 Try later", WAITING, "this letter just now. It said"),
        ("DATA", "421 4.3.2 Going down", WAITING, "this letter just now. It said"),
        ("MAIL", "552 5.3.4 Too big", REFUSED, "too large for the mail server"),
        ("MAIL", "451 4.3.0 Try later", WAITING, "this letter just now"),
    ],
)  # fmt: skip
def test_what_a_server_says_of_one_letter_stays_with_it(mail_server, write, send, case, at_once):
    place, answer, state, words = case
    mail_server.takes_lines_at_once = at_once
    mail_server.says[place] = answer
    (letter,) = write(to="jo@x.example")
    done = send()
    letter.refresh_from_db()
    assert (letter.state, done.trouble) == (state, "")
    assert words in letter.said
    assert letter.for_good == (state == REFUSED)
    assert (letter.not_before is not None, letter.tries) == ((True, 1) if state == WAITING else (False, 0))
    mail_server.says.clear()
    (other,) = write()
    assert send().sent == 1  # and the next one goes
    assert mail_server.ids() == [other.message_id]


@pytest.mark.parametrize("at_once", [True, False])
def test_one_refused_address_does_not_keep_the_others(mail_server, write, send, at_once):
    mail_server.takes_lines_at_once = at_once
    mail_server.says["jo@x.example"] = "550 5.1.1 No such user"
    write(2)
    write(to="jo@x.example")
    write(2)
    done = send()
    assert (done.sent, done.refused) == (4, 1)
    assert states() == [SENT, SENT, REFUSED, SENT, SENT]
    assert len(mail_server.sessions) == 1


def test_a_server_that_asks_for_a_letter_to_an_address_that_it_refused_is_given_none(mail_server, write, send):
    mail_server.asks_for_letters_to_nobody = True
    mail_server.says["jo@x.example"] = "550 5.1.1 No such user"
    (refused,), (other,) = write(to="jo@x.example"), write()
    assert (send().sent, states()) == (1, [REFUSED, SENT])
    assert mail_server.kept[0] == b""
    assert mail_server.ids()[1:] == [other.message_id]
    refused.refresh_from_db()
    assert "No such user" in refused.said


def test_a_letter_over_the_size_that_a_server_says_is_refused_before_it_goes(through, write, send):
    with serve_mail(data_size_limit=20_000) as server:
        through(server.port)
        (large,) = write(text="word " * 8000)
        (small,) = write()
        assert (send().sent, server.ids()) == (1, [small.message_id])
    large.refresh_from_db()
    assert large.state == REFUSED
    assert "too large" in large.said
    assert "552" in large.said


def test_what_is_no_address_is_refused_in_words_and_keeps_nobody(mail_server, write, send):
    letters = write(to="jo at harrowmere") + write(to="jo@harrowmere.example\nBcc: all@x.example") + write()
    assert send().sent == 1
    assert states() == [REFUSED, REFUSED, SENT]
    assert "no e-mail address" in letters[0].said


def test_a_letter_is_given_up_in_words_after_the_last_try(mail_server, write, send):
    mail_server.says["jo@x.example"] = "450 4.2.0 Greylisted"
    (letter,) = write(to="jo@x.example")
    now, pauses = timezone.now(), []
    for _ in range(MOST_TRIES):
        assert send(now=now).sent == 0
        letter.refresh_from_db()
        pauses.append(round((letter.not_before - now).total_seconds() / 60))
        now = letter.not_before
    assert letter.state == REFUSED
    assert not letter.for_good
    assert "Greylisted" in letter.said
    assert "tried 15 times" in letter.said
    assert pauses[:-1] == sorted(pauses[:-1])
    assert 3 * 24 * 60 < sum(pauses) < 4 * 24 * 60  # minutes


def test_a_letter_is_claimed_once(write):
    (letter,) = write()
    assert claim_letter(letter, now=timezone.now())
    assert not claim_letter(letter, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_second_process_says_that_one_is_at_work(mail_server, write, send):
    write()
    held, go_on, done = threading.Event(), threading.Event(), []

    def hold():
        from django.db import connection

        with hold_post() as is_held:
            done.append(is_held)
            held.set()
            go_on.wait(20)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(20)
    try:
        assert send().busy
        assert mail_server.ids() == []
    finally:
        go_on.set()
        other.join(20)
    assert done == [True]
    assert send().sent == 1


def test_who_holds_the_lock_may_hold_it_again(mail_server, write, send):
    write()
    with hold_post() as held:
        assert held
        assert send().sent == 1
        assert send().busy is False


def test_without_a_mail_server_letters_go_where_settings_say(write, send, mailoutbox):
    write(2)
    assert send().sent == 2
    assert [mail.subject.split()[0] for mail in mailoutbox] == ["Your", "Your"]
