"""The way to the mail server: one connection for many letters, and for each what came of it.

Until the server was asked to keep a letter (the end of DATA), nothing was sent, whatever breaks. From then until its
answer nobody can tell, and a letter is in doubt.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from wapentake.letters.models import Letter, LetterState
from wapentake.letters.rules import CLOSING, SIGN_IN_CODES, TOO_LARGE, say_answer, say_refusal
from wapentake.letters.writing import compose, own_address, write_bytes

ANSWER_SECONDS = 120  # how long a server may look at a letter before it says whether it keeps it

SAFE = "The letters wait, and are tried again by themselves."
IN_DOUBT = (
    "The connection broke after the letter was handed over and before the mail server said whether it keeps it. "
    "Nobody can tell whether it arrived, so it was not sent again."
)
ASKED_FOR = 354  # the server's word for "now the letter"
_DOTS = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a letter: its state, what was said in words, and whether the server is too slow to go on."""

    state: LetterState
    said: str = ""
    is_slow: bool = False


class ServerTrouble(Exception):
    """The server takes no letter at all; the words say why, and that the letters are safe."""


class _Answered(Exception):
    """The server said no to one letter."""

    def __init__(self, code: int, answer: bytes, *, of_address: bool = False) -> None:
        self.code, self.answer, self.of_address = code, answer.decode("utf-8", "replace"), of_address


