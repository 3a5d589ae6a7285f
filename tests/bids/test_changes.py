"""What becomes of a bid: saved, circulated, marked, decided with its money, paid, reported, closed or clawed back."""

from datetime import date

import pytest

from tests.bids.made import DAY
from tests.money.made import pence
from wapentake.bids.changes import (
    agree_marks,
    attach_file,
    circulate_bid,
    declare_interest,
    excuse_marker,
    pledge_share,
    put_bid,
    put_marks,
    put_scheme,
    sign_agreement,
    take_step,
)
from wapentake.bids.models import FileKind, Scheme
from wapentake.bids.queries.bids import find_promise
from wapentake.bids.queries.marking import find_interests, find_tally
from wapentake.bids.rules import say_percent
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.letters.models import Letter
from wapentake.money.changes import attach_evidence
from wapentake.money.models import Commitment
from wapentake.money.queries.position import find_fund_row
from wapentake.plans.models import Plan, TacticalAction

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)


def standing(desk):
    return find_fund_row(desk.fund, today=TODAY).standing


# Drafts


def test_draft_is_saved_with_next_to_nothing_and_loses_nothing(desk):
    bid = put_bid(desk.partnership, {"title": "", "need": "It is dark"}, by=desk.by)
    assert (bid.title, bid.state, bid.asked) == ("A bid without a title", "draft", 0)
    put_bid(desk.partnership, {"title": "Lamps", "capital": pence(7)}, bid=bid, quotes=[("A", 5), ("A", 6)], by=desk.by)
    put_bid(desk.partnership, {"revenue": pence(3)}, bid=bid, by=desk.by)
    bid = desk.again(bid)
    assert (bid.title, bid.need, bid.asked) == ("Lamps", "It is dark", pence(10))
    assert list(bid.quotes.values_list("supplier", "pence")) == [("A", 11)]


def test_what_was_circulated_stays_until_it_is_deferred(desk):
    bid = desk.circulated()
    with pytest.raises(Refused, match="stays as it was circulated"):
        put_bid(desk.partnership, {"need": "Less"}, bid=bid, by=desk.by)


def test_file_is_kept_once(desk):
    values = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "data": b"a"}
    bid = desk.bid()
    attach_file(bid, values, kind=FileKind.QUOTE, by=desk.by)
    with pytest.raises(Refused, match="already"):
        attach_file(bid, values, kind=FileKind.OTHER, by=desk.by)


# Circulating and marking


def test_circulating_needs_a_bid_and_somebody(desk):
    empty = put_bid(desk.partnership, {"title": "Lamps"}, by=desk.by)
    with pytest.raises(Refused) as refused:
        circulate_bid(empty, desk.people, due_on=None, by=desk.by)
    assert "Say who asks. Say what the need is. Say how much is asked for." in refused.value.words
    with pytest.raises(Refused, match="Choose at least one"):
        circulate_bid(desk.bid(), [], due_on=None, by=desk.by)


def test_each_marker_gets_one_letter_with_the_summary(desk):
    bid, silent = desk.bid(shares=[("Saltby", pence(1_000))]), desk.person("Una Post")
    without = circulate_bid(bid, [*desk.people, silent], due_on=date(2017, 9, 11), text="Be quick", by=desk.by)
    assert without == [silent]
    letters = list(Letter.objects.order_by("pk"))
    assert [one.to for one in letters] == ["ann@harrowmere.example", "tom@harrowmere.example", "kit@harrowmere.example"]
    for words in (
        "by 11 September 2017",
        "Be quick",
        "Lamps",
        "£3,000.00",
        "Our share would be £2,000.00",
        "It is dark",
    ):
        assert words in letters[0].text
    assert desk.again(bid).markers.count() == 4


def test_marks_add_up_and_the_total_is_exact(desk):
    bid = desk.circulated()
    desk.mark(bid, 3, 4, 5)
    tally = find_tally(bid)
    assert (tally.score, tally.to_mark, tally.is_below) == (80, [], False)
    assert say_percent(find_tally(desk.circulated()).score) == ""


def test_marking_ends_when_everybody_has_marked_or_is_excused(desk):
    bid = desk.circulated()
    with pytest.raises(Refused, match="Marks are still missing from Ann Bell, Kit Lorne, Tom Ash"):
        take_step(bid, "score", by=desk.by)
    desk.mark(bid, 3, 3)
    excuse_marker(bid.markers.get(person__name="Kit Lorne"), why="Ill", by=desk.by)
    assert take_step(bid, "score", by=desk.by).state == "scored"
    with pytest.raises(Refused, match="marks stay as they are"):
        desk.mark(desk.again(bid), 5)


