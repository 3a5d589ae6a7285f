"""What the minutes room decides. Pure values."""
