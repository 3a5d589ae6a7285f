"""A real mailbox on the loopback address, read by IMAP."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from tests.letters.smtp import find_port

USER, PASSWORD = "wapentake", "hunter22"


class Box:
    """The mailbox of a server: mail is put into it and looked at there."""

    def __init__(self, port):
        self.port = port
        self.told = {
            "host": "127.0.0.1",
            "port": port,
            "user": USER,
            "password": PASSWORD,
            "folder": "INBOX",
            "tls": False,
        }

    def open(self):
        return MailBoxUnencrypted("127.0.0.1", self.port, timeout=20).login(USER, PASSWORD, "INBOX")

    def put(self, *mails):
        with self.open() as box:
            for raw in mails:
                box.append(raw, "INBOX", flag_set=[])

    def count_unseen(self):
        with self.open() as box:
            return len(box.uids("UNSEEN", charset=None))


@contextmanager
def serve_box():
    """Run a server as a process of its own, with an empty mailbox."""
    port = find_port()
    command = [
        str(Path(sys.executable).with_name("pymap")),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "dict",
    ]
    process = subprocess.Popen(
        [*command, "--demo-user", USER, "--demo-password", PASSWORD],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    box = Box(port)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                box.count_unseen()
                break
            except OSError:
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.1)
        yield box
    finally:
        process.kill()
        process.wait()
