"""The rules' vocabulary in a text: which phrases stand where, the longest winning.

All phrases are in one trie of words, so the cost does not grow with their number. Phrases
match in normal form (`tokens.norm`); words that a rule writes in capitals (LAC, CiC, IFAs)
must stand in capitals in the text too. Every text of a document is searched, so this works
on the bare words: most texts state no figure and never need more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extractor.marks.model import ConceptMark
from extractor.marks.tokens import norm, words_of
from extractor.rulebook.model import CAPITALS, Phrase, Rulebook


@dataclass(slots=True)
class _Place:
    """A point within phrases: where each word leads, and the phrases that end here, each
    with its words as the rule writes them where they must stand in capitals."""

    words: dict[str, _Place] = field(default_factory=dict)
    phrases: list[tuple[Phrase, tuple[str, ...]]] = field(default_factory=list)


_Span = tuple[int, int]


class ConceptFinder:
    """Finds the concepts of one rulebook. Made once a process."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._first = _Place()
        for phrase in rulebook.phrases:
            place = self._first
            words = tuple(word for word, _ in words_of(phrase.words))
            for word in words:
                place = place.words.setdefault(norm(word), _Place())
            place.phrases.append((phrase, words if phrase.capitals else ()))

    def find(self, text: str) -> tuple[ConceptMark, ...]:
        """The marks of a text in order; of overlapping phrases only the longest are kept."""
        words = words_of(text)
        found = self._phrases(words)
        if not found:
            return ()
        ends = list(accumulate(len(word) + len(space) for word, space in words))
        marks = [
            ConceptMark(
                ends[first] - len(words[first][0]) - len(words[first][1]),
                ends[last - 1] - len(words[last - 1][1]),
                phrase.concept,
                phrase.dimension,
                phrase.value,
            )
            for (first, last), phrases in found
            for phrase in {p.concept: p for p in reversed(phrases)}.values()
        ]
        return tuple(sorted(marks, key=lambda m: (m.start, m.end, m.concept)))

    def _phrases(self, words: Sequence[tuple[str, str]]) -> list[tuple[_Span, list[Phrase]]]:
        """The phrases that stand at words [first, last), longest first, none overlapping."""
        norms = [norm(word) for word, _ in words]
        lead = self._first.words
        spans: dict[_Span, list[Phrase]] = {}
        for at, word in enumerate(norms):
            place = lead.get(word)
            last = at
            while place is not None:
                last += 1
                for phrase, capitals in place.phrases:
                    if not capitals or _written_alike(words[at:last], capitals):
                        spans.setdefault((at, last), []).append(phrase)
                place = place.words.get(norms[last]) if last < len(norms) else None
        if len(spans) < 2:
            return list(spans.items())
        kept: list[tuple[_Span, list[Phrase]]] = []
        taken: set[int] = set()
        for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            if taken.isdisjoint(range(*span)):
                taken.update(range(*span))
                kept.append((span, spans[span]))
        return kept


def _written_alike(stated: Sequence[tuple[str, str]], words: Sequence[str]) -> bool:
    """Whether the capital words of a phrase stand in capitals in the text."""
    return all(
        said == word or said.removesuffix("s") == word.removesuffix("s")
        for (said, _), word in zip(stated, words, strict=True)
        if CAPITALS.fullmatch(word)
    )
