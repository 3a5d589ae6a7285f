"""Money as whole pence. No sum in the product is ever a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_MARKS = {"GBP": "£", "USD": "$", "EUR": "€"}


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A sum of money in whole pence; a debit or overdrawn balance is negative."""

    pence: int
    currency: str = "GBP"

    @classmethod
    def from_text(cls, digits: str, *, times: int = 1, currency: str = "GBP") -> Amount | None:
        """Return the amount that `digits` ("1,549.07", "-20") times `times` makes, or None where that is no number.

        Units: pounds in, pence out; fractions of a penny are rounded half to even.
        """
        try:
            value = Decimal(digits.replace(",", "")) * times * 100
            return cls(int(value.to_integral_value()), currency)
        except (InvalidOperation, ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        """Return the decimal form of the record: "-1549.07"."""
        sign = "-" if self.pence < 0 else ""
        return f"{sign}{abs(self.pence) // 100}.{abs(self.pence) % 100:02d}"

    def say(self) -> str:
        """Return the form that people read: "-£1,549.07"."""
        sign = "-" if self.pence < 0 else ""
        mark = _MARKS.get(self.currency) or f"{self.currency} "
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}{mark}{pounds:,}.{pence:02d}"

    def __add__(self, other: Amount) -> Amount:
        """Return the sum of two amounts of one currency."""
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Amount(self.pence + other.pence, self.currency)

    def __sub__(self, other: Amount) -> Amount:
        """Return the difference of two amounts of one currency."""
        return self + Amount(-other.pence, other.currency)
