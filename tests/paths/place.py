"""A page in a state, and how one is brought into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.paths.walking import Walk

LONG = "a-name-without-any-space-that-somebody-gave-to-a-file-" * 3


@dataclass(frozen=True)
class Place:
    """A page in a state: its address, what is done there, and who does it."""

    path: str
    steps: tuple[Callable[[Walk], object], ...] = ()
    who: str = "coordinator"


def press(name: str) -> Callable[[Walk], object]:
    return lambda walk: walk.press(re.compile(name))
