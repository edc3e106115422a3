"""What is written behind digits to multiply them: "£1.2m", "3 million", "£40k", "£0.5bn".

In words ("two million") it is part of the number word, in `number_words.py`.
"""

from __future__ import annotations

MULTIPLES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6,
    "bn": 1e9, "billion": 1e9,
}  # fmt: skip

AFTER_DIGITS = rf"\ ?(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})(?![a-z0-9])"
"""Pattern (verbose) of a multiple behind digits, with the blank before it."""


def is_multiple(printed: str, digits: str, is_money: bool) -> bool:
    """Whether `printed`, which stands behind `digits`, multiplies them.

    A bare "m" or "k" multiplies money and decimals; "5m" alone may be metres.
    """
    word = printed.strip()
    if len(word) > 2 or is_money:
        return True
    return printed[0] != " " and (word != "m" or "." in digits)


def scaled(value: float, printed: str) -> float:
    """The value of "1.2 million": 1200000, not 1199999.9999999998."""
    return round(value * MULTIPLES[printed.strip()], 6)
