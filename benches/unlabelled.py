"""All documents of the shared folder that nobody has labelled: is each read, how fast, and what is found in it."""

import platform
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benches.tables import NO_SHARED, form_markdown, print_heading, print_table
from wapentake.reading import Record, read

MOST_SECONDS = 2.0
MOST_NAMED = 4  # findings, in a row of the table
HEAD = ("format", "documents", "read", "doubtful", "refused", "median", "slowest", "most common findings (documents)")
INTRODUCTION = """\
# The documents that nobody has labelled

{count} public documents (minutes, agendas, action logs and papers of councils and boards) were read with this version.
`make bench` measures it again, and `python -m benches unlabelled --write` writes this page. The times are those of one
run on one core under Python {python}; what is asked is no crash, and no document over {most:g} seconds.

"""


@dataclass
class Tally:
    """What was seen of the documents of one format."""

    seconds: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    findings: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record, seconds: float) -> None:
        """Count one document; a finding counts once a document."""
        self.seconds.append(seconds)
        if record.unreadable:
            self.refused[record.unreadable] += 1
            return
        self.doubtful += record.doubtful
        self.findings.update({found.code for found in record.findings})

    def tell(self, name: str) -> list[str]:
        """The row of the table."""
        refused = self.refused.total()
        common = ", ".join(f"{code} ({count})" for code, count in _rank(self.findings)[:MOST_NAMED])
        times = [f"{1000 * seconds:.0f} ms" for seconds in (median(self.seconds), max(self.seconds))]
        read_well = len(self.seconds) - refused
        return [
            name,
            str(len(self.seconds)),
            str(read_well),
            str(self.doubtful),
            str(refused),
            *times,
            common or "none",
        ]


def _rank(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def show_unlabelled(shared: Path | None, *, write_to: Path | None = None) -> None:
    """Print the table, and write it to a page where that is asked for."""
    print_heading("The documents that nobody has labelled")
    if not shared:
        print(NO_SHARED)
        return
    folder = shared / "evaluation" / "unlabelled"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent != folder)
    tallies: dict[str, Tally] = {}
    slowest: list[tuple[float, str]] = []
    for path in files:
        began = time.perf_counter()
        record = read(path)
        taken = time.perf_counter() - began
        tallies.setdefault(path.suffix.lstrip(".").lower(), Tally()).add(record, taken)
        slowest.append((taken, path.relative_to(folder).as_posix()))
    rows = [tallies[name].tell(name) for name in sorted(tallies)]
    print_table(HEAD, rows)
    over = [name for seconds, name in slowest if seconds > MOST_SECONDS]
    print(f"  {len(files)} documents. Asked: none over {MOST_SECONDS:g} seconds. Over it: {', '.join(over) or 'none'}.")
    print(f"  Slowest: {', '.join(f'{name} {1000 * seconds:.0f} ms' for seconds, name in sorted(slowest)[:-4:-1])}.")
    if write_to:
        write_to.write_text(_form_page(rows, tallies, len(files)), "utf-8")
        print(f"  Written to {write_to}.")


def _form_page(rows: list[list[str]], tallies: dict[str, Tally], count: int) -> str:
    """The page in Markdown: the table, why documents were refused, and all findings with their counts."""
    python = ".".join(platform.python_version_tuple()[:2])
    parts = [INTRODUCTION.format(count=count, python=python, most=MOST_SECONDS)]
    parts.append(form_markdown(HEAD, rows, numbers=range(1, 7)))
    refused = sum((tally.refused for tally in tallies.values()), Counter())
    if refused:
        parts.append("\nWhat was refused was refused in these words:\n\n")
        parts += [f"- {number} of them: {words}\n" for words, number in _rank(refused)]
    findings = sum((tally.findings for tally in tallies.values()), Counter())
    parts.append("\nAll findings, by the number of documents that have one:\n\n")
    parts.append(form_markdown(("finding", "documents"), [[code, str(n)] for code, n in _rank(findings)], numbers=[1]))
    return "".join(parts)