class Post:
    """A connection to the mail server, opened when it is needed and again where it was dropped."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._backend: Any = get_connection()
        self._speaks_smtp = isinstance(self._backend, EmailBackend)

    def open(self) -> None:
        """Open the connection where there is none. Raises ServerTrouble in words."""
        try:
            self._backend.open()
            if self._speaks_smtp:
                self._backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPAuthenticationError as refused:
            raise ServerTrouble(_say_sign_in(refused.smtp_code, refused.smtp_error)) from None
        except smtplib.SMTPResponseException as refused:
            answer = say_answer(refused.smtp_code, _text(refused.smtp_error))
            raise ServerTrouble(f"The mail server takes no letters just now. {answer} {SAFE}") from None
        except OSError as trouble:
            raise ServerTrouble(f"The mail server could not be reached ({_name(trouble)}). {SAFE}") from None

    def close(self) -> None:
        """Say goodbye; a connection that is broken is dropped."""
        try:
            self._backend.close()
        except OSError:
            self._drop()

    def hand_over(self, letter: Letter) -> Outcome:
        """Give one letter to the server, and return what came of it. Raises ServerTrouble: then nothing was sent."""
        if not self._speaks_smtp:  # the terminal, or what tests look into
            compose(letter, self._backend).send()
            return Outcome(LetterState.SENT)
        message = write_bytes(letter)
        try:
            self._offer(letter, message)
        except _Answered as no:
            return self._refuse(no)
        try:
            self._backend.connection.send(_DOTS.sub(b"..", message) + b"\r\n.\r\n")
        except OSError as gone:  # the end of the letter never went out
            self._drop()
            return Outcome(LetterState.WAITING, f"The mail server broke off ({_name(gone)}).", _is_slow(gone))
        return self._hear()

    def _offer(self, letter: Letter, message: bytes) -> None:
        """Say from whom and to whom; a connection that the server had closed meanwhile is opened once more."""
        for is_last in (False, True):
            self.open()
            try:
                return self._introduce(letter, message)
            except OSError as gone:
                self._drop()
                if is_last or _is_slow(gone):
                    raise ServerTrouble(f"The mail server broke off ({_name(gone)}). {SAFE}") from None
            except _Answered as no:
                if no.code != CLOSING:
                    raise
                self._drop()
                if is_last:
                    answer = say_answer(no.code, no.answer)
                    raise ServerTrouble(f"The mail server takes no letters just now. {answer} {SAFE}") from None

    def _introduce(self, letter: Letter, message: bytes) -> None:
        server: smtplib.SMTP = self._backend.connection
        options = [f"size={len(message)}"] if server.has_extn("size") else []
        if not message.isascii() and server.has_extn("8bitmime"):
            options.append("body=8bitmime")
        to = letter.to if letter.to.isascii() else sanitize_address(letter.to, "utf-8")
        said = (" ".join([f"MAIL FROM:<{own_address()}>", *options]), f"RCPT TO:<{to}>", "DATA")
        heard = iter(_say_at_once(server, said)) if server.has_extn("pipelining") else map(server.docmd, said)
        code, answer = next(heard)
        if code >= 500 and code not in (CLOSING, TOO_LARGE, *SIGN_IN_CODES):
            words = say_answer(code, _text(answer))
            raise ServerTrouble(f"The mail server takes no letters from {own_address()}. {words} {SAFE}")
        _expect(code, answer)
        _expect(*next(heard), of_address=True)
        _expect(*next(heard))

    def _refuse(self, no: _Answered) -> Outcome:
        """Return what a "no" means, and make the connection ready for the next letter."""
        if no.code in SIGN_IN_CODES:
            self._drop()
            raise ServerTrouble(_say_sign_in(no.code, no.answer))
        try:
            self._backend.connection.rset()
        except OSError:
            self._drop()
        state = LetterState.REFUSED if no.code >= 500 else LetterState.WAITING
        return Outcome(state, say_refusal(no.code, no.answer, of_address=no.of_address))

    def _hear(self) -> Outcome:
        """Return what the server says of a letter that it has in whole."""
        server: smtplib.SMTP = self._backend.connection
        try:
            assert server.sock is not None  # noqa: S101 - told to the type checker
            server.sock.settimeout(ANSWER_SECONDS)
            code, answer = server.getreply()
            server.sock.settimeout(self._backend.timeout)
        except OSError as gone:
            self._drop()
            return Outcome(LetterState.DOUBTFUL, IN_DOUBT, _is_slow(gone))
        if code == 250:
            return Outcome(LetterState.SENT)
        if code == CLOSING:
            self._drop()
        state = LetterState.REFUSED if code >= 500 else LetterState.WAITING
        return Outcome(state, say_refusal(code, _text(answer), of_address=False))

    def _drop(self) -> None:
        """Forget a connection, whatever state it is in."""
        server = getattr(self._backend, "connection", None)
        if server is not None:
            server.close()
            self._backend.connection = None


def _expect(code: int, answer: bytes, *, of_address: bool = False) -> None:
    if not 200 <= code < 400:
        raise _Answered(code, answer, of_address=of_address)


def _say_at_once(server: smtplib.SMTP, said: Sequence[str]) -> list[tuple[int, bytes]]:
    """Say several things in one go, and return what the server answers to each, but nothing after it has closed.

    Means: where it asks for the letter although it took no address, it is given none, and says so.
    """
    if any(sign in line for line in said for sign in "\r\n"):
        raise ValueError(said)
    server.send("".join(f"{line}\r\n" for line in said))
    heard: list[tuple[int, bytes]] = []
    while len(heard) < len(said) and not (heard and heard[-1][0] == CLOSING):
        heard.append(server.getreply())
    codes = [code for code, _ in heard]
    if codes[-1] == ASKED_FOR and max(codes) >= 400:
        server.docmd(".")
    return heard


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _say_sign_in(code: int, answer: bytes | str) -> str:
    said = say_answer(code, _text(answer))
    return f"The mail server does not let us sign in. {said} Whoever runs it should look at WAPENTAKE_MAIL. {SAFE}"


def _is_slow(gone: BaseException) -> bool:
    return isinstance(gone, TimeoutError) or isinstance(gone.__context__, TimeoutError)


def _name(gone: OSError) -> str:
    """Return what a system says went wrong, in short."""
    if _is_slow(gone):
        return "it did not answer in time"
    return gone.strerror or str(gone) or type(gone).__name__
