"""A real mail server on the loopback address that keeps what it is given, and can be told to misbehave.

def test_it(mail_server, partnership):
    write_letter(partnership, ...)
    send_waiting(now=timezone.now())
    assert mail_server.letters()[0]["To"] == "jo@harrowmere.example"
"""

import email
import socket
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Handler:
    """Keeps letters in the order in which they came; what it says to each step can be set by a test.

    It has no properties: the server looks at all of them at each connection.
    """

    def __init__(self):
        self.kept: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.sessions: set[int] = set()
        self.commands: list[str] = []
        self.says: dict[str, str] = {}  # what is answered to an address, to "MAIL" or to "DATA"
        self.wait_seconds = 0.0
        self.drop_at: set[int] = set()  # which letters, counted from 1, are taken and never answered
        self.when_taken: dict[int, Callable[[], object]] = {}  # what is done before a letter is answered
        self.most_a_session = 10_000
        self.takes_lines_at_once = True
        self.asks_for_letters_to_nobody = False

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [*responses[:-1], *(["250-PIPELINING"] if self.takes_lines_at_once else []), responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.sessions.add(id(session))
        session.count = getattr(session, "count", 0) + 1
        if session.count > self.most_a_session:
            return "421 4.7.0 Too many letters, come again"
        if "MAIL" in self.says:
            return self.says["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.says:
            if self.asks_for_letters_to_nobody:
                envelope.rcpt_tos.append(address)
            return self.says[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.wait_seconds:
            import asyncio

            await asyncio.sleep(self.wait_seconds)
        if "DATA" in self.says:
            return self.says["DATA"]
        self.kept.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if len(self.kept) in self.when_taken:
            self.when_taken[len(self.kept)]()
        if len(self.kept) in self.drop_at:
            server.transport.abort()
        return "250 OK"

    def letters(self) -> list[EmailMessage]:
        """What was taken, read."""
        return [email.message_from_bytes(one, policy=policy.default) for one in self.kept]

    def ids(self) -> list[str]:
        """The Message-ID of each letter that was taken."""
        return [one["Message-ID"] for one in self.letters()]


@contextmanager
def serve_mail(port: int = 0, **options):
    """Run a server in a thread of its own; give its handler, with its port."""
    handler = Handler()
    controller = Controller(handler, hostname="127.0.0.1", port=port or find_port(), **options)
    controller.start()
    handler.port = controller.port
    try:
        yield handler
    finally:
        controller.stop()


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refuse_sign_in(server, session, envelope, mechanism, auth_data) -> AuthResult:
    """An authenticator that knows nobody."""
    return AuthResult(success=False, handled=False)


def accept_sign_in(server, session, envelope, mechanism, auth_data) -> AuthResult:
    """An authenticator that knows one."""
    return AuthResult(success=auth_data.login == b"wapentake" and auth_data.password == b"hunter22")


@contextmanager
def serve_rudely():
    """A server that asks for a letter and hangs up while it comes; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def talk():
        try:
            conn, _ = listener.accept()
        except OSError:
            return
        with conn, conn.makefile("rb") as lines:
            conn.sendall(b"220 rude\r\n")
            for line in lines:
                if line.upper().startswith(b"DATA"):
                    conn.sendall(b"354 go on\r\n")
                    conn.recv(1000)
                    time.sleep(0.1)
                    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    return
                conn.sendall(b"250 ok\r\n")

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join(5)
