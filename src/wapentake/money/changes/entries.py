"""Entries: drafted, sealed, and dropped while they are drafts. One at a time, or many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Decision
from wapentake.money.models import Commitment, Entry, EntryKind, Fund, Journal, Limit, Posting
from wapentake.money.queries.position import find_headroom
from wapentake.money.queries.sums import sum_spent
from wapentake.money.rules import (
    COSTS,
    RESULT,
    Line,
    check_lines,
    check_seal,
    find_beyond,
    find_limit,
    find_outstanding,
    find_size,
    first_day,
    last_day,
)
from wapentake.plans.models import TacticalAction
from wapentake.sources.models import Passage
from wapentake.terms import say_date

AT_ONCE = 500
SEALED = "This entry is sealed, so it stays as it is. Nothing was changed. Reverse it, and enter it again."
OTHER_YEAR = (
    "{day} is not in {year}. Nothing was entered. Choose a day of that year, or enter it in the year of its day."
)
CLOSED = "The year {year} is closed. Nothing was entered. Enter what came late in the year that is open, as prior-year."
SHUT = "The periods up to {day} are shut. Nothing was entered. Enter it on a later day."
OTHER_FUND = "A fund of another year was named. Nothing was entered. Choose a fund of {year}."
OTHER_PLAN = "A tactical action of another partnership was named. Nothing was entered. Choose one of your own plan."


def new_key() -> str:
    """Return a key of its own for an entry that nothing else names."""
    return uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An entry to be written. Two with one `key` are the same entry. `more` holds its other columns."""

    kind: EntryKind
    on: date
    text: str
    lines: Sequence[Line]
    key: str = field(default_factory=new_key)
    commitment: Commitment | None = None
    decision: Decision | None = None
    passage: Passage | None = None
    more: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def draft_entries(journal: Journal, drafts: Sequence[Draft], *, by: Actor) -> list[Entry]:
    """Write entries as drafts; one whose key is known already is not written again. Returns all of them, in order.

    Raises: Refused where the rules do not allow one of them, and then none is written.
    """
    journal = Journal.objects.select_for_update().get(pk=journal.pk)
    funds = {fund.pk: fund for fund in journal.funds.all()}
    for draft in drafts:
        _check(journal, funds, draft)
    _check_plan(journal, {line.tactical_action for one in drafts for line in one.lines if line.tactical_action})
    known = Entry.objects.filter(partnership=journal.partnership_id)
    there = {one.key: one for keys in _chunks(drafts) for one in known.filter(key__in=[each.key for each in keys])}
    rows = {draft.key: _row(journal, draft, by=by) for draft in drafts if draft.key not in there}
    made = Entry.objects.bulk_create(rows.values(), batch_size=AT_ONCE)
    lines = {draft.key: draft.lines for draft in drafts}
    Posting.objects.bulk_create(
        (
            Posting(
                entry=one,
                heading=each.heading,
                fund_id=each.fund,
                pence=each.pence,
                tactical_action_id=each.tactical_action,
            )
            for one in made
            for each in lines[one.key]
        ),
        batch_size=AT_ONCE,
    )
    log_changes(_tell("drafted", one, by=by) for one in made)
    there |= {one.key: one for one in made}
    return [there[draft.key] for draft in drafts]


def _chunks(drafts: Sequence[Draft]) -> Iterable[Sequence[Draft]]:
    return (drafts[first : first + AT_ONCE] for first in range(0, len(drafts), AT_ONCE))


def _check(journal: Journal, funds: dict[int, Fund], draft: Draft) -> None:
    if journal.is_closed:
        raise Refused("closed", CLOSED.format(year=journal))
    if not first_day(journal.start) <= draft.on <= last_day(journal.start):
        raise Refused("other-year", OTHER_YEAR.format(day=say_date(draft.on), year=journal))
    if journal.shut_to and draft.on <= journal.shut_to:
        raise Refused("shut", SHUT.format(day=say_date(journal.shut_to)))
    if any(line.fund not in funds for line in draft.lines):
        raise Refused("other-fund", OTHER_FUND.format(year=journal))
    capital = (pk for pk, fund in funds.items() if fund.is_capital)
    verdict = check_lines(draft.lines, capital_funds=capital)
    if not verdict.ok:
        raise Refused("entry", " ".join((*verdict.reasons, "Nothing was entered.")))


def _check_plan(journal: Journal, named: Set[int]) -> None:
    own = TacticalAction.objects.filter(partnership=journal.partnership_id, pk__in=named) if named else ()
    if len(own) < len(named):
        raise Refused("other-plan", OTHER_PLAN)


def _row(journal: Journal, draft: Draft, *, by: Actor) -> Entry:
    return Entry(
        partnership_id=journal.partnership_id,
        journal=journal,
        kind=draft.kind,
        on=draft.on,
        text=draft.text[:300],
        size=find_size(draft.lines),
        commitment=draft.commitment,
        decision=draft.decision,
        passage=draft.passage,
        key=draft.key,
        drafted_by_id=by.pk,
        drafted_by_name=str(by)[:200],
        drafted_at=timezone.now(),
        **draft.more,
    )


def _tell(verb: str, entry: Entry, *, by: Actor) -> Any:
    told = {"text": entry.text, "on": entry.on, "sum": entry.amount.say()}
    return make_change(verb, entry, partnership=entry.partnership_id, by=by, after=told)


