"""Names of people who are not on the list, among the many capitals of minutes that name nobody."""

import pytest

from tests.leaks.told import told

CASES = [
    ("Mrs Jean Allwood spoke.", ["Mrs Jean Allwood"]),
    ("Jean Allwood spoke.", ["Jean Allwood"]),
    ("Thanks went to Jean Allwood’s neighbours.", ["Jean Allwood"]),
    ("Mr Allwood spoke.", ["Mr Allwood"]),
    ("Mr. J. Allwood spoke.", ["Mr. J. Allwood"]),
    ("Mr and Mrs Allwood spoke.", ["Mrs Allwood"]),
    ("PC Smith attended.", ["PC Smith"]),
    ("PCSO Low attended with Sgt. Dee.", ["PCSO Low", "Sgt. Dee"]),
    ("Chief Inspector Budd attended.", ["Inspector Budd"]),
    ("DS Anna Budd attended.", ["DS Anna Budd"]),
    ("Councillor Budd asked why.", ["Councillor Budd"]),
    ("Councillors Budd, Carr and Dee asked why.", ["Councillors Budd", "Carr", "Dee"]),
    ("Dr Kieron O’Hara came.", ["Dr Kieron O’Hara"]),
    ("Rev Low-Budd came.", ["Rev Low-Budd"]),
    ("Mr de Souza came.", ["Mr de Souza"]),
    ("Anna van der Berg came.", ["Anna van der Berg"]),
    ("Jean M Allwood came.", ["Jean M Allwood"]),
    ("Mary Jane Allwood came.", ["Mary Jane Allwood"]),
    ("Mark Smith and Jean Allwood came.", ["Mark Smith", "Jean Allwood"]),
    ("Mrs Hall told Mr Green.", ["Mrs Hall", "Mr Green"]),
    ("Sue Hill asked why.", ["Sue Hill"]),
    ("Among those who came to the quay were Jean\nAllwood and others.", ["Jean Allwood"]),
    ("JA to speak to Mohammed Ali-Khan.", ["Mohammed Ali-Khan"]),
    ("Thank Jean Allwood. Mark Smith agreed.", ["Jean Allwood", "Mark Smith"]),
    ("Mrs Allwood Police Liaison", ["Mrs Allwood"]),
    ("**Jean Allwood** asked why.", ["Jean Allwood"]),
    ("| Jean Allwood | Quay Trust |", ["Jean Allwood"]),
    ("The fence by Victoria Park is down.", []),
    ("Cameras in Albert Road and George Street work.", []),
    ("The hub at Florence Nightingale House opened.", []),
    ("The Jean Allwood Trust gave £40.", []),
    ("Sir John Allwood School took part.", []),
    ("Lord Nelson Street is dark.", []),
    ("The Jim Carr Rally was noisy.", []),
    ("St John Ambulance came.", []),
    ("King George Playing Fields were used.", []),
    ("The Ask for Angela Update was noted.", []),
    ("Clare’s Law was explained.", []),
    ("Lamps in Anne Court were mended.", []),
    ("Mark Lane and Jack Hill Road were closed.", []),
    ("Ottersby Community Safety Partnership met.", []),
    ("Harbour Row and Millrace Court were quiet.", []),
    ("Chief Constable Office papers were read.", []),
    ("PC World gave a laptop.", []),
    ("The Lord Mayor came, and the Lord Lieutenant.", []),
    ("In May Ottersby was quiet; in June Leicestershire Police came.", []),
    ("Will The Chair write?", []),
    ("Grace Church and Hope Centre open on Mondays.", []),
    ("The DS NHS form was sent.", []),
    ("John Lewis lent tables.", []),
    ("Turning Point and Women’s Aid reported.", []),
    ("KL and MS to ask the Council.", []),
    ("", []),
]
KNOWN = [
    ("Jean Allwood spoke.", "Jean Allwood", True),
    ("Mrs Jean Allwood spoke.", "jean allwood", True),
    ("Mrs Allwood spoke.", "Jean Allwood", True),
    ("Jean Allwood spoke.", "J Allwood", True),
    ("Jean Allwood spoke.", "Cllr J. Allwood", True),
    ("Cllr J Allwood spoke.", "Jean Allwood", True),
    ("Jean Allwood spoke.", "Mrs Allwood", True),
    ("Dr Kieron O’Hara spoke.", "Kieron O' Hara", True),
    ("Mr Low-Budd spoke.", "Ann Low-Budd", True),
    ("Jean Allwood spoke.", "Mark Allwood", False),
    ("Mrs Jean Allwood spoke.", "Mark Allwood", False),
    ("Mr Budd spoke.", "Jean Allwood", False),
    ("Jean Budd spoke.", "Jean Allwood", False),
    ("Mr Budd spoke.", "Ann Low-Budd", False),
    ("Mr Wood spoke.", "Jean Allwood", False),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_names(text, found):
    assert told(text, "name") == found


@pytest.mark.parametrize(("text", "name", "known"), KNOWN)
def test_known_name_is_no_leak(text, name, known):
    assert (told(text, "name", known_names=[name]) == []) is known


def test_empty_known_names_know_nobody():
    assert told("Mr Allwood spoke.", "name", known_names=["", " ", "Mr", "?"]) == ["Mr Allwood"]
