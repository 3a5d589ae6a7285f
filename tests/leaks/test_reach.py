"""Numbers, addresses and postcodes: those by which somebody can be reached, and those of services and offices."""

import pytest

from tests.leaks.told import told

PHONES = [
    ("Ring Jean on 0116 270 4431 after six.", "0116 270 4431"),
    ("Ring Jean on 01162704431.", "01162704431"),
    ("Her number is (0116) 270 4431.", "(0116) 270 4431"),
    ("Her number is 0116-270-4431.", "0116-270-4431"),
    ("Her number is 0116.270.4431.", "0116.270.4431"),
    ("Mobile: 07700 900123", "07700 900123"),
    ("Mobile: 07700900123", "07700900123"),
    ("Mobile 07700 900 123, evenings only", "07700 900 123"),
    ("Mobile 077 00 90 01 23", "077 00 90 01 23"),
    ("Text +44 7700 900123 to join.", "+44 7700 900123"),
    ("Text +447700900123 to join.", "+447700900123"),
    ("Text +44 (0)7700 900123 to join.", "+44 (0)7700 900123"),
    ("Text 0044 7700 900123 to join.", "0044 7700 900123"),
    ("The tenant (020 7946 0018) asked for a visit.", "020 7946 0018"),
    ("The tenant, 01632 960001, asked for a visit.", "01632 960001"),
    ("| Jean | 01632 96000 |", "01632 96000"),
    ("Tel. 029 2018 0123\nFax none", "029 2018 0123"),
    ("Anyone who wants to come should ring 0116\n270 4431.", "0116 270 4431"),
    ("Ring 101, or 999 where there is danger.", None),
    ("NHS 111 and the 105 line were advertised.", None),
    ("Crimestoppers is on 0800 555 111.", None),
    ("The line is 0808 200 0247, all day.", None),
    ("Ring 0300 123 4567 or 0345 600 0723.", None),
    ("Ring the Council on 0330 111 2222.", None),
    ("The old number was 0845 330 2010.", None),
    ("Ring +44 300 123 4567 from abroad.", None),
    ("The switchboard is 0116 270 0000.", None),
    ("Customer services: 0116 270 0001", None),
    ("Reference 01632960001 was closed.", None),
    ("Crime number 07700900123 was given.", None),
    ("Invoice no. 0116 270 4431 was paid.", None),
    ("UPRN 01000123456 is not on the list.", None),
    ("The fund stood at £01,162,704,431.", None),
    ("The years 2017 2018 2019 were compared.", None),
    ("It ran from 01/02/2018 to 03/04/2018.", None),
    ("It ran from 01.02.2018 to 03.04.2018.", None),
    ("It ran from 01-02-2018 03-04-2018.", None),
    ("1,549,072,300 visits were counted.", None),
    ("There were 0 10 20 30 40 50 60 in each month.", None),
    ("The number 01162704431229988 is a barcode.", None),
    ("At 02:00 pm 20 people came.", None),
    ("Minute 0116 was confirmed.", None),
]
EMAILS = [
    ("Write to jean.allwood@ottersby.example.", "jean.allwood@ottersby.example"),
    ("Write to JAllwood@ottersby.example.", "JAllwood@ottersby.example"),
    ("Write to j_allwood77@mail.example", "j_allwood77@mail.example"),
    ("Contact: Jean Allwood Email: jean@ottersby.example", "jean@ottersby.example"),
    ("(budd.a@ottersby.example)", "budd.a@ottersby.example"),
    ("<o'hara@ottersby.example>", "o'hara@ottersby.example"),
    ("jean.housing@ottersby.example", "jean.housing@ottersby.example"),
    ("Write to community.safety@ottersby.example.", None),
    ("Write to communitysafety@ottersby.example.", None),
    ("Write to info@ottersby.example or enquiries@ottersby.example.", None),
    ("Write to csp@ottersby.example.", None),
    ("Write to asb.team@ottersby.example.", None),
    ("Write to Democratic.Services@ottersby.example.", None),
    ("Write to the clerk at clerk@ottersby.example.", None),
    ("Write to no-reply@ottersby.example.", None),
    ("Write to harbour-neighbourhood-watch@ottersby.example.", None),
    ("Write to CSPU@ottersby.example.", None),
    ("Follow @ottersby on the day.", None),
    ("Three lamps @ £40 were bought.", None),
]
POSTCODES = [
    ("He lives at 14 Harbour Row, OT3 4QX.", None),  # no such area
    ("He lives at 14 Harbour Row, LE18 2DR.", "LE18 2DR"),
    ("He lives at 14 Harbour Row, le18 2dr.", "le18 2dr"),
    ("He lives at 14 Harbour Row LE182DR.", "LE182DR"),
    ("The van was kept near S1 2AB overnight.", "S1 2AB"),
    ("The van was kept near SW1A 1AA overnight.", "SW1A 1AA"),
    ("The tenant of the flat by the hall at LE18 2DR was seen.", "LE18 2DR"),
    ("A resident of Station Road, LE18 2DR, wrote.", "LE18 2DR"),
    ("The fire was in Hall Lane, LE18 2DR.", "LE18 2DR"),
    ("Her home address is Harbour Hall, LE18 2DR.", "LE18 2DR"),
    ("14 Harbour Row, Ottersby LE18 2DR", "LE18 2DR"),
    ("Venue: Harbour House, Quay Street, LE18 2DR", None),
    ("Location: 1 Quay Street, LE18 2DR", None),
    ("The next meeting is held at 1 Quay Street, LE18 2DR.", None),
    ("Council Offices, Quay Street, Ottersby LE18 2DR", None),
    ("Ottersby Town Hall, LE18 2DR", None),
    ("The surgery is at the Quay Centre, LE18 2DR.", None),
    ("Ottersby Police Station, 2 Quay Street, LE18 2DR", None),
    ("3rd Floor, 65 Quay Street, LE18 2DR", None),
    ("8 May 2018, 2.00 pm\n\n65 Quay Street, Ottersby, LE18 2DR\n\nPresent:", None),
    ("Cameras stand in LE18 and LE2.", None),
    ("The 4G camera took the M1 8am traffic.", None),
    ("Section S17 2nd reading was put off.", None),
    ("KS3 4ab is a school class.", None),
    ("Form AB12 3CD-E was sent.", None),
    ("See https://ottersby.example/LE18-2DR for it.", None),
]


@pytest.mark.parametrize(("text", "found"), PHONES)
def test_phones(text, found):
    assert told(text, "phone number") == ([found] if found else [])


@pytest.mark.parametrize(("text", "found"), EMAILS)
def test_emails(text, found):
    assert told(text, "e-mail address") == ([found] if found else [])


@pytest.mark.parametrize(("text", "found"), POSTCODES)
def test_postcodes(text, found):
    assert told(text, "postcode") == ([found] if found else [])


def test_two_numbers_in_a_row_are_two():
    assert told("Ring 0116 270 4431 07700 900123.", "phone number") == ["0116 270 4431", "07700 900123"]
