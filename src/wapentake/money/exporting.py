"""The whole journal as text that other programs read: beancount, hledger, CSV. Sealed entries only, in their order.

The two ledger programs also get the balance of each account after the last day, so that they check our sums themselves.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wapentake.kit.exports import disarm
from wapentake.money.rules import Heading, find_period
from wapentake.terms import Amount, FinancialYear

ACCOUNTS = {
    Heading.BANK: "Assets:Bank",
    Heading.DUE: "Assets:Due",
    Heading.VAT: "Assets:Vat",
    Heading.CREDITORS: "Liabilities:Creditors",
    Heading.ACCRUALS: "Liabilities:Accruals",
    Heading.GRANT: "Income:Grant",
    Heading.SPEND: "Expenses:Spend",
    Heading.CAPITAL: "Expenses:Capital",
    Heading.PRIOR: "Expenses:Prior-Year",
    Heading.VIREMENT: "Equity:Virement",
    Heading.OPENING: "Equity:Brought-Forward",
    Heading.CLOSING: "Equity:Carried-Forward",
}
COLUMNS = (
    "Entry", "Day", "Year", "Period", "Kind", "Text", "Party", "Reference", "Decided", "Entered by", "Approved by",
    "Account", "Fund", "Debit", "Credit", "Tactical action",
)  # fmt: skip
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of an entry as it is written out. `account` is the name that it has in other programs."""

    heading: Heading
    fund: str
    account: str
    pence: int
    tactical_action: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A sealed entry as it is written out."""

    number: int
    on: date
    start: int
    kind: str
    text: str
    party: str
    reference: str
    decided: str
    drafted_by: str
    sealed_by: str
    lines: Sequence[WrittenLine]


def name_account(heading: Heading, *, fund: int, start: int, name: str) -> str:
    """Return the name of an account in other programs, such as "Assets:Bank:F12-2017-Prevent". It is a fund's own."""
    words = _NO_WORD.sub("-", name).strip("-")[:40].strip("-")
    return f"{ACCOUNTS[heading]}:F{fund}-{start}" + (f"-{words}" if words else "")


def write_beancount(entries: Iterable[Written], *, title: str) -> Iterator[str]:
    """Give the journal in the form of beancount, a piece at a time."""
    yield f'option "title" "{_quote(title)}"\noption "operating_currency" "GBP"\n'
    balances, last = defaultdict[str, int](int), None
    for entry in entries:
        for line in entry.lines:
            if line.account not in balances:
                yield f'\n{entry.on} open {line.account} GBP\n  fund: "{_quote(line.fund)}"\n'
            balances[line.account] += line.pence
        payee = f'"{_quote(entry.party)}" ' if entry.party else ""
        yield f'\n{entry.on} * {payee}"{_quote(entry.text)}"\n  entry: "{entry.number}"\n  kind: "{entry.kind}"\n'
        yield "".join(_post(line) for line in entry.lines)
        last = entry.on
    if last:
        day = last + timedelta(days=1)
        yield "\n"
        yield from (f"{day} balance {account}  {Amount(pence)} GBP\n" for account, pence in sorted(balances.items()))


def _post(line: WrittenLine) -> str:
    about = f'    tactical-action: "{_quote(line.tactical_action)}"\n' if line.tactical_action else ""
    return f"  {line.account}  {Amount(line.pence)} GBP\n{about}"


def _quote(text: str) -> str:
    return _flat(text).replace("\\", "\\\\").replace('"', '\\"')


def _flat(text: str) -> str:
    return " ".join(text.split())


def write_hledger(entries: Iterable[Written], *, title: str) -> Iterator[str]:
    """Give the journal in the form of hledger, a piece at a time."""
    yield f"; {_flat(title)}\ndecimal-mark .\ncommodity GBP 1000.00\n"
    balances, last = defaultdict[str, int](int), None
    for entry in entries:
        for line in entry.lines:
            if line.account not in balances:
                yield f"\naccount {line.account}  ; {_flat(line.fund)}\n"
            balances[line.account] += line.pence
        said = _flat(f"{entry.party} | {entry.text}" if entry.party else entry.text).replace(";", ",")
        yield f"\n{entry.on} * ({entry.number}) {said}  ; kind: {entry.kind}\n"
        yield "".join(_tag(line) for line in entry.lines)
        last = entry.on
    if last:
        yield f"\n{last + timedelta(days=1)} * balances\n"
        lines = (f"    {account}  GBP 0.00 = GBP {Amount(pence)}\n" for account, pence in sorted(balances.items()))
        yield from lines


def _tag(line: WrittenLine) -> str:
    """Return a line; what would end the value of its tag is left out of it."""
    words = _flat(line.tactical_action).replace(",", "").replace(";", "")
    about = f"  ; tactical-action: {words}" if words else ""
    return f"    {line.account}  GBP {Amount(line.pence)}{about}\n"


def write_csv(entries: Iterable[Written], *, title: str) -> Iterator[str]:
    """Give the journal as a table, a line for each posting; no cell is a formula. The title is not in it."""
    yield _row(COLUMNS)
    for entry in entries:
        head = (
            str(entry.number),
            entry.on.isoformat(),
            str(FinancialYear(entry.start)),
            str(find_period(entry.on)),
            entry.kind,
        )
        said = (entry.text, entry.party, entry.reference, entry.decided, entry.drafted_by, entry.sealed_by)
        for line in entry.lines:
            sides = (str(Amount(line.pence)), "") if line.pence > 0 else ("", str(Amount(-line.pence)))
            yield _row((*head, *said, line.heading.value, line.fund, *sides, line.tactical_action))


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([disarm(cell) for cell in cells])
    return out.getvalue()


Writer = Callable[..., Iterator[str]]
WRITERS: dict[str, Writer] = {"beancount": write_beancount, "hledger": write_hledger, "csv": write_csv}
