"""Measures what the reader is asked to reach: scores, speed, memory. `python -m benches` prints it; see `__main__`."""
