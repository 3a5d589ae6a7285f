"""Pure decisions on minutes: who is on the roll, how texts are merged, what was settled, and the whole as text."""

from wapentake.minutes.rules.composing import Composed, Place, compose_exempt, compose_item, compose_minutes
from wapentake.minutes.rules.merging import Merged, merge_texts, must_log
from wapentake.minutes.rules.neutral import put_neutral
from wapentake.minutes.rules.roll import Quorum, check_seat, count_quorum, find_voters, say_quorum, say_seat
from wapentake.minutes.rules.settling import check_resolution, say_declaration, say_resolution
from wapentake.minutes.rules.values import Declared, Point, Seat, Settlement, Sitting

__all__ = [
    "Composed",
    "Declared",
    "Merged",
    "Place",
    "Point",
    "Quorum",
    "Seat",
    "Settlement",
    "Sitting",
    "check_resolution",
    "check_seat",
    "compose_exempt",
    "compose_item",
    "compose_minutes",
    "count_quorum",
    "find_voters",
    "merge_texts",
    "must_log",
    "put_neutral",
    "say_declaration",
    "say_quorum",
    "say_resolution",
    "say_seat",
]
