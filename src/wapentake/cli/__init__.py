"""The command `wapentake`. Each of its commands is imported when it is asked for, so that none waits for the others."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

from wapentake import __version__

COMMANDS = ("read", "series", "fetch", "serve", "work", "nudge", "inbox", "account", "journal", "import-ledger")


class _LazyGroup(click.Group):
    """A group whose commands lie in modules of their own names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(f"{__name__}.{name_module(name)}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = name_module(cmd_name)
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), module)
        return command


def name_module(command: str) -> str:
    """Return the module, and the function in it, of a command."""
    return command.replace("-", "_")


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wapentake")
def main() -> None:
    """Read the minutes of a partnership into records that point at the words that said so.

    \b
    Examples:
      wapentake read minutes.docx --format text
      wapentake read pages --out records
      wapentake series pages
    """
