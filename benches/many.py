"""Ten thousand pages through the worker processes: how fast, and whether memory grows with their number."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benches.tables import print_heading, print_table
from tests.where import ROOT
from wapentake.reading.jobs import Job
from wapentake.reading.workers import read_files

MOST_MB = 300  # a worker
SHARES = (0.1, 0.5, 1.0)  # of the pages, at which memory is looked at
LOOK_EACH = 10


def show_many(shared: Path | None, *, pages: int, workers: int) -> None:
    """Print pages a second and the peak memory of the workers after a tenth, half and all of the pages."""
    print_heading(f"{pages:,} pages with {workers} workers")
    with TemporaryDirectory(prefix="wapentake-") as folder:
        files = list(_write_pages(Path(folder), shared, pages))
        (out := Path(folder, "records")).mkdir()
        jobs = (Job(file, out=out / f"{file.name}.json") for file in files)
        marks = {max(1, int(share * pages)) for share in SHARES}
        rows, failed, peak = [], 0, 0.0
        began = time.perf_counter()
        with closing(read_files(jobs, workers=workers)) as outcomes:
            for done, outcome in enumerate(outcomes, 1):
                failed += outcome.trouble is not None
                if done % LOOK_EACH == 0 or done in marks:
                    peak = max([peak, *(_peak_mb(child.pid) for child in multiprocessing.active_children())])
                if done in marks:
                    rate = done / (time.perf_counter() - began)
                    rows.append(
                        [f"{done:,} pages", f"{rate:.0f} a second", f"{peak:.0f} MB", f"{_peak_mb('self'):.0f} MB"]
                    )
        written = len(list(out.iterdir()))
    print_table(["", "speed", "peak of a worker", "peak of the command"], rows)
    print(f"  {written:,} records written, {failed} failed. Asked: below {MOST_MB} MB a worker, and no growth.")


def _write_pages(folder: Path, shared: Path | None, pages: int) -> Iterator[Path]:
    """Write so many pages, each a little different from all others, and give their files."""
    sources = [
        *sorted((ROOT / "examples" / "pages").iterdir()),
        *(sorted((shared / "seeds").iterdir()) if shared else []),
    ]
    kept = [(path, path.read_bytes()) for path in sources]
    for number in range(pages):
        path, data = kept[number % len(kept)]
        file = folder / f"{number:05}{path.suffix}"
        file.write_bytes(_change(data, path.suffix, number))
        yield file


def _change(data: bytes, suffix: str, number: int) -> bytes:
    """The page with a line of its own at the end, where its form allows it."""
    if suffix in (".txt", ".md"):
        return data + f"\n\nACTION: Clerk to file paper {number}.\n".encode()
    if suffix == ".html":
        return data.replace(b"</body>", f"<p>ACTION: Clerk to file paper {number}.</p></body>".encode())
    return data + f"\n% {number}\n".encode() if suffix == ".pdf" else data


def _peak_mb(process: int | str | None) -> float:
    """The most memory that a process has held so far."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:  # it has just ended, or this is no Linux
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
