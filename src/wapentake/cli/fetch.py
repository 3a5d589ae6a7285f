"""The command `wapentake fetch`: brings the pages of a committee's meetings in from its council's ModernGov site."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

if TYPE_CHECKING:
    from wapentake.fetching import Outcome, Request


class Wanted(TypedDict):
    """What is asked of the site."""

    committee: int
    since: date | None
    full_items: bool
    again: bool


def read_address(context: click.Context, argument: click.Parameter, value: str) -> str:
    """Return the address under which the site's pages lie, from that of any of them."""
    from wapentake.fetching import parse_base

    try:
        return parse_base(value)
    except ValueError:
        words = f"{value} is no address of a site. Write it as https://democracy.example.gov.uk"
        raise click.BadParameter(words, context, argument) from None


def read_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return the day that the person typed."""
    from wapentake.fetching import parse_day

    day = parse_day(value) if value else None
    if value and day is None:
        raise click.BadParameter(f'{value} is no date. Write it as 2017-07-31 or "31 July 2017".', context, option)
    return day


def check_contact(context: click.Context, option: click.Parameter, value: str) -> str:
    """Return the contact where it can be sent along: plain letters on one line."""
    if not (value.isascii() and value.isprintable()):
        raise click.BadParameter("Use plain letters: an e-mail address or the address of a page.", context, option)
    return value


@click.command(short_help="Bring a committee's meetings in from its council's site.")
@click.argument("url", metavar="URL", callback=read_address)
@click.option("--committee", type=click.IntRange(min=1), required=True, metavar="ID", help="The committee's number.")
@click.option(
    "--since", metavar="DATE", callback=read_day, help='Leave out earlier meetings: 2017-07-31 or "31 July 2017".'
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder for the pages.")
@click.option(
    "--full-items",
    is_flag=True,
    help='Fetch the pages of items that a meeting\'s page cuts short too ("view the full minutes text for item 16"). '
    "They are kept beside it as YYYY-MM-DD-MEETING-item-16.html.",
)
@click.option("--again", is_flag=True, help="Ask for every page again, also for those that are there.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0.2),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="The pause between two requests. Where the site's robots.txt asks for a longer one, that is kept.",
)
@click.option(
    "--contact",
    default="",
    callback=check_contact,
    metavar="TEXT",
    help="An e-mail address or page for the site's keepers to write to. It goes with each request.",
)
def fetch(*, url: str, out: Path, pause: float, contact: str, **wanted: Unpack[Wanted]) -> None:
    """Bring the meetings of a committee in from its council's ModernGov site.

    URL is the address of the site, or of any page of it. The committee's number is the one after CommitteeId= or CId=
    in the address of its page.

    Each meeting up to today is kept as YYYY-MM-DD-MEETING.html, byte for byte as the site sent it, for "wapentake
    read". The list of meetings comes from the site's web service, or from its pages where the service is off.

    The command asks for one page at a time, pauses between requests, and keeps to the site's robots.txt. It can be
    stopped at any time and run again: DIR/fetch.json says what is there. A page with final minutes, or of a meeting
    more than a year ago, is not asked for again unless its file was changed or removed. Others are, since their
    minutes may be out by now.

    It ends with 0 when all that was asked for is there, 1 when something could not be had, and 2 when the command
    itself is not right.

    \b
    Example:
      wapentake fetch https://democracy.example.gov.uk --committee 302 --out pages
    """
    from wapentake.fetching import Manners, PoliteSession, Request, Stopped, fetch_committee, open_folder

    request = Request(base=url, **wanted)
    try:
        folder = open_folder(out, site=url, committee=request.committee)
        with PoliteSession(manners=Manners(pause=pause), contact=contact, say=say) as session:
            today = datetime.now(UTC).astimezone().date()
            outcome = fetch_committee(request, session=session, folder=folder, today=today, say=say)
    except Stopped as stop:
        raise click.ClickException(str(stop)) from stop
    except KeyboardInterrupt:
        say(f"\nStopped. What was fetched is safe in {out}. Run the same command to go on.")
        raise SystemExit(130) from None
    for line in report(outcome, request, out):
        click.echo(line)
    if outcome.stopped or outcome.missed or not outcome.listed:
        raise SystemExit(1)


def say(words: str) -> None:
    """Tell the person how it goes, on standard error."""
    click.echo(words, err=True)


def report(outcome: Outcome, request: Request, out: Path) -> list[str]:
    """Return what came of the run, what is safe and what to do next, in lines."""
    lines = []
    if outcome.stopped:
        lines.append(f"Stopped early. {outcome.stopped}")
    elif not outcome.listed:
        lines.append(f"No meetings of committee {request.committee} were found at {request.base}.")
        lines.append("Check the number: it stands after CommitteeId= or CId= in the address of the committee's page.")
    if outcome.listed:
        lines.append(f"{count(outcome.listed, 'meeting')} listed, {outcome.wanted} of them in the time asked for.")
        parts = [f"{count(outcome.fetched, 'page')} fetched", f"{outcome.kept} already here"]
        if outcome.items:
            parts.append(f"{count(outcome.items, 'item')} fetched in full")
        if outcome.bare:
            parts.append(f"{outcome.bare} with no papers")
        lines.append(f"{', '.join(parts)}. They are in {out}.")
    if outcome.missed:
        lines += ["Could not be had:", *(f"  {missed}" for missed in outcome.missed)]
    if outcome.stopped or outcome.missed:
        lines.append("What was fetched is safe. Run the same command again later to try for the rest.")
    return lines


def count(number: int, thing: str) -> str:
    """Return "1 page" or "3 pages"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
