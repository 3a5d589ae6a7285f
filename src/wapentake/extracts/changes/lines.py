"""Lines: matched with an entry or a commitment, entered in the journal, left aside, and let go again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wapentake.extracts.models import ExtractLine, LineState
from wapentake.extracts.queries.matches import find_funds, year_of
from wapentake.extracts.queries.undoing import KEY
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes import Told, enter_event
from wapentake.money.models import Commitment, Entry, EntryKind, Fund, Journal, Nature
from wapentake.terms import Amount, FinancialYear

NOT_OPEN = "This line is {state} already. Nothing was changed. Let it go first, if that is wrong."
OTHER_KIND = "The line is of another kind than the entry. Nothing was changed. Choose another entry."
TAKEN = "Another line has confirmed this entry. Nothing was changed. Choose another entry, or let that line go first."
REVERSED = (
    "This line was entered before, and the entry was taken back. Nothing was entered. If it is to be entered again, "
    "enter it in the journal, and match it with the line."
)
NO_YEAR = "There is no journal of {year}. Nothing was entered. Open the year first, under “Years and limits”."
NO_FUND = "No fund is known for this line. Nothing was entered. Enter it on its own page, where you choose one."
OTHER_SUM = "The entry moves {entry}, and the line {line}. Nothing was changed. Choose an entry of the same sum."


def key_of(line: ExtractLine) -> str:
    """Return the key of the entry that a line makes: however often it is entered, it is one entry."""
    return KEY.format(pk=line.pk)


def _hold(line: ExtractLine) -> ExtractLine:
    """Lock a line, and return it as it stands. Raises Refused where something became of it already."""
    rows = ExtractLine.objects.select_for_update(of=("self",)).select_related("commitment__fund")
    held = rows.get(pk=line.pk)
    if not held.is_open:
        raise Refused("not-open", NOT_OPEN.format(state=held.get_state_display().lower()))
    return held


def _settle(line: ExtractLine, state: LineState, *, verb: str, by: Actor, **values: object) -> ExtractLine:
    """Write what became of a line, and log it."""
    line.state = state
    for name, value in values.items():
        setattr(line, name, value)
    line.save(update_fields=["state", *values])
    told = {name: str(value) for name, value in values.items() if value}
    log_change(verb, line, partnership=line.partnership_id, by=by, after={"line": line.text, **told})
    return line


@transaction.atomic
def match_line(line: ExtractLine, entry: Entry, *, by: Actor) -> ExtractLine:
    """Say that a line confirms an entry. An entry is confirmed by one line."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk, partnership=line.partnership_id)
    line = _hold(line)
    if entry.kind != line.kind:
        raise Refused("other-kind", OTHER_KIND)
    vat = sum(one.pence for one in entry.postings.filter(heading="vat"))
    if abs(line.pence) not in (entry.size, entry.size - abs(vat)):
        told = {"entry": entry.amount.say(), "line": Amount(abs(line.pence)).say()}
        raise Refused("other-sum", OTHER_SUM.format(**told))
    if ExtractLine.objects.filter(entry=entry).exists():
        raise Refused("taken", TAKEN)
    return _settle(line, LineState.MATCHED, verb="matched", by=by, entry=entry)


@transaction.atomic
def commit_line(line: ExtractLine, commitment: Commitment, *, by: Actor) -> ExtractLine:
    """Say that a commitment pays a line; it is still to be entered then, and for that commitment."""
    line = _hold(line)
    return _settle(line, LineState.UNMATCHED, verb="set against", by=by, commitment=commitment)


@transaction.atomic
def enter_line(line: ExtractLine, told: Told, journal: Journal, *, by: Actor) -> Entry:
    """Enter in the journal what a line tells of. Its key is the line's own, so it is entered once."""
    line = _hold(line)
    if Entry.objects.filter(partnership=line.partnership_id, key=key_of(line)).exclude(reversed_by=None).exists():
        raise Refused("reversed", REVERSED)
    if told.key != key_of(line):
        raise ValueError("an entry of a line has the key of that line")
    entry = enter_event(journal, told, by=by)
    _settle(line, LineState.ENTERED, verb="entered", by=by, entry=entry, commitment=told.commitment or line.commitment)
    return entry


def enter_lines(lines: Sequence[ExtractLine], *, by: Actor) -> tuple[list[Entry], list[tuple[ExtractLine, str]]]:
    """Enter lines of which the fund is known, each by itself; return the entries, and what was refused and why."""
    entries: list[Entry] = []
    refused: list[tuple[ExtractLine, str]] = []
    funds = find_funds(lines)
    for line in lines:
        try:
            entries.append(_enter_plainly(line, funds.get(line.pk), by=by))
        except Refused as words:
            refused.append((line, words.words))
    return entries, refused


@transaction.atomic
def _enter_plainly(line: ExtractLine, fund: Fund | None, *, by: Actor) -> Entry:
    """Enter a line as it stands: its own day, sum, words and number."""
    line = _hold(line)
    year = year_of(line.on)
    journal = Journal.objects.filter(partnership=line.partnership_id, start=year).first()
    if journal is None:
        raise Refused("no-year", NO_YEAR.format(year=FinancialYear(year)))
    if fund is None:
        raise Refused("no-fund", NO_FUND)
    return enter_line(line, tell_plainly(line, fund), journal, by=by)


def tell_plainly(line: ExtractLine, fund: Fund) -> Told:
    """Return what a line tells, as it is entered."""
    commitment = line.commitment if line.commitment and line.commitment.fund_id == fund.pk else None
    more = {"party": line.party[:200], "reference": line.reference[:100]}
    costly = line.kind in (EntryKind.INVOICE, EntryKind.CREDIT_NOTE)
    return Told(
        kind=EntryKind(line.kind),
        fund=fund,
        on=line.on,
        pence=abs(line.pence),
        text=line.text,
        vat=abs(line.vat) if costly else 0,
        nature=Nature(commitment.nature if commitment else fund.nature),
        commitment=commitment,
        key=key_of(line),
        more={name: value for name, value in more.items() if value},
    )


@transaction.atomic
def set_aside(line: ExtractLine, why: str, *, by: Actor) -> ExtractLine:
    """Say that a line is not ours to enter, and why."""
    return _settle(_hold(line), LineState.IGNORED, verb="left aside", by=by, why=why)


@transaction.atomic
def let_go(line: ExtractLine, *, by: Actor) -> ExtractLine:
    """Part a line from its entry or its commitment, or take it up again. The entry itself stays in the journal."""
    line = ExtractLine.objects.select_for_update().get(pk=line.pk)
    return _settle(line, LineState.UNMATCHED, verb="let go", by=by, entry=None, commitment=None, why="")
