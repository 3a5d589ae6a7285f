"""Which files a command is to read, and where it is to write what it makes of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from wapentake.reading.jobs import say_system_error

SUFFIXES = {"json": ".json", "text": ".txt"}
RECORD = ".json"
SERIES = "series"  # the file that `series` writes, without its extension
NO_RECORDS = {SERIES + RECORD, "fetch.json"}  # what else of ours may lie among pages
MOST_NAMED = 10


class Refused(click.ClickException):
    """The command cannot begin, and has written nothing."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, each once and in order, and what stood in the way of finding more: name and words."""

    files: list[Path] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)  # of files that the person does not know by their paths

    def say_name(self, file: Path) -> str:
        """Return the name by which the person knows the file."""
        return self.names.get(file, str(file))


def find_files(paths: Iterable[Path], *, with_records: bool = False) -> Found:
    """Return the files that `paths` name, folders with all below them.

    Hidden files are left out of a folder, and so are records that `read` wrote unless they are asked for.
    The order does not depend on that of `paths`. A file that is not there is found too: reading it says what is wrong.
    """
    found = Found()
    files: dict[Path, Path] = {}
    for path in sorted(set(paths)):
        before = len(found.troubles)
        inside = list(_walk(path, found.troubles, with_records=with_records)) if _is_folder(path) else [path]
        if not inside and len(found.troubles) == before:
            found.troubles.append((str(path), "There is nothing to read in this folder. Check the name."))
        for file in inside:
            files.setdefault(file.absolute(), file)
    found.files.extend(files[place] for place in sorted(files))
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path, troubles: list[tuple[str, str]], *, with_records: bool) -> Iterator[Path]:
    def note(error: OSError) -> None:
        troubles.append((str(error.filename), say_system_error(error)))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            is_record = name.lower().endswith(RECORD)
            if not name.startswith(".") and (not is_record or (with_records and name not in NO_RECORDS)):
                yield Path(place, name)


def plan_outputs(
    found: Found, out: Path, *, suffix: str, full_names: bool = False, besides: Sequence[str] = ()
) -> dict[Path, Path]:
    """Return the file to write for each file to read, and make the folder `out`; `besides` is written there too.

    Raises: Refused where two files would have one name, where a file that is to be read would be written over, or
    where `out` cannot be written in.
    """
    planned = {file: out / ((file.name if full_names else file.stem) + suffix) for file in found.files}
    claims: dict[str, list[str]] = defaultdict(list)
    for name in besides:
        claims[os.path.normcase(name)].append("what is found across the pages")
    for file, target in planned.items():
        claims[os.path.normcase(target.name)].append(found.say_name(file))
    _refuse_clashes({name: owners for name, owners in claims.items() if len(owners) > 1}, full_names=full_names)
    sources = {file.absolute() for file in found.files}
    for target in [*planned.values(), *(out / name for name in besides)]:
        if target.absolute() in sources:
            raise Refused(f"{target} would be written over, and it is to be read. Choose another folder with --out.")
    _make_folder(out)
    return planned


def _refuse_clashes(clashes: Mapping[str, Sequence[str]], *, full_names: bool) -> None:
    if not clashes:
        return
    lines = [f"  {name}: {', '.join(owners)}" for name, owners in list(clashes.items())[:MOST_NAMED]]
    lines += [f"  and {len(clashes) - MOST_NAMED} more"] if len(clashes) > MOST_NAMED else []
    advice = (
        "Read them into different folders." if full_names else "Use --full-names, or read them one folder at a time."
    )
    raise Refused("\n".join(["Some files would be written under one name, so nothing was written.", *lines, advice]))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"{out} is a file, or lies below one. Name a folder with --out.") from None
    except OSError as error:
        raise Refused(f"The folder {out} could not be made ({error.strerror}). Choose another with --out.") from None
    if not os.access(out, os.W_OK | os.X_OK):
        raise Refused(f"You have no permission to write in {out}. Choose another folder with --out.")
