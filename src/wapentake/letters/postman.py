"""Whoever sends letters and takes mail in, as the change log names it."""

from __future__ import annotations


class _Postman:
    """The part of the product that does so by itself."""

    pk = None

    def __str__(self) -> str:
        return "The post room"


POSTMAN = _Postman()
