"""Each golden page is read as its golden record says. Where that is what is wanted: make golden, and read the diff."""

from difflib import unified_diff

import pytest

from tests.golden import FOLDER, list_pages
from wapentake.reading import read
from wapentake.reading.explain import explain_record

PAGES = list_pages()


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_page_is_read_as_its_golden_record_says(file):
    golden = file.read_text("utf-8").splitlines() if file.exists() else []
    told = explain_record(read(PAGES[file])).splitlines()
    changes = "\n".join(unified_diff(golden, told, "golden", "read now", lineterm="", n=1))
    if changes:
        pytest.fail(f"{changes}\n\nIf this is better: make golden, and read the diff.", pytrace=False)


def test_no_golden_record_is_left_over():
    assert {path for path in FOLDER.iterdir() if path not in PAGES} == set()
