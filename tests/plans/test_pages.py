"""The pages of the plan: what each shows, its downloads, and a literal count of queries for each."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.facts import read_csv, read_xlsx
from tests.plans.made import EVENT
from wapentake.plans.changes import freeze_edition, record_value, stand_rows
from wapentake.plans.models import Category, Plan, Rag

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


def test_before_there_is_a_plan_the_page_says_how_to_begin(client_in, at):
    assert "There is no plan yet" in text_of(client_in.get(at("plan")))
    assert client_in.get(at("add-many")).url == at("begin")
    values = {"name": "Plan 2018 to 2021", "objectives": "Safer homes\n\n Safer  streets\nSafer homes"}
    answer = client_in.post(
        at("begin"), values | day("starts_on", date(2018, 4, 1)) | day("ends_on", date(2021, 3, 31))
    )
    assert answer.url == at("plan")
    assert list(Category.objects.values_list("name", flat=True)) == ["Safer homes", "Safer streets"]
    assert "No tactical action is in the plan yet" in text_of(client_in.get(at("plan")))


def test_plan_that_ends_before_it_starts_is_refused(client_in, at):
    values = {"name": "Plan", "objectives": "Safer homes"}
    answer = client_in.post(at("begin"), values | day("starts_on", TODAY) | day("ends_on", EVENT))
    assert answer.status_code == 422
    assert "The plan would end before it starts. Nothing was changed." in text_of(answer)
    assert not Plan.objects.exists()


def fill_rows(made, number):
    for place in range(number):
        row = made.row(f"Action {place}", place % 2, lead_body=made.body(f"Body {place}"))
        made.say(row, on=date(2018, 8, 1))
        record_value(made.measure(row), {"on": EVENT, "value": Decimal(3)}, by=made.by)
        made.milestone(row, due_on=date(2018, 12, 1))
        made.milestone(row, text="Later", due_on=date(2019, 1, 1))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "page",  # and how many queries it takes
    [("plan", 12), ("views", 6), ("editions", 5), ("settings", 7), ("add-row", 11), ("add-many", 7), ("refresh", 13)],
)
def test_queries_do_not_grow_with_rows(page, rows, client_in, at, made, django_assert_num_queries):
    fill_rows(made, rows)
    freeze_edition(made.plan, {"on": EVENT, "decided": "The board"}, by=made.by)
    with django_assert_num_queries(page[1]):
        answer = client_in.get(at(page[0]))
    assert answer.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_row_do_not_grow_with_its_life(rows, client_in, at, made, django_assert_num_queries):
    row = made.row()
    for number in range(rows):
        made.say(row, on=date(2018, 8, 1 + number))
        measure = made.measure(row, name=f"Measure {number}")
        record_value(measure, {"on": EVENT, "value": Decimal(number)}, by=made.by)
        made.milestone(row, text=f"Milestone {number}")
    with django_assert_num_queries(13):
        answer = client_in.get(at("row", row.pk))
    assert answer.status_code == 200


def test_plan_shows_colour_word_and_reason_and_what_the_lead_said(client_in, at, made):
    row = made.row("Walk the estate", lead_body=made.body("Borough Council"))
    made.say(row, Rag.GREEN, "Two walks a week.", on=EVENT)
    made.milestone(row, "The radios are there", date(2018, 10, 1))
    text = text_of(client_in.get(at("plan")))
    assert 'govuk-tag--orange"><span aria-hidden="true">▲</span> Amber' in text
    assert "An update was due by 8 August 2018, and none has come." in text
    assert "The lead says: green. Two walks a week." in text
    assert "no measure says whether anyone is better off" in text
    assert "The radios are there, 1 October 2018<br>" in text
    assert "Late</strong> Update was due 8 August 2018" in text
    assert "1 update that was due has not come" in text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["A1", "A2", "A3"]),
        ({"rag": "red"}, ["A2"]),
        ({"rag": "amber"}, ["A1"]),
        ({"lack": "update"}, ["A1"]),
        ({"lack": "measure"}, ["A1", "A2"]),
        ({"lack": "lead"}, ["A1", "A3"]),
        ({"words": "GATE"}, ["A2"]),
        ({"words": "fire service"}, ["A2"]),
        ({"words": "gate walk"}, []),
    ],
)
def test_filters(asked, shown, client_in, at, made):
    made.row("Walk the estate")
    made.say(made.row("Gate the alley", lead_body=made.body("Fire Service")), Rag.RED, "No money.", on=TODAY)
    row = made.row("Help families", 1)
    made.say(row, on=TODAY)
    made.measure(row, "better off", "Children who feel safe", baseline=Decimal(4))
    _, *rows = read_csv(client_in.get(at("plan"), asked | {"format": "csv"}))
    assert [one[0].split()[0] for one in rows] == shown
    assert client_in.get(at("plan"), asked).context["count"] == len(shown)


def test_body_filter_offers_those_who_lead(client_in, at, made):
    body = made.body("Fire Service")
    made.body("Nobody's body")
    made.row("Gate the alley", lead_body=body)
    made.row("Walk the estate")
    answer = client_in.get(at("plan"), {"body": body.pk})
    assert (answer.context["count"], "Nobody&#x27;s body" in text_of(answer)) == (1, False)


def test_downloads_hold_the_whole_row(client_in, at, made):
    row = made.row("=cmd", starts_on=date(2018, 6, 1), description="Walks twice a week")
    made.milestone(row)
    for head, line in (
        read_csv(client_in.get(at("plan"), {"format": "csv"})),
        read_xlsx(client_in.get(at("plan"), {"format": "xlsx"})),
    ):
        told = dict(zip(head, line, strict=True))
        assert told["Tactical action"] == "A1 =cmd"
        assert (told["Under"], told["What is done"]) == ("Safer homes", "Walks twice a week")
        assert told["Next milestone"] == "The room is let"
        assert "better off" in told["What is missing"]


def test_same_rows_under_another_view(client_in, at, made):
    rows = [made.row("Walk the estate"), made.row("Gate the alley", 1)]
    view, [volume, _] = made.other_view("Old headings", "Volume", "Victims")
    stand_rows(volume, rows[:1], by=made.by)
    answer = client_in.get(at("plan"), {"view": view.pk})
    groups = {str(category): len(table) for category, table in answer.context["groups"]}
    assert groups == {"Volume": 1, "Victims": 0, "None": 1}
    assert "Under no heading of this view" in text_of(answer)
    groups = {str(category): len(table) for category, table in client_in.get(at("plan")).context["groups"]}
    assert groups == {"Safer homes": 1, "Safer streets": 1}
