"""The bytes as they came, their canonical text, and the passages that said something, each in its state."""
