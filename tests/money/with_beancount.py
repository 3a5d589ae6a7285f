"""`python with_beancount.py FILE`: what beancount makes of a journal, as JSON: its errors, and each balance by day."""

import json
import sys
from pathlib import Path

from beancount import loader
from beancount.core import realization
from beancount.core.data import TxnPosting


def main() -> None:
    entries, errors, _ = loader.load_file(str(Path(sys.argv[1]).resolve()))
    days: dict[str, dict[str, str]] = {}
    for account in realization.iter_children(realization.realize(entries)):
        moved = [one for one in account.txn_postings if isinstance(one, TxnPosting)]
        for one, _, _, balance in realization.iterate_with_balance(moved):
            held = [str(position.units.number) for position in balance]
            days.setdefault(account.account, {})[one.date.isoformat()] = held[0] if held else "0.00"
    told = {"errors": [one.message for one in errors], "days": days}
    json.dump(told, sys.stdout)


main()