def test_markers_who_are_far_apart_agree_with_a_reason(desk):
    bid = desk.circulated()
    desk.mark(bid, 2, 5, 4)
    take_step(bid, "score", by=desk.by)
    with pytest.raises(Refused, match="far apart on Need"):
        take_step(bid, "moderate", by=desk.by)
    keys = [one.pk for one in bid.scheme.criteria.all()]
    with pytest.raises(Refused, match="Say why"):
        agree_marks(bid, {keys[0]: (4, " ")}, by=desk.by)
    agree_marks(bid, dict.fromkeys(keys, (4, "Read it again")), by=desk.by)
    assert find_tally(bid).score == 80
    assert take_step(bid, "moderate", by=desk.by).state == "moderated"


def test_nothing_is_agreed_where_marks_are_near(desk):
    bid = desk.circulated()
    desk.mark(bid, 3, 4, 4)
    take_step(bid, "score", by=desk.by)
    with pytest.raises(Refused, match="not far apart"):
        agree_marks(bid, {bid.scheme.criteria.all()[0].pk: (4, "Why not")}, by=desk.by)


def test_who_has_an_interest_does_not_mark(desk):
    bid = desk.circulated()
    desk.mark(bid, 3, 3, 5)
    declare_interest(bid, desk.people[2], has_one=True, words="My brother asks", on=DAY, by=desk.by)
    tally = find_tally(bid)
    assert (tally.score, len(tally.sheets)) == (60, 2)
    with pytest.raises(Refused, match="has an interest"):
        put_marks(bid.markers.get(person=desk.people[2]), {}, by=desk.by)


def test_members_fund_themselves_so_they_are_asked_first(desk):
    inspector = desk.person("Dana Colley", body=desk.police)
    bid = desk.bid()
    circulate_bid(bid, [inspector], due_on=None, by=desk.by)
    bid = desk.again(bid)
    assert find_interests(bid, today=TODAY).to_ask == [inspector]
    marks = {one.pk: 5 for one in bid.scheme.criteria.all()}
    with pytest.raises(Refused, match="Dana Colley stands for Fenland Police"):
        put_marks(bid.markers.get(), marks, by=desk.by)
    declare_interest(bid, inspector, has_one=False, words="", on=DAY, by=desk.by)
    put_marks(bid.markers.get(), marks, by=desk.by)
    assert find_tally(bid).score == 100


def test_bid_keeps_the_criteria_by_which_its_marking_began(desk):
    bid = desk.circulated()
    values = {"since": date(2017, 9, 1), "most": 10, "threshold": 50, "spread": 3}
    own = put_scheme(desk.partnership, values, [("Need", "", 1)], by=desk.by)
    assert (bid.scheme.most, desk.circulated().scheme, Scheme.objects.count()) == (5, own, 2)
    with pytest.raises(Refused, match="already"):
        put_scheme(desk.partnership, values, [("Need", "", 1)], by=desk.by)


# Deciding


def test_part_of_what_was_asked_is_given(desk):
    bid = desk.decide(desk.moderated(), given=2_380, budget=pence(3_000))
    assert (bid.asked, bid.given, bid.left, bid.state) == (pence(3_000), pence(2_380), pence(620), "approved")
    assert (bid.commitment.state, bid.commitment.pence) == ("committed", pence(2_380))
    assert standing(desk).free == pence(620)


def test_bid_in_principle_holds_money_apart_until_the_condition_is_met(desk):
    told = {"condition": "The spaces are filled", "lapses_on": date(2018, 1, 31)}
    bid = desk.decide(desk.moderated(), "in-principle", given=2_000, **told)
    assert (bid.state, bid.commitment.state) == ("in-principle", "conditional")
    assert (standing(desk).free, standing(desk).free_if_failed) == (pence(1_000), pence(3_000))
    with pytest.raises(Refused, match="still conditional"):
        take_step(bid, "meet", by=desk.by)
    attach_evidence(bid.commitment, "All 12 are booked", on=TODAY, by=desk.by)
    assert take_step(bid, "meet", by=desk.by).state == "approved"


