"""The list of what later minutes say was done: shown, decided, undone; nothing of others, nothing twice."""

import pytest

from tests.actions.test_reports import MAY, TEXT, report_of
from tests.facts import add_action, add_document
from wapentake.actions.changes.reports import keep_reports
from wapentake.actions.models import Action, ActionState, Report, ReportState
from wapentake.sources.rules import find_around

QUERIES = 5  # session, account, partnership; how many, and those of the page
LIST = "/harrowmere/pages/done/"


@pytest.fixture
def page(partnership):
    return add_document(partnership, TEXT, on=MAY)


def fill(partnership, page, count: int = 1) -> list[Report]:
    actions = [add_action(partnership, f"count the lamps of street {at}", "TB") for at in range(count)]
    keep_reports(partnership, [report_of(one, page) for one in actions])
    return list(Report.objects.order_by("pk"))


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, client_in, partnership, page, django_assert_num_queries):
    fill(partnership, page, rows)
    with django_assert_num_queries(QUERIES):
        shown = text_of(client_in.get(LIST))
    assert shown.count('<mark class="app-found">TB counted the lamps in April.</mark>') == rows


def test_empty_list_says_so(client_in):
    assert "Nothing waits for you here." in text_of(client_in.get(LIST))


def test_home_counts_what_waits(client_in, partnership, page):
    fill(partnership, page, 2)
    assert f'href="{LIST}">actions done, as later minutes say</a>' in text_of(client_in.get("/harrowmere/"))


def test_ticked_ones_are_closed_in_one_step(client_in, partnership, page):
    one, other, _ = fill(partnership, page, 3)
    answer = client_in.post(f"{LIST}decide/", {"accept": "ticked", "report": [one.pk, other.pk]}, follow=True)
    assert "2 actions were closed." in text_of(answer)
    states = list(Action.objects.order_by("pk").values_list("state", flat=True))
    assert states == [ActionState.CLOSED, ActionState.CLOSED, ActionState.OPEN]
    batch = Report.objects.get(pk=one.pk).batch
    assert "2 proposals were decided in this step, by Rowan Teale." in text_of(client_in.get(f"{LIST}undo/{batch}/"))
    assert "Undone: 2 proposals wait again." in text_of(client_in.post(f"{LIST}undo/{batch}/", follow=True))
    assert set(Action.objects.values_list("state", flat=True)) == {ActionState.OPEN}
    assert "Nothing of this step is left to undo." in text_of(client_in.get(f"{LIST}undo/{batch}/"))


def test_one_is_kept_open_from_the_page_of_its_action(client_in, partnership, page):
    [report] = fill(partnership, page)
    path = f"/harrowmere/actions/{report.action_id}/"
    assert "The minutes of 14 May 2024 seem to say that this is done" in text_of(client_in.get(path))
    answer = client_in.post(f"{LIST}decide/", {"refuse": report.pk, "action": report.action_id})
    assert answer["Location"] == path
    assert Report.objects.get().state == ReportState.REFUSED
    assert "seem to say" not in text_of(client_in.get(path))


def test_words_that_closed_an_action_stand_in_its_life(client_in, partnership, page):
    [report] = fill(partnership, page)
    client_in.post(f"{LIST}decide/", {"accept": report.pk})
    shown = text_of(client_in.get(f"/harrowmere/actions/{report.action_id}/"))
    assert "TB counted the lamps in April." in shown
    assert "at the meeting of 14 May 2024" in shown


@pytest.mark.parametrize("sent", [{}, {"accept": "ticked"}, {"accept": "x"}, {"refuse": "9" * 30}, {"report": "1"}])
def test_nothing_chosen_changes_nothing(sent, client_in, partnership, page):
    fill(partnership, page)
    answer = client_in.post(f"{LIST}decide/", sent, follow=True)
    assert "Nothing was ticked, so nothing was changed." in text_of(answer)
    assert Report.objects.get().state == ReportState.PROPOSED


def test_decided_twice_is_told(client_in, partnership, page):
    [report] = fill(partnership, page)
    for _ in range(2):
        answer = client_in.post(f"{LIST}decide/", {"accept": report.pk}, follow=True)
    assert "There was nothing left to decide. Nothing was changed." in text_of(answer)


def test_chair_reads_and_decides_nothing(client_chair, partnership, page):
    [report] = fill(partnership, page)
    shown = text_of(client_chair.get(LIST))
    assert "TB counted the lamps in April." in shown
    assert "Close it" not in shown
    client_chair.post(f"{LIST}decide/", {"accept": report.pk})
    assert Report.objects.get().state == ReportState.PROPOSED


def test_unknown_step_is_not_found(client_in):
    assert client_in.get(f"{LIST}undo/00000000-0000-4000-8000-000000000000/").status_code == 404


AROUND = [
    ("One. Two. Three.", 5, 9, ("One. ", "Two.", " Three.")),
    ("First.\n\nOne\ntwo. **Three** four.", 8, 16, ("", "One two.", " Three four.")),
    ("a" * 250 + " bc " + "Done." + " d" * 200, 254, 259, ("… bc ", "Done.", f"{' d' * 99} …")),
]


@pytest.mark.parametrize(("text", "start", "end", "parts"), AROUND)
def test_words_with_what_stands_around_them(text, start, end, parts):
    assert find_around(text, start, end) == parts
