"""Reports on earlier tasks, what people said below a task, and lists of tasks that only their heading marks."""

import pytest

from wapentake.reading import read

PAGE = (
    "Minutes of the Quay Community Council held on 16 April 2018\n\n"
    "Present: Kay Lund (KL), Ann Bell (AB), Joe Dee (JD)\n\n"
    "## 1. Welcome\n\nThe Chair opened the meeting.\n\n## 2. Lamps\n\n"
)

COUNT = "**Action 1:** KL to count the lamps."
REPORTS = [
    # the report says that the task is done
    (f"{COUNT}\n\n- Complete - all were lit.", []),
    (f"{COUNT}\n\n- Completed", []),
    (f"{COUNT}\n\n- Done. Kay Lund has written to the harbour.", []),
    (f"{COUNT}\n\nCompleted.", []),
    (f"{COUNT}\n\nNo longer required.", []),
    (f"{COUNT}\n\n- Complete.\n\n**Action 2:** AB to paint them.\n\n- Done", []),
    # it is not: the task stays, and the report is none
    (f"{COUNT}\n\n- Not complete. This was due to the storm.", ["count the lamps."]),
    (f"{COUNT}\n\n- Partially complete.\n- Ann Bell spoke to the harbour on 3 March.", ["count the lamps."]),
    (f"{COUNT}\n\n- In progress.\n- Ongoing", ["count the lamps."]),
    # a report may give a task
    (
        f"{COUNT}\n\n- Not complete. As it had rained Joe Dee will ask the harbour at the next meeting.",
        ["count the lamps.", "ask the harbour at the next meeting."],
    ),
    # columns that the page has laid one below the other
    (
        "**Action**\n\n**Progress**\n\nKL to count the lamps\n\nCompleted\n\nAB to paint the rail\n\nIn progress.",
        ["paint the rail"],
    ),
    # the report stands behind the task
    ("Actions:\n\n- KL to count the lamps: done, forty of them\n\n- AB to paint the rail", ["paint the rail"]),
    ("Action: KL to count the lamps. Completed.", []),
    # what was said after a task
    (
        f"{COUNT}\n\n- Ann Bell highlighted the quay.\n- Joe Dee asked whether the rail could be painted.",
        ["count the lamps."],
    ),
    (f"{COUNT}\n\n- The council pointed out that it rains.", ["count the lamps."]),
    (
        f"{COUNT}\n\n- Paint the rail\n- JD to ask the harbour",
        ["count the lamps.", "Paint the rail", "ask the harbour"],
    ),
    ("## 3. Next steps\n\n- There are no plans for a rail.\n- KL to count the lamps", ["count the lamps"]),
    (f"{COUNT}\n\n- A better way was for the county to paint.\n- The tide remained high.", ["count the lamps."]),
    (f"{COUNT}\n\n- Ann Bell then left the meeting.", ["count the lamps."]),
    ("## 3. Next steps\n\n- There are currently no plans for the rail to be painted.", []),
    # words that only look like a report
    ("Actions:\n\n- Complete the form", ["Complete the form"]),
    ("Actions:\n\n- Close the gate (KL)", ["Close the gate"]),
]


@pytest.mark.parametrize(("words", "wanted"), REPORTS)
def test_report_on_a_task_is_no_task(words, wanted):
    assert [one.text for one in read(PAGE + words + "\n").actions] == wanted


LISTS = [
    ("**Action list – actions to be completed by 14 May 2018**", "2018-05-14"),
    ("**Actions to be completed by 14 May 2018**", "2018-05-14"),
    ("## Action list: for completion by 14 May 2018", "2018-05-14"),
    ("**Action list**", None),
]


@pytest.mark.parametrize(("head", "due"), LISTS)
def test_heading_makes_each_line_a_task_and_dates_it(head, due):
    lines = "Paint the rail\n\nCount the lamps\n\nAsk the harbour by 1 June 2018"
    actions = read(f"{PAGE}{head}\n\n{lines}\n\n## 3. Close\n\nKL will write a note.\n").actions
    assert [(one.text, one.due.date if one.due else None, one.marked) for one in actions] == [
        ("Paint the rail", due, True),
        ("Count the lamps", due, True),
        ("Ask the harbour by 1 June 2018", "2018-06-01", True),
        ("write a note.", None, False),
    ]


def test_heads_of_a_second_table_are_no_task_and_its_done_tasks_none():
    tables = (
        "| No | Action | Deadline | Progress |\n| 1 | KL to count the lamps | May | On track |\n\n"
        "| No | Actions completed | Deadline | Progress |\n| 2 | AB to paint the rail | June | Complete |\n"
        "| 3 | JD to ask the harbour | June | As asked |"
    )
    assert [one.text for one in read(PAGE + tables + "\n").actions] == ["count the lamps"]
