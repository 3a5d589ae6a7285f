"""Pictures of every page in every state, to be looked at: `PICTURES=folder pytest tests/paths/test_pictures.py`."""

import os
from pathlib import Path

import pytest

from tests.paths.test_accessible import GROUP_NAMES

FOLDER = os.environ.get("PICTURES")
WIDTHS = {320: 640, 375: 700, 768: 1024, 1280: 900}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("group", GROUP_NAMES)
def test_pictures(open_page, partnership, other_partnership, coordinator, group, width):
    from tests.paths.places import GROUPS, fill, open_walks, visit

    ids = {} if group == "empty" else fill(partnership, other_partnership, coordinator)
    walks = open_walks(open_page, width=width, height=WIDTHS[width])
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    for name, place in GROUPS[group].items():
        walk = walks(place.who)
        visit(walk, place, ids)
        walk.page.screenshot(path=Path(FOLDER, f"{name}-{width}.png"), full_page=True)
