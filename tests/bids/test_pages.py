"""The pages of bids: what each shows, its forms, its downloads, and a literal count of queries."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.bids.made import DAY
from tests.facts import read_csv, read_xlsx
from tests.money.made import pence
from wapentake.bids.changes import ask_report, circulate_bid, declare_interest, take_step
from wapentake.bids.models import Attachment, Bid, Scheme

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)


@pytest.fixture
def at(partnership):
    return lambda name, *of: reverse(f"bids:{name}", args=[partnership.slug, *of])


def told_of(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def words_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_many(rows, client_in, at, desk, django_assert_num_queries):
    for number in range(rows):
        desk.decide(desk.moderated(revenue=100, title=f"Lamps {number}"), given=90)
    with django_assert_num_queries(6):  # session, account, partnership; read from minutes; count, rows
        answer = client_in.get(at("list"))
    assert words_of(answer).count("Lamps") == rows


def test_list_is_filtered_and_downloaded(client_in, at, desk):
    desk.bid(title="=Lamps")
    desk.decide(desk.moderated(revenue=100, title="A course"), given=90, budget=pence(95))
    head, row = read_csv(client_in.get(at("list"), {"state": "waiting", "format": "csv"}))
    assert (row[head.index("Bid")], row[head.index("Asked")]) == ("'=Lamps", "3000.00")
    head, row = read_xlsx(client_in.get(at("list"), {"words": "course", "format": "xlsx"}))
    assert (row[head.index("Bid")], float(row[head.index("Left of what was set aside")])) == ("A course", 5)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_bid_takes_the_same_queries_for_many(rows, client_in, at, desk, django_assert_num_queries):
    bid = desk.bid(quotes=[(f"Q{one}", 5) for one in range(rows)], shares=[(f"S{one}", 5) for one in range(rows)])
    circulate_bid(bid, desk.people[:rows], due_on=None, by=desk.by)
    desk.mark(desk.again(bid), *([4] * rows))
    for one in range(rows):
        ask_report(bid, due_on=date(2017, 10, 1 + one), by=desk.by)
        declare_interest(bid, desk.person("ABC"[one] + "nna Quill"), has_one=True, words="?", on=DAY, by=desk.by)
    with django_assert_num_queries(24):
        answer = client_in.get(at("bid", bid.pk))
    assert words_of(answer).count("has an interest") == rows


def test_bid_is_added_with_all_that_the_form_asks(client_in, at, desk):
    data = {
        "title": "Lamps", "applicant": desk.police.pk, "contact": desk.people[0].pk, "need": "It is dark",
        "capital": "£1,000", "revenue": "200.50", "quotes": "Harrow Lamps: £1,100\nBright - 1300", "measures": "Lamps",
        "shares": "Saltby: 200", "section_17": "Fewer thefts", **day("starts_on", DAY),
    }  # fmt: skip
    answer = client_in.post(at("add"), data)
    bid = Bid.objects.get()
    assert answer.url == at("bid", bid.pk)
    assert (bid.applicant, bid.asked, bid.starts_on) == (desk.police, pence("1200.50"), DAY)
    words = words_of(client_in.get(answer.url))
    for said in ("Harrow Lamps: £1,100.00", "Asked of us", "£1,000.50", "Fewer thefts", "Circulate it"):
        assert said in words
    form = client_in.get(at("edit", bid.pk)).context["form"]
    assert form["quotes"].value() == "Harrow Lamps: £1,100.00\nBright: £1,300.00"
    assert (form["capital"].value(), form["applicant"].value()) == ("1000.00", desk.police.pk)


def test_what_is_right_is_saved_though_something_else_is_wrong(client_in, at, desk):
    data = {"need": "It is dark", "capital": "about 20", "quotes": "Harrow Lamps"}
    answer = client_in.post(at("add"), data)
    bid = Bid.objects.get()
    assert (answer.status_code, bid.title, bid.need) == (422, "A bid without a title", "It is dark")
    words = answer.content.decode()
    assert f'action="{at("edit", bid.pk)}"' in words
    for said in ("Everything else is saved", "about 20", "Look at line 1: Harrow Lamps"):
        assert said in words
    client_in.post(at("edit", bid.pk), data | {"capital": "20", "quotes": "Harrow Lamps 20", "title": "Lamps"})
    assert Bid.objects.get().asked == pence(20)


def test_page_says_what_a_step_still_needs(client_in, at, desk):
    client_in.post(at("add"), {"title": "Lamps"})
    words = words_of(client_in.get(at("bid", Bid.objects.get().pk)))
    for need in ("Before “Circulate it”", "Say who asks.", "Say how much is asked for."):
        assert need in words


def test_way_from_circulating_to_the_decision(client_in, at, desk):
    bid = desk.bid()
    assert "It is dark" in words_of(client_in.get(at("circulate", bid.pk)))
    assert client_in.post(at("circulate", bid.pk), {}).status_code == 422
    silent = desk.person("Una Post")
    people = [one.pk for one in (*desk.people[:2], silent)]
    answer = client_in.post(at("circulate", bid.pk), {"people": people, **day("due_on", TODAY)})
    assert any("Una Post: the register has no e-mail address" in one for one in told_of(answer))
    bid = desk.again(bid)
    one, other, third = bid.markers.order_by("pk")
    criteria = list(bid.scheme.criteria.all())
    assert client_in.post(at("mark", one.pk), {}).status_code == 422
    for marker, mark in ((one, 1), (other, 5)):
        client_in.post(at("mark", marker.pk), {f"mark_{each.pk}": mark for each in criteria} | {"note": "Read twice"})
    assert client_in.get(at("mark", one.pk)).context["form"][f"mark_{criteria[0].pk}"].value() == 1
    client_in.post(at("excuse", third.pk), {"why": "Ill"})
    client_in.post(at("step", bid.pk, "score"))
    assert "Ann Bell: 1, Tom Ash: 5" in words_of(client_in.get(at("agree", bid.pk)))
    marks = {f"mark_{each.pk}": 4 for each in criteria} | {f"why_{each.pk}": "As we said" for each in criteria}
    client_in.post(at("agree", bid.pk), marks)
    answer = client_in.post(at("step", bid.pk, "moderate"))
    words = words_of(client_in.get(answer.url))
    for said in ('<strong class="app-nowrap">80 %</strong>', "As we said", "Record a decision", "Read twice"):
        assert said in words
    decided = {
        "outcome": "in-principle", "decided": "The partnership", "fund": desk.fund.pk, "given": "2,380",
        "budget": "3,000", "condition": "The spaces are filled", **day("on", DAY),
    }  # fmt: skip
    assert "Say on what condition" in words_of(client_in.post(at("decide", bid.pk), decided | {"condition": ""}))
    assert client_in.post(at("decide", bid.pk), decided | {"given": "9,999"}).status_code == 422
    answer = client_in.post(at("decide", bid.pk), decided)
    assert "£2,380.00 is held apart" in told_of(answer)[-1]
    words = words_of(client_in.get(answer.url))
    for said in (
        "Left of what was set aside",
        "£620.00",
        "Attach what shows that the condition is met",
        "Before “Go on",
    ):
        assert said in words


def test_conflict_is_seen_on_the_bid_and_at_the_decision(client_in, client_chair, at, desk):
    inspector = desk.person("Dana Colley", body=desk.police)
    bid = desk.moderated()
    for page in ("bid", "decide"):
        assert "Dana Colley stands for Fenland Police" in words_of(client_in.get(at(page, bid.pk)))
    wrong = {"person": inspector.pk, "has_one": "yes", **day("said_on", DAY)}
    assert client_in.post(at("interest", bid.pk), wrong).status_code == 422
    client_in.post(at("interest", bid.pk), wrong | {"words": "Her own station asks."})
    for client in (client_in, client_chair):
        assert "Dana Colley</strong> has an interest: Her own station asks." in words_of(client.get(at("bid", bid.pk)))


def test_chair_marks_and_changes_nothing_else(client_chair, at, desk):
    bid = desk.circulated()
    marker = bid.markers.order_by("pk")[0]
    words = words_of(client_chair.get(at("bid", bid.pk)))
    assert "Enter the marks" in words
    assert "Finish the marking" not in words
    client_chair.post(at("mark", marker.pk), {f"mark_{one.pk}": 3 for one in bid.scheme.criteria.all()})
    client_chair.post(at("withdraw", bid.pk), {"why": "?"})
    assert (marker.marks.count(), desk.again(bid).state) == (5, "circulated")


def test_way_from_the_agreement_to_the_end(client_in, at, desk):
    bid = desk.decide(desk.moderated(revenue=1_000, measures="Lamps lit\nThefts"))
    file = SimpleUploadedFile("agreement.txt", b"We agree to light the lamps.")
    client_in.post(at("sign", bid.pk), {"file": file, **day("on", DAY)})
    kept = Attachment.objects.get()
    answer = client_in.get(at("file", kept.pk))
    assert (kept.kind, b"".join(answer.streaming_content)) == ("agreement", b"We agree to light the lamps.")
    assert "sandbox" in answer["Content-Security-Policy"]
    desk.books.invoice(desk.fund, 1_000, commitment=bid.commitment)
    client_in.post(at("step", bid.pk, "pay"))
    client_in.post(at("ask-report", bid.pk), day("due_on", date(2017, 12, 1)))
    report = bid.reports.get()
    values = {"text": "All lit", "figure_0": "12", "figure_1": "fewer", **day("received_on", TODAY)}
    client_in.post(at("report", report.pk), values)
    words = words_of(client_in.get(at("bid", bid.pk)))
    for said in ("Received on 4 September 2017", "Lamps lit", "fewer", "Go on to monitoring"):
        assert said in words
    client_in.post(at("step", bid.pk, "monitor"))
    client_in.post(at("step", bid.pk, "close"))
    claw = {"journal": desk.books.journal.pk, "pence": "100", "why": "A lamp broke", **day("on", DAY)}
    assert client_in.post(at("claw-back", bid.pk), claw | {"pence": "2000"}).status_code == 422
    client_in.post(at("claw-back", bid.pk), claw)
    client_in.post(at("remove-file", kept.pk))
    assert (desk.again(bid).state, Attachment.objects.count()) == ("clawed-back", 0)


def test_files_are_looked_at_before_they_are_kept(client_in, at, desk):
    bid = desk.bid()
    good = {"file": SimpleUploadedFile("quote.txt", b"Lamps for 20 pounds"), "kind": "quote"}
    client_in.post(at("add-file", bid.pk), good)
    bad = {"file": SimpleUploadedFile("run.exe", b"MZ\x00\x01"), "kind": "quote"}
    answer = client_in.post(at("add-file", bid.pk), bad)
    assert "run.exe was not added" in told_of(answer)[-1]
    assert Attachment.objects.count() == 1


def test_pledge_of_a_body_that_shares(client_in, at, desk):
    bid = desk.decide(desk.moderated(shares=[("Saltby", pence(1_000))]), given=2_000)
    share = bid.shares.get()
    assert "Enter its pledge" in words_of(client_in.get(at("bid", bid.pk)))
    assert client_in.get(at("pledge", share.pk)).context["form"]["pence"].value() == "1000.00"
    client_in.post(at("pledge", share.pk), {"pence": "1000", **day("on", DAY)})
    assert desk.again(bid).commitment.state == "committed"


def test_steps_that_are_none_and_reports_that_are_not_wanted(client_in, at, desk):
    bid = desk.bid()
    assert client_in.post(at("step", bid.pk, "approve")).status_code == 404
    report = ask_report(bid, due_on=TODAY, by=desk.by)
    client_in.post(at("drop-report", report.pk))
    assert not bid.reports.exists()
    answer = client_in.post(at("step", bid.pk, "close"))
    assert "this step does not come now" in told_of(answer)[-1]


def test_nothing_to_agree_leads_back(client_in, at, desk):
    bid = desk.circulated()
    desk.mark(bid, 4, 4, 4)
    take_step(bid, "score", by=desk.by)
    assert client_in.get(at("agree", bid.pk)).url == at("bid", bid.pk)


def test_criteria_are_shown_and_changed(client_in, at, desk):
    assert "What it will change" in words_of(client_in.get(at("scheme")))
    form = client_in.get(at("change-scheme")).context["form"]
    assert form["criteria"].value().startswith("25 Need: Does it show")
    values = {"most": 10, "threshold": 50, "spread": 3, **day("since", TODAY)}
    answer = client_in.post(at("change-scheme"), values | {"criteria": "Need"})
    assert "Look at line 1: Need" in words_of(answer)
    client_in.post(at("change-scheme"), values | {"criteria": "3 Need: Why?\n\n1 Cost"})
    scheme = Scheme.objects.get()
    assert [(one.name, one.asks, one.weight) for one in scheme.criteria.all()] == [("Need", "Why?", 3), ("Cost", "", 1)]
    assert "A bid should reach 50 %" in words_of(client_in.get(at("scheme")))


# At meetings


@pytest.fixture
def called(partnership, coordinator):
    from tests.facts import add_series
    from wapentake.desk.changes.calendar import plan_meetings

    series = add_series(partnership)
    [meeting] = plan_meetings(series, [date(2017, 10, 9)], by=coordinator)
    return meeting


def test_bids_that_wait_come_on_the_agenda_once(called, desk, client_in, partnership):
    from tests.facts import add_series
    from wapentake.desk.changes.calendar import build_agenda

    desk.circulated(title="Lamps")
    desk.circulated(title="A course", series=called.series)
    desk.circulated(title="For another group", series=add_series(partnership, name="Joint Action Group"))
    desk.bid(title="Not ready")
    build_agenda(called, by=desk.by)
    build_agenda(called, by=desk.by)
    items = called.agenda_items.filter(built_from__startswith="bid:").values_list("title", "purpose", "presenter")
    assert list(items) == [
        ("Bid: Lamps", "decision", "Fenland Police"),
        ("Bid: A course", "decision", "Fenland Police"),
    ]


def test_meeting_and_chair_see_bids_and_who_has_an_interest(called, desk, client_chair, partnership):
    inspector = desk.person("Dana Colley", body=desk.police)
    bid = desk.moderated()
    declare_interest(bid, desk.people[0], has_one=True, words="A cousin asks", on=DAY, by=desk.by)
    for page in (
        reverse("desk:meeting", args=[partnership.slug, called.pk]),
        reverse("desk:chair", args=["harrowmere"]),
    ):
        words = words_of(client_chair.get(page))
        for said in ("Lamps</a>: £3,000.00", "Ann Bell has an interest</strong>: A cousin asks", f"Ask {inspector}"):
            assert said in words
    desk.decide(bid, meeting=called)
    words = words_of(client_chair.get(reverse("desk:meeting", args=[partnership.slug, called.pk])))
    assert "Lamps</a>: approved, £3,000.00" in words
