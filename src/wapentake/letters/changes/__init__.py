"""Every write of `letters`."""

from wapentake.letters.changes.letters import Draft, write_letter, write_letters
from wapentake.letters.changes.links import end_links, make_link, make_links, note_use

__all__ = ["Draft", "end_links", "make_link", "make_links", "note_use", "write_letter", "write_letters"]
