"""Actions: what was promised, by whom and by when, each pointing at the words that said so."""