@transaction.atomic
def seal_entries(entries: Sequence[Entry], *, by: Actor) -> None:
    """Seal drafts of one journal, in this order; the same sealed again stays as it is.

    Means: a cost is flagged where it goes beyond what its fund has left. Raises Refused where whoever entered one of
    them may not approve it.
    """
    drafts, funds = _hold(entries)
    limits = _find_limits(drafts[0].partnership_id) if drafts else []
    for one in drafts:
        verdict = check_seal(one.size, limit=find_limit(limits, one.on), is_own=one.drafted_by_id == by.pk)
        if not verdict.ok:
            raise Refused("own-eyes", " ".join(verdict.reasons))
    _seal(drafts, funds, by=by)


def seal_closing(entries: Sequence[Entry], *, by: Actor) -> None:
    """Seal what closing a year wrote by itself: it moves what is there, and takes nothing in or out."""
    drafts, funds = _hold(entries)
    _seal(drafts, funds, by=by)


def _seal(drafts: Sequence[Entry], funds: Sequence[Fund], *, by: Actor) -> None:
    _flag(drafts, funds)
    ids = [one.pk for one in drafts]
    for first in range(0, len(ids), AT_ONCE):
        Entry.objects.filter(pk__in=ids[first : first + AT_ONCE]).update(
            sealed_at=timezone.now(), sealed_by_id=by.pk, sealed_by_name=str(by)[:200]
        )
    log_changes(_tell("sealed", one, by=by) for one in drafts)


def _hold(entries: Sequence[Entry]) -> tuple[list[Entry], list[Fund]]:
    """Lock the funds of entries, then those that are drafts: whoever commits money of a fund waits for it too."""
    ids = [one.pk for one in entries]
    chunks = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
    funds: set[int] = set()
    for some in chunks:
        funds |= set(Posting.objects.filter(entry__in=some).values_list("fund", flat=True))
    locked = lock_funds(funds)
    held: list[Entry] = []
    for some in chunks:
        rows = Entry.objects.select_for_update(of=("self",)).filter(pk__in=some)
        held += rows.select_related("commitment").prefetch_related("postings")
    drafts = {one.pk: one for one in held if not one.is_sealed}
    return [drafts[pk] for pk in dict.fromkeys(ids) if pk in drafts], locked


def lock_funds(funds: Iterable[int]) -> list[Fund]:
    """Lock these funds, in one order, so that nobody else spends what they have left meanwhile."""
    return list(Fund.objects.select_for_update().filter(pk__in=list(funds)).order_by("pk"))


def _find_limits(partnership: int) -> list[tuple[date, int | None]]:
    return list(Limit.objects.filter(partnership=partnership).order_by("-since").values_list("since", "pence"))


def _flag(drafts: Sequence[Entry], funds: Sequence[Fund]) -> None:
    """Write on each cost by how much it goes beyond what its fund has left, those before it counted."""
    left = find_headroom(funds, today=max((one.on for one in drafts), default=date.max))
    promised = {one.commitment.pk: one.commitment for one in drafts if one.commitment and one.commitment.is_live}
    spent = defaultdict(int, sum_spent(promised))
    for one in drafts:
        beyond = 0
        for fund, cost, gain in _weigh(one):
            promise = promised.get(one.commitment_id or 0)
            covered = 0
            if promise and promise.fund_id == fund:
                before = find_outstanding(promise.pence, spent=spent[promise.pk])
                spent[promise.pk] += cost
                covered = before - find_outstanding(promise.pence, spent=spent[promise.pk])
            beyond += find_beyond(cost - covered, left=left[fund])
            left[fund] += gain + covered
        if beyond:
            Entry.objects.filter(pk=one.pk).update(beyond=beyond)


def _weigh(entry: Entry) -> list[tuple[int, int, int]]:
    """Return for each fund of an entry what it costs the fund, and by how much the balance changes."""
    costs: dict[int, int] = defaultdict(int)
    gains: dict[int, int] = defaultdict(int)
    for line in entry.postings.all():
        costs[line.fund_id] += line.pence if line.heading in COSTS else 0
        gains[line.fund_id] -= line.pence if line.heading in RESULT else 0
    return [(fund, costs[fund], gains[fund]) for fund in costs]


@transaction.atomic
def enter(journal: Journal, draft: Draft, *, by: Actor) -> Entry:
    """Write an entry, and seal it where whoever enters it may approve it; else it stays a draft for somebody else."""
    [entry] = draft_entries(journal, [draft], by=by)
    limit = find_limit(_find_limits(entry.partnership_id), entry.on)
    if not entry.is_sealed and check_seal(entry.size, limit=limit, is_own=entry.drafted_by_id == by.pk).ok:
        seal_entries([entry], by=by)
    return Entry.objects.get(pk=entry.pk)


@transaction.atomic
def drop_draft(entry: Entry, *, by: Actor) -> None:
    """Take a draft away; the log keeps what it was. Raises Refused where it is sealed."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.is_sealed:
        raise Refused("sealed", SEALED)
    before = {"text": entry.text, "on": entry.on, "sum": entry.amount.say()}
    log_change("dropped", entry, partnership=entry.partnership_id, by=by, before=before)
    entry.delete()
