"""Every address, opened as everybody: what each is answered stands in access.toml, and no address is missing there."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.house.numbers import number_all
from tests.where import ROOT
from wapentake.accounts.middleware import NOT_YOURS
from wapentake.actions.models import Action
from wapentake.bids.models import Marker
from wapentake.kit.models import Change
from wapentake.letters.changes import end_links, make_link
from wapentake.letters.links import sign

TABLE = tomllib.loads((ROOT / "tests/house/access.toml").read_text(encoding="utf-8"))
ROWS = TABLE["accounts"] | TABLE["partnership"]
PUBLIC = TABLE["public"]
BY_LINK = TABLE["by-link"]
PERSONS = ("nobody", "stranger", "crossed", "coordinator")
KEY = {"uidb36": "1", "key": "abc-def"}


def list_addresses(patterns: Any, namespace: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or one.pattern}"
        else:
            yield from list_addresses(one.url_patterns, namespace + (f"{one.namespace}:" if one.namespace else ""))


@pytest.fixture
def numbers(partnership, coordinator) -> dict[str, int | UUID]:
    return number_all(partnership, coordinator)


def find_path(name: str, slug: str, numbers: dict[str, int | UUID]) -> str:
    of = ROWS[name][0]
    if name in TABLE["accounts"]:
        return reverse(name, kwargs=KEY if of == "key" else {})
    return reverse(name, args=[slug, *(numbers.get(one, one) for one in of.split())])


@pytest.fixture
def doors(partnership, client_in, client_stranger) -> dict[str, tuple[Client, str]]:
    """For each person a browser, and the partnership in whose address it knocks."""
    return {
        "nobody": (Client(), partnership.slug),
        "stranger": (client_stranger, partnership.slug),
        "crossed": (client_stranger, "saltby"),
        "coordinator": (client_in, partnership.slug),
    }


def test_every_address_is_in_the_table():
    assert sorted(list_addresses(get_resolver().url_patterns)) == sorted(ROWS | PUBLIC | BY_LINK)


@pytest.mark.parametrize("person", PERSONS)
def test_get_is_answered_as_the_table_says(person, doors, numbers):
    client, slug = doors[person]
    answered = {name: client.get(find_path(name, slug, numbers)).status_code for name in ROWS}
    expected = {name: row[1 + PERSONS.index(person)] for name, row in ROWS.items()}
    wrong = [f"{name}: {status}" for name, status in answered.items() if status != expected[name]]
    assert not wrong, "\n".join(wrong)


def test_everybody_is_given_the_same_of_what_is_public(doors, numbers, partnership):
    for person, (client, _) in doors.items():
        answered = {}
        for name, (of, _) in PUBLIC.items():
            told = [numbers.get(one, "minutes") for one in of.split()]
            answer = client.get(reverse(name, args=[partnership.slug, *told]))
            if answer.status_code != 404:
                assert "Cookie" not in answer.headers.get("Vary", ""), (person, name)
                assert not answer.cookies, (person, name)
            answered[name] = answer.status_code
        assert answered == {name: row[1] for name, row in PUBLIC.items()}, person


def forge(token: str) -> str:
    """Return a token with another signature."""
    return token[:-2] + ("BA" if token.endswith("AA") else "AA")


@pytest.mark.parametrize("state", ["open", "ended", "forged"])
def test_everybody_is_given_the_same_by_a_link(state, doors, numbers, coordinator):
    lead = Action.objects.get(pk=numbers["led"]).lead
    tokens = {kind: sign(make_link(lead, kind=kind, days=1)) for kind in ("actions", "calendar", "bid")}
    Marker.objects.filter(pk=numbers["marker"]).update(person=lead)
    if state == "ended":
        end_links(lead, by=coordinator)
    for person, (client, _) in doors.items():
        answered, expected = {}, {}
        for name, (of, *row) in BY_LINK.items():
            kind, *more = of.split()
            token = tokens[kind] if state != "forged" else forge(tokens[kind])
            answer = client.get(reverse(name, args=[token, *(numbers[one] for one in more)]))
            assert "Cookie" not in answer.headers.get("Vary", ""), (person, name)
            assert not answer.cookies, (person, name)
            answered[name] = answer.status_code
            expected[name] = {"open": row[0], "ended": row[1], "forged": 405 if row[0] == 405 else 404}[state]
        assert answered == expected, person


@pytest.mark.parametrize(("person", "allowed"), [("nobody", {302}), ("stranger", {404}), ("crossed", {404, 405})])
def test_post_changes_nothing_of_others(person, allowed, doors, numbers):
    client, slug = doors[person]
    names = [name for name, row in TABLE["partnership"].items() if row[0] or person != "crossed"]
    before = Change.objects.count()
    answered = {name: client.post(find_path(name, slug, numbers)).status_code for name in names}
    wrong = {name: status for name, status in answered.items() if status not in allowed}
    wrong.pop("intake:undo", None)  # of a step that is not theirs there is nothing to undo, and the page says so
    wrong.pop("money:enter", None)  # names a kind, and nothing of others
    assert wrong == {}
    assert Change.objects.count() == before


@pytest.fixture
def reader(request) -> tuple[Client, dict[str, list[str]]]:
    """A browser of somebody in another role than the coordinator's, and what the table says of that role."""
    return request.getfixturevalue(f"client_{request.param}"), TABLE[request.param]


@pytest.mark.parametrize("reader", ["chair", "finance"], indirect=True)
def test_each_role_reads_what_a_coordinator_reads(reader, client_in, partnership, numbers):
    client, said = reader
    paths = {name: find_path(name, partnership.slug, numbers) for name in TABLE["partnership"]}
    read = {name: client.get(path).status_code for name, path in paths.items()}
    expected = {name: row[4] for name, row in TABLE["partnership"].items()}
    assert read == expected | dict.fromkeys(said["closed"], 404)


@pytest.mark.parametrize("reader", ["chair", "finance"], indirect=True)
def test_each_role_changes_nothing_but_its_own(reader, partnership, numbers):
    client, said = reader
    before = Change.objects.count()
    for name in TABLE["partnership"]:
        if name in said["sends"] or name.split(":")[0] in said.get("rooms", []):
            continue
        answer = client.post(find_path(name, partnership.slug, numbers))
        told = [str(one) for one in get_messages(answer.wsgi_request)]
        assert answer.status_code == 404 or (answer.status_code == 302 and NOT_YOURS in told), name
    assert Change.objects.count() == before


def test_finance_sends_the_forms_of_money(client_finance, partnership, numbers):
    names = [name for name in TABLE["partnership"] if name.split(":")[0] in TABLE["finance"]["rooms"]]
    refused = []
    for name in names:
        answer = client_finance.post(find_path(name, partnership.slug, numbers))
        refused += [name] * (NOT_YOURS in [str(one) for one in get_messages(answer.wsgi_request)])
    assert names
    assert refused == []


def test_nobody_is_sent_to_sign_in(doors, numbers):
    client, slug = doors["nobody"]
    for name in TABLE["partnership"]:
        path = find_path(name, slug, numbers)
        assert client.get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"


def test_partnership_that_is_none_answers_as_one_of_others(client_in, other_partnership):
    answers = [client_in.get(f"/{slug}/") for slug in (other_partnership.slug, "nowhere")]
    assert [one.status_code for one in answers] == [404, 404]
    one, other = (re.sub(rb'value="\w{64}"', b"", answer.content) for answer in answers)  # the token of a form
    assert one == other
