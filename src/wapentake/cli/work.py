"""The command `wapentake work`: reads pages that wait, in the background."""

from __future__ import annotations

import signal
from types import FrameType

import click

from wapentake.cli.register import open_register


@click.command(short_help="Read the pages that wait in the register.")
@click.option("--once", is_flag=True, help="Read what waits now, and end.")
@click.option("--fetch", is_flag=True, help="Bring in the committees that were asked for, in place of reading.")
@click.option("--again", is_flag=True, help="First queue all pages that an earlier version of the reader has read.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many pages at a time.")
@click.option("--pause", type=click.FloatRange(0.05), default=1.0, show_default=True, help="Seconds between looks.")
def work(*, once: bool, fetch: bool, again: bool, workers: int, pause: float) -> None:
    """Read the pages that people added, one round after the other, until stopped.

    "wapentake serve" starts it by itself. It can be stopped at any time: what it was at is read again. Several may run.
    """
    open_register()
    from wapentake.intake.bring import bring_next
    from wapentake.intake.work import keep_on, work_round

    if again:
        queue_again()
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    step = bring_next if fetch else lambda: work_round(processes=workers)
    keep_on(step, stop=lambda: bool(stopped), once=once, pause_seconds=pause)


def queue_again() -> None:
    """Put the pages that this version of the reader has not read into the queue, and say how many there are."""
    from wapentake.intake.changes.removing import read_all_again
    from wapentake.kit.changes import READER
    from wapentake.reading.read import READER as VERSION

    count = read_all_again(VERSION, by=READER)
    click.echo(f"{count} {'page is' if count == 1 else 'pages are'} in the queue to be read again.")
