"""Plain tables on a terminal, and in Markdown."""

from collections.abc import Sequence

NO_SHARED = "  The shared folder is not there. Put it beside the repository, or name it in WAPENTAKE_SHARED."

Row = Sequence[str]


def print_heading(words: str) -> None:
    """Print a heading with a line under it."""
    print(f"\n{words}\n{'-' * len(words)}", flush=True)


def print_table(head: Row, rows: Sequence[Row]) -> None:
    """Print rows in columns: the first to the left, all others to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def form_markdown(head: Row, rows: Sequence[Row], *, numbers: Sequence[int] = ()) -> str:
    """The table in Markdown; the columns `numbers` stand to the right."""
    marks = ["---:" if column in numbers else "---" for column in range(len(head))]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, marks, *rows])
