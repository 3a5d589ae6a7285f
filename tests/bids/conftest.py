"""A desk with bids for each test that asks for one, on a day of the year of its fund."""

from datetime import date

import pytest

TODAY = date(2017, 9, 4)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def desk(partnership, coordinator):
    from tests.bids.made import Desk  # tables are not ready when this file is read

    return Desk(partnership, coordinator)
