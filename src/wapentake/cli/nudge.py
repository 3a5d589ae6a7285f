"""The command `wapentake nudge`: reminds those who lead actions, and sends the letters that wait."""

from __future__ import annotations

import gc
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from wapentake.cli.register import open_register

if TYPE_CHECKING:
    from wapentake.chasing.changes.digests import Planned
    from wapentake.letters.sending import Round


@click.command(short_help="Remind those who lead actions, and send the letters that wait.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Write the letters of this day, in place of today’s.")
@click.option("--dry-run", is_flag=True, help="List what would be written, and write and send nothing.")
def nudge(*, on: datetime | None, dry_run: bool) -> None:
    """Write one letter to each person who is to be reminded today, and send what waits.

    It is safe to run twice, or by two at once: each reminder is written once, and each letter sent once. Run it every
    ten minutes from cron or a systemd timer; deploy/README.md has both.
    """
    open_register()
    gc.freeze()  # what was loaded stays to the end, and need not be looked through again and again
    from django.utils import timezone

    from wapentake.chasing.nudging import nudge as run
    from wapentake.chasing.plan import What
    from wapentake.letters.sending import send_waiting

    day: date | None = on.date() if on else None
    letters = actions = others = 0
    for planned in run(now=timezone.now(), on=day, dry_run=dry_run):
        letters += len(planned.drafts)
        asked = [entry.row.what for draft in planned.drafts for entry in draft.entries]
        actions += asked.count(What.ACTION)
        others += len(asked) - asked.count(What.ACTION)
        show(planned, all_of_it=dry_run)
    done = "would be written" if dry_run else "written"
    beside = f" and {count(others, 'other thing')}" if others else ""
    click.echo(f"{count(letters, 'letter')} {done}, on {count(actions, 'action')}{beside}.")
    if not dry_run:
        tell(send_waiting(now=timezone.now()))


def count(many: int, noun: str) -> str:
    """Return "1 letter" or "2 letters"."""
    return f"{many:,} {noun}{'' if many == 1 else 's'}"


def show(planned: Planned, *, all_of_it: bool) -> None:
    """Say who cannot be reached, and where it is asked for what each letter holds."""
    from wapentake.chasing.plan import TROUBLES
    from wapentake.chasing.words import say_counts

    for draft in planned.drafts if all_of_it else ():
        to = f"{draft.reach.name} <{draft.reach.email}>"
        click.echo(f"{planned.partnership}, {planned.on}: {to}: {say_counts(draft)}")
        for entry in draft.entries:
            click.echo(f"  {entry.number}. {' '.join(entry.row.text.split())}")
    for draft in planned.unreached:
        words = TROUBLES[draft.reach.trouble]
        click.echo(f"{planned.partnership}: {draft.reach.name} cannot be reached. {words}")


def tell(done: Round) -> None:
    """Say what came of sending."""
    if done.busy:
        click.echo("Another process is sending, and sends these too.")
        return
    told = (("sent", done.sent), ("refused", done.refused), ("put off", done.put_off), ("in doubt", done.doubtful))
    click.echo("Letters: " + (", ".join(f"{many:,} {word}" for word, many in told if many) or "none to send") + ".")
    if done.trouble:
        click.echo(done.trouble)
