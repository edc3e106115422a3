"""The role of each figure, by the phrases of rules/roles.yml, in which `{n}` is a figure found
before.

Role phrases are in a trie of words: only phrases whose words occur in the text take time. spaCy's
Matcher tries every pattern at every token; with hundreds of phrases that was an eighth of all
reading time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from extractor.annotations.model import Direction, Kind, Number, RoleSpan
from extractor.regex import regex
from extractor.rulebook.model import Role, Rulebook
from extractor.rulebook.phrases import elements
from extractor.tokens import Token, norm, sentence_words

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


_MODIFIERS = frozenset([
    "about", "around", "approximately", "roughly", "circa", "some", "just", "over", "under",
    "above", "below", "more", "than", "less", "fewer", "nearly", "almost", "at", "least", "most",
    "only", "the", "a", "an", "its", "our", "no", "not", "well", "still", "now", "currently",
    "slightly",
])  # fmt: skip

_Span = tuple[int, int]
"""The words [first, last) of a sentence."""

_STOPS = frozenset(".;:(),[]")
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
        self._labels = [
            (role.kind, _any_of(role.words), _any_of(role.unless) if role.unless else None)
            for role in rulebook.labels
        ]

    def find(self, words: Sequence[Token], numbers: Sequence[Number]) -> tuple[RoleSpan, ...]:
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
                if len(figures) != len(role.slots) or not _whole(figures, start, end):
                    continue
                if not _is_a_limit(words, end, numbers):
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

    def directions(self, words: Sequence[Token]) -> tuple[tuple[int, Direction], ...]:
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

    def of_label(self, label: str) -> tuple[Kind, re.Pattern[str]] | None:
        """The kind that a label makes of a cell's value, with the pattern of the words that say so;
        None where it makes none, as most labels."""
        for kind, words, unless in self._labels:
            found = words.search(label)
            if found and not (unless and unless.search(label, found.end())):
                return kind, words
        return None


_OPTIONAL = regex(r"\(([^()]*)\)\?")


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of some words; "(a|b)?" in one may be left out."""
    return regex("|".join(_as_printed(word) for word in words), re.IGNORECASE)


def _as_printed(word: str) -> str:
    parts, at = [], 0
    for optional in _OPTIONAL.finditer(word):
        parts.append(re.escape(word[at : optional.start()]))
        parts.append("(?:" + "|".join(map(re.escape, optional[1].split("|"))) + ")?")
        at = optional.end()
    parts.append(re.escape(word[at:]))
    before = r"(?<!\w)" if word[0].isalnum() or word[0] == "(" else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    flexible = re.sub(r"(?:\\ )*/(?:\\ )*", r"\\s*/\\s*", "".join(parts))
    return before + flexible + after


def _sentence(words: Sequence[Token], figures: Sequence[_Span]) -> Sentence:
    inside = {at: last for first, last in figures for at in range(first, last)}
    return Sentence(
        norms=[word.norm for word in words],
        figures=inside,
        plain=[at not in inside for at in range(len(words))],
        modifies=[word.lower in _MODIFIERS for word in words],
        stops=[_stops(words, at) for at in range(len(words))],
    )


def _stops(words: Sequence[Token], at: int) -> bool:
    """Whether what is said breaks off at a word: a dash with a space beside it, or a long one,
    opens another thought ("was £1.2m – a rise of 5%"); one inside a word does not."""
    word = words[at]
    if word.text not in _DASHES:
        return word.text in _STOPS
    behind = at + 1 == len(words) or words[at + 1].start > word.end
    return word.text == "—" or behind or at == 0 or words[at - 1].end < word.start


def _tokens(text: str) -> list[str]:
    return [word.norm for word in sentence_words(text)]


def _figures(words: Sequence[Token], numbers: Sequence[Number]) -> list[_Span]:
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


_LIMITS = frozenset({"age", "threshold", "period length"})


def _is_a_limit(words: Sequence[Token], end: int, numbers: Sequence[Number]) -> bool:
    """Whether a phrase that ends in "than" is followed by an age or the like, and so compares with
    no level: "230 children less than five years of age"."""
    if end == 0 or end >= len(words) or words[end - 1].lower != "than":
        return False
    at = words[end].start
    return any(n.excluded in _LIMITS and n.start <= at < n.end for n in numbers)


def _marks(
    words: Sequence[Token], phrase: _Span, role: Role, figures: list[_Span], match: int
) -> list[RoleSpan]:
    return [
        RoleSpan(
            words[phrase[0]].start, words[phrase[1] - 1].end,
            (words[first].start, words[last - 1].end),
            slot.cue, role.id, slot.kind, slot.direction, match, index,
        )
        for index, (slot, (first, last)) in enumerate(zip(role.slots, figures, strict=True))
    ]  # fmt: skip
