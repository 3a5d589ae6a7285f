"""The folder and its ledger: whole or not at all, whatever the disk does and whatever somebody wrote into them."""

import errno
import json
import os
from pathlib import Path

import pytest

from wapentake.fetching import Stopped, open_folder
from wapentake.fetching.folder import Entry, hash_page, write_whole

SITE = "https://democracy.example.gov.uk"
NAME = "2019-07-31-42.html"


def open_here(path: Path):
    return open_folder(path, site=SITE, committee=7)


def test_folder_is_made_with_all_above_it(tmp_path):
    open_here(tmp_path / "a" / "b")
    assert json.loads((tmp_path / "a" / "b" / "fetch.json").read_text())["pages"] == {}


def test_folder_may_be_reached_by_http_and_by_https(tmp_path):
    open_here(tmp_path)
    open_folder(tmp_path, site=SITE.replace("https", "http"), committee=7)


def test_path_that_is_a_file(tmp_path):
    path = tmp_path / "minutes"
    path.write_text("mine")
    with pytest.raises(Stopped, match=r"minutes cannot be used: .*choose another folder"):
        open_here(path)
    with pytest.raises(Stopped, match="cannot be used: not a directory"):
        open_here(path / "below")
    assert path.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Stopped, match="permission denied"):
            open_here(tmp_path)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EIO])
def test_disk_that_refuses(tmp_path, monkeypatch, number):
    folder = open_here(tmp_path)
    before = (tmp_path / "fetch.json").read_bytes()

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("wapentake.fetching.folder.os.fsync", refuse)
    with pytest.raises(Stopped, match=os.strerror(number).lower()):
        folder.keep(NAME, Entry("", "2019-10-01", True), b"page")
    assert [path.name for path in tmp_path.iterdir()] == ["fetch.json"]
    assert (tmp_path / "fetch.json").read_bytes() == before


def test_file_is_never_half_written(tmp_path, monkeypatch):
    path = tmp_path / NAME
    write_whole(path, b"old page")

    def die(self: Path, target: Path) -> None:
        assert self.read_bytes() == b"new page"
        assert self.parent == target.parent
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", die)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new page")
    assert path.read_bytes() == b"old page"
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_half_a_page_left_by_a_run_that_was_killed_is_no_page(tmp_path):
    (tmp_path / f".{NAME}.part").write_bytes(b"half")
    folder = open_here(tmp_path)
    assert folder.entry(NAME) is None
    folder.keep(NAME, Entry(hash_page(b"page"), "2019-10-01", True), b"page")
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME, "fetch.json"]


def test_place_that_is_taken_by_a_folder(tmp_path):
    folder = open_here(tmp_path)
    folder.keep(NAME, Entry(hash_page(b"page"), "2019-10-01", True), b"page")
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(Stopped, match="is a directory"):
        folder.entry(NAME)


def test_old_file_that_cannot_be_removed(tmp_path, monkeypatch):
    folder = open_here(tmp_path)
    folder.keep(NAME, Entry(hash_page(b"page"), "2019-10-01", True), b"page")

    def refuse(path: Path, **how: object) -> None:
        if path.name == NAME:
            raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    with pytest.raises(Stopped, match="permission denied"):
        folder.keep("2019-08-01-42.html", Entry(hash_page(b"new"), "2019-10-01", True), b"new")


def test_old_file_that_somebody_changed_is_not_removed(tmp_path):
    folder = open_here(tmp_path)
    folder.keep(NAME, Entry(hash_page(b"page"), "2019-10-01", True), b"page")
    (tmp_path / NAME).write_bytes(b"page with my notes")
    folder.keep("2019-08-01-42.html", Entry(hash_page(b"page"), "2019-10-02", True), b"page")
    assert (tmp_path / NAME).read_bytes() == b"page with my notes"


def entry(**told: object) -> dict[str, object]:
    return {"sha256": "00", "fetched_on": "2019-10-01", "settled": True} | told


@pytest.mark.parametrize(
    "ledger",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        {"format": 2},
        {"pages": []},
        {"pages": {NAME: {}}},
        {"pages": {NAME: entry(sha256=1)}},
        {"pages": {NAME: entry(settled="yes")}},
        {"pages": {"../../42.html": entry()}},
        {"pages": {"2019-07-31-42-item-../../x.html": entry()}},
        b"\xff\xfe\x00",
    ],
)
def test_ledger_that_cannot_be_read(tmp_path, ledger):
    path = tmp_path / "fetch.json"
    if isinstance(ledger, dict):
        whole = {"format": 1, "site": "democracy.example.gov.uk", "committee": 7, "pages": {}}
        ledger = json.dumps(whole | ledger)
    path.write_bytes(ledger if isinstance(ledger, bytes) else ledger.encode())
    before = path.read_bytes()
    with pytest.raises(Stopped, match=r"cannot be read.*Move fetch\.json away"):
        open_here(tmp_path)
    assert path.read_bytes() == before
