"""Both pages of the seeds, from what was read to what each owes: leads, helpers, each body's own, days that move."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_series
from tests.register import accept_all, take_page
from wapentake.actions.changes import fan_out
from wapentake.actions.models import Action
from wapentake.actions.queries import find_open_before, needs_lead
from wapentake.contacts.models import Initials, Organisation, Person
from wapentake.contacts.queries import sort_by_fit
from wapentake.desk.changes import add_person, put_bodies, settle_initials
from wapentake.desk.changes.calendar import build_agenda, cancel_meeting, move_meeting, plan_meetings
from wapentake.desk.queries.bodies import find_stood
from wapentake.meetings.models import Meeting, Series

TODAY = date(2018, 4, 20)


@pytest.fixture
def register(partnership, shared, coordinator):
    for path in sorted((shared / "seeds").glob("*.txt")):
        take_page(partnership, path.name, path.read_bytes(), coordinator)
    accept_all(partnership, coordinator)
    return partnership


def settle_all(partnership, coordinator):
    """Settle all initials: to whom they fit, or to somebody who is added for them."""
    people = list(Person.objects.filter(partnership=partnership, joined_to=None))
    for initials in Initials.objects.filter(partnership=partnership, person=None):
        fitting, _ = sort_by_fit(initials.written, people)
        if fitting:
            settle_initials(partnership, initials, fitting[0], by=coordinator)
        else:
            values = {"name": f"Stand-in {initials.written}", "organisation": None, "email": ""}
            add_person(partnership, values, initials=initials, by=coordinator)


def make_members(partnership, coordinator):
    rows, _ = find_stood(partnership)
    said = [(one.body, {"is_member": True, "representative": one.proposed}) for one in rows if one.meetings]
    put_bodies(partnership, said, by=coordinator)
    return Organisation.objects.filter(partnership=partnership, is_member=True)


def test_leads_and_helpers_of_all_twenty_five(register, coordinator):
    settle_all(register, coordinator)
    actions = list(Action.objects.filter(partnership=register).exclude(owners_text="All Partners"))
    assert len(actions) == 24
    for action in actions:
        first, *others = action.owners.order_by("position")
        assert action.lead is not None
        assert (action.lead, first.written) == (first.person, action.owners_text.split(", ")[0])
        assert all(owner.person for owner in others)
    several = [one.owners_text for one in actions if ", " in one.owners_text]
    assert sorted(several) == ["KL, AL", "KL, AL, MS", "KL, MS", "WG, MFl, MC"]
    assert [one.owners_text for one in Action.objects.filter(needs_lead(TODAY))] == ["All Partners"]


def test_before_they_are_settled_it_is_said(register, client_in):
    page = client_in.get(reverse("actions:list", args=[register.slug]) + "?state=leaderless").content.decode()
    assert "No lead yet: nobody knows who KL is." in page
    assert Action.objects.filter(needs_lead(TODAY)).count() == 9


def test_all_partners_is_given_to_each_body(register, coordinator):
    members = make_members(register, coordinator)
    action = Action.objects.get(owners_text="All Partners")
    children = fan_out(action, by=coordinator)
    assert sorted(one.owners_text for one in children) == sorted(body.name for body in members)
    assert all(one.due_on == date(2018, 4, 30) for one in children)
    assert {one.lead for one in children if one.lead} == {
        body.representative for body in members if body.representative
    }
    assert not Action.objects.filter(needs_lead(TODAY), pk=action.pk).exists()


def plan(register, on, coordinator, name="Community Safety Partnership"):
    """The body's meeting on a day, in the calendar."""
    series = Series.objects.filter(partnership=register, name=name).first() or add_series(register, name)
    return plan_meetings(series, [on], by=coordinator)[0]


def due(partnership, owners, **held):
    return Action.objects.get(partnership=partnership, owners_text=owners, parent=None, **held).due_on


def test_the_next_meeting_moves_with_what_is_due_there(register, coordinator):
    assert due(register, "AL") == date(2018, 6, 11)
    june = plan(register, date(2018, 6, 11), coordinator)
    moved, followed = move_meeting(june, {"on": date(2018, 6, 18)}, by=coordinator)
    assert (followed, due(register, "AL")) == (1, date(2018, 6, 18))
    plan(register, date(2018, 8, 13), coordinator)
    assert cancel_meeting(moved, "The room is flooded.", by=coordinator) == (0, 1)
    assert due(register, "AL") == date(2018, 8, 13)


def test_the_next_jag_moves_with_what_is_due_there(register, coordinator):
    assert due(register, "WG, MFl, MC") is None
    may = plan(register, date(2018, 5, 7), coordinator, "Saltby Joint Action Group")
    assert due(register, "WG, MFl, MC") == date(2018, 5, 7)
    move_meeting(may, {"on": date(2018, 5, 14)}, by=coordinator)
    assert due(register, "WG, MFl, MC") == date(2018, 5, 14)
    Meeting.objects.filter(partnership=register, body="Saltby Joint Action Group").update(series=None)


def test_the_next_agenda_carries_them(register, coordinator):
    make_members(register, coordinator)
    fan_out(Action.objects.get(owners_text="All Partners"), by=coordinator)
    june = plan(register, date(2018, 6, 11), coordinator)
    build_agenda(june, by=coordinator)
    assert june.agenda_items.filter(title="Matters arising").exists()
    carried = list(find_open_before(june))
    assert len(carried) == 25
    (shared_out,) = [one for one in carried if one.bodies]
    assert shared_out.bodies == Organisation.objects.filter(is_member=True).count()
