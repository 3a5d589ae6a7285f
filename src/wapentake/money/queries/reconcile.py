"""The sums that accepted minutes state, each held against the ledger of its day, in a constant number of reads.

Only pages that count are read, and only sums in pounds. What a person said of a sum comes before what the rule says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Greatest, Substr

from wapentake.accounts.models import Partnership
from wapentake.money.models import BudgetLine, Commitment, CommitmentState, Entry, EntryKind, Fund, Posting, Reconciled
from wapentake.money.queries.position import stand
from wapentake.money.queries.sums import find_balance
from wapentake.money.rules import COSTS, RESULT, Heading, Standing, find_outstanding, first_day, has_lapsed, last_day
from wapentake.money.rules.reconciling import Figure, Kind, Outcome, Stated, Verdict, cut_sentence, weigh_sum
from wapentake.sources.queries import find_amounts
from wapentake.terms import FinancialYear, say_date

AROUND = 240  # characters on either side of a sum from which its sentence is cut
NEAR = timedelta(days=366)  # an entry further away than this from the meeting is not what it meant
VERDICTS = {
    Verdict.DIFFERS.value: "Differs",
    Verdict.PERHAPS.value: "May be it",
    Verdict.MISSING.value: "Not in the ledger",
    Verdict.AGREES.value: "Agrees",
    "settled": "You said which",
    "not-ours": "Not ours",
}
OFFERED = 40  # entries of which a person may choose one
_NO_EVENT = (EntryKind.OPENING, EntryKind.CLOSING, EntryKind.REVERSAL)


@dataclass(frozen=True, slots=True)
class Row:
    """A sum in the minutes, what the rule says of it, and what a person said."""

    passage: Any
    stated: Stated
    outcome: Outcome
    said: Reconciled | None

    @property
    def verdict(self) -> str:
        """What holds: what a person said, or else what the rule says."""
        if self.said:
            return "settled" if self.said.entry_id else "not-ours"
        return self.outcome.verdict.value


def find_stated(partnership: Partnership) -> list[tuple[Any, Stated]]:
    """Return the accepted sums of pages that have a day, the newest first, each with what is said of it."""
    begin = Greatest(F("start") - AROUND, 0)
    wide = Substr("document__text", begin + 1, F("end") + AROUND - begin)
    rows = find_amounts(partnership, {}).filter(day__isnull=False, pence__isnull=False).annotate(wide=wide)
    rows = rows.order_by("-day", "document", "start")
    return [(one, _read(one)) for one in rows if (one.data.get("currency") or "GBP") == "GBP"]


def _read(passage: Any) -> Stated:
    lead = min(passage.start, AROUND)
    sentence, before = cut_sentence(passage.wide, lead, lead + passage.end - passage.start)
    return Stated(passage.pence, passage.role, sentence, before, passage.day)


def reconcile(partnership: Partnership) -> list[Row]:
    """Return every sum with what became of it."""
    told = find_stated(partnership)
    if not told:
        return []
    ledger = Ledger(partnership, {stated.on for _, stated in told})
    events = _find_events(partnership, {stated.pence for _, stated in told})
    settled = Reconciled.objects.filter(passage__partnership=partnership).select_related("entry")
    said = {one.passage_id: one for one in settled}
    rows = []
    for passage, stated in told:
        figures = [*ledger.figures_on(stated.on), *_fit(events, passage, stated)]
        rows.append(Row(passage, stated, weigh_sum(stated, figures), said.get(passage.pk)))
    return rows


def find_offered(partnership: Partnership, stated: Stated, *, near: timedelta) -> list[Entry]:
    """Return entries that a sum may be: those of its size first, then those nearest to its day."""
    rows = Entry.objects.filter(partnership=partnership, sealed_at__isnull=False).exclude(kind__in=_NO_EVENT)
    about = rows.filter(on__range=(stated.on - near, stated.on + near))
    size = abs(stated.pence)
    same = list(about.filter(Q(size=size) | Q(postings__pence__in=(size, -size))).distinct()[:OFFERED])
    others = about.exclude(pk__in=[one.pk for one in same]).order_by("-on", "-pk")[:OFFERED]
    return [*same, *sorted(others, key=lambda one: abs(one.on - stated.on))][:OFFERED]


@dataclass(frozen=True, slots=True)
class _Event:
    """An entry, a commitment or a line of a budget that may be what minutes mean, with the page on which it rests."""

    figure: Figure
    on: date
    document: int | None


def _fit(events: Mapping[int, Sequence[_Event]], passage: Any, stated: Stated) -> Iterator[Figure]:
    """Give the events of this sum that are near its day, the nearest first."""
    own = [one for one in events.get(abs(stated.pence), ()) if abs(one.on - stated.on) <= NEAR]
    for one in sorted(own, key=lambda event: abs(event.on - stated.on)):
        told = one.figure
        same = one.document is not None and one.document == passage.document_id
        yield Figure(told.kind, told.pence, told.says, told.names, told.start, told.pk, is_same_page=same)


def _find_events(partnership: Partnership, sums: set[int]) -> dict[int, list[_Event]]:
    """Return the entries, commitments and lines of budgets that come to each of these sums, in three reads."""
    wanted = [abs(pence) for pence in sums]
    both = [*wanted, *(-pence for pence in wanted)]
    rows = Posting.objects.filter(fund__partnership=partnership, counts_on__isnull=False, pence__in=both)
    rows = rows.exclude(entry__kind__in=_NO_EVENT).filter(entry__reversed_by=None)
    names = ("entry", "pence", "entry__text", "entry__party", "entry__on", "fund__name", "entry__kind")
    pages = ("entry__passage__document", "entry__decision__passage__document")
    found: dict[tuple[int, int], _Event] = {}
    for pk, pence, text, party, on, fund, kind, own, decided in rows.values_list(*names, *pages).order_by("entry"):
        label = EntryKind(kind).label.lower()
        says = f"entry {pk} of {say_date(on)}, {label}: {text}"
        figure = Figure(Kind.ENTRY, abs(pence), says, f"{text} {party} {fund}", FinancialYear.of(on).start, pk)
        found.setdefault((pk, abs(pence)), _Event(figure, on, own or decided))
    by_sum: dict[int, list[_Event]] = defaultdict(list)
    for one in (*found.values(), *_find_promises(partnership, wanted), *_find_lines(partnership, wanted)):
        by_sum[one.figure.pence].append(one)
    return by_sum


def _find_promises(partnership: Partnership, wanted: Sequence[int]) -> Iterator[_Event]:
    rows = Commitment.objects.filter(Q(pence__in=wanted) | Q(whole__in=wanted), partnership=partnership)
    for one in rows.select_related("fund", "decision__passage"):
        document = one.decision.passage.document_id if one.decision else None
        says = f"the commitment of {say_date(one.agreed_on)}: {one.title}"
        for pence in {one.pence, one.whole or one.pence}:
            figure = Figure(Kind.COMMITMENT, pence, says, f"{one.title} {one.supplier}", pk=one.pk)
            yield _Event(figure, one.agreed_on, document)


def _find_lines(partnership: Partnership, wanted: Sequence[int]) -> Iterator[_Event]:
    rows = BudgetLine.objects.filter(fund__partnership=partnership, pence__in=wanted)
    for one in rows.select_related("fund__journal", "tactical_action", "decision__passage"):
        document = one.decision.passage.document_id if one.decision else None
        start = one.fund.journal.start
        says = f"the original budget of {one.tactical_action} from {one.fund}, {one.fund.journal}"
        figure = Figure(Kind.LINE, one.pence, says, f"{one.tactical_action} {one.fund}", start, one.fund_id)
        yield _Event(figure, first_day(start), document)


class Ledger:
    """What the ledger says on days: read once, and added up from day to day."""

    def __init__(self, partnership: Partnership, days: Iterable[date]) -> None:
        """Read all that makes balances, in four reads, and add it up for each of the days and each year's end."""
        rows = Fund.objects.filter(partnership=partnership).select_related("journal").order_by("journal__start", "name")
        self.funds = list(rows)
        self.starts = sorted({fund.journal.start for fund in self.funds})
        self._sums = self._add_up(set(days) | {last_day(start) for start in self.starts})
        self._promises = self._read_promises(partnership)
        self._known: dict[date, list[Figure]] = {}

    def _add_up(self, days: set[date]) -> dict[date, dict[int, dict[Heading, int]]]:
        own = Posting.objects.filter(fund__in=[one.pk for one in self.funds], counts_on__isnull=False)
        rows = own.filter(heading__in=RESULT).values_list("counts_on", "fund", "heading").annotate(pence=Sum("pence"))
        moved = rows.order_by("counts_on").iterator()
        running: dict[int, dict[Heading, int]] = defaultdict(lambda: defaultdict(int))
        found, row = {}, next(moved, None)
        for day in sorted(days):
            while row is not None and row[0] <= day:
                running[row[1]][Heading(row[2])] += row[3]
                row = next(moved, None)
            found[day] = {fund: dict(sums) for fund, sums in running.items()}
        return found

    @staticmethod
    def _read_promises(partnership: Partnership) -> list[tuple[Commitment, list[tuple[date, int]]]]:
        live = (CommitmentState.COMMITTED, CommitmentState.CONDITIONAL)
        known = list(Commitment.objects.filter(partnership=partnership, state__in=live))
        costs: dict[int, list[tuple[date, int]]] = defaultdict(list)
        rows = Posting.objects.filter(entry__commitment__in=known, counts_on__isnull=False, heading__in=COSTS)
        for pk, day, pence in rows.values_list("entry__commitment", "counts_on", "pence"):
            if pk and day:  # as the condition above says
                costs[pk].append((day, pence))
        return [(one, costs[one.pk]) for one in known]

    def _stand(self, start: int, day: date) -> tuple[Standing, dict[Heading, int]]:
        """Return where all funds of a year stand on a day, and what stands under each heading."""
        held: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for one, costs in self._promises:
            if one.agreed_on > day or has_lapsed(one.lapses_on if one.state == "conditional" else None, today=day):
                continue
            left = find_outstanding(one.pence, spent=sum(pence for on, pence in costs if on <= day))
            committed, conditional = held[one.fund_id]
            waits = one.state == CommitmentState.CONDITIONAL
            held[one.fund_id] = (committed + left * (not waits), conditional + left * waits)
        whole, headings = Standing(), defaultdict[Heading, int](int)
        for fund in self.funds:
            if fund.journal.start == start:
                sums = self._sums[day].get(fund.pk, {})
                whole += stand(fund, sums, held[fund.pk]).standing
                for heading, pence in sums.items():
                    headings[heading] += pence
        return whole, headings

    def figures_on(self, day: date) -> list[Figure]:
        """Return the figures of a day, and those with which earlier years closed."""
        if day not in self._known:
            own = FinancialYear.of(day).start
            made = list(self._figures(own, day, is_closing=False)) if own in self.starts else []
            for start in self.starts:
                if last_day(start) < day:
                    made += self._figures(start, last_day(start), is_closing=True)
            self._known[day] = made
        return self._known[day]

    def _figures(self, start: int, day: date, *, is_closing: bool) -> Iterator[Figure]:
        whole, headings = self._stand(start, day)
        year = str(FinancialYear(start))
        when = f"at the end of {year}" if is_closing else f"on {say_date(day)}"
        given = -headings[Heading.GRANT] - headings[Heading.OPENING]
        kind = Kind.CLOSING if is_closing else Kind.BALANCE
        said = f"the closing balance of {year}" if is_closing else f"the balance {when}"
        yield Figure(kind, whole.balance, said, start=start)
        apart = whole.balance - whole.ring_fenced
        without = f"the balance without ring-fenced money {when}"
        yield Figure(Kind.FREE, apart, without, "ring fenced deducted deducting", start)
        yield Figure(Kind.FREE, whole.free, f"what was free {when}", "free", start)
        yield Figure(Kind.BUDGET, given - headings[Heading.VIREMENT], f"the budget of {year}", "budget", start)
        yield Figure(Kind.BUDGET, -headings[Heading.GRANT], f"the awards of {year}", "awards", start)
        spent = headings[Heading.SPEND] + headings[Heading.CAPITAL]
        yield Figure(Kind.SPENT, spent, f"what was spent on {year} by {say_date(day)}", "spent spending", start)
        late = f"what earlier years cost in {year}"
        yield Figure(Kind.LATE, headings[Heading.PRIOR], late, "additional expenditure earlier previous late", start)
        for fund in self.funds:
            if fund.journal.start == start:
                yield from self._tell_fund(fund, day, when)

    def _tell_fund(self, fund: Fund, day: date, when: str) -> Iterator[Figure]:
        sums, start = self._sums[day].get(fund.pk, {}), fund.journal.start
        balance = find_balance(sums)
        yield Figure(Kind.FUND, balance, f"what {fund} had {when}", fund.name, start, fund.pk)
        award = fund.award or -sums.get(Heading.GRANT, 0)
        if award:
            yield Figure(Kind.AWARD, award, f"the award of {fund}, {fund.journal}", fund.name, start, fund.pk)


def count_verdicts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many sums there are of each kind of outcome."""
    counts = dict.fromkeys(VERDICTS, 0)
    for row in rows:
        counts[row.verdict] += 1
    return counts
