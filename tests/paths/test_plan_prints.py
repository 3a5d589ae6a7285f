"""The public plan on paper: two sides of A4, whatever seven objectives and forty tactical actions are called."""

import pytest
from pypdfium2 import PdfDocument

from tests.plans.made import EVENT
from tests.plans.shaped import OBJECTIVES, Shaped
from wapentake.plans.changes import put_tactical_action
from wapentake.plans.rules import Rag
from wapentake.reports.changes import publish_plan

A4 = (595, 842)  # points
TITLE = 150  # characters


@pytest.mark.parametrize("scripts", [True, False])
def test_public_plan_prints_on_two_sides_of_a4(open_page, partnership, coordinator, scripts):
    """Each title as long as two lines of the paper are."""
    shaped = Shaped(partnership, coordinator)
    rows = shaped.hold_event()
    for row in rows:
        title = f"{row.title}, {' '.join(['with all who live there'] * 9)}"[:TITLE].strip()
        put_tactical_action(shaped.plan, {"title": title}, on=EVENT, by=coordinator, row=row)
    for row in rows[:13]:
        shaped.say(row, Rag.RED, "No worker.", on=EVENT)
    publish_plan(shaped.plan, on=EVENT, by=coordinator)
    page = open_page(scripts=scripts)
    page.goto("/public/harrowmere/plan/")
    with PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        assert len(pdf) == 2
        assert [tuple(round(side) for side in one.get_size()) for one in pdf] == [A4, A4]
        words = " ".join(" ".join(one.get_textpage().get_text_range() for one in pdf).split())
    for row in shaped.plan.tactical_actions.all():
        assert " ".join(str(row).split()) in words
    for number, name in enumerate(OBJECTIVES, 1):
        assert f"{number}. {name}" in words
    assert words.count("Red Will not be delivered") == 13
    assert words.count("Not started") == 27
