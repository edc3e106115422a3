"""Running headers and footers, page numbers and the stamps of agenda systems."""

from __future__ import annotations

import re

_STAMP = re.compile(
    r"(?:Page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|(?:Agenda|Minute)\s+Item\s+(?:No\.?:?\s*)?\d{1,3}[a-z]?"
    r"|Public\s+Document\s+Pack|This\s+page\s+is\s+intentionally\s+(?:left\s+)?blank"
    r"|[-–—|]?\s*\d{1,4}\s*[-–—|]?|\d{1,4}\s+of\s+\d{1,4}|\d{1,4}\s*\|\s*P\s?a\s?g\s?e|P\s?a\s?g\s?e\s*\|\s*\d{1,4})",
    re.IGNORECASE,
)
_BARE = re.compile(r"[-–—|]?\s*\d{1,4}\s*[-–—|]?")
_PRINTED = re.compile(r"(?:Page\s+)?[-–—|]?\s*(\d{1,4})\b", re.IGNORECASE)
# The part of the page's height, at its head and foot, where bare numbers are page numbers.
MARGIN = 0.09


def is_stamp(text: str, middle: float, height: float) -> bool:
    """Whether a line is a page number or a stamp by its words and place (points from the top)."""
    if not _STAMP.fullmatch(text.strip()):
        return False
    if _BARE.fullmatch(text.strip()):
        return height > 0 and not MARGIN * height < middle < (1 - MARGIN) * height
    return True


def printed_number(stamps: list[str]) -> int | None:
    """The page number that the stamps print; "Page 23" wins over a bare number."""
    worded = [s for s in stamps if s.lower().lstrip().startswith("page")]
    for stamp in [*worded, *stamps]:
        if found := _PRINTED.match(stamp.strip()):
            return int(found.group(1))
    return None
