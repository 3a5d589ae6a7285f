"""`python -m benches.mail_sink PORT`: a mail server that takes everything, keeps nothing, and says how much it was."""

from __future__ import annotations

import asyncio
import signal
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Counts the letters that it is given, by their Message-ID."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seen: set[bytes] = set()
        self.twice = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say that it takes several lines at once, as mail servers do."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        at = content.lower().index(b"message-id:")
        mark = content[at : content.index(b"\n", at)]
        self.twice += mark in self.seen
        self.seen.add(mark)
        return "250 OK"


async def serve(port: int) -> None:
    """Listen until asked to end, and say how many letters came."""
    sink, ended = Sink(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    server = await loop.create_server(lambda: SMTP(sink, hostname="localhost"), "127.0.0.1", port)
    print("listening", flush=True)
    await ended.wait()
    server.close()
    print(f"{len(sink.seen)} letters, {sink.twice} of them twice", flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
