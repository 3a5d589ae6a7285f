"""`python -m tests.extracts.killed`: brings 100 files in and enters their lines, into the register of WAPENTAKE_DATA.

It begins again where it was killed. A line is said for each import and each posting that is done: 200 of them.
"""

import sys

from wapentake.cli.register import open_register

FILES = 100
ROWS = 3  # of each file; the last is that of the file before, so that each overlaps with the next
SLUG = "harrowmere"


def rows_of(number: int) -> list[tuple[str, ...]]:
    """The rows of a file: two of its own, and the first of the one after it."""
    told = [(number, "a"), (number, "b"), (number + 1, "a")]
    return [
        (f"{1 + one % 28}/06/2017", "Fox", f"Bill {one} {which}", f"N{one}{which}", "12.00", "2.00", "4410", "")
        for one, which in told
    ]


def main() -> None:
    open_register(migrate="--migrate" in sys.argv)
    from tests.extracts.made import map_ledger, write_csv
    from tests.money.made import Books
    from wapentake.accounts.models import Account, Partnership
    from wapentake.extracts.changes import bring_in, enter_lines, receive_extract
    from wapentake.extracts.models import OPEN_LINES, Mapping

    partnership, _ = Partnership.objects.get_or_create(slug=SLUG, defaults={"name": "Harrowmere"})
    account, _ = Account.objects.get_or_create(email="rowan@harrowmere.example", defaults={"name": "Rowan Teale"})
    books = Books(partnership, account)
    if not books.journal.funds.exists():
        books.fund("Main")
    mapping = Mapping.objects.filter(partnership=partnership).first() or map_ledger(partnership, account)
    for number in range(FILES):
        data = write_csv(rows_of(number))
        extract, _ = receive_extract(mapping, name=f"{number}.csv", data=data, by=account)
        if extract.brought_in_at is None:
            bring_in(extract, by=account)
        say(2 * number)
        _, refused = enter_lines(list(extract.lines.filter(OPEN_LINES).order_by("row")), by=account)
        if refused:
            raise AssertionError(refused)
        say(2 * number + 1)


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
