"""Every write of `letters`."""

from wapentake.letters.changes.letters import Draft, write_letter, write_letters
from wapentake.letters.changes.links import (
    end_link,
    end_links,
    end_links_of_leavers,
    make_link,
    make_links,
    note_use,
    renew_link,
)
from wapentake.letters.changes.readdressing import follow_address
from wapentake.letters.changes.received import ask_to_look, heed, keep_mail, leave_received, take_as_answer
from wapentake.letters.changes.sending import confirm_arrival, send_again

__all__ = [
    "Draft",
    "ask_to_look",
    "confirm_arrival",
    "end_link",
    "end_links",
    "end_links_of_leavers",
    "follow_address",
    "heed",
    "keep_mail",
    "leave_received",
    "make_link",
    "make_links",
    "note_use",
    "renew_link",
    "send_again",
    "take_as_answer",
    "write_letter",
    "write_letters",
]
