"""The menu: its parts, and the places of the part in which one is."""

import pytest
from django.urls import reverse
from lxml import html

from wapentake.project.navigation import MENU

ALL = [(part, name, text) for part, places in MENU for name, text in places]


def read_menu(client, partnership, name):
    page = html.document_fromstring(client.get(reverse(name, args=[partnership.slug])).content)
    return [
        {one.text_content().strip(): one.get("aria-current") for one in page.xpath(f"//nav[{which}]//a")}
        for which in ("@aria-label='Menu'", "contains(@class, 'app-part')")
    ]


@pytest.mark.parametrize(("part", "name", "text"), ALL)
def test_each_place_is_marked_in_its_part(client_in, partnership, part, name, text):
    menu, places = read_menu(client_in, partnership, name)
    assert [one for one, current in menu.items() if current] == [part]
    many = [one for known, _, one in ALL if known == part]
    assert list(places) == (many if len(many) > 1 else [])
    assert [one for one, current in places.items() if current] == ([text] if len(many) > 1 else [])


def test_page_below_a_place_is_marked_as_that_place(client_in, partnership):
    menu, places = read_menu(client_in, partnership, "chasing:rule")
    assert [one for one, current in menu.items() if current] == ["Actions"]
    assert [one for one, current in places.items() if current] == ["Chasing"]
