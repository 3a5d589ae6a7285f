"""Where a fund stands, and all of them together: the balance, what of it is spoken for, and what is free."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where funds stand. Units: whole pence. `free_if_failed` is what would be free if the open conditions failed.

    `ring_fenced` is what is left of ring-fenced funds once what is committed within them is set apart, so that
    balance - ring_fenced - committed - conditional = free. Ring-fenced money is free for nothing else.
    """

    balance: int = 0
    ring_fenced: int = 0
    committed: int = 0
    conditional: int = 0
    free_if_failed: int = 0

    @property
    def free(self) -> int:
        """What may be spent on anything, now."""
        return self.balance - self.ring_fenced - self.committed - self.conditional

    @property
    def headroom(self) -> int:
        """What may still be committed within the fund itself."""
        return self.balance - self.committed - self.conditional

    def __add__(self, other: Standing) -> Standing:
        """Return both together."""
        return Standing(
            self.balance + other.balance,
            self.ring_fenced + other.ring_fenced,
            self.committed + other.committed,
            self.conditional + other.conditional,
            self.free_if_failed + other.free_if_failed,
        )


def find_standing(balance: int, *, committed: int = 0, conditional: int = 0, is_ring_fenced: bool = False) -> Standing:
    """Return where one fund stands.

    Means: of a ring-fenced fund nothing is free; but where more is committed in it than it has, the rest must come from
    free money, and is taken from it.
    """
    left = balance - committed - conditional
    fenced = max(0, left) if is_ring_fenced else 0
    if_failed = min(0, balance - committed) if is_ring_fenced else balance - committed
    return Standing(balance, fenced, committed, conditional, if_failed)
