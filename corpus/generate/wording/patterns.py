"""Sentence patterns: functions from a teller to a sentence, or None where the numbers do
not suit the pattern. `tell` takes a different one every year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.generate.chance import draw
from corpus.generate.said import capital
from corpus.generate.teller import Teller

Pattern = Callable[[Teller], str | None]


def annual(pattern: Pattern) -> Pattern:
    """Only in a report on a whole year."""
    return lambda t: pattern(t) if t.span == "year" else None


def quarterly(pattern: Pattern) -> Pattern:
    """Only in a report on a quarter."""
    return lambda t: pattern(t) if t.span == "quarter" else None


def changed(measure: str, pattern: Pattern, form: str = "count") -> Pattern:
    """Only where the number moved over the year."""
    return lambda t: pattern(t) if t.changed(measure, form) else None


def tell(teller: Teller, topic: str, patterns: Sequence[Pattern], skip: int = 0) -> str:
    """The council's sentence on a topic: it starts at a place of its own in the list, moves
    on every year (`skip` more for a second report), and passes over what does not suit."""
    first = int(draw(teller.council.key, topic) * len(patterns)) + teller.at.fy + skip
    for step in range(len(patterns)):
        kept = len(teller.ledger.figures)
        sentence = patterns[(first + step) % len(patterns)](teller)
        if sentence is not None:
            return capital(sentence)
        del teller.ledger.figures[kept:]
    raise ValueError(f"no pattern of {topic} suits {teller.council.key} {teller.at}")
