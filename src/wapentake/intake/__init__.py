"""Turns records into proposals, and accepted proposals into changes of the rooms that own them."""
