"""The page of an agenda: what it shows, its items and papers by form, and that none of it is another's."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.facts import add_action, add_agenda_item, add_forward, add_meeting, add_series
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.meetings.models import Meeting, NoticeRule, Series

HELD, JUNE = date(2026, 4, 13), date(2026, 6, 8)
# session, account, partnership; meeting, items, papers, taken off; notice; actions: count, rows, owners;
# what is new: origins, previous minutes, actions, the plan, and of standing items the last presenters and the rows
QUERIES = 22


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("wapentake.desk.views.agenda.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def meeting(partnership):
    add_action(partnership, "write to landlords", "TB", on=HELD, due_on=date(2026, 4, 30))
    return add_meeting(add_series(partnership), JUNE, "agenda draft")


@pytest.fixture
def address(partnership, meeting):
    return reverse("desk:agenda", args=[partnership.slug, meeting.pk])


def path(name, partnership, pk):
    return reverse(f"desk:{name}", args=[partnership.slug, pk])


def titles():
    return [one.title for one in AgendaItem.objects.all()]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows, client_in, meeting, address, coordinator, django_assert_num_queries):
    series = Series.objects.get()
    for number in range(rows):
        forward = add_forward(series, "x", deferrals=1)
        item = add_agenda_item(meeting, f"Item {number}", forward=forward, previous=meeting)
        Paper.objects.create(item=item, name="a", title="a", media_type="text/csv", size=1, sha256="0", data=b"x")
        add_agenda_item(meeting, f"Off {number}", dropped=True)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(address)
    assert (len(answer.context["items"]), len(answer.context["dropped"])) == (rows, rows)


def test_all_that_is_known_is_shown(client_in, partnership, meeting, address):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=5)
    forward = add_forward(meeting.series, "Farm Watch", deferrals=2, first_on=date(2025, 8, 11))
    add_agenda_item(meeting, "Farm Watch", forward=forward, duration_minutes=100, presenter="Tom")
    add_agenda_item(meeting, "Matters arising", origin="matters arising", duration_minutes=30)
    add_agenda_item(meeting, "A case", paragraph="1", public_interest="They would be known.")
    text = client_in.get(address).content.decode()
    for words in (
        "130 minutes in all, of 120 that the meeting lasts",
        "The items take longer than the meeting lasts.",
        "Publish this agenda by 29 May 2026, in 28 days.",
        "2 times, first meant for 11 August 2025",
        "1 action of earlier meetings is open",
        "Write to landlords",
        "Not public</strong> Exempt: paragraph 1 (tells of a person). They would be known.",
        reverse("desk:meeting", args=[partnership.slug, meeting.pk]),
    ):
        assert words in text, words


def test_a_late_agenda_is_a_warning_and_no_gate(client_in, partnership, meeting, address):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=5)
    Meeting.objects.filter(pk=meeting.pk).update(on=date(2026, 5, 5))
    add_agenda_item(meeting, "One")
    text = client_in.get(address).content.decode()
    assert "This agenda was to be published by 24 April 2026, 7 days ago. You can still publish it." in text
    assert "Go on to publish" in text


def test_one_click_starts_an_agenda(client_in, partnership):
    meeting = add_meeting(add_series(partnership), JUNE)
    answer = client_in.post(path("build-agenda", partnership, meeting.pk), follow=True)
    assert "4 items put on the agenda." in answer.content.decode()
    again = client_in.post(path("build-agenda", partnership, meeting.pk), follow=True)
    assert "There is nothing new to put on the agenda." in again.content.decode()


def test_what_is_new_is_told(client_in, partnership, meeting, address):
    client_in.post(path("build-agenda", partnership, meeting.pk))
    assert "Add what is new" not in client_in.get(address).content.decode()
    add_forward(meeting.series, "Farm Watch", meeting)
    text = client_in.get(address).content.decode()
    assert "New since this agenda was built, and not on it: Farm Watch." in text
    client_in.post(path("build-agenda", partnership, meeting.pk))
    assert "Farm Watch" in titles()


ITEM = {"title": "Taxis", "purpose": "decision", "duration_minutes": "10", "presenter": "Ann", "note": "Ranks."}


def test_items_by_form(client_in, partnership, meeting):
    client_in.post(path("add-item", partnership, meeting.pk), ITEM)
    item = AgendaItem.objects.get()
    assert (item.title, item.purpose, item.duration_minutes, item.origin) == ("Taxis", "decision", 10, "added")
    where = path("item", partnership, item.pk)
    assert 'value="Taxis"' in client_in.get(where).content.decode()
    client_in.post(where, ITEM | {"paragraph": "7", "public_interest": "A raid is planned.", "duration_minutes": ""})
    item.refresh_from_db()
    assert (item.paragraph, item.is_exempt, item.duration_minutes) == ("7", True, 0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Enter a title"),
        ({"paragraph": "1"}, "Say why telling it would not serve the public"),
        ({"public_interest": "They would be known."}, "Choose the paragraph, or take the reason away"),
        ({"duration_minutes": "long"}, "Enter a whole number"),
        ({"paragraph": "99", "public_interest": "x"}, "99 is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said(wrong, words, client_in, partnership, meeting):
    answer = client_in.post(path("add-item", partnership, meeting.pk), ITEM | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert titles() == []


@pytest.mark.parametrize(("days", "first"), [(5, "England"), (3, "Wales")])
def test_the_paragraphs_of_the_country_come_first(days, first, client_in, partnership, meeting):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=days)
    text = client_in.get(path("add-item", partnership, meeting.pk)).content.decode()
    places = {text.index(f"Exempt, {country}"): country for country in ("England", "Wales")}
    assert places[min(places)] == first
    assert "check the wording" in text


def test_a_late_item_asks_for_the_reason(client_in, partnership, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state="agenda published")
    where = path("add-item", partnership, meeting.pk)
    assert "Say why the chair takes it" in client_in.post(where, ITEM).content.decode()
    client_in.post(where, ITEM | {"urgent_because": "The river rose."})
    assert AgendaItem.objects.get().origin == "urgent"
    text = client_in.get(path("agenda", partnership, meeting.pk)).content.decode()
    assert "Late</strong> The river rose." in text
    assert "Add what is new" not in text


def test_the_title_of_previous_minutes_cannot_be_typed(client_in, partnership, meeting):
    held = Meeting.objects.get(on=HELD)
    item = add_agenda_item(meeting, "Minutes of the previous meeting", origin="previous minutes", previous=held)
    where = path("item", partnership, item.pk)
    text = client_in.get(where).content.decode()
    assert "Minutes of the meeting held on 13 April 2026. The title is made of the day" in text
    client_in.post(where, ITEM | {"title": "Minutes of 12 April"})
    item.refresh_from_db()
    assert (item.heading, item.presenter) == ("Minutes of the meeting held on 13 April 2026", "Ann")


@pytest.mark.parametrize(
    ("told", "expected"),
    [({"do": "up"}, "BAC"), ({"do": "down"}, "ACB"), ({"to": "0"}, "BAC"), ({"to": "2"}, "ACB"), ({}, "ABC"),
     ({"to": "-1"}, "ABC"), ({"to": "99"}, "ACB")],
)  # fmt: skip
def test_order_by_button_and_by_dragging(told, expected, client_in, partnership, meeting):
    items = [add_agenda_item(meeting, title) for title in "ABC"]
    answer = client_in.post(path("arrange-item", partnership, items[1].pk), told)
    assert "".join(titles()) == expected
    assert answer.headers["Location"].endswith(f"/agenda/#item-{items[1].pk}")


def test_taken_off_and_put_back(client_in, partnership, meeting):
    item = add_agenda_item(meeting, "Taxis")
    text = client_in.post(path("remove-item", partnership, item.pk), follow=True).content.decode()
    assert "“Taxis” is off the agenda" in text
    assert titles() == []
    assert client_in.get(path("item", partnership, item.pk)).status_code == 404
    client_in.post(path("restore-item", partnership, item.pk))
    assert titles() == ["Taxis"]


def test_the_page_of_a_meeting_that_was_held_changes_nothing(client_in, meeting, address):
    add_agenda_item(meeting, "Taxis")
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    text = client_in.get(address).content.decode()
    for words in ("Move up", "Take off", "Add an item", "Go on to publish"):
        assert words not in text


# Papers


def send(client, partnership, item, name, data, **more):
    file = SimpleUploadedFile(name, data)
    return client.post(path("add-paper", partnership, item.pk), {"file": file, **more}, follow=True)


def test_a_paper_by_form_and_as_a_download(client_in, partnership, meeting):
    item = add_agenda_item(meeting, "Figures")
    data = b"place,calls\nHarrow,3\n"
    text = send(client_in, partnership, item, "calls_in_may.html", data).content.decode()
    assert "“calls in may” is with the item (CSV, 21 bytes)." in text
    paper = Paper.objects.get()
    answer = client_in.get(path("paper", partnership, paper.pk))
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"] == 'attachment; filename="calls_in_may.csv"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/csv", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    again = send(client_in, partnership, item, "again.csv", data).content.decode()
    assert "with this item already" in again
    client_in.post(path("remove-paper", partnership, paper.pk))
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><p>words", "was not added. A paper is PDF"),
        (b"", "The selected file is empty"),
        (b"x" * (25 * 2**20 + 1), "larger than 25 MB"),
    ],
)
def test_a_paper_that_is_none_is_refused(data, words, client_in, partnership, meeting):
    answer = send(client_in, partnership, add_agenda_item(meeting, "Figures"), "a.pdf", data)
    assert words in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_scanner_that_objects_is_heard(client_in, partnership, meeting, monkeypatch):
    monkeypatch.setenv("WAPENTAKE_SCANNER", "false")
    answer = send(client_in, partnership, add_agenda_item(meeting, "Figures"), "a.txt", b"Words.")
    assert "the virus scanner objects to it. Nothing else was changed." in answer.content.decode()
    assert not Paper.objects.exists()


def test_nobody_else_has_the_paper(client, client_stranger, partnership, meeting):
    item = add_agenda_item(meeting, "Figures")
    paper = Paper.objects.create(item=item, name="a", title="a", media_type="text/csv", size=1, sha256="0", data=b"x")
    where = path("paper", partnership, paper.pk)
    assert client.get(where).status_code == 302
    assert client_stranger.get(where).status_code == 404
    assert client_stranger.get(where.replace(partnership.slug, "saltby")).status_code == 404
