"""Actions as a page shows them: labels, lists, columns, margins, marks of owners only, and running text."""

import pytest

from tests.reading.people import make_people
from wapentake.reading import read
from wapentake.reading.record import Action
from wapentake.reading.statements.actions.clauses import split_clauses
from wapentake.reading.statements.actions.labels import find_label, is_label
from wapentake.reading.statements.actions.once import merge_actions
from wapentake.reading.statements.actions.page import is_done
from wapentake.reading.statements.actions.rows import Columns, columns_of

PAGE = (
    "Minutes of the Quay Community Council held on 16 April 2018\n\n"
    "Present: Kay Lund (KL), Ann Bell (AB), Joe Dee (JD)\n\n"
    "## 1. Welcome\n\nThe Chair opened the meeting.\n\n## 2. Lamps\n\n"
)


def tell(words: str) -> list[tuple[str, str, str]]:
    """The owners, the words and the due of each action in the words under a heading."""
    return [
        (", ".join(one.owners), one.text, (one.due.date or one.due.event or "") if one.due else "")
        for one in read(PAGE + words + "\n").actions
    ]


COUNT = ("KL", "count the lamps", "")
PAGES = [
    # a name that begins with an initial
    ("J. Dee will count the lamps", [("J. Dee", "count the lamps", "")]),
    ("J. Dee agreed to count the lamps.", [("J. Dee", "count the lamps.", "")]),
    ("There was a talk. J. Dee will count the lamps", [("J. Dee", "count the lamps", "")]),
    # labels
    ("Action: KL to count the lamps", [COUNT]),
    ("ACTION POINT 3 – KL to count the lamps", [COUNT]),
    ("AP12: KL to count the lamps", [COUNT]),
    ("**Action:** KL to count the lamps", [COUNT]),
    ("Action: count the lamps (KL)", [COUNT]),
    ("Action: count the lamps (KL, 31 May 2018)", [("KL", "count the lamps", "2018-05-31")]),
    ("Action: count the lamps – KL", [COUNT]),
    ("Action: KL: count the lamps", [COUNT]),
    ("Action: KL to count the lamps by 8 May 2018", [("KL", "count the lamps by 8 May 2018", "2018-05-08")]),
    ("Action: KL to count the lamps and AB to paint them", [COUNT, ("AB", "paint them", "")]),
    ("Action: KL to count the lamps. She should ask first.", [("KL", "count the lamps. She should ask first.", "")]),
    ("Action: none", []),
    ("Action plan: the lamps stay.", []),
    # an owner in brackets behind a task of a body
    ("Action: Harbour Trust to share the chart (KL)", [("KL", "Harbour Trust to share the chart", "")]),
    ("Action: Harbour Trust to share the chart (Clerk).", [("Clerk", "Harbour Trust to share the chart", "")]),
    ("Action: AB to share the chart (KL)", [("AB", "share the chart (KL)", "")]),
    ("Action: Chart for the wall (Kay Lund - a small one by May)", [("Kay Lund", "Chart for the wall", "2018-05")]),
    # two tasks, the second in brackets
    (
        "Action: AB will paint the rail in time for the next meeting (Clerk to set up calls: KL, JD)",
        [("AB", "paint the rail in time for the next meeting", "next meeting"), ("Clerk", "set up calls: KL, JD", "")],
    ),
    # a bracket with a task inside a sentence with a person who wishes
    (
        "Action: Members wishing to sail should tell Kay Lund (Clerk and KL)",
        [("Clerk, KL", "Members wishing to sail should tell Kay Lund", "")],
    ),
    # owners only
    ("The lamps are to be counted.\n\nAction: KL", [("KL", "The lamps are to be counted.", "")]),
    (
        "All the lamps on the quay are to be counted. Action: KL",
        [("KL", "All the lamps on the quay are to be counted.", "")],
    ),
    ("The lamps are to be counted.\n\n|| KL", [("KL", "The lamps are to be counted.", "")]),
    ("The sea is calm. KL to count the lamps.\n\n|| KL", [("KL", "count the lamps.", "")]),
    ("***\n\n|| KL", []),
    (  # another's past promise is not the task of the owner in the margin
        "Joe Dee had agreed to keep the lamps. Mr Dee would be added to the list of keepers.\n\n|| AB",
        [("AB", "Mr Dee would be added to the list of keepers.", "")],
    ),
    (
        "Lamps – as the county had sent no dates, it was agreed that Dr Marsh would be approached.\n\n|| AB",
        [("AB", "Dr Marsh would be approached.", "")],
    ),
    ("Noel Stone is to count the lamps. The sea is calm today.\n\n|| NS", [("NS", "count the lamps.", "")]),
    (
        "Action: AB to paint the rail (KL / JD).\n\nThere was no change.\n\n- It rained.",
        [("AB", "paint the rail (KL / JD).", "")],
    ),
    ("Quay Wall – news was awaited from the county.\n\n|| AB", [("AB", "news was awaited from the county.", "")]),
    (  # two notes, one above the other, for a task that both took on
        "Lamps were moved. KL and AB agreed to put them back.\n\n|| KL\n\n|| AB",
        [("KL, AB", "put them back.", "")],
    ),
    (  # what somebody told is not what is left to do
        "Joe Dee explained the state of the lamps and of the rail. Further checks are proceeding.\n\n|| AB",
        [("AB", "Further checks are proceeding.", "")],
    ),
    # two in one note, each with a task of their own
    (
        "KL would ring the county. No answer had come. AB to write as well.\n\n|| KL/AB",
        [("KL", "ring the county.", ""), ("AB", "write as well.", "")],
    ),
    (
        "KL agreed to pass the chart to AB who would count the lamps.\n\n|| KL/AB",
        [("KL", "pass the chart to AB", ""), ("AB", "count the lamps.", "")],
    ),
    # two who are asked in one sentence
    (
        "KL was asked to count the lamps, and the Clerk was asked to write to the county.",
        [COUNT, ("Clerk", "write to the county.", "")],
    ),
    ("The Chair asked KL to count the lamps, AB to paint them.", [COUNT, ("AB", "paint them.", "")]),
    ("Thanks went to Ann Bell, who will count the lamps.", [("Ann Bell", "count the lamps.", "")]),
    ("Thanks went to Ann Bell, who will be away.", []),
    # of somebody told of before
    ("KL spoke of the sea. She was also asked to count the lamps.", [("KL", "count the lamps.", "")]),
    (
        "Quay Lamps – KL and AB were preparing a bid for lamps.\n\n|| KL/AB",
        [("KL, AB", "preparing a bid for lamps.", "")],
    ),
    # an owner in brackets inside the task
    (
        "Action: Lamp list to be sent to all on the quay (KL and AB) for the next meeting.",
        [("KL, AB", "Lamp list to be sent to all on the quay (KL and AB) for the next meeting.", "next meeting")],
    ),
    # a list of points goes on below a task that stands within it
    (
        "- The lamps are lit.\n- The rail is old.\n\n**Action: KL to count the lamps**\n\n- Boats: two were sold.\n",
        [COUNT],
    ),
    ("**Action: KL to count the lamps**\n\n- paint the rail", [COUNT, ("", "paint the rail", "")]),
    # the points below are whose the sentence above them says; or its task holds them
    ("KL agreed to do the following:\n\n- count the lamps\n\n- paint the rail", [COUNT, ("KL", "paint the rail", "")]),
    (
        "KL was asked to write a guide to all the lamps with the following:\n\n- their age\n\n- their light",
        [("KL", "write a guide to all the lamps with the following", "")],
    ),
    # questions are no tasks
    (
        "The harbour was asked to look at the following:\n\n- What do lamps cost?\n- How many lamps are lit?",
        [],
    ),
    # a point that was agreed opens no list of resolutions
    ("- The plan for lamps was agreed.\n- These lamps would set out where the quay ends.", []),
    # two tasks of two items that differ in their words
    (
        "Action: KL to count lamps and paint all red\n\n## 3. X\n\nAction: KL to count lamps and paint all blue",
        [("KL", "count lamps and paint all red", ""), ("KL", "count lamps and paint all blue", "")],
    ),
    # lists
    ("Actions:\n\n- KL to count the lamps\n\n- AB to paint them", [COUNT, ("AB", "paint them", "")]),
    ("Actions for KL:\n\n- count the lamps", [COUNT]),
    ("KL to count the lamps\n\nDue: May 2018", [("KL", "count the lamps", "2018-05")]),
    # tables
    ("| Action | Owner | By when |\n| Count the lamps | KL | 31 May 2018 |", [("KL", "Count the lamps", "2018-05-31")]),
    ("| Action | Owner | Status |\n| Count the lamps | KL | Done |", []),
    (
        "| Action | Owner |\n| Count the lamps / Paint them | KL / AB |",
        [("KL", "Count the lamps", ""), ("AB", "Paint them", "")],
    ),
    ("| Action | Owner |\n| None |  |", []),
    (  # heads of columns in words of their own
        "| Issue | Action | To be actioned by | Latest position |\n| Old lamps | KL to count the lamps | Kay Lund |  |",
        [("Kay Lund", "KL to count the lamps", "")],
    ),
    (
        "| What is to be done | Action owner(s) | Proposed deadline |\n| Count the lamps | KL | 31 May 2018 |",
        [("KL", "Count the lamps", "2018-05-31")],
    ),
    ("| Action | Owner |\n| Count the lamps | Kay with help from AB |", [("Kay", "Count the lamps", "")]),
    ("Actions:\n\n- Correspond with AB to mend the lamps", [("", "Correspond with AB to mend the lamps", "")]),
    ("Actions:\n\n- Break 14:20 – 14:35\n\n- KL to count the lamps", [COUNT]),
    # "asked" and "following" of two sentences begin no list
    (
        "Boats are often asked for. The following boats were named:\n\n- Kay Lund, a guest, has one.",
        [],
    ),
    # running text
    ("KL was asked to count the lamps.", [("KL", "count the lamps.", "")]),
    ("KL spoke of the sea. She will count the lamps.", [("KL", "count the lamps.", "")]),
    (
        "It was agreed that KL would count the lamps; AB will paint them.",
        [("KL", "count the lamps;", ""), ("AB", "paint them.", "")],
    ),
    ("KL to count the lamps.\n\nAction: KL to count the lamps", [("KL", "count the lamps.", "")]),
    (  # the due of the words that told of it may be that of something else
        "AB agreed to ask for views on it, as it comes out before Christmas.\n\nAction: AB to ask for views on it",
        [("AB", "ask for views on it", "")],
    ),
    ("The lamps are out.", []),
    # what an agenda lists below an item is no task
    # those who are asked, and a label with a task and nobody
    ("Action: Joe Dee invited to attend the lamp day.", [("Joe Dee", "attend the lamp day.", "")]),
    ("Action: To settle the sums to fund the lamps", [("", "To settle the sums to fund the lamps", "")]),
]


