"""The command `wapentake fetch`: what it takes, what it says, how it ends, and that killing it costs a page at most."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.fetching.council import SERVICE, list_page, meeting_page, page, service_list, silent, wait_until
from tests.where import ROOT
from wapentake.cli.fetch import fetch, report
from wapentake.fetching import Outcome, PoliteSession, Request

ROWS = ((41, "03/06/2019"), (42, "31/07/2019"), (43, "30/09/2019"))


@pytest.fixture
def whole(council):
    council.on(SERVICE, page(service_list(*ROWS), kind="text/xml"))
    council.on("/ieListDocuments.aspx", page(meeting_page()))
    return council


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr("wapentake.fetching.PoliteSession", partial(PoliteSession, sleep=lambda seconds: None))


def run(*arguments: object):
    return CliRunner().invoke(fetch, [str(argument) for argument in arguments])


def test_command_tells_what_came_of_it(whole, tmp_path):
    path = tmp_path / "minutes"
    address = f"{whole.url}/ieListMeetings.aspx?CommitteeId=7"
    result = run(address, "--committee", 7, "--out", path, "--since", "1 July 2019")
    assert result.exit_code == 0
    assert result.stdout == (
        "3 meetings listed, 2 of them in the time asked for.\n"
        f"2 pages fetched, 0 already here. They are in {path}.\n"
    )  # fmt: skip
    assert "2 of 2: 31 July 2019 (meeting 42)." in result.stderr


def test_command_tells_what_could_not_be_had(whole, tmp_path):
    whole.on("/ieListDocuments.aspx?CId=7&MId=42&Ver=4", page("", status=404))
    result = run(whole.url, "--committee", 7, "--out", tmp_path, "--contact", "jo.bell@example.gov.uk")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [
        f"2 pages fetched, 0 already here. They are in {tmp_path}.",
        "Could not be had:",
        "  31 July 2019 (meeting 42): The site has no such page (answer 404).",
        "What was fetched is safe. Run the same command again later to try for the rest.",
    ]
    assert all("contact: jo.bell@example.gov.uk" in agent for agent in whole.agents)


def test_report_of_a_run_that_stopped_early():
    outcome = Outcome(listed=9, wanted=8, fetched=1, kept=2, bare=1, items=1, stopped="The disk is full.")
    assert report(outcome, Request("https://democracy.example.gov.uk", 7), Path("minutes")) == [
        "Stopped early. The disk is full.",
        "9 meetings listed, 8 of them in the time asked for.",
        "1 page fetched, 2 already here, 1 item fetched in full, 1 with no papers. They are in minutes.",
        "What was fetched is safe. Run the same command again later to try for the rest.",
    ]


def test_committee_that_is_not_there(council, tmp_path):
    council.on("/ieListMeetings.aspx", page(list_page()))
    result = run(council.url, "--committee", 7, "--out", tmp_path)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"No meetings of committee 7 were found at {council.url}.",
        "Check the number: it stands after CommitteeId= or CId= in the address of the committee's page.",
    ]


def test_site_that_turns_programs_away(council, tmp_path):
    for address in (SERVICE, "/ieListMeetings.aspx"):
        council.on(address, page("", status=403))
    result = run(council.url, "--committee", 7, "--out", tmp_path)
    assert result.exit_code == 1
    assert "turns programs away (answer 403). Ask the council to let Wapentake in" in result.stdout


def test_folder_is_tried_before_anything_is_asked(council, tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    result = run(council.url, "--committee", 7, "--out", path)
    assert result.exit_code == 1
    assert "cannot be used" in result.stderr
    assert council.asked == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ftp://x", "--committee", 7, "--out", "x"], "no address of a site"),
        (["https://x.example", "--committee", 7, "--out", "x", "--since", "soon"], "soon is no date"),
        (["https://x.example", "--committee", 0, "--out", "x"], "0 is not in the range"),
        (["https://x.example", "--committee", "CSP", "--out", "x"], "not a valid integer"),
        (["https://x.example", "--committee", 7, "--out", "x", "--pause", 0], "0.2"),
        (["https://x.example", "--committee", 7, "--out", "x", "--contact", "a\nb"], "plain letters"),
        (["https://x.example", "--out", "x"], "--committee"),
        (["https://x.example", "--committee", 7], "--out"),
    ],
)
def test_command_that_is_not_right(arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_help_says_what_it_does():
    words = " ".join(run("--help").stdout.split())
    for part in ("CommitteeId=", "fetch.json", "robots.txt", "--full-items", "text for item 16", "It ends with 0"):
        assert part in words


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_run_that_is_killed_goes_on_where_it_was(whole, tmp_path, stop):
    third = "/ieListDocuments.aspx?CId=7&MId=41&Ver=4"
    whole.on(third, silent())
    command = [sys.executable, "-c", "from wapentake.cli.fetch import fetch; fetch()", whole.url]
    command += ["--committee", "7", "--out", str(tmp_path), "--pause", "0.2"]
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.PIPE, text=True) as process:
        wait_until(lambda: third in whole.asked)
        process.send_signal(stop)
        told = process.communicate(timeout=60)[1]
    assert process.returncode == (130 if stop == signal.SIGINT else -stop)
    assert ("What was fetched is safe" in told) is (stop == signal.SIGINT)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "2019-07-31-42.html", "2019-09-30-43.html", "fetch.json",
    ]  # fmt: skip
    whole.on(third, page(meeting_page()))
    whole.asked.clear()
    result = run(whole.url, "--committee", 7, "--out", tmp_path)
    assert result.exit_code == 0
    assert whole.asked[2:] == [third]
    assert "1 page fetched, 2 already here" in result.stdout
