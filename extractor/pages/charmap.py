"""Character map: bullets, hyphens, marks and ligatures that fonts encode as something else."""

from __future__ import annotations

import re

from extractor.bullets import BULLET
from extractor.regex import regex

_PRIVATE_BULLETS = (
    "\uf0b7\uf0a7\uf0d8\uf076\uf02d\uf0fc\uf0a8\uf06c\uf06e\uf0e0\uf0d2\uf0ae\uf071\uf0bf\uf09f"
    "\uf0de\uf0f0\uf0c4\uf02a\uf0b2\uf046\uf0d1\uf0a1\uf075\uf0e8\uf097\uf0ad"
)
UNKNOWN = "\ufffd"


def _controls() -> dict[int, str]:
    """Control characters, which no page prints: those of cp1252 by another name, or unknown."""
    named = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x7F, 0xA0)}
    spaces = (*range(9, 14), 0x20)
    return {code: UNKNOWN for code in range(0x20) if code not in spaces} | named | {0x7F: UNKNOWN}


# One character for one, so that positions stay what they are.
PRINTED_AS: dict[int, str] = {
    **_controls(),
    **{ord(c): BULLET for c in _PRIVATE_BULLETS},
    **dict.fromkeys(map(ord, "●▪■"), BULLET),
    0x00AD: "-",
    0x0002: "-",
    0xFFFE: "-",
    0x2010: "-",
    0x2011: "-",
    0x0000: " ",
    0x0001: " ",
    0x0003: " ",
}
INVISIBLE = frozenset(
    "\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u034f\u115f\u1160"
)
LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st",
}  # fmt: skip
SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_AS_DIGITS = str.maketrans(SUPERSCRIPTS, "1230456789")
# A raised digit after a letter of length or area is a power, not a footnote.
FOOTNOTE_MARK = regex(rf"(?<=[^\s{SUPERSCRIPTS}])(?<!\bm)(?<!\b[ckm]m)[{SUPERSCRIPTS}]+")
ORDINAL_LETTERS = regex(r"(?:st|nd|rd|th)\b", re.IGNORECASE)


def as_digits(marks: str) -> str:
    """Superscript digits as plain ones."""
    return marks.translate(_AS_DIGITS)
