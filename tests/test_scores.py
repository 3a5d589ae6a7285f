"""No score may fall: each set is read and scored, and each kind held against its floor in `scores.toml`."""

import json
import subprocess
import sys

import pytest

from tests.labelled.sets import find_sets
from tests.scores import BY_HAND, load_floors, load_scorer, pick_measures, raise_floors, score_set
from wapentake.reading import read

FLOORS = load_floors()


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_lies_below_its_floor(shared, name):
    scores = score_set(find_sets(shared)[name], load_scorer(shared))
    assert {kind: (got, FLOORS[name][kind]) for kind, got in scores.items() if got < FLOORS[name][kind]} == {}


def test_each_set_has_floors_of_each_kind(shared):
    assert set(find_sets(shared)) == set(FLOORS)
    assert {tuple(sorted(kinds)) for kinds in FLOORS.values()} == {tuple(sorted(FLOORS["seeds"]))}


def test_scores_are_those_of_the_command(shared, tmp_path):
    made = find_sets(shared)["made"]
    for stem, path in made.documents.items():
        (tmp_path / f"{stem}.json").write_text(read(path).to_json(), "utf-8")
    folder = next(iter(made.documents.values())).parent
    command = [sys.executable, shared / "evaluation" / "score.py", made.gold, tmp_path, "--documents", folder, "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert score_set(made, load_scorer(shared)) == pick_measures(told)


def test_floors_are_only_ever_raised():
    floors = {BY_HAND: {"actions": 1.0}, "dev": {"actions": 0.9, "items": 0.5}}
    reached = {
        BY_HAND: {"actions": 0.5},
        "dev": {"actions": 0.8, "items": 0.7, "dates": 0.001},
        "new": {"actions": 0.6},
    }
    assert raise_floors(floors, reached) == {
        BY_HAND: {"actions": 1.0},
        "dev": {"actions": 0.9, "items": 0.698, "dates": 0.0},
        "new": {"actions": 0.598},
    }
