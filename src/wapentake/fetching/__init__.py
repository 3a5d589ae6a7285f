"""Brings the pages of a committee in from its council's ModernGov site. No other place in the product uses the network.

`fetch_committee` finds the committee's meetings and keeps each meeting's page in a folder, byte for byte as it came,
for the reader to read. It asks for one page at a time, keeps to the site's robots.txt, and can be stopped at any time.
"""

from wapentake.fetching.answers import NotHad, Stopped
from wapentake.fetching.committee import Outcome, Request, fetch_committee
from wapentake.fetching.folder import Folder, open_folder
from wapentake.fetching.moderngov import parse_base, parse_day
from wapentake.fetching.session import Manners, PoliteSession

__all__ = [
    "Folder",
    "Manners",
    "NotHad",
    "Outcome",
    "PoliteSession",
    "Request",
    "Stopped",
    "fetch_committee",
    "open_folder",
    "parse_base",
    "parse_day",
]
