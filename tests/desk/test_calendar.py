"""Meetings planned, moved and cancelled with all that hangs from their days, and the pages that do it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import add_action, add_agenda_item, add_forward, add_meeting, add_series
from tests.register import MINUTES, accept_all, take_page
from wapentake.actions.models import Action
from wapentake.agendas.models import AgendaItem, ForwardItem
from wapentake.desk.changes.calendar import build_agenda, cancel_meeting, move_meeting, plan_meetings
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.rules import CALLED

HELD, JUNE, AUGUST = date(2026, 4, 13), date(2026, 6, 8), date(2026, 8, 10)
PLACE = {"time": "14:00", "venue": "Corn Hall", "room": ""}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for name in ("desk.views.calendar", "desk.views.agenda", "desk.views.home"):
        monkeypatch.setattr(f"wapentake.{name}.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def series(partnership):
    add_action(partnership, "task", on=HELD, due_event="next meeting")
    return add_series(partnership)


def test_planning_gives_days_to_what_waits(series, coordinator):
    add_forward(series, "Farm Watch")
    june, _ = plan_meetings(series, [AUGUST, JUNE], by=coordinator)
    assert ForwardItem.objects.get().meeting == june
    assert Action.objects.get().due_on == JUNE


def test_moving_moves_all_that_hangs_from_the_day(series, coordinator):
    june, august = plan_meetings(series, [JUNE, AUGUST], by=coordinator)
    add_forward(series, "Farm Watch", june)
    build_agenda(august, by=coordinator)
    moved, followed = move_meeting(june, {**PLACE, "on": date(2026, 6, 22)}, by=coordinator)
    assert (followed, Action.objects.get().due_on) == (1, date(2026, 6, 22))
    assert ForwardItem.objects.get().meeting.on == moved.on
    assert AgendaItem.objects.get(origin="previous minutes").heading == "Minutes of the meeting held on 22 June 2026"
    assert moved.first_on == JUNE


def test_cancelling_loses_nothing(series, coordinator):
    june, august = plan_meetings(series, [JUNE, AUGUST], by=coordinator)
    add_forward(series, "Farm Watch", june)
    build_agenda(june, by=coordinator)
    build_agenda(august, by=coordinator)
    before = AgendaItem.objects.filter(meeting=june).count()
    assert cancel_meeting(june, "Snow", by=coordinator) == (1, 1)
    assert AgendaItem.objects.filter(meeting=june).count() == before
    assert (ForwardItem.objects.get().meeting, Action.objects.get().due_on) == (august, AUGUST)
    assert AgendaItem.objects.get(meeting=august, origin="previous minutes").previous.on == HELD
    assert build_agenda(august, by=coordinator) == 1  # what the cancelled meeting was to take
    assert AgendaItem.objects.filter(meeting=august, title="Farm Watch").exists()


def test_what_is_refused_leaves_all_as_it_was(series, coordinator):
    june, _ = plan_meetings(series, [JUNE, AUGUST], by=coordinator)
    with pytest.raises(Refused):
        move_meeting(june, {**PLACE, "on": AUGUST}, by=coordinator)
    june.refresh_from_db()
    assert (june.on, june.sequence, Action.objects.get().due_on) == (JUNE, 0, JUNE)


STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "cancel", "plan", "build"]), st.integers(0, 3), st.integers(0, 90)), max_size=6
)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_days_nothing_promised_is_lost(series, coordinator, steps):
    Meeting.objects.filter(series=series).exclude(on=HELD).delete()
    ForwardItem.objects.all().delete()
    june, _ = plan_meetings(series, [JUNE, AUGUST], by=coordinator)
    for title in ("Farm Watch", "Taxi marshals"):
        add_forward(series, title, june)
    for what, which, days in steps:
        called = list(Meeting.objects.filter(series=series, state__in=CALLED).order_by("on"))
        if what == "plan":
            plan_meetings(series, [JUNE + timedelta(days)], by=coordinator)
        elif called:
            meeting = called[which % len(called)]
            try:
                if what == "move":
                    move_meeting(meeting, {**PLACE, "on": JUNE + timedelta(days)}, by=coordinator)
                elif what == "cancel":
                    cancel_meeting(meeting, "Snow", by=coordinator)
                else:
                    build_agenda(meeting, by=coordinator)
            except Refused:
                continue
    waiting = ForwardItem.objects.filter(state="waiting")
    assert {one.title for one in waiting} == {"Farm Watch", "Taxi marshals"}
    called = Meeting.objects.filter(series=series, state__in=CALLED)
    assert all(one.meeting in called or one.meeting is None for one in waiting)
    assert all(one.first_on is not None for one in waiting)


# Pages


def test_a_year_is_planned_in_one_form(client_in, partnership, series):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=5)
    add_meeting(series, date(2026, 6, 15), first_on=JUNE)  # it was moved, and stands for the 8th
    where = reverse("desk:plan-meetings", args=[partnership.slug, series.pk])
    answer = client_in.get(where)
    text = answer.content.decode()
    assert [one.on.month for one in answer.context["days"]] == [8, 10, 12, 2, 4]
    assert "In the calendar already: 8 June 2026." in text
    assert "Agenda published by 31 July 2026" in text
    client_in.post(where, {"days": ["2026-08-10", "2026-10-12", "2031-01-01", "x"]})
    days = series.meetings.filter(state="planned").order_by("on").values_list("on", flat=True)
    assert list(days) == [date(2026, 6, 15), AUGUST, date(2026, 10, 12)]
    assert "You chose no day" in client_in.post(where, {}, follow=True).content.decode()


def test_a_bank_holiday_is_not_chosen_by_itself(client_in, partnership):
    series = add_series(partnership, rule="FREQ=MONTHLY;BYMONTH=8;BYDAY=-1MO")
    answer = client_in.get(reverse("desk:plan-meetings", args=[partnership.slug, series.pk]))
    text = answer.content.decode()
    assert "31 August 2026 is a bank holiday. Choose another day." in text
    assert " checked" not in text


def test_a_body_without_a_pattern_is_planned_by_hand(client_in, partnership):
    series = add_series(partnership, rule="")
    answer = client_in.get(reverse("desk:plan-meetings", args=[partnership.slug, series.pk]))
    assert "This body has no pattern" in answer.content.decode()


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-08-31", "31 August 2026 is a bank holiday. Choose another day. Or say below that you mean it."),
        ("2026-08-29", "29 August 2026 is a Saturday. Or say below that you mean it."),
        ("2026-08-28", ""),
    ],
)
def test_one_meeting_by_hand(on, words, client_in, partnership, series):
    """What stands against a day is told once, and stops nobody who means it."""
    where = reverse("desk:add-meeting", args=[partnership.slug, series.pk])
    typed = {"on": on, "kind": "ordinary", "time": "2pm"}
    answer = client_in.post(where, typed, follow=True).content.decode()
    assert (words or "is in the calendar") in answer
    assert ("Meet on this day all the same" in answer) == bool(words)
    assert Meeting.objects.filter(state="planned").exists() is not bool(words)
    if words:
        client_in.post(where, typed | {"anyway": "on"})
        assert Meeting.objects.filter(state="planned", on=on).exists()


def test_moving_by_form(client_in, partnership, series):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=5)
    meeting = add_meeting(series, JUNE)
    where = reverse("desk:move-meeting", args=[partnership.slug, meeting.pk])
    assert "30 April 2026 has passed" in client_in.post(where, {"on": "2026-04-30"}).content.decode()
    text = client_in.post(where, {"on": "2026-05-05", "venue": "Corn Hall"}, follow=True).content.decode()
    assert "The meeting is on Tuesday 5 May 2026. 1 action due at the next meeting moved with it." in text
    assert "Its agenda was to be published by 24 April 2026, 7 days ago." in text
    assert "Moved from 8 June 2026" in text


def test_cancelling_by_form(client_in, partnership, series):
    meeting = add_meeting(series, JUNE)
    add_forward(series, "Farm Watch", meeting)
    where = reverse("desk:cancel-meeting", args=[partnership.slug, meeting.pk])
    assert "Say why it is cancelled" in client_in.post(where, {}).content.decode()
    text = client_in.post(where, {"because": "Snow"}, follow=True).content.decode()
    assert "is cancelled. 1 item of the forward plan and 0 actions wait for the next one." in text


def test_meetings_to_come_are_not_among_those_held(client_in, partnership, series):
    add_meeting(series, JUNE)
    add_meeting(series, AUGUST, "cancelled")
    text = client_in.get(reverse("desk:meetings", args=[partnership.slug])).content.decode()
    assert "13 April 2026" in text
    assert "8 June 2026" not in text
    assert "10 August 2026" not in text
    home = client_in.get(reverse("desk:home", args=[partnership.slug])).content.decode()
    assert "8 June 2026</a> at 2.00 pm" in home


# Building


def test_an_agenda_is_built_of_what_the_register_knows(series, coordinator):
    StandingItem.objects.create(series=series, position=1, title="Crime figures", rota="Ann\nBob")
    june = add_meeting(series, JUNE)
    add_forward(series, "Farm Watch", june, presenter="Tom")
    assert build_agenda(june, by=coordinator) == 8
    assert [str(one) for one in AgendaItem.objects.filter(meeting=june).select_related("previous")] == [
        "Apologies for absence",
        "Declarations of interest",
        "Minutes of the meeting held on 13 April 2026",
        "Matters arising",
        "Farm Watch",
        "Crime figures",
        "Any other business",
        "Date of the next meeting",
    ]
    june.refresh_from_db()
    assert june.state == "agenda draft"
    assert build_agenda(june, by=coordinator) == 0


def test_what_is_published_is_not_built_again(series, coordinator):
    june = add_meeting(series, JUNE, "agenda published")
    add_agenda_item(june, "One")
    with pytest.raises(Refused, match="Add a late item"):
        build_agenda(june, by=coordinator)
    assert AgendaItem.objects.count() == 1


def test_headings_that_recur_become_standing_items(client_in, partnership, coordinator):
    for day in ("9 January", "12 March", "14 May"):
        text = MINUTES.replace("12 March 2024", f"{day} 2024").replace("Tuesday ", "")
        take_page(partnership, f"{day}.txt", text, coordinator)
    accept_all(partnership, coordinator)
    client_in.post(reverse("calendar:propose", args=[partnership.slug]), {"body": Meeting.objects.all()[0].body_key})
    series = Series.objects.get()
    address = reverse("calendar:series", args=[partnership.slug, series.pk])
    assert "These headings recur" in client_in.get(address).content.decode()
    taken = {"title": ["Grants", "Not a heading of theirs"]}
    client_in.post(reverse("calendar:recurring", args=[partnership.slug, series.pk]), taken)
    assert [one.title for one in series.standing_items.all()] == ["Grants"]
    assert "Burglary in Tallow Lane" in client_in.get(address).content.decode()
