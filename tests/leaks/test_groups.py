"""Counts of people beside a protected characteristic: those below the threshold, and groups that are known."""

import pytest

from tests.leaks.told import told

CASES = [
    ("3 Polish residents asked for help.", "3 Polish residents"),
    ("Three Polish residents asked for help.", "Three Polish residents"),
    ("two elderly women were robbed", "two elderly women"),
    ("Ten black men were searched.", None),
    ("Nine black men were searched.", "Nine black men"),
    ("One disabled resident was moved.", "One disabled resident"),
    ("Four victims were Muslim.", "Four victims were Muslim"),
    ("6 residents with a learning disability came.", "6 residents with a learning disability"),
    ("Three of the women were pregnant.", "Three of the women were pregnant"),
    ("3 of the 12 victims are Jewish.", "3 of the 12 victims are Jewish"),
    ("Of these, two were gay.", "two were gay"),
    ("Five people identified as transgender.", "Five people identified as transgender"),
    ("Seven Travellers moved on.", "Seven Travellers"),
    ("Four wheelchair users spoke.", "Four wheelchair users"),
    ("Three 14-year-olds were taken home.", "Three 14-year-olds"),
    ("Two boys aged 9 were taken home.", "Two boys aged 9"),
    ("Two 14-year-old boys were taken home.", "Two 14-year-old boys"),
    ("5 families (Roma) were moved.", "5 families (Roma"),
    ("12 Romanian families were moved.", "12 Romanian families"),
    ("27 families, mainly from a South Asian background, came.", "27 families, mainly from a South Asian"),
    ("A group of 27 Somali men was helped.", "27 Somali men"),
    (
        "27 families came. These are mostly from a South Asian background.",
        "27 families came. These are mostly from a South Asian",
    ),
    ("Eight clients came. All were Hindu.", "Eight clients came. All were Hindu"),
    ("3 Polish\nresidents asked for help.", "3 Polish residents"),
    ("50 Romanian families were moved.", None),
    ("324 Polish residents asked for help.", None),
    ("3 residents asked for help.", None),
    ("27 families were referred.", None),
    ("Two Polish shops were robbed.", None),
    ("Three residents wrote of the Polish shop.", None),
    ("Three disabled parking bays were painted.", None),
    ("3 volunteers of the Jewish Community Centre came.", None),
    ("Two residents came from the Muslim community centre.", None),
    ("Item 3 Polish residents’ forum", None),
    ("Ward 3 disabled residents may vote by post.", None),
    ("£3 Polish residents’ stamp", None),
    ("3% of Polish residents replied.", None),
    ("1,203 Polish residents replied.", None),
    ("0 Polish residents replied.", None),
    ("No one is disabled by this rule.", None),
    ("The course takes 8 people aged 17+.", None),
    ("Two officers met Muslim leaders.", None),
    ("Over 65s get two free checks.", None),
    ("Two Travellers’ sites were cleaned.", None),
    ("The course has 20 places. Pakistani Youth Association runs it.", None),
    ("27 families came.\n\nThese are mostly from a South Asian background.", None),
    ("The 2 black spots on Mill Lane are lit.", None),
    ("At 3 pm Polish residents met.", None),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_small_counts(text, found):
    assert told(text, "small count") == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "threshold", "found"),
    [
        ("14 Polish residents came.", 10, False),
        ("14 Polish residents came.", 15, True),
        ("3 Polish residents came.", 3, False),
        ("3 Polish residents came.", 0, False),
        ("49 Polish families came.", 10, True),
        ("50 Polish families came.", 10, False),
        ("27 Polish families came.", 5, False),
    ],
)
def test_threshold_is_what_is_asked_for(text, threshold, found):
    assert bool(told(text, "small count", threshold=threshold)) is found
