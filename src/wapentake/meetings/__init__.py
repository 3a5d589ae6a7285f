"""Meetings: the pages that tell of them, who was there, what was taken up, and what was settled."""
