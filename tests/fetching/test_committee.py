"""Whole runs: a committee's meetings brought in from a site that misbehaves as real ones do, and brought in again."""

import json
from datetime import date

import pytest

from tests.fetching.council import (
    FILES,
    SERVICE,
    bare_page,
    cut_item,
    drip,
    meeting_at,
    meeting_page,
    moved,
    packed,
    page,
    reset,
    service_list,
    unmeasured,
)
from wapentake.fetching import Stopped


def test_meetings_held_are_kept_newest_first(whole, run):
    outcome = run()
    assert run.files() == FILES
    assert (run.path / FILES[1]).read_bytes() == meeting_page("Meeting 42.").encode()
    assert (outcome.listed, outcome.wanted, outcome.fetched, outcome.missed, outcome.stopped) == (4, 3, 3, [], "")
    assert whole.asked[2:] == [meeting_at(43), meeting_at(42), meeting_at(41)]
    assert run.told[0] == "1 of 3: 30 September 2019 (meeting 43)."


def test_second_run_asks_for_nothing_that_is_there(whole, run):
    run()
    before = {path.name: path.read_bytes() for path in run.path.iterdir()}
    outcome = run()
    assert whole.asked == ["/robots.txt", whole.asked[1]]
    assert (outcome.fetched, outcome.kept) == (0, 3)
    assert {path.name: path.read_bytes() for path in run.path.iterdir()} == before


def test_again_asks_for_all(whole, run):
    run()
    outcome = run(again=True)
    assert (outcome.fetched, outcome.kept, len(whole.asked)) == (0, 3, 5)


def test_page_changed_or_removed_on_disk_is_asked_for_again(whole, run):
    run()
    (run.path / FILES[0]).unlink()
    (run.path / FILES[1]).write_bytes(b"half a page")
    assert run().fetched == 2
    assert whole.asked[2:] == [meeting_at(42), meeting_at(41)]


def test_page_with_no_final_minutes_is_asked_for_again_for_a_year(whole, run):
    whole.on(meeting_at(43), page(meeting_page(heading="Agenda")), page(meeting_page(heading="Agenda and minutes")))
    assert run().fetched == 3
    assert run().fetched == 1
    assert run().fetched == 0
    whole.on(meeting_at(43), page(meeting_page(heading="Agenda")))
    run(again=True, today=date(2021, 1, 1))
    assert run(today=date(2021, 1, 1)).fetched == 0
    assert whole.asked_for("MId=43") == []


def test_since(whole, run):
    outcome = run(since=date(2019, 7, 31))
    assert (outcome.listed, outcome.wanted) == (4, 2)
    assert run.files() == FILES[1:]


def test_pages_that_robots_disallow(whole, run):
    whole.on("/robots.txt", page("User-agent: *\nDisallow: /ieListDocuments", kind="text/plain"))
    assert "robots.txt asks programs not to read" in run().stopped
    assert whole.asked_for("ieListDocuments") == []


def test_meeting_with_no_papers_is_not_kept_and_asked_for_again(whole, run):
    whole.on(meeting_at(43), page(bare_page()), page(bare_page()), page(meeting_page()))
    assert (run().bare, run.files()) == (1, [*FILES[:2], "fetch.json"])
    assert run().bare == 1
    assert run().fetched == 1
    whole.on(meeting_at(43), page(bare_page()))
    assert run(again=True).bare == 0  # papers taken down later stay
    assert run.files() == FILES


def test_old_meeting_with_no_papers_is_not_asked_for_for_ever(whole, run):
    whole.on(meeting_at(41), page(bare_page()))
    late = date(2021, 1, 1)
    assert run(today=late).bare == 1
    assert run(today=late, full_items=True).bare == 1
    assert whole.asked_for("MId=41") == []


def test_meeting_moved_to_another_day_is_kept_under_that_day_alone(whole, run):
    whole.on(meeting_at(42), page(meeting_page(cut_item("16", 501))))
    whole.on("/mgAi.aspx?ID=501", page(meeting_page("All of it.")))
    run(full_items=True)
    assert "2019-07-31-42-item-16.html" in run.files()
    whole.on(SERVICE, page(service_list((42, "01/08/2019")), kind="text/xml"))
    run(full_items=True)
    assert [name for name in run.files() if "-42" in name] == ["2019-08-01-42-item-16.html", "2019-08-01-42.html"]


def test_meeting_with_no_day_is_kept_as_undated(whole, run):
    whole.on(SERVICE, page(service_list((41, "")), kind="text/xml"))
    assert run(since=date(2019, 1, 1)).fetched == 1
    assert run.files() == ["fetch.json", "undated-41.html"]
    assert run().kept == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page("", status=404), "has no such page"),
        (moved("/mgError.aspx"), "has no such page"),
        (page(b"%PDF-1.4 mgContent", kind="application/pdf"), "no page but application/pdf"),
        (page("<html><h1>Sign in</h1></html>"), "no ModernGov page"),
        (page("", status=500), "fault of its own (answer 500)"),
        (reset(meeting_page(), sent=60), "broke off"),
        (page("x" * 200_000), "larger than"),
        (moved("https://elsewhere.example/"), "another one"),
    ],
)
def test_one_page_that_cannot_be_had_leaves_the_others_be(whole, run, answer, words):
    whole.on("/mgError.aspx", page("<div class='mgContent'>Error</div>"))
    whole.on(meeting_at(42), answer)
    outcome = run()
    assert run.files() == [FILES[0], *FILES[2:]]
    assert outcome.missed[0].startswith("31 July 2019 (meeting 42): ")
    assert words in outcome.missed[0]
    whole.on(meeting_at(42), page(meeting_page("Meeting 42.")))
    assert (run().fetched, run.files()) == (1, FILES)
    assert whole.asked[2:] == [meeting_at(42)]


