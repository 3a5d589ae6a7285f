"""The options that several commands share, so that they mean the same in all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from wapentake.reading.workers import TIMEOUT_SECONDS

MOST_WORKERS = 4  # that start unasked
Decorated = TypeVar("Decorated", bound=Callable[..., object])

out_option = click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write to files in DIR, which is made where it is not there.",
)
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=min(os.cpu_count() or 1, MOST_WORKERS),
    show_default=f"one for each processor, {MOST_WORKERS} at most",
    help="Read so many files at a time.",
)
timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=TIMEOUT_SECONDS,
    show_default=True,
    help="Give a file up that takes longer than this.",
)


def format_option(default: str) -> Callable[[Decorated], Decorated]:
    """Return the option `--format` with that default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["json", "text"]),
        default=default,
        show_default=True,
        help="Write for machines (json) or for people (text).",
    )
