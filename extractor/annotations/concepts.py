"""The rules' vocabulary in a text: which phrases are where, the longest winning.

Phrases match in normal form (`tokens.norm`); words that a rule writes in capitals (LAC, CiC,
IFAs) must be in capitals in the text too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.annotations.model import ConceptSpan
from extractor.regex import regex
from extractor.rulebook.model import CAPITALS, Rulebook
from extractor.rulebook.phrases import Sense, found_in
from extractor.tokens import Token

ABBREVIATION = regex(r"[A-Z][A-Za-z]?[A-Z]{1,4}s?")

_Span = tuple[int, int]
"""The words [first, last) of a text."""


class ConceptFinder:
    """Finds the concepts of one rulebook. Made once a process."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._vocabulary = rulebook.vocabulary

    def find(self, words: Sequence[Token]) -> tuple[ConceptSpan, ...]:
        """The concept spans of a text in order; of overlapping phrases only the longest are
        kept."""
        meanings: dict[_Span, dict[str, Sense]] = {}
        self._read(words, range(len(words)), meanings)
        for left_out in (_abbreviations(words), _relatives(words)):
            if left_out:
                kept = [at for at in range(len(words)) if at not in left_out]
                self._read([words[at] for at in kept], kept, meanings)
        if not meanings:
            return ()
        marks = [
            ConceptSpan(words[start].start, words[end - 1].end, concept, dimension, value)
            for start, end in _longest(meanings)
            for concept, dimension, value, _ in meanings[start, end].values()
        ]
        return tuple(sorted(marks, key=lambda m: (m.start, m.end, m.concept)))

    def _read(
        self, words: Sequence[Token], at: Sequence[int], meanings: dict[_Span, dict[str, Sense]]
    ) -> None:
        """Add the meanings of the phrases among words that stand at the places `at` of a text."""
        for start, end, senses in found_in(self._vocabulary.trie, [word.norm for word in words]):
            for sense in senses:
                if not sense[3] or (
                    not _in_a_code(words, start) and _written_alike(words[start:end], sense[3])
                ):
                    span = at[start], at[end - 1] + 1
                    meanings.setdefault(span, {}).setdefault(sense[0], sense)


def _abbreviations(words: Sequence[Token]) -> set[int]:
    """The places of the abbreviations in brackets that another word follows, where they abbreviate
    the words before ("a Child Protection (CP) plan"), with their brackets."""
    left_out: set[int] = set()
    for at in range(1, len(words) - 3):
        short = words[at + 1].text
        if words[at].text != "(" or words[at + 2].text != ")" or not ABBREVIATION.fullmatch(short):
            continue
        letters = short.removesuffix("s").lower()
        if abbreviates(letters, [w.lower[:1] for w in words[:at][-2 * len(letters) :]]):
            left_out.update(range(at, at + 3))
    return left_out


_RELATIVE = frozenset({"which", "that", "who"})
_IS = frozenset({"is", "are", "was", "were"})


def _relatives(words: Sequence[Token]) -> set[int]:
    """The places of the words that only join a participle to its noun ("the plans which ended",
    "children who are looked after")."""
    left_out: set[int] = set()
    for at in range(1, len(words) - 1):
        if words[at].lower not in _RELATIVE or not words[at - 1].alpha:
            continue
        verb = at + 2 if words[at + 1].lower in _IS else at + 1
        if verb < len(words) and words[verb].lower.endswith("ed"):
            left_out.update(range(at, verb))
    return left_out


def abbreviates(letters: str, initials: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words, read backwards from the last word; words
    such as "of" and "and" may be skipped."""
    left = iter(reversed(initials))
    return (
        bool(initials)
        and initials[-1] == letters[-1]
        and all(letter in left for letter in reversed(letters))
    )


def _longest(spans: Iterable[_Span]) -> list[_Span]:
    """Of spans that overlap the longest, of equally long ones the first."""
    kept: list[_Span] = []
    taken: set[int] = set()
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if start not in taken and end - 1 not in taken:
            kept.append((start, end))
            taken.update(range(start, end))
    return kept


def _in_a_code(words: Sequence[Token], start: int) -> bool:
    """Whether a word of capitals goes on from a digit: the SW of "SE5 8SW"."""
    before = words[start - 1] if start else None
    return before is not None and before.end == words[start].start and before.text[-1:].isdigit()


def _written_alike(stated: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether the capital words of a phrase are in capitals in the text."""
    return all(
        said.text == word or said.text.removesuffix("s") == word.removesuffix("s")
        for said, word in zip(stated, words, strict=True)
        if CAPITALS.fullmatch(word)
    )
