"""The wider area that a sentence begins with and says of all its figures."""

from __future__ import annotations

import re

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area
from extractor.binding.model import WIDER, Figure
from extractor.regex import regex

_OPENED = regex(r"\W*(?:(?:in|across|throughout|over|for)\s(?:the\s)?)?", re.IGNORECASE)
_SET_OFF = regex(
    r"(?:\s(?:as a whole|over the same period))?(?:\s*,\s|\s(?=(?:the|there|an?)\s))", re.IGNORECASE
)
_NAMES = r"(?:figures|rates|averages|percentages|proportions|shares|numbers|equivalents)"
_WHOSE = regex(
    rf"\W*(?:the\s)?(?:(?:[a-z]+\s)?{_NAMES}\s(?:for|in|across|of)\s(?:the\s)?)?", re.IGNORECASE
)
_SEVERAL = regex(
    rf"(?:\s(?:[a-z]+\s)?{_NAMES})?\b[^;.,:%]{{0,60}}?\s(?:are|were)\s(?:[a-z]+\s)?(?=\d)",
    re.IGNORECASE,
)
"""Before and behind an area of which several figures are announced: "the England rates … were"."""
_BACK_HOME = regex(
    r"[;:]|\b(?:compar\w+|against|versus|vs|than|above|below|while|whilst|whereas|although|though"
    r"|but|here|we|our|us|this (?:is|was|compares)|local(?:ly)?"
    r"|(?:the|this) (?:council|authority|borough|county|city|service|partnership|trust))\b",
    re.IGNORECASE,
)
"""What sets a statement about the own council apart from one about the country."""
_SEEN_BY_ALL = regex(
    r"(?:we|there|it) (?:have |has |had |is |was )?(?:also )?(?:seen?|saw|known|know|find|found)\b",
    re.IGNORECASE,
)
"""Who sees what happens in the country does not bring a sentence home: "we have seen …"."""


def area_of_the_opening(figure: Figure, annotated: Annotations) -> Area | None:
    """The wider area that a sentence sets off at its beginning, said of every figure behind it
    until something else is spoken of ("Nationally, more live with parents (8%) and fewer in homes
    (13%)", "In England, the number rose to 5,960, up by 11%", "The England figures were 93% in
    touch and 56% in work")."""
    text = annotated.text
    mark = min(annotated.areas, key=lambda m: m.start, default=None)
    if mark is None or mark.area.level not in WIDER:
        return None
    set_off = _OPENED.fullmatch(text, 0, mark.start) and _SET_OFF.match(text, mark.end)
    behind = set_off or _announces_several(text, mark.start, mark.end)
    at = figure.number
    if behind is None or any(mark.end <= m.start < at.start for m in annotated.areas):
        return None
    told = _SEEN_BY_ALL.match(text, behind.end()) or behind
    until = text.find(",", at.end, figure.clause.end)
    until = max(at.end, figure.clause.end if until < 0 else until)
    return None if _BACK_HOME.search(text, told.end(), until) else mark.area


def _announces_several(text: str, start: int, end: int) -> re.Match[str] | None:
    """What leads from an area to the several figures that a sentence opens with as its own."""
    if not _WHOSE.fullmatch(text, 0, start):
        return None
    behind = _SEVERAL.match(text, end)
    named = _FIGURES.search(text, 0, behind.end()) if behind is not None else None
    return behind if named is not None else None


_FIGURES = regex(rf"\b{_NAMES}\b", re.IGNORECASE)
