"""The pages of one body read together."""

import json

import pytest

from wapentake.reading import read, read_series
from wapentake.reading.namesakes import Person

BODY = "Tidemouth Community Safety Partnership"
DAYS = ["Monday 15 January 2018", "Monday 12 March 2018", "Monday 14 May 2018", "Monday 9 July 2018"]
PRESENT = "Present: Ann Low (chair), Dev Patel (Tidemouth Borough Council), Rosa Quinn (County Council)"


def make_page(at, words, *, minutes_of=None, comes=None, present=PRESENT, body=BODY):
    """The minutes of the meeting on the day of that index, which confirm those of the one before and list the next."""
    before = DAYS[at - 1] if at else "Monday 13 November 2017"
    after = DAYS[at + 1] if at + 1 < len(DAYS) else "Monday 10 September 2018"
    text = f"""Minutes of the {body} held on {DAYS[at]} at 2.00 pm in the Town Hall

{present}

## 1. Minutes

The minutes of the meeting held on {minutes_of or before} were agreed as a correct record.

## 2. Business

{words}

## 3. Dates of next meetings

- {comes or after}
"""
    return read(text, name=f"{at}.txt")


def find(code, *pages):
    """What was found under a code: the page, and the words that are pointed at."""
    series = read_series(pages)
    texts = {record.source.name: record.text for record in series.records}
    return [(one.page, *(texts[one.page][a:b] for a, b in one.spans)) for one in series.findings if one.code == code]


NOTHING = "DP reported that all was well. It was noted that the lights were mended."


def test_records_stand_in_the_order_of_their_meetings():
    pages = [make_page(at, NOTHING) for at in (2, 0, 1)]
    assert [one.source.name for one in read_series(pages).records] == ["0.txt", "1.txt", "2.txt"]
    assert read_series(pages) == read_series(reversed(pages))


def test_minutes_in_order_claim_nothing():
    assert read_series([make_page(at, NOTHING) for at in range(4)]).findings == ()


def test_minutes_of_a_day_with_no_meeting():
    pages = [make_page(0, NOTHING), make_page(1, NOTHING), make_page(2, NOTHING, minutes_of="Monday 19 March 2018")]
    assert find("previous-minutes-mismatch", *pages) == [("2.txt", "Monday 19 March 2018")]
    (found,) = read_series(pages).findings
    assert found.message.endswith("but no meeting was held on that day: the one before this was on 12 March 2018.")
    assert found.other_page == "1.txt"


def test_minutes_of_the_meeting_before_the_last():
    pages = [make_page(0, NOTHING), make_page(1, NOTHING), make_page(2, NOTHING, minutes_of=DAYS[0])]
    (found,) = read_series(pages).findings
    assert "the meeting of 12 March 2018 lies between" in found.message


def test_minutes_of_a_page_that_may_be_missing():
    pages = [make_page(0, NOTHING), make_page(2, NOTHING)]  # the first lists March, and the page of March is not there
    assert not find("previous-minutes-mismatch", *pages)
    pages = [make_page(1, NOTHING), make_page(2, NOTHING, minutes_of="Monday 6 November 2017 and 12 March 2018")]
    assert not find("previous-minutes-mismatch", *pages)


def test_deferred_again_in_its_own_words():
    pages = [make_page(0, NOTHING), make_page(1, "The drone bid was deferred again, to the May meeting.")]
    assert find("deferred-again", *pages) == [("1.txt", "The drone bid was deferred again, to the May meeting")]


def test_deferred_again_by_what_was_deferred_before():
    pages = [
        make_page(0, "The drone bid was deferred until the next meeting."),
        make_page(1, "The bid for a drone was put back to the May meeting."),
        make_page(2, "The bid for a drone had been deferred twice, and was agreed."),
    ]
    assert find("deferred-again", *pages) == [("1.txt", "The bid for a drone was put back to the May meeting")]
    assert read_series(pages).findings[0].message == (
        "The bid for a drone is put off again: it was put off at the meeting of 15 January 2018."
    )


def test_two_things_deferred_are_two():
    pages = [
        make_page(0, "The drone bid was deferred until the next meeting."),
        make_page(1, "The drone bid was agreed. The taxi rank was deferred until the next meeting."),
    ]
    assert not find("deferred-again", *pages)


def test_never_returned():
    pages = [
        make_page(0, "The taxi rank scheme was deferred until the next meeting."),
        *map(make_page, (1, 2), [NOTHING] * 2),
    ]
    assert find("never-returned", *pages) == [("0.txt", "The taxi rank scheme was deferred until the next meeting")]


def test_promised_and_never_seen():
    words = "DP is at work on a radio link for shops, which will be brought to the March meeting."
    pages = [make_page(0, words), *map(make_page, (1, 2), [NOTHING] * 2)]
    assert find("never-returned", *pages) == [
        ("0.txt", "a radio link for shops, which will be brought to the March meeting")
    ]


RETURNS = [
    [NOTHING, "DP showed plans for the taxi rank."],
    ["The taxi rank was agreed.", NOTHING],
    [NOTHING],  # one later page is too few
]


