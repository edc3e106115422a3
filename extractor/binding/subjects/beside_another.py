"""What a share is of that is set beside the share before it: of other people, of another place."""

from __future__ import annotations

from extractor.binding.subjects.clause_phrases import PLACE
from extractor.regex import regex

_COMPARED = regex(r"\b(?:compared (?:to|with)|against|than|and)\b[^.;]{0,30}$")
_SAID_OF_THEM = regex(r" (?:who|that|which|[a-z]{2,}ing) .*$")
_OTHER = regex(
    r"[)\s%]*,? ?(?:compared (?:to|with)|than|against|while|and) (?:(?:those|that) )?"
    r"(?:(?:in|for|of|at) )?(?:the )?(?P<other>[^,;:()%\d]{3,60}?) ?\("
)
_ANY_QUANTITY = regex(r"\b(?:percentage|proportion|rate|share|level|number)s?\b")
OLDS = regex(r"\d[\d –-]* years? ?-?olds?\b")
_QUANTITY = regex(r"(?:percentage|proportion|rate|share|level|number)s? of ")


def as_compared(words: str, said: str, between: str) -> str:
    """The words of a share of other people with what the share that it is compared with says of
    them: "people over 65 waiting for care" of "12% of people under 65 waiting for care, compared
    with 9% of people over 65"; and the name of a quantity for another place: "rate of leaks – Ely"
    of "the rate of leaks (9%) compared to Ely (12%)"."""
    other = _OTHER.fullmatch(between)
    named = other is not None and not _ANY_QUANTITY.search(other["other"])
    if other is not None and named and _QUANTITY.match(said) and not _QUANTITY.match(words):
        whole = PLACE.sub("", said).rstrip()
        if PLACE.fullmatch(f"in {other['other']}"):
            return f"{whole} in {other['other']}"
        return f"{said} – {other['other']}" if words in other["other"] else words
    ages, others = OLDS.match(words), OLDS.match(said)
    if ages is not None and ages.end() == len(words) and others is not None:
        return f"{words}{said[others.end() :]}"
    tail = _SAID_OF_THEM.search(said)
    if tail is not None and tail[0].split()[-1] in words.split():
        return words
    alike = said.split()[:1] == words.split()[:1]
    if not alike or tail is None or _SAID_OF_THEM.search(words) or not _COMPARED.search(between):
        return words
    return f"{words}{tail[0]}"
