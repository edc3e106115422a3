"""What the words around a figure make of it once its measure is known: whether it is actual,
forecast or hypothetical, by its verb and its period, and its sign: an underspend of £0.4m is a
variance of -£0.4m."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.model import ConceptSpan, Kind, Period
from extractor.binding.aims import aim_at, is_a_bound_to_reach, is_starting_point
from extractor.binding.discourse.context import Context, Setting
from extractor.binding.grammar.governed import Governed
from extractor.binding.grammar.governor import RELATIVE
from extractor.binding.model import BoundMeasure, Figure
from extractor.binding.periods.reference_times import is_ahead, is_running
from extractor.passages.model import CellLabels
from extractor.regex import regex, right_before
from extractor.rulebook.model import Measure, Rulebook

_OF_A_YEAR = regex(r"\b(?:over|under)[- ]?spen|\bforecast|\bvariance|\boutturn", re.I)


_FULL_YEAR = regex(r"\b(?:full|whole)[- ]year\b|\bby (?:the )?year[- ]end\b", re.I)


def is_of_a_year(figure: Figure, measure: Measure | None, text: str) -> bool:
    """Whether a figure is for a whole financial year where nothing else is said: budgets and
    their like, money of no known line in a sentence about them, and what is foreseen for "the full
    year"."""
    clause = figure.clause
    if figure.relation.kind == "forecast" and _FULL_YEAR.search(text, clause.start, clause.end):
        return True
    if measure is not None:
        return measure.span == "financial_year"
    return figure.unit == "currency_gbp" and bool(_OF_A_YEAR.search(text))


def in_its_mood(
    figure: Figure,
    bound: BoundMeasure | None,
    context: Context,
    governed: Governed,
    rulebook: Rulebook,
) -> tuple[BoundMeasure | None, Figure]:
    """The figure as a target where somebody aims at it, as a forecast where its clause is about the
    future, and without a measure where the clause is hypothetical or negated."""
    words = rulebook.words
    if figure.relation.kind == "change":  # "we would be looking after 120 fewer"
        supposed = governed.modality in words.modal | words.intending
        return (None if supposed else bound), figure
    if figure.relation.kind in ("actual", "forecast") and _is_denied(governed.denied_at, context):
        return None, figure
    planned = bound is not None and rulebook.measures[bound.pattern.measure].planned
    if planned and figure.relation.kind == "target":  # "against a cash limit of £27m"
        relation = replace(figure.relation, kind="actual")
        proposed = governed.modality in words.modal - words.future  # "should be £27m"
        return None if proposed else bound, replace(figure, relation=relation)
    if (aim := aim_at(figure, governed, context)) is not None:
        because = f"“{aim}”"
        relation = replace(figure.relation, kind="target", cue="target", because=because)
        return bound, replace(figure, relation=relation)
    if figure.relation.kind != "actual":
        return bound, figure
    if _is_wanted(figure, context) or _is_supposed(bound, governed, context, rulebook):
        return None, figure
    if planned and governed.modality not in words.modal - words.future:
        return bound, figure  # a budget is set, whatever is expected of it
    said = governed.modality or _forecast_noun(figure, context)
    if said is None or _is_set_against_what_is(said, figure, context):
        return bound, figure
    if _goes_on_already(figure, context):
        return bound, figure
    if is_starting_point(figure, context) and not _begins_projection(figure, context):
        return bound, figure
    if said in words.future:
        kind: Kind = "target" if is_a_bound_to_reach(figure, context) else "forecast"
        relation = replace(figure.relation, kind=kind, because=f"“{said}”")
        return bound, replace(figure, relation=relation)
    if _WOULD_COME_TO.search(context.annotated.text, figure.clause.start, figure.number.start):
        figure = replace(figure, relation=replace(figure.relation, kind="forecast", because=said))
    return (bound if _in_a_phrase(said, context) else None), figure


