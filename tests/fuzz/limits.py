"""A bound on the time that a call may take, in seconds of this process alone, so that a busy machine fails no test."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import pytest


@contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Fail the test where the block takes longer."""
    words = f"took longer than {seconds:g} seconds of processor time"
    running, late = [True], []

    def stop(*_: object) -> None:
        if running:
            late.append(True)
            pytest.fail(words)

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again, since what is raised inside a callback of a library is lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.2)
    try:
        yield
    finally:
        running.clear()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if late:
        pytest.fail(words)


def measure_seconds(call: Callable[[], object], *, times: int = 1) -> float:
    """The median of the seconds that the call takes."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return median(taken)


def assert_grows_evenly(call: Callable[[int], object], size: int, *, most: float, seconds: float) -> None:
    """Fail where four times `size` takes longer than `seconds`, or more than `most` times as long as `size`."""
    with limit_seconds(seconds):
        large = measure_seconds(lambda: call(4 * size))
    small = measure_seconds(lambda: call(size))
    if large > max(0.05, most * small):  # once more, with care
        small, large = (measure_seconds(lambda n=n: call(n), times=3) for n in (size, 4 * size))
    assert large <= max(0.05, most * small), f"{large:.2f} s for four times what takes {small:.2f} s"
