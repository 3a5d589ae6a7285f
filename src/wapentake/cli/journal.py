"""The command `wapentake journal`: the whole journal of a partnership, for other programs."""

from __future__ import annotations

import click

from wapentake.cli.register import find_partnership, open_register
from wapentake.terms import FinancialYear


@click.command(short_help="Write the journal of a partnership's money.")
@click.argument("partnership")
@click.option(
    "--format",
    "form",
    type=click.Choice(["beancount", "hledger", "csv"]),
    default="beancount",
    show_default=True,
    help="Write for that program, or as a table.",
)
@click.option("--year", metavar="YEAR", help="Write only the journal of this financial year, such as 2018/19.")
def journal(*, partnership: str, form: str, year: str | None) -> None:
    """Write every sealed entry of PARTNERSHIP to standard output.

    It is named as in its address, by the beginning of that, or in full.

    \b
    Examples:
      wapentake journal ottersby > ottersby.beancount
      wapentake journal ottersby --format csv --year 2018/19 > journal.csv
    """
    wanted = FinancialYear.from_text(year) if year else None
    if year and wanted is None:
        raise click.BadParameter("Name a financial year such as 2018/19.", param_hint="--year")
    open_register(migrate=True)
    from wapentake.money.exporting import WRITERS
    from wapentake.money.models import Journal
    from wapentake.money.queries.journal import write_out

    place = find_partnership(partnership)
    if wanted and not Journal.objects.filter(partnership=place, start=wanted.start).exists():
        raise click.ClickException(f"{place} has no journal of {wanted}. Leave --year out to write all that there is.")
    entries = write_out(place, start=wanted.start if wanted else None)
    for piece in WRITERS[form](entries, title=f"{place.name}{f', {wanted}' if wanted else ''}"):
        click.echo(piece.encode(), nl=False)
