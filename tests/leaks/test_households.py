"""A household that can be known by a small place and by what it suffers, in one sentence or two."""

import pytest

from tests.leaks.told import told
from wapentake.leaks import find_leaks

CASES = [
    ("An elderly man who lives alone in Harbour Row has dementia and was found on the quay.", True),
    ("Crews went to a family in Millrace Court whose son has autism.", True),
    ("A caller in the Cliff Hill area has fallen nine times.", True),
    ("A resident living in Chandler Street was assaulted in her home by a neighbour.", True),
    ("An elderly couple in Orchard Close, one of whom has Alzheimer’s, was visited.", True),
    ("A pupil at Larkfold Primary who has been self-harming was discussed.", True),
    ("The tenant of Flat 12 was hoarding.", True),
    ("The couple at number 14 with a disabled child asked for help.", True),
    ("One household in the Quayside estate was cuckooed.", True),
    ("A vulnerable 14-year-old girl from Mill Lane was missing.", True),
    ("A woman in Harbour Park was found after an overdose.", True),
    ("A man of Millrace village has been\nsectioned twice this year.", True),
    ("There were 20 calls from Harbour Row. One family there has a son with autism.", True),
    ("A man has fallen at home again. The property is in Mill Lane.", True),
    ("Officers visited Millrace Court about noise. The tenant has mental health needs.", True),
    ("A family in Harbour Row complained of noise.", False),
    ("There were 20 calls from Harbour Row.\n\nOne family has a son with autism.", False),
    ("- Calls came from Harbour Row\n- One family has a son with autism", False),
    ("Harbour Row will be resurfaced. A survivor who was abused spoke to the meeting.", False),
    ("Assaults in Chandler Street are down.", False),
    ("A man was arrested in Chandler Street for shoplifting.", False),
    ("27 families from the Borough were referred to the domestic abuse service.", False),
    ("A patient described her stay on the stroke unit.", False),
    ("A resident of Mill Lane complained of lorries.", False),
    ("The hub at Mill Lane works with vulnerable people and their carers.", False),
    ("The dementia café meets at Harbour House on Tuesdays.", False),
    ("The service works with a child who has seen domestic abuse.", False),
    ("A new carers’ group meets in Mill Lane.", False),
    ("Safeguarding training is held at Quay School.", False),
    ("The homeless shelter in Quay Street needs chairs.", False),
]
CASE = (
    "Lamps were mended. A man in Harbour Row has fallen at home. There were nine calls about this issue. "
    "It was agreed to refer this case. The fair is in June."
)


@pytest.mark.parametrize(("text", "found"), CASES)
def test_households(text, found):
    assert bool(told(text, "household")) is found


def test_sentences_that_go_on_about_the_case_move_with_it():
    leak = next(one for one in find_leaks(CASE) if one.kind == "household")
    assert CASE[slice(*leak.around)] == CASE.removeprefix("Lamps were mended. ").removesuffix(" The fair is in June.")
    assert CASE[slice(*leak.span)] == "A man in Harbour Row has fallen"


def test_two_sentences_are_one_leak():
    text = "There were 20 calls from Harbour Row. One family there has a son with autism."
    assert told(text, "household") == ["Harbour Row. One family there has a son with autism"]
    (leak,) = (one for one in find_leaks(text) if one.kind == "household")
    assert leak.around == (0, len(text))
