"""A chart and its table: what is drawn where, that nothing is told by colour alone, and that the table has it all."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from wapentake.kit.charts import Bar, Chart, draw

LIVES = Chart(
    "Days that actions lived, by body",
    "The bar is the middle value.",
    heads=("Body", "Days", "Actions"),
    bars=[
        Bar("Fenland Police", 40, "40 days", low=20, high=80, line=30, cells=("40", "12")),
        Bar("Lantern <Youth> Club", 10, "10 days", low=10, high=10, line=60, is_weak=True, cells=("10", "2")),
        Bar("A body with a name that is far too long for a line", 0, "0 days", cells=("0", "1")),
    ],
    spread="Half of the actions lie between the two ends of the line",
    line="What was planned",
    weak="Fewer than 5 actions",
)


def render(chart):
    text = Template('{% load kit_charts %}{% chart told "days" %}').render(Context({"told": chart}))
    return html.fragment_fromstring(text, create_parent=True)


def test_where_bars_stand():
    drawn, joined, height = draw(LIVES.bars)
    assert [one.width for one in drawn] == ["49.50%", "12.75%", "0.50%"]
    assert [(one.low, one.high) for one in drawn] == [("25.00%", "98.50%"), ("12.75%", "12.75%"), ("", "")]
    assert [one.top for one in drawn] == ["1.40em", "4.70em", "9.40em"]  # a long name takes two lines
    assert [[line for line, _ in one.lines] for one in drawn][2] == [
        "A body with a name that is far too long",
        "for a line: 0 days",
    ]
    assert [(one.point, other.point) for one, other in joined] == [("37.25%", "74.00%")]
    assert height == "11.30em"


def test_a_picture_tells_what_it_is_and_its_table_has_all():
    page = render(LIVES)
    (picture,) = page.xpath("//svg[@role='img']")
    named = picture.get("aria-labelledby").split()
    said = [page.xpath(f"//*[@id='{one}']")[0].text for one in named]
    assert said == [LIVES.title, "The bar is the middle value. The table below has the figures."]
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [[bar.label, *bar.cells] for bar in LIVES.bars]
    assert page.xpath("//table/caption/text()") == [LIVES.title]


def test_nothing_is_told_by_colour_alone():
    page = render(LIVES)
    assert page.xpath("//svg[@role='img']//rect/@fill") == ["currentColor", "url(#days-weak)", "currentColor"]
    words = " ".join(page.xpath("//svg[@role='img']/text/text()"))
    assert all(bar.said in words for bar in LIVES.bars)
    keys = [" ".join(one.text_content().split()) for one in page.xpath("//figure/p")]
    assert keys == [LIVES.spread, LIVES.line, LIVES.weak]


def test_nothing_that_the_policy_on_content_forbids():
    page = render(LIVES)
    assert page.xpath("//@style | //style | //script") == []
    assert not any(name.startswith("on") for one in page.iter() for name in one.attrib)


def test_a_mark_that_is_not_drawn_has_no_key():
    chart = Chart(
        "Days", "", ("Body", "Days"), [Bar("Police", 4, "4 days", cells=("4",))], spread="?", line="?", weak="?"
    )
    assert chart.keys() == []


def test_a_row_that_does_not_fit_its_heads_is_a_mistake():
    with pytest.raises(ValueError, match="shorter"):
        render(Chart("Days", "", ("Body", "Days"), [Bar("Police", 4, "4 days")]))


@given(st.lists(st.floats(0, 1e9) | st.integers(0, 10**9), max_size=20))
def test_every_bar_stays_in_the_picture_and_a_longer_one_means_more(values):
    drawn, _, _ = draw([Bar("a", one, str(one)) for one in sorted(values)])
    widths = [float(one.width.rstrip("%")) for one in drawn]
    assert all(0 <= one <= 100 for one in widths)
    assert widths == sorted(widths)
