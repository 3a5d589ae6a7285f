"""The sets of documents with records made by hand: where their records are, and the document of each.

Three sets lie beside this file in full (`made`, `held`, `fresh`), and one is the example partnership. The documents of
the others are public ones, which are kept in the shared folder and not here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class LabelledSet:
    """A folder of gold records, and the document that each of them is of, by the record's name."""

    name: str
    gold: Path
    documents: Mapping[str, Path]


def find_sets(shared: Path | None) -> dict[str, LabelledSet]:
    """The sets that can be read here, by name: all with the shared folder, those beside this file without it."""
    found = {}
    if shared:
        evaluation = shared / "evaluation"
        found["seeds"] = _take_folder("seeds", evaluation / "gold", shared / "seeds")
        found["dev"] = _take_folder("dev", evaluation / "dev" / "gold", evaluation / "dev" / "documents")
    for name in ("made", "real", "public2", "public3", "public4", "public5", "public6", "held", "fresh"):
        gold = HERE / name / "gold"
        sources = HERE / name / "SOURCES.json"
        if sources.exists() and shared:
            named = json.loads(sources.read_text("utf-8"))
            unlabelled = shared / "evaluation" / "unlabelled"
            found[name] = LabelledSet(name, gold, {stem: unlabelled / path for stem, path in named.items()})
        elif gold.is_dir() and not sources.exists():
            found[name] = _take_folder(name, gold, HERE / name / "documents")
    examples = HERE.parents[1] / "examples"
    found["examples"] = _take_folder("examples", examples / "gold", examples / "pages")
    return found


def _take_folder(name: str, gold: Path, documents: Path) -> LabelledSet:
    by_stem = {path.stem: path for path in sorted(documents.iterdir())}
    return LabelledSet(name, gold, {path.stem: by_stem[path.stem] for path in sorted(gold.glob("*.json"))})
