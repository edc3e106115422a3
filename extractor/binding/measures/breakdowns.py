"""The values of its measure's breakdowns that a figure is of, and none where it is of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.annotations.model import ConceptSpan
from extractor.binding.measures.evidence import (
    ANTECEDENT,
    BEFORE,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    SENTENCE,
    Fit,
    MatchContext,
)
from extractor.regex import regex, right_before
from extractor.rulebook.model import CompiledPattern


def dimensions_of(case: MatchContext, fit: Fit) -> tuple[tuple[str, str], ...]:
    """The pattern's own dimensions, those it needs, and those its measure may carry."""
    measure = fit.measure
    out = dict(fit.pattern.dimensions)
    needed = _met_by(case, fit)
    met = sorted(key for key in needed if "=" in key)
    names = [key.partition("=")[0] for key in met]
    for key, name in zip(met, names, strict=True):
        # Of two values that are equally near, the place in the text decides.
        if name in measure.dimensions and names.count(name) == 1:
            out.setdefault(name, key.partition("=")[2])
    for name in measure.dimensions:
        if name not in out:
            found = _value_of(case, name, name in needed or name in names)
            if found is None:
                found = _of_the_title(case, name, measure.titled.get(name, ()))
            if found is not None:
                out[name] = found
    meant = measure.meant.items()
    kept = (i for i in out.items() if i not in meant or _is_one_of_several(case, i, names))
    return tuple(sorted(kept))


def lacks_value(case: MatchContext, fit: Fit) -> bool:
    """Whether a pattern is named by a breakdown of its measure alone, and the figure has no value
    of it: "48,300 children under 18 live here (2014), 22% of all residents"."""
    needs = {key for need in fit.pattern.needs if len(need) == 1 for key in need}
    wanted = needs.intersection(fit.measure.dimensions).difference(fit.measure.meant)
    return bool(wanted) and not wanted <= dict(dimensions_of(case, fit)).keys()


def _is_one_of_several(case: MatchContext, item: tuple[str, str], needed: Sequence[str]) -> bool:
    """Whether a value that is meant anyway stands beside others of its breakdown, which the pattern
    does not need: "of school age" in a table with those over that age, or of a part of the roll."""
    name, value = item
    if name in needed:
        return False
    beside = (k.partition("=") for k in case.siblings)
    others = any(other == name and v not in ("", value) for other, _, v in beside)
    return others or case.whole is not None or case.figure.relation.cue == "part"


def _met_by(case: MatchContext, fit: Fit) -> set[str]:
    """The keys that meet the pattern's requirements: of alternatives, the nearest."""
    nearest = case.evidence.nearest
    return {
        key
        for need, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True)
        for key in need
        if key in nearest and nearest[key][0] == tier
    }


def _value_of(case: MatchContext, dimension: str, needed: bool) -> str | None:
    """The value of a dimension that governs the figure.

    One that the pattern needs is taken from wherever it is nearest; one that it may carry
    only from the figure's clause, its antecedent's, a list intro, or the outer labels of a cell.
    """
    for tier, annotated in enumerate(case.evidence.annotated):
        if tier > CLAUSE and dimension in case.apart:
            return None
        if (
            not needed
            and tier not in (CLAUSE, ANTECEDENT, LIST_INTRO)
            and not (case.cell and tier < HEADING)
        ):
            continue
        here = [m for m in annotated if m.dimension == dimension]
        if tier == CLAUSE and not case.cell:
            here = _said_of_it(here, case)
        if case.cell and tier == LIST_INTRO and len({m.value for m in here}) > 1:
            continue  # a caption that lists the values names none of them
        if not here and tier == CLAUSE and needed and not case.cell and _the_others(case):
            return "other"
        if here and tier <= ANTECEDENT and not case.cell and _together(here, case.text):
            return None
        if here:
            return _preferred(here, case.figure.number.end if tier == CLAUSE else None).value
        if tier == ANTECEDENT and not needed:
            inherited = dict(case.inherited).get(dimension)
            if inherited is not None:
                return inherited
    return None


_WITH = regex(
    r",\swith\s(?:about\s|around\s|approximately\s|some\s|just\s|only\s|over\s|under\s|nearly\s|almost\s)*$",
    re.IGNORECASE,
)


