"""The pack for a council's own meeting system."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.reports.made import AGENDA, REASON, SECRET, fill_agenda, make_meeting
from wapentake.agendas.models import Paper
from wapentake.reports.changes import publish
from wapentake.reports.packs import name_file
from wapentake.reports.papers import Attached


def fetch(client, meeting, query: str = "") -> ZipFile:
    answer = client.get(reverse("reports:pack", args=["harrowmere", meeting.pk]) + query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    return ZipFile(BytesIO(answer.content))


@pytest.fixture
def meeting(partnership):
    return make_meeting(partnership)


def test_pack_holds_text_files_open_papers_and_their_list(client_in, meeting, coordinator):
    files = fill_agenda(meeting)
    publish(meeting, "agenda", AGENDA, by=coordinator)
    pack = fetch(client_in, meeting)
    name = f"papers/{files['open'].pk}-Lighting in Tallow Lane.pdf"
    assert pack.namelist() == ["agenda.html", "agenda.pdf", "agenda.docx", "attachments.csv", name]
    assert pack.read(name) == b"%PDF-1.4 Lighting in Tallow Lane"
    body = pack.read("agenda.html").decode()
    assert REASON in body
    assert "<h2>2. Lighting in Tallow Lane (Tom Beckwith)</h2>" in body
    (row,) = csv.DictReader(StringIO(pack.read("attachments.csv").decode("utf-8-sig")))
    assert row == {
        "Item number": "2", "Item": "Lighting in Tallow Lane", "Title": "Paper on Lighting in Tallow Lane",
        "File": name, "Type": "application/pdf", "Bytes": "32",
    }  # fmt: skip
    assert not any(SECRET.encode() in pack.read(one) for one in pack.namelist())


def test_pack_is_the_same_each_time(client_in, meeting, coordinator):
    publish(meeting, "agenda", AGENDA, by=coordinator)
    address = reverse("reports:pack", args=["harrowmere", meeting.pk])
    assert client_in.get(address).content == client_in.get(address).content


def test_minutes_go_before_the_agenda_unless_that_is_asked_for(client_in, meeting, coordinator):
    for kind in ("agenda", "draft"):
        publish(meeting, kind, AGENDA, by=coordinator)
    pack = fetch(client_in, meeting)
    assert pack.namelist()[0] == "minutes.html"
    assert "Draft: not yet confirmed" in pack.read("minutes.html").decode()
    assert fetch(client_in, meeting, "?of=agenda").namelist()[0] == "agenda.html"


def test_nothing_published_is_no_pack(client_in, meeting):
    assert client_in.get(reverse("reports:pack", args=["harrowmere", meeting.pk])).status_code == 404


def test_list_runs_no_formula(client_in, meeting, coordinator):
    fill_agenda(meeting)
    Paper.objects.update(title="=HYPERLINK(1)")
    publish(meeting, "agenda", AGENDA, by=coordinator)
    assert "'=HYPERLINK(1)" in fetch(client_in, meeting).read("attachments.csv").decode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a paper.pdf", "7-a paper.pdf"),
        ("../../etc/passwd", "7-passwd"),
        ("..\\..\\x.pdf", "7-_.._x.pdf"),
        (".pdf", "7-paper.pdf"),
        ("C:con|?*.docx", "7-C_con_.docx"),
    ],
)
def test_names_in_the_pack_stay_in_the_pack(name, safe):
    assert name_file(Attached(7, "A paper", name, "application/pdf", 1)) == safe
