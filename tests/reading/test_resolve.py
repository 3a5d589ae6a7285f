"""What "the next meeting" is, where the page tells it."""

import pytest

from tests.reading.claims import read_item
from wapentake.reading.resolve import is_next_meeting

LIST = "\n\n## 3. Dates of next meetings\n\n- Monday 9 July 2018\n- Monday 10 September 2018"


def test_next_meeting_of_the_list():
    record = read_item("ACTION: DP to give the figures at the next meeting." + LIST)
    assert [(one.due.date, one.due.event) for one in record.actions] == [("2018-07-09", "next meeting")]


def test_next_meeting_without_a_list_stays_an_event():
    record = read_item("ACTION: DP to give the figures at the next meeting.")
    assert [(one.due.date, one.due.event) for one in record.actions] == [(None, "next meeting")]


def test_task_for_the_next_meeting_does_not_head_the_days_below_it():
    tasks = "- DP to give the figures at the next meeting\n- HT to send names by 29 June 2018"
    record = read_item(tasks + LIST)
    assert [one.due.date for one in record.actions] == ["2018-07-09", "2018-06-29"]


def test_cell_with_the_next_meeting_does_not_head_the_days_below_it():
    rows = "| Item | By whom | By when |\n| Send figures | DP | Next meeting |\n| Send names | HT | 29 June 2018 |"
    record = read_item(rows + LIST)
    assert [one.due.date for one in record.actions] == ["2018-07-09", "2018-06-29"]


EVENTS = [
    ("next meeting", True),
    ("next meeting of the Partnership", True),
    ("next Partnership meeting", True),
    ("next JAG", False),
    ("next newsletter", False),
    ("AGM", False),
    (None, False),
]


@pytest.mark.parametrize(("event", "own"), EVENTS)
def test_whose_meeting(event, own):
    assert is_next_meeting(event, "Tidemouth Community Safety Partnership") is own


def test_a_joint_action_group_calls_its_meeting_the_next_jag():
    assert is_next_meeting("next JAG", "Tidemouth Joint Action Group")


def test_list_below_a_label_of_the_agenda_system():
    listed = LIST.replace("meetings\n\n", "meetings\n\n**Minutes:**\n\n")
    record = read_item("ACTION: DP to give the figures at the next meeting." + listed)
    assert [one.due.date for one in record.actions] == ["2018-07-09"]


def test_list_below_a_heading_in_capitals():
    record = read_item("ACTION: DP to give the figures at the next meeting." + LIST.upper())
    assert [one.due.date for one in record.actions] == ["2018-07-09"]
