"""`wapentake read`: one record for each file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from wapentake.cli.files import SUFFIXES, find_files, plan_outputs
from wapentake.cli.options import format_option, out_option, timeout_option, workers_option
from wapentake.cli.progress import Progress
from wapentake.reading.jobs import Form, Job, Outcome
from wapentake.reading.page import LIMIT_BYTES
from wapentake.reading.workers import read_files

DASH = Path("-")
STDIN = "stdin"  # the name in the record of what came on standard input
RULE = "\n" + "=" * 100 + "\n\n"


@click.command(short_help="Write a record of each file.")
@click.argument("paths", metavar="FILE|DIR|-...", nargs=-1, required=True, type=click.Path(path_type=Path))
@out_option
@click.option("--full-names", is_flag=True, help="Write a.docx to a.docx.json in DIR, and not to a.json.")
@format_option("json")
@workers_option
@timeout_option
def read(
    *, paths: tuple[Path, ...], out: Path | None, full_names: bool, form: str, workers: int, timeout: float
) -> None:
    """Read minutes and write a record of each file.

    FILE is a page of a council's website, a PDF, a Word (.docx) or OpenDocument file, Markdown or plain text. DIR is
    read with all below it, but for hidden files and for records (.json). A dash reads standard input.

    Without --out the records go to standard output. One FILE gives one JSON object. Several, or a DIR, give one JSON
    object a line, in the order of their paths. With --out each record goes to a file of its own in DIR: minutes.docx
    to minutes.json, or to minutes.txt with --format text. Where two files would share a name, nothing is written.

    What cannot be read is told in a line on standard error while the others go on, and the exit code is then 1.

    \b
    Examples:
      wapentake read minutes.docx --format text
      wapentake read pages more/page.html --out records
      pdftotext minutes.pdf - | wapentake read -
    """
    with _keep_stdin(wanted=DASH in paths) as piped:
        found = find_files(path for path in paths if path != DASH)
        found.files[:0] = piped
        found.names.update(dict.fromkeys(piped, "standard input"))
        single = len(paths) == 1 and len(found.files) == 1 and not paths[0].is_dir()
        shape: Form = "text" if form == "text" else "json" if out or single else "line"
        targets = plan_outputs(found, out, suffix=SUFFIXES[form], full_names=full_names) if out else {}
        progress = Progress(found, quiet=not out and sys.stdout.isatty())
        jobs = (Job(file, out=targets.get(file)) for file in found.files)
        with closing(read_files(jobs, workers=workers, timeout=timeout, form=shape)) as outcomes:
            _print_records(progress.watch(outcomes), apart=RULE if shape == "text" else "")
    raise SystemExit(progress.finish())


@contextmanager
def _keep_stdin(*, wanted: bool) -> Iterator[list[Path]]:
    """Give the file in which what comes on standard input is kept for the time being, if it is wanted.

    Little more than the most that is read of a file is taken in: enough to see that it is too large.
    """
    if not wanted:
        yield []
        return
    with TemporaryDirectory(prefix="wapentake-") as folder:
        kept = Path(folder, STDIN)
        with kept.open("wb") as file:
            left = LIMIT_BYTES + 1
            while left and (piece := sys.stdin.buffer.read(min(left, 2**20))):
                left -= file.write(piece)
        yield [kept]


def _print_records(outcomes: Iterator[Outcome], *, apart: str) -> None:
    """Write the records to standard output as they come, with `apart` between two."""
    for count, record in enumerate(outcome.record for outcome in outcomes if outcome.record is not None):
        click.echo(((apart if count else "") + record).encode("utf-8", "backslashreplace"), nl=False)
