"""Money: funds, the journal of double entries, commitments, the year's end, and what is free to spend."""
