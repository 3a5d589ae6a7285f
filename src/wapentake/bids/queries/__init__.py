"""Reads of bids."""
