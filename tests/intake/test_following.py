"""What later pages say was done becomes proposals: on the example partnership in full, and through all that pages go
through.
"""

import json
from datetime import date

import pytest

from tests.register import MINUTES, accept_all, take_page
from tests.where import ROOT
from wapentake.actions.changes import close_action, set_action_state
from wapentake.actions.changes.reports import accept_reports, refuse_reports, undo_reports
from wapentake.actions.models import Action, ActionState, Report, ReportState
from wapentake.actions.queries import find_ending, find_reports
from wapentake.intake.changes.across import review_pages
from wapentake.intake.changes.removing import bring_back, withdraw_source
from wapentake.intake.changes.striking import strike_words

EXAMPLES = ROOT / "examples"
LATER = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on Tuesday 14 May 2024 at 10.00 am in the Corn Hall, Harrowmere

Present:
Cllr Ruth Ashdown (Chair), Harrowmere Borough Council
Tom Beckwith, Harrowmere Borough Council

1. Minutes of the last meeting
The minutes of the meeting held on 12 March 2024 were agreed as a true record.

2. Matters arising
Tom Beckwith wrote to the landlords of Tallow Lane on 22 April 2024.
Dana Colley will report on the sessions in July.

3. Any other business
ACTION: Tom Beckwith to thank the landlords by 30 June 2024.
"""
DONE = "Tom Beckwith wrote to the landlords of Tallow Lane on 22 April 2024."


@pytest.fixture
def later(partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    document = take_page(partnership, "may.txt", LATER, coordinator)
    accept_all(partnership, coordinator)
    return document


def words_of(report: Report) -> str:
    return " ".join(report.document.text[report.start : report.end].split())


def test_later_page_proposes_to_close_and_closes_nothing(partnership, later):
    [report] = find_reports(partnership)
    assert words_of(report) == DONE
    assert report.action.text.startswith("write to the landlords")
    assert report.action.state == ActionState.OPEN
    assert not Action.objects.filter(state=ActionState.CLOSED).exists()


def test_looking_again_doubles_nothing(partnership, later):
    before = list(find_reports(partnership).values_list("pk", "start", "end"))
    review_pages(partnership)
    assert list(find_reports(partnership).values_list("pk", "start", "end")) == before


def test_page_whose_meeting_nobody_accepted_reports_nothing(partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    take_page(partnership, "may.txt", LATER, coordinator)
    review_pages(partnership)
    assert not Report.objects.exists()


def test_accepting_closes_at_the_later_meeting_by_its_words_and_can_be_undone(partnership, coordinator, later):
    [report] = find_reports(partnership)
    judged = accept_reports(partnership, [report.pk], by=coordinator)
    action = Action.objects.get(pk=report.action_id)
    assert (judged.count, judged.before) == (1, 0)
    assert (action.state, action.closed_on) == (ActionState.CLOSED, date(2024, 5, 14))
    assert action.closed_at is not None
    assert action.closed_at.on == date(2024, 5, 14)
    ending = find_ending(action)
    assert ending is not None
    assert words_of(ending) == DONE
    assert accept_reports(partnership, [report.pk], by=coordinator).count == 0
    review_pages(partnership)
    assert list(find_reports(partnership)) == []
    assert undo_reports(partnership, judged.batch, by=coordinator) == 1
    action.refresh_from_db()
    assert (action.state, action.closed_at, find_ending(action)) == (ActionState.OPEN, None, None)
    assert [one.pk for one in find_reports(partnership)] == [report.pk]
    assert undo_reports(partnership, judged.batch, by=coordinator) == 0


def test_undo_leaves_what_somebody_opened_since(partnership, coordinator, later):
    [report] = find_reports(partnership)
    judged = accept_reports(partnership, [report.pk], by=coordinator)
    action = Action.objects.get(pk=report.action_id)
    set_action_state(action, ActionState.OPEN, by=coordinator, on=date(2024, 6, 1))
    close_action(action, by=coordinator, on=date(2024, 6, 2), why="It was done.")
    undo_reports(partnership, judged.batch, by=coordinator)
    action.refresh_from_db()
    assert (action.state, action.closed_on) == (ActionState.CLOSED, date(2024, 6, 2))


def test_action_that_was_opened_again_is_not_proposed_from_the_same_page(partnership, coordinator, later):
    [report] = find_reports(partnership)
    accept_reports(partnership, [report.pk], by=coordinator)
    set_action_state(report.action, ActionState.OPEN, by=coordinator, on=date(2024, 6, 1))
    review_pages(partnership)
    assert list(find_reports(partnership)) == []


def test_refusing_is_remembered_also_when_the_page_is_read_anew(partnership, coordinator, later):
    [report] = find_reports(partnership)
    refuse_reports(partnership, [report.pk], by=coordinator)
    take_page(partnership, "may.txt", LATER, coordinator)
    review_pages(partnership)
    assert list(find_reports(partnership)) == []
    assert [(one.state, words_of(one)) for one in Report.objects.all()] == [(ReportState.REFUSED, DONE)]


def test_page_read_anew_keeps_its_proposal_and_does_not_double_it(partnership, coordinator, later):
    [before] = find_reports(partnership)
    document = take_page(partnership, "may.txt", LATER, coordinator)
    review_pages(partnership)
    [report] = find_reports(partnership)
    assert (report.pk, report.document_id, words_of(report)) == (before.pk, document.pk, DONE)


def test_proposal_goes_with_its_page_and_comes_back_with_it(partnership, coordinator, later):
    withdraw_source(later.source, by=coordinator)
    review_pages(partnership)
    assert not Report.objects.exists()
    bring_back(later.source, by=coordinator)
    take_page(partnership, "may.txt", LATER, coordinator)
    accept_all(partnership, coordinator)
    [report] = find_reports(partnership)
    assert words_of(report) == DONE


def test_action_that_a_withdrawn_page_closed_is_open_again(partnership, coordinator, later):
    [report] = find_reports(partnership)
    accept_reports(partnership, [report.pk], by=coordinator)
    withdraw_source(later.source, by=coordinator)
    action = Action.objects.get(pk=report.action_id)
    assert (action.state, action.closed_at) == (ActionState.OPEN, None)
    assert not Report.objects.exists()


def test_struck_words_are_gone_from_what_is_proposed(partnership, coordinator, later):
    [report] = find_reports(partnership)
    strike_words(later, "landlords of Tallow Lane", why="An address.", by=coordinator)
    for one in Report.objects.select_related("document"):
        assert "Tallow" not in words_of(one)
        assert "Tallow" not in one.reason
    accepted = accept_reports(partnership, [report.pk], by=coordinator)
    assert accepted.count == 1
    review_pages(partnership)
    ending = find_ending(Action.objects.get(pk=report.action_id))
    assert ending is not None
    assert "Tallow" not in words_of(ending)


def test_action_closed_meanwhile_stays_as_it_was_closed(partnership, coordinator, later):
    [report] = find_reports(partnership)
    close_action(report.action, by=coordinator, on=date(2024, 4, 30), why="Seen to.")
    assert list(find_reports(partnership)) == []
    judged = accept_reports(partnership, [report.pk], by=coordinator)
    assert (judged.count, judged.before) == (0, 1)
    assert Action.objects.get(pk=report.action_id).closed_on == date(2024, 4, 30)


def test_reports_of_another_partnership_are_out_of_reach(other_partnership, coordinator, partnership, later):
    [report] = find_reports(partnership)
    assert accept_reports(other_partnership, [report.pk], by=coordinator).count == 0
    assert refuse_reports(other_partnership, [report.pk], by=coordinator).count == 0
    assert list(find_reports(other_partnership)) == []


def test_example_partnership_through_the_register(partnership, coordinator):
    """All pages come in and are accepted at once: of each action the first page that reports it is proposed."""
    listed = json.loads((EXAMPLES / "followed.json").read_text("utf-8"))["reports"]
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    for one in sorted(listed, key=lambda one: one["page"]):
        for action in one["ends"]:
            wanted.setdefault((action["page"], action["words"]), (one["page"], one["words"]))
    for path in sorted((EXAMPLES / "pages").iterdir()):
        take_page(partnership, path.name, path.read_bytes(), coordinator)
    accept_all(partnership, coordinator)
    found = {
        (one.action.passage.document.source.name, one.action.text): (one.document.source.name, words_of(one))
        for one in find_reports(partnership)
    }
    given = {(one.passage.document.source.name, one.text) for one in Action.objects.filter(parent=None)}
    wanted = {key: told for key, told in wanted.items() if key in given}
    assert {key: page for key, (page, _) in found.items()} == {key: page for key, (page, _) in wanted.items()}
    assert [
        key for key, (_, words) in wanted.items() if words not in found[key][1] and found[key][1] not in words
    ] == []
    assert len(wanted) >= 90
    assert not Action.objects.filter(state=ActionState.CLOSED).exists()
    reports = list(find_reports(partnership).values_list("pk", flat=True))
    assert accept_reports(partnership, reports, by=coordinator).count == len(reports)
    review_pages(partnership)
    assert list(find_reports(partnership)) == []
