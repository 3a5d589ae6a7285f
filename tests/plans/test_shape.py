"""A whole plan: an event makes actions without money, two views hold the same, and rows turn amber by themselves."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from tests.facts import read_csv
from tests.plans.made import EVENT
from tests.plans.shaped import MANY, OBJECTIVES, OLD, Shaped
from wapentake.plans.changes import put_category
from wapentake.plans.models import TacticalAction
from wapentake.plans.queries import find_views
from wapentake.plans.queries.board import find_lines, group_lines
from wapentake.plans.queries.life import find_measures
from wapentake.plans.rules import Lack, Rag, say_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def shaped(partnership, coordinator):
    return Shaped(partnership, coordinator)


def test_event_makes_actions_without_money_under_seven_objectives(shaped):
    rows = shaped.hold_event()
    assert len(rows) == MANY
    assert Counter(row.ref.split(".")[0] for row in rows) == dict.fromkeys("12345", 6) | dict.fromkeys("67", 5)
    assert {(row.added_on, row.decided) for row in rows} == {(EVENT, "Planning event, 8 May 2018")}
    names = {field.name for field in TacticalAction._meta.get_fields() if not field.auto_created}
    assert not names & {"fund", "funds", "budget", "pence"}  # money points at a row, and never a row at money


def test_same_content_under_five_old_headings_and_the_new_ones(shaped):
    rows = shaped.hold_event()
    before = list(TacticalAction.objects.order_by("pk").values())
    new, old = find_views(shaped.plan)
    lines = find_lines(shaped.plan, today=EVENT)
    for view, names in ((new, OBJECTIVES), (old, OLD)):
        groups = group_lines(lines, view)
        assert [group.category.name for group in groups] == list(names)
        assert sorted(line.row.pk for group in groups for line in group.lines) == sorted(row.pk for row in rows)
    for number, one in enumerate(shaped.headings):
        put_category(one, {"name": f"{number + 1}V", "position": one.position}, by=shaped.by)
    assert list(TacticalAction.objects.order_by("pk").values()) == before


def test_rows_turn_amber_by_themselves(shaped):
    rows = shaped.hold_event()
    for row in rows[:30]:
        shaped.say(row, Rag.GREEN, on=date(2018, 6, 29))

    def count(today):
        return Counter(line.shown.rag for line in find_lines(shaped.plan, today=today))

    assert count(date(2018, 8, 8)) == {Rag.GREEN: 30, Rag.NOT_STARTED: 10}
    assert count(date(2018, 8, 9)) == {Rag.GREEN: 30, Rag.AMBER: 10}  # 92 days after 8 May
    assert count(date(2018, 9, 29)) == {Rag.GREEN: 30, Rag.AMBER: 10}
    assert count(date(2018, 9, 30)) == {Rag.AMBER: 40}


def test_service_is_measured_and_nobody_is_said_to_be_better_off(shaped, client_in, monkeypatch):
    row = shaped.tell_service()
    measures = [(one.name, say_figure(one.known[0].value, one.unit)) for one in find_measures(row)]
    assert measures == [
        ("Families helped", "27 families"),
        ("Children helped", "37 children"),
        ("First contact within 48 hours", "92%"),
    ]
    [line] = find_lines(shaped.plan, today=EVENT)
    assert line.gaps[Lack.MEASURE] == "Missing: no measure says whether anyone is better off."
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2018, 7, 2))
    text = client_in.get(reverse("plans:row", args=["harrowmere", row.pk])).content.decode()
    assert "no measure says whether anyone is better off" in text
    assert "27 families on 29 June 2018" in text
    _, *rows = read_csv(client_in.get(reverse("plans:plan", args=["harrowmere"]), {"format": "csv", "lack": "measure"}))
    assert len(rows) == 1