_WOULD_COME_TO = regex(
    r"\bwould(?: then| still| also)? (?:be|reach|stand at|total"
    r"|(?:climb|come|fall|grow|increase|rise) to)\s(?:(?:about|around|nearly|over|some)\s)?$",
    re.IGNORECASE,
)
"""What foretells a level and commits nobody to it: "the deficit would reach £54m by March"."""
_ALREADY = regex(
    r"(?:\s[\w’'-]+){0,6}?\s(?:now|currently|already)\b"
    r"(?!\s(?:expected|forecast|projected|predicted|anticipated|likely|planned|due)\b)",
    re.IGNORECASE,
)
_WITH = regex(r",\swith\s(?:about\s|around\s|over\s|some\s)?$", re.IGNORECASE)


def _goes_on_already(figure: Figure, context: Context) -> bool:
    """Whether words set beside something to come tell what goes on now: "is projected to spend
    £11.4m, with 1,260 pupils now travelling by bus"."""
    text = context.annotated.text
    if right_before(_WITH, text, figure.number.start, 16) is None:
        return False
    return _ALREADY.match(text, figure.number.end) is not None


def _is_set_against_what_is(said: str, figure: Figure, context: Context) -> bool:
    """Whether a figure is what one to come is compared with, in a clause that says nothing of what
    is to come ("is expected to overspend by £85,000, compared with £112,000 in 2005/06")."""
    clause, text = figure.clause, context.annotated.text
    against = figure.relation.cue in ("comparator", "earlier")
    return against and said not in text[clause.start : clause.end].lower()


_WANTING = frozenset({"need", "require", "want"})


def _is_wanted(figure: Figure, context: Context) -> bool:
    """Whether a figure counts what somebody needs and need not have: "the number of social workers
    that the council needed to have was 430"."""
    syntax = context.annotated.syntax
    for at, token in enumerate(syntax.tokens):
        if token.lemma not in _WANTING or token.dep != "relcl":
            continue
        if not figure.clause.holds(token.start) or token.start > figure.number.start:
            continue
        subjects = [i for i in syntax.children[at] if syntax.tokens[i].dep == "nsubj"]
        if subjects and syntax.tokens[subjects[-1]].lower not in RELATIVE:
            return True
    return False


_HELPING = frozenset({"aux", "nsubj", "nsubjpass"})


def _is_supposed(
    bound: BoundMeasure | None, governed: Governed, context: Context, rulebook: Rulebook
) -> bool:
    """Whether what the measure asks for is only said with a verb that supposes, joined to the verb
    of the figure: "17 joined us and could be in post by May"."""
    syntax, modal = context.annotated.syntax, rulebook.words.modal
    if bound is None or governed.verb is None:
        return False
    needed = frozenset[str]().union(*bound.pattern.needs)
    for at, token in enumerate(syntax.tokens):
        if token.dep != "conj" or syntax.tokens[token.head].start != governed.verb:
            continue
        helping = {i for i in syntax.children[at] if syntax.tokens[i].dep in _HELPING}
        if not any(syntax.tokens[i].lower in modal for i in helping):
            continue
        places = {syntax.tokens[i].start for i in syntax.subtrees[at]}
        asked = [m.start for m in context.annotated.concepts if not needed.isdisjoint(m.keys)]
        if asked and all(syntax.tokens[i].dep == "aux" for i in helping):
            return any(start in places for start in asked)
    return False


_FORESEEN = r"(?P<said>forecast|projected|predicted|anticipated|expected)"
# "the forecast expenditure for placements was", "a predicted overspend in the service of"; not
# "more than expected".
_FORECAST_NOUN = regex(
    rf"(?<!than )(?<!as )\b{_FORESEEN}"
    r"(?!\s+(?:to|by|that|levels?|standards?|progress)\b)(?:,?\s+(?!than\b|against\b|compared\b|and\b)[\w'’&/-]+){1,12}?"
    r"(?:,?\s+(?:of|is|was|at|totalling|totals)\s+(?:(?:around|about|some|approximately|over)\s+)?"
    r"|(?:\s\([^()]*\),?(?:\s[\w'’&/-]+){1,6})?\s\()$",
    re.IGNORECASE,
)


# "has gone up to an expected £83m"
_FORETOLD = regex(
    rf"\b(?:an?|the|its|our|to)\s{_FORESEEN}\s"
    r"(?:(?:total\sof|around|about|some)\s)?$",
    re.IGNORECASE,
)
# "Of the projected overspend, £5.2m …"
_PART_OF_FORETOLD = regex(rf"\W*of the {_FORESEEN}\s", re.IGNORECASE)