def may_be_of_its_subject(case: MatchContext, fit: Fit, found: Sequence[tuple[str, str]]) -> bool:
    """Whether a figure behind "with" may be of the value that only the subject of its sentence
    names: "Authorised absence makes up most, with 5% of all sessions missed"."""
    if case.cell or not right_before(_WITH, case.text, case.figure.number.start, 40):
        return False
    said = {m.dimension: m for m in case.evidence.annotated[SENTENCE] if m.dimension}
    told = [said[name] for name, _ in found if name in said]
    return any(
        name in fit.measure.dimensions
        and mark.start < case.figure.number.start
        and not any(t.start <= mark.start < t.end or t.dimension == name for t in told)
        for name, mark in said.items()
    )


_SET_AGAINST = regex(
    r"\b(?:than|unlike|as opposed to|instead of|compared (?:with|to)|against)\s"
    r"(?:(?:the|in|with|for|of|among|those)\s)*$",
    re.IGNORECASE,
)
_LONGEST_CONTRAST = 40  # characters


def _said_of_it(here: list[ConceptSpan], case: MatchContext) -> list[ConceptSpan]:
    """Of several values in a figure's clause those that are said of it: behind a colon that leads
    to its statement, where there is one, and none that another is set against ("More boys than
    girls: 81 were boys")."""
    if len({m.value for m in here}) < 2:
        return here
    colon = case.text.rfind(": ", case.figure.clause.start, case.figure.number.start)
    stated = [m for m in here if m.start > colon] or here
    apart = [
        m
        for m in stated
        if right_before(_SET_AGAINST, case.text, m.start, _LONGEST_CONTRAST) is None
    ]
    return apart or stated


def _of_the_title(case: MatchContext, dimension: str, values: Sequence[str]) -> str | None:
    """The only value of a dimension that the sentences before give, or the nearest heading which
    names one, of those that a figure may take from there."""
    if not values or dimension in case.apart:
        return None
    for annotated in case.evidence.annotated[BEFORE:]:
        named = {m.value for m in annotated if m.dimension == dimension}
        if named:
            only = named.pop()
            return only if not named and only in values else None
    return None


_BOTH = regex(r",?\s(?:and|&)\s|,\s|/", re.IGNORECASE)
_COMBINED = regex(r"\s(?:combined|together|taken together)\b", re.IGNORECASE)


def _together(here: list[ConceptSpan], text: str) -> bool:
    """Whether a figure is of several values of a dimension taken together ("in English, Mathematics
    combined", "in primary, secondary and special schools"), and so of none."""
    marks = sorted({(m.start, m.end, m.value) for m in here})
    joined = [b for a, b in pairwise(marks) if a[2] != b[2] and _BOTH.fullmatch(text, a[1], b[0])]
    return len(joined) > 1 or any(_COMBINED.match(text, b[1]) for b in joined)


_OTHER = regex(r"^\W*(?:and\s+)?(?:(?:the\s+)?others?|in other \w+)\W*$", re.IGNORECASE)


def _the_others(case: MatchContext) -> bool:
    """Whether the clause only has "other": the rest of a list."""
    clause, number = case.figure.clause, case.figure.number
    words = case.text[clause.start : number.start] + case.text[number.end : clause.end]
    return bool(_OTHER.match(re.sub(r"\([^()]*\)|\d[\d.,]*%?|[()]", "", words)))


def _preferred(annotated: list[ConceptSpan], after: int | None) -> ConceptSpan:
    """Of several values the longest phrase, then the first after the figure."""
    return min(
        annotated,
        key=lambda m: (-(m.end - m.start), after is not None and m.start < after, m.start),
    )


def another_value(case: MatchContext, pattern: CompiledPattern) -> str | None:
    """The only phrase of a figure's own clause that names a value of a breakdown which the pattern
    fixes otherwise: "the other 32 at home with their parents" are not in other placements."""
    for name, value in pattern.dimensions:
        fixed, prefix = f"{name}={value}", f"{name}="
        if any(key.startswith(prefix) for need in pattern.needs for key in need):
            continue  # it asks for another value, with which it gives its own
        naming = [p for p in case.own.phrases if any(k.startswith(prefix) for k in p.keys)]
        if len(naming) == 1 and fixed not in naming[0].keys:
            return naming[0].said
    return None
