"""What a sum is of, by what stands over it: the kind of money that its column states, the line of
the table, and headings under which figures are of something else."""

from __future__ import annotations

import re

from extractor.binding.measures.evidence import (
    BEFORE,
    CLAUSE,
    LIST_INTRO,
    Fit,
    MatchContext,
    Misfit,
    Phrase,
)
from extractor.binding.measures.left_over_words import unexplained, without_place
from extractor.regex import regex, right_before
from extractor.rulebook.model import CompiledPattern, Rulebook
from extractor.tokens import norm

_WORD = regex(r"[A-Za-z]{2,}")
LONGEST = 12
"""Words of a label that make the value; a longer label is a sentence and no name of a line."""


def of_something_else(
    case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook
) -> Misfit | None:
    """Whether the figure is of something that the pattern stands apart from, by its own words or by
    a line over it: a sum under "Capital programme" is no budget of a service. A line that names a
    measure of the kind before that is of both ("Revenue budget and capital programme")."""
    apart = frozenset(pattern.source.apart_from)
    if not apart:
        return None
    near = (case.evidence.annotated[tier] for tier in (CLAUSE, LIST_INTRO))
    for line in (*near, *case.over):
        named = [m for m in line if not apart.isdisjoint(m.keys)]
        if not named:
            continue
        at, first = min(m.start for m in named), _first_needs(pattern, rulebook)
        if not any(m.start < at and not first.isdisjoint(m.keys) for m in line):
            return Misfit(f"it is under “{named[0].concept or named[0].value}”")
    return None


def _first_needs(pattern: CompiledPattern, rulebook: Rulebook) -> frozenset[str]:
    """What names the measure of a pattern, and the other measures of the same open lines."""
    opened = rulebook.measures[pattern.measure].open_dimension
    alike = [
        other.needs[0]
        for other in rulebook.patterns.values()
        if opened is not None and rulebook.measures[other.measure].open_dimension == opened
    ]
    return pattern.needs[0].union(*alike)