def _forecast_noun(figure: Figure, context: Context) -> str | None:
    """The word that makes what a figure of its clause is the value of a forecast."""
    text = context.annotated.text
    before = right_before(_FORETOLD, text, figure.number.start, 40)
    before = before or _PART_OF_FORETOLD.match(text)
    if before is not None:
        return before["said"].lower()
    found = _FORECAST_NOUN.search(text, figure.clause.start, figure.number.start)
    if found is None:
        return None
    said, at = found["said"].lower(), found.start("said")
    named = any(m.start <= at < m.end for m in context.annotated.concepts)
    return None if said == "expected" and named else said  # "the expected level at Key Stage 2"


def _in_a_phrase(auxiliary: str, context: Context) -> bool:
    """Whether an auxiliary is part of a phrase of the rules ("17 children should be placed for
    adoption" tells of decisions that were made)."""
    text = context.annotated.text
    return any(
        auxiliary in text[m.start : m.end].lower().split() for m in context.annotated.concepts
    )


_OF_PROJECTION = regex(r"\b(?:projections?|projected|scenario|modell(?:ed|ing))\b", re.IGNORECASE)
_STRAIGHT_TO = regex(r"\sto\s(?:(?:about|around|some|over|nearly)\s)?\d")


def _begins_projection(figure: Figure, context: Context) -> bool:
    """Whether the starting point of a change is itself projected, as its end is, and has no time of
    its own: "the projections show that it would rise from 54,700 to 79,200"."""
    text = context.annotated.text
    straight = _STRAIGHT_TO.match(text, figure.number.end) is not None
    return straight and _OF_PROJECTION.search(text) is not None


def _is_denied(at: int | None, context: Context) -> bool:
    """Whether the verb of a figure is denied by a word that no phrase of the rules contains
    ("not in education, employment or training" is one)."""
    return at is not None and not any(m.start <= at < m.end for m in context.annotated.concepts)


def _is_beside_a_forecast(measure: Measure | None, cell: CellLabels | None) -> bool:
    """Whether a sum of a year is in a table with a column of forecasts: how far it lies off
    the budget is one too."""
    if measure is None or measure.span != "financial_year" or measure.planned or cell is None:
        return False
    return any(_FORECAST.search(label) for label in (*cell.siblings, *cell.column_path))


_FORECAST = regex(r"\b(?:forecast|projected|projection)\b", re.IGNORECASE)


_WHICH_IS = regex(
    r",?\s(?:which|that|this)\s(?:is|was|would be|represents?|represented|means?|meant|gives?"
    r"|gave|leaves?|left|equates to|equated to|results? in|resulted in)\s[^.;:\d]{1,40}$"
    r"|,\s(?:representing|giving|leaving|equating to|resulting in)\s[^.;:\d]{1,40}$"
    r"|,\san?\s(?:[a-z-]+\s){0,3}(?:over-?spend|under-?spend|pressure|variance|shortfall|deficit|surplus)"
    r"(?:\sposition)?\sof\s(?:(?:about|around|some|over|nearly|just)\s){0,2}$",
    re.IGNORECASE,
)  # fmt: skip


_OR = regex(
    r",?\s(?:or|i\.?e\.?|equivalent to|equal to|equating to)\s"
    r"(?:(?:about|around|some|nearly|just)\s){0,2}",
    re.IGNORECASE,
)


def with_its_level(figure: Figure, figures: Sequence[Figure], text: str) -> Figure:
    """The figure as a forecast where it only gives one in another unit ("forecast to overspend by
    £5.4m (8.2%)"), or what it comes to ("the forecast is £53.1m, which is a pressure of £4.5m")."""
    if _is_what_a_forecast_comes_to(figure, figures, text):
        because = figures[figure.index - 1].relation.because
        return replace(figure, relation=replace(figure.relation, kind="forecast", because=because))
    at = figure.clause.antecedent
    if not figure.clause.bracket or at is None or figure.relation.kind != "actual":
        return figure
    level = figures[at]
    alone = figure.clause.start == level.clause.start and not figure.relation.cue
    if not alone or level.relation.kind != "forecast":
        return figure
    return replace(
        figure, relation=replace(figure.relation, kind="forecast", because="in brackets")
    )


