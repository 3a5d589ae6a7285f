"""What the page as a whole lacks: text, a day, owners, dates; and pages that are no minutes."""

import pytest

from tests.reading.claims import HEAD, claims, quoted, read_item
from wapentake.reading import read
from wapentake.reading.document import Trouble
from wapentake.reading.findings import find_findings
from wapentake.reading.layout import lay_out
from wapentake.reading.record import Record, Source
from wapentake.terms import SEVERITY_OF, FindingCode

CUTS = [
    ("The leaflets were handed round and a box is kept for  ...  view the full minutes text for item 25.", "25"),
    ("The county has agreed … View the full minutes text for item 7", "7"),
    ("The report was noted... Read more", "Read more"),
    ("The full minutes are kept at the office. Ellipses ... are used here.", None),
]


@pytest.mark.parametrize(("words", "cut"), CUTS)
def test_text_cut_short(words, cut):
    found = quoted(words, "truncated-text")
    assert bool(found) is (cut is not None)
    assert cut is None or cut in found[0]


def test_cuts_are_one_finding():
    words = "It was ... view the full minutes text for item 2\n\nHe is ... view the full minutes text for item 4"
    (found,) = claims(words, "truncated-text")
    assert "in items 2 and 4." in found.message
    assert len(found.spans) == 2


def test_last_paragraph_that_ends_in_the_middle():
    words = "The Partnership heard of the new lights on the quay, which were paid for by the Harbour Trust and the"
    assert quoted(words, "truncated-text") == ["the"]


TASKS = "ACTION: AL to write to the Trust by 4 June.\n\nACTION: DP to mend the gate.\n\nACTION: RQ to ask for a quote."


def test_undated_actions_are_one_finding():
    (found,) = claims(TASKS, "action-without-date")
    assert found.message == "2 of 3 actions say no day and no event by which they are due."
    assert found.severity == "note"
    assert len(found.spans) == 2


def test_the_one_undated_action():
    (found,) = claims("ACTION: DP to mend the gate.", "action-without-date")
    assert found.message == "The one action says no day and no event by which it is due."


def test_action_without_owner():
    (found,) = claims("ACTION: Circulate the photographs before the next meeting.", "action-without-owner")
    assert found.message == "The one action has no owner."
    assert not claims(TASKS, "action-without-owner")


def test_agenda_is_no_minutes():
    page = "# Agenda\n\n# Tidemouth Safety Group\n\n# Monday, 14th May, 2018\n\n" + "\n\n".join(
        f"## {number}. To consider the plan for ward {number}" for number in range(1, 12)
    )
    assert "not-minutes" in {found.code for found in read(page).findings}


def test_page_with_almost_no_text():
    (found,) = [one for one in read("Minutes to follow.").findings if one.code == "not-minutes"]
    assert found.message == "The page holds almost no text, so there is little to read from it."


def test_minutes_without_a_day():
    page = HEAD.replace(" held on Monday 14 May 2018 at 2.00 pm", "").replace(
        " of the meeting held on 12 March 2018", ""
    )
    words = page + "DP reported that the gate was mended. It was noted that the lights were agreed and have come.\n"
    assert "meeting-without-date" in {found.code for found in read(words).findings}
    assert not [found for found in read_item("The plan was agreed.").findings if found.code == "meeting-without-date"]


def test_what_the_format_reader_saw_is_told():
    record = Record(source=Source(name="a.pdf", media_type="application/pdf", sha256=""), reader="1")
    trouble = Trouble("scanned-page", "Page 2 is a picture.")
    found = find_findings(record, lay_out(""), (trouble,))
    assert [(one.code, one.severity) for one in found] == [("scanned-page", "error")]


def test_every_code_has_a_severity():
    assert set(SEVERITY_OF) == {str(code) for code in FindingCode}


def test_findings_stand_in_the_order_of_the_codes():
    words = f"{TASKS}\n\nThe fair is on Sunday 2 June 2018. KT reported that it was fine."
    codes = [found.code for found in read_item(words).findings]
    order = [str(code) for code in FindingCode]
    assert codes == sorted(codes, key=order.index)
    assert len(codes) > 2
