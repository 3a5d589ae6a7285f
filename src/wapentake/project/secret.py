"""The key with which the installation signs: named in the environment, or made at the first start and kept."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def read_secret(folder: Path) -> str:
    """Return the secret key: from the environment, or from the folder, where the first start makes one."""
    if given := os.environ.get("WAPENTAKE_SECRET_KEY"):
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".secret-key-{os.getpid()}"
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with suppress(FileExistsError):  # another process was first, and its key counts
            os.link(part, kept)
        part.unlink()
    return kept.read_text(encoding="ascii")
