"""Agendas: items written, ordered, taken off and put back, numbered over the year, and told in words."""

from datetime import date

import pytest

from tests.facts import add_agenda_item, add_document, add_forward, add_meeting, add_passage, add_series
from wapentake.agendas.changes import (
    arrange_item,
    give_numbers,
    lay_drafted,
    put_back,
    put_item,
    relink_previous,
    take_off,
)
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.agendas.queries import compose_agenda, find_standing
from wapentake.agendas.rules import draft_agenda
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Item, Meeting, StandingItem
from wapentake.reading import read

JUNE, AUGUST, OCTOBER = date(2026, 6, 8), date(2026, 8, 10), date(2026, 10, 12)
DRAFTED = draft_agenda(has_previous=False, open_actions=0, promised=[], standing=[])


@pytest.fixture
def series(partnership):
    return add_series(partnership)


@pytest.fixture
def meeting(series):
    return add_meeting(series, JUNE, "agenda draft")


def titles(meeting):
    return [one.title for one in AgendaItem.objects.filter(meeting=meeting)]


def test_a_new_item_comes_before_the_end(meeting, coordinator):
    lay_drafted(meeting, DRAFTED, by=coordinator)
    put_item(meeting, {"title": "Taxis"}, by=coordinator)
    assert titles(meeting)[2:] == ["Taxis", "Any other business", "Date of the next meeting"]


def test_laying_twice_lays_once_and_keeps_what_was_typed(meeting, coordinator):
    assert lay_drafted(meeting, DRAFTED, by=coordinator) == 4
    first, second, *_ = AgendaItem.objects.filter(meeting=meeting)
    put_item(meeting, {"title": "Sorry not to come"}, by=coordinator, item=first)
    take_off(second, by=coordinator)
    arrange_item(AgendaItem.objects.get(built_from="next"), to=0, by=coordinator)
    before = titles(meeting)
    assert lay_drafted(meeting, DRAFTED, by=coordinator) == 0
    assert titles(meeting) == before == ["Date of the next meeting", "Sorry not to come", "Any other business"]


def test_a_late_item_needs_the_reason_of_the_chair(meeting, coordinator):
    Meeting.objects.update(state="agenda published")
    with pytest.raises(Refused, match="Say why the chair takes it"):
        put_item(meeting, {"title": "Flood"}, by=coordinator)
    item = put_item(meeting, {"title": "Flood", "urgent_because": "The river rose."}, by=coordinator)
    assert item.origin == "urgent"
    put_item(meeting, {"title": "Floods"}, by=coordinator, item=item)  # put right without a new reason
    item.refresh_from_db()
    assert (item.title, item.urgent_because) == ("Floods", "The river rose.")


@pytest.mark.parametrize("values", [{"paragraph": "1"}, {"public_interest": "They would be known."}])
def test_an_exempt_item_needs_paragraph_and_reason(values, meeting, coordinator):
    with pytest.raises(Refused, match="needs both"):
        put_item(meeting, {"title": "A case", **values}, by=coordinator)
    assert titles(meeting) == []


@pytest.mark.parametrize("state", ["held", "cancelled", "confirmed"])
def test_an_agenda_is_closed_once_the_meeting_was_held(state, meeting, coordinator):
    item = add_agenda_item(meeting, "One")
    Meeting.objects.update(state=state)
    for change in (
        lambda: put_item(meeting, {"title": "Two"}, by=coordinator),
        lambda: arrange_item(item, to=1, by=coordinator),
        lambda: take_off(item, by=coordinator),
    ):
        with pytest.raises(Refused, match="its agenda stays as it is"):
            change()
    assert titles(meeting) == ["One"]


@pytest.mark.parametrize(("to", "expected"), [(0, "CAB"), (1, "ACB"), (2, "ABC"), (9, "ABC")])
def test_order(to, expected, meeting, coordinator):
    items = [add_agenda_item(meeting, title) for title in "ABC"]
    arrange_item(items[2], to=to, by=coordinator)
    assert "".join(titles(meeting)) == expected
    assert Change.objects.filter(verb="moved").exists() is (expected != "ABC")


def test_what_is_taken_off_comes_back_with_its_papers(meeting, coordinator):
    items = [add_agenda_item(meeting, title) for title in "AB"]
    add_paper_row(items[0])
    take_off(items[0], by=coordinator)
    assert titles(meeting) == ["B"]
    assert not meeting.agenda_items.filter(title="A").exists()
    put_back(items[0], by=coordinator)
    assert titles(meeting) == ["A", "B"]
    assert Paper.objects.get().item == items[0]


def add_paper_row(item, **held):
    told = {"name": "a.pdf", "title": "The figures", "media_type": "application/pdf", "size": 83_000, "data": b"x"}
    return Paper.objects.create(item=item, sha256="0" * 64, **told | held)


def test_the_heading_of_previous_minutes_moves_with_their_meeting(series, coordinator):
    first, last = add_meeting(series, JUNE, "held"), add_meeting(series, OCTOBER, "agenda draft")
    item = add_agenda_item(last, "?", origin="previous minutes", previous=first)
    assert item.heading == "Minutes of the meeting held on 8 June 2026"
    between = add_meeting(series, AUGUST)
    relink_previous(series, by=coordinator)
    item.refresh_from_db()
    assert (item.previous, item.heading) == (between, "Minutes of the meeting held on 10 August 2026")
    Meeting.objects.filter(pk=between.pk).update(state="cancelled")
    relink_previous(series, by=coordinator)
    item.refresh_from_db()
    assert item.previous == first


