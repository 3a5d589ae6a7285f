"""The pages of one body read together: what one page promises and no later page mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wapentake.reading.record import Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFinding:
    """A finding across pages: `page` is the source name of the page whose words `spans` point at."""

    code: str
    severity: str
    message: str
    page: str
    spans: tuple[Span, ...] = ()
    other_page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The records of one body in the order of their meetings, with the people known across them and the findings."""

    records: tuple[Record, ...] = ()
    findings: tuple[SeriesFinding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the series as a JSON object: the pages' names and days, the people, the findings."""
        return {}


def read_series(records: Iterable[Record]) -> Series:
    """Return the series that the records make."""
    return Series(records=tuple(records))
