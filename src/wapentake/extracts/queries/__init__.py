"""Reads of extracts: what a file holds and what of it is new, which lines wait, and what may match them."""
