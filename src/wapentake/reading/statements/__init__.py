"""One file for each kind of statement, each with a `find`; none knows of another."""
