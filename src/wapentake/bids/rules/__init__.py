"""The rules of bids: which step follows which and what it needs, how marks add up, what may be given. Pure values."""

from wapentake.bids.rules.awards import Award, check_award, find_own_share
from wapentake.bids.rules.lines import BadLine, read_sums, write_sums
from wapentake.bids.rules.marking import DEFAULTS, Criterion, check_marks, find_apart, find_score, say_percent
from wapentake.bids.rules.steps import DECIDED, OPEN, OUTCOMES, STEPS, Known, check_step, find_steps

__all__ = [
    "DECIDED",
    "DEFAULTS",
    "OPEN",
    "OUTCOMES",
    "STEPS",
    "Award",
    "BadLine",
    "Criterion",
    "Known",
    "check_award",
    "check_marks",
    "check_step",
    "find_apart",
    "find_own_share",
    "find_score",
    "find_steps",
    "read_sums",
    "say_percent",
    "write_sums",
]
