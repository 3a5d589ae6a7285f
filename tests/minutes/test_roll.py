"""The quorum counts member bodies; the vote counts people."""

import pytest

from wapentake.minutes.rules import Seat, count_quorum, find_voters, say_quorum, say_seat


def seat(name: str, body: str = "", status: str = "present", **told) -> Seat:
    return Seat(name=name, organisation=body, status=status, **told)


POLICE = seat("Ann Bell", "Police")
POLICE_TOO = seat("Tom Ash", "Police")
HAVEN = seat("Amina Rashid", "Haven", "apologies")
HAVEN_DEPUTY = seat("Jo May", "", "deputy", deputy_for="Amina Rashid")
OTHER_DEPUTY = seat("Jo May", "Youth Club", "deputy", deputy_for="Somebody Else")
CHAIR = seat("Desmond Pryce", role="chair")
GUEST = seat("Kit Lorne", "University", "invited", is_member=False)
EXPECTED = seat("Ruth Okafor", "Health", "expected")


@pytest.mark.parametrize(
    ("seats", "bodies", "here", "gone"),
    [
        ([], 0, 0, 0),
        ([POLICE], 1, 1, 0),
        ([POLICE, POLICE_TOO], 1, 1, 0),
        ([POLICE, HAVEN], 2, 1, 0),
        ([POLICE, HAVEN, HAVEN_DEPUTY], 2, 2, 0),
        ([POLICE, OTHER_DEPUTY], 2, 2, 0),
        ([POLICE, GUEST], 1, 1, 0),
        ([POLICE, CHAIR, EXPECTED], 3, 2, 0),
        ([seat("Ann Bell", "Police", left_at="15:10"), CHAIR], 2, 1, 1),
        ([seat("Ann Bell", "Police", left_at="15:10"), POLICE_TOO], 1, 1, 0),
        ([seat("Ann Bell", "POLICE"), POLICE_TOO], 1, 1, 0),
    ],
)
def test_quorum(seats, bodies, here, gone):
    found = count_quorum(seats, 2)
    assert (found.bodies, found.here, found.gone) == (bodies, here, gone)
    assert found.is_met is (here >= 2)


@pytest.mark.parametrize(
    ("seats", "needed", "words"),
    [
        ([POLICE, HAVEN], 1, "1 of 2 member bodies are here. The quorum is 1."),
        ([POLICE, HAVEN], 2, "1 of 2 member bodies are here. The quorum is 2. 1 more must come."),
        ([POLICE], 0, "1 of 1 member body is here. No quorum is set for this body."),
        (
            [seat("Ann Bell", "Police", left_at="15:10"), CHAIR],
            1,
            "1 of 2 member bodies are here, and 1 more was until people left. The quorum is 1.",
        ),
    ],
)
def test_quorum_in_words(seats, needed, words):
    assert say_quorum(count_quorum(seats, needed)) == words


def test_members_and_their_deputies_have_a_vote():
    assert find_voters([POLICE, HAVEN, HAVEN_DEPUTY, GUEST, EXPECTED]) == ("Ann Bell", "Jo May")


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (POLICE, "Ann Bell (Police)"),
        (CHAIR, "Desmond Pryce (Chair)"),
        (HAVEN_DEPUTY, "Jo May (deputy for Amina Rashid)"),
        (seat("Ann Bell", "Police", left_at="15:10"), "Ann Bell (Police) (left at 3.10 pm)"),
        (seat("Ann Bell", "Police", "apologies", left_at="15:10"), "Ann Bell (Police)"),
        (seat("Ann Bell", left_at="09:05"), "Ann Bell (left at 9.05 am)"),
    ],
)
def test_person_is_written(one, said):
    assert say_seat(one) == said
