"""Lines of extracts against the journal: what waits on either side, and what may belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum

from wapentake.accounts.models import Partnership
from wapentake.extracts.models import KINDS, OPEN_LINES, Extract, ExtractLine
from wapentake.extracts.rules import Entered, Match, Promised, Wanted, choose_best, match_commitments, match_entries
from wapentake.kit.lists import match_words, within_days
from wapentake.money.models import Commitment, CommitmentState, Entry, Fund, Posting
from wapentake.money.queries.sums import sum_spent
from wapentake.money.rules import Heading, find_outstanding
from wapentake.terms import FinancialYear

MOST_SHOWN = 100
_AROUND = timedelta(days=60)


def find_extracts(partnership: Partnership) -> QuerySet[Extract]:
    """Return the files that came, without their bytes."""
    return Extract.objects.filter(partnership=partnership).select_related("mapping").defer("data")


def find_lines(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[ExtractLine]:
    """Return the lines that are asked for: by state, days and words."""
    rows = ExtractLine.objects.filter(within_days("on", wanted), partnership=partnership)
    state = wanted.get("state", "")
    if state == "unmatched":
        rows = rows.filter(OPEN_LINES)
    elif state:
        rows = rows.filter(state=state).exclude(OPEN_LINES)
    rows = rows.filter(match_words(wanted.get("words", ""), "text", "party", "reference", "order", "code"))
    return rows.select_related("extract__mapping", "entry", "commitment").defer("extract__data")


def find_unconfirmed(partnership: Partnership) -> QuerySet[Entry]:
    """Return the entries that no line confirmed, of the kinds and within the days of which lines came."""
    lines = ExtractLine.objects.filter(partnership=partnership)
    covered = lines.values_list("kind").annotate(first=Min("on"), last=Max("on")).order_by()
    asked = Q(pk__in=[])
    for kind, first, last in covered:
        asked |= Q(kind=kind, on__range=(first, last))
    rows = Entry.objects.filter(asked, partnership=partnership, extract_line=None, reversed_by=None)
    return rows.order_by("on", "pk")


@dataclass(frozen=True, slots=True)
class Suggested:
    """A line that waits, what is suggested for it and why, and the fund from which it would be paid."""

    line: ExtractLine
    fund: Fund | None
    entry: Entry | None = None
    commitment: Commitment | None = None
    why: str = ""

    @property
    def tick(self) -> str:
        """Return what a form sends where this is accepted: "12-entry-7"; "" where nothing can be."""
        what = {"entry": self.entry, "commitment": self.commitment, "fund": self.fund}
        return next((f"{self.line.pk}-{name}-{one.pk}" for name, one in what.items() if one), "")


def suggest(lines: Sequence[ExtractLine]) -> list[Suggested]:
    """Return for each of these lines, all of one partnership, the one thing that is likeliest; nothing stands twice."""
    found = find_matches(lines)
    entries = choose_best((pk, matches) for pk, (matches, _) in found.items())
    known = Entry.objects.in_bulk([one.pk for one in entries.values()])
    promised = Commitment.objects.select_related("fund").in_bulk({m.pk for _, many in found.values() for m in many[:1]})
    funds = find_funds(lines)
    told = []
    for line in lines:
        match = entries.get(line.pk)
        promise = next(iter(found[line.pk][1]), None)
        if match:
            told.append(Suggested(line, funds.get(line.pk), entry=known[match.pk], why=match.say()))
        elif promise and not line.commitment_id:
            commitment = promised[promise.pk]
            told.append(Suggested(line, commitment.fund, commitment=commitment, why=promise.say()))
        else:
            told.append(Suggested(line, funds.get(line.pk)))
    return told


def find_matches(lines: Sequence[ExtractLine]) -> dict[int, tuple[list[Match], list[Match]]]:
    """Return for each of these lines the entries and the commitments that may match it, in five queries at most."""
    if not lines:
        return {}
    partnership = lines[0].partnership_id
    entries = find_candidates(partnership, lines)
    promised = find_promised(partnership)
    wanted = {line.pk: make_wanted(line) for line in lines}
    return {pk: (match_entries(one, entries), match_commitments(one, promised)) for pk, one in wanted.items()}


def make_wanted(line: ExtractLine) -> Wanted:
    """Return a line as it is set against the journal."""
    return Wanted(
        kind=line.kind, on=line.on, pence=abs(line.pence), party=line.party, reference=line.reference,
        order=line.order, text=line.text, vat=abs(line.vat),
    )  # fmt: skip


def find_candidates(partnership: int, lines: Sequence[ExtractLine]) -> list[Entered]:
    """Return the entries that these lines may confirm: around their days, or with one of their sums."""
    first, last = min(line.on for line in lines) - _AROUND, max(line.on for line in lines) + _AROUND
    rows = Entry.objects.filter(partnership=partnership, kind__in=KINDS, extract_line=None, reversed_by=None)
    numbers = {line.reference for line in lines if line.reference}
    near = Q(on__range=(first, last)) | Q(reference__in=list(numbers)[:500])
    found = list(rows.filter(near).only("pk", "kind", "on", "size", "party", "reference"))
    vat = _sum_vat(one.pk for one in found)
    return [
        Entered(
            pk=one.pk, kind=one.kind, on=one.on, pence=one.size, net=one.size - abs(vat.get(one.pk, 0)),
            party=one.party, reference=one.reference,
        )
        for one in found
    ]  # fmt: skip


def _sum_vat(entries: Iterable[int]) -> dict[int, int]:
    rows = Posting.objects.filter(heading=Heading.VAT, entry__in=list(entries))
    return dict(rows.values_list("entry").annotate(pence=Sum("pence")).order_by())


def find_promised(partnership: int) -> list[Promised]:
    """Return the commitments of open years that may still cost something."""
    rows = Commitment.objects.filter(
        partnership=partnership, state=CommitmentState.COMMITTED, fund__journal__closed_at=None
    )
    live = list(rows.only("pk", "ref", "title", "supplier", "pence", "agreed_on"))
    spent = sum_spent(one.pk for one in live) if live else {}
    found = [(one, find_outstanding(one.pence, spent=spent.get(one.pk, 0))) for one in live]
    return [
        Promised(pk=one.pk, title=one.title, supplier=one.supplier, left=left, agreed_on=one.agreed_on, ref=one.ref)
        for one, left in found
        if left
    ]


def find_funds(lines: Sequence[ExtractLine]) -> dict[int, Fund]:
    """Return the fund from which each of these lines would be paid: its commitment's, or the one its code names."""
    if not lines:
        return {}
    asked = [line for line in lines if line.fund_name or line.commitment_id]
    years = {FinancialYear.of(line.on).start for line in asked}
    rows = Fund.objects.filter(partnership=lines[0].partnership_id, journal__start__in=years).select_related("journal")
    funds = list(rows) if asked else []
    by_name = {(one.journal.start, one.name.lower()): one for one in funds}
    by_number = {one.pk: one for one in funds}
    found = {}
    for line in asked:
        promised = by_number.get(line.commitment.fund_id) if line.commitment else None
        fund = promised or by_name.get((year_of(line.on), line.fund_name.lower()))
        if fund:
            found[line.pk] = fund
    return found


def year_of(on: date) -> int:
    """Return in which year's journal a day lies, by the year in which it begins."""
    return FinancialYear.of(on).start