def of_another_kind(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Whether the column of a sum, or the statement about it, says that it is another kind of money
    of the same lines: "Total expenditure" in a column of budgets is no outturn; or a sum has
    changed, and no number of people."""
    if _is_change_of_a_sum(case, fit):
        return Misfit("it is the change of a sum of money")
    opened = fit.measure.open_dimension
    if opened is None or case.figure.unit != "currency_gbp":
        return None
    if not case.cell:
        said_of = _what_it_is_said_of(case, fit, rulebook)
        return Misfit(f"it is said of “{said_of}”") if said_of else None
    if _names(case, fit.pattern, opened):
        return None
    said = frozenset[str]().union(*(p.keys for p in case.columns.phrases))
    for key in sorted(said):
        for other in rulebook.by_need.get(key, ()):
            measure = rulebook.measures[other.measure]
            if other.measure == fit.pattern.measure or measure.open_dimension != opened:
                continue
            if _names(case, other, opened):
                return Misfit(f"its column says that it is “{measure.label}”")
    return None


_OPENS_STATEMENT = regex(
    r"\b(?:where|whose|while|whilst|as|because|since)\s"
    r"(?:(?:the|our|its|their|total|net|gross|annual|actual)\s){0,2}$",
    re.IGNORECASE,
)
_GOVERNS = regex(r"(?:\s(?!and\b|but\b|or\b)[\w’'-]+){0,9}\s", re.IGNORECASE)


def _what_it_is_said_of(case: MatchContext, fit: Fit, rulebook: Rulebook) -> str | None:
    """The other kind of money that a sum is said of in a statement that hangs on one about the
    pattern's: "the pressure is in placements, where spend is expected to reach £31.5m"."""
    opened, number, own = fit.measure.open_dimension, case.figure.number, fit.pattern.needs[0]
    if opened is None:
        return None
    money = frozenset(k for k in _needs_of_money(opened, rulebook) if not k.startswith(opened))
    for mark in case.evidence.annotated[CLAUSE]:
        if mark.end >= number.start or not own.isdisjoint(mark.keys):
            continue
        if money.isdisjoint(mark.keys) or not _GOVERNS.fullmatch(case.text, mark.end, number.start):
            continue
        if right_before(_OPENS_STATEMENT, case.text, mark.start, 40):
            return case.text[mark.start : mark.end]
    return None


def of_a_line(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Whether a sum is of a line that the measure does not know: where the column names the
    measure, each row is a line of its own, and only a total is of what a caption or heading
    names."""
    opened = fit.measure.open_dimension
    if not case.cell or opened is None or case.total or case.figure.unit != "currency_gbp":
        return None
    if opened in case.row_keys or any(opened in need for need in _met_near(fit)):
        return None
    if case.one_of_many:
        return Misfit(f"“{case.row}” is the label of several rows")
    if case.timed or not _names(case, fit.pattern, opened) or not _is_a_line(case, rulebook):
        return None
    if any(not case.row_keys.isdisjoint(need) for need in fit.pattern.needs):
        return None
    return Misfit(f"“{case.row}” is a line of its own", near=True, words=(case.row,))


def of_its_heading(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """Whether a sum of no line is that of the part of the council which a heading names: "Savings"
    in a table under "Street cleansing" are not the council's. Words that no rule knows may be such
    a name, where the heading does not name the measure ("Savings tracker")."""
    opened = fit.measure.open_dimension
    if not case.cell or opened is None or any(opened in need for need in fit.pattern.needs):
        return None
    if any(m.dimension == opened for tier in case.evidence.annotated[:BEFORE] for m in tier):
        return None
    phrases = case.heading.phrases
    if any(not fit.pattern.needs[0].isdisjoint(p.keys) for p in phrases):
        return None
    of_money = frozenset(k for k in _needs_of_money(opened, rulebook) if not k.startswith(opened))
    apart = without_place(phrases, fit.pattern.frame.accepts | of_money)
    named = [p.said for p in phrases if opened in p.keys or _is_a_service(p, rulebook)]
    named += [p.said for p in apart if p.said not in named]
    named += unexplained(case.heading.unknown, fit.pattern, rulebook, money=True)
    return (
        Misfit(f"its heading says “{named[0]}”", near=True, words=tuple(named)) if named else None
    )


def _needs_of_money(opened: str, rulebook: Rulebook) -> frozenset[str]:
    """What the measures of the same open lines need: words of budgets, of the whole council."""
    return frozenset[str]().union(
        *(
            need
            for pattern in rulebook.patterns.values()
            if rulebook.measures[pattern.measure].open_dimension == opened
            for need in pattern.needs
        )
    )


def _is_a_service(phrase: Phrase, rulebook: Rulebook) -> bool:
    return any(rulebook.types.get(key) == "service" for key in phrase.keys)


def _met_near(fit: Fit) -> list[frozenset[str]]:
    """The needs of a pattern that the labels of the cell meet themselves."""
    return [n for n, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True) if tier == CLAUSE]


def _names(case: MatchContext, pattern: CompiledPattern, opened: str) -> bool:
    """Whether the column names what a pattern needs besides the line."""
    said = frozenset[str]().union(*(p.keys for p in case.columns.phrases))
    needs = [need for need in pattern.needs if opened not in need]
    return bool(needs) and not any(said.isdisjoint(need) for need in needs)


def _is_a_line(case: MatchContext, rulebook: Rulebook) -> bool:
    """Whether the label of a row has a word that is more than the head of a column would be
    ("Forecast", "Actual", "Total")."""
    name = line_name(case.row)
    plain = rulebook.words.columns
    return name is not None and any(norm(word) not in plain for word in name.split("_"))


def line_name(label: str) -> str | None:
    """The value that a row's label gives: its words in small letters, joined by lines; None where
    it has no word or too many."""
    words = [w.lower() for w in _WORD.findall(label)]
    words = [w for w in words if norm(w) not in ("total", "net", "gross")]
    if not words or len(words) > LONGEST:
        return None
    return "_".join(words)


_OF_MONEY = regex(
    r"\b(?:spend(?:ing)?|expenditure|costs?|budgets?|funding)\b(?:(?!\b(?:number|rate)s?\b)[^;:])*$",
    re.IGNORECASE,
)


def _is_change_of_a_sum(case: MatchContext, fit: Fit) -> bool:
    """Whether what rose or fell by so many per cent is money, and not those it is spent on:
    "expenditure on children in need rose by 4%"."""
    figure = case.figure
    if figure.unit != "percent" or figure.relation.kind != "change" or case.cell:
        return False
    if "currency_gbp" in fit.measure.units:
        return False
    return _OF_MONEY.search(case.text, figure.clause.start, figure.number.start) is not None
