"""The wider area that a sentence begins with or has in its subject, and says of all figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area
from extractor.binding.model import WIDER, Figure
from extractor.regex import regex

_OPENED = regex(r"\W*(?:(?:in|across|throughout|over|for)\s(?:the\s)?)?", re.IGNORECASE)
_SET_OFF = regex(
    r"(?:\s(?:as a whole|over the same period))?(?:\s*,\s|\s(?=(?:the|there|an?)\s))", re.IGNORECASE
)
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
    (13%)", "In England, the number rose to 5,960, up by 11%")."""
    text = annotated.text
    mark = min(annotated.areas, key=lambda m: m.start, default=None)
    if mark is None or mark.area.level not in WIDER or not _OPENED.fullmatch(text, 0, mark.start):
        return None
    behind = _SET_OFF.match(text, mark.end)
    at = figure.number
    if behind is None or any(mark.end <= m.start < at.start for m in annotated.areas):
        return None
    told = _SEEN_BY_ALL.match(text, behind.end()) or behind
    until = text.find(",", at.end, figure.clause.end)
    until = max(at.end, figure.clause.end if until < 0 else until)
    return None if _BACK_HOME.search(text, told.end(), until) else mark.area


_SEVERAL = regex(
    r"[^;:()\d]{0,60}\b(?:figures|rates|averages|percentages|proportions|shares|numbers|results"
    r"|equivalents)\b[^;:]*\b(?:are|were)\b",
    re.IGNORECASE,
)


def area_of_the_subject(
    figure: Figure, annotated: Annotations, others: Sequence[Figure]
) -> Area | None:
    """The wider area of the figures that a sentence has for its subject, said of each figure that
    no other verb parts from it: "the England figures were 93% in touch and 56% in work"."""
    text, first = annotated.text, others[0].number
    mark = next((m for m in annotated.areas if m.end <= first.start), None)
    if mark is None or mark.area.level not in _OF_OTHERS or figure.number.start <= first.start:
        return None
    if len([m for m in annotated.areas if m.start < figure.number.start]) > 1:
        return None
    if not _SEVERAL.match(text, mark.end, first.start):
        return None
    between = range(first.end, figure.number.start)
    verbs = (t for t in annotated.syntax.tokens if t.start in between and t.pos in ("VERB", "AUX"))
    if any(t.dep in _FINITE for t in verbs) or _BACK_HOME.search(
        text, first.end, figure.number.start
    ):
        return None
    return mark.area


_OF_OTHERS = WIDER | {"statistical_neighbours"}
_FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})
