"""What part each figure plays, by the phrases of rules/roles.yml, in which `{n}` is a figure
that was marked before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from extractor.marks.model import Direction, Number, RoleMark
from extractor.marks.paths import Paths, Sentence
from extractor.marks.tokens import language, norm
from extractor.rulebook.model import Role, Rulebook

_MODIFIERS = frozenset([
    "about", "around", "approximately", "roughly", "circa", "some", "just", "over", "under", "more",
    "than", "less", "fewer", "nearly", "almost", "at", "least", "most", "only", "the", "a", "an",
    "its", "our", "no", "not", "well", "still", "now", "currently", "slightly",
])  # fmt: skip

_STOPS = frozenset(".;:(),")


class RoleFinder:
    """Finds the roles of one rulebook. Made once a process."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._roles = {role.id: role for role in rulebook.roles}
        self._paths = Paths([(role.id, role.phrases) for role in rulebook.roles], _tokens)
        self._directions: dict[tuple[str, ...], Direction] = {
            tuple(norm(word) for word in words.split()): direction
            for direction, words in rulebook.directions
        }

    def find(self, doc: Doc, numbers: Sequence[Number]) -> tuple[RoleMark, ...]:
        """The roles of the candidate figures in `numbers`; of overlapping phrases that
        govern the same figure the longest counts, ties go to the first in the file."""
        spans = _figures(doc, numbers)
        if not spans or not self._roles:
            return ()
        found = []
        for role_id, matches in self._paths.find(_sentence(doc, spans)).items():
            role = self._roles[role_id]
            for start, end in matches:
                figures = [s for s in spans if s.start < end and s.end > start]
                if len(figures) == len(role.slots) and _whole(figures, start, end):
                    found.append((start, end, role, figures))
        order = {role: rank for rank, role in enumerate(self._roles)}
        # A phrase with two figures says more than one with one; then the longer wins.
        found.sort(key=lambda f: (-len(f[3]), f[0] - f[1], order[f[2].id]))
        taken: set[int] = set()
        marks: list[RoleMark] = []
        for match, (start, end, role, figures) in enumerate(found):
            if any(f.start in taken for f in figures):
                continue
            taken.update(f.start for f in figures)
            marks += _marks(doc[start:end], role, figures, match)
        return tuple(sorted(marks, key=lambda m: m.figure))

    def directions(self, doc: Doc) -> tuple[tuple[int, Direction], ...]:
        """The words that tell a direction: (character offset, direction), in order."""
        words = [token.norm_ for token in doc]
        found = []
        for at, token in enumerate(doc):
            for length in (2, 1):
                direction = self._directions.get(tuple(words[at : at + length]))
                if direction is not None:
                    found.append((token.idx, direction))
                    break
        return tuple(found)


def _sentence(doc: Doc, figures: Sequence[Span]) -> Sentence:
    inside = {token: span.end for span in figures for token in range(span.start, span.end)}
    return Sentence(
        norms=[token.norm_ for token in doc],
        figures=inside,
        plain=[at not in inside for at in range(len(doc))],
        modifies=[token.lower_ in _MODIFIERS for token in doc],
        stops=[token.text in _STOPS for token in doc],
    )


def _tokens(words: str) -> list[str]:
    return [token.norm_ for token in language().make_doc(words)]


def _figures(doc: Doc, numbers: Sequence[Number]) -> list[Span]:
    """The candidates among the numbers as spans of tokens."""
    spans: list[Span] = []
    for number in numbers:
        if number.refused is None:
            span = doc.char_span(number.start, number.end, alignment_mode="expand")
            if span is not None and not (spans and span.start < spans[-1].end):
                spans.append(span)
    return spans


def _whole(figures: list[Span], start: int, end: int) -> bool:
    """Whether the match takes in the figures whole (greedy patterns may stop inside one)."""
    return all(start <= f.start and f.end <= end for f in figures)


def _marks(phrase: Span, role: Role, figures: list[Span], match: int) -> list[RoleMark]:
    return [
        RoleMark(
            phrase.start_char, phrase.end_char, (figure.start_char, figure.end_char),
            slot.cue, role.id, slot.kind, slot.direction, match, index,
        )
        for index, (slot, figure) in enumerate(zip(role.slots, figures, strict=True))
    ]  # fmt: skip
