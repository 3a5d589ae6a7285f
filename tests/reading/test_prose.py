"""Tasks in running text: each form that minutes use, and the sentences that only look like one."""

import pytest

from tests.reading.people import make_people
from wapentake.reading.prose import find_prose

TASKS = [
    # a note
    ("KL to ask for a quote.", ("KL",), "ask for a quote."),
    ("Minutes to be circulated by AB.", ("AB",), "Minutes to be circulated by AB."),
    ("Lamp survey to be circulated.", (), "Lamp survey to be circulated."),
    ("The lamp survey is to be sent to the county.", (), "The lamp survey is to be sent to the county."),
    ("Views should be reported to the office.", (), "Views should be reported to the office."),
    ("The form needs to go off before June (Clerk).", ("Clerk",), "The form needs to go off before June"),
    ("The next step is to count the lamps.", (), "The next step is to count the lamps."),
    # told
    ("KL was asked to count the lamps.", ("KL",), "count the lamps."),
    ("The Clerk was instructed by Cllr Marsh to count the lamps.", ("Clerk",), "count the lamps."),
    ("The lamps being out, the Clerk was requested to write to the county.", ("Clerk",), "write to the county."),
    ("Members were reminded to send their dates.", ("Members",), "send their dates."),
    ("The Chair asked the Clerk to count the lamps.", ("Clerk",), "count the lamps."),
    ("The Council requested that KL should count the lamps.", ("KL",), "count the lamps."),
    ("The Council requested that KL and AB need to count the lamps.", ("KL", "AB"), "count the lamps."),
    ("The Open Lamps Board is asked to settle a day.", ("Open Lamps Board",), "settle a day."),
    ("The Council requested that Kay Lund and the team need to count lamps.", ("Kay Lund", "team"), "count lamps."),
    ("The Quay Harbour Board is asked to settle a day.", ("Quay Harbour Board",), "settle a day."),
    ("It was left to the Clerk to settle a day.", ("Clerk",), "settle a day."),
    ("It is the responsibility of the Clerk to settle a day.", ("Clerk",), "settle a day."),
    ("In the meantime KL was asked to count the lamps.", ("KL",), "count the lamps."),
    ("Members asked that the Clerk publish a list of lamps.", ("Clerk",), "publish a list of lamps."),
    ("The Council asked that the lamp owner should send a list.", ("lamp owner",), "send a list."),
    ("A request went to all members to check the list.", ("all members",), "check the list."),
    ("A reminder was sent out to KL and AB to count the lamps.", ("KL", "AB"), "count the lamps."),
    ("Could everybody please count the lamps.", ("everybody",), "count the lamps."),
    ("KL took an action to count the lamps.", ("KL",), "count the lamps."),
    ("There was an action for KL to count the lamps.", ("KL",), "count the lamps."),
    ("KL was tasked with writing to the county.", ("KL",), "writing to the county."),
    # offered
    ("KL advised that she was going to count the lamps.", ("KL",), "count the lamps."),
    ("The county observer agreed to count the lamps.", ("county observer",), "count the lamps."),
    ("KL agreed to sort the lamps, the Council noted that they are old.", ("KL",), "sort the lamps"),
    ("KL has heard nothing from the county and will write again.", ("KL",), "write again."),
    ("The Clerk had no figures but would ask the county.", ("Clerk",), "ask the county."),
    ("KL said that she shared the worry and would ring the county.", ("KL",), "ring the county."),
    ("KL noted that they will be writing to the county.", ("KL",), "writing to the county."),
    ("KL still had to count the lamps.", ("KL",), "count the lamps."),
    ("KL offered to count the lamps.", ("KL",), "count the lamps."),
    ("Cllr Marsh agreed to count the lamps.", ("Cllr Marsh",), "count the lamps."),
    ("KL spoke of the lamps and undertook to count them.", ("KL",), "count them."),
    ("KL said that she would count the lamps.", ("KL",), "count the lamps."),
    ("KL explained that she’d count the lamps.", ("KL",), "count the lamps."),
    ("KL spoke of the lamps and she will count them.", ("KL",), "count them."),
    # settled, by the meeting for itself or for nobody
    (
        "It was agreed that the Council should write to the county.",
        ("Council",),
        "write to the county.",
    ),
    (
        "It was agreed that urgent contact be made with the county about lamps.",
        (),
        "urgent contact be made with the county about lamps.",
    ),
    ("The lamps went out – the Clerk will ask why this may be.", ("Clerk",), "ask why this may be."),
    ("A working party will look into the lamps.", ("working party",), "look into the lamps."),
    # said, asked and told
    ("JD said that the lamps were out and would ensure that they are lit.", ("JD",), "ensure that they are lit."),
    (
        "KL said that she would ask Bo Ash, and Mr Cy May (Quay Trust) was made aware.",
        ("KL",),
        "ask Bo Ash",
    ),
    ("The Board requested Quay Office outline its plan.", ("Quay Office",), "outline its plan."),
    ("The working party will undertake a count of lamps.", ("working party",), "undertake a count of lamps."),
    # will
    ("KL will count the lamps.", ("KL",), "count the lamps."),
    ("In the meantime KL will count the lamps.", ("KL",), "count the lamps."),
    ("The lamps are out, so the Clerk will write to the county.", ("Clerk",), "write to the county."),
    ("The Clerk should then count the lamps.", ("Clerk",), "count the lamps."),
    ("The tins would be taken by KL.", ("KL",), "The tins would be taken by KL."),
    ("KL and AB (both keepers of the quay) would ring the county.", ("KL", "AB"), "ring the county."),
    ("KL will see what lamps are lit.", ("KL",), "see what lamps are lit."),
    ("A list will be sent out by the end of May by KL.", ("KL",), "A list will be sent out by the end of May by KL."),
    ("QCC will meet with the county to talk of lamps.", ("QCC",), "meet with the county to talk of lamps."),
    ("The Council will look into the lamps.", ("Council",), "look into the lamps."),
    ("From this list, the Quay Board will draw up a chart.", ("Quay Board",), "draw up a chart."),
    ("Lamps – The Council will write to the county.", ("Council",), "write to the county."),
    ("A resident offered to count the lamps.", ("resident",), "count the lamps."),
    ("As nobody was there Kay Lund will ask the county.", ("Kay Lund",), "ask the county."),
    # passive, for after the meeting
    ("These worries will be passed on to the county.", (), "These worries will be passed on to the county."),
    ("One firm will be invited to the next meeting.", (), "One firm will be invited to the next meeting."),
    ("A list will be provided for the next meeting.", (), "A list will be provided for the next meeting."),
    ("Members will be updated before the next meeting.", (), "Members will be updated before the next meeting."),
    # settled
    ("It was agreed that KL would count the lamps.", ("KL",), "count the lamps."),
    ("It was agreed that KL takes this to the county.", ("KL",), "takes this to the county."),
    ("RESOLVED: that the Clerk contacts the county.", ("Clerk",), "contacts the county."),
    ("The group agreed KL should count the lamps.", ("KL",), "count the lamps."),
    ("RESOLVED: that the Clerk be asked to count the lamps.", ("Clerk",), "count the lamps."),
    ("It was resolved that the Clerk write to the county.", ("Clerk",), "write to the county."),
    (
        "Agreed that a letter be sent to the county by the Clerk.",
        ("Clerk",),
        "a letter be sent to the county by the Clerk.",
    ),
    ("It was then agreed that a letter be sent.", (), "a letter be sent."),
    ("It was agreed that the Clerk apply to the county.", ("Clerk",), "apply to the county."),
    # requested
    ("The Council requested an update on the lamps.", (), "an update on the lamps"),
    ("Members asked for figures on lamps.", None, ""),
    ("Members asked for details of the lamps from the Clerk.", ("Clerk",), "details of the lamps from the Clerk"),
]
TRAPS = [
    "",
    "The lamps are out.",
    "KL will be away in June.",
    "KL will continue.",
    "The lamps would be good to have.",
    "The Council will sweep the quay.",
    "If KL will count the lamps, AB can paint them.",
    "He will count the lamps.",
    "The Quay Harbour Trust agreed to sweep the quay.",
    "The Council agreed to sweep the quay.",
    "The Council was asked to note the report.",
    "The Clerk was asked to note the report.",
    "At the last meeting, KL was asked to count the lamps.",
    "KL had agreed to count the lamps.",
    "It had been agreed that a letter be sent.",
    "No lamps to be circulated.",
    "KL agreed to step up to the role of keeper.",
    "All Council members agreed to adopt the lamp code.",
    "It was recommended that the Clerk writes to the county.",
    "KL was tasked with heavy work.",
    "It was agreed that the lamp fund takes in the grant.",
    "Not to be taken further.",
    "KL has been invited to speak at the county show.",
    "KL, Head of Right to Light Policy, spoke of the lamps.",
    "The county is required to answer in June.",
    "KL had no news and would be glad of some.",
    "The lamps have been out and will stay out.",
    "A letter came from KL to the county.",
    "A request went to the county for a lamp.",
    "The bridge is likely to be included.",
    "The group considered whether to write a note to be added to the pack.",
    "The group discussed a list to be sent in June.",
    "Funding was requested for lamps.",
    "A resident of the lane requested that the lamps go.",
    "KL said that they will be late.",
    "It is hoped that the Council will look into the lamps.",
    "If the lamps fail, the Council will look into them.",
    "The Council will have the power to send notices.",
    "This group will look into lamps.",
    "Broken lamps should be reported to the Police.",
    "Thefts should be reported on 101.",
    "The next meeting will be held in the hall.",
    "The lamps that will be sent to the county are old.",
    "AB is committed to painted lamps.",
    "These Strategies would set out how lamps are lit.",
    "Communities were encouraged to report lamps.",
    "KL has been invited to FCO Sector Board.",
    "It was agreed that the Council should note the lamps.",
    "It was agreed that a gift of £50 be made to the lamp fund.",
    "If the list is taken up by the Quay Harbour Board at its June meeting, the harbour team is to ask.",
    "The Community Council is asked to settle a day.",
]


