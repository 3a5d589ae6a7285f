"""The scores on the labelled sets, held against their floors in `scores.toml`.

`python -m tests.scores --write` raises the floors to what is reached now; it never lowers one. The floors of the seeds
are what the product promises, and are changed by hand only.
"""

import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.labelled.sets import LabelledSet, find_sets
from tests.where import ROOT, find_shared
from wapentake.reading import read

FLOORS = ROOT / "tests" / "scores.toml"
BY_HAND = "seeds"
SLACK = 0.002  # a floor lies so much below what was reached
BY_RECALL = ("actions-marked", "actions-prose", "findings")
UNKEPT = ("actions-mean", "documents", "each")
HEAD = """\
# The least that each set may score, kind by kind: F1, but recall for actions-marked, actions-prose and findings, and
# for evidence the share of statements that are held by the words they point to. A test fails where a score falls
# below its floor. `make scores` raises the floors of all but the seeds, whose floors are what the product promises.
"""


def load_scorer(shared: Path) -> ModuleType:
    """The module score.py of the shared folder."""
    spec = spec_from_file_location("score", shared / "evaluation" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pick_measures(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    """The one figure a kind that is kept, from the rows that score.py gives."""
    kept = {}
    for kind, row in rows.items():
        if kind not in UNKEPT:
            kept[kind] = row["share"] if kind == "evidence" else row["recall" if kind in BY_RECALL else "f1"]
    kept["findings-precision"] = rows["findings"]["precision"]
    return kept


def score_set(labelled: LabelledSet, scorer: ModuleType) -> dict[str, float]:
    """Read every document of a set and score the records, as score.py does it with records in files."""
    counts: dict[str, tuple[int, ...]] = {}
    good = stated = 0
    for stem, path in labelled.documents.items():
        gold: dict[str, Any] = scorer.load(labelled.gold / f"{stem}.json")
        record = read(path).to_dict()
        for kind, row in scorer.compare(gold, record).items():
            counts[kind] = tuple(a + b for a, b in zip(counts.get(kind, (0, 0, 0)), row, strict=True))
        source = path.read_text("utf-8", "replace") if path.suffix in (".txt", ".md") else None
        held, total = scorer.evidence(record, source)
        good, stated = good + held, stated + total
    rows = {kind: scorer.prf(*row) for kind, row in counts.items()}
    rows["evidence"] = {"share": round(good / stated, 4) if stated else 0.0}
    return pick_measures(rows)


def load_floors() -> dict[str, dict[str, float]]:
    """The floors, set by set."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def raise_floors(
    floors: dict[str, dict[str, float]], reached: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """The floors of each set but the seeds, raised to what is reached less a little; those that are higher stay."""
    raised = dict(floors)
    for name, scores in reached.items():
        old = floors.get(name, {})
        if name != BY_HAND:
            raised[name] = {
                kind: max(old.get(kind, 0.0), round(max(0.0, got - SLACK), 4)) for kind, got in scores.items()
            }
    return raised


def write_floors(floors: dict[str, dict[str, float]]) -> None:
    """Write the floors down."""
    parts = [
        f"\n[{name}]\n" + "".join(f"{kind} = {floor}\n" for kind, floor in kinds.items())
        for name, kinds in floors.items()
    ]
    FLOORS.write_text(HEAD + "".join(parts), "utf-8")


def main() -> int:
    """Show each score beside its floor; with --write raise the floors. Return 1 where a score lies below its floor."""
    shared = find_shared()
    if shared is None:
        sys.stderr.write("Put the shared folder beside the repository, or name it in WAPENTAKE_SHARED.\n")
        return 1
    scorer, floors = load_scorer(shared), load_floors()
    reached = {name: score_set(labelled, scorer) for name, labelled in find_sets(shared).items()}
    below = 0
    for name, scores in reached.items():
        for kind, got in scores.items():
            floor = floors.get(name, {}).get(kind)
            below += floor is not None and got < floor
            mark = "" if floor is None or got >= floor else "  below its floor"
            sys.stdout.write(
                f"{name:6} {kind:18} {got:.4f}  floor {'none' if floor is None else format(floor, '.4f')}{mark}\n"
            )
    if "--write" in sys.argv[1:]:
        write_floors(raise_floors(floors, reached))
        return 0
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
