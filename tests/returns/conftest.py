"""A year-end return with eight leads, for each test that asks for one."""

import pytest


@pytest.fixture
def books(partnership, coordinator):
    from tests.money.made import Books  # tables are not ready when this file is read

    return Books(partnership, coordinator)


@pytest.fixture
def year_end(partnership, coordinator, books):
    from tests.returns.made import YearEnd

    return YearEnd(partnership, coordinator, books)
