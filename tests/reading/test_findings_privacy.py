"""Passages from which a household may be known."""

import pytest

from tests.reading.claims import claims

PASSAGES = [
    ("An elderly man who lives alone in Harbour Row has dementia and was found on the quay.", True),
    ("Crews went to a family in Millrace Court whose son has autism.", True),
    (
        "There is an issue in the Cliff Hill area with a caller ringing for help to lift an individual who has fallen.",
        True,
    ),
    ("A resident living in Chandler Street was assaulted in her home by a neighbour.", True),
    ("An elderly couple in Orchard Close, one of whom has Alzheimer’s, was visited.", True),
    ("A pupil at Larkfold Primary who has been self-harming was discussed.", True),
    ("Assaults in Chandler Street are down.", False),
    ("A man was arrested in Chandler Street for shoplifting.", False),
    ("27 families from the Borough were referred to the domestic abuse service.", False),
    ("A patient described her stay on the stroke unit.", False),
    ("A resident of Mill Lane complained of lorries.", False),
    ("The hub at Mill Lane works with vulnerable people and their carers.", False),
    ("The dementia café meets at Harbour House on Tuesdays.", False),
    ("The service works with a child who has seen domestic abuse.", False),
]


@pytest.mark.parametrize(("words", "known"), PASSAGES)
def test_passages(words, known):
    assert bool(claims(words, "personal-detail")) is known
