"""What is read in typed minutes, item by item."""

from datetime import date

import pytest

from tests.meeting import item_of, make_meeting, seat_people
from tests.where import ROOT
from wapentake.contacts.changes import meet_person, note_initials, settle_initials
from wapentake.intake.typed import Known, read_composed, read_item, read_sitting, read_typed
from wapentake.minutes.changes import refuse_offer
from wapentake.minutes.rules import Point, Seat, Sitting, compose_item
from wapentake.reading import read

LATE_BUS = "The bus was late.\n\n*ACTIONS*: AB to write to the depot by 30 April 2026.\n\nKL to ask the council."


@pytest.fixture
def meeting(partnership):
    meeting = make_meeting(partnership)
    seat_people(meeting, ("Ann Bell", "Fenland Police", "present"), ("Tom Ash", "Wendshire Haven", "present"))
    return meeting


def read_late_bus(meeting, text):
    return read_item(meeting, item_of(meeting, "Late bus").pk, text)


def test_actions_are_offered_with_the_whole_name_and_the_day(meeting):
    [one] = [offer for offer in read_late_bus(meeting, LATE_BUS).offers if offer.owners == ("Ann Bell (AB)",)]
    assert (one.kind, one.due, one.certain) == ("action", "30 April 2026", True)
    assert one.title.startswith("write to the depot")


def test_wrong_initials_and_missing_dates_are_noticed(meeting):
    found = read_late_bus(meeting, LATE_BUS).findings
    assert [one.code for one in found] == ["unknown-initials", "action-without-date"]
    assert "KL" in found[0].message
    assert "ask the council" in found[1].message


def test_initials_that_the_register_knows_are_not_unknown(meeting, partnership, coordinator):
    kit = meet_person(partnership, "Kit Lorne")
    [noticed, _] = read_late_bus(meeting, LATE_BUS).findings
    assert noticed.message == "KL is Kit Lorne, who is not on the roll of this meeting."
    assert noticed.severity == "note"
    seat_people(meeting, ("Kirsty Lamb", "", "present"), ("Kit Lorne", "", "present"))
    settle_initials(note_initials(partnership, "KL"), kit, by=coordinator)
    assert [one.code for one in read_late_bus(meeting, LATE_BUS).findings] == ["action-without-date"]


def test_sums_and_days_to_come_are_offered(meeting):
    offers = read_late_bus(meeting, "It was agreed that £1,600 be paid on 1 June 2026.").offers
    assert [(one.kind, one.title) for one in offers] == [
        ("decision", "It was agreed that £1,600 be paid on 1 June 2026."),
        ("amount", "£1,600.00"),
        ("date", "1 June 2026"),
    ]


def test_what_was_refused_is_not_offered_again(meeting, coordinator):
    [one] = read_late_bus(meeting, "AB to write to the depot.").offers
    refuse_offer(meeting, one.likeness, kind=one.kind, words=one.words, by=coordinator)
    found = read_late_bus(meeting, "So it was.\n\nAB to write to the depot.")
    assert (found.offers, found.refused) == ([], 1)


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("Wendshire Haven has asked for £3,000 for a worker.", [("Wendshire Haven", "£3,000", True)]),
        ("Ann Bell submitted a bid for £300.", [("Ann Bell", "£300", False)]),
        ("Lantern Youth Club has asked for £3,000.", []),
        ("Wendshire Haven spent £3,000.", []),
    ],
)
def test_who_asks_for_money_and_is_on_the_roll(meeting, text, asking):
    found = read_late_bus(meeting, text).asking
    assert [(one.name, one.amount, one.is_body) for one in found] == asking


def test_item_that_is_gone_is_not_read(meeting):
    assert read_item(meeting, 0, "words") is None


def test_whole_is_read_with_each_item_in_its_place(partnership):
    items = [
        {"title": "Late bus", "text": "AB to write to the depot by 30 April 2026."},
        {
            "title": "A tender",
            "paragraph": "3",
            "public_interest": "It would spoil the price.",
            "text": "AB to pay £5.",
        },
        {"title": "Police update", "text": "Nothing to tell."},
    ]
    meeting = make_meeting(partnership, items=items)
    seat_people(meeting, ("Ann Bell", "Fenland Police", "present"))
    reading = read_typed(meeting)
    counts = {title: len(reading.items[item_of(meeting, title).pk].offers) for title in ("Late bus", "A tender")}
    assert counts == {"Late bus": 1, "A tender": 2}
    assert "£5" not in reading.record.text
    assert [one.name for one in reading.record.attendance] == ["Ann Bell"]


def test_reading_takes_a_fixed_number_of_queries(meeting, django_assert_num_queries):
    item = item_of(meeting, "Late bus").pk
    with django_assert_num_queries(8):
        read_item(meeting, item, LATE_BUS)
    for number in range(3):
        seat_people(meeting, (f"Ann{number} Bell", "", "present"))
    with django_assert_num_queries(8):
        read_item(meeting, item, LATE_BUS)


NOBODY = Known({}, frozenset())


def sit_again(path) -> Sitting | None:
    """An example meeting as it would have been typed."""
    record = read(path)
    day = date.fromisoformat(record.meeting.date) if record.meeting.date else None
    if day is None or len(record.items) < 3:
        return None
    seats = [
        Seat(
            name=one.name,
            organisation=one.organisation or "",
            status="present" if "pres" in one.status else "apologies",
        )
        for one in record.attendance
    ]
    points = [
        Point(pk=at, number=at, title=one.title, text=record.text[one.span[1] : one.body_span[1]].strip(" *\n"))
        for at, one in enumerate(record.items, 1)
    ]
    return Sitting(body=record.meeting.body or "Body", on=day, seats=tuple(seats), points=tuple(points))


@pytest.mark.parametrize("path", sorted((ROOT / "examples/pages").iterdir()), ids=lambda path: path.stem)
def test_item_as_it_is_typed_is_read_as_in_the_whole(path):
    sitting = sit_again(path)
    if sitting is None:
        return
    whole = read_sitting(sitting, NOBODY).items
    for point in sitting.points:
        alone = read_composed(sitting, compose_item(sitting, point.pk), NOBODY)[1][point.pk]
        told = [
            [(one.kind, one.title, one.owners, one.due) for one in each.offers] for each in (alone, whole[point.pk])
        ]
        assert told[0] == told[1]
