"""Lines that say how to reach someone: their numbers are not figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.redaction.seal import SEALED, holds_sealed
from extractor.regex import regex

_LABELLED = regex(
    r"(?:e-?mail|tel(?:ephone)?|phone|mobile|fax|ask for|direct (?:dial|line))\b"
    r"(?:\s*(?:no|number))?\.?\s*:",
    re.IGNORECASE,
)
_NAMED = regex(
    r"(?:officer\s+contacts?|contact\s+officers?|member\s+contacts?|report\s+contact)\b\s*:?", re.I
)
_POSTS = regex(r"(?:contact\s+officers?|report\s+author|names?|post|officer|member)\s*:", re.I)
_REACH = regex(SEALED)
# Longer blocks are prose that happens to name an address.
MAX_WORDS = 60


def is_contact(lines: Sequence[str]) -> bool:
    """Whether the lines of one block give contact details and little else."""
    text = " ".join(lines)
    reach = holds_sealed(text)
    if not reach and ":" not in text and "contact" not in text.lower():
        return False
    words = len(text.split())
    if words > MAX_WORDS:
        return False
    if _NAMED.match(text) and words <= 15:
        return True
    if _LABELLED.search(text):
        return reach or words <= 12
    if reach and _POSTS.search(text):
        return True
    rest = _REACH.sub("", text)
    return reach and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 4
