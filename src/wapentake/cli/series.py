"""`wapentake series`: the pages of one body read together."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import chain
from pathlib import Path

import click

from wapentake.cli.files import RECORD, SERIES, SUFFIXES, Found, find_files, plan_outputs
from wapentake.cli.options import format_option, out_option, timeout_option, workers_option
from wapentake.cli.progress import Progress
from wapentake.reading.explain import explain_series
from wapentake.reading.jobs import Job, Outcome, form_record, say_system_error, write_whole
from wapentake.reading.record import SCHEMA, Record
from wapentake.reading.series import Series, read_series
from wapentake.reading.workers import read_files


@click.command(short_help="Read the pages of one body together.")
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@out_option
@format_option("text")
@workers_option
@timeout_option
def series(*, paths: tuple[Path, ...], out: Path | None, form: str, workers: int, timeout: float) -> None:
    """Read the pages of one body and find what only shows across its meetings.

    FILE and DIR are pages as for "wapentake read", or records (.json) that it wrote; a record counts once with its
    page. The text says what is owed, meeting by meeting, and then what was found: what was deferred again, promised
    and never seen again, or confirmed under a day with no meeting.

    With --out the record of each page goes to DIR as "wapentake read" writes it, and what was found to series.json,
    or all of it in words to .txt files with --format text.

    \b
    Examples:
      wapentake series pages
      wapentake series records --format json
      wapentake series pages --out records --format json
    """
    found = find_files(paths, with_records=True)
    pages = Found([file for file in found.files if file.suffix.lower() != RECORD])
    suffix = SUFFIXES[form]
    targets = plan_outputs(pages, out, suffix=suffix, besides=[SERIES + suffix]) if out else {}
    progress = Progress(found)
    records: dict[str, Record] = {}
    opened = (_open_record(file) for file in found.files if file.suffix.lower() == RECORD)
    with closing(read_files(map(Job, pages.files), workers=workers, timeout=timeout, form="line")) as outcomes:
        for outcome in progress.watch(chain(opened, outcomes)):
            record = Record.from_dict(json.loads(outcome.record or ""))
            records[record.source.sha256] = record
            if outcome.path in targets:
                _write(targets[outcome.path], form_record(record, "text" if form == "text" else "json"))
    if records:
        text = _form_series(read_series(records.values()), form)
        _write(out / (SERIES + suffix), text) if out else _print(text)
    raise SystemExit(progress.finish())


def _open_record(file: Path) -> Outcome:
    """Return a record that `wapentake read` wrote, as if its page had just been read."""
    try:
        data = json.loads(file.read_bytes())
        if data["schema"] != SCHEMA:
            raise ValueError(data["schema"])
        doubtful = Record.from_dict(data).doubtful
    except OSError as error:
        return Outcome(file, trouble=say_system_error(error))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Outcome(file, trouble='This is no record that "wapentake read" wrote. Give the page itself.')
    return Outcome(file, record=json.dumps(data), doubtful=doubtful)


def _form_series(found: Series, form: str) -> str:
    if form == "text":
        return explain_series(found)
    return json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, text: str) -> None:
    try:
        write_whole(file, text)
    except OSError as error:
        words = f"{file} could not be written ({error.strerror}). Choose another folder with --out."
        raise click.ClickException(words) from None


def _print(text: str) -> None:
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
