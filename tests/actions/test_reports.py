"""Reports that an action is done: kept once, accepted at the meeting of their page, refused, undone, moved, gone."""

from datetime import date
from uuid import uuid4

import pytest

from tests.facts import add_action, add_document, add_organisation
from wapentake.actions.changes import fan_out
from wapentake.actions.changes.reports import (
    accept_reports,
    keep_reports,
    move_reports,
    refuse_reports,
    undo_reports,
    withdraw_reports,
)
from wapentake.actions.models import Action, ActionState, Report, ReportState
from wapentake.actions.queries import find_ending, find_reports
from wapentake.kit.models import Change
from wapentake.meetings.changes import drop_page
from wapentake.sources.changes import retire_document

MAY = date(2024, 5, 14)
TEXT = "Minutes of May.\n\nTB counted the lamps in April.\n"


@pytest.fixture
def page(partnership):
    return add_document(partnership, TEXT, on=MAY)


@pytest.fixture
def action(partnership):
    return add_action(partnership, "count the lamps", "TB")


def report_of(action, page, words="TB counted the lamps in April.", **held) -> Report:
    start = page.text.index(words)
    told = {"action": action, "document": page, "start": start, "end": start + len(words), **held}
    return Report(partnership=action.partnership, **told)


def state_of(action) -> str:
    return Action.objects.get(pk=action.pk).state


@pytest.fixture
def report(partnership, action, page):
    keep_reports(partnership, [report_of(action, page)])
    return Report.objects.get()


def test_same_report_is_kept_once_and_follows_its_words(partnership, action, page, report):
    assert keep_reports(partnership, [report_of(action, page, "counted the lamps", reason="Otherwise.")]) == 0
    again = Report.objects.select_related("document").get()
    assert (again.pk, again.words, again.reason) == (report.pk, "counted the lamps", "Otherwise.")


def test_report_that_is_found_no_more_goes_and_a_decided_one_stays(partnership, action, page, report, coordinator):
    other = add_action(partnership, "paint the lamps", "TB")
    keep_reports(partnership, [report_of(action, page), report_of(other, page)])
    refuse_reports(partnership, [report.pk], by=coordinator)
    assert keep_reports(partnership, []) == 0
    assert [(one.pk, one.state) for one in Report.objects.all()] == [(report.pk, ReportState.REFUSED)]
    assert keep_reports(partnership, [report_of(action, page)]) == 0
    assert Report.objects.get().state == ReportState.REFUSED


def test_each_step_is_in_the_log_with_its_batch(partnership, report, coordinator):
    judged = accept_reports(partnership, [report.pk], by=coordinator)
    undo_reports(partnership, judged.batch, by=coordinator)
    refuse_reports(partnership, [report.pk], by=coordinator)
    told = [(one.verb, one.by_name) for one in Change.objects.filter(thing="actions.report").order_by("pk")]
    assert told == [(verb, str(coordinator)) for verb in ("accepted", "undid", "refused")]


def test_nothing_of_an_unknown_step_is_undone(partnership, report, coordinator):
    assert undo_reports(partnership, uuid4(), by=coordinator) == 0


def test_report_of_a_page_without_a_meeting_closes_nothing(partnership, action, coordinator):
    page = add_document(partnership, TEXT, on=MAY)
    drop_page(page)
    keep_reports(partnership, [report_of(action, page)])
    assert accept_reports(partnership, [Report.objects.get().pk], by=coordinator).count == 0
    assert state_of(action) == ActionState.OPEN


def test_action_for_all_bodies_is_closed_and_opened_with_theirs(partnership, page, coordinator):
    for name in ("Fire", "Police"):
        body = add_organisation(partnership, name)
        body.is_member = True
        body.save()
    action = add_action(partnership, "count the lamps", "All Partners")
    children = fan_out(action, by=coordinator)
    keep_reports(partnership, [report_of(action, page)])
    judged = accept_reports(partnership, [Report.objects.get().pk], by=coordinator)
    assert {state_of(one) for one in (action, *children)} == {ActionState.CLOSED}
    assert find_ending(Action.objects.get(pk=children[0].pk)) is not None
    undo_reports(partnership, judged.batch, by=coordinator)
    assert {state_of(one) for one in (action, *children)} == {ActionState.OPEN}


def test_report_moves_with_its_page(partnership, action, page, report, coordinator):
    refuse_reports(partnership, [report.pk], by=coordinator)
    new = add_document(partnership, "# Minutes of May\n\nOne line more.\n\nTB counted the lamps in April.\n", on=MAY)
    move_reports(page, new)
    moved = Report.objects.select_related("document").get()
    assert (moved.document, moved.words) == (new, "TB counted the lamps in April.")
    retire_document(page)
    assert Report.objects.get().state == ReportState.REFUSED


def test_report_whose_words_are_gone_from_a_new_reading_shows_none(partnership, action, page, report):
    move_reports(page, add_document(partnership, "Short.", on=MAY))
    assert Report.objects.select_related("document").get().words == ""


def test_withdrawn_page_takes_its_reports_and_opens_what_they_closed(partnership, action, page, report, coordinator):
    accept_reports(partnership, [report.pk], by=coordinator)
    withdraw_reports(page, by=coordinator)
    assert state_of(action) == ActionState.OPEN
    assert not Report.objects.exists()
    assert Change.objects.filter(verb="opened again").get().after["why"].startswith("The page that said")


@pytest.mark.parametrize("count", [1, 3])
def test_reports_are_listed_in_one_query(count, partnership, page, django_assert_num_queries):
    actions = [add_action(partnership, f"count the lamps of street {at}", "TB") for at in range(count)]
    keep_reports(partnership, [report_of(one, page) for one in actions])
    with django_assert_num_queries(1):
        assert len([(one.words, one.action.meeting.on) for one in find_reports(partnership)]) == count
