"""`python -m benches [SECTION ...]`: scores, speed, many, unlabelled, register, typing, nudge, money, plans,
returns; or those named.

`scores` needs the shared folder, and so do `unlabelled` and a part of `speed`. `many --pages N` reads fewer pages;
`unlabelled --write` writes its table to `docs/unlabelled.md`. `register --data FOLDER` keeps the large register
there, and so does `nudge`.
"""

import argparse
from pathlib import Path

from benches import many, money, nudge, plans, register, returns, scores, speed, typing, unlabelled
from tests.where import find_shared

ALONE = ("register", "typing", "nudge", "money", "plans", "returns")
SECTIONS = ("scores", "speed", "many", "unlabelled", *ALONE)


def main() -> int:
    """Print the sections that are asked for; return 1 where one of them needs the shared folder and there is none."""
    parser = argparse.ArgumentParser(prog="python -m benches", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"one of {', '.join(SECTIONS)}; all without it")
    parser.add_argument("--pages", type=int, default=10_000, help="how many pages `many` reads")
    parser.add_argument("--workers", type=int, default=2, help="with how many workers")
    parser.add_argument("--write", action="store_true", help="write docs/unlabelled.md")
    parser.add_argument("--data", type=Path, help="where `register` or `nudge` keeps its data; else a temporary folder")
    parser.add_argument(
        "--partnerships", type=int, default=register.PARTNERSHIPS, help="how many are made to measure with"
    )
    parser.add_argument("--requests", type=int, default=300, help="how many of each kind `register` measures")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    wanted = asked.sections or SECTIONS
    shared = find_shared()
    runs = {
        "scores": lambda: scores.show_scores(shared),
        "speed": lambda: speed.show_speed(shared),
        "many": lambda: many.show_many(shared, pages=asked.pages, workers=asked.workers),
        "unlabelled": lambda: unlabelled.show_unlabelled(
            shared, write_to=Path("docs/unlabelled.md") if asked.write else None
        ),
        "register": lambda: register.show_register(
            asked.data, partnerships=asked.partnerships, requests=asked.requests
        ),
        "typing": typing.show_typing,
        "nudge": lambda: nudge.show_nudge(asked.data, partnerships=asked.partnerships),
        "money": money.show_money,
        "plans": lambda: plans.show_plans(asked.partnerships, asked.requests),
        "returns": lambda: returns.show_returns(partnerships=asked.partnerships),
    }
    for name in SECTIONS:
        if name in wanted:
            runs[name]()
    return 0 if shared or not set(wanted) - set(ALONE) else 1


if __name__ == "__main__":
    raise SystemExit(main())
