"""The forward plan: the list, what becomes of its items, and what minutes propose for it."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from tests.facts import (
    add_agenda_item,
    add_document,
    add_forward,
    add_meeting,
    add_passage,
    add_series,
    meeting_of,
    read_csv,
    texts_of,
)
from tests.register import MINUTES, accept_all, take_page
from wapentake.agendas.changes.plan import (
    accept_proposal,
    carry_forward,
    defer_forward,
    leave_proposal,
    place_waiting,
    put_forward,
    settle_forward,
    take_up,
)
from wapentake.agendas.models import ForwardItem, ForwardState
from wapentake.agendas.queries import find_promised
from wapentake.agendas.said import find_proposals
from wapentake.intake.changes.striking import strike_words
from wapentake.kit.models import Change
from wapentake.meetings.models import Decision, Meeting

JUNE, AUGUST, OCTOBER = date(2026, 6, 8), date(2026, 8, 10), date(2026, 10, 12)
QUERIES = 10  # session, account, partnership; bodies; plan, meetings, pages and decisions of proposals; count, rows
SAID = "The presentation on Farm Watch is deferred until the next meeting."


@pytest.fixture
def series(partnership):
    return add_series(partnership)


@pytest.fixture
def address(partnership):
    return reverse("agendas:plan", args=[partnership.slug])


def add_said(partnership, what, on, *, decided=False, item=None):
    """A page whose record has a deferral, with a decision of that kind where asked for."""
    document = add_document(partnership, SAID, on)
    span = [0, len(SAID)]
    document.record = {"deferrals": [{"what": what, "until": "the next meeting", "because": None, "span": span}]}
    document.save()
    if decided:
        held = {"partnership": partnership, "meeting": meeting_of(document), "item": item}
        passage = add_passage(document, "decision", SAID)
        Decision.objects.create(passage=passage, text=SAID, kind="deferred", **held)
    return document


# Changes


def test_the_first_day_stays(series, coordinator):
    june, august = add_meeting(series, JUNE), add_meeting(series, AUGUST)
    values = {"title": "Farm Watch", "meeting": june}
    item = put_forward(series, values, by=coordinator)
    put_forward(series, values | {"meeting": august}, by=coordinator, item=item)
    assert (item.first_on, item.meeting, item.deferrals) == (JUNE, august, 0)


def test_what_is_promised_twice_is_put_off(client_in, partnership, series):
    add_forward(series, "Farm Watch", add_meeting(series, JUNE), reason="Asked for")
    august = add_meeting(series, AUGUST)
    form = {"title": "The Farm Watch presentation", "where": f"on:{august.pk}", "purpose": "discussion"}
    answer = client_in.post(reverse("agendas:add", args=[partnership.slug]), form, follow=True)
    assert "“Farm Watch” was on the plan already. This counts as putting it off" in answer.content.decode()
    item = ForwardItem.objects.get()
    assert (item.meeting, item.first_on, item.deferrals, item.reason) == (august, JUNE, 1, "Asked for")


def test_putting_off_counts_and_says_why(series, coordinator):
    item = add_forward(series, "Farm Watch", add_meeting(series, JUNE))
    for meeting, reason in ((add_meeting(series, AUGUST), "No speaker"), (None, "Ill")):
        defer_forward(item, meeting, reason=reason, by=coordinator)
    item.refresh_from_db()
    assert (item.first_on, item.meeting, item.deferrals, item.reason) == (JUNE, None, 2, "Ill")
    assert [one.after["reason"] for one in Change.objects.filter(verb="put off").order_by("pk")] == [
        "No speaker",
        "Ill",
    ]


def test_a_cancelled_meeting_loses_nothing(series, coordinator):
    june, august = add_meeting(series, JUNE, "cancelled"), add_meeting(series, AUGUST)
    item, taken = add_forward(series, "One", june), add_forward(series, "Two", june, state="taken")
    assert carry_forward(june, by=coordinator) == 1
    item.refresh_from_db()
    taken.refresh_from_db()
    assert (item.meeting, item.deferrals, item.first_on) == (august, 1, JUNE)
    assert (taken.meeting, taken.deferrals) == (june, 0)


def test_what_waits_for_the_next_meeting_gets_its_day(series, coordinator):
    item = add_forward(series, "One")
    place_waiting(series, [add_meeting(series, AUGUST), june := add_meeting(series, JUNE)], by=coordinator)
    item.refresh_from_db()
    assert (item.meeting, item.first_on, item.deferrals) == (june, JUNE, 0)


def test_what_is_meant_for_a_meeting(series, coordinator):
    june, august = add_meeting(series, JUNE, "held"), add_meeting(series, AUGUST)
    for title, meeting, held in (
        ("for it", august, {}),
        ("for the next", None, {}),
        ("had no time", june, {}),
        ("later", add_meeting(series, OCTOBER), {}),
        ("dropped", august, {"state": "dropped"}),
    ):
        add_forward(series, title, meeting, **held)
    taken = add_forward(series, "taken in June", june)
    again = add_forward(series, "taken, and put off again", august)
    for one in (taken, again):
        add_agenda_item(june, one.title, forward=one)
    found = {one.title for one in find_promised(august)}
    assert found == {"for it", "for the next", "had no time", "taken, and put off again"}
    assert take_up(june, by=coordinator) == 2
    assert take_up(june, by=coordinator) == 0


def test_dropped_with_a_reason_and_back(series, coordinator):
    item = add_forward(series, "One")
    settle_forward(item, ForwardState.DROPPED, reason="Done elsewhere", by=coordinator)
    settle_forward(item, ForwardState.WAITING, by=coordinator)
    assert (item.state, item.reason) == ("waiting", "Done elsewhere")
    assert [one.verb for one in Change.objects.order_by("pk")] == ["dropped", "to come"]


# From the minutes


def test_one_thing_put_off_twice_is_one_proposal(partnership, coordinator):
    first = add_said(partnership, "Farm Watch presentation", date(2024, 9, 9), decided=True)
    add_said(partnership, "FARM WATCH PRESENTATION", date(2024, 11, 11), decided=True)
    add_said(partnership, "taxi marshals", date(2024, 11, 11))
    series = add_series(partnership)
    taxis, watch = find_proposals(partnership)
    assert (taxis.last.title, watch.last.title) == ("Taxi marshals", "Farm watch presentation")
    item = accept_proposal(watch, None, by=coordinator)
    assert (item.deferrals, item.first_on, item.series) == (2, date(2024, 9, 9), series)
    assert item.passage.document_id != first.pk  # it rests on where it was put off last
    assert [one.last.title for one in find_proposals(partnership)] == ["Taxi marshals"]


def test_promised_again_counts_once_more(partnership, coordinator):
    series = add_series(partnership)
    item = add_forward(series, "Farm Watch", add_meeting(series, JUNE), deferrals=1)
    add_said(partnership, "The Farm Watch presentation", JUNE, decided=True)
    meeting = add_meeting(series, AUGUST)
    (proposal,) = find_proposals(partnership)
    assert proposal.again == item
    accept_proposal(proposal, meeting, by=coordinator)
    item.refresh_from_db()
    assert (item.deferrals, item.first_on, item.meeting, item.state) == (2, JUNE, meeting, "waiting")
    assert find_proposals(partnership) == []
    assert ForwardItem.objects.count() == 1


def test_left_off_is_not_offered_again(partnership, coordinator):
    add_said(partnership, "Farm Watch", date(2024, 9, 9))
    series = add_series(partnership)
    leave_proposal(find_proposals(partnership)[0], by=coordinator)
    assert find_proposals(partnership) == []
    add_said(partnership, "Farm Watch", date(2024, 11, 11))
    Meeting.objects.update(series=series)
    (proposal,) = find_proposals(partnership)  # later minutes are another matter
    assert proposal.again is None


def test_nothing_is_offered_for_a_body_that_is_not_in_the_calendar(partnership):
    add_said(partnership, "Farm Watch", date(2024, 9, 9), decided=True)
    assert find_proposals(partnership) == []


def test_from_a_real_page_to_the_plan_and_struck_out_of_it(partnership, coordinator, client_in, address):
    talk = "3. Talk by Ivy Marlow\nThe item was deferred until the next meeting because the speaker was ill."
    page = re.sub(r"3\. Grants\n.*?\n\n", f"{talk}\n\n", MINUTES, flags=re.DOTALL)
    document = take_page(partnership, "march.txt", page, coordinator)
    accept_all(partnership, coordinator)
    add_series(partnership)
    text = client_in.get(address).content.decode()
    assert "Talk by Ivy Marlow" in text
    proposal = find_proposals(partnership)[0]
    where = reverse("agendas:proposal", args=[partnership.slug])
    answer = client_in.post(where, {"proposal": proposal.key, "do": "put"}, follow=True)
    assert "is on the plan for the next meeting, once it is planned" in answer.content.decode()
    assert "decided on that before" in client_in.post(where, {"proposal": "1:x"}, follow=True).content.decode()
    strike_words(document, "Ivy Marlow", why="Named by mistake", by=coordinator)
    kept = json.dumps(list(ForwardItem.objects.values("title", "reason", "said")))
    assert "marlow" not in kept.lower()


# Pages


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows, client_in, partnership, series, address, django_assert_num_queries):
    for number in range(rows):
        add_forward(series, f"Item {number}", add_meeting(series, date(2026, 6, 1 + number)))
        add_said(partnership, f"Matter{number} asked{number}", date(2024, 9, 1 + number), decided=True)
    Meeting.objects.update(series=series)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows
    assert len(answer.context["proposals"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Early", "Late"]),
        ("sort=-deferrals", ["Late", "Early"]),
        ("state=dropped", ["Gone"]),
        ("state=all&sort=title", ["Early", "Gone", "Late"]),
        ("words=speaker", ["Late"]),
        ("words=nowhere", []),
    ],
)
def test_filters_and_order(query, expected, client_in, series, address):
    add_forward(series, "Late", add_meeting(series, AUGUST), deferrals=2, reason="No speaker")
    add_forward(series, "Early", add_meeting(series, JUNE))
    add_forward(series, "Gone", state="dropped")
    assert texts_of(client_in.get(f"{address}?{query}")) == expected


def test_csv_has_all(client_in, series, address):
    add_forward(series, "=Late", add_meeting(series, AUGUST), deferrals=2, first_on=JUNE, presenter="Ann")
    head, row = read_csv(client_in.get(f"{address}?format=csv"))
    told = dict(zip(head, row, strict=True))
    assert (told["Item"], told["For the meeting of"], told["First meant for"]) == ("'=Late", "2026-08-10", "2026-06-08")
    assert (told["Put off"], told["Presenter"], told["Body"]) == ("2", "Ann", str(series))


def test_nothing_of_another_partnership(client_in, series, other_partnership, address):
    alien = add_series(other_partnership, "Alien Body")
    add_forward(alien, "Alien item")
    add_said(other_partnership, "Alien matter", JUNE)
    assert "Alien" not in client_in.get(f"{address}?state=all").content.decode()


def test_items_by_form(client_in, partnership, series, monkeypatch):
    slug = partnership.slug
    june, august = add_meeting(series, JUNE), add_meeting(series, AUGUST)
    add = reverse("agendas:add", args=[slug])
    assert "Choose a meeting" in client_in.post(add, {"title": "Farm Watch"}).content.decode()
    form = {"title": "Farm Watch", "where": f"next:{series.pk}", "purpose": "information", "reason": "Cllr Ash asked"}
    client_in.post(add, form)
    item = ForwardItem.objects.get()
    assert (item.meeting, item.purpose, item.first_on) == (june, "information", JUNE)
    client_in.post(reverse("agendas:edit", args=[slug, item.pk]), form | {"title": "Horse Watch"})
    defer = reverse("agendas:defer", args=[slug, item.pk])
    assert "Say why" in client_in.post(defer, {"where": f"on:{august.pk}"}).content.decode()
    client_in.post(defer, {"where": f"on:{august.pk}", "reason": "Ill"})
    drop = reverse("agendas:drop", args=[slug, item.pk])
    assert "Say why" in client_in.post(drop, {}).content.decode()
    client_in.post(drop, {"reason": "Not wanted"})
    item.refresh_from_db()
    assert (item.title, item.meeting, item.deferrals, item.state) == ("Horse Watch", august, 1, "dropped")
    page = client_in.get(reverse("agendas:item", args=[slug, item.pk])).content.decode()
    assert "Put it back on the plan" in page
    for do, state in (("back", "waiting"), ("taken", "taken")):
        client_in.post(reverse("agendas:settle", args=[slug, item.pk]), {"do": do})
        item.refresh_from_db()
        assert item.state == state


def test_an_item_stays_with_its_body(client_in, partnership, series):
    other = add_series(partnership, "Harrowmere JAG")
    item = add_forward(series, "Farm Watch")
    answer = client_in.post(
        reverse("agendas:defer", args=[partnership.slug, item.pk]), {"where": f"next:{other.pk}", "reason": "Ill"}
    )
    assert f"Choose a meeting of {series}" in answer.content.decode()
    assert ForwardItem.objects.get().deferrals == 0
