"""Pages that show several rooms at once: the home page, a meeting with all that hangs from it, search."""
