"""List markers: the bullets, letters and numbers before a paragraph or list item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal["bullet", "letter", "number", "paragraph"]

# Letters that a damaged or symbol-font bullet turns into, and what must follow them.
_BULLET = re.compile(
    r"(?:(?P<glyph>[•●▪◦‣·□■►▶➢✓❖◆⁃\u0336o]|\(cid:\d+\))(?=\s)"
    r"|(?P<dash>[-–—−*])(?=\s)"
    r"|(?P<letter>[elnqvu§Ø])(?=\s+[A-Z0-9‘“'\"£(]))\s+"
)
_TIGHT_BULLET = re.compile(r"[•●▪◦‣□■►▶➢✓❖◆⁃\u0336](?=\S)")
_PARAGRAPH = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?=[^\W\d_a-z]|[*‘“'\"(]|\d{4}|£?\d[\d,.]*%?\s+[a-z(])"
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}[.)])\s+(?=\S)")
_LETTER = re.compile(
    r"(?P<number>\(?(?:[a-z]|[ivx]{1,5})\)|[a-z]\.|(?-i:[ivx]{2,5})\.)\s+(?=\S)", re.I
)
# A text that begins with two letters has a marker only where they are a number.
_ROMAN = frozenset("ivxIVX")
_BRACKETED = re.compile(r"(?P<number>\(\d{1,2}\))\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class ListMarker:
    """A marker as printed, what kind it is, and how many characters it takes with its space."""

    printed: str
    kind: MarkerKind
    length: int


def list_marker_of(text: str) -> ListMarker | None:
    """The marker that `text` begins with, or None.

    "2.1 Text" is a paragraph number, "2.5 years" is none; "- 1.1 Text" is a paragraph
    whose number was turned into a list item, so that its marker is "1.1".
    """
    if text[:2].isalpha() and text[0] not in _ROMAN:
        return None
    bullet = _BULLET.match(text) or _TIGHT_BULLET.match(text)
    start = bullet.end() if bullet else 0
    paragraph = _PARAGRAPH.match(text, start)
    if paragraph and not _measured(text, paragraph.end()):
        return ListMarker(paragraph["number"], "paragraph", paragraph.end())
    if bullet:
        return ListMarker(bullet.group().strip(), "bullet", bullet.end())
    for pattern, kind in _COUNTED:
        if found := pattern.match(text):
            return ListMarker(found["number"], kind, found.end())
    return None


_COUNTED: tuple[tuple[re.Pattern[str], MarkerKind], ...] = (
    (_NUMBER, "number"),
    (_LETTER, "letter"),
    (_BRACKETED, "number"),
)


def _measured(text: str, at: int) -> bool:
    """Whether what follows a number makes it an amount ("2.5 Years plus")."""
    return (
        re.match(r"(?:years?|months?|weeks?|days?|per\s?cent|%|times)\b", text[at:], re.I)
        is not None
    )
