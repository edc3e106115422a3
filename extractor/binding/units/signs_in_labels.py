"""The words and signs that name a unit in the labels of tables: "(%)", "per 10,000", "£000s",
"(years)", "out of 5"."""

from __future__ import annotations

import re

from extractor.annotations.model import Unit
from extractor.regex import regex

_MONEY_ABROAD: tuple[tuple[str, Unit], ...] = (
    (r"€|\bEUR|\beuros?", "currency_eur"),
    (r"(?:US\s?)?\$(?:\s?US)?|\bUSD", "currency_usd"),
)
_SCALES = (("bn|billions?", 1e9), ("mn?|millions?", 1e6), ("k|000s?|thousands?", 1e3))
_ABROAD: tuple[tuple[str, Unit, float], ...] = tuple(
    (rf"(?:{sign})\s?\(?['’]?(?:{scale})(?![a-z])|\((?:{scale})\s?(?:{sign})\)", unit, factor)
    for sign, unit in _MONEY_ABROAD
    for scale, factor in _SCALES
)
_SIGNS: tuple[tuple[str, Unit, float], ...] = (
    (r"per\s?100,?\s?000|/\s?100,?000|per hundred thousand", "rate_per_100000", 1),
    (r"per\s?10,?\s?000|/\s?10,?\s?000|per 10k\b|per ten thousand", "rate_per_10000", 1),
    (r"per\s?1,?\s?000\b|/\s?1,?000\b|per thousand", "rate_per_1000", 1),
    *_ABROAD,
    (r"£\s?['’]?\s?(?:m\b|million)|\(m\)|\bmillions? of pounds", "currency_gbp", 1e6),
    (r"£\s?1,?000['’]s\b", "currency_gbp", 1e3),
    (r"£['’]?\s?(?:k\b|000s?|thousands?)|£\s?,?000['’]?s?|['’]000s?\b", "currency_gbp", 1e3),
    # "Attendances (000s)": of what is counted; other sums in thousands are money
    (
        r"\b(?:attendances?|visits?|visitors|population|people|residents|hours|journeys|trips|users"
        r"|households|members|calls|loans)\s\((?:in )?(?:000s?|thousands)\)",
        "count",
        1e3,
    ),
    (r"£(?!\s?[\d.])|\bpounds\b|\bGBP\b", "currency_gbp", 1),
    (r"€(?!\s?[\d.])|\(euros?\)|\bin euros?$|\((?:in )?EUR\)", "currency_eur", 1),
    (r"\((?:US)?\$\)|\bUS\$$|\(USD\)", "currency_usd", 1),
    (r"percentage points?|\bpp\b|%\s?points?", "percentage_points", 1),
    (r"(?<![\d.])\s*%|\bper ?cent|\bpercentage|\bproportion of", "percent", 1),
    (r"\bFTEs?\b|\bWTEs?\b|full[- ]time equivalents?", "fte", 1),
    (
        r"\(days?\)|\bnumber of days|\bdays (?:between|from|taken|lost)|average (?:time|days)",
        "days",
        1,
    ),
    (r"\(weeks\)|\bnumber of weeks", "weeks", 1),
    (r"\(months\)|\bnumber of months", "months", 1),
    (
        r"\b(?:average|mean|median) age\b(?!.*%)"
        r"|\b(?:age|length|duration|time)\b[^|]*\(years\)",
        "years",
        1,
    ),
    (r"\baverage caseload|\bratio\b", "ratio", 1),
    # "Bank Rate | 4.75"; not "income due to the base rate"
    (r"^(?:\w+ )?(?:bank|base|interest|borrowing|discount) rates?$", "percent", 1),
    # "Current Likelihood (1-5)", "Impact (out of 5)"
    (
        r"\b(?:scor\w+|rating|likelihood|impact|probability|severity|risk)\s*"
        r"\((?:[01]\s?(?:-|–|to)|out of)\s?\d{1,2}\)",
        "score",
        1,
    ),
)
SIGNS = tuple((regex(sign, re.IGNORECASE), unit, scale) for sign, unit, scale in _SIGNS)
"""The first that stands in a label says its unit, and what multiplies its figures."""
