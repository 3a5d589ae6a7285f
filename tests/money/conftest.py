"""A year of the ledger for each test that asks for one."""

import pytest


@pytest.fixture
def books(partnership, coordinator):
    from tests.money.made import Books  # tables are not ready when this file is read

    return Books(partnership, coordinator)
