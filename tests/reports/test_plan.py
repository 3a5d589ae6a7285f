"""The delivery plan as everybody may read it: frozen, without names of people, and taken back."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.facts import add_person
from tests.plans.made import EVENT, Made
from tests.plans.shaped import Shaped
from wapentake.intake.struck import scrub_all
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.plans.changes import freeze_edition
from wapentake.plans.rules import Rag
from wapentake.reports.changes import publish_plan, scrub_papers, withdraw_plan
from wapentake.reports.models import PublishedPlan

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
ADDRESS = "/public/harrowmere/plan/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def made(partnership, coordinator):
    return Made(partnership, coordinator)


def read():
    answer = Client().get(ADDRESS)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def publish(made, **more):
    return publish_plan(made.plan, on=TODAY, by=made.by, **more)


def test_plan_is_not_public_until_it_is_published(made):
    made.row()
    assert Client().get(ADDRESS).status_code == 404
    publish(made)
    assert "Walk the estate" in read()
    assert "Walk the estate" not in Client().get("/public/harrowmere/").content.decode()
    assert ADDRESS in Client().get("/public/harrowmere/").content.decode()


def test_public_page_names_bodies_and_no_person(made, partnership):
    lead = add_person(partnership, "Petra Quill")
    row = made.row("Walk the estate", lead=lead, lead_body=made.body("Borough Council"))
    made.say(row, Rag.AMBER, "Petra Quill is away.", on=EVENT)
    freeze_edition(made.plan, {"on": date(2018, 6, 17), "decided": "The board"}, by=made.by)
    publish(made)
    text = read()
    assert "Petra" not in text
    assert "Borough Council" in text
    assert "▲</span> Amber</strong> Will be delivered in part" in text
    assert "Adopted on 17 June 2018. This is how it stood on 2 July 2018." in text
    assert "Petra" not in str(PublishedPlan.objects.get().paper)


def test_public_is_told_that_news_is_late_and_not_that_little_is_delivered(made):
    said = made.say(made.row("Walk the estate"), Rag.GREEN, on=EVENT)
    made.milestone(made.row("Gate the alley"), due_on=EVENT)
    publish_plan(made.plan, on=date(2018, 8, 9), by=made.by)
    text = read()
    assert said.rag == Rag.GREEN
    assert "▲</span> Amber</strong> News of it is late" in text
    assert "■</span> Red</strong> A milestone or its end is late" in text


def test_what_was_published_never_changes_by_itself(made):
    row = made.row("Walk the estate")
    first = publish(made)
    made.say(row, Rag.RED, "No worker.", on=TODAY)
    made.row("Gate the alley")
    text = read()
    assert "Not started" in text
    assert "Gate the alley" not in text
    second = publish(made)
    assert "Gate the alley" in read()
    first.refresh_from_db()
    assert (first.current, first.number, second.number) == (False, 1, 2)


def test_name_in_a_title_stops_publishing_until_somebody_says_why_it_stays(made):
    made.row("Mrs Ivy Marlow to visit 4 Tallow Lane")
    with pytest.raises(Refused, match="Words of the plan may tell of somebody"):
        publish(made)
    assert not PublishedPlan.objects.exists()
    publish(made, why="She asked for it.")
    assert Change.objects.filter(verb="published").get().after["why"] == "She asked for it."


def test_empty_plan_is_not_published(made):
    with pytest.raises(Refused, match="has no tactical actions yet"):
        publish(made)


def test_plan_is_taken_back_once(made, partnership):
    made.row()
    publish(made)
    assert [withdraw_plan(partnership, by=made.by) for _ in range(2)] == [True, False]
    assert Client().get(ADDRESS).status_code == 404


def test_struck_words_go_from_what_was_published(made):
    made.row("Visit Tallow Lane")
    publish(made)
    assert scrub_papers(made.partnership.pk, lambda value: scrub_all(value, ["Tallow Lane"])) == 1
    assert "Tallow" not in read()


def test_visitor_who_has_it_is_not_sent_it_again(made):
    made.row()
    publish(made)
    tag = Client().get(ADDRESS).headers["ETag"]
    assert Client().get(ADDRESS, headers={"if-none-match": tag}).status_code == 304


def test_coordinator_looks_and_publishes(client_in, made, partnership):
    page = reverse("reports:plan", args=[partnership.slug])
    made.row("Ask Ivy Marlow to speak")
    text = client_in.get(page).content.decode()
    assert "The plan is not public." in text
    assert "Ivy Marlow" in text
    assert "may tell the public of somebody" in text
    client_in.post(reverse("reports:publish-plan", args=[partnership.slug]), {"why": "She speaks in public."})
    assert "Ask Ivy Marlow to speak" in read()
    client_in.post(reverse("reports:withdraw-plan", args=[partnership.slug]))
    assert Client().get(ADDRESS).status_code == 404


def test_without_a_plan_the_page_leads_to_one(client_in, partnership):
    assert "There is no plan yet" in client_in.get(reverse("reports:plan", args=[partnership.slug])).content.decode()
    answer = client_in.post(reverse("reports:publish-plan", args=[partnership.slug]))
    assert "Begin one first" in str(next(iter(get_messages(answer.wsgi_request))))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_page_do_not_grow(rows, partnership, coordinator, django_assert_num_queries):
    shaped = Shaped(partnership, coordinator)
    shaped.hold_event(rows)
    publish(shaped)
    with django_assert_num_queries(2):  # partnership, plan
        read()
