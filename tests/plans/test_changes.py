"""The writes of plans: what each does, what it refuses, and what it logs."""

from datetime import date
from decimal import Decimal

import pytest

from tests.plans.made import EVENT, START, Made
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.plans.changes import (
    New,
    add_categories,
    add_tactical_actions,
    drop_category,
    drop_view,
    end_tactical_action,
    put_category,
    put_tactical_action,
    put_view,
    reach_milestone,
    record_value,
    set_rhythm,
    stand_rows,
)
from wapentake.plans.models import Category, Plan, Rag, TacticalAction, Update, Value
from wapentake.plans.queries import find_current_plan, find_full_rows, find_rows, see_row

pytestmark = pytest.mark.django_db


def say_log(verb):
    return [(one.before, one.after) for one in Change.objects.filter(verb=verb).order_by("pk")]


def see(row, today):
    return see_row(find_full_rows(TacticalAction.objects.filter(pk=row.pk)).get(), today=today, grace_days=14)


def test_plan_begins_with_its_objectives(made):
    assert [(one.position, one.name) for one in made.objectives] == [(1, "Safer homes"), (2, "Safer streets")]
    assert say_log("began") == [({}, {"name": made.plan.name, "starts_on": "2018-04-01", "ends_on": "2021-03-31"})]


def test_current_plan_is_the_one_that_runs(made, partnership, coordinator):
    later = Plan.objects.create(
        partnership=partnership, name="Next", starts_on=date(2021, 4, 1), ends_on=date(2024, 3, 31)
    )
    for today, plan in [(EVENT, made.plan), (date(2017, 1, 1), made.plan), (date(2022, 1, 1), later),
                        (date(2030, 1, 1), later)]:  # fmt: skip
        assert find_current_plan(partnership, today=today) == plan


def test_row_exists_before_it_has_money_and_is_due_a_quarter_later(made):
    row = made.row()
    assert (row.rag, row.updated_on, row.update_due_on) == (Rag.NOT_STARTED, None, date(2018, 8, 8))
    assert made.row(starts_on=date(2018, 9, 1)).update_due_on == date(2018, 12, 2)
    assert made.row(on=date(2018, 1, 9)).update_due_on == date(2018, 7, 2)  # added before the plan began


def test_row_turns_amber_by_itself_when_its_update_is_late(made):
    row = made.row()
    made.say(row, Rag.GREEN)
    assert see(row, date(2018, 8, 8)).rag == Rag.GREEN
    late = see(row, date(2018, 8, 9))
    assert (late.rag, late.by_rule, late.reasons) == (
        Rag.AMBER,
        True,
        ("An update was due by 8 August 2018, and none has come.",),
    )
    made.say(row, Rag.GREEN, on=date(2018, 8, 10))
    assert see(row, date(2018, 8, 10)).rag == Rag.GREEN


def test_reference_stands_once_in_a_plan(made):
    made.row()
    with pytest.raises(Refused, match="has a row “a1” already"):
        made.row(ref="a1")


def test_days_the_wrong_way_round_are_refused(made):
    with pytest.raises(Refused, match="end before it starts"):
        made.row(starts_on=EVENT, ends_on=START)
    assert not TacticalAction.objects.exists()


def test_category_of_another_plan_is_refused(made, other_partnership, coordinator):
    other = Made(other_partnership, coordinator)
    with pytest.raises(Refused, match="category of another plan"):
        made.row(categories=other.objectives)


def test_update_wants_a_reason(made):
    with pytest.raises(Refused, match="Give the reason"):
        made.say(made.row(), reason="  ")
    assert not Update.objects.exists()


def test_same_update_twice_is_kept_once(made):
    row = made.row()
    assert made.say(row) == made.say(row)
    made.say(row, text="Two more came.")
    assert Update.objects.count() == 2


def test_earlier_update_does_not_undo_a_later_one(made):
    row = made.row()
    made.say(row, Rag.RED, "No worker.", on=date(2018, 6, 4))
    made.say(row, Rag.GREEN, on=date(2018, 5, 21))
    row.refresh_from_db()
    assert (row.rag, row.rag_reason, row.updated_on) == (Rag.RED, "No worker.", date(2018, 6, 4))
    assert row.update_due_on == date(2018, 9, 4)
    assert row.updates.count() == 2


def test_complete_row_wants_no_update(made):
    row = made.row()
    made.say(row, Rag.COMPLETE, "All came.")
    row.refresh_from_db()
    assert row.update_due_on is None


def test_measure_keeps_its_values_and_one_a_day(made):
    row = made.row()
    measure = made.measure(row, unit="families")
    for value, on in [(12, date(2018, 6, 30)), (26, date(2018, 9, 30)), (27, date(2018, 9, 30))]:
        record_value(measure, {"on": on, "value": Decimal(value)}, by=made.by)
    assert list(Value.objects.order_by("on").values_list("value", flat=True)) == [12, 27]
    with pytest.raises(Refused, match="is measured for this row already"):
        made.measure(row, name="families HELPED")


