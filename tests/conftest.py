"""What all tests share: the folder of documents beside the repository, and how hypothesis runs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.where import find_shared

# On a busy machine a slow example is no failure, and CI tries the same examples each time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder. Without it the test is skipped, or fails where WAPENTAKE_REQUIRE_SHARED=1 asks for it."""
    folder = find_shared()
    if folder is not None:
        return folder
    words = "no shared folder: put it beside the repository, or name it in WAPENTAKE_SHARED"
    if os.environ.get("WAPENTAKE_REQUIRE_SHARED") == "1":
        pytest.fail(words)
    pytest.skip(words)