@pytest.mark.parametrize("later", RETURNS)
def test_returned_or_too_early_to_tell(later):
    pages = [make_page(0, "The taxi rank scheme was deferred until the next meeting.")]
    pages += [make_page(at, words) for at, words in enumerate(later, 1)]
    assert not find("never-returned", *pages)


def test_never_returned_is_not_said_where_a_page_is_missing():
    pages = [
        make_page(0, "The taxi rank was deferred until the next meeting."),
        make_page(2, NOTHING),
        make_page(3, NOTHING),
    ]
    assert not find("never-returned", *pages)


TASKS = """ACTION: DP to supply reoffending rates by the next meeting.

ACTION: RQ to mend the harbour gate by 2 February 2018.

ACTION: DP to write to the lifeboat crew by 2 February 2018.

ACTION: AL to count the mooring rings by 2 August 2018."""


def test_action_not_reported():
    told = "RQ mended the harbour gate on 30 January 2018. DP wrote to the lifeboat crew."
    assert find("action-not-reported", make_page(0, TASKS), make_page(1, told)) == [
        ("0.txt", "supply reoffending rates by the next meeting.")
    ]


REPORTED = [
    "RQ mended the harbour gate. DP wrote to the lifeboat crew. DP gave the rates of reoffending.",
    "All actions from the last meeting had been completed.",
    "DP reported that all was well.",  # a body that reports on no action is not asked to
]


@pytest.mark.parametrize("told", REPORTED)
def test_actions_reported_or_never_reported(told):
    assert not find("action-not-reported", make_page(0, TASKS), make_page(1, told))


def test_next_meeting_is_the_next_page():
    page = make_page(0, "ACTION: DP to supply the rates by the next meeting.", comes="to be agreed")
    (action,) = read_series([page, make_page(1, NOTHING)]).records[0].actions
    assert (action.due.date, action.due.event) == ("2018-03-12", "next meeting")
    (action,) = read_series([page, make_page(2, NOTHING)]).records[0].actions
    assert (action.due.date, action.due.event) == (None, "next meeting")  # it does not confirm this page's minutes


def test_bodies_are_kept_apart():
    other = "Tidemouth Harbour Committee"
    pages = [make_page(0, "The drone bid was deferred until the next meeting.")]
    pages += [make_page(1, "The drone bid was deferred until the next meeting.", body=other)]
    assert not find("deferred-again", *pages)


def test_same_meeting_in_two_files_counts_once():
    words = "The drone bid was deferred until the next meeting."
    twice = [make_page(0, words), read(make_page(0, words).text + "\nPrinted by the clerk.\n", name="0b.txt")]
    series = read_series(twice)
    assert len(series.records) == 2
    assert series.findings == ()


def test_short_form_of_a_name_with_the_same_organisation_is_the_same_person():
    short = PRESENT.replace("Rosa Quinn", "R Quinn")
    series = read_series([make_page(0, NOTHING), make_page(1, NOTHING, present=short)])
    (rosa,) = [one for one in series.people if "Quinn" in one.name]
    assert rosa == Person(
        name="Rosa Quinn", written=("R Quinn",), organisations=("County Council",), pages=("0.txt", "1.txt")
    )
    assert series.proposals == ()


PROPOSED = [
    (
        "R Quinn (Harbour Trust)",
        "R Quinn has the initial and surname of Rosa Quinn; no page says that both are of one organisation.",
    ),
    ("Rosa Quinne (County Council)", "The names Rosa Quinn and Rosa Quinne differ by a letter."),
]


@pytest.mark.parametrize(("name", "reason"), PROPOSED)
def test_what_is_not_certain_is_a_proposal(name, reason):
    other = PRESENT.replace("Rosa Quinn (County Council)", name)
    series = read_series([make_page(0, NOTHING), make_page(1, NOTHING, present=other)])
    assert [one.reason for one in series.proposals] == [reason]
    assert len([one for one in series.people if "Quinn" in one.name]) == 2


def test_open_initials_may_be_those_of_another_page():
    known = "Kay Lowe (KL) joined. KL reported that the gate was mended."
    series = read_series([make_page(0, known), make_page(1, "ACTION: KL to write to the crew by 1 June 2018.")])
    (proposal,) = series.proposals
    assert (proposal.words, proposal.name, proposal.page) == ("KL", "Kay Lowe", "1.txt")
    assert proposal.reason == "KL is Kay Lowe in the minutes of 15 January 2018; this page does not say who it is."


def test_nothing_and_nothing_readable():
    assert read_series([]).findings == ()
    assert len(read_series([read(b""), read("x"), read(b"%PDF-1.4 broken")]).records) == 3


def test_series_as_json():
    series = read_series([make_page(0, NOTHING), make_page(1, "The drone bid was deferred again, to the May meeting.")])
    plain = json.loads(json.dumps(series.to_dict()))
    assert plain == series.to_dict()
    assert plain["schema"] == 1
    assert plain["pages"][0]["date"] == "2018-01-15"
    assert plain["pages"][1]["body"] == BODY
    assert {"code", "severity", "message", "page", "spans", "other_page"} == set(plain["findings"][0])
    assert plain["people"][0]["name"] == "Ann Low"
