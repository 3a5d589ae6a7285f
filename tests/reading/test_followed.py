"""What later pages say was done: acts, fits, states, the example partnership in full, and pairs of other pages."""

import json
import time
import tomllib
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.where import ROOT
from wapentake.reading import read
from wapentake.reading.followed import Asked, find_followed
from wapentake.reading.followed.acts import find_clauses

EXAMPLES = ROOT / "examples"
LISTED = json.loads((EXAMPLES / "followed.json").read_text("utf-8"))
PAIRS = sorted((ROOT / "tests" / "labelled" / "followed").glob("*.toml"))
MISSED = {
    "kept-bullets": ["nominate a deputy"],
    "kept-table": ["Write to landlords"],
    "said-under-items": ["Chair to thank"],
    "told-in-prose": ["to contact the landowner"],
}
"""What the rules do not find. A line may only go."""


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.fixture(scope="module")
def pages():
    return {path.name: read(path) for path in sorted((EXAMPLES / "pages").iterdir())}


ACTS = [
    ("PN circulated the budget sheet on 24 May.", ["circulated"]),
    ("PN has sent it in and HT will send his.", ["sent"]),
    ("The order was placed on 27 September.", ["placed"]),
    ("The photographs had been circulated.", ["circulated"]),
    ("The summary is now complete.", ["complete"]),
    ("CW had the signs put up.", ["had", "put"]),
    ("HT has both contributions in writing.", ["has"]),
    ("The form has not been sent.", []),
    ("No nomination had yet been made.", []),
    ("The register will be updated once the scoring has been agreed.", []),
    ("It should have been sent in May.", []),
    ("CW was asked to bring a paper.", []),
    ("It was agreed that a letter be written.", []),
    ("The item was carried forward.", []),
    ("Some of the forms have been returned.", []),
    ("All partners but one have returned the form.", []),
    ("PN is to send it by Friday.", []),
    ("He hoped to speak to the school.", []),
]


@pytest.mark.parametrize(("words", "verbs"), ACTS)
def test_acts_of_a_sentence(words, verbs):
    assert [clause.tokens[act.at].word for clause in find_clauses(words) for act in clause.acts] == verbs


def ask(text: str, *owners: str, on: date = date(2024, 3, 6)) -> Asked:
    return Asked(key=text, text=text, owners=owners, on=on)


def find(words: str, *asked: Asked) -> list[tuple[str, str]]:
    text = f"Minutes of the meeting held on Monday 3 June 2024\n\n{words}\n"
    record = read(text, name="page.txt")
    return [(one.key, flat(record.text[slice(*one.span)])) for one in find_followed(record, asked)]


TOLD = [
    ("circulate the leaflet to schools", "PN", "PN circulated the leaflet to all schools.", True),
    ("circulate the leaflet to schools", "PN", "The leaflet was sent to schools in April.", True),
    ("circulate the leaflet to schools", "PN", "PN will circulate the leaflet to schools.", False),
    ("circulate the leaflet to schools", "PN", "The leaflet has not been sent to schools.", False),
    ("circulate the leaflet to schools", "PN", "The leaflet was praised by schools.", False),
    ("circulate the leaflet to schools", "PN", "PN has part of the leaflet for schools ready.", False),
    ("circulate the leaflet to schools", "PN", "On 4 March 2023 the leaflet was sent to schools.", False),
    ("obtain three quotes for the fence", "CW", "CW obtained two quotes for the fence.", False),
    ("obtain three quotes for the fence", "CW", "CW obtained three quotes for the fence.", True),
    (
        "send comments on the draft order to CW",
        "All partners",
        "Five partners sent comments on the draft order.",
        False,
    ),
    ("send comments on the draft order to CW", "All partners", "All partners sent comments on the draft order.", True),
    ("bring the cost of pilot training to the next meeting", "HT", "The cost of pilot training is £600.00.", True),
    ("bring the cost of pilot training to the next meeting", "HT", "The cost of pilot training is not known.", False),
    ("A letter to be sent to the bus company", "Chair", "The Chair wrote to the bus company on 4 April.", True),
]


@pytest.mark.parametrize(("text", "owner", "words", "is_told"), TOLD)
def test_sentence_reports_a_task(text, owner, words, is_told):
    assert bool(find(words, ask(text, owner))) is is_told


def test_sentence_about_another_part_of_a_sentence_shows_its_own_words_only():
    found = find(
        "PN circulated the budget sheet in April, HT has sent in the police bids, and FA sent out the training list.",
        ask("circulate the budget sheet", "PN"),
        ask("send the police bids to PN", "HT"),
    )
    assert found == [
        ("circulate the budget sheet", "PN circulated the budget sheet in April"),
        ("send the police bids to PN", "HT has sent in the police bids"),
    ]


def test_words_that_fit_two_tasks_say_so():
    one, other = ask("send the survey form to the schools", "PN"), ask("send the survey form to the surgeries", "PN")
    record = read("Minutes of the meeting held on Monday 3 June 2024\n\nPN sent the survey form.\n", name="page.txt")
    found = find_followed(record, [one, other])
    assert len(found) in (0, 2)


def test_task_kept_open_by_the_page_is_not_reported_elsewhere_on_it():
    words = "- PN to circulate the leaflet to schools: carried forward\n\nThe leaflet was sent to schools in Holme."
    assert find(words, ask("PN to circulate the leaflet to schools", "PN")) == []


