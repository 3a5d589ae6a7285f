"""Every write of `minutes`."""

from wapentake.minutes.changes.going import (
    circulate_minutes,
    clear_minutes,
    confirm_minutes,
    correct_minutes,
    drop_correction,
    forget_clearance,
    keep_source,
    minutes_of,
)
from wapentake.minutes.changes.leaking import forget_left_in, leave_in, move_words

__all__ = [
    "circulate_minutes",
    "clear_minutes",
    "confirm_minutes",
    "correct_minutes",
    "drop_correction",
    "forget_clearance",
    "forget_left_in",
    "keep_source",
    "leave_in",
    "minutes_of",
    "move_words",
]
