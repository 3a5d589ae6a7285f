"""A year of the ledger, and a kind of extract, for each test that asks for one."""

import pytest


@pytest.fixture
def books(partnership, coordinator):
    from tests.money.made import Books  # tables are not ready when this file is read

    return Books(partnership, coordinator)


@pytest.fixture
def mapping(partnership, coordinator):
    from tests.extracts.made import map_ledger

    return map_ledger(partnership, coordinator)