def tell(words: str, *, marked: bool = False, settled: bool = False) -> tuple[tuple[str, ...] | None, str]:
    """The owners and the words of the task; None and "" where there is none."""
    found = find_prose(words, make_people(), marked=marked, settled=settled)
    return (found.owners, words[found.start : found.end]) if found else (None, "")


@pytest.mark.parametrize(("words", "owners", "task"), TASKS)
def test_sentence_gives_a_task(words, owners, task):
    assert tell(words) == (owners, task)


@pytest.mark.parametrize("words", TRAPS)
def test_sentence_gives_no_task(words):
    assert tell(words) == (None, "")


def test_past_task_counts_where_the_page_marks_one():
    words = "At the last meeting, KL was asked to count the lamps."
    assert tell(words, marked=True) == (("KL",), "count the lamps.")


@pytest.mark.parametrize(
    ("words", "owners", "task"),
    [
        ("the Clerk write to the county", ("Clerk",), "write to the county"),
        ("That KL should count the lamps", ("KL",), "count the lamps"),
        ("a letter be sent", (), "a letter be sent"),
        ("no letter be sent", None, ""),
        ("the plan be agreed", None, ""),
        ("the Council write to the county", None, ""),
    ],
)
def test_words_in_a_list_of_resolutions(words, owners, task):
    assert tell(words, settled=True) == (owners, task)


@pytest.mark.parametrize(
    ("words", "noted", "weak"),
    [
        ("KL to count the lamps.", True, False),
        ("Minutes to be circulated.", True, False),
        ("KL was asked to count the lamps.", False, False),
        ("KL would count the lamps.", False, True),
        ("The tins would be taken by KL.", False, True),
    ],
)
def test_how_sure_a_task_is(words, noted, weak):
    found = find_prose(words, make_people(), marked=False)
    assert (found.noted, found.weak) == (noted, weak)
