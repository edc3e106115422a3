"""What a difference between printed numbers may not tell: that it comes to one to four people.

A paper that prints a total and all parts but one has told its reader the last part. We do not
work it out for him: neither a check nor a page gives a difference from which so few people, or
the number behind "fewer than five", could be known.
"""

from __future__ import annotations

FEWEST = 5
"""Differences below this number of people are not given."""
WITHHELD = "The difference is small and is not given, so that nobody can be recognised."


def reveals(whole: float, listed: float, unit: str | None = "count") -> bool:
    """Whether what is left of a whole would be one to four people.

    `unit` is that of the numbers; None is a number of something that nobody named, which may
    be people.
    """
    return unit in ("count", None) and 0 < whole - listed < FEWEST


def share_reveals(missing: float, base: float | None) -> bool:
    """Whether the per cent that are missing of a breakdown would be one to four of its base."""
    return base is not None and 0 < missing * base / 100 < FEWEST - 0.5
