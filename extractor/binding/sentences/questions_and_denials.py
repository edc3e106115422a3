"""What a sentence asks or denies before it states a figure: "a member asked how many; it was 12",
"it is not so that 30% moved; the correct figure was 10%".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.binding.grammar.narrowing import Grammar
from extractor.binding.measures.evidence import Account, Phrase
from extractor.binding.model import Figure
from extractor.regex import regex, right_before

Span = tuple[int, int]

_REACH = 40
"""A negated phrase begins at most so many characters after the word that negates it."""

_BREAK = regex(r"[(),;:]|\bbut\b")
"""Where the scope of a negation ends."""

_ASKED = regex(
    r"[^.;:]{0,60}?\b(?:asked|enquired|inquired|queried|wanted to know|wished to know)\b",
    re.IGNORECASE,
)
"""Who asks the question whose answer a figure gives: "a member asked how many …; it was 12"."""


def without_question(account: Account, figure: Figure, annotated: Annotations) -> Account:
    """The account without the words of who asked, of a figure in the answer."""
    asked = _ASKED.match(annotated.text, figure.clause.start, figure.number.start)
    if asked is None or ";" not in annotated.text[asked.end() : figure.number.start]:
        return account
    leading = frozenset(w.start for w in annotated.words if w.start < asked.end())
    phrases = tuple(p for p in account.phrases if p.start not in leading)
    return replace(without_words(account, annotated, leading), phrases=phrases)


def without_words(account: Account, annotated: Annotations, verbs: frozenset[int]) -> Account:
    """The account without the words that begin at these offsets."""
    said = {w.text for w in annotated.words if w.start in verbs}
    return replace(
        account,
        unknown=tuple(w for w in account.unknown if w not in said),
        light=tuple(w for w in account.light if w not in said),
        acts=tuple(w for w in account.acts if w not in said),
    )


_LIMIT = regex(r"(?:\d+|[a-z]+(?:-[a-z]+)?)[ -](?:(?:working|calendar)[ -])?days?\b", re.IGNORECASE)
_LATE = regex(
    r"\b(?:(?:more|longer|greater|later) than|over|exceeding|exceeded|beyond|outside|in excess of)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)


def _is_late(text: str, start: int) -> bool:
    return right_before(_LATE, text, start, 40) is not None


def denied(
    account: Account, grammar: Grammar, figure: Figure, own: Sequence[Span], annotated: Annotations
) -> tuple[Phrase, ...]:
    """The negated phrases of the clause, and limits of time that were not kept ("taking more than
    45 days"). What denies a figure before it ("it is not so that 30% moved; it was 10%") is not
    said of it."""
    number, text, before = figure.number, annotated.text, annotated.numbers
    late = tuple(p for p in account.phrases if _LIMIT.match(p.said) and _is_late(text, p.start))
    cues = [
        at
        for at in grammar.denying
        if any(low <= at < high for low, high in own)
        and not number.start <= at < number.end
        and not any(n.excluded == "denied" and at < n.start < number.start for n in before)
    ]
    return late + tuple(
        p
        for p in account.phrases
        for at in cues
        if at < p.start <= at + _REACH
        and not at < number.start < p.start
        and not _BREAK.search(text, at, p.start)
        and not any(q.start <= at < q.start + len(q.said) for q in account.phrases)
    )
