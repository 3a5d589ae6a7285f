"""The commands of the register as programs: `account`, `work` and `serve`, each with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.register import MINUTES

HANGS = 600  # seconds; this only ends what never would


@pytest.fixture
def environment(tmp_path):
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "WAPENTAKE_SECRET_KEY")}
    return kept | {"WAPENTAKE_DATA": str(tmp_path / "data")}


@pytest.fixture
def begun(environment, begin_in):
    """The environment of an installation that has its tables; one that begins with nothing is served further down."""
    begin_in(Path(environment["WAPENTAKE_DATA"]))
    return environment


def run(*words, environment, **more):
    command = [sys.executable, "-m", "wapentake", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANGS, check=False, **more)


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A register that is served until the test is over."""

    def __init__(self, pages: Path, environment: dict[str, str]):
        self.port = find_port()
        command = [sys.executable, "-m", "wapentake", "serve", "--port", str(self.port), "--pages", str(pages)]
        self.process = subprocess.Popen(
            [*command, "--accept-certain"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.address = f"http://127.0.0.1:{self.port}"
        self.browser: httpx.Client | None = None
        self.said = ""

    def __enter__(self):
        deadline = time.monotonic() + HANGS
        with httpx.Client(timeout=5) as asking:  # one, since each reads all certificates when it is made
            while time.monotonic() < deadline and self.process.poll() is None:
                try:
                    asking.get(f"{self.address}/account/sign-in/")
                except httpx.TransportError:
                    time.sleep(0.1)
                else:
                    return self
        raise AssertionError(self.stop())

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> str:
        """End it as Ctrl-C does, and return what it said."""
        if self.browser:
            self.browser.close()
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
            self.said = self.process.communicate(timeout=HANGS)[0]
        return self.said

    def sign_in(self, told: str) -> httpx.Client:
        browser = self.browser = httpx.Client(base_url=self.address, follow_redirects=True, timeout=20)
        page = browser.get("/account/sign-in/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        email, password = re.search(r"Sign in as (\S+) with the password (\S+)", told).groups()
        form = {"csrfmiddlewaretoken": token, "login": email, "password": password}
        browser.post("/account/sign-in/", data=form, headers={"Referer": f"{self.address}/account/sign-in/"})
        return browser


def test_account_makes_an_account_and_its_partnership(begun):
    first = run("account", "pat@example.org", "--partnership", "Quay Partnership", environment=begun)
    assert first.returncode == 0, first.stderr
    assert re.search(r"can sign in with the password \S{12,}", first.stdout)
    assert "/quay-partnership/" in first.stdout
    again = run("account", "pat@example.org", "--partnership", "Quay Partnership", environment=begun)
    assert again.returncode == 0
    assert "password" not in again.stdout


def test_account_refuses_what_is_no_address(begun):
    refused = run("account", "pat", "--partnership", "Quay Partnership", environment=begun)
    assert refused.returncode == 1
    assert "Enter a valid email address." in refused.stderr
    assert "Traceback" not in refused.stderr


def test_serve_fills_keeps_and_stops(environment, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "march.txt").write_text(MINUTES, encoding="utf-8")
    (pages / "earlier.txt").write_text(MINUTES.replace("12 March 2024", "13 February 2024"), encoding="utf-8")
    with Served(pages, environment) as first:
        said = first.stop()
    assert "statements of which the reader is certain were accepted" in said
    assert "What was entered is kept" in said
    with Served(pages, environment) as second:
        browser = second.sign_in(said)
        home = browser.get("/")
        assert home.url.path == "/pages-of-pages/"
        assert "13 February 2024" in home.text
        assert "proposals to decide" in home.text  # the newest minutes wait for a person
        again = second.stop()
    assert "were accepted" not in again, "the second start changes nothing"
    assert re.search(r"with the password (\S+)", again)[1] == re.search(r"with the password (\S+)", said)[1]


def test_serve_says_that_the_port_is_taken(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "--port", str(port), environment=environment)
    assert refused.returncode == 1
    assert f"Nothing can be served at 127.0.0.1:{port}" in refused.stderr
    assert "Choose another port" in refused.stderr


def test_work_once_reads_what_waits_and_ends(begun):
    assert run("account", "pat@example.org", "--partnership", "Quay", environment=begun).returncode == 0
    done = run("work", "--once", environment=begun)
    assert (done.returncode, done.stderr) == (0, "")
