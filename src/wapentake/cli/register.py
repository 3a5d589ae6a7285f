"""Opens the register for a command: its settings, its database brought up to date."""

from __future__ import annotations

import os
from importlib.util import find_spec

import click


def open_register(*, migrate: bool = False) -> None:
    """Make Django ready. Raises ClickException in words where it is not installed."""
    if find_spec("django") is None:
        words = "The register needs more than the reader. Install it with: pip install 'wapentake[register]'"
        raise click.ClickException(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wapentake.project.settings")
    import django
    from django.core.management import call_command
    from django.db import OperationalError

    django.setup()
    if migrate:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            words = f"The database could not be opened ({error}). Check DATABASE_URL, or the folder WAPENTAKE_DATA."
            raise click.ClickException(words) from error
