"""News of what was published: RSS and Atom, with agendas, minutes and decisions."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from tests.register import MINUTES, accept_all, take_page
from tests.reports.made import AGENDA, make_meeting, publish_page
from wapentake.meetings.models import Meeting
from wapentake.reports.changes import publish, withdraw_publication
from wapentake.reports.models import Publication

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DECISIONS = [
    "Decision: Minutes of the last meeting, Harrowmere Community Safety Partnership, 12 March 2024",
    "Decision: Grants, Harrowmere Community Safety Partnership, 12 March 2024",
]
FEED_QUERIES = 2  # partnership, publications


def fetch(name: str):
    return Client().get(reverse(f"public:{name}", args=["harrowmere"]))


def titles_of(name: str) -> list[str]:
    root = etree.fromstring(fetch(name).content)
    return (
        root.xpath("//item/title/text()") if name == "rss" else root.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    )


@pytest.fixture
def published(partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    publish_page(Meeting.objects.get(), coordinator)
    publish(make_meeting(partnership), "agenda", AGENDA, by=coordinator)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_agendas_minutes_and_decisions_are_told(published, name):
    body = "Harrowmere Community Safety Partnership"
    assert titles_of(name) == [
        f"Agenda, {body}, 9 July 2024",
        f"Minutes of the meeting, {body}, 12 March 2024",
        *DECISIONS,
    ]


def test_atom_says_what_the_standard_asks_for(published):
    answer = fetch("atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    for path in ("/a:feed/a:id", "/a:feed/a:updated", "//a:link[@rel='self']"):
        assert root.xpath(path, namespaces=ATOM), path
    ids = root.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids) == 4
    for link in root.xpath("//a:entry/a:link/@href", namespaces=ATOM):
        page = Client().get(link.removeprefix("http://testserver").partition("#")[0])
        assert page.status_code == 200
        assert f'id="{link.partition("#")[2]}"' in page.content.decode() or "#" not in link


def test_what_is_taken_back_is_news_no_longer(published, coordinator):
    for one in Publication.objects.all():
        withdraw_publication(one, by=coordinator)
    assert titles_of("rss") == titles_of("atom") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, partnership, coordinator, django_assert_num_queries):
    for day in range(rows):
        publish(make_meeting(partnership, on=f"2024-07-{10 + day}"), "agenda", AGENDA, by=coordinator)
    with django_assert_num_queries(FEED_QUERIES):
        fetch("rss")
