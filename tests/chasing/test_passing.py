"""A row of the delivery plan that goes to a colleague, or is not theirs."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.chasing.chased import add_lead, chase
from tests.plans.made import Made
from wapentake.chasing.models import Answer, Nudge
from wapentake.kit.models import Change
from wapentake.letters.models import Letter
from wapentake.plans.changes import end_tactical_action
from wapentake.plans.models import TacticalAction


@pytest.fixture
def row(partnership, coordinator, jo, today):
    chase(partnership, weekends_quiet=False, quiet_from="00:00", quiet_until="00:00")
    made = Made(partnership, coordinator, start=date(today.year, 1, 1))
    return made.row("Walk the estate", on=today, lead=jo, lead_body=jo.posts.get().organisation)


@pytest.fixture
def kit(partnership):
    return add_lead(partnership, "Kit Lorne", "Wendshire Police")


def fresh(row):
    return TacticalAction.objects.get(pk=row.pk)


def say(visitor, row, kind, **told):
    return visitor.client.post(visitor.path("pass-row", row.pk), {"kind": kind, "once": "a", **told})


def test_a_colleague_has_it_at_once_and_is_told(visitor, row, kit):
    assert visitor.path("pass-row", row.pk) in visitor.text("row", row.pk)
    say(visitor, row, "hand over", to_person=str(kit.pk), words="You know the estate")
    assert fresh(row).lead == kit
    letter = Letter.objects.get()
    assert (letter.to, letter.subject.split(",")[0]) == (kit.email, "A row of the plan is yours now")
    assert "Jo Bloggs handed this row of the delivery plan for" in letter.text
    assert "Say on your page how it stands" in letter.text
    assert Nudge.objects.get().thing == row
    assert visitor.get("row", row.pk).status_code == 404
    assert Answer.objects.get().state == "taken"


def test_not_theirs_it_waits_for_the_coordinator(client_in, partnership, visitor, row, kit):
    say(visitor, row, "not mine", words="It is the council’s")
    assert fresh(row).lead is None
    text = client_in.get(reverse("chasing:overview", args=[partnership.slug])).content.decode()
    assert "A row of the delivery plan" in text
    assert reverse("plans:row", args=[partnership.slug, row.pk]) in text
    settle = reverse("chasing:settle", args=[partnership.slug, Answer.objects.get().pk])
    client_in.post(settle, {"do": "give", "person": kit.pk})
    assert fresh(row).lead == kit
    assert "asks you to lead this row of the delivery plan." in Letter.objects.get().text
    page = client_in.get(reverse("plans:row", args=[partnership.slug, row.pk])).content.decode()
    assert re.search(r"Given back</strong> by Jo Bloggs, by link", page)


def test_of_a_row_that_has_ended_nothing_is_said(visitor, row, coordinator, today):
    end_tactical_action(row, on=today, why="The grant ran out", by=coordinator)
    assert visitor.get("pass-row", row.pk).status_code == 404
    assert not Change.objects.filter(verb="given back").exists()


def test_an_answer_is_of_one_thing(visitor, row, action):
    say(visitor, row, "not mine", words="No")
    visitor.say(action, "not mine", words="No", once="b")
    assert [one.thing for one in Answer.objects.order_by("pk")] == [row, action]
    assert [one.title for one in Answer.objects.order_by("pk")] == [str(row), "count the cans"]
