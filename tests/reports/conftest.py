"""The example partnership, for the tests of `reports`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wapentake.accounts.models import Partnership


@pytest.fixture
def ottersby(db) -> Partnership:
    from wapentake.accounts.models import Partnership  # models, which cannot be imported before Django is set up

    return Partnership.objects.create(name="Ottersby Community Safety Partnership", slug="ottersby")
