"""The missing board, the chair's lines, the agenda, the list, and what is behind the forms of the desk."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.chasing.chased import chase
from tests.facts import add_meeting, add_series
from tests.returns.made import YearEnd, nudge_on
from tests.returns.workbook import add_file, make_workbook
from wapentake.desk.changes.calendar import build_agenda
from wapentake.desk.queries import list_new_items
from wapentake.letters.models import Letter
from wapentake.returns.models import Part, Return, Template
from wapentake.returns.queries import find_owed

ASKED = date(2018, 4, 9)


def address(name, year_end, *more):
    return reverse(name, args=[year_end.partnership.slug, *more])


@pytest.fixture
def asked(year_end):
    year_end.ask(ASKED)
    return year_end


def board(client, year_end):
    return client.get(address("desk:return", year_end, year_end.of.pk)).content.decode()


def test_the_board_says_who_has_not_answered_what(asked, client_in):
    chase(asked.partnership, since=date(2017, 4, 1))
    nudge_on(date(2018, 4, 16))
    nudge_on(date(2018, 4, 23))
    asked.answer_all(6, 7)
    page = board(client_in, asked)
    missing, there = page.split("Not missing")
    assert "2 parts missing. Partners answer by Monday 30 April 2018" in missing
    for words in ("Victim support", "Gus Lorne", "9 April 2018", "23 April 2018, 2 times", "Late"):
        assert words in missing
    assert "Evening sessions" in there
    assert "Victim support" not in there


def test_the_chair_has_a_line_for_each_body(asked, client_chair):
    asked.answer_all(6, 7)
    page = client_chair.get(address("desk:chair", asked)).content.decode()
    assert "Year-end return 2017/18" in page
    assert "Wendshire Police: 1 of 3 parts missing" in page
    assert "Ottersby Council: 1 of 3 parts missing" in page
    assert "Wendshire Fire: all there" in page
    assert [(one.missing, one.waits) for one in find_owed(asked.partnership)] == [(2, 6)]


@pytest.mark.parametrize(
    ("on", "state", "expected"),
    [
        (date(2018, 4, 16), "asked", True),
        (date(2018, 6, 11), "asked", True),  # late
        (date(2018, 2, 12), "asked", False),
        (date(2018, 4, 16), "sent", False),
    ],
)
def test_a_return_that_is_due_comes_on_the_agenda(on, state, expected, year_end):
    Return.objects.update(state=state)
    meeting = add_meeting(add_series(year_end.partnership), on)
    title = "Return to The commissioner: Year-end return 2017/18, due on 31 May 2018"
    assert (title in list_new_items(meeting)) == expected
    build_agenda(meeting, by=year_end.by)
    assert meeting.agenda_items.filter(title=title).exists() == expected
    assert not list_new_items(meeting)


def test_it_does_not_come_on_the_agenda_of_another_kind_of_meeting(year_end):
    meeting = add_meeting(add_series(year_end.partnership, "The workshop", kind="workshop"), date(2018, 4, 16))
    assert not any("Return to" in title for title in list_new_items(meeting))


def count_queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("many", [1, 8])
def test_the_board_costs_the_same_for_one_part_and_eight(many, asked, client_in):
    asked.of.parts.exclude(pk__in=asked.of.parts.values_list("pk", flat=True)[:many]).delete()
    path = address("desk:return", asked, asked.of.pk)
    assert count_queries(client_in, path) == 11


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_return_and_three(many, year_end, client_in):
    for number in range(1, many):
        year_end.make(f"Return {number}")
    assert count_queries(client_in, address("returns:list", year_end)) == 5


@pytest.mark.parametrize("many", [1, 3])
def test_the_chair_s_lines_cost_the_same_for_one_return_and_three(many, year_end, django_assert_num_queries):
    for number in range(1, many):
        year_end.make(f"Return {number}")
    Return.objects.update(state="asked")
    with django_assert_num_queries(2):
        assert len(find_owed(year_end.partnership)) == many


def test_a_lead_s_page_costs_the_same_for_one_part_and_eight(asked):
    visitor = asked.visitor(0)
    path = visitor.path()
    one = count_queries(visitor.client, path)
    Part.objects.update(lead=asked.leads[0])
    assert count_queries(visitor.client, path) == one


def test_from_the_form_to_a_return_with_its_parts(partnership, coordinator, books, client_in):
    made = YearEnd(partnership, coordinator, books)
    days = {"period_from": (1, 4, 2018), "period_to": (30, 6, 2018), "due_internal_on": (16, 7, 2018)}
    told = {"name": "First quarter", "funder": "The commissioner", "funds": made.fund.pk, "asks_below": "250"}
    for name, parts in (days | {"due_on": (31, 7, 2018)}).items():
        told |= {f"{name}_{which}": value for which, value in zip(("day", "month", "year"), parts, strict=True)}
    path = address("returns:add", made)
    answer = client_in.post(path, told, follow=True)
    assert "with 8 parts from the plan and the ledger" in answer.content.decode()
    assert client_in.post(path, told).status_code == 422  # the name is taken
    early = client_in.post(path, told | {"name": "Other", "due_on_day": 30, "due_on_month": 6})
    assert "must not come before the partners’" in early.content.decode()


def test_asked_moved_sent_back_and_left_out_at_the_desk(year_end, client_in):
    of = year_end.of.pk
    page = client_in.post(address("desk:ask-return", year_end, of), follow=True).content.decode()
    assert "8 letters written, one for each lead." in page
    to = {"which": "internal", "to_day": "16", "to_month": "4", "to_year": "2018", "why": "Sooner is better"}
    page = client_in.post(address("returns:move", year_end, of), to, follow=True).content.decode()
    assert "Partners’ day moved from 30 April 2018 to 16 April 2018: Sooner is better" in page
    part = year_end.answer(0)
    sent = Letter.objects.count()
    page = client_in.post(address("desk:send-back", year_end, part.pk), {"why": "How many came?"}, follow=True)
    assert "It is asked for again" in page.content.decode()
    letter = Letter.objects.latest("pk")
    assert (Letter.objects.count(), letter.person) == (sent + 1, year_end.leads[0])
    assert "1. Evening sessions (sent back: How many came?)" in letter.text
    client_in.post(address("returns:leave-out", year_end, part.pk), {"why": "It ended"})
    assert year_end.part(0).state == "not needed"
    client_in.post(address("returns:take-in", year_end, part.pk))
    client_in.post(address("returns:accept", year_end, part.pk))
    assert year_end.part(0).state == "accepted"


def test_typed_in_for_a_lead_with_words_that_may_stand(asked, client_in):
    part = asked.part(0)
    path = address("returns:type-in", asked, part.pk)
    told = {"version": "0", "forecast": "1000", "narrative": "We met at the Samuel Pepys."}
    answer = client_in.post(path, told)
    page = answer.content.decode()
    assert (answer.status_code, "Why may “Samuel Pepys” stand?" in page) == (422, True)
    likeness = page.split('name="likeness" value="')[1].split('"')[0]
    client_in.post(address("returns:stand", asked, part.pk), {"likeness": likeness, "why": "A public house"})
    assert client_in.post(path, told).status_code == 302
    assert asked.part(0).answered_by_name == "Rowan Teale"
    page = client_in.get(address("returns:part", asked, part.pk)).content.decode()
    assert "“Samuel Pepys”: A public house (Rowan Teale" in page


def test_compiled_sent_and_looked_at_again_at_the_desk(asked, client_in):
    of = asked.of.pk
    file = SimpleUploadedFile("form.xlsx", make_workbook())
    told = {"funder": "The commissioner", "file": file}
    page = client_in.post(address("returns:templates", asked), told, follow=True).content.decode()
    template = Template.objects.get()
    assert "It points to a cell that was deleted." in page
    assert "Summary!C5" in page
    boxes = {"n0_0": "figure:forecast", "n1_0": "figure:spent", "n2_0": "part:ref", "n2_1": "part:title"}
    page = client_in.post(address("returns:template", asked, template.pk), boxes, follow=True).content.decode()
    assert "Saved. Returns to this funder are compiled so." in page
    template.refresh_from_db()
    assert template.mapping["Funder_Spend"] == ["figure:spent"]
    asked.answer_all()
    for ending, kind in (("xlsx", "spreadsheetml"), ("pdf", "application/pdf")):
        answer = client_in.get(address("desk:make-return", asked, of, ending))
        assert kind in answer["Content-Type"]
    assert "can be sent" in client_in.post(address("desk:compile-return", asked, of), follow=True).content.decode()
    page = client_in.post(address("desk:send-return", asked, of), follow=True).content.decode()
    assert "year-end-return-201718.xlsx" in page
    asked.books.invoice(asked.fund, 10, tactical_action=asked.actions[0], on=date(2018, 3, 30))
    page = client_in.get(address("desk:return-frozen", asked, of)).content.decode()
    assert "The frozen copy is as it was then." in page
    assert "The whole, spent: £7,200.00 then, £7,210.00 now (£10.00)" in page
    assert page.count("No figure differs.") == 1
    kept = client_in.get(address("desk:return-file", asked, asked.of.files.get(name__endswith=".pdf").pk))
    again = client_in.get(address("desk:make-return", asked, of, "pdf"))
    assert kept.content == again.content


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"No workbook", "no Excel workbook"),
        (add_file(make_workbook(), "xl/vbaProject.bin", b"macro"), "holds macros"),
    ],
)
def test_a_spreadsheet_that_may_not_be_kept(data, words, year_end, client_in):
    told = {"funder": "The commissioner", "file": SimpleUploadedFile("form.xlsm", data)}
    answer = client_in.post(address("returns:templates", year_end), told)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Template.objects.exists()


def test_days_left_are_said(year_end, client_in):
    Return.objects.update(
        due_internal_on=timezone.localdate() + timedelta(5), due_on=timezone.localdate() + timedelta(9)
    )
    year_end.of.refresh_from_db()
    year_end.ask(timezone.localdate())
    assert "5 days left" in board(client_in, year_end)