@pytest.mark.parametrize("state", ["Complete", "Done", "Closed", "Completed on 4 May", "Done. They liked it."])
def test_row_with_a_state_reports_its_task(state):
    row = f"| No | Action | Lead | State |\n| 1 | Circulate the leaflet to schools | PN | {state} |"
    assert find(row, ask("Circulate the leaflet to schools", "PN")) == [("Circulate the leaflet to schools", state)]


@pytest.mark.parametrize("state", ["Open", "In progress", "Not yet complete", "Partly done", "No longer required", ""])
def test_row_that_is_open_reports_nothing(state):
    row = f"| No | Action | Lead | State |\n| 1 | Circulate the leaflet to schools | PN | {state} |"
    assert find(row, ask("Circulate the leaflet to schools", "PN")) == []


ALL = [
    ("All actions from the last meeting had been completed.", 2),
    ("All actions had been completed except the training, which was put off.", 1),
    ("All actions had been completed, except for item 7.", 0),
    ("All actions from the March meeting had been completed.", 2),
    ("All actions from the January meeting had been completed.", 0),
    ("All actions should be completed by July.", 0),
]


@pytest.mark.parametrize(("words", "count"), ALL)
def test_all_actions_at_once(words, count):
    assert len(find(words, ask("send the contact list to members", "AB"), ask("arrange training", "CD"))) == count


def test_what_was_asked_on_the_same_day_is_not_reported_yet():
    assert find("PN circulated the leaflet.", ask("circulate the leaflet", "PN", on=date(2024, 6, 3))) == []


def test_example_partnership_is_told_in_full_and_nothing_else(pages):
    """Each page is held against what no page before it reported: its reports are the listed ones, in their words."""
    wanted = {
        (one["page"], ended["page"], ended["words"]): one["words"] for one in LISTED["reports"] for ended in one["ends"]
    }
    asked: dict[str, Asked] = {}
    found, expected = {}, {}
    for name, record in sorted(pages.items()):
        if record.meeting.body != "Ottersby Community Safety Partnership":
            continue
        for report in find_followed(record, list(asked.values())):
            page, _, words = report.key.partition("|")
            found[name, page, words] = flat(record.text[slice(*report.span)])
        own = {key: words for key, words in wanted.items() if key[0] == name and f"{key[1]}|{key[2]}" in asked}
        expected |= own
        for _, page, words in own:
            del asked[f"{page}|{words}"]
        for action in record.actions:
            key = f"{name}|{action.text}"
            on = date.fromisoformat(record.meeting.date or "")
            asked[key] = Asked(key=key, text=action.text, owners=action.owners, on=on)
    assert found.keys() == expected.keys()
    assert {key: words for key, words in expected.items() if words not in found[key] and found[key] not in words} == {}
    assert len(expected) == 103
    near = {(one["page"], one["not_of"]["page"], one["not_of"]["words"]): one["words"] for one in LISTED["near_misses"]}
    assert [key for key, words in near.items() if words in found.get(key, "")] == []


def test_list_of_the_example_partnership_is_of_its_pages(pages):
    reports, near = LISTED["reports"], LISTED["near_misses"]
    for one in [*reports, *near]:
        assert flat(pages[one["page"]].text).count(one["words"]) == 1
        for action in one.get("ends") or [one["not_of"]]:
            assert action["words"] in [held.text for held in pages[action["page"]].actions]
            assert action["page"] < one["page"]
    ends = {(one["page"], ended["words"], one["words"]) for one in reports for ended in one["ends"]}
    assert not ends & {(one["page"], one["not_of"]["words"], one["words"]) for one in near}


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_pairs_in_other_layouts(path):
    pair = tomllib.loads(path.read_text("utf-8"))
    on = date.fromisoformat(pair["on"])
    asked = [
        Asked(key=str(at), text=one["text"], owners=tuple(one["owners"]), on=on) for at, one in enumerate(pair["asked"])
    ]
    record = read(pair["later"], name=f"{path.stem}.md")
    wanted = {str(one["asked"]): flat(one["words"]) for one in pair["done"]}
    found = {one.key: flat(record.text[slice(*one.span)]) for one in find_followed(record, asked)}
    assert [
        one for one in found if one not in wanted or not (wanted[one] in found[one] or found[one] in wanted[one])
    ] == []
    missed = [asked[int(one)].text for one in wanted if one not in found]
    known = MISSED.get(path.stem, [])
    assert len(missed) == len(known)
    assert all(text.startswith(begin) for text, begin in zip(missed, known, strict=True))


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=4))
def test_odd_text_is_read_without_error_and_spans_lie_inside(later, texts):
    record = read(later, name="odd.txt")
    asked = [Asked(key=str(at), text=text, owners=(text[:20],), on=date(2001, 1, 1)) for at, text in enumerate(texts)]
    found = find_followed(record, asked)
    assert max(Counter(one.key for one in found).values(), default=0) <= 1
    assert all(0 <= one.span[0] < one.span[1] <= len(record.text) for one in found)


def test_two_hundred_open_actions_are_held_against_a_page_in_50_ms(pages):
    rows = [(name, action) for name, record in pages.items() for action in record.actions]
    asked = [
        Asked(key=f"{at}", text=f"{action.text} {at // len(rows)}", owners=action.owners, on=date(2023, 1, 1))
        for at, (_, action) in enumerate([*rows, *rows][:200])
    ]
    record = pages["2025-09-08.md"]
    find_followed(record, asked)
    took = []
    for _ in range(3):
        begun = time.process_time()
        find_followed(record, asked)
        took.append(time.process_time() - begun)
    assert min(took) < 0.05
