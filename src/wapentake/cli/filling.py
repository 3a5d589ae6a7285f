"""Fills a register from a folder of pages, for a first look."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from wapentake.accounts.models import Account, Partnership

EXAMPLE = "Ottersby Community Safety Partnership"
EMAIL = "coordinator@example.org"


def find_sign_in(folder: Path) -> tuple[Account, str]:
    """Return the account of the first look and its password, both made at the first start and kept in the data folder.

    The password is empty where somebody has changed it since.
    """
    from wapentake.accounts.changes import add_account, set_password
    from wapentake.accounts.models import Account

    kept = folder / "sign-in"
    account = Account.objects.filter(email=EMAIL).first()
    if account is None:
        password = secrets.token_urlsafe(9)
        account = add_account(EMAIL, name="Example coordinator", password=password)
        _write_private(kept, password)
    elif not kept.exists():
        password = secrets.token_urlsafe(9)
        set_password(account, password)
        _write_private(kept, password)
    password = kept.read_text(encoding="ascii")
    return account, password if account.check_password(password) else ""


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="ascii")


def fill(pages: Path, account: Account, *, accept: bool) -> Partnership:
    """Take the pages into a partnership of their own, read them, and accept what is certain where that is wanted.

    Means: the newest minutes wait for the person, who then sees how it goes. Pages that are there already, and what
    was decided of them, stay as they are.
    """
    from wapentake.accounts.changes import add_partnership, join
    from wapentake.accounts.models import Partnership
    from wapentake.intake.changes import accept_passages
    from wapentake.intake.queries import find_certain, find_newest
    from wapentake.intake.work import work_through
    from wapentake.sources.changes import receive_source

    name = EXAMPLE if _is_example(pages) else f"Pages of {pages.stem}"
    partnership = Partnership.objects.filter(name=name).first() or add_partnership(name)
    join(account, partnership)
    new = 0
    for path in sorted(pages.iterdir()) if pages.is_dir() else [pages]:
        if path.is_file() and not path.name.startswith("."):
            new += receive_source(partnership, name=path.name, data=path.read_bytes(), by=account)[1]
    if new:
        click.echo(f"Reading {new} page{'' if new == 1 else 's'} of {pages} ...")
        work_through(processes=os.cpu_count() or 1)
        if accept:
            ids = list(
                find_certain(partnership).exclude(document=find_newest(partnership)).values_list("pk", flat=True)
            )
            decided = accept_passages(partnership, ids, by=account)
            click.echo(f"{decided.count} statements of which the reader is certain were accepted. The rest waits.")
            work_through()
    return partnership


def _is_example(pages: Path) -> bool:
    return pages.resolve().parts[-2:] == ("examples", "pages")
