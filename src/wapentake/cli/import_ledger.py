"""The command `wapentake import-ledger`: brings an extract in as the browser does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wapentake.cli.register import find_partnership, open_register
from wapentake.terms import FinancialYear

if TYPE_CHECKING:
    from wapentake.extracts.models import Mapping
    from wapentake.extracts.queries.preview import Preview


class _Command:
    """Who brings the file in, as the history names it."""

    pk = None

    def __str__(self) -> str:
        return "The command import-ledger"


@click.command("import-ledger", short_help="Bring in an extract of a supplier or of the council's ledger.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "name", metavar="NAME", required=True, help="How its columns are read: the name kept for that.")
@click.option("--partnership", metavar="PARTNERSHIP", required=True, help="Whose extract.")
@click.option("--year", metavar="YEAR", help="Refuse rows of another financial year than this, such as 2018/19.")
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
def import_ledger(*, file: Path, name: str, partnership: str, year: str | None, dry_run: bool) -> None:
    """Bring in the rows of FILE (CSV or .xlsx) that can be read and are new: all of them, or none.

    Each row that cannot be read is told in a line on standard error, and the exit code is then 1, though the others
    came in. The same file twice, and two files that overlap, add nothing twice. What the lines are matched with is
    decided in the browser.

    \b
    Example:
      wapentake import-ledger june.csv --map "Council ledger" --partnership ottersby
    """
    wanted = FinancialYear.from_text(year) if year else None
    if year and wanted is None:
        raise click.BadParameter("Name a financial year such as 2018/19.", param_hint="--year")
    open_register(migrate=True)
    from wapentake.kit.errors import Refused

    mapping = _find_mapping(partnership, name)
    start = wanted.start if wanted else None
    try:
        rejected = (_look if dry_run else _bring)(mapping, file, start)
    except Refused as refused:
        raise click.ClickException(refused.words) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}). Nothing was kept.") from None
    raise SystemExit(1 if rejected else 0)


def _find_mapping(partnership: str, name: str) -> Mapping:
    """Return the mapping of that name. Raises ClickException in words."""
    from wapentake.extracts.models import Mapping

    place = find_partnership(partnership)
    mapping = Mapping.objects.filter(partnership=place, name__iexact=name).first()
    if mapping is None:
        known = ", ".join(Mapping.objects.filter(partnership=place).order_by("name").values_list("name", flat=True))
        words = f"It has {known}." if known else "It has none: add one in the browser, under Money and Extracts."
        raise click.ClickException(f"{place} has no way to read columns that is called {name}. {words}")
    return mapping


def _look(mapping: Mapping, file: Path, year: int | None) -> int:
    from wapentake.extracts.lists import say_rows
    from wapentake.extracts.queries.preview import look_through
    from wapentake.terms import Amount

    preview = look_through(mapping, name=file.name, data=file.read_bytes(), year=year)
    out, back = (Amount(one).say() for one in preview.totals)
    click.echo(f"{say_rows(len(preview.new))} of {file.name} would come in: {out} goes out, {back} comes in.")
    if preview.known:
        click.echo(f"{say_rows(len(preview.known))} had come before.")
    return _tell_faults(preview)


def _bring(mapping: Mapping, file: Path, year: int | None) -> int:
    """Bring a file in, and say what came; a file that is in already, or has nothing new, is no failure."""
    from wapentake.extracts.changes import bring_in, receive_extract
    from wapentake.extracts.queries.preview import look_at
    from wapentake.extracts.views.shared import say_brought, say_is_in

    extract, _ = receive_extract(mapping, name=file.name, data=file.read_bytes(), year=year, by=_Command())
    if extract.brought_in_at:
        click.echo(say_is_in(extract))
        return 0
    preview = look_at(extract)
    if not preview.new:
        click.echo(f"Nothing of {file.name} is new, so nothing came in. It waits in the browser to be looked at.")
        return _tell_faults(preview)
    preview = bring_in(extract, seal=preview.seal, by=_Command())
    click.echo(say_brought(extract, preview))
    return _tell_faults(preview)


def _tell_faults(preview: Preview) -> int:
    """Tell each fault on standard error, and return how many rows have one."""
    for fault in preview.faults:
        click.echo(f"Row {fault.row}, {fault.column}: {fault.why}", err=True)
    return preview.reading.rejected
