"""Minutes: what is typed at a meeting, who was there, how it was settled, and what was put right later."""
