"""The forms of the plan: rows, many at once, what becomes of them, views, editions and settings."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.facts import add_decision
from tests.plans.made import EVENT
from wapentake.plans.changes import end_tactical_action
from wapentake.plans.models import Edition, Measure, Milestone, Plan, Rhythm, TacticalAction, View

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"plans:{name}", args=[partnership.slug, *of])


def told_of(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_row_is_added_changed_and_ended(client_in, at, made, partnership):
    body, decision = made.body("Borough Council"), add_decision(partnership, "The plan was adopted.")
    view, other = f"view_{made.view.pk}", made.other_view("County", "Roads")
    values = {"ref": "1.1", "title": "Walk the estate", "lead_body": body.pk, "decision": decision.pk}
    values |= {view: [made.objectives[0].pk], f"view_{other[0].pk}": [other[1][0].pk]}
    client_in.post(at("add-row"), values)
    row = TacticalAction.objects.get()
    assert {one.name for one in row.categories.all()} == {"Safer homes", "Roads"}
    text = text_of(client_in.get(at("row", row.pk)))
    assert "The plan was adopted." in text
    assert "Borough Council" in text
    shown = client_in.get(at("edit-row", row.pk))
    assert shown.context["form"].initial["lead_body"] == body.pk
    client_in.post(at("edit-row", row.pk), values | {"title": "Walk both estates", view: [made.objectives[1].pk]})
    row.refresh_from_db()
    assert (row.title, row.categories.filter(view=made.view).get().name) == ("Walk both estates", "Safer streets")
    answer = client_in.post(at("end-row", row.pk), {"why": "It is done elsewhere."} | day("on", TODAY))
    assert "It has ended" in told_of(answer)[-1]
    text = text_of(client_in.get(at("row", row.pk)))
    assert "This action ended on 3 September 2018" in text
    assert "Add an update" not in text
    assert "has ended, so nothing more is said of it" in text_of(
        client_in.post(at("update", row.pk), {"rag": "green", "reason": "r"} | day("on", TODAY))
    )


def test_row_wants_an_objective_and_a_reference_of_its_own(client_in, at, made):
    made.row()
    answer = client_in.post(at("add-row"), {"ref": "A1", "title": "Again"})
    assert (answer.status_code, "Choose at least one" in text_of(answer)) == (422, True)
    answer = client_in.post(
        at("add-row"), {"ref": "A1", "title": "Again", f"view_{made.view.pk}": [made.objectives[0].pk]}
    )
    assert "The plan has a row “A1” already" in text_of(answer)


def test_many_are_pasted_under_their_objectives(client_in, at, made):
    made.body("Fire Service")
    text = "1. Safer homes\n- Walk the estate\n- Check alarms | fire service\n\nSafer streets:\nGate the alley"
    answer = client_in.post(at("add-many"), {"text": text, "decided": "The planning event, 8 May 2018"})
    assert told_of(answer) == ["3 tactical actions added, without money."]
    rows = TacticalAction.objects.order_by("pk")
    assert [(str(one), str(one.lead_body or "")) for one in rows] == [
        ("1.1 Walk the estate", ""),
        ("1.2 Check alarms", "Fire Service"),
        ("2.1 Gate the alley", ""),
    ]
    assert {one.decided for one in rows} == {"The planning event, 8 May 2018"}
    answer = client_in.post(at("add-many"), {"text": text})
    assert told_of(answer)[-1] == "0 tactical actions added, without money. 3 stood in the plan already."


def test_many_with_a_fault_add_nothing(client_in, at, made):
    answer = client_in.post(at("add-many"), {"text": "Walk the estate\nSafer homes\nCheck alarms | Nobody knows"})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Line 1 stands under no objective: “Walk the estate”" in text
    assert "“Nobody knows” is no body of the register" in text
    assert not TacticalAction.objects.exists()


def test_updates_measures_and_milestones_by_their_forms(client_in, at, made):
    row = made.row("Ferrymen: children who live with violence")
    client_in.post(
        at("update", row.pk), {"rag": "amber", "reason": "Waiting list.", "text": "Began."} | day("on", TODAY)
    )
    client_in.post(
        at("add-measure", row.pk), {"question": "how much", "name": "Families", "unit": "families", "baseline": "1,200"}
    )
    measure = Measure.objects.get()
    assert measure.baseline == 1200
    client_in.post(at("measure", measure.pk), {"question": "how much", "name": "Families", "unit": "families"})
    client_in.post(at("value", measure.pk), {"value": "27"} | day("on", TODAY))
    client_in.post(at("add-milestone", row.pk), {"text": "A worker is there"} | day("due_on", date(2018, 8, 1)))
    milestone = Milestone.objects.get()
    text = text_of(client_in.get(at("row", row.pk)))
    assert "27 families on 3 September 2018" in text
    assert "none, so nobody can say later what changed" in text
    assert "“A worker is there” was due by 1 August 2018, and is not reached." in text
    assert "A rule made it red. The lead says: amber. Waiting list." in text
    client_in.post(at("milestone", milestone.pk), {"text": "A worker came"} | day("due_on", date(2018, 8, 1)))
    client_in.post(at("reach", milestone.pk), day("on", TODAY))
    milestone.refresh_from_db()
    assert (milestone.text, milestone.reached_on) == ("A worker came", TODAY)
    assert "Reached</strong> on 3 September 2018" in text_of(client_in.get(at("row", row.pk)))


@pytest.mark.parametrize(
    ("form", "values", "words"),
    [
        ("update", {"rag": "green"}, "Say why in a sentence"),
        ("update", {"reason": "r"}, "Choose how it stands"),
        (
            "update",
            {"rag": "green", "reason": "r"} | day("on", date(2018, 9, 4)),
            "Enter today, or a day that has been",
        ),
        ("add-measure", {"question": "how much", "name": "n", "target": "many"}, "Enter a number, such as 27 or 48.5"),
        ("add-milestone", {"text": "t"}, "Enter a date"),
        ("end-row", day("on", TODAY), "Say why"),
    ],
)
def test_forms_say_what_is_wrong(form, values, words, client_in, at, made):
    answer = client_in.post(at(form, made.row().pk), values)
    assert (answer.status_code, words in text_of(answer)) == (422, True)


def test_views_and_categories_by_their_forms(client_in, at, made):
    row = made.row()
    client_in.post(at("add-view"), {"name": "Old headings"})
    view = View.objects.get(name="Old headings")
    client_in.post(at("categories", view.pk), {"names": "Volume\nVictims"})
    volume, victims = view.categories.order_by("position")
    client_in.post(at("stand", volume.pk), {"rows": [row.pk]})
    client_in.post(at("category", volume.pk), {"name": "Fewer crimes", "position": 2})
    client_in.post(at("view", view.pk), {"name": "Five headings"})
    text = text_of(client_in.get(at("views")))
    assert "Five headings" in text
    assert "2. Fewer crimes </dt>" in text.replace("</dt>", " </dt>")
    assert list(row.categories.values_list("name", flat=True)) == ["Safer homes", "Fewer crimes"]
    answer = client_in.post(at("remove-category", volume.pk))
    assert "Actions stand under “Fewer crimes”" in told_of(answer)[0]
    client_in.post(at("remove-category", victims.pk))
    client_in.post(at("stand", volume.pk), {"rows": []})
    client_in.post(at("remove-category", volume.pk))
    client_in.post(at("remove-view", view.pk))
    assert View.objects.count() == 1


def test_plan_is_adopted_late_and_refreshed_with_what_changed(client_in, at, made):
    row = made.row()
    assert "Not adopted yet" in text_of(client_in.get(at("plan")))
    assert client_in.post(at("refresh"), day("on", TODAY)).status_code == 422
    answer = client_in.post(at("refresh"), {"decided": "The board, 17 June 2018"} | day("on", date(2018, 6, 17)))
    edition = Edition.objects.get()
    assert answer.url == at("edition", edition.pk)
    text = text_of(client_in.get(at("editions")))
    assert "Adopted on 17 June 2018" in text
    assert "11 weeks into its year" in text
    assert "Nothing has changed" in text_of(client_in.get(at("refresh")))
    end_tactical_action(row, on=TODAY, why="No money.", by=made.by)
    made.row("Light the path")
    text = text_of(client_in.get(at("refresh")))
    assert "New: 1 tactical action" in text
    assert "Ended: 1 tactical action" in text
    client_in.post(at("refresh"), {"decided": "The board"} | day("on", TODAY))
    text = text_of(client_in.get(at("edition", Edition.objects.get(number=2).pk)))
    assert "What changed since 17 June 2018" in text
    assert "A2 Light the path" in text


def test_rhythm_is_set(client_in, at, made):
    row = made.row(on=TODAY)
    client_in.post(at("rhythm"), {"update_days": 30, "grace_days": 7} | day("since", TODAY))
    row.refresh_from_db()
    assert (Rhythm.objects.get().update_days, row.update_due_on) == (30, date(2018, 10, 3))
    assert "An update every 30 days; milestones 7 days late at most" in text_of(client_in.get(at("settings")))
    answer = client_in.post(at("rhythm"), {"update_days": 0, "grace_days": 401} | day("since", TODAY))
    assert "Enter a number of days from 0 to 400" in text_of(answer)


def test_plan_is_renamed_and_an_earlier_one_is_looked_at(client_in, at, made, partnership):
    made.row()
    old = Plan.objects.create(partnership=partnership, name="Old plan", starts_on=date(2015, 4, 1), ends_on=EVENT)
    values = {"name": "Our plan"} | day("starts_on", date(2018, 4, 1)) | day("ends_on", date(2021, 3, 31))
    client_in.post(at("edit-plan", made.plan.pk), values)
    assert "Our plan" in text_of(client_in.get(at("plan")))
    assert "Old plan" in text_of(client_in.get(at("plan"), {"plan": old.pk}))
    assert client_in.get(at("plan"), {"plan": 999_999}).status_code == 404
    assert client_in.get(at("plan"), {"plan": "x"}).context["plan"] == made.plan
