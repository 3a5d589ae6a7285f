"""The list of actions: filters, order, words, downloads, and nothing of another partnership."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from tests.facts import (
    add_action,
    add_document,
    add_meeting,
    add_organisation,
    add_person,
    add_series,
    read_csv,
    read_xlsx,
    texts_of,
)
from wapentake.actions.models import Action

QUERIES = 9  # session, account, partnership; three for the choices of filters; count, rows, owners


@pytest.fixture
def address(partnership):
    return reverse("actions:list", args=[partnership.slug])


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("wapentake.actions.views.timezone.localdate", lambda: date(2024, 6, 1))


@pytest.fixture
def several(partnership, today):
    police = add_organisation(partnership, "Fenland Police")
    council = add_organisation(partnership, "Harrowmere Borough Council")
    spans = (date(2020, 1, 1), date(2021, 1, 1)), (date(2023, 1, 1), date(2024, 3, 12))
    tom = add_person(partnership, "Tom Beckwith", (police, *spans[0]), (council, *spans[1]))
    add_person(partnership, "T Beckwith", (police, *spans[0]), joined_to=tom)
    add_action(partnership, "late", ("TB", tom), due_on=date(2024, 4, 30))
    add_action(partnership, "in time", "MFl", due_on=date(2024, 7, 1), on=date(2024, 5, 14))
    add_action(partnership, "next", ("Fenland Police", police), due_event="next meeting")
    add_action(partnership, "undated")
    add_action(partnership, "finished", "MFl", due_on=date(2024, 1, 1), state="done", done_on=date(2024, 2, 1))
    return {"tom": tom, "police": police, "council": council}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, address, django_assert_num_queries):
    police = add_organisation(partnership, "Fenland Police")
    for number in range(rows):
        person = add_person(partnership, "Tom" * (number + 1), (police, date(2024, 1, 1), date(2024, 1, 1)))
        add_action(partnership, f"action {number}", (f"T{number}", person), "MFl", due_on=date(2024, 4, 30))
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert len(answer.context["page"]) == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["late", "in time", "next", "undated"]),
        ("state=overdue", ["late"]),
        ("state=undated", ["undated"]),
        ("state=unowned", ["undated"]),
        ("state=done", ["finished"]),
        ("state=leaderless", ["late", "in time", "next", "undated"]),
        ("state=progress", []),
        ("state=closed", []),
        ("state=all", ["finished", "late", "in time", "next", "undated"]),
        ("owner=written:MFl", ["in time"]),
        ("owner=written:Nobody", ["late", "in time", "next", "undated"]),  # no such choice: said beside the field
        ("since=2024-05-01", ["in time"]),
        ("until=2024-05-01", ["late", "next", "undated"]),
        ("words=TIME", ["in time"]),
        ("words=beckwith", ["late"]),
        ("words=in+mfl", ["in time"]),
        ("words=fenland", ["next"]),
        ("sort=-due", ["in time", "late", "next", "undated"]),
        ("sort=text", ["in time", "late", "next", "undated"]),
        ("sort=-text", ["undated", "next", "late", "in time"]),
        ("sort=-meeting", ["in time", "undated", "next", "late"]),
        ("sort=owner&state=all", ["undated", "next", "in time", "finished", "late"]),
    ],
)
def test_filters_and_order(query, expected, client_in, several, address):
    assert texts_of(client_in.get(f"{address}?{query}")) == expected


def test_by_person_under_any_of_their_names(client_in, several, partnership, address):
    joined = several["tom"].joined.get()
    add_action(partnership, "as T Beckwith", ("T Beckwith", joined))
    answer = client_in.get(f"{address}?owner=person:{several['tom'].pk}")
    assert texts_of(answer) == ["late", "as T Beckwith"]
    assert "Tom Beckwith</a> (“T Beckwith”)" in answer.content.decode()


def test_by_organisation_of_the_owner_is_where_they_stand_now(client_in, several, address):
    assert texts_of(client_in.get(f"{address}?body={several['council'].pk}")) == ["late"]
    assert texts_of(client_in.get(f"{address}?body={several['police'].pk}")) == ["next"]


def test_by_lead_and_the_organisation_that_leads(client_in, several, partnership, address):
    add_action(partnership, "led", ("TB", several["tom"]), lead=several["tom"], lead_body=several["council"])
    add_action(partnership, "waits", "RB", state="blocked", due_on=date(2024, 5, 1))
    assert texts_of(client_in.get(f"{address}?led_by={several['council'].pk}")) == ["led"]
    assert "led" not in texts_of(client_in.get(f"{address}?state=leaderless"))
    assert texts_of(client_in.get(f"{address}?state=blocked")) == ["waits"]
    assert texts_of(client_in.get(f"{address}?state=overdue")) == ["late", "waits"]
    text = client_in.get(f"{address}?state=blocked").content.decode()
    for words in ("Blocked</strong>", "Overdue</strong>", "No lead yet: nobody knows who RB is."):
        assert words in text


def test_new_columns_of_a_download(client_in, several, partnership, address):
    may = add_meeting(add_series(partnership), date(2024, 5, 13), "held")
    told = {"lead": several["tom"], "lead_body": several["council"], "promised_on": date(2024, 5, 3)}
    add_action(
        partnership, "led", "GK", ("TB", several["tom"]), state="closed", closed_on=may.on, closed_at=may, **told
    )
    head, row = read_csv(client_in.get(f"{address}?format=csv&state=closed"))
    found = dict(zip(head, row, strict=True))
    assert {name: found[name] for name in ("Lead", "Lead’s organisation", "Promised for", "State", "Closed on")} == {
        "Lead": "Tom Beckwith",
        "Lead’s organisation": "Harrowmere Borough Council",
        "Promised for": "2024-05-03",
        "State": "Closed",
        "Closed on": "2024-05-13",
    }
    assert found["Closed at the meeting of"] == "2024-05-13"
    assert "Tom Beckwith</a> leads, GK" in client_in.get(f"{address}?state=closed").content.decode()


def test_words_and_not_only_colours(client_in, several, address):
    text = client_in.get(address).content.decode()
    for words in ("Overdue</strong>", "Without a date</strong>", "Next meeting", "30 April 2024", "Nobody"):
        assert words in text


def test_each_leads_to_its_words_and_its_meeting(client_in, partnership, several, address):
    text = client_in.get(address).content.decode()
    for action in Action.objects.filter(state="open"):
        assert reverse("desk:words", args=[partnership.slug, action.passage_id]) in text
        assert reverse("desk:meeting", args=[partnership.slug, action.meeting_id]) in text


def test_twenty_five_a_page(client_in, partnership, address):
    document = add_document(partnership)
    first = add_action(partnership, "0")
    Action.objects.bulk_create(
        Action(
            partnership=partnership,
            meeting=first.meeting,
            passage=_another_passage(document),
            text=f"{number}",
        )
        for number in range(1, 60)
    )
    assert len(client_in.get(address).context["page"]) == 25
    answer = client_in.get(f"{address}?page=3&sort=text")
    assert len(answer.context["page"]) == 10
    assert "(page 3 of 3)" in answer.content.decode()
    assert len(read_csv(client_in.get(f"{address}?format=csv"))) == 61


def _another_passage(document):
    from tests.facts import add_passage

    return add_passage(document, "action")


def test_csv_has_all_that_is_asked_for(client_in, several, address):
    answer = client_in.get(f"{address}?format=csv&state=overdue")
    head, row = read_csv(answer)
    told = dict(zip(head, row, strict=True))
    assert answer["Content-Disposition"] == 'attachment; filename="harrowmere-actions.csv"'
    assert (told["Action"], told["Owner"], told["Known as"]) == ("late", "TB", "Tom Beckwith")
    assert (told["Due day"], told["State"], told["Meeting"]) == ("2024-04-30", "Overdue", "2024-03-12")


def test_xlsx_has_real_days(client_in, several, address):
    head, row = read_xlsx(client_in.get(f"{address}?format=xlsx&state=done"))
    told = dict(zip(head, row, strict=True))
    assert told["Due day"] == datetime(2024, 1, 1)  # noqa: DTZ001 - as openpyxl says it
    assert told["State"] == "Said to be done"


def test_a_download_runs_no_formula(client_in, partnership, address):
    add_action(partnership, '=HYPERLINK("http://bad.example")', "@SUM(A1)")
    (_, row) = read_csv(client_in.get(f"{address}?format=csv"))
    assert row[:2] == ['\'=HYPERLINK("http://bad.example")', "'@SUM(A1)"]
    (_, row) = read_xlsx(client_in.get(f"{address}?format=xlsx"))
    assert row[0] == '=HYPERLINK("http://bad.example")'


@pytest.mark.parametrize("query", ["", "state=all", "format=csv", "format=xlsx"])
def test_nothing_of_another_partnership(query, client_in, partnership, other_partnership, address):
    add_person(other_partnership, "Alien Person")
    add_action(other_partnership, "alien", ("AP", add_person(other_partnership, "Alien Owner")))
    add_organisation(other_partnership, "Alien Council")
    add_action(partnership, "ours")
    answer = client_in.get(f"{address}?{query}")
    if query.startswith("format"):
        rows = read_csv(answer) if query.endswith("csv") else read_xlsx(answer)
        assert [row[0] for row in rows[1:]] == ["ours"]
    else:
        assert texts_of(answer) == ["ours"]
        assert "lien" not in answer.content.decode()


def test_nobody_else_may_look(client, client_stranger, address):
    assert client.get(address).status_code == 302
    assert client_stranger.get(address).status_code == 404


def test_a_day_that_there_is_not_is_said(client_in, partnership, address):
    add_action(partnership, "ours")
    answer = client_in.get(f"{address}?since_day=31&since_month=2&since_year=2024")
    assert "Enter a real date" in answer.content.decode()
    assert texts_of(answer) == ["ours"]


def test_nothing_matches(client_in, partnership, address):
    add_action(partnership, "ours")
    assert "Nothing matches. Change or clear the filters." in client_in.get(f"{address}?words=zebra").content.decode()
