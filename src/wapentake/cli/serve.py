"""The command `wapentake serve`: the register in the browser, with its workers beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from wapentake.cli.register import open_register

GRACE_SECONDS = 10.0


@click.command(short_help="Serve the register in the browser.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, envvar="PORT")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--pages", type=click.Path(exists=True, path_type=Path), help="Take these pages in first.")
@click.option("--accept-certain", is_flag=True, help="Accept what the reader is certain of in --pages.")
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
def serve(*, port: int, host: str, pages: Path | None, accept_certain: bool, threads: int) -> None:
    """Serve the register at http://127.0.0.1:8000/ until stopped with Ctrl-C.

    Pages, and all that was entered, are kept in the folder WAPENTAKE_DATA (var, where none is named) and, where
    DATABASE_URL names one, in that database.
    """
    check_port(host, port)
    open_register(migrate=True)
    collect_static()
    from django.conf import settings

    from wapentake.accounts.models import Account

    if pages is not None or not Account.objects.exists():
        say_sign_in(pages, settings.DATA, f"http://{host}:{port}/", accept=accept_certain)
    else:
        click.echo(f"The register is at http://{host}:{port}/ . Stop it with Ctrl-C.")
    from django.db import connections

    connections.close_all()
    keep_running(commands(host, port, threads))


def check_port(host: str, port: int) -> None:
    """Raise ClickException where something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = f"Nothing can be served at {host}:{port}: {error.strerror}."
            raise click.ClickException(f"{words} Choose another port: make run PORT=8080") from error


def collect_static() -> None:
    """Put styles and scripts where the server finds them, named by what is in them."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def say_sign_in(pages: Path | None, data: Path, address: str, *, accept: bool) -> None:
    """Fill the register where pages are named, and say where it is and how to sign in."""
    from wapentake.cli.filling import fill, find_sign_in

    account, password = find_sign_in(data)
    if pages is not None:
        partnership = fill(pages, account, accept=accept)
        address += f"{partnership.slug}/"
    click.echo(f"The register is at {address}")
    secret = f"the password {password}" if password else "the password you chose"
    click.echo(f"Sign in as {account.email} with {secret}")
    click.echo("Stop it with Ctrl-C. What you entered is kept.")


def commands(host: str, port: int, threads: int) -> list[list[str]]:
    """Return the programs that make up the register: the server, the reader's worker, and the one that fetches."""
    server = [sys.executable, "-m", "gunicorn", "wapentake.project.wsgi:application", "--bind", f"{host}:{port}"]
    server += ["--worker-class", "gthread", "--threads", str(threads), "--workers", "1", "--log-level", "warning"]
    worker = [sys.executable, "-m", "wapentake", "work"]
    return [server, worker, [*worker, "--fetch"]]


def keep_running(programs: list[list[str]]) -> None:
    """Run the programs until one is asked to stop; a worker that ends by itself is started again."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    running = [_start(program) for program in programs]
    try:
        while running[0].poll() is None:
            time.sleep(0.3)
            for place, process in enumerate(running[1:], 1):
                if process.poll() is not None:
                    time.sleep(1)
                    running[place] = _start(programs[place])
    except KeyboardInterrupt:
        click.echo("\nStopped. What was entered is kept.")
    finally:
        end(running)


def _start(program: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(program, env=os.environ | {"PYTHONUNBUFFERED": "1"})  # noqa: S603 - one of our own


def end(running: list[subprocess.Popen[bytes]]) -> None:
    """Ask the programs to end, and end those that do not."""
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
