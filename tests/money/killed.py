"""`python -m tests.money.killed`: enters 200 invoices and payments into the register of WAPENTAKE_DATA, one by one.

It begins again where it was killed: each entry has a key of its own. A line is said for each that is done.
"""

import sys
from datetime import date

from wapentake.cli.register import open_register

ENTRIES = 200
SLUG = "harrowmere"


def main() -> None:
    open_register(migrate="--migrate" in sys.argv)
    from tests.money.made import Books, pence
    from wapentake.accounts.models import Account, Partnership

    partnership, _ = Partnership.objects.get_or_create(slug=SLUG, defaults={"name": "Harrowmere"})
    account, _ = Account.objects.get_or_create(email="rowan@harrowmere.example", defaults={"name": "Rowan Teale"})
    books = Books(partnership, account)
    fund = books.journal.funds.filter(name="Main").first() or books.fund("Main")
    for number in range(ENTRIES):
        told = {"on": date(2017, 6, 1 + number % 30), "text": f"Entry {number}", "key": f"{number:032}"}
        books.tell(
            "payment" if number % 2 else "invoice", fund, 12, **told, **({} if number % 2 else {"vat": pence(2)})
        )
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