def test_the_rota_goes_on_from_the_last_agenda(series):
    standing = StandingItem.objects.create(series=series, position=1, title="Figures", rota="Ann\nBob\nCy")
    june, august = add_meeting(series, JUNE), add_meeting(series, AUGUST)
    add_agenda_item(june, "Figures", presenter="Bob", built_from=f"standing:{standing.pk}")
    cancelled = add_meeting(series, date(2026, 7, 13), "cancelled")
    add_agenda_item(cancelled, "Figures", presenter="Cy", built_from=f"standing:{standing.pk}")
    assert [one.last for one in find_standing(august)] == ["Bob"]


# Numbers


def number_all(meeting, count):
    for position in range(count):
        add_agenda_item(meeting, f"Item {position}")
    give_numbers(meeting)
    return [one.number for one in AgendaItem.objects.filter(meeting=meeting)]


def test_numbers_go_on_over_the_municipal_year(partnership, series):
    may = add_document(partnership, on=date(2026, 5, 11))
    Meeting.objects.update(series=series)
    passage = add_passage(may, "item")
    Item.objects.create(meeting=Meeting.objects.get(), passage=passage, position=1, number="12", title="Told by a page")
    assert number_all(add_meeting(series, JUNE), 3) == [13, 14, 15]
    assert number_all(add_meeting(series, AUGUST, "cancelled"), 1) == [16]
    assert number_all(add_meeting(series, OCTOBER), 2) == [16, 17]
    assert number_all(add_meeting(series, date(2027, 4, 12)), 1) == [18]
    assert number_all(add_meeting(series, date(2027, 5, 10)), 2) == [1, 2]


def test_each_agenda_begins_at_one_where_the_body_wants_it(partnership):
    series = add_series(partnership, year_month=0)
    assert number_all(add_meeting(series, JUNE), 2) == [1, 2]
    assert number_all(add_meeting(series, AUGUST), 2) == [1, 2]


def test_a_number_stays(meeting, coordinator):
    assert number_all(meeting, 3) == [1, 2, 3]
    items = list(AgendaItem.objects.filter(meeting=meeting))
    arrange_item(items[2], to=0, by=coordinator)
    take_off(items[1], by=coordinator)
    add_agenda_item(meeting, "Late")
    assert give_numbers(meeting) == 1
    assert [(one.title, one.number) for one in AgendaItem.objects.filter(meeting=meeting)] == [
        ("Item 2", 3),
        ("Item 0", 1),
        ("Late", 4),
    ]
    assert give_numbers(meeting) == 0


def test_numbers_of_a_meeting_without_a_body_in_the_calendar(partnership):
    meeting = Meeting.objects.create(partnership=partnership, body="Ad hoc", body_key="ad hoc", on=JUNE)
    assert number_all(meeting, 2) == [1, 2]


# In words

TEXT = """\
## Harrowmere Community Safety Partnership

**Agenda**

Monday 8 June 2026 at 2.00 pm in Room 2, Corn Hall

Contact: Rowan Teale

## 1. Crime figures (Insp Colley)

For discussion, 15 minutes

The quarter to March.

No heading

Papers:

- The figures (PDF, 83 KB)

## 2. A case

Exempt: paragraph 1 (tells of a person).

Why it is not public: They would be known.

## 3. Flood

For discussion

Taken late, because: The river rose.
"""


def fill(meeting):
    first = add_agenda_item(meeting, "Crime figures", presenter="Insp Colley", duration_minutes=15)
    first.note = "The quarter to March.\n## No heading"
    first.save()
    add_paper_row(first)
    exempt = {"paragraph": "1", "public_interest": "They would be known.", "note": "Ivy Marlow", "presenter": "Tom"}
    add_paper_row(add_agenda_item(meeting, "A case", **exempt), title="Of Ivy Marlow")
    add_agenda_item(meeting, "Flood", urgent_because="The river rose.", origin="urgent")
    Meeting.objects.filter(pk=meeting.pk).update(room="Room 2", contact="Rowan Teale", dial_in="https://meet.example/1")
    meeting.refresh_from_db()
    give_numbers(meeting)


def test_an_agenda_in_words(meeting):
    fill(meeting)
    assert compose_agenda(meeting) == TEXT


def test_the_public_joins_a_public_meeting(meeting):
    Meeting.objects.update(dial_in="https://meet.example/1", kind="public")
    meeting.refresh_from_db()
    assert "Join from afar: https://meet.example/1" in compose_agenda(meeting)


def test_the_words_are_read_again(meeting):
    fill(meeting)
    record = read(compose_agenda(meeting), name="agenda.md")
    assert [(one.number, one.title) for one in record.items] == [
        (1, "Crime figures"),
        (2, "A case"),
        (3, "Flood"),
    ]
    assert (record.kind, record.meeting.body, record.meeting.date) == ("agenda", str(meeting.series), "2026-06-08")


def test_queries_of_the_words_do_not_grow(meeting, django_assert_num_queries):
    add_agenda_item(meeting, "One", forward=add_forward(meeting.series, "One"))
    add_agenda_item(meeting, "?", origin="previous minutes", previous=add_meeting(meeting.series, AUGUST))
    with django_assert_num_queries(2):
        compose_agenda(meeting)
