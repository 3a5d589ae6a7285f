"""Reads of money: sums of sealed postings, where each fund stands, commitments, the journal, what was handed over."""
