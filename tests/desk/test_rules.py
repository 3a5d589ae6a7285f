"""What is missing for each step of a meeting, one line a case."""

from dataclasses import replace
from datetime import date

import pytest

from wapentake.desk.rules import Standing, find_missing

DAY = date(2026, 3, 9)
READY = Standing(on=DAY, today=DAY, place="Town Hall", items=3, here=5, quorum=4, written=3, later=1)


@pytest.mark.parametrize(
    ("step", "changed", "reason"),
    [
        ("publish-agenda", {}, ""),
        ("publish-agenda", {"items": 0}, "no items"),
        ("publish-agenda", {"leaks": 1}, "1 passage may tell"),
        ("publish-agenda", {"leaks": 2}, "2 passages may tell"),
        ("hold", {}, ""),
        ("hold", {"today": date(2026, 3, 8)}, "The meeting is on 9 March 2026"),
        ("hold", {"today": date(2026, 3, 20)}, ""),
        ("hold", {"items": 0}, "no agenda"),
        ("finish", {}, ""),
        ("finish", {"written": 0}, "Nothing is written"),
        ("clear", {}, ""),
        ("circulate", {}, ""),
        ("publish-draft", {}, ""),
        ("publish-draft", {"leaks": 1}, "leak check"),
        ("confirm", {}, ""),
        ("confirm", {"later": 0}, "No later meeting"),
        ("publish", {"leaks": 3}, "leak check"),
        ("archive", {"leaks": 3}, ""),
    ],
)
def test_reason_stands_in_the_way(step, changed, reason):
    missing = find_missing(step, replace(READY, **changed))
    assert missing.verdict.ok == (not reason)
    assert reason in " ".join(missing.reasons)


@pytest.mark.parametrize(
    ("step", "changed", "note"),
    [
        ("publish-agenda", {}, ""),
        ("publish-agenda", {"place": ""}, "does not say where"),
        ("publish-agenda", {"publish_by": DAY}, ""),
        ("publish-agenda", {"publish_by": date(2026, 2, 27)}, "was due by 27 February 2026"),
        ("finish", {}, ""),
        ("finish", {"here": 0}, "Nobody is marked as present"),
        ("finish", {"here": 3}, "3 member bodies were there and the quorum is 4"),
        ("finish", {"quorum": 0}, ""),
        ("finish", {"empty": ("4. Police update",)}, "under: 4. Police update."),
        ("finish", {"unowned": 1}, "1 action names nobody"),
        ("finish", {"undated": 2}, "2 actions have no date"),
    ],
)
def test_note_asks_to_look_and_stops_nobody(step, changed, note):
    missing = find_missing(step, replace(READY, **changed))
    assert missing.verdict.ok
    assert note in " ".join(missing.notes)
    assert bool(missing.notes) == bool(note)
