"""What must hold on every page, in every state: axe finds nothing, headings are in order, nothing scrolls sideways."""

from pathlib import Path

import pytest

from tests.paths.places import FILLS, GROUPS, fill, open_walks, visit

AXE = Path(__file__).with_name("axe") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Best practice, which is more than WCAG asks: a way back stands before the main part, as GOV.UK Frontend wants it.
NOT_ASKED = {"region": {"enabled": False}}
# The one style sheet gives nothing another colour where a page is narrower, and turns nothing: half of the time saved.
SAME_AT_ANY_WIDTH = {"color-contrast": {"enabled": False}, "css-orientation-lock": {"enabled": False}}

FACTS = """() => {
    const seen = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility());
    const levels = seen.map((one) => Number(one.tagName[1]));
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return {
        h1: levels.filter((level) => level === 1).length,
        jumps: levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).length,
        first: levels[0] ?? 0,
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        titled: document.title.length > 12,
    };
}"""


def tell(node: dict) -> str:
    """Return what is wrong with an element, in axe's words."""
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def find_faults(page, *, narrow: bool = False) -> list[str]:
    """Return all that is wrong with a page as it stands, in words; colours are looked at where it is wide."""
    if page.evaluate("() => typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = NOT_ASKED | (SAME_AT_ANY_WIDTH if narrow else {})
    # What passes is not kept; what is found stays the same.
    options = {"runOnly": RULES, "rules": rules, "reporter": "no-passes", "preload": not narrow}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    faults = [f"{one['id']}: {node['html'][:160]} ({tell(node)})" for one in found for node in one["nodes"]]
    facts = page.evaluate(FACTS)
    faults += [f"{facts['h1']} headings of the first level"] * (facts["h1"] != 1)
    faults += ["headings leave out a level"] * bool(facts["jumps"])
    faults += [f"id {name} stands twice" for name in facts["twice"]]
    faults += [f"scrolls sideways by {facts['wide']} pixels"] * (facts["wide"] > 0)
    faults += ["has no title of its own"] * (not facts["titled"])
    return faults


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_wrong_on_any_page(open_page, partnership, other_partnership, coordinator, group):
    """Each page is opened once, wide, and then made narrower, as a person does who turns a telephone or zooms in."""
    ids = FILLS.get(group, fill)(partnership, other_partnership, coordinator)
    walks = open_walks(open_page)
    faults = []
    for name, place in GROUPS[group].items():
        walk = walks(place.who)
        visit(walk, place, ids)
        faults += [f"{name}: {fault}" for fault in find_faults(walk.page)]
        for between in (1024, 768):
            walk.page.set_viewport_size({"width": between, "height": 900})
            faults += [f"{name}: scrolls sideways at {between}"] * (walk.page.evaluate(FACTS)["wide"] > 0)
        walk.page.set_viewport_size({"width": 320, "height": 900})
        faults += [f"{name}, narrow: {fault}" for fault in find_faults(walk.page, narrow=True)]
        walk.page.set_viewport_size({"width": 1280, "height": 900})
    assert faults == []
