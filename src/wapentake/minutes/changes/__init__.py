"""Every write of `minutes`."""

from wapentake.minutes.changes.going import (
    agree_corrections,
    circulate_minutes,
    clear_minutes,
    confirm_minutes,
    correct_minutes,
    drop_correction,
    forget_clearance,
    keep_next_days,
    keep_source,
    minutes_of,
)
from wapentake.minutes.changes.leaking import forget_left_in, leave_in, move_words
from wapentake.minutes.changes.refusing import refuse_offer, take_refusal_back
from wapentake.minutes.changes.roll import add_to_roll, drop_from_roll, fill_roll, keep_roll
from wapentake.minutes.changes.settling import (
    keep_declaration,
    keep_resolution,
    remove_declaration,
    remove_resolution,
)
from wapentake.minutes.changes.typing import Box, Saved, check_length, save_boxes, see_writer

__all__ = [
    "Box",
    "Saved",
    "add_to_roll",
    "agree_corrections",
    "check_length",
    "circulate_minutes",
    "clear_minutes",
    "confirm_minutes",
    "correct_minutes",
    "drop_correction",
    "drop_from_roll",
    "fill_roll",
    "forget_clearance",
    "forget_left_in",
    "keep_declaration",
    "keep_next_days",
    "keep_resolution",
    "keep_roll",
    "keep_source",
    "leave_in",
    "minutes_of",
    "move_words",
    "refuse_offer",
    "remove_declaration",
    "remove_resolution",
    "save_boxes",
    "see_writer",
    "take_refusal_back",
]
