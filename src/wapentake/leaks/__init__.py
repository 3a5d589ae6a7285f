"""Does this text tell the public of somebody? A check that a person runs before anything is published."""

from wapentake.leaks.find import THRESHOLD, find_leaks
from wapentake.leaks.households import TROUBLES, tells_of_household
from wapentake.leaks.leak import Leak

__all__ = ["THRESHOLD", "TROUBLES", "Leak", "find_leaks", "tells_of_household"]
