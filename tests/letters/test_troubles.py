"""A mail server that is down, slow, rude, or wants another sign-in: no letter is lost, and each says what happened."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.letters.smtp import accept_sign_in, find_port, refuse_sign_in, serve_mail, serve_rudely
from wapentake.letters import post
from wapentake.letters.models import Letter, LetterState

pytestmark = pytest.mark.django_db
SENT, WAITING, DOUBTFUL = LetterState.SENT, LetterState.WAITING, LetterState.DOUBTFUL
# The server is on the loopback address, and asks for a password without TLS.
IGNORE_AUTH = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_a_server_that_is_down_loses_nothing(through, write, send):
    port = find_port()
    through(port)
    letters = write(3)
    done = send()
    assert (done.sent, done.put_off) == (0, 3)
    assert "could not be reached" in done.trouble
    letter = Letter.objects.get(pk=letters[2].pk)
    assert (letter.state, letter.tries) == (WAITING, 1)
    assert "The letters wait" in letter.said
    assert send().put_off == 0  # not tried again at once
    with serve_mail(port) as server:
        assert send(now=letter.not_before + timedelta(minutes=1)).sent == 3
        assert server.ids() == [one.message_id for one in letters]


@IGNORE_AUTH
def test_a_server_that_refuses_the_sign_in(through, write, send):
    with serve_mail(authenticator=refuse_sign_in, auth_require_tls=False, auth_required=True) as server:
        through(server.port, EMAIL_HOST_USER="wapentake", EMAIL_HOST_PASSWORD="wrong")
        write(2)
        done = send()
    assert "does not let us sign in" in done.trouble
    assert "535" in done.trouble
    assert "WAPENTAKE_MAIL" in done.trouble
    assert states() == [WAITING, WAITING]


@IGNORE_AUTH
def test_a_server_that_wants_a_sign_in_and_is_given_none(through, write, send):
    with serve_mail(authenticator=accept_sign_in, auth_require_tls=False, auth_required=True) as server:
        through(server.port)
        write(2)
        assert "530" in send().trouble
        assert states() == [WAITING, WAITING]
        through(server.port, EMAIL_HOST_USER="wapentake", EMAIL_HOST_PASSWORD="hunter22")
        assert send(now=timezone.now() + timedelta(minutes=6)).sent == 2


@pytest.mark.parametrize("answer", ["550 5.7.1 Sender not allowed", "553 Who are you?"])
def test_a_server_that_refuses_the_sender_refuses_no_letter(mail_server, write, send, answer):
    mail_server.says["MAIL"] = answer
    write(2)
    done = send()
    assert "takes no letters from wapentake@harrowmere.example" in done.trouble
    assert answer in done.trouble
    assert states() == [WAITING, WAITING]


def test_a_server_that_takes_a_letter_and_hangs_up_leaves_it_in_doubt(mail_server, write, send):
    mail_server.drop_at = {2}
    write(3)
    done = send()
    assert (done.sent, done.doubtful) == (2, 1)
    assert states() == [SENT, DOUBTFUL, SENT]
    assert "Nobody can tell whether it arrived" in Letter.objects.get(state=DOUBTFUL).said
    assert (send().sent, len(mail_server.ids()), len(set(mail_server.ids()))) == (0, 3, 3)


def test_a_server_that_hangs_up_while_a_letter_comes_has_not_taken_it(through, write, send):
    with serve_rudely() as port:
        through(port)
        (letter,) = write(text=("x" * 900 + "\n") * 20_000)
        done = send()
    letter.refresh_from_db()
    assert (done.sent, letter.state, letter.tries) == (0, WAITING, 1)
    assert "broke off" in letter.said


def test_a_server_that_does_not_say_whether_it_keeps_a_letter_in_time(mail_server, write, send, monkeypatch):
    monkeypatch.setattr(post, "ANSWER_SECONDS", 0.2)
    mail_server.wait_seconds = 1
    write(3)
    done = send()
    assert (done.sent, done.doubtful) == (0, 1)
    assert "too long" in done.trouble
    assert states() == [DOUBTFUL, WAITING, WAITING]


def test_a_server_that_says_nothing_at_all(through, write, send, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        through(silent.getsockname()[1])
        settings.EMAIL_TIMEOUT = 0.2
        write()
        assert "did not answer in time" in send().trouble
    assert states() == [WAITING]
