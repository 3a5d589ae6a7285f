"""Minutes as one text: what was put in is read out of it again."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.minutes.rules import (
    Declared,
    Point,
    Seat,
    Settlement,
    Sitting,
    check_seat,
    compose_exempt,
    compose_item,
    compose_minutes,
)
from wapentake.reading import read
from wapentake.terms import RollStatus

FIRST = ("Ann", "Fiona", "Owen", "Leah", "Yusuf", "Dale", "Grace", "Priya", "Seán", "Mary-Jane")
LAST = ("Bell", "Adair", "Bellis", "Brook", "Garrow", "Hebden", "O'Dowd", "Nandra", "Quayle", "Berners-Lee")
BODIES = (
    "",
    "Fenland Police",
    "Harrowmere Borough Council",
    "NHS Wendshire",
    "Wendshire Fire and Rescue Service",
    "Lantern Youth Club, Harrowmere",
    "Wendshire Haven",
)
READ_AS = {
    RollStatus.PRESENT: "present",
    RollStatus.DEPUTY: "present",
    RollStatus.INVITED: "in attendance",
    RollStatus.APOLOGIES: "apologies",
    RollStatus.ABSENT: "absent",
}
POINTS = (
    Point(pk=7, number=55, title="Late bus", presenter="Fiona Adair", text="FA to ask the depot by 30 April 2026."),
)


def sit(*seats: Seat, points=POINTS, **told) -> Sitting:
    return Sitting(body="Harrowmere Partnership", on=date(2026, 3, 9), time="14:00", seats=seats, points=points, **told)


@st.composite
def seats(draw) -> Seat:
    status = draw(st.sampled_from(list(READ_AS)))
    name = f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}"
    deputy = status == RollStatus.DEPUTY
    return Seat(
        name=name,
        organisation=draw(st.sampled_from(BODIES)),
        role="" if deputy else draw(st.sampled_from(("", "", "", "chair", "vice-chair", "secretary"))),
        status=status,
        deputy_for=f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}" if deputy else "",
        left_at=draw(st.sampled_from(("", "", "15:10", "09:00"))),
    )


def as_read(seat: Seat) -> tuple[object, ...]:
    role = seat.role or ("deputy" if seat.status == RollStatus.DEPUTY else None)
    return seat.name, seat.organisation or None, role, READ_AS[seat.status], seat.deputy_for or None


@given(st.lists(seats(), max_size=14, unique_by=lambda seat: seat.name))
def test_roll_is_read_as_the_same_people(roll):
    assert all(check_seat(seat).ok for seat in roll)
    record = read(compose_minutes(sit(*roll)).text, name="typed.txt")
    told = [(one.name, one.organisation, one.role, one.status, one.deputy_for) for one in record.attendance]
    assert sorted(told, key=str) == sorted(map(as_read, roll), key=str)
    assert all(one.certain for one in record.attendance)


def test_nobody_who_is_only_expected_is_written():
    assert "Ann Bell" not in compose_minutes(sit(Seat(name="Ann Bell"))).text


def test_head_tells_body_day_hour_and_place():
    record = read(compose_minutes(sit(where="Council Chamber, Town Hall")).text, name="typed.txt")
    assert record.meeting.body == "Harrowmere Partnership"
    assert (record.meeting.date, record.meeting.time) == ("2026-03-09", "14:00")
    assert record.meeting.venue == "Council Chamber, Town Hall"


def test_items_come_back_with_number_presenter_and_days_to_come():
    points = (*POINTS, Point(pk=8, number=56, title="Any other business"))
    record = read(
        compose_minutes(sit(points=points, next_days=(date(2026, 5, 11), date(2026, 7, 13)))).text, name="t.txt"
    )
    assert [(one.number, one.title, one.presenters) for one in record.items] == [
        (55, "Late bus", ("Fiona Adair",)),
        (56, "Any other business", ()),
    ]
    assert [one.date for one in record.dates if one.role == "next meeting"] == ["2026-05-11", "2026-07-13"]


TYPED = st.text(alphabet=st.sampled_from("abc DEF.#*-|1\n:()£\r\t "), max_size=80) | st.sampled_from(
    ["## A heading", "# of bids\n\n## 12. More", "58. Next\n\n59. Last", "**Bold**\n\n1. one\n2. two"]
)


@given(st.lists(TYPED, min_size=3, max_size=5))
def test_composed_text_is_canonical_and_typed_words_stand_in_their_place(texts):
    points = tuple(Point(pk=at, number=at, title=f"Matter {at}", text=text) for at, text in enumerate(texts, 1))
    composed = compose_minutes(sit(points=points))
    record = read(composed.text, name="typed.txt")
    assert record.text == composed.text
    assert len(composed.places) == len(record.items) == len(points)
    for place, text in zip(composed.places, texts, strict=True):
        typed = composed.text[slice(*place.typed)]
        assert re.sub(r"[#\s]", "", typed) == re.sub(r"[#\s]", "", text)
        assert composed.item_at(place.start) == place.item


def test_new_words_go_before_what_is_saved():
    composed = compose_minutes(sit(), texts={7: "YG will bring the map."})
    assert "YG will bring" in composed.text
    assert "depot" not in composed.text


def test_exempt_items_have_minutes_of_their_own():
    secret = Point(
        pk=9,
        number=56,
        title="A tender",
        paragraph="3",
        text="The price is £400.",
        settled=(Settlement(text="the tender be taken"),),
    )
    sitting = sit(points=(*POINTS, secret))
    opened, closed = compose_minutes(sitting).text, compose_exempt(sitting)
    assert "## 56. A tender" in opened
    assert "paragraph 3" in opened
    assert "400" not in opened
    assert "taken" not in opened
    assert "£400" in closed.text
    assert [place.item for place in closed.places] == [9]


def test_one_item_is_composed_with_the_roll_and_the_days():
    composed = compose_item(sit(Seat(name="Ann Bell", status="present"), next_days=(date(2026, 5, 11),)), 7)
    assert "Ann Bell" in composed.text
    assert "11 May 2026" in composed.text


def test_declaration_is_told_with_what_the_person_did():
    told = Declared(name="Ann Bell", interest="trustee of the club", about="57, Late bus", then="Left the room.")
    composed = compose_minutes(sit(points=(Point(pk=1, title="Declarations", declared=(told,)),)))
    assert composed.text.endswith(
        "Ann Bell declared an interest in item 57, Late bus: trustee of the club. Ann Bell left the room.\n"
    )


@pytest.mark.parametrize(
    ("seat", "ok"),
    [
        (Seat(name="Ann Bell", organisation="Fenland Police"), True),
        (Seat(name="Ann Bell", organisation="Probation (East)"), False),
        (Seat(name="Ann"), False),
        (Seat(name="Cllr Ann Bell"), False),
        (Seat(name="Ann Bell", status="deputy"), False),
        (Seat(name="Ann Bell", status="deputy", deputy_for="Tom Ash"), True),
        (Seat(name="Ann Bell", status="deputy", deputy_for="the inspector"), False),
    ],
)
def test_seat_must_be_read_again(seat, ok):
    assert check_seat(seat).ok is ok
