"""What minutes tell of bids: each asking with its sum and its decision, and what is none."""

import pytest

from tests.where import ROOT
from wapentake.reading import read
from wapentake.reading.asked import find_asked

HEAD = """Ottersby Community Safety Partnership

Minutes of the meeting held on Monday 10 July 2023

1. Apologies for absence
None.

2. Grants
"""


BOAT = "It was agreed in principle to fund it, provided that the licence is granted."


def find(words):
    """The bids of minutes with one item: kind, sums, and the words of who, what and condition."""
    record = read(HEAD + words + "\n\n3. Date of the next meeting\nMonday 11 September 2023\n", name="a.txt")
    return [_tell(record, one) for one in find_asked(record)]


def _tell(record, one):
    cut = {name: getattr(one, name) for name in ("who", "what", "condition")}
    parts = {name: " ".join(record.text[span[0] : span[1]].split()) for name, span in cut.items() if span}
    sums = {name: getattr(one, name) for name in ("asked", "given", "budget") if getattr(one, name)}
    return {"kind": one.kind, **sums, **parts}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "A bid for £450.00 was received from the Canal Trust for lamps under the bridge. The bid was approved.",
            {"kind": "approved", "asked": "450.00", "who": "the Canal Trust", "what": "lamps under the bridge"},
        ),
        (
            "Fen Scouts asked for £300.00 for first aid training, against £500.00 set aside. This bid was deferred.",
            {
                "kind": "deferred", "asked": "300.00", "budget": "500.00", "who": "Fen Scouts",
                "what": "first aid training",
            },
        ),
        (
            "PN requested funding from the Partnership for a boat. It is old. The total cost will be £900. " + BOAT,
            {
                "kind": "in-principle", "asked": "900.00", "who": "PN", "what": "a boat",
                "condition": "the licence is granted",
            },
        ),
        (
            "HT presented several bids. Under the plan, officers would like to purchase locks totalling £80.00.",
            {"kind": "asked", "asked": "80.00", "who": "officers", "what": "locks"},
        ),
        (
            "A bid for £70 was received for a drone.\n\nACTION: HT to circulate the drone bid by 30 July 2023.",
            {"kind": "circulated", "asked": "70.00", "what": "a drone"},
        ),
        (
            "Tansy Bowls Club asked for £500.00. It was agreed to award a grant of £350.00.",
            {"kind": "approved", "asked": "500.00", "given": "350.00", "who": "Tansy Bowls Club"},
        ),
        (
            "It was agreed that £60.00 be given to the Lantern Club for paint.",
            {"kind": "approved", "given": "60.00", "who": "the Lantern Club", "what": "paint"},
        ),
        (
            "A request from the Advice Centre for £250 was refused.",
            {"kind": "rejected", "asked": "250.00", "who": "the Advice Centre"},
        ),
    ],
)  # fmt: skip
def test_bid_is_found_with_its_parts(words, expected):
    assert find(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "PN submitted a bid to the OPCC for £50,000.00. It was agreed to wait.",
        "The growth bid for £40,900.00 is to be settled in January.",
        "Partners agreed that the quote of £38,400.00 be accepted.",
        "It was agreed to renew the insurance at £410.00.",
        "The bid was deferred.",
        "A planning application for £10 was seen.",
        "The year closed with a balance of £3,480.15.",
        "DS requested an update on the £300.00 that was spent.",
    ],
)
def test_what_is_no_bid_to_us_is_left_out(words):
    assert find(words) == []


def test_two_gifts_of_one_sentence_are_two():
    told = find("Members agreed to put £6,000 towards the wardens and £4,500 towards the lamps.")
    assert [(one["given"], one["what"]) for one in told] == [("6000.00", "the wardens"), ("4500.00", "the lamps")]


def test_each_bid_is_settled_by_its_own_decision():
    told = find("A bid for £10 was received for tea.\n\nPurchase of a kettle:\n\nThe bid was approved as a whole.")
    assert told == [{"kind": "asked", "asked": "10.00", "what": "tea"}]


def test_bids_of_the_example_partnership():
    """Nine are told of, and none else: two of them are the yearly share of a post, which nobody is said to ask for."""
    found = {}
    for page in sorted((ROOT / "examples/pages").iterdir()):
        record = read(page.read_bytes(), name=page.name)
        found[page.name] = [(one.kind, one.asked or one.given) for one in find_asked(record)]
    assert {name: told for name, told in found.items() if told} == {
        "2023-07-10.txt": [("approved", "3450.00"), ("approved", "1850.00"), ("deferred", "6800.00")],
        "2024-01-15.html": [("in-principle", "6800.00")],
        "2024-05-13.md": [("approved", "9500.00")],
        "2025-03-10.docx": [("approved", "9500.00")],
        "2025-09-08.md": [("approved", "1200.00"), ("approved", "300.00")],
        "2025-11-10.odt": [("in-principle", "1600.00")],
    }


def test_bids_of_the_seeds(shared):
    found = []
    for page in sorted((shared / "seeds").glob("*.txt")):
        record = read(page.read_bytes(), name=page.name)
        found += [(one.kind, one.asked, one.budget, one.condition is not None) for one in find_asked(record)]
    assert found == [
        ("asked", "2380.00", "3000.00", False),
        ("circulated", "7000.00", None, False),
        ("in-principle", "3800.00", None, True),
    ]
