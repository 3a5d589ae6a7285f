"""Somebody who leads an action and has a link. It is loaded before Django, so what is of the room comes later."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def jo(partnership):
    from tests.chasing.chased import add_lead

    return add_lead(partnership, "Jo Bloggs", "Wendshire Police")


@pytest.fixture
def action(partnership, jo, today):
    from tests.chasing.chased import give

    return give(partnership, jo, "count the cans", due_on=today + timedelta(5))


@pytest.fixture
def visitor(jo, action):
    from tests.chasing.chased import Visitor, link_for

    return Visitor(link_for(jo))
