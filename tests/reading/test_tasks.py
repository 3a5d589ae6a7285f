"""Who can be given a task, and tasks that begin with their owner."""

import pytest

from tests.reading.people import make_people
from wapentake.reading.owners import as_owners, is_meeting, is_officer, is_thing
from wapentake.reading.prose.subjects import last_subject, sentence_subject, subject_of
from wapentake.reading.tasks import is_state, lead_task, run_of_people

OWNERS = [
    # people
    ("KL", ("KL",)),
    ("Kay Lund", ("Kay Lund",)),
    ("Kay", ("Kay",)),
    ("Cllr Marsh", ("Cllr Marsh",)),
    ("Rosa Marsh", ("Rosa Marsh",)),
    ("KL (Police)", ("KL",)),
    ("KL, AB and JD", ("KL", "AB", "JD")),
    ("KL, AB, and JD", ("KL", "AB", "JD")),
    ("KL/AB", ("KL", "AB")),
    ("KL & AB", ("KL", "AB")),
    ("KL and KL", ("KL",)),
    ("both KL and AB", ("KL", "AB")),
    # roles, teams, bodies
    ("the Clerk", ("Clerk",)),
    ("All Partners", ("All Partners",)),
    ("Deputy Head of Planning", ("Deputy Head of Planning",)),
    ("Lighting Team", ("Lighting Team",)),
    ("ward members", ("ward members",)),
    ("each member", ("each member",)),
    ("the Quay Harbour Trust", ("Quay Harbour Trust",)),
    # nobody
    ("ZZ", None),
    ("Fishmonger", None),
    ("the report", None),
    ("Report of the Clerk to the team", None),
    ("the new lamps near the quay", None),
    ("the Council", None),
    ("", None),
    ("A" * 500, None),
]
MARKED = [
    ("ZZ", ("ZZ",)),
    ("Fishmonger", ("Fishmonger",)),
    ("St. Brid's School", ("St. Brid's School",)),
    ("Action KL", ("KL",)),
    ("He said so", None),
    ("Lamps are out", None),
    ("Report on lamps", None),
    ("Send lamps", None),
    ("lamps", None),
]


@pytest.mark.parametrize(("words", "wanted"), OWNERS)
def test_words_name_owners(words, wanted):
    assert as_owners(words, make_people(), marked=False) == wanted


@pytest.mark.parametrize(("words", "wanted"), MARKED)
def test_words_that_the_page_marks_name_owners(words, wanted):
    assert as_owners(words, make_people(), marked=True) == wanted


def test_initials_before_to_are_somebody():
    assert as_owners("ZZ", make_people(), marked=False, open_initials=True) == ("ZZ",)


@pytest.mark.parametrize(
    "words",
    ["the Council", "Members", "it", "the Quay Harbour Board", "all members of the Board", "We", "the Meeting."],
)
def test_words_are_the_meeting(words):
    assert is_meeting(words)


@pytest.mark.parametrize("words", ["KL", "the Clerk", "Council Officer", "boarding", ""])
def test_words_are_not_the_meeting(words):
    assert not is_meeting(words)


def test_officers_and_things():
    assert is_officer("the Clerk")
    assert not is_officer("the Board")
    assert is_thing("Report of KL")
    assert not is_thing("KL")


LEADS = [
    # text, owners, the task, whether it is weak
    ("KL to ask for a quote.", ("KL",), "ask for a quote.", False),
    ("ZZ to ask for a quote.", ("ZZ",), "ask for a quote.", False),
    ("KL, AB and JD to meet.", ("KL", "AB", "JD"), "meet.", False),
    ("KL will ask for a quote.", ("KL",), "ask for a quote.", True),
    ("KL must ask for a quote.", ("KL",), "ask for a quote.", True),
    ("The Clerk is to ask for a quote.", ("Clerk",), "ask for a quote.", False),
    ("KL needs to ask for a quote.", ("KL",), "ask for a quote.", False),
    ("KL still to ask for a quote.", ("KL",), "ask for a quote.", False),
    ("KL to please ask for a quote.", ("KL",), "ask for a quote.", False),
    ("Once the lamps are lit, KL to ask for a quote.", ("KL",), "ask for a quote.", False),
    ("Lamps: KL to ask for a quote.", ("KL",), "ask for a quote.", False),
]
NO_LEADS = [
    "KL was pleased.",
    "Lamps to the north are out.",
    "KL to the rescue.",
    "Thanks to KL for the quote.",
    "It will rain.",
    "The old lamps in the lane near the school that nobody has mended to date will fail.",
    "",
]


@pytest.mark.parametrize(("words", "owners", "task", "weak"), LEADS)
def test_task_begins_with_its_owner(words, owners, task, weak):
    found = lead_task(words, make_people(), marked=False)
    assert (found.owners, words[found.start : found.end], found.weak) == (owners, task, weak)


@pytest.mark.parametrize("words", NO_LEADS)
def test_no_task_begins_with_its_owner(words):
    assert lead_task(words, make_people(), marked=False) is None


def test_marked_task_may_begin_with_any_short_phrase():
    found = lead_task("Fishmonger to sweep the quay.", make_people(), marked=True)
    assert found.owners == ("Fishmonger",)
    assert lead_task("Fishmonger to sweep the quay.", make_people(), marked=False) is None


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Ann Bell, Joe Dee draft the plan", ("Ann Bell", "Joe Dee")),
        ("KL & AB draft the plan", ("KL", "AB")),
        ("Send the plan", None),
        ("Lamps are out", None),
        ("draft the plan", None),
    ],
)
def test_people_and_a_verb(words, owners):
    found = run_of_people(words, make_people())
    assert (found.owners if found else None) == owners


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("be there", True), ("continue", True), ("need lamps", True), ("bend the rail", False), ("send lamps", False)],
)
def test_verb_only_describes(words, wanted):
    assert is_state(words) is wanted


def test_whose_verb_it_is():
    people = make_people()
    assert last_subject("The lamps were out, and KL") == "KL"
    assert last_subject("He said that the Clerk") == "the Clerk"
    assert subject_of("KL spoke of the lamps and", people) == ("KL",)
    assert subject_of("The lamps being out, AB", people) == ("AB",)
    assert sentence_subject("In reply, Ann Bell spoke of lamps", people) == ("Ann Bell",)
    assert sentence_subject("the lamps are out", people) is None


MORE_OWNERS = [
    # a body whose name begins with a word that may be a verb
    ("Open spaces team", ("Open spaces team",), True),
    ("The Open Spaces Team", ("Open Spaces Team",), True),
    ("Research Unit", ("Research Unit",), False),
    # "and" inside the name of a body
    ("A task and finish group", ("task and finish group",), True),
    ("Health and Safety team", ("Health and Safety team",), True),
    ("KL and Lighting Team", ("KL", "Lighting Team"), True),
    # unnamed people
    ("A panel member", ("panel member",), False),
    ("a resident", ("resident",), False),
    # somebody with the help of others
    ("Lighting Team with Harbour Trust input", ("Lighting Team",), True),
    ("Lighting Team also", ("Lighting Team",), True),
    # what stands before "to" and is nobody
    ("Kay Lund wished", None, True),
    ("Lighting members wishing", None, True),
    ("Kay Lund sent the lamps", None, True),
    ("Tide analysis", None, True),
    ("Lighting issues", None, True),
    ("Send the team", None, True),
]


@pytest.mark.parametrize(("words", "wanted", "marked"), MORE_OWNERS)
def test_bodies_and_unnamed_people_own_tasks(words, wanted, marked):
    assert as_owners(words, make_people(), marked=marked) == wanted
