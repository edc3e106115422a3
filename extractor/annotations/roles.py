"""The role of each figure, by the phrases of rules/roles.yml, in which `{n}` is a figure found
before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from extractor.annotations.model import Direction, Number, RoleSpan
from extractor.annotations.token_trie import Sentence, TokenTrie
from extractor.rulebook.model import Role, Rulebook
from extractor.tokens import Word, norm, sentence_words

_MODIFIERS = frozenset([
    "about", "around", "approximately", "roughly", "circa", "some", "just", "over", "under", "more",
    "than", "less", "fewer", "nearly", "almost", "at", "least", "most", "only", "the", "a", "an",
    "its", "our", "no", "not", "well", "still", "now", "currently", "slightly",
])  # fmt: skip

_Span = tuple[int, int]
"""The words [first, last) of a sentence."""

_STOPS = frozenset(".;:(),")
_DASHES = frozenset("-–—")


class RoleFinder:
    """Finds the roles of one rulebook. Made once a process."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._roles = {role.id: role for role in rulebook.roles}
        self._paths = TokenTrie([(role.id, role.phrases) for role in rulebook.roles], _tokens)
        self._directions: dict[tuple[str, ...], Direction] = {
            tuple(norm(word) for word in words.split()): direction
            for direction, words in rulebook.directions
        }

    def find(self, words: Sequence[Word], numbers: Sequence[Number]) -> tuple[RoleSpan, ...]:
        """The roles of the candidate figures in `numbers`; of overlapping phrases that
        govern the same figure the longest counts, ties go to the first in the file."""
        spans = _figures(words, numbers)
        if not spans or not self._roles:
            return ()
        found = []
        for role_id, matches in self._paths.find(_sentence(words, spans)).items():
            role = self._roles[role_id]
            for start, end in matches:
                figures = [s for s in spans if s[0] < end and s[1] > start]
                if len(figures) == len(role.slots) and _whole(figures, start, end):
                    found.append((start, end, role, figures))
        order = {role: rank for rank, role in enumerate(self._roles)}
        # A phrase with two figures says more than one with one; then the longer wins.
        found.sort(key=lambda f: (-len(f[3]), f[0] - f[1], order[f[2].id]))
        taken: set[int] = set()
        marks: list[RoleSpan] = []
        for match, (start, end, role, figures) in enumerate(found):
            if any(first in taken for first, _ in figures):
                continue
            taken.update(first for first, _ in figures)
            marks += _marks(words, (start, end), role, figures, match)
        return tuple(sorted(marks, key=lambda m: m.figure))

    def directions(self, words: Sequence[Word]) -> tuple[tuple[int, Direction], ...]:
        """The words that tell a direction: (character offset, direction), in order."""
        norms = tuple(word.norm for word in words)
        found = []
        for at, word in enumerate(words):
            for length in (2, 1):
                direction = self._directions.get(norms[at : at + length])
                if direction is not None:
                    found.append((word.start, direction))
                    break
        return tuple(found)


def _sentence(words: Sequence[Word], figures: Sequence[_Span]) -> Sentence:
    inside = {at: last for first, last in figures for at in range(first, last)}
    return Sentence(
        norms=[word.norm for word in words],
        figures=inside,
        plain=[at not in inside for at in range(len(words))],
        modifies=[word.lower in _MODIFIERS for word in words],
        stops=[_stops(words, at) for at in range(len(words))],
    )


def _stops(words: Sequence[Word], at: int) -> bool:
    """Whether what is said breaks off at a word: a dash with a space beside it, or a long one,
    opens another thought ("was £1.2m – a rise of 5%"); one inside a word does not."""
    word = words[at]
    if word.text not in _DASHES:
        return word.text in _STOPS
    behind = at + 1 == len(words) or words[at + 1].start > word.end
    return word.text == "—" or behind or at == 0 or words[at - 1].end < word.start


def _tokens(text: str) -> list[str]:
    return [word.norm for word in sentence_words(text)]


def _figures(words: Sequence[Word], numbers: Sequence[Number]) -> list[_Span]:
    """The candidates among the numbers as spans of words."""
    spans: list[_Span] = []
    start = attrgetter("start")
    for number in numbers:
        if number.excluded is None:
            first = bisect_right(words, number.start, key=start) - 1
            last = bisect_left(words, number.end, key=start)
            if not (spans and first < spans[-1][1]):
                spans.append((first, last))
    return spans


def _whole(figures: list[_Span], start: int, end: int) -> bool:
    """Whether the match takes in the figures whole (greedy patterns may stop inside one)."""
    return all(start <= first and last <= end for first, last in figures)


def _marks(
    words: Sequence[Word], phrase: _Span, role: Role, figures: list[_Span], match: int
) -> list[RoleSpan]:
    return [
        RoleSpan(
            words[phrase[0]].start, words[phrase[1] - 1].end,
            (words[first].start, words[last - 1].end),
            slot.cue, role.id, slot.kind, slot.direction, match, index,
        )
        for index, (slot, (first, last)) in enumerate(zip(role.slots, figures, strict=True))
    ]  # fmt: skip
