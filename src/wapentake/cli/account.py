"""The command `wapentake account`: lets somebody sign in to a partnership's register."""

from __future__ import annotations

import secrets

import click

from wapentake.cli.register import open_register

ROLES = click.Choice(["coordinator", "chair", "finance"])


@click.command(short_help="Let somebody sign in to a register.")
@click.argument("email")
@click.option("--name", default="", help="The person's name, which the history shows.")
@click.option("--partnership", metavar="NAME", required=True, help="The partnership; it is made where there is none.")
@click.option(
    "--role", type=click.Choice(["coordinator", "chair", "finance"]), default="coordinator", show_default=True
)
@click.option("--ask", is_flag=True, help="Ask for the password, in place of making one up.")
def account(*, email: str, name: str, partnership: str, role: str, ask: bool) -> None:
    """Make an account for EMAIL, or find it, and let it work for a partnership.

    \b
    Example:
      wapentake account pat@example.gov.uk --name "Pat Lee" --partnership "Example Community Safety Partnership"
    """
    open_register(migrate=True)
    from wapentake.accounts import changes
    from wapentake.accounts.models import Account, Partnership
    from wapentake.kit.errors import Refused

    found = Account.objects.filter(email__iexact=email).first()
    if found is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True) if ask else ""
        made_up = "" if password else secrets.token_urlsafe(12)
        try:
            found = changes.add_account(email, name=name or email, password=password or made_up)
        except Refused as refused:
            raise click.ClickException(refused.words) from refused
        click.echo(f"{email} can sign in" + (f" with the password {made_up}" if made_up else "") + ".")
    place = Partnership.objects.filter(name=partnership).first() or changes.add_partnership(partnership)
    changes.join(found, place, role=role)
    click.echo(f"{email} works for {place.name} as its {role}, at /{place.slug}/.")