def test_condition_that_lapsed_lets_a_meeting_decide_again(desk):
    bid = desk.decide(desk.moderated(), "with-conditions", condition="By July", lapses_on=date(2017, 7, 31))
    assert find_promise(bid, today=TODAY) == "lapsed"
    again = desk.decide(bid, "approved", given=1_000)
    assert (again.state, again.given) == ("approved", pence(1_000))
    assert sorted(Commitment.objects.values_list("state", flat=True)) == ["committed", "released"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"decided": ""}, "Say where it was decided"),
        ({"fund": None}, "Choose the fund"),
        ({"condition": "Soon"}, "“Approved” has no condition"),
        ({"outcome": "in-principle"}, "Say on what condition"),
        ({"outcome": "deferred"}, "Say why"),
        ({"outcome": "rejected"}, "Say why"),
        ({"given": 0}, "a sum above zero"),
        ({"given": "3000.01"}, "more than was asked of us"),
        ({"budget": pence(2_999)}, "more than the £2,999.00 that was set aside"),
    ],
)
def test_decision_says_what_it_lacks(told, words, desk):
    bid = desk.moderated()
    with pytest.raises(Refused, match=words):
        desk.decide(bid, **{"outcome": "approved"} | told)
    assert not Commitment.objects.exists()
    assert desk.again(bid).state == "moderated"


def test_decision_is_no_leave_to_overspend(desk):
    bid = desk.moderated(revenue="3000.01")
    with pytest.raises(Refused, match=r"The fund has £3,000.00 left, and £3,000.01 is given here"):
        desk.decide(bid)
    done = desk.decide(bid, beyond="The chair, by the reserve")
    assert (done.commitment.beyond, "by the reserve" in done.commitment.decided) == (1, True)


def test_below_the_threshold_somebody_says_why(desk):
    bid = desk.moderated(marks=(3, 3, 3))
    with pytest.raises(Refused, match="The markers gave it 60 %, and 65 % is asked for"):
        desk.decide(bid)
    assert desk.decide(bid, because="The need is great").state == "approved"


def test_bid_that_is_not_marked_is_decided_only_by_the_words_of_minutes(desk, decision):
    bid = desk.bid()
    with pytest.raises(Refused, match="not marked and moderated"):
        desk.decide(bid)
    done = desk.decide(bid, decision=decision, decided="")
    assert (done.state, done.decision, done.meeting) == ("approved", decision, decision.meeting)
    assert done.commitment.decision == decision


@pytest.fixture
def decision(partnership, coordinator):
    from tests.register import MINUTES, accept_all, take_page
    from wapentake.meetings.models import Decision

    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    return Decision.objects.order_by("pk").last()


def test_deferred_bid_is_changed_and_marked_anew(desk):
    bid = desk.decide(desk.moderated(), "deferred", because="Scope it more")
    assert (bid.state, bid.deferrals) == ("deferred", 1)
    put_bid(desk.partnership, {"revenue": pence(2_000)}, bid=bid, by=desk.by)
    circulate_bid(bid, desk.people[:1], due_on=None, by=desk.by)
    bid = desk.again(bid)
    assert (bid.state, find_tally(bid).sheets, Letter.objects.count()) == ("circulated", {}, 4)
    assert Change.objects.filter(verb="took the marks off", before={"total": "80 %"}).exists()


def test_money_is_promised_for_the_action_of_the_plan(desk):
    plan = Plan.objects.create(partnership=desk.partnership, name="2017-20", starts_on=DAY, ends_on=TODAY)
    action = TacticalAction.objects.create(partnership=desk.partnership, plan=plan, ref="1.2", title="Light the paths")
    bid = desk.decide(desk.moderated(tactical_action=action))
    assert bid.commitment.tactical_action == action


def test_rejected_bid_promises_nothing(desk):
    assert desk.decide(desk.moderated(), "rejected", because="Too dear").state == "rejected"
    assert not Commitment.objects.exists()


def test_shared_bid_is_committed_when_all_is_pledged(desk):
    bid = desk.moderated(revenue=7_000, shares=[("Saltby", pence(3_000)), ("Blyburgh", pence(2_000))])
    bid = desk.decide(bid, given=2_000)
    assert (bid.commitment.whole, bid.commitment.state) == (pence(7_000), "conditional")
    saltby, blyburgh = bid.shares.order_by("pk")
    pledge_share(saltby, pence=pence(3_000), on=TODAY, said="", by=desk.by)
    with pytest.raises(Refused, match="still conditional"):
        sign_agreement(bid, on=DAY, by=desk.by)
    pledge_share(blyburgh, pence=pence(2_000), on=TODAY, said="Their clerk", by=desk.by)
    assert sign_agreement(bid, on=DAY, by=desk.by).commitment.state == "committed"
