"""The codes of indicators, whose numbers are no figures: "NI 66", "HC07", "BVPI 49"."""

from __future__ import annotations

from extractor.regex import regex, right_before

INDICATORS = ("NI", "BV", "PAF", "CF", "PM", "LI")
"""The letters before the numbers of national and local indicators, beside those that end in PI."""
# "NI 66 - 94% were in time", "HC07 - 412 children": the first number is that of an indicator.
_CODE = regex(rf"(?<![\w-])(?:(?:[A-Z]{{0,3}}PI|{'|'.join(INDICATORS)}) |[A-Z]{{2,5}})$")


def ends_in_code(cased: str, at: int) -> bool:
    """Whether the letters of an indicator's code are right before an offset."""
    return right_before(_CODE, cased, at, 8) is not None
