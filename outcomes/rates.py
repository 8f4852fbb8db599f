"""How is a share computed? Σ numerator ÷ Σ denominator at each level, exact; no value if the denominator is 0."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def rate(numerator: int, denominator: int) -> Fraction | None:
    """Return the exact share; None if the denominator is 0, which the screen shows as a dash and never as 0."""
    return Fraction(numerator, denominator) if denominator else None


def rounded(value: Fraction) -> int:
    """Round to whole units, halves up."""
    return int((value + Fraction(1, 2)).__floor__())


def whole(value: float) -> int:
    """Round a sum of chances to whole persons, halves up."""
    return rounded(Fraction(value))


def percent(share: Fraction | None, places: int = 2) -> Decimal | None:
    """Return a share as a percentage rounded half up to `places` decimals; None stays None."""
    if share is None:
        return None
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def shown(share: Fraction | None, places: int = 2) -> str:
    """Return the share as shown: "97.42 %", or a dash if the denominator is 0."""
    value = percent(share, places)
    return "—" if value is None else f"{value} %"
