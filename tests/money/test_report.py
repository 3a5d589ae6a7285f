"""The treasurer's report: its lines and where each stands, and that it adds up to the position, to the penny."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.money.made import pence
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.money.changes import put_outlook, reverse_entry
from wapentake.money.models import BudgetLine, Outlook
from wapentake.money.queries.groups import BROUGHT, NO_OBJECTIVE, NONE, RESERVES
from wapentake.money.queries.position import find_position
from wapentake.money.queries.report import find_report
from wapentake.money.rules import Heading

pytestmark = pytest.mark.django_db
DAY = date(2017, 9, 4)
YEAR_END = date(2018, 3, 31)


def check_ties(journal, until=YEAR_END):
    """What the report adds up to is the position, to the penny."""
    report = find_report(journal, until=until)
    position = find_position(journal, today=until, until=until)
    total, whole = report.total, position.whole
    assert total.current - total.actual - report.late_total == whole.balance
    assert (total.committed, total.conditional) == (whole.committed, whole.conditional)
    assert total.uncommitted - report.late_total - whole.ring_fenced == whole.free
    assert (total.actual, report.late_total) == (-position.spent, -position.given(Heading.PRIOR))
    assert report.position.whole == whole
    assert [row.standing for row in report.position.rows] == [row.standing for row in position.rows]
    assert report.spent_by_month[-1] == total.actual
    return report


def told(report):
    """The lines of a report in pounds: original, virements, actual, committed, conditional, forecast, variance."""
    return {
        (group.title, line.tactical_action.title if line.tactical_action else "", line.fund.name): [
            sum_ / 100
            for sum_ in (
                line.figures.original, line.figures.virements, line.figures.actual, line.figures.committed,
                line.figures.conditional, line.figures.forecast, line.figures.variance,
            )
        ]
        for group in report.groups
        for line in group.lines
    }  # fmt: skip


def test_every_kind_of_line_stands_where_people_look_for_it(books, coordinator):
    patrol, light = books.plan("Patrols", "Lights")
    [course] = books.plan("A course", objective="People feel safe")
    [alone] = books.plan("Alone", objective="People feel safe")
    alone.categories.clear()
    main = books.fund("Main", 1000)
    other = books.fund("Other", 200)
    reserve = books.fund("Reserve", 300, kind="reserve")
    brought = books.fund("Before", kind="brought")
    books.tell("brought-forward", brought, -50)
    books.budget(main, {patrol: 600, light: 100})
    moved = {"decided": "The partnership, 12 June 2017"}
    books.tell("virement", main, 40, to=main, tactical_action=patrol, to_tactical_action=light, **moved)
    books.tell("virement", reserve, 30, to=other, to_tactical_action=patrol, **moved)
    books.invoice(main, 120, vat=pence(20), tactical_action=patrol)
    promise = books.commit(main, 200, tactical_action=patrol)
    books.invoice(main, 50, commitment=promise)
    books.commit(main, 70, tactical_action=course, condition="Every place is filled")
    books.invoice(main, 11, tactical_action=light, belongs_to=2016)
    books.invoice(main, 5, tactical_action=alone)
    put_outlook(main, light, pence(25), note="Winter is long", on=DAY, by=coordinator)
    report = check_ties(books.journal)
    first, second = "Fewer people are hurt", "People feel safe"
    assert told(report) == {
        (first, "Patrols", "Main"): [600, -40, 150, 150, 0, 300, 260],
        (first, "Patrols", "Other"): [0, 30, 0, 0, 0, 0, 30],
        (first, "Lights", "Main"): [100, 40, 0, 0, 0, 25, 115],
        (second, "A course", "Main"): [0, 0, 0, 0, 70, 0, 0],
        (NO_OBJECTIVE, "Alone", "Main"): [0, 0, 5, 0, 0, 5, -5],
        (NONE, "", "Main"): [300, 0, 0, 0, 0, 0, 300],
        (NONE, "", "Other"): [200, 0, 0, 0, 0, 0, 200],
        (BROUGHT, "", "Before"): [-50, 0, 0, 0, 0, 0, -50],
        (RESERVES, "", "Reserve"): [300, -30, 0, 0, 0, 0, 270],
    }
    assert [(one.fund.name, one.tactical_action, one.pence) for one in report.late] == [("Main", light, pence(11))]
    assert report.groups[0].lines[2].note == "Winter is long"
    assert report.groups[0].lines[0].figures.uncommitted == pence(260)
    assert report.profile[-1] == pence(1000 + 200 - 50 + 30)


def test_report_of_an_earlier_day_knows_nothing_of_what_came_later(books):
    [patrol] = books.plan("Patrols")
    main = books.fund("Main", 1000)
    promise = books.commit(main, 200, tactical_action=patrol)
    books.commit(main, 100, tactical_action=patrol, agreed_on=date(2017, 10, 1))
    books.invoice(main, 200, commitment=promise, on=date(2018, 2, 1))
    figures = check_ties(books.journal, until=DAY).groups[0].lines[0].figures
    assert (figures.actual, figures.committed) == (0, pence(200))
    figures = check_ties(books.journal).groups[0].lines[0].figures
    assert (figures.actual, figures.committed) == (pence(200), pence(100))


# What may happen in a random history: a kind of event, which funds and tactical actions, how much, and on which day.
EVENTS = st.tuples(
    st.sampled_from(("invoice", "late", "credit-note", "accrual", "virement", "commit", "wait", "budget", "back")),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 50_000),
    st.integers(0, 300),
)


def happen(books, event, funds, actions):
    """Let one event of a history happen; what the rules do not allow is not in it."""
    kind, fund, to, about, other, sum_, days = event
    on = date(2017, 4, 2) + timedelta(days=days)
    more = {"tactical_action": actions[about], "on": on}
    source, pounds = funds[fund], f"{sum_ / 100:.2f}"
    steps = {
        "late": lambda: books.invoice(source, pounds, belongs_to=2016, **more),
        "virement": lambda: books.tell(
            "virement", source, pounds, to=funds[to], to_tactical_action=actions[other], decided="x", **more
        ),
        "commit": lambda: books.commit(source, pounds, tactical_action=actions[about], agreed_on=on, decided="x"),
        "wait": lambda: books.commit(
            source, pounds, tactical_action=actions[about], agreed_on=on, condition="x", decided="x",
            lapses_on=on + timedelta(days=90),
        ),
        "budget": lambda: books.budget(source, {actions[about] or actions[1]: pounds}),
        "back": lambda: reverse_entry(
            books.journal.entries.exclude(kind="reversal").latest("pk"),
            on=on, why="x", journal=books.journal, by=books.by,
        ),
    }  # fmt: skip
    try:
        steps.get(kind, lambda: books.tell(kind, source, pounds, **more))()
    except Refused:
        return


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=1, max_size=12), until=st.integers(0, 364))
def test_report_adds_up_to_the_position_after_any_history(books, events, until):
    number = books.journal.funds.count()
    funds = [
        books.fund(f"Main {number}", 900),
        books.fund(f"Fenced {number}", 300, is_ring_fenced=True, criteria="x"),
        books.fund(f"Reserve {number}", 100, kind="reserve"),
    ]
    actions = [None, *books.plan(f"Patrols {number}", f"Lights {number}"), *books.plan("x", objective="Safe")]
    for event in events:
        happen(books, event, funds, actions)
    check_ties(books.journal)
    check_ties(books.journal, until=date(2017, 4, 1) + timedelta(days=until))


@pytest.mark.parametrize("many", [1, 3])
def test_report_asks_a_constant_number_of_queries(many, books, django_assert_num_queries):
    actions = books.plan(*(f"Action {number}" for number in range(many)))
    for number, one in enumerate(actions):
        fund = books.fund(f"Fund {number}", 100)
        books.budget(fund, {one: 50})
        books.invoice(fund, 30, tactical_action=one)
        books.commit(fund, 20, tactical_action=one)
        put_outlook(fund, one, 5, note="x", on=DAY, by=books.by)
    with django_assert_num_queries(9):  # funds; actions, objectives; sums; held, spent; budget, outlooks; days
        assert len(find_report(books.journal, until=YEAR_END).groups[0].lines) == many


def test_budget_is_never_more_than_the_fund_has_and_is_written_anew(books):
    patrol, light = books.plan("Patrols", "Lights")
    fund = books.fund("Main", 100)
    assert len(books.budget(fund, {patrol: 60, light: 40})) == 2
    with pytest.raises(Refused, match="and the fund has £100"):
        books.budget(fund, {patrol: "60.01", light: 40})
    changes = Change.objects.filter(verb="budgeted").count()
    books.budget(fund, {patrol: 60, light: 40}, decided="somebody else")
    assert Change.objects.filter(verb="budgeted").count() == changes
    books.budget(fund, {patrol: 70, light: 0}, decided="The partnership, 12 June 2017")
    line = BudgetLine.objects.get()
    assert (line.tactical_action, line.pence, line.decided) == (patrol, 7000, "The partnership, 12 June 2017")


def test_outlook_is_written_once_for_each_part_and_taken_away(books, coordinator):
    [patrol] = books.plan("Patrols")
    fund = books.fund("Main", 100)
    for action in (patrol, None):
        for sum_ in (5, 7):
            put_outlook(fund, action, sum_, note="", on=DAY, by=coordinator)
    assert set(Outlook.objects.values_list("tactical_action", "pence")) == {(patrol.pk, 7), (None, 7)}
    put_outlook(fund, patrol, None, note="", on=DAY, by=coordinator)
    assert Outlook.objects.get().tactical_action is None
