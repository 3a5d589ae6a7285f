"""The command `wapentake inbox`: takes in the mail that answers letters."""

from __future__ import annotations

import sys

import click

from wapentake.cli.register import open_register

TRY_LATER = 75  # by which a mail server knows that it should keep a mail and try again


@click.command(short_help="Take in the mail that answers letters.")
@click.option("--pipe", is_flag=True, help="Read one mail from standard input, though WAPENTAKE_INBOX names a mailbox.")
@click.option("--strays", is_flag=True, help="Only list the mail that belongs to no partnership.")
def inbox(*, pipe: bool, strays: bool) -> None:
    """Read what is new in the mailbox that WAPENTAKE_INBOX names, or one mail from standard input.

    \b
    Run it every few minutes by cron or a timer, or let the mail server start it for each mail:
      wapentake: "|/usr/bin/wapentake inbox --pipe"

    Each mail is kept once, however often it is read.
    """
    open_register()
    from django.conf import settings
    from django.db import DatabaseError

    from wapentake.letters.inbox import InboxTrouble, read_box, take_stream

    if strays:
        list_strays()
        return
    try:
        done = take_stream(sys.stdin.buffer) if pipe or not settings.INBOX else read_box(settings.INBOX)
    except InboxTrouble as trouble:
        raise click.ClickException(str(trouble)) from None
    except DatabaseError as trouble:
        click.echo(f"The database could not be written ({trouble}). The mail was not kept: try again later.", err=True)
        sys.exit(TRY_LATER)
    told = [f"{state}: {count}" for state, count in sorted(done.new.items())]
    told += [f"Known before: {done.known}"] if done.known else []
    click.echo("\n".join(told) or "No new mail.")
    take_up()


def take_up() -> None:
    """Take up the answers that wait, and say how many were understood, and how many somebody has to look at."""
    from wapentake.chasing.changes.mail import take_mail

    for state, count in sorted(take_mail().items()):
        click.echo(f"Answers on actions, {state.lower()}: {count}")


def list_strays() -> None:
    """List the mail of which nobody could tell whose it is."""
    from django.utils import timezone

    from wapentake.letters.queries import find_strays

    for one in find_strays():
        click.echo(f"{timezone.localtime(one.at):%d %B %Y %H:%M}  {one.sender or 'nobody'}  {one}")
