"""Extracts of suppliers and of the council's ledger: read, looked at, brought in, and set against the journal."""
