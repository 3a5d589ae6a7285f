"""The delivery plan as everybody may read it: objectives, actions, the bodies that lead them, how each stands.

No person is named, and what leads wrote of their actions is left out. It is made once, and kept as it was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wapentake.leaks import Leak, find_leaks
from wapentake.plans.rules import Rag, find_objectives

STANDING = {
    Rag.RED: "Will not be delivered",
    Rag.AMBER: "Will be delivered in part",
    Rag.GREEN: "On the way",
    Rag.COMPLETE: "",
    Rag.NOT_STARTED: "",
}
BY_RULE = {Rag.RED: "A milestone or its end is late", Rag.AMBER: "News of it is late"}
"""What is said where nobody has said so, but an update, a milestone or the end is late."""
OTHER = "Other actions"


def compose_plan(snapshot: Mapping[str, Any], *, adopted_on: str = "") -> dict[str, Any]:
    """Return what is published of a plan. Shape: plain values; days are ISO text; an action under each objective."""
    objectives = find_objectives(snapshot)
    groups = [{"name": name, "rows": _list_under(snapshot, pk)} for pk, name in objectives.items()]
    rest = [_tell(row) for row in snapshot["rows"] if objectives.keys().isdisjoint(row["categories"])]
    return {
        "title": snapshot["name"],
        "starts_on": snapshot["starts_on"],
        "ends_on": snapshot["ends_on"],
        "taken_on": snapshot["taken_on"],
        "adopted_on": adopted_on,
        "objectives": [*groups, *([{"name": OTHER, "rows": rest}] if rest else [])],
    }


def _list_under(snapshot: Mapping[str, Any], objective: int) -> list[dict[str, str]]:
    return [_tell(row) for row in snapshot["rows"] if objective in row["categories"]]


def _tell(row: Mapping[str, Any]) -> dict[str, str]:
    rag = Rag(row["rag"])
    words = BY_RULE[rag] if row["by_rule"] else STANDING[rag]
    return {"ref": row["ref"], "title": row["title"], "body": row["body"], "rag": row["rag"], "words": words}


def find_plan_leaks(paper: Mapping[str, Any]) -> tuple[Leak, ...]:
    """Return what in the words of a plan may tell the public of somebody; any person's name does."""
    return find_leaks(say_plan(paper))


def say_plan(paper: Mapping[str, Any]) -> str:
    """Return the words of a plan that somebody wrote, a line each; the bodies that lead are no such words."""
    lines = [paper["title"]]
    for one in paper["objectives"]:
        lines += [one["name"], *(row["title"] for row in one["rows"])]
    return "\n\n".join(lines)
