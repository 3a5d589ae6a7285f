"""Parts of returns and rows of the plan stand beside actions: in the coordinator's overview, and in one's calendar."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.chasing.chased import Visitor, add_lead, give, link_for
from tests.facts import read_csv
from tests.plans.made import Made
from wapentake.chasing.models import ByAnswer
from wapentake.chasing.queries.overview import find_chased
from wapentake.plans.changes import record_update
from wapentake.returns.changes import put_part, put_return
from wapentake.returns.changes.parts import give_part
from wapentake.returns.models import Part


@pytest.fixture
def plan(partnership, coordinator, today):
    return Made(partnership, coordinator, start=date(today.year, 1, 1))


@pytest.fixture
def ask(partnership, coordinator, today):
    """Ask somebody for a part of a return that is due so many days from now."""

    def ask(person, title, days):
        told = {"name": f"Return with {title}", "funder": "The commissioner", "funds": []}
        days_of = {"due_internal_on": today + timedelta(days), "due_on": today + timedelta(days + 60)}
        period = {"period_from": date(2017, 4, 1), "period_to": date(2018, 3, 31)}
        of = put_return(partnership, told | days_of | period, by=coordinator)
        part = put_part(of, {"title": title, "lead": person, "tactical_action": None}, by=coordinator)
        Part.objects.filter(pk=part.pk).update(asked_on=today - timedelta(20))
        type(of).objects.filter(pk=of.pk).update(state="asked")
        return Part.objects.get(pk=part.pk)

    return ask


def due_in(plan, person, days, today, title="Walk the estate"):
    row = plan.row(title, on=today, lead=person)
    type(row).objects.filter(pk=row.pk).update(update_due_on=today + timedelta(days))
    return type(row).objects.get(pk=row.pk)


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_each_is_counted_with_what_is_late(client_in, partnership, jo, plan, ask, today):
    give(partnership, jo, "count the cans", due_on=today + timedelta(5))
    ask(jo, "Youth club", -1)
    ask(jo, "Night bus", 9)
    due_in(plan, jo, -3, today)
    due_in(plan, jo, 30, today, title="Light the path")  # not yet asked for
    kit = add_lead(partnership, "Kit Lorne", email="")
    ask(kit, "Bike marks", 3)
    sam = add_lead(partnership, "Sam Far")
    due_in(plan, sam, 14, today, title="Paint the wall")
    [first, second, third] = find_chased(partnership, on=today).order_by("name")
    told = (first.action_count, first.part_count, first.row_count, first.open_count, first.late_count)
    assert (first, told) == (jo, (1, 2, 1, 4, 2))
    assert (second, second.part_count, second.trouble) == (kit, 1, "no address")
    assert (third, third.row_count, third.late_count) == (sam, 1, 0)
    page = plain(client_in.get(reverse("chasing:overview", args=[partnership.slug])))
    assert "1 action, 2 parts of returns, 1 row of the plan" in page
    assert "1 part of a return" in page
    head, *rows = read_csv(
        client_in.get(reverse("chasing:overview", args=[partnership.slug]) + "?format=csv&sort=name")
    )
    assert head[1:6] == ["Asked for", "Late", "Actions", "Parts of returns", "Rows of the plan"]
    assert rows[0][1:6] == ["4", "2", "1", "2", "1"]


def test_who_owes_nothing_is_not_listed(partnership, jo, plan, ask, today, coordinator):
    part = ask(jo, "Youth club", 3)
    row = due_in(plan, jo, 3, today)
    assert find_chased(partnership, on=today).count() == 1
    Part.objects.filter(pk=part.pk).update(state="answered")
    type(row).objects.filter(pk=row.pk).update(lead=None)
    assert not find_chased(partnership, on=today).exists()


def test_what_they_last_answered_may_be_a_part_or_a_row(partnership, jo, plan, ask, today):
    part, row = ask(jo, "Youth club", 3), due_in(plan, jo, 3, today)
    assert find_chased(partnership, on=today).get().answered_at is None
    at = datetime(2026, 5, 5, 11, 0, tzinfo=UTC)
    Part.objects.filter(pk=part.pk).update(answered_at=at)
    assert find_chased(partnership, on=today).get().answered_at == at
    said = {"on": today, "rag": "green", "reason": "Walked each week"}
    update = record_update(row, said, by=ByAnswer(jo, "link"), via="link")
    type(update).objects.update(at=at + timedelta(1))
    type(row).objects.filter(pk=row.pk).update(update_due_on=today)
    assert find_chased(partnership, on=today).get().answered_at == at + timedelta(1)


def test_what_nobody_leads_is_told(client_in, jo, plan, ask, today, coordinator):
    partnership = jo.partnership
    give_part(ask(jo, "Youth club", 3), None, by=coordinator, why="Not theirs")
    due_in(plan, None, 3, today)
    page = plain(client_in.get(reverse("chasing:overview", args=[partnership.slug])))
    assert "1 part of a return without a lead" in page
    assert "1 row of the plan without a lead, whose update is due" in page


def test_the_calendar_has_them_all(partnership, jo, plan, ask, today):
    give(partnership, jo, "count the cans", due_on=today + timedelta(5))
    part, row = ask(jo, "Youth club", 9), due_in(plan, jo, 30, today)
    answered = ask(jo, "Night bus", 9)
    Part.objects.filter(pk=answered.pk).update(state="answered")
    ask(add_lead(partnership, "Kit Lorne"), "Bike marks", 3)
    visitor = Visitor(link_for(jo, kind="calendar"))
    feed = visitor.get("feed").content
    events = {str(one["summary"]): one for one in Calendar.from_ical(feed).walk("VEVENT")}
    assert set(events) == {"Due: count the cans", "Part of a return due: Youth club", f"Update due: {row}"}
    assert events["Part of a return due: Youth club"]["dtstart"].dt == today + timedelta(9)
    assert str(events["Part of a return due: Youth club"]["uid"]).startswith(f"part-{part.pk}@")
    assert "Return with Youth club" in str(events["Part of a return due: Youth club"]["description"])
    assert events[f"Update due: {row}"]["dtstart"].dt == today + timedelta(30)
    assert visitor.get("feed").content == feed
