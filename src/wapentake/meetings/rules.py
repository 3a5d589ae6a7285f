"""What a name in minutes is. Pure values."""

from __future__ import annotations

import re

_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]{2,4}")


def is_initials(written: str) -> bool:
    """Return whether an owner is written as initials: "MS", "MFl", "TBL"; "Clerk" and "All Partners" are none."""
    return bool(_INITIALS.fullmatch(written)) and written != "ALL"
