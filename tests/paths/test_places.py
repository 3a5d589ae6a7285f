"""Every type of page of the register, in every state that has an address, is answered: on each kind of database."""

from collections.abc import Callable

import pytest

from tests.paths.place import Place
from tests.paths.places import FILLS, GROUPS, PEOPLE, fill
from tests.register import sign_in
from wapentake.accounts.models import Account

# What is no longer there, or never was, says so.
GONE = {
    "by-link-expired": 410,
    "by-link-renewed": 410,
    "by-link-none": 404,
    "public-not-found": 404,
    "not-found": 404,
    "page-withdrawn": 410,
    "undo-nothing": 404,
}
# The places by what fills the register for them.
FILLED: dict[Callable, dict[str, Place]] = {}
for group, places in GROUPS.items():
    FILLED.setdefault(FILLS.get(group, fill), {}).update(places)


@pytest.mark.parametrize("fill", FILLED, ids=lambda one: one.__name__)
def test_every_page_is_answered(client, partnership, other_partnership, coordinator, fill):
    ids = fill(partnership, other_partnership, coordinator)
    clients = {"": client}
    answered = {}
    for name, place in FILLED[fill].items():
        if place.who not in clients:
            clients[place.who] = sign_in(Account.objects.get(email=PEOPLE[place.who]))
        answered[name] = clients[place.who].get(place.path.format(**ids), follow=True).status_code
    assert answered == {name: GONE.get(name, 200) for name in FILLED[fill]}
