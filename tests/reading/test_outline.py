"""Which blocks of a page head its items."""

import pytest

from wapentake.reading import read

AGREED = "It was agreed that the bid would be supported."


def read_titles(last: str, *, gap: str, mark: str) -> list[tuple[int | None, str | None]]:
    """The items of a short page whose last one is called `last`."""
    bodies = {"Apologies": "None.", "Lights on the quay": AGREED, "Money": AGREED, last: "None."}
    parts = [f"{number}{mark} {title}{gap}{body}" for number, (title, body) in enumerate(bodies.items(), 1)]
    head = "Quay Group\nMinutes of 8 May 2018\n\nPresent: Ann Low, Ben Reed"
    return [(item.number, item.title) for item in read("\n\n".join([head, *parts])).items]


@pytest.mark.parametrize("mark", [".", ")"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("last", ["AOB", "AOCB", "CCTV", "Any other business", "Parking"])
def test_short_page_with_numbered_items(last, gap, mark):
    expected = [(1, "Apologies"), (2, "Lights on the quay"), (3, "Money"), (4, last)]
    assert read_titles(last, gap=gap, mark=mark) == expected
