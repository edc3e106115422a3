"""Figures that belong together: the two ends of a change, a list set against as many levels, a
figure and the level that it is compared with, the parts of one whole."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.clauses.split import runs
from extractor.binding.model import Clause, Figure, Relation
from extractor.regex import regex, right_before

_THE_NUMBERS = regex(
    r"[;,]\s(?:and\s|but\s|while\s|whereas\s)?(?:(?:in|at|for|during)\s[^;.]{3,40}?\s)?"
    r"(?:the|these)\s(?:[a-z]+\s)?(?:numbers|figures|rates|percentages|proportions|totals)\s"
    r"(?:were|was|had been|are|stood at)\s(?:about\s|around\s)?$", re.IGNORECASE,
)  # fmt: skip
_LONGEST_TURN = 90  # characters of the words above


def in_their_order(
    text: str,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> tuple[list[Clause], list[Relation]]:
    """Clauses and relations, with a list of figures set against as many levels before it, each
    against the one in its place: "91% had one and 79% the other; in England it was 89% and 76%",
    "30 came and 41 left; in 2019/20 the numbers were 28 and 35".
    What is said before the first of the list is said of all of them."""
    clauses, relations = list(clauses), list(relations)
    for run in runs([(n.start, n.end, i) for i, n in enumerate(numbers)], text):
        first, unit = run[0], numbers[run[0]].unit
        told = right_before(_THE_NUMBERS, text, numbers[first].start, _LONGEST_TURN) is not None
        aside = relations[first].cue in ("comparator", "earlier") or clauses[first].bracket or told
        levels = [
            j
            for j in range(first)
            if numbers[j].unit == unit
            and (relations[j].kind, relations[j].cue) == ("actual", "")
            and not clauses[j].bracket
        ]
        if len(run) < 2 or not aside or len(levels) != len(run):
            continue
        start, end = clauses[first].start, clauses[run[-1]].end
        set_against = replace(relations[first], cue="earlier") if told else relations[first]
        for level, i in zip(levels, run, strict=True):
            relations[i] = replace(set_against, antecedent=level, because="in their order")
            clauses[i] = replace(clauses[i], start=start, end=end)
    return clauses, relations


_FROM_IT = regex(r"\bfrom\s(?:(?:about|around|just|over|under)\s)?$", re.IGNORECASE)
_TO_IT = regex(r"[\s,()]*(?P<to>\bto\s)(?:(?:about|around|just|over|under)\s)?", re.IGNORECASE)
MOST_WORDS = 4
"""The most words between the first level of a change and its time ("from 402 children in care in
March")."""


def with_ends_of_changes(
    annotated: Annotations,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> tuple[list[Clause], list[Relation]]:
    """Clauses and relations, with the two ends of a change recognised though the time of the first
    stands between them, which is then in its clause ("from 289 at the end of March 2021 | to 312").
    """
    text, clauses, relations = annotated.text, list(clauses), list(relations)
    for i, (start, end) in enumerate(pairwise(numbers)):
        known = relations[i].because == relations[i + 1].because == _FROM_TO
        begins = relations[i].cue == "earlier" and not relations[i + 1].cue
        if not begins or not right_before(_FROM_IT, text, start.start, 20):
            continue
        times = [p for p in annotated.periods if start.end <= p.start and p.end <= end.start]
        if not times or len(text[start.end : times[0].start].split()) > MOST_WORDS:
            continue
        joined = _TO_IT.fullmatch(text, times[-1].end, end.start)
        if joined is None:
            continue
        if not known:
            relations[i] = replace(relations[i], antecedent=i + 1, because=_FROM_TO)
            relations[i + 1] = Relation(because=_FROM_TO)
        first, second = clauses[i], clauses[i + 1]
        if first.end == second.start and not first.bracket and not second.bracket:
            clauses[i] = replace(first, end=joined.start("to"))
            clauses[i + 1] = replace(second, start=joined.start("to"))
    return clauses, relations


_FROM_TO = "from_to"


NEAR, ALIKE = 2.0, 1.5
"""A figure without a unit is set against the last level unless that is more than `NEAR` times
away from it, and another at most `ALIKE` times."""


def with_alike(i: int, relations: Sequence[Relation], numbers: Sequence[Number]) -> Relation:
    """The relation of a figure to the level that it is compared with: of one that is given in two
    units ("91 (13.3%), compared with 66"), that in its own unit or of its own size."""
    relation, number = relations[i], numbers[i]
    antecedent = relation.antecedent
    if antecedent is None or antecedent >= i or relation.cue not in ("earlier", "comparator"):
        return relation
    levels = [
        j
        for j in range(i - 1, -1, -1)
        if relations[j].kind == "actual" and relations[j].cue == "" and j != antecedent
    ]
    if number.unit is not None:
        same = [j for j in levels if numbers[j].unit == number.unit]
        other = numbers[antecedent].unit != number.unit
        return replace(relation, antecedent=same[0]) if other and same else relation
    if _apart(number, numbers[antecedent]) <= NEAR:
        return relation
    alike = [j for j in levels if _apart(number, numbers[j]) <= ALIKE]
    return replace(relation, antecedent=alike[0]) if alike else relation


def _apart(number: Number, other: Number) -> float:
    """How many times as large one number is as the other."""
    low, high = sorted((abs(number.value), abs(other.value)))
    return high / low if low else math.inf


def of_the_level(relation: Relation, i: int, relations: Sequence[Relation]) -> Relation:
    """The relation of a change, which is of the level that a sentence is about and not of what this
    was set against ("an overspend of £6.8m against a budget of £92.4m, and this is £1.9m more")."""
    at = relation.antecedent
    if relation.kind != "change" or at is None or at >= i or relation.because == "in their order":
        return relation
    return replace(relation, antecedent=level_set_against(at, relations))


def level_set_against(at: int, relations: Sequence[Relation]) -> int:
    """The level that a figure is set against, of a target or a figure of elsewhere or before: what
    follows goes on with that ("21.7, up from 19.4 in 2022, and Progress 8 was -1.21")."""
    relation = relations[at]
    aside = relation.cue in ("earlier", "comparator") or relation.kind in ("target", "floor")
    if aside and relation.antecedent is not None and relation.antecedent < at:
        return level_set_against(relation.antecedent, relations)
    return at


def whole_of_listed(figures: Sequence[Figure], index: int, text: str) -> int | None:
    """The index of the count whose parts a bracket behind it lists, where a figure is one of them
    and they add up: "45 young people (34 from the county and 11 from elsewhere)". The parts are of
    those whom it counts, whatever else is said of them."""
    figure = figures[index]
    opening = text.rfind("(", 0, figure.number.start)
    if opening < 0 or ")" in text[opening : figure.number.start]:
        return None
    closing = text.find(")", figure.number.end)
    listed = [f for f in figures if opening < f.number.start < closing and f.unit == "count"]
    before = [f for f in figures if f.number.end <= opening and f.unit == "count"]
    if len(listed) < 2 or figure not in listed or not before:
        return None
    whole = before[-1]
    return whole.index if sum(f.number.value for f in listed) == whole.number.value else None


def partners(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The other figure of "from 179 to 203": words next to one describe both."""
    because = figure.relation.because
    if because not in ("from_to", "to_from", "by_to", "to_by"):
        return []
    return [
        f for f in figures if abs(f.index - figure.index) == 1 and f.relation.because == because
    ]


def linked_to(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that one is compared with, directly or through others, in their order."""
    links = {f.index: {f.antecedent} | {p.index for p in partners(f, figures)} for f in figures}
    found, left = {figure.index}, [figure.index]
    while left:
        at = left.pop()
        near = {i for i in links[at] if i is not None} | {i for i in links if at in links[i]}
        left += near - found
        found |= near
    return [f for f in figures if f.index in found and f.index != figure.index]


_AS_A_VERB = regex(r"\s(?:are|were|is|was|have|had|has|live[sd]?|did|do)\b", re.IGNORECASE)
_AND_THEN = regex(
    r",?\s(?:(?:and|but|while|whilst)\s)?(?:(?:about|around|only|just|some|(?:a\s)?further|another)\s)?",
    re.IGNORECASE,
)


def _is_next_part(text: str, before: int, number: Number) -> bool:
    """Whether a number names nobody and goes on, as the one before that ends at `before` does, with
    what some of the same whole are: "of whom 214 were in hostels and 32 were in hotels"."""
    if not _AS_A_VERB.match(text, before) or not _AS_A_VERB.match(text, number.end):
        return False
    comma = max(text.rfind(",", before, number.start), text.rfind(" and ", before, number.start))
    return comma >= 0 and _AND_THEN.fullmatch(text, comma, number.start) is not None


_NEXT_PART = regex(
    r"\s+(?:for|in|with|at|aged|under|on|through|by|from|because|due|as|owing)\b", re.IGNORECASE
)
"""What follows the next part of a whole: "112 of them for neglect, 60 for emotional abuse"."""
_NAMES_NOBODY = regex(r"\s(?:are|is|were|was|have|has|had|of (?:them|whom|these))\b", re.I)
"""What follows a number without a noun of its own: "and 21 were to be matched"."""


def further_part(
    i: int,
    before: int,
    whole: int,
    text: str,
    numbers: Sequence[Number],
    relations: Sequence[Relation],
) -> str | None:
    """Why a figure is a part of the same whole as the one before it; None where it is none."""
    number = numbers[i]
    counts = number.unit is None or number.unit == "currency_gbp" == numbers[before].unit
    if counts and (
        _NEXT_PART.match(text, number.end) or _is_next_part(text, numbers[before].end, number)
    ):
        return "next part of the same whole"
    if _NAMES_NOBODY.match(text, number.end) and _makes_up(i, whole, numbers, relations):
        return "the parts add up to the whole"
    return None


def _makes_up(i: int, whole: int, numbers: Sequence[Number], relations: Sequence[Relation]) -> bool:
    """Whether a count is all that the parts before it leave of their whole: "41 were waiting, 20 of
    whom had been placed, and 21 were to be matched"."""
    parts = [n for n, r in zip(numbers, relations, strict=False) if r.antecedent == whole]
    counts = [n.value for n in (*parts, numbers[i], numbers[whole]) if n.unit is None]
    return len(counts) == len(parts) + 2 and 2 * counts[-1] == sum(counts)


_MAKING_UP = regex(
    r",\s(?:(?:and|together|thus|now|which)\s){0,2}"
    r"(?:making\sup|makes?\sup|representing|represents?|accounting\sfor|accounts?\sfor|constituting"
    r"|equating\sto|equates?\sto|equivalent\sto|is|was)\s"
    r"(?:about\s|around\s|approximately\s|some\s|just\s|over\s|under\s|nearly\s|almost\s)*$",
    re.IGNORECASE,
)


def makes_up(figure: Figure, text: str) -> bool:
    """Whether a share is that of those whom the figure before counts: "41,200 children under five
    live here, making up 6% of the population"."""
    if figure.unit != "percent" or not figure.index:
        return False
    return right_before(_MAKING_UP, text, figure.number.start, 70) is not None
