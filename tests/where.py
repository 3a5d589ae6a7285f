"""Where the tests find things: the repository, its own files, and the shared folder beside it."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_shared() -> Path | None:
    """The shared folder: what WAPENTAKE_SHARED names, or `../shared` beside the repository, or None."""
    folder = Path(os.environ.get("WAPENTAKE_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


def list_files(*patterns: str) -> list[Path]:
    """The files that are in git or would be at the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = sorted({ROOT / name for name in listed.split("\0") if name})
    return [path for path in paths if path.is_file()]
