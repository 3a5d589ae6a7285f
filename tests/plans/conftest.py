"""A plan for each test that asks for one."""

import pytest


@pytest.fixture
def made(partnership, coordinator):
    from tests.plans.made import Made  # tables are not ready when this file is read

    return Made(partnership, coordinator)
