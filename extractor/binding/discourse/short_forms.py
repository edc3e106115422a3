"""Short forms: a noun that stands for a longer phrase which the text named before it.

"64% of interviews" below the heading "Return home interviews" are of return home interviews, and
"these assessments" after "initial health assessments" are those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.model import ConceptSpan
from extractor.binding.discourse.context import Context
from extractor.regex import regex
from extractor.rulebook.model import Rulebook
from extractor.rulebook.words import nouns
from extractor.tokens import norm

_THESE_THINGS = regex(
    r"(?:\b(?:these|those|such)|(?<=[\d%])\sof\s(?:all\s)?the) (?P<noun>[a-z]+)\b"
)
_THINGS = regex(
    r"(?:(?<=[\d%])\s(?:of\s)?(?:all\s|the\s)?|\b(?:[Aa]n?|[Tt]he|all|[Ee]ach|every|any|no)\s|^\W*)"
    r"(?P<noun>[A-Za-z][a-z]{3,})(?!-)\b(?=\W|$)"
)

_COMPARED = regex(
    r"\b(?:compared (?:with|to)|against|(?:up|down) from)\s\d[\d,]*\s(?P<noun>[a-z]+)\b"
    r"(?=\s*[,.;)]|\s(?:a|at|by|during|for|in|last|on|over|the)\b)"
)
"""What is compared with what was named before: "87 care applications, against 102 applications"."""

_SEVERAL = regex(r"\band\b|[&,/;]")
"""A heading of several things does not say which of them is meant."""


def with_referents(context: Context, rulebook: Rulebook) -> Context:
    """The context with what short forms stand for: the longer phrase of the rules with the same
    last word that was said before them, in the sentence, in the two before it, or, for a word that
    no rule knows, in the headings."""
    annotated, text = context.annotated, context.annotated.text
    before = [(line.text, line.concepts, len(line.text)) for line in context.before[:2]]
    found: list[ConceptSpan] = []
    for match in (*_THESE_THINGS.finditer(text), *_COMPARED.finditer(text)):
        place = match.span("noun")
        if not _is_whole(match["noun"], place, annotated.concepts, alone=True):
            here = (text, annotated.concepts, place[0])
            found += _first_of(match["noun"], (here, *before), place)
    above = [
        (line, concepts, len(line))
        for line, concepts in context.under
        if not _SEVERAL.search(_without(concepts, line))
    ]
    for match in _THINGS.finditer(text):
        place = match.span("noun")
        if not _is_whole(match["noun"], place, (*annotated.concepts, *found), alone=False):
            here = (text, annotated.concepts, place[0])
            meant = _first_of(match["noun"], (here, *before, *above), place)
            found += [m for m in meant if m.concept in rulebook.by_need]
    if not found:
        return context
    concepts = (*annotated.concepts, *found)
    return replace(context, annotated=annotated.with_concepts(concepts))


def _without(concepts: Sequence[ConceptSpan], line: str) -> str:
    """A heading without the phrases of the rules in it: "Education, health and care plans" is one
    thing."""
    for mark in sorted(concepts, key=lambda m: m.start, reverse=True):
        line = line[: mark.start] + line[mark.end :]
    return line


def _is_whole(
    noun: str, place: tuple[int, int], concepts: Sequence[ConceptSpan], *, alone: bool
) -> bool:
    """Whether a noun stands for itself: it names people, or is in a phrase of the rules (with
    `alone` in a longer one)."""
    start, end = place
    around = (m for m in concepts if not alone or m.end - m.start > end - start)
    return norm(noun.lower()) in nouns().people or any(m.start <= start < m.end for m in around)


_Said = tuple[str, Sequence[ConceptSpan], int]
"""A text, the phrases of the rules in it, and up to where it counts."""


def _first_of(noun: str, lines: Sequence[_Said], place: tuple[int, int]) -> list[ConceptSpan]:
    """The readings of the nearest phrase that ends in a noun, set at `place`."""
    last_word = norm(noun.lower())
    for text, concepts, before in lines:
        found = _ending_in(last_word, text, concepts, before, place)
        if found:
            return found
    return []


def _ending_in(
    noun: str, text: str, concepts: Sequence[ConceptSpan], before: int, place: tuple[int, int]
) -> list[ConceptSpan]:
    """The readings of the last phrase of several words that ends in a noun, set at `place`."""
    phrases = [
        m
        for m in concepts
        if m.end <= before
        and " " in text[m.start : m.end].strip()
        and norm(text[m.start : m.end].split()[-1].lower()) == noun
    ]
    last = max(phrases, key=lambda m: (m.end, -m.start), default=None)
    return [
        replace(m, start=place[0], end=place[1])
        for m in phrases
        if last is not None and (m.start, m.end) == (last.start, last.end)
    ]