def _is_what_a_forecast_comes_to(figure: Figure, figures: Sequence[Figure], text: str) -> bool:
    if not figure.index or figure.relation.kind != "actual" or figure.relation.cue:
        return False
    before = figures[figure.index - 1]
    if before.relation.kind != "forecast":
        return False
    if before.unit != figure.unit:  # "an overspend of £5.4m or 8.2%"
        return _OR.fullmatch(text, before.number.end, figure.number.start) is not None
    return _WHICH_IS.search(text, before.number.end, figure.number.start) is not None


def in_its_time(
    figure: Figure,
    bound: BoundMeasure | None,
    period: Period | None,
    context: Context,
    setting: Setting,
) -> Figure:
    """The figure as a forecast where its period ends after the report was written."""
    if figure.relation.kind != "actual":
        return figure
    measure = setting.rulebook.measures[bound.pattern.measure] if bound else None
    passage, times = context.passage, setting.times
    if _is_beside_a_forecast(measure, passage.cell):
        because = "another column gives forecasts"
        return replace(figure, relation=replace(figure.relation, kind="forecast", because=because))
    if period is None:
        return figure
    planned = measure is not None and measure.planned
    running = (
        is_of_a_year(figure, measure, context.annotated.text)
        and not planned
        and is_running(period, times)
    )
    labels = " ".join([passage.caption or "", *(passage.cell.row_path if passage.cell else ())])
    ahead = is_ahead(period, times) or (
        passage.cell is not None
        and not planned  # a budget in a table of forecasts is one that was set
        and "forecast" in labels.lower()
        and is_running(period, times)
    )
    if ahead and not running and _is_over(figure, context):
        return figure  # the date of the report was misread
    if running or ahead:
        because = "its period ends after the date of the report"
        return replace(figure, relation=replace(figure.relation, kind="forecast", because=because))
    return figure


_WAS = regex(r"\b(?:was|were|had|has been|have been|stood|did)\b", re.IGNORECASE)
_WILL_BE = regex(
    r"\b(?:will|would|shall|expect|forecast|project|predict|to be|target)", re.IGNORECASE
)


def _is_over(figure: Figure, context: Context) -> bool:
    """Whether a clause says in the past tense how many there were on a day."""
    if context.passage.cell is not None:
        return False
    clause = context.annotated.text[figure.clause.start : figure.clause.end]
    return _WAS.search(clause) is not None and _WILL_BE.search(clause) is None


def with_sign(
    figure: Figure,
    bound: BoundMeasure | None,
    concepts: Sequence[ConceptSpan],
    at: int,
    rulebook: Rulebook,
) -> Figure:
    """The figure with the sign of the word that names its measure.

    `concepts` are the phrases of its clause or of one label, `at` is where the figure is among
    them: of several that name the measure the nearest counts. A number that is printed with a
    minus or in brackets keeps its sign, and so does a share.
    """
    measure = rulebook.measures[bound.pattern.measure] if bound is not None else None
    below = measure.below_zero if measure is not None else ()
    number = figure.number
    if measure is not None and measure.reduction and figure.relation.kind != "change":
        return _as_reduction(figure)
    if bound is None or not below or figure.unit == "percent" or number.value <= 0:
        return figure
    needed = frozenset[str]().union(*bound.pattern.needs)
    naming = [m for m in concepts if m.concept in needed and m.dimension is None]
    nearest = min(naming, key=lambda m: min(abs(m.start - at), abs(m.end - at)), default=None)
    if nearest is None:
        return figure
    there = {m.concept for m in concepts if m.start < nearest.end and nearest.start < m.end}
    if there.isdisjoint(below):
        return figure
    highest = number.value_max
    lowered = replace(
        number,
        value=-number.value if highest is None else -highest,
        value_max=None if highest is None else -number.value,
    )
    return replace(figure, number=lowered)


def _as_reduction(figure: Figure) -> Figure:
    """A figure that a budget prints below zero because it lowers it, above zero ("Savings
    (6,174)")."""
    number = figure.number
    if number.value >= 0 or number.value_max is not None:
        return figure
    return replace(figure, number=replace(number, value=-number.value))