def test_run_stops_after_three_troubles_in_a_row(whole, run):
    rows = [(number, f"{number}/06/2019") for number in range(10, 20)]
    whole.on(SERVICE, page(service_list(*rows), kind="text/xml"))
    whole.on("/ieListDocuments.aspx", page("", status=403))
    outcome = run()
    assert outcome.stopped == "3 pages in a row could not be had."
    assert len(outcome.missed) == len(whole.asked_for("ieListDocuments")) == 3
    whole.on("/ieListDocuments.aspx", page("", status=404))
    assert (len(run().missed), len(whole.asked_for("ieListDocuments"))) == (10, 10)


def test_troubles_with_items_count_over_meetings_and_pages_that_are_there_do_not_clear_them(whole, run):
    for number in (41, 42, 43):
        whole.on(meeting_at(number), page(meeting_page(cut_item("16", 500 + number))))
    run()
    whole.on("/mgAi.aspx", page("", status=403))
    outcome = run(full_items=True)
    assert (outcome.stopped, len(outcome.missed)) == ("3 pages in a row could not be had.", 3)


def test_bytes_are_kept_as_they_come(whole, run):
    odd = meeting_page("Caf\u00e9 \u2013 \u00a340").encode("cp1252")  # labelled UTF-8
    whole.on(meeting_at(41), page(odd))
    whole.on(meeting_at(42), packed(meeting_page("Meeting 42.")))
    whole.on(meeting_at(43), unmeasured(meeting_page("Meeting 43.")))
    run()
    assert (run.path / FILES[0]).read_bytes() == odd
    assert (run.path / FILES[1]).read_bytes() == meeting_page("Meeting 42.").encode()
    assert run().fetched == 0


def test_duplicate_meetings_are_asked_for_once(whole, run):
    rows = [(42, "31/07/2019"), (42, "31/07/2019"), (41, "03/06/2019")]
    whole.on(SERVICE, page(service_list(*rows), kind="text/xml"))
    assert run().listed == 2
    assert len(whole.asked_for("MId=42")) == 1


def test_items_cut_short_are_fetched_when_asked_for(whole, run):
    whole.on(meeting_at(42), page(meeting_page(cut_item("16", 501) + cut_item("17", 502))))
    whole.on("/mgAi.aspx?ID=501", page(meeting_page("All of 16.")))
    whole.on("/mgAi.aspx?ID=502", page("", status=404))
    assert run().items == 0
    outcome = run(full_items=True)
    assert (outcome.items, outcome.kept) == (1, 3)
    assert outcome.missed[0].startswith("31 July 2019 (meeting 42), item 17: ")
    assert (run.path / "2019-07-31-42-item-16.html").read_bytes() == meeting_page("All of 16.").encode()
    run(full_items=True)
    assert whole.asked_for("mgAi") == ["/mgAi.aspx?ID=502"]


def test_items_of_a_page_that_changed_are_asked_for_again(whole, run):
    whole.on(
        meeting_at(42), page(meeting_page(cut_item("16", 501))), page(meeting_page(f"More. {cut_item('16', 501)}"))
    )
    whole.on("/mgAi.aspx?ID=501", page(meeting_page("Some.")), page(meeting_page("All.")))
    run(full_items=True)
    run(full_items=True, again=True)
    assert (run.path / "2019-07-31-42-item-16.html").read_bytes() == meeting_page("All.").encode()


def test_ledger_says_what_is_there(whole, run):
    run()
    ledger = json.loads((run.path / "fetch.json").read_text(encoding="utf-8"))
    assert {name: ledger[name] for name in ("format", "site", "committee")} == {
        "format": 1, "site": whole.url.removeprefix("http://"), "committee": 7,
    }  # fmt: skip
    assert list(ledger["pages"]) == FILES[:3]
    assert set(ledger["pages"][FILES[0]]) == {"sha256", "fetched_on", "settled"}


def test_folder_of_another_committee_is_left_alone(whole, run):
    run()
    with pytest.raises(Stopped, match=r"holds the meetings of committee 7 of .* Choose another folder for committee 8"):
        run(committee=8)
    assert run.files() == FILES


def test_slow_page_is_missed(whole, run):
    whole.on(meeting_at(42), drip(meeting_page(), every=1.0))
    session = run.visit

    def quick(**manners: float) -> object:
        return session(silence=0.4, tries=1, **manners)

    run.visit = quick
    assert "in time" in run().missed[0]
