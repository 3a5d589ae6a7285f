"""Agendas: what a meeting will take up, with its papers, and the plan of what was put off, promised or asked for."""
