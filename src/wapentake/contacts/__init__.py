"""People and organisations, the posts that people held, and whose initials are whose."""