@pytest.mark.parametrize(("words", "wanted"), PAGES)
def test_actions_of_a_text(words, wanted):
    assert tell(words) == wanted


def test_what_an_agenda_lists_below_an_item_is_no_task():
    page = (
        "Minutes of the Quay Community Council, 16 April 2018\n\nPresent: Kay Lund (KL), Ann Bell (AB)\n\n"
        "**Agenda**\n\n1. Welcome\n2. Lamps\n3. Any other business\na. Draft lamp list (KL)\n\n"
        "The lamps are out. KL to count them.\n"
    )
    assert [one.text for one in read(page).actions] == ["count them."]


def test_heading_begins_a_list_of_tasks():
    tasks = "## 3. Actions\n\nKL to count the lamps\n\nAB to paint them\n\n## 4. Close"
    assert tell(f"The lamps are out.\n\n{tasks}\n\nThe meeting ended.") == [COUNT, ("AB", "paint them", "")]


def test_words_that_may_only_describe_are_doubtful():
    action = read(PAGE + "The tins would be taken by KL.\n").actions[0]
    assert (action.marked, action.certain, bool(action.reason)) == (False, False, True)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Action: ask", True),
        ("ACTION ask", True),
        ("[AP3] ask", True),
        ("Actions for Kay Lund:", True),
        ("**Action** ask", True),
        ("Action was swift", False),
        ("Action plan: lamps", False),
        ("Reaction: none", False),
    ],
)
def test_words_begin_with_a_label(words, wanted):
    label = find_label(words)
    assert (label is not None and is_label(words, label)) is wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("KL to ask for lamps and AB to paint them", ["KL to ask for lamps", "AB to paint them"]),
        ("KL to ask for lamps, and AB to paint them", ["KL to ask for lamps", "AB to paint them"]),
        ("KL to ask for lamps; AB to paint them", ["KL to ask for lamps", "AB to paint them"]),
        ("that KL ask for lamps and that AB paint them", ["that KL ask for lamps", "AB paint them"]),
        ("KL and AB to ask for lamps", ["KL and AB to ask for lamps"]),
        ("KL to ask for lamps and tins", ["KL to ask for lamps and tins"]),
    ],
)
def test_clauses_of_a_sentence(words, wanted):
    assert [words[a:b] for a, b in split_clauses(words, make_people())] == wanted


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (["Action", "Owner", "By when"], Columns(0, 1, 2, None)),
        (["No.", "Task", "Lead", "Due date", "Status"], Columns(1, 2, 3, 4)),
        (["Item", "Lead"], Columns(0, 1, None, None)),
        (["Action", "RAG", "Owner", "Comments"], Columns(0, 2, None, 1)),
        (["Name", "Post"], None),
        (["Action", ""], None),
    ],
)
def test_columns_of_a_table(cells, wanted):
    assert columns_of(cells, in_list=False) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("[done] ask", True),
        ("Completed", True),
        ("ask, action closed", True),
        ("complete the form", False),
        ("ask", False),
    ],
)
def test_task_is_done(words, wanted):
    assert is_done(words) is wanted


def make_action(text: str, at: int, *, marked: bool, owners: tuple[str, ...] = ("KL",)) -> Action:
    return Action(span=(at, at + len(text)), owners=owners, text=text, marked=marked)


def test_marked_task_stands_before_the_prose_that_says_the_same():
    told = make_action("count the lamps on the quay", 0, marked=False)
    noted = make_action("count the lamps on the quay", 100, marked=True)
    assert merge_actions([told, noted]) == (noted,)


def test_tasks_of_two_people_stay_two():
    one = make_action("count the lamps on the quay", 0, marked=True)
    two = make_action("count the lamps on the quay", 100, marked=True, owners=("AB",))
    assert merge_actions([two, one]) == (one, two)
