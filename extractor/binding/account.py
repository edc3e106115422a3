"""The words of a figure's clause or labels, and which of them a measure accounts for.

A measure can match a figure only where no words are left over: each phrase of the rules in the
clause has a place in the measure's frame, and no other word narrows what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from extractor.annotations.model import AreaSpan, ConceptSpan, Number
from extractor.annotations.periods import PeriodSpan
from extractor.binding.grammar import Grammar
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import Token, norm, sentence_words


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the rules as printed, where it begins, and everything that it may mean:
    concepts, dimensions and `dimension=value`. A `light` one is a single verb such as "held",
    which names nothing where another phrase does."""

    said: str
    start: int
    keys: frozenset[str]
    light: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The content of a clause or label: its phrases, and the words that are in no rule.

    `light` are verbs without meaning of their own before a phrase of the rules, `acts` verbs that
    only tell what somebody did with what is counted.
    """

    phrases: tuple[Phrase, ...] = ()
    unknown: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    def __add__(self, other: Account) -> Account:
        return Account(
            self.phrases + other.phrases,
            self.unknown + other.unknown,
            self.light + other.light,
            self.acts + other.acts,
        )

    def left_over(self, accepted: frozenset[str]) -> tuple[Phrase, ...]:
        """The phrases that a frame with these keys does not accept."""
        return tuple(p for p in self.phrases if not p.keys & accepted)


def keys_of(mark: ConceptSpan) -> frozenset[str]:
    """The keys by which a rule may name a concept span."""
    return frozenset(k for k in (mark.concept, mark.dimension) if k is not None)


def phrases_of(annotated: Iterable[ConceptSpan], text: str) -> tuple[Phrase, ...]:
    """The concept spans grouped by the words that they cover; one inside another is left out."""
    ordered = sorted(annotated, key=lambda m: (m.start, -m.end))
    ordered = [
        m
        for m in ordered
        if not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
            for o in ordered
        )
    ]
    return tuple(
        Phrase(text[start:end], start, frozenset[str]().union(*map(keys_of, same)))
        for (start, end), same in groupby(ordered, key=lambda m: (m.start, m.end))
    )


Span = tuple[int, int]


def account_of_clause(
    words: Sequence[Token],
    within: Iterable[Span],
    grammar: Grammar,
    concepts: Sequence[ConceptSpan],
    elsewhere: Sequence[Span],
    text: str,
    scope: frozenset[int] | None = None,
) -> Account:
    """The account of the stretches `within` of a sentence.

    `scope` are the offsets of the words to which it is limited, if it is. `elsewhere` are the spans
    that do not say what is counted: figures, periods, areas and roles.
    """
    spans = tuple(within)

    def inside(at: int) -> bool:
        return (scope is None or at in scope) and any(low <= at < high for low, high in spans)

    here = [
        m
        for m in concepts
        if inside(m.start)
        and not stands_in(m, grammar.adjuncts, words)
        and m.start not in grammar.describing
        and (m.start in grammar.narrowing or _of_words(text[m.start : m.end]))
    ]
    covered = [(m.start, m.end) for m in concepts] + list(elsewhere)
    left = [
        word
        for word in words
        if word.start in grammar.narrowing
        and inside(word.start)
        and not any(low <= word.start < high for low, high in covered)
    ]
    return Account(
        tuple(replace(p, light=p.start in grammar.light) for p in phrases_of(here, text)),
        tuple(w.text for w in left if w.start not in grammar.light | grammar.acts),
        tuple(w.text for w in left if w.start in grammar.light),
        tuple(w.text for w in left if w.start in grammar.acts - grammar.light),
    )


def stands_in(mark: ConceptSpan, adjuncts: frozenset[int], words: Sequence[Token]) -> bool:
    """Whether all words of a phrase are in an adjunct. All of them must be: "re" of "re-referrals"
    may be read as an adjunct on its own. A phrase of the rules that itself names what is included
    ("including English and mathematics") is not in one."""
    if mark.start not in adjuncts:
        return False
    inside = [w for w in words if mark.start <= w.start < mark.end and w.alpha]
    if inside and inside[0].lower == "including":
        return False
    return all(w.start in adjuncts for w in inside)


def _of_words(said: str) -> bool:
    """Whether a phrase is of several words ("under-fives", "in care")."""
    return any(c in " -" for c in said.strip())


_RANGE = regex(r"\s*(?:[<>≤≥]\s*)?\d{1,3}\s*(?:(?:-|–|to)\s*\d{1,3}|\+)\s*|\s*[<>≤≥]\s*\d{1,3}\s*")
"""A label that is a range of numbers: one part of what the table counts."""


def is_range(label: str) -> bool:
    """Whether a label is only a range of numbers ("1 - 4", "85+", "<1")."""
    return _RANGE.fullmatch(label) is not None


_INCLUSION = regex(
    r"\((?:including|incl\.?|inc\.)\s[^()]*(?:\)|$)|\s(?:and|&)\s+other\s[^()]*$", re.IGNORECASE
)
"""What a label adds to what it names: "(including with former carers)", "and other placements"."""


def without_inclusions(label: str, concepts: Sequence[ConceptSpan]) -> Sequence[ConceptSpan]:
    """The concepts that a label is about, without those that it merely includes; all of them where
    it names nothing else."""
    wider = _INCLUSION.search(label)
    outside = [c for c in concepts if not wider or not wider.start() <= c.start < wider.end()]
    return outside or concepts


def account_of_label(
    label: str, concepts: Sequence[ConceptSpan], elsewhere: Sequence[Span], neutral: Words
) -> Account:
    """The account of a table label, in which every word narrows what is counted unless it is
    neutral or named as included."""
    wider = _INCLUSION.search(label)
    if wider and concepts:
        concepts, elsewhere = without_inclusions(label, concepts), [*elsewhere, wider.span()]
    covered = [(m.start, m.end) for m in concepts] + list(elsewhere)
    unknown = [label.strip()] if is_range(label) and not concepts else []
    for word in sentence_words(label):
        if not word.alpha or len(word.text) < 3:
            continue
        if {word.norm, word.lower} & (
            neutral.neutral | neutral.columns | neutral.verbs | neutral.light_verbs
        ):
            continue
        if not any(low <= word.start < high for low, high in covered):
            unknown.append(word.text)
    return Account(phrases_of(concepts, label), tuple(unknown))


def spans_elsewhere(
    numbers: Iterable[Number], periods: Iterable[PeriodSpan], areas: Iterable[AreaSpan]
) -> list[Span]:
    """The spans that give time, place or number rather than what is counted."""
    return [
        *((n.start, n.end) for n in numbers),
        *((p.start, p.end) for p in periods),
        *((a.start, a.end) for a in areas),
    ]


_IN_BRACKETS = regex(r"\((?P<short>[A-Z][A-Za-z]{0,7}[A-Zs])\)")
_WORD = regex(r"[A-Za-z]+")


@lru_cache(maxsize=256)
def abbreviations(text: str) -> tuple[Span, ...]:
    """Abbreviations in brackets that repeat the words before them and add nothing ("Community
    Learning & Skills (CLS)", "independent reviewing officers (IROs)")."""
    found: list[Span] = []
    for match in _IN_BRACKETS.finditer(text) if "(" in text else ():
        letters = match["short"].removesuffix("s").lower()
        before = [w[0].lower() for w in _WORD.findall(text[: match.start()])[-2 * len(letters) :]]
        if _in_order(letters, before):
            found.append(match.span())
    return tuple(found)


def _in_order(letters: str, initials: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words, read backwards from the last word; words
    such as "of" and "and" may be skipped."""
    left = iter(reversed(initials))
    return (
        bool(initials)
        and initials[-1] == letters[-1]
        and all(letter in left for letter in reversed(letters))
    )


def without(unknown: Sequence[str], redundant: frozenset[str]) -> tuple[str, ...]:
    """The remaining words, without neutral ones."""
    return tuple(w for w in unknown if norm(w) not in redundant and w.lower() not in redundant)


def without_money(unknown: Sequence[str], words: Words) -> tuple[str, ...]:
    """The remaining words beside a sum of money, without the usual words of budgets."""
    return without(unknown, words.money)
