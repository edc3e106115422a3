"""Shares of a part: a percentage of some of a population is no share of all of it.

- "992 live with foster families, 50% of whom are with relatives": of those 992
- "92% of those who are fostered are with our own carers, and 98% are within 20 miles of home": both
  are of those who are fostered
- "13% (£7.4m) are rated red" of planned savings: the money is that share of them
- "two duty workers had caseloads of 41 and 46": the level of a few is not that of all

Shares of another population are told in `other_populations.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.binding.grammar.governor import tokens_of
from extractor.binding.model import BoundMeasure, Figure
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

_OF_WHOM = regex(
    r"\s?(?:per cent)?\s?(?:\([^()]*\))?\s?of (?:whom|which|these|them)\b", re.IGNORECASE
)
_OF_THOSE_WHO = regex(
    r"\s?(?:per cent)?\s?of (?:all |our |the |those )?(?:[\w’'-]+ ){0,4}?"
    r"(?P<those>(?:who|that|which) (?:are|were|have been|had been)\s(?:[\w’'-]+ ){0,5}?)"
    r"(?:are|were|is|was|have|had|live|lived)\s",
    re.IGNORECASE,
)  # fmt: skip
_ELIDED = regex(r"\s?(?:per cent)?\s(?:are|were|is|was|have|had|live|lived)\b", re.IGNORECASE)

Bound = BoundMeasure | None


def without_shares_of_parts(
    figures: Sequence[Figure],
    measures: Sequence[Bound],
    annotated: Annotations,
    rulebook: Rulebook,
) -> list[Bound]:
    """The measures of a sentence's figures, without those of shares, of the money of a share and of
    levels that are of a part only."""
    return [
        None
        if _is_of_a_part(figure, figures, measures, annotated)
        or _is_of_a_share(figure, figures, measures, annotated.text)
        or _is_level_of_a_few(figure, figures, bound, annotated, rulebook)
        else bound
        for figure, bound in zip(figures, measures, strict=True)
    ]


_OPENING = regex(r"[^\d()%.,;]{0,40}\(\s?(?:about |around |just over |just under |over |under )?")
_OUT_OF = regex(r"\s(?:out\s)?of\s(?:the\s|our\s|all\s)?\d", re.IGNORECASE)


def _is_of_a_share(
    figure: Figure, figures: Sequence[Figure], measures: Sequence[Bound], text: str
) -> bool:
    """Whether an amount, or a count with its base ("13 out of 130"), stands in a bracket behind a
    share that no measure is known for."""
    before = figures[figure.index - 1] if figure.index else None
    counted = figure.unit == "count" and _OUT_OF.match(text, figure.number.end) is not None
    if before is None or before.unit != "percent" or not (counted or figure.unit == "currency_gbp"):
        return False
    behind = _OPENING.fullmatch(text, before.number.end, figure.number.start)
    return behind is not None and measures[before.index] is None


_LEVELS = frozenset({"count", "days", "weeks", "months", "years", "ratio", "score"})
A_FEW = 10
"""The most workers, homes or children of whom a sentence gives an average of their own."""


_FEW_HAD = regex(
    r"(?:\s(?!teams?\b|the\b|all\b)[a-z’'-]+){1,5}?\s(?:had|have|has|held|hold|carried|carry)\s"
    r"(?:[a-z]+\s){1,3}of\s(?:(?:up to|about|around|over)\s)?(?:\d+(?:,\s|\sand\s|\sor\s))*",
    re.IGNORECASE,
)
_ALL_OF_THEM = regex(r"\b(?:the|all|our|their|its|these|those)\s$", re.IGNORECASE)


def _have_of_their_own(few: Figure, figure: Figure, text: str) -> bool:
    """Whether a level, or a list of them, is what a counted few have, whatever the parser makes of
    their name: "two experienced duty workers had caseloads of 41 and 46"."""
    if right_before(_ALL_OF_THEM, text, few.number.start, 8):
        return False
    return _FEW_HAD.fullmatch(text, few.number.end, figure.number.start) is not None


def _is_level_of_a_few(
    figure: Figure,
    figures: Sequence[Figure],
    bound: Bound,
    annotated: Annotations,
    rulebook: Rulebook,
) -> bool:
    """Whether an average is that of a counted few: the subject of its verb has their number."""
    if bound is None or figure.unit not in _LEVELS:
        return False
    few = [
        f for f in figures
        if f.number.end < figure.number.start and f.unit == "count" and f.number.value <= A_FEW
    ]  # fmt: skip
    if any(_have_of_their_own(f, figure, annotated.text) for f in few):
        return True
    if rulebook.measures[bound.pattern.measure].kind != "ratio":
        return False
    syntax = annotated.syntax
    first = tokens_of(syntax, figure.number)[:1] if few else []
    for verb in (verb for at in first for verb in syntax.ancestors[at]):
        for child in syntax.children[verb]:
            if syntax.tokens[child].dep not in ("nsubj", "nsubjpass"):
                continue
            modifiers = [syntax.tokens[i] for i in syntax.children[child]]
            all_of_them = any(token.dep in ("det", "poss") for token in modifiers)
            return not all_of_them and any(
                token.start <= f.number.start < token.end for f in few for token in modifiers
            )
    return False


_WHO_MAKE_UP = regex(
    r",\s(?:who|which|that)\s(?:now\s|together\s)?(?:ma[kd]e|makes|represent|account|constitute"
    r"|comprise)(?:s|ed|d)?(?:\s(?:up|for))?\s(?:about\s|around\s|just\s|over\s|under\s|nearly\s|almost\s)*$",
    re.IGNORECASE,
)


def with_shares_of_wholes(
    figures: Sequence[Figure], measures: Sequence[Bound], text: str
) -> list[Bound]:
    """The measures, with that of a count for its share of a whole in the words behind it: "48
    unaccompanied children, who make up 9.8% of all our children in care"."""
    out = list(measures)
    for figure in figures:
        before = measures[figure.index - 1] if figure.index else None
        if measures[figure.index] is not None or before is None or figure.unit != "percent":
            continue
        told = right_before(_WHO_MAKE_UP, text, figure.number.start, _LONGEST)
        if told is not None and "percent" in before.pattern.units:
            out[figure.index] = before
    return out


