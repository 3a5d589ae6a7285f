"""Scores on the labelled sets, as score.py of the shared folder gives them, beside what is asked."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benches.tables import NO_SHARED, print_heading, print_table
from tests.labelled.sets import LabelledSet, find_sets
from tests.scores import BY_RECALL, load_floors, pick_measures
from wapentake.reading import read

ASKED_OF_DEV = {
    "attendance": 0.96,
    "items": 0.90,
    "actions": 0.92,
    "actions-prose": 0.75,
    "due": 0.85,
    "complete-actions": 0.85,
    "decisions": 0.85,
    "decision-kinds": 0.80,
    "amounts": 0.97,
    "dates": 0.97,
}


def show_scores(shared: Path | None) -> None:
    """Print one figure a kind and set; a star marks what lies below what is asked."""
    print_heading("Scores: F1, or recall for actions-marked, actions-prose and findings")
    if not shared:
        print(NO_SHARED)
        return
    sets = find_sets(shared)
    reached = {name: _score(labelled, shared) for name, labelled in sets.items()}
    asked = {"seeds": load_floors().get("seeds", {}), "dev": ASKED_OF_DEV}
    head = ["", *(word for name in sets for word in ([f"{name}", "asked"] if name in asked else [name]))]
    rows = []
    for kind in next(iter(reached.values())):
        row = [kind + (" (recall)" if kind in BY_RECALL else "")]
        for name in sets:
            wanted = asked.get(name, {}).get(kind)
            got = reached[name][kind]
            row.append(f"{'*' if wanted is not None and got < wanted else ''}{got:.3f}")
            if name in asked:
                row.append("" if wanted is None else f"{wanted:.2f}")
        rows.append(row)
    print_table(head, rows)
    print(f"  Documents: {', '.join(f'{name} {len(labelled.documents)}' for name, labelled in sets.items())}.")


def _score(labelled: LabelledSet, shared: Path) -> dict[str, float]:
    """Write the records of a set to a folder of their own, and have score.py compare them with the gold records."""
    with TemporaryDirectory(prefix="wapentake-") as folder, TemporaryDirectory(prefix="wapentake-") as sources:
        for stem, path in labelled.documents.items():
            Path(folder, f"{stem}.json").write_text(read(path).to_json(), "utf-8")
            if path.suffix in (".txt", ".md"):  # of these the evidence is held against the file itself
                Path(sources, stem + path.suffix).write_bytes(path.read_bytes())
        scorer = shared / "evaluation" / "score.py"
        command = [sys.executable, scorer, labelled.gold, folder, "--documents", sources, "--json"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return pick_measures({kind: row for kind, row in told.items() if isinstance(row, dict)})
