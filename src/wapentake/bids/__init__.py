"""Bids: who asks for money and for what, how a bid is marked and decided, and what came of the money."""
