"""Role phrases as paths through words: only phrases whose words are there cost anything.

spaCy's Matcher tries every pattern at every token; with hundreds of phrases that was an
eighth of all reading time. Here a phrase is entered by its first word (or figure) only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.rulebook.phrases import elements

FIGURE, ANYTHING = "{n}", "*"
MOST_MODIFIERS = 4

Match = tuple[int, int]


@dataclass(slots=True)
class _Place:
    """A point within a phrase: where each word, a figure or any other word leads from here."""

    words: dict[str, list[_Place]] = field(default_factory=dict)
    figure: list[_Place] = field(default_factory=list)
    anything: list[_Place] = field(default_factory=list)
    last: bool = False

    def lead(self, word: str, to: _Place) -> None:
        """Add a step."""
        if word == FIGURE:
            self.figure.append(to)
        elif word == ANYTHING:
            self.anything.append(to)
        else:
            self.words.setdefault(word, []).append(to)

    def also(self, other: _Place) -> None:
        """Whatever leads on from `other` leads on from here."""
        for word, places in other.words.items():
            self.words.setdefault(word, []).extend(places)
        self.figure += other.figure
        self.anything += other.anything
        self.last |= other.last


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens as paths see them.

    `norms` are the normal forms; `figures` gives for each token of a figure the token after
    the figure (a sign may be a word of the phrase and of the figure: "{n} (+ {n})"). `plain`
    says of a token that it is part of no figure, `modifies` that it is a word such as "about"
    or "over" that may stand before a figure, `stops` that it cannot stand for any word.
    """

    norms: Sequence[str]
    figures: dict[int, int]
    plain: Sequence[bool]
    modifies: Sequence[bool]
    stops: Sequence[bool]


class Paths:
    """The phrases of several roles. `words_of` splits an option into normal forms."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, Iterable[str]]],
        words_of: Callable[[str], list[str]],
    ) -> None:
        self._by_word: dict[str, list[tuple[str, _Place]]] = {}
        self._by_figure: list[tuple[str, _Place]] = []
        self._by_anything: list[tuple[str, _Place]] = []
        for role, texts in phrases:
            for text in texts:
                first = _compiled(text, words_of)
                for word in first.words:
                    self._by_word.setdefault(word, []).append((role, first))
                if first.figure:
                    self._by_figure.append((role, first))
                if first.anything:
                    self._by_anything.append((role, first))

    def find(self, sentence: Sentence) -> dict[str, list[Match]]:
        """For each role its matches as (start, end) tokens; of overlapping ones the longest."""
        found: dict[str, set[Match]] = {}
        for at, word in enumerate(sentence.norms):
            entered = self._by_word.get(word, [])
            if next(_after_figure(sentence, at), None) is not None:
                entered = entered + self._by_figure
            if self._by_anything and _passes(sentence, at):
                entered = entered + self._by_anything
            for role, place in entered:
                ends = {(at, end) for end in _ends(sentence, place, at)}
                if ends:
                    found.setdefault(role, set()).update(ends)
        return {role: _longest(matches) for role, matches in found.items()}


def _compiled(text: str, words_of: Callable[[str], list[str]]) -> _Place:
    """The first place of a phrase, from which its steps lead on."""
    here = _Place(last=True)
    for element in reversed(elements(text)):
        before = _Place()
        for option in element.options:
            words = [option] if option in (FIGURE, ANYTHING) else words_of(option)
            place = before
            for word in words[:-1]:
                step = _Place()
                place.lead(word, step)
                place = step
            place.lead(words[-1], here)
        if element.optional:
            before.also(here)
        here = before
    return here


def _ends(sentence: Sentence, place: _Place, at: int) -> Iterator[int]:
    """The tokens before which a phrase can end that goes on at token `at` from `place`."""
    if place.last:
        yield at
    if at >= len(sentence.norms):
        return
    for following in place.words.get(sentence.norms[at], ()):
        yield from _ends(sentence, following, at + 1)
    if place.figure:
        for after in _after_figure(sentence, at):
            for following in place.figure:
                yield from _ends(sentence, following, after)
    if place.anything and _passes(sentence, at):
        for following in place.anything:
            yield from _ends(sentence, following, at + 1)


def _after_figure(sentence: Sentence, at: int) -> Iterator[int]:
    """The token after a figure that stands at `at`, or behind some modifiers there."""
    for step in range(MOST_MODIFIERS + 1):
        if at + step in sentence.figures:
            yield sentence.figures[at + step]
        inside = at + step < len(sentence.norms)
        if not (inside and sentence.modifies[at + step] and sentence.plain[at + step]):
            return


def _passes(sentence: Sentence, at: int) -> bool:
    return sentence.plain[at] and not sentence.stops[at]


def _longest(matches: set[Match]) -> list[Match]:
    """Of matches that overlap the longest, of equally long ones the first."""
    kept: list[Match] = []
    for start, end in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
        if all(end <= s or start >= e for s, e in kept):
            kept.append((start, end))
    return kept
