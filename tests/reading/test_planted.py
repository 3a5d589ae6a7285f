"""What is planted in the example partnership is found, each thing at its words, and nothing else is claimed."""

import json

import pytest

from tests.where import ROOT
from wapentake.reading import read, read_series

PAGES = ROOT / "examples" / "pages"
PLANTED = json.loads((ROOT / "examples" / "planted.json").read_text("utf-8"))


def bare(text, span=(0, None)):
    return " ".join(text[slice(*span)].split()).strip(" .")


def is_at(found, planted, text):
    """Whether a finding has the planted code and points at the planted words, or at the heart of them."""
    if found.code != planted["code"]:
        return False
    quoted = [bare(text, span) for span in found.spans]
    return planted["words"] is None or any(one in planted["words"] or planted["words"] in one for one in quoted)


@pytest.mark.parametrize("name", PLANTED["pages"])
def test_page(name):
    record = read(PAGES / name)
    planted = PLANTED["pages"][name]
    for one in planted:
        assert any(is_at(found, one, record.text) for found in record.findings), one
    for found in record.findings:
        assert any(is_at(found, one, record.text) for one in planted), found.message
        if found.code in ("action-without-date", "action-without-owner"):
            assert len(found.spans) == sum(one["code"] == found.code for one in planted), found.message


def test_series():
    series = read_series([read(path) for path in sorted(PAGES.iterdir())])
    texts = {record.source.name: record.text for record in series.records}
    for one in PLANTED["series"]:
        hits = [
            found for found in series.findings if found.page == one["page"] and is_at(found, one, texts[found.page])
        ]
        assert len(hits) == 1, one
    assert len(series.findings) == len(PLANTED["series"])
