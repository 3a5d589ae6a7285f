"""What is wrong or doubtful in a record: each check looks at one thing and says in plain words what it saw, and where.

Checks are pure and stand by subject: `page`, `days`, `people`, `money`, `numbers`, `privacy`. The codes that they give,
and how much each matters, are in `wapentake.terms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from wapentake.reading.document import Trouble
from wapentake.reading.findings import days, money, numbers, page, people, privacy
from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.layout import Layout
from wapentake.reading.record import Finding, Record
from wapentake.terms import FindingCode

_ORDER = {code.value: place for place, code in enumerate(FindingCode)}


def find_findings(record: Record, layout: Layout, troubles: tuple[Trouble, ...] = ()) -> tuple[Finding, ...]:
    """Return what is wrong or doubtful in a record, in the order of the codes and then of the page.

    Reads: a record that has no findings yet, the layout of its page, and what the format reader saw.
    """
    found = [make_finding(trouble.code, trouble.words) for trouble in troubles]
    scanned = any(one.code == FindingCode.SCANNED_PAGE for one in found)
    found += (one for one in _check(View(record, layout)) if not (scanned and one.code == FindingCode.NOT_MINUTES))
    return tuple(sorted(found, key=lambda one: (_ORDER[one.code], one.spans)))


def _check(view: View) -> Iterator[Finding]:
    """Yield what every check finds."""
    named = days.named_days(view)
    yield from page.find_truncated(view)
    yield from page.find_no_minutes(view)
    yield from page.find_no_date(view)
    yield from page.find_ownerless_actions(view)
    yield from page.find_undated_actions(view)
    yield from days.find_wrong_weekdays(view, named)
    yield from days.find_conflicting_minutes(view, named)
    yield from days.find_conflicting_next(view, named)
    yield from days.find_conflicting_events(view, named)
    yield from days.find_wrong_tenses(view, named)
    yield from people.find_unknown_initials(view)
    yield from people.find_two_spellings(view)
    yield from people.find_two_organisations(view)
    yield from money.find_wrong_sums(view)
    yield from money.find_restated_balances(view)
    yield from money.find_over_allocations(view)
    yield from numbers.find_chance_changes(view)
    yield from numbers.find_wrong_counts(view)
    yield from privacy.find_personal_details(view)
