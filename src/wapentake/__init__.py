"""Wapentake reads the minutes of a partnership into a register in which every fact points at the words that said so."""

__version__ = "0.1.0"
