"""How long one page takes whose bytes are in memory, and how that compares with a general date library alone."""

import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benches.tables import NO_SHARED, print_heading, print_table
from tests.fuzz.packages import make_pdf
from tests.where import ROOT
from wapentake.reading import read

RUNS = 101  # of the reader on one page
RUNS_OF_DATES = 3  # of the date library, which takes long
EXAMPLES = ROOT / "examples" / "pages"
SEED_MS, PDF_MS, RATIO = 5.0, 40.0, 50.0  # asked
COMMAND = [sys.executable, "-c", "from wapentake.cli import main; main()", "read"]


def show_speed(shared: Path | None) -> None:
    """Print medians in milliseconds on one core."""
    print_heading("Speed on one core: medians of many runs, bytes already in memory")
    rows = []
    for path in sorted((shared / "seeds").glob("*.txt")) if shared else []:
        taken, dates = _measure_seed(path)
        rows.append([f"seed {path.name}", f"{taken:.1f} ms", f"at most {SEED_MS:g} ms"])
        rows.append(["  dateparser.search_dates on its text", f"{dates:.0f} ms", ""])
        rows.append(["  so much faster is the reader", f"{dates / taken:.0f} times", f"at least {RATIO:g} times"])
    five = _draw_five_pages()
    rows.append(["PDF of five pages", f"{_measure_reading(five, 'five.pdf', 21):.1f} ms", f"at most {PDF_MS:g} ms"])
    for suffix in ("html", "md", "docx", "odt", "pdf"):
        times = [_measure_reading(path.read_bytes(), path.name, 11) for path in _pick(suffix)]
        rows.append([f"example pages, {suffix}: {len(times)}, the median", f"{median(times):.1f} ms", ""])
    page = next(_pick("html"))
    rows.append(["the command on one page, start and all", f"{_measure(lambda: _run_command(page), 5):.0f} ms", ""])
    print_table(["", "measured", "asked"], rows)
    if not shared:
        print(NO_SHARED)


def _pick(suffix: str) -> Iterator[Path]:
    return (path for path in sorted(EXAMPLES.iterdir()) if path.suffix == f".{suffix}")


def _measure_reading(data: bytes, name: str, runs: int) -> float:
    return _measure(lambda: read(data, name=name), runs)


def _measure(call: Callable[[], object], runs: int) -> float:
    """The median in milliseconds; the first call, which imports and warms up, does not count."""
    call()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return median(taken) * 1000


def _measure_seed(path: Path) -> tuple[float, float]:
    """The medians for the reader and for the date library alone, measured in turn so that both see the same machine."""
    from dateparser.search import search_dates

    data = path.read_bytes()
    text = read(data, name=path.name).text
    ours, theirs = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(RUNS_OF_DATES):
            ours.append(_measure_reading(data, path.name, RUNS // RUNS_OF_DATES))
            theirs.append(_measure(lambda: search_dates(text, languages=["en"], settings={"DATE_ORDER": "DMY"}), 1))
    return median(ours), median(theirs)


def _draw_five_pages() -> bytes:
    """A PDF of five pages: a page of the example partnership's words, five times over."""
    lines = (EXAMPLES / "2024-11-11.txt").read_text("utf-8").splitlines()[:46]

    def draw(canvas) -> None:
        for page in range(5):
            for row, line in enumerate(lines):
                canvas.setFont("Helvetica", 10)
                canvas.drawString(60, 790 - 15 * row, line[:100])
            canvas.drawString(290, 40, f"{page + 1}")
            canvas.showPage()

    return make_pdf(draw)


def _run_command(page: Path) -> None:
    subprocess.run([*COMMAND, page], check=True, capture_output=True)
