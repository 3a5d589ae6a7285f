"""Initials that the page does not explain, and names spelt in two ways."""

import pytest

from tests.reading.claims import HEAD, claims, quoted
from wapentake.reading import read
from wapentake.reading.findings.people import is_misspelt

UNKNOWN = [
    ("ACTION: KL to write to the County Council by 4 June.", ["KL"]),
    ("KT reported that the gate is mended.", ["KT"]),
    ("SJ and HS spoke about the refuge.", ["SJ", "HS"]),
    ("ACTION: DP to write to the County Council by 4 June.", []),
    ("DP reported that the gate is mended.", []),
    ("ACTION: KL and MFl to meet the Scouts by 4 June.", ["KL", "MFl"]),
    ("The OPCC reported that the grant is paid. OPCC asked for a return.", []),
    ("The ONS said that the count is due. ONS noted that it may be late.", []),
    ("Kay Lowe (KL) reported that the gate is mended. KL asked for help.", []),
    ("The Harbour Conservancy (HC) was written to. HC agreed to mend the steps.", []),
    ("Harbour Rescue Trust was thanked. HRT reported three calls.", []),
    ("ACTION: ALL to send comments by 4 June.", []),
    ("ACTION: IT to mend the printer by 4 June.", []),
    ("The PC said that the van was found. It was seen on CCTV.", []),
    ("KL is a postcode area.", []),
]


@pytest.mark.parametrize(("words", "letters"), UNKNOWN)
def test_unknown_initials(words, letters):
    assert quoted(words, "unknown-initials") == letters


def test_unknown_initials_are_one_finding():
    (found,) = claims("ACTION: KL to write by 4 June. KT reported that the gate is mended.", "unknown-initials")
    assert found.message == "KL and KT own actions or speak, and the page does not say who they are."


def test_initials_of_a_name_that_is_spelt_in_two_ways_are_known():
    page = HEAD.replace("Ann Low (chair)", "Sandra Quayle (chair)").replace("2. Business", "2. Homes - Sandra Quale")
    codes = {found.code for found in read(f"{page}SQ reported that the stairs are guarded.\n").findings}
    assert "name-spelt-two-ways" in codes
    assert "unknown-initials" not in codes


SPELT = [
    ("Ann Lowe thanked the volunteers. Rosa Quin described the course.", ["Rosa Quin", "Rosa Quinn"]),
    ("Roza Quinn described the course.", ["Roza Quinn", "Rosa Quinn"]),
    ("Rosa Quinn described the course. Rosa Quinn’s slides went round.", []),
    ("Rosa Quinn and her sister Rosalind Quinn came.", []),
    ("Rosa Quick came.", []),
    ("Dev Patels were many.", []),
]


@pytest.mark.parametrize(("words", "names"), SPELT)
def test_names_spelt_two_ways(words, names):
    assert quoted(words, "name-spelt-two-ways") == names


def test_two_people_of_the_list_are_two():
    page = HEAD.replace("Dev Patel (", "Mark Smith (Harbour Trust), Marc Smith (")
    assert "name-spelt-two-ways" not in {found.code for found in read(page).findings}


ORGANISATIONS = [
    ("Wendleshire County Council", "Wendlshire County Council", True),
    ("Wendshire Police", "Wendshire Fire", False),
    ("Northfold Trust", "Southfold Trust", False),
    ("Harbour Homes", "Harbour Home", False),
    ("Eastmarch Council", "Westmarch Council", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), ORGANISATIONS)
def test_organisations_spelt_two_ways(one, other, alike):
    page = HEAD.replace("(County Council)", f"({other})").replace("Tidemouth Borough Council", one)
    assert ("name-spelt-two-ways" in {found.code for found in read(page).findings}) is alike


PAIRS = [
    ("daren hall", "darren hall", True),
    ("meagan mirza", "megan mirza", True),
    ("s penny", "sally penney", True),
    ("yusuf garrow", "yusuf garrowe", True),
    ("steven oakes", "stevan oakes", True),
    ("paul bell", "paula bell", False),
    ("john smith", "joan smith", False),
    ("pete lawrence", "peter lawrence", False),
    ("ann lee", "ann lea", False),
    ("dan brown", "den brown", False),
    ("mary green", "mary greens", False),
    ("a low", "a lowe", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), PAIRS)
def test_is_misspelt(one, other, alike):
    assert is_misspelt(one, other) is alike
    assert is_misspelt(other, one) is alike