_LONGEST = 60  # characters of the words above


def _is_of_a_part(
    figure: Figure, figures: Sequence[Figure], measures: Sequence[Bound], annotated: Annotations
) -> bool:
    bound = measures[figure.index]
    if bound is None or figure.unit != "percent" or figure.relation.kind != "actual":
        return False
    whole = _whole_of(figure, annotated.text)
    if whole is not None:
        base = measures[whole]
        return base is not None and _narrows(base.dimensions, bound.dimensions)
    return _shares_the_base(figure, figures, bound, annotated)


def _whole_of(figure: Figure, text: str) -> int | None:
    """The figure that a share is said to be a part of: the one before "of whom" or in its role."""
    if figure.index and _OF_WHOM.match(text, figure.number.end):
        return figure.index - 1
    return figure.antecedent if figure.relation.cue == "part" else None


def _narrows(base: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...]) -> bool:
    """Whether a whole is itself some kind of a population that the share does not name."""
    return bool(set(base) - set(own))


def _shares_the_base(
    figure: Figure, figures: Sequence[Figure], bound: BoundMeasure, annotated: Annotations
) -> bool:
    """Whether a relative clause narrows the base of a share to some kind that its measure does not
    name: its own base, or that of the share before where it has no noun itself."""
    text, given = annotated.text, figure
    if figure.index and _ELIDED.match(text, figure.number.end):
        given = figures[figure.index - 1]
    those = _OF_THOSE_WHO.match(text, given.number.end) if given.unit == "percent" else None
    if those is None or (given is not figure and "." in text[those.end() : figure.number.start]):
        return False
    kinds = {
        (mark.dimension, mark.value)
        for mark in annotated.concepts
        if mark.dimension is not None and those.start("those") <= mark.start < those.end("those")
    }
    return bool(kinds - set(bound.dimensions))
