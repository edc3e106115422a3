"""Role phrases in a trie of words: only phrases whose words occur in the text take time.

spaCy's Matcher tries every pattern at every token; with hundreds of phrases that was an
eighth of all reading time. Here a phrase is entered by its first word (or figure) only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractor.rulebook.phrases import elements

FIGURE, ANYTHING = "{n}", "*"
MOST_MODIFIERS = 4

Match = tuple[int, int]


@dataclass(slots=True)
class _TrieNode:
    """A point within a phrase: where each word, a figure or any other word leads from here."""

    words: dict[str, list[_TrieNode]] = field(default_factory=dict)
    figure: list[_TrieNode] = field(default_factory=list)
    anything: list[_TrieNode] = field(default_factory=list)
    last: bool = False

    def lead(self, word: str, to: _TrieNode) -> None:
        """Add a step."""
        if word == FIGURE:
            self.figure.append(to)
        elif word == ANYTHING:
            self.anything.append(to)
        else:
            self.words.setdefault(word, []).append(to)

    def also(self, other: _TrieNode) -> None:
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
    says about a token that it is part of no figure, `modifies` that it is a word such as "about"
    or "over" that may be before a figure, `stops` that it cannot stand for any word.
    """

    norms: Sequence[str]
    figures: dict[int, int]
    plain: Sequence[bool]
    modifies: Sequence[bool]
    stops: Sequence[bool]


class _State:
    """The places to which the words read so far lead, in phrases of all roles at once.

    `roles` are those whose phrases end here. The states after are made when a text first
    leads there; phrases that begin alike are followed as one.
    """

    __slots__ = ("_anything", "_behind", "_figure", "_words", "roles")

    def __init__(self, places: Sequence[tuple[str, _TrieNode]]) -> None:
        self.roles = tuple(dict.fromkeys(role for role, place in places if place.last))
        self._words: dict[str, list[tuple[str, _TrieNode]]] = {}
        for role, place in places:
            for word, following in place.words.items():
                self._words.setdefault(word, []).extend((role, f) for f in following)
        self._figure = [(role, f) for role, place in places for f in place.figure]
        self._anything = [(role, f) for role, place in places for f in place.anything]
        self._behind: dict[str, _State] = {}

    def behind_word(self, word: str) -> _State | None:
        """The state after a word."""
        return self._behind_all(word, self._words[word]) if word in self._words else None

    def behind_figure(self) -> _State | None:
        """The state after a figure."""
        return self._behind_all(FIGURE, self._figure) if self._figure else None

    def behind_anything(self) -> _State | None:
        """The state after a word that may be any."""
        return self._behind_all(ANYTHING, self._anything) if self._anything else None

    def _behind_all(self, step: str, places: list[tuple[str, _TrieNode]]) -> _State:
        state = self._behind.get(step)
        if state is None:
            state = self._behind[step] = _State(places)
        return state


class TokenTrie:
    """The phrases of several roles. `words_of` splits an option into normal forms."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, Iterable[str]]],
        words_of: Callable[[str], list[str]],
    ) -> None:
        self._first = _State(
            [(role, _compiled(text, words_of)) for role, texts in phrases for text in texts]
        )

    def find(self, sentence: Sentence) -> dict[str, list[Match]]:
        """For each role its matches as (start, end) tokens; of overlapping ones the longest."""
        reading = _Reading(sentence)
        for at in range(len(sentence.norms)):
            reading.follow(self._first, at, at)
        return {role: _longest(matches) for role, matches in reading.found.items()}


def _compiled(text: str, words_of: Callable[[str], list[str]]) -> _TrieNode:
    """The first place of a phrase, from which its steps lead on."""
    here = _TrieNode(last=True)
    for element in reversed(elements(text)):
        before = _TrieNode()
        for option in element.options:
            words = [option] if option in (FIGURE, ANYTHING) else words_of(option)
            place = before
            for word in words[:-1]:
                step = _TrieNode()
                place.lead(word, step)
                place = step
            place.lead(words[-1], here)
        if element.optional:
            before.also(here)
        here = before
    return here


class _Reading:
    """One sentence being read: its matches, and where each figure ends."""

    __slots__ = ("_after_figure", "_sentence", "found")

    def __init__(self, sentence: Sentence) -> None:
        self.found: dict[str, set[Match]] = {}
        self._sentence = sentence
        self._after_figure = _after_figures(sentence)

    def follow(self, state: _State, start: int, at: int) -> None:
        """Note the phrases that began at `start` and go on at token `at` from `state`."""
        sentence = self._sentence
        for role in state.roles:
            self.found.setdefault(role, set()).add((start, at))
        if at >= len(sentence.norms):
            return
        following = state.behind_word(sentence.norms[at])
        if following is not None:
            self.follow(following, start, at + 1)
        after = self._after_figure.get(at)
        if after is not None and (following := state.behind_figure()) is not None:
            self.follow(following, start, after)
        if sentence.plain[at] and not sentence.stops[at]:
            following = state.behind_anything()
            if following is not None:
                self.follow(following, start, at + 1)


def _after_figures(sentence: Sentence) -> dict[int, int]:
    """For each token where a figure is, or some modifiers before it, the token after it."""
    after = dict(sentence.figures)
    for figure, end in sentence.figures.items():
        for at in range(figure - 1, max(figure - 1 - MOST_MODIFIERS, -1), -1):
            if not (sentence.modifies[at] and sentence.plain[at]):
                break
            after.setdefault(at, end)
    return after


def _longest(matches: set[Match]) -> list[Match]:
    """Of matches that overlap the longest, of equally long ones the first."""
    kept: list[Match] = []
    for start, end in sorted(matches, key=lambda m: (m[0] - m[1], m[0])):
        if all(end <= s or start >= e for s, e in kept):
            kept.append((start, end))
    return kept
