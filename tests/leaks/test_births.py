"""Days of birth, and the age of one person who is named or whose place is told."""

import pytest

from tests.leaks.told import told

CASES = [
    ("The boy, born on 3 May 2009, was referred.", "born on 3 May 2009"),
    ("The boy was born 3rd May 2009.", "born 3rd May 2009"),
    ("The girl (born on the 3rd of May) was referred.", "born on the 3rd of May"),
    ("She was born on May 3, 2009.", "born on May 3, 2009"),
    ("DOB 03/05/09", "DOB 03/05/09"),
    ("D.O.B.: 3.5.2009", "D.O.B.: 3.5.2009"),
    ("dob 2009-05-03 on the form", "dob 2009-05-03"),
    ("Date of birth: 3 May 2009", "Date of birth: 3 May 2009"),
    ("Her birthday is 3 May.", "birthday is 3 May"),
    ("A boy aged 9 from Harbour Row was found.", "aged 9"),
    ("A girl, aged nine, of Millrace Court was found.", "aged nine"),
    ("A 14-year-old boy was seen in Harbour Row.", "14-year-old"),
    ("A 14 year old girl was seen in the Cliff Hill area.", "14 year old"),
    ("Jean Allwood, aged 81, was robbed.", "aged 81"),
    ("Mrs Allwood (aged 81) was robbed.", "aged 81"),
    ("A man aged 40 was helped by Jean Allwood.", "aged 40"),
    ("A boy aged 9\nfrom Harbour Row was found.", "aged 9"),
    ("The scheme was born on 3 May 2009.", None),
    ("The partnership, born in 2009, goes on.", None),
    ("The boy was born in Ottersby.", None),
    ("The meeting of 3 May 2009 was cancelled.", None),
    ("A boy aged 9 was found.", None),
    ("Pupils aged 9 at Larkfold Primary made posters.", None),
    ("Children aged 4-17 at Larkfold School may come.", None),
    ("Anyone aged 17+ in Harbour Row may come.", None),
    ("Those aged 60 and over in Harbour Row may come.", None),
    ("A resident aged 16 to 24 of Mill Lane may ask.", None),
    ("The 10 year old cameras in Harbour Row are failing.", None),
    ("There is a 3 year plan for Harbour Row.", None),
    ("The DOB field of the form is optional.", None),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_births(text, found):
    assert told(text, "date of birth") == ([found] if found else [])


def test_officer_who_is_known_makes_no_age_a_leak():
    text = "Jean Allwood told of a man aged 40 who came."
    assert told(text, "date of birth", known_names=["Jean Allwood"]) == []
    assert told(text, "date of birth") == ["aged 40"]
