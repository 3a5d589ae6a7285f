"""Opens the register for a command: its settings, its database brought up to date."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from wapentake.accounts.models import Partnership


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


def find_partnership(named: str) -> Partnership:
    """Return the partnership that is called so: by its address, in full, or by how just one address begins.

    Raises: ClickException in words where there is none, or several begin so. The register is open by then.
    """
    from django.db.models import Q

    from wapentake.accounts.models import Partnership

    found = list(Partnership.objects.filter(Q(slug=named) | Q(name=named))[:1])
    found = found or list(Partnership.objects.filter(slug__startswith=named).order_by("slug")[:9])
    if len(found) == 1:
        return found[0]
    if found and named:
        words = f"Several partnerships begin with {named}: {', '.join(one.slug for one in found)}. Name one of them."
        raise click.ClickException(words)
    raise click.ClickException(f"There is no partnership called {named}. Check its name or its address.")
