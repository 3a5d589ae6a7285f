"""Editions: what is frozen, what is refused, and what changed between two of them."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from tests.plans.made import EVENT
from wapentake.intake.struck import scrub_all
from wapentake.kit.errors import Refused
from wapentake.plans.changes import (
    add_categories,
    end_tactical_action,
    freeze_edition,
    put_category,
    put_tactical_action,
    scrub_plans,
)
from wapentake.plans.models import Edition, TacticalAction, Update
from wapentake.plans.queries.editions import take_snapshot
from wapentake.plans.rules import compare_editions, say_measure, say_number

ADOPTED = date(2018, 6, 17)
NEXT = date(2019, 4, 1)


def freeze(made, on=ADOPTED, **more):
    return freeze_edition(made.plan, {"on": on, "decided": "The partnership, 11 June 2018", **more}, by=made.by)


def row(pk, **more):
    told = {"ref": f"1.{pk}", "title": f"Action {pk}", "description": "", "lead": "", "body": "", "starts_on": "",
            "ends_on": "", "categories": [1], "measures": [], "milestones": []}  # fmt: skip
    return {"id": pk, **told, **more}


def edition(*rows, names=("Homes", "Streets")):
    categories = [{"id": number, "name": name, "position": number} for number, name in enumerate(names, 1)]
    other = [{"id": 9, "name": "County", "position": 1}]
    views = [{"id": 1, "main": True, "categories": categories}, {"id": 2, "main": False, "categories": other}]
    return {"views": views, "rows": list(rows)}


@pytest.mark.parametrize(
    ("now", "what", "was", "is_now"),
    [
        ({"title": "Another"}, "Title", "Action 1", "Another"),
        ({"body": "Police"}, "Body that leads", "", "Police"),
        ({"ends_on": "2019-03-31"}, "Ends", "", "31 March 2019"),
        ({"categories": [2]}, "Objective", "Homes", "Streets"),
        ({"categories": [1, 2]}, "Objective", "Homes", "Homes; Streets"),
        ({"measures": ["a", "b"]}, "Measures", "", "a; b"),
    ],
)
def test_row_that_is_told_otherwise(now, what, was, is_now):
    changed = compare_editions(edition(row(1), row(2)), edition(row(1, **now), row(2)))
    [one] = changed.changed
    assert (one.row["id"], one.differences) == (1, ((what, was, is_now),))
    assert not (changed.new)
    assert not (changed.ended)


@pytest.mark.parametrize("now", [{"rag": "red", "reasons": ["late"]}, {"categories": [1, 9]}])
def test_how_a_row_stands_and_other_views_are_no_change(now):
    assert not compare_editions(edition(row(1)), edition(row(1, **now)))


def test_new_and_ended_rows_and_objectives():
    changed = compare_editions(edition(row(1), row(2)), edition(row(2), row(3), names=("Homes", "Roads", "Towns")))
    assert [one["id"] for one in changed.new] == [3]
    assert [one["id"] for one in changed.ended] == [1]
    assert changed.renamed == (("Streets", "Roads"),)
    assert (changed.new_objectives, changed.ended_objectives) == (("Towns",), ())
    assert changed.changed == ()


def test_nothing_changes_from_an_edition_to_itself():
    one = edition(row(1), row(2))
    assert not compare_editions(one, deepcopy(one))


@pytest.mark.parametrize(
    ("number", "words"),
    [(None, ""), ("27", "27"), ("27.00", "27"), ("48.50", "48.5"), ("1200", "1,200"), ("100", "100")],
)
def test_number_in_words(number, words):
    assert say_number(None if number is None else Decimal(number)) == words


def test_measure_in_words():
    assert say_measure("Families", "", (None, Decimal(27))) == "Families, no baseline, to 27"
    assert say_measure("Contact", "%", (Decimal(60), None)) == "Contact, from 60%, no target"


@pytest.mark.django_db
def test_plan_is_adopted_and_then_refreshed(made):
    rows = [made.row("Walk the estate"), made.row("Gate the alley")]
    first = freeze(made)
    assert (first.number, first.kind, first.snapshot["rows"][0]["title"]) == (1, "adopted", "Walk the estate")
    with pytest.raises(Refused, match="Nothing has changed"):
        freeze(made, NEXT)
    put_category(made.objectives[0], {"name": "Homes", "position": 1}, by=made.by)
    end_tactical_action(rows[0], on=NEXT, why="The estate is gone.", by=made.by)
    put_tactical_action(made.plan, {"title": "Gate both alleys"}, on=NEXT, by=made.by, row=rows[1])
    made.row("Light the path", 1)
    with pytest.raises(Refused, match="The last edition is of 17 June 2018"):
        freeze(made, date(2018, 6, 16))
    second = freeze(made, NEXT)
    assert (second.number, second.kind) == (2, "refreshed")
    first.refresh_from_db()
    changed = compare_editions(first.snapshot, second.snapshot)
    assert [one["title"] for one in changed.new] == ["Light the path"]
    assert [one["title"] for one in changed.ended] == ["Walk the estate"]
    assert [one.differences for one in changed.changed] == [(("Title", "Gate the alley", "Gate both alleys"),)]
    assert changed.renamed == (("Safer homes", "Homes"),)


@pytest.mark.django_db
def test_plan_is_adopted_with_rows_and_by_somebody(made):
    with pytest.raises(Refused, match="has no tactical actions yet"):
        freeze(made)
    made.row()
    with pytest.raises(Refused, match="Nobody is said to have decided"):
        freeze(made, decided=" ")
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_renaming_every_category_changes_no_row(made):
    made.row("One", 0)
    made.row("Two", 1)
    before = take_snapshot(made.plan, today=EVENT)
    for number, one in enumerate(made.objectives):
        put_category(one, {"name": f"Heading {number}", "position": one.position}, by=made.by)
    changed = compare_editions(before, take_snapshot(made.plan, today=EVENT))
    assert len(changed.renamed) == 2
    assert not (changed.new)
    assert not (changed.ended)
    assert not (changed.changed)
    add_categories(made.view, ["More"], by=made.by)
    assert compare_editions(before, take_snapshot(made.plan, today=EVENT)).new_objectives == ("More",)


@pytest.mark.django_db
def test_struck_words_go_from_rows_updates_and_editions(made):
    row = made.row("Ask Ivy Marlow to speak")
    made.say(row, reason="Ivy Marlow came.")
    freeze(made)
    assert scrub_plans(made.partnership.pk, lambda value: scrub_all(value, ["Ivy Marlow"])) == 3
    held = [TacticalAction.objects.get().title, Update.objects.get().reason, str(Edition.objects.get().snapshot)]
    assert not any("Marlow" in one for one in held)
    assert TacticalAction.objects.get().rag_reason == Update.objects.get().reason