def test_milestone_is_reached_and_taken_back(made):
    milestone = made.milestone(made.row())
    for on in (EVENT, EVENT, None):
        reach_milestone(milestone, on=on, by=made.by)
    milestone.refresh_from_db()
    assert milestone.reached_on is None
    assert len(say_log("reached a milestone of")) == len(say_log("took back a milestone of")) == 1


def test_event_adds_many_rows_once(made):
    new = [New("Walk the estate", made.objectives[1]), New("Gate the alley", made.objectives[0], made.body("Council"))]
    rows = add_tactical_actions(made.plan, new, on=EVENT, by=made.by)
    assert [str(one) for one in rows] == ["2.1 Walk the estate", "1.1 Gate the alley"]
    assert add_tactical_actions(made.plan, new, on=EVENT, by=made.by) == []
    assert [one.ref for one in find_rows(made.plan)] == ["2.1", "1.1"]


def test_ended_row_leaves_the_plan_and_takes_nothing_more(made):
    row = made.row()
    end_tactical_action(row, on=EVENT, why="The school closed.", by=made.by)
    assert not find_rows(made.plan).exists()
    row.refresh_from_db()
    assert row.update_due_on is None
    with pytest.raises(Refused, match="has ended"):
        made.say(row)


def test_same_rows_stand_under_two_views_and_renaming_changes_none(made):
    """The five old headings and the partnership's own objectives hold the same rows."""
    view, old = made.other_view("Old headings", "Volume", "Victims", "Violence", "Visibility", "Value")
    rows = [made.row(f"Action {number}", number % 2) for number in range(6)]
    stand_rows(old[0], rows[:4], by=made.by)
    stand_rows(old[1], rows[3:], by=made.by)  # one row under two headings
    before = list(TacticalAction.objects.order_by("pk").values())
    put_category(old[0], {"name": "Fewer crimes", "position": 9}, by=made.by)
    put_category(made.objectives[0], {"name": "Homes", "position": 1}, by=made.by)
    assert list(TacticalAction.objects.order_by("pk").values()) == before
    standing = {one.name: one.tactical_actions.count() for one in view.categories.all()}
    assert standing == {"Fewer crimes": 4, "Victims": 3, "Violence": 0, "Visibility": 0, "Value": 0}
    assert set(rows[3].categories.values_list("name", flat=True)) == {"Safer streets", "Fewer crimes", "Victims"}
    stand_rows(old[0], rows[:1], by=made.by)
    assert say_log("put rows under")[-1] == ({"rows": ["A1", "A2", "A3", "A4"]}, {"rows": ["A1"]})


def test_categories_and_views_go_only_empty(made):
    view, [first, second] = made.other_view("Old headings", "Volume", "Victims")
    assert add_categories(view, ["volume", "Violence"], by=made.by) == [Category.objects.get(name="Violence")]
    stand_rows(first, [made.row()], by=made.by)
    with pytest.raises(Refused, match="Actions stand under “Volume”"):
        drop_category(first, by=made.by)
    with pytest.raises(Refused, match="has categories"):
        drop_view(view, by=made.by)
    with pytest.raises(Refused, match="own objectives"):
        drop_view(made.view, by=made.by)
    with pytest.raises(Refused, match="is there already"):
        put_category(second, {"name": "VOLUME", "position": 2}, by=made.by)
    with pytest.raises(Refused, match="is there already"):
        put_view(made.plan, {"name": "old headings"}, by=made.by)
    drop_category(second, by=made.by)


def test_another_main_view_takes_the_place_of_the_first(made):
    view, _ = made.other_view("New headings")
    put_view(made.plan, {"name": "New headings", "is_main": True}, by=made.by, view=view)
    assert made.plan.views.get(is_main=True) == view


def test_rhythm_counts_from_its_day_on(made, partnership):
    early, late = made.row(), made.row()
    made.say(early, on=date(2018, 6, 1))
    made.say(late, on=date(2018, 7, 1))
    set_rhythm(partnership, {"update_days": 30, "grace_days": 0}, since=date(2018, 7, 1), by=made.by)
    due = dict(TacticalAction.objects.values_list("pk", "update_due_on"))
    assert due == {early.pk: date(2018, 9, 1), late.pk: date(2018, 7, 31)}
    made.say(early, on=date(2018, 7, 2))
    early.refresh_from_db()
    assert early.update_due_on == date(2018, 8, 1)


def test_row_keeps_where_it_stands_when_nothing_is_said_of_it(made):
    row = made.row()
    put_tactical_action(made.plan, {"title": "Walk the whole estate"}, on=EVENT, by=made.by, row=row)
    assert row.categories.get() == made.objectives[0]
    assert say_log("changed")[-1] == ({"title": "Walk the estate"}, {"title": "Walk the whole estate"})
