"""Chasing: who is reminded of which action and when, and what they answer by a link or by mail."""
