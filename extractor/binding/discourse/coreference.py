"""Coreference across sentences.

"The rate was 83 per 10,000. It was 79 twelve months earlier.": the second sentence has neither unit
nor measure; both are those of the figure before that it most likely refers to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.binding.clauses.split import deals_in_order
from extractor.binding.discourse.context import Context
from extractor.binding.grammar.head_noun import HeadNoun
from extractor.binding.measures.clause_words import asides
from extractor.binding.measures.evidence import BEFORE, families_named, takes_unit
from extractor.binding.model import Binding, BoundMeasure, Figure
from extractor.regex import regex
from extractor.rulebook.model import Rulebook
from extractor.types import AGE_BAND

ALIKE = 3.0
"""A figure that repeats one of the sentence before is at most this many times as large."""


def without_asides(context: Context) -> Context:
    """The context without the phrases in brackets that say what a count leaves out."""
    annotated = context.annotated
    left_out = asides(annotated.text)
    if not left_out:
        return context
    kept = (m for m in annotated.concepts if not any(a <= m.start < b for a, b in left_out))
    return replace(context, annotated=annotated.with_concepts(tuple(kept)))


def with_carried_units(
    figures: Sequence[Figure], nouns: Sequence[HeadNoun], context: Context, rulebook: Rulebook
) -> list[Figure]:
    """The figures of a sentence that refers back, with the units of the sentence before where they
    have no unit and no noun; `nouns` are what each of them counts."""
    out = []
    for figure in figures:
        before = _repeated(figure, figures, nouns, context, rulebook)
        if before is not None and before.figure.unit != "count":
            figure = replace(figure, unit=before.figure.unit)
        out.append(figure)
    return [_like_its_level(f, figures, out, nouns) for f in out]


def _like_its_level(
    figure: Figure, figures: Sequence[Figure], carried: Sequence[Figure], nouns: Sequence[HeadNoun]
) -> Figure:
    """A figure that is compared with one whose unit was carried, in the same unit: "above the
    London (51) and national average (60) rates"."""
    at = figure.relation.antecedent
    if at is None or not _is_compared(figure) or figure.number.unit is not None:
        return figure
    if nouns[figure.index].words or figure.unit != "count" or carried[at] == figures[at]:
        return figure
    return replace(figure, unit=carried[at].unit)


def _repeated(
    figure: Figure,
    figures: Sequence[Figure],
    nouns: Sequence[HeadNoun],
    context: Context,
    rulebook: Rulebook,
) -> Binding | None:
    """The figure of the sentence before that this one gives for another time or place."""
    number = figure.number
    if not context.previous or number.unit is not None or figure.unit != "count":
        return None
    if nouns[figure.index].words or _names_its_own(figure, context, rulebook):
        return None
    of_rate = _THE_RATE.search(context.annotated.text, figure.clause.start, number.start)
    antecedent = None if of_rate else figure.relation.antecedent
    level = any(f.relation.kind == "actual" and not f.relation.cue for f in figures)
    if antecedent is not None and (
        nouns[antecedent].words
        or (level and _is_compared(figure))
        or _names_its_own(figures[antecedent], context, rulebook)
    ):
        return None  # "69 children went missing, compared with 68" goes on with those children
    if _distributed_in_order(figures, nouns, context):
        return context.previous[figure.index]
    near = [
        b
        for b in context.previous
        if not (of_rate and b.figure.unit == "count")
        and number.value > 0 and b.figure.number.value > 0
        and 1 / ALIKE <= number.value / b.figure.number.value <= ALIKE
    ]  # fmt: skip
    return near[0] if near else None


# "and the rate is higher than the national average of 65": that of the sentence before.
_THE_RATE = regex(
    r"\b(?:the|this|our) (?:rate|proportion|percentage|share)\b(?! of)", re.IGNORECASE
)


def _is_compared(figure: Figure) -> bool:
    """Whether a figure is set against another one of its sentence, whose unit it then has."""
    return figure.relation.cue in ("earlier", "comparator") and figure.relation.kind == "actual"


def _names_its_own(figure: Figure, context: Context, rulebook: Rulebook) -> bool:
    """Whether the figure's own clause names what it measures ("the number of UASC fell …"), or
    that of the level that it follows on ("entrants rose from 155 to 175")."""
    needs = rulebook.by_need
    follows = figure.relation.because in ("from_to", "to_from")
    return any(
        mark.concept in needs or (mark.dimension or "") in needs
        for mark in context.annotated.concepts
        if figure.clause.holds(mark.start) or (follows and mark.start < figure.number.start)
    )


_COMPARABLE = regex(
    r"\W*(?:the |our )?(?:[a-z]+ )?"
    r"(?:comparable|corresponding|equivalent|respective|comparative|same|national|regional|england"
    r"|statistical neighbours?['’]?)\s[^.;:]*?"
    r"\b(?:figures|rates|averages|percentages|proportions|numbers)\b",
    re.IGNORECASE,
)
"""What sets several figures against those of the sentence before, each in its place."""


# "This compares with 39 children and 158 occasions in the quarter before."
_COMPARES = regex(
    r"\W*(?:this|that|it|these|those|which|the figures)\s"
    r"(?:compares?|compared|is set|(?:were|was|is) (?:up|down))\s(?:to|with|against|from|on)\b",
    re.IGNORECASE,
)


def _is_repeated_by(figure: Figure, noun: HeadNoun, before: Binding) -> bool:
    """Whether a figure can be the same at another time: of like size, and of the same noun if it
    has one."""
    if figure.number.value <= 0 or before.figure.number.value <= 0:
        return False
    alike = 1 / ALIKE <= figure.number.value / before.figure.number.value <= ALIKE
    said = noun.words.lower().split()
    return alike and (not said or said[-1] in before.subject.lower().split() or noun.generic)


def _distributed_in_order(
    figures: Sequence[Figure], nouns: Sequence[HeadNoun], context: Context
) -> bool:
    """Whether each figure of a sentence goes on with the one in its place of the sentence before:
    "…, respectively", "The comparable England figures were 89%, 85% and 52%"."""
    if len(figures) != len(context.previous) or len(figures) < 2:
        return False
    text = context.annotated.text
    if deals_in_order(text):
        return True
    units = [b.figure.unit for b in context.previous]
    if _COMPARES.match(text) and units == [f.unit for f in figures]:
        return all(
            _is_repeated_by(f, noun, b)
            for f, noun, b in zip(figures, nouns, context.previous, strict=True)
        )
    return _COMPARABLE.match(text) is not None and units == [f.unit for f in figures]


def from_before(
    measures: Sequence[BoundMeasure | None],
    figures: Sequence[Figure],
    nouns: Sequence[HeadNoun],
    context: Context,
    rulebook: Rulebook,
) -> list[BoundMeasure | None]:
    """The measures, where they were named in the sentence before with its dimensions too;
    with "respectively" and as many figures as there, each is the one in its place."""
    in_order = _distributed_in_order(figures, nouns, context)
    out: list[BoundMeasure | None] = []
    for figure, bound, noun in zip(figures, measures, nouns, strict=True):
        before = context.previous[figure.index].measure if in_order else None
        repeated = _of_like_size(figure, figures, context)
        open_ = bound.tier == BEFORE if bound is not None else noun.generic
        if repeated is not None and open_:
            out.append(replace(repeated.measure, tier=BEFORE) if repeated.measure else None)
            continue
        level = _level_before(figure, figures, context, rulebook)
        if level is None and bound is None and noun.generic:
            level = _gone_on_with(figure, context, rulebook)
        if level is not None:
            bound = replace(level, tier=BEFORE)
        elif before is not None and (bound is None or bound.tier >= BEFORE):
            bound = replace(before, tier=BEFORE)
        elif bound is not None and bound.tier == BEFORE:
            bound = _with_dimensions(bound, context)
        out.append(bound)
    return out


_CLOSE, _FAR = 1.5, 2.0


def _of_like_size(figure: Figure, figures: Sequence[Figure], context: Context) -> Binding | None:
    """The one of several figures of the sentence before that is of the size of the only figure of
    a sentence which compares it: "589 children, of whom 173 live elsewhere. That compares with
    148"."""
    value = figure.number.value
    if len(figures) != 1 or value <= 0 or not _COMPARES.match(context.annotated.text):
        return None
    apart = sorted(
        (max(value, b.figure.number.value) / min(value, b.figure.number.value), at)
        for at, b in enumerate(context.previous)
        if b.figure.unit == figure.unit and b.figure.number.value > 0
    )
    if len(apart) < 2 or apart[0][0] > _CLOSE or apart[1][0] < _FAR:
        return None
    return context.previous[apart[0][1]]


# "This is a rise of 5%": how much the level of the sentence before has moved.
_MOVED = regex(
    r"\s*(?:this|that|it|which|these figures?)\s(?:is|was|represents?|represented"
    r"|equates to|equated to|means|marks|shows|compares)\b",
    re.IGNORECASE,
)


def _level_before(
    figure: Figure, figures: Sequence[Figure], context: Context, rulebook: Rulebook
) -> BoundMeasure | None:
    """The measure of the only level of the sentence before, where a sentence says of it only how
    much it moved."""
    if len(figures) != 1 or figure.relation.kind != "change" or len(context.previous) != 1:
        return None
    [before] = context.previous
    if before.measure is None or before.figure.relation.kind != "actual":
        return None
    if figure.relation.cue == "gap" or _names_its_own(figure, context, rulebook):
        return None  # how far it is from a target says another thing
    if not _MOVED.match(context.annotated.text):
        return None
    return before.measure if takes_unit(figure, before.measure.pattern) else None


# "This compares with 6.1% in 2015/16": what the sentence before said is spoken of again.
_AGAIN = regex(
    r"\W*(?:(?:although|though|while|whilst|whereas)\s)?(?:this|that|it|these figures?)\s"
    r"(?:is|was|has|had|compares|compared|represents|exceeds"
    r"|fell|rose|remains|stands|stood)\b"
    r"(?!\s(?:because|due|why|where|what|how|an? (?:target|statutory)))",
    re.IGNORECASE,
)
_THE_FIGURE = regex(
    r"\bthe (?:figure|number|proportion|percentage|rate|total)\s(?:was|is|had been|stood)\b"
    r"|\b(?:the|a|our|its) target (?:of|is|was|to|remains)\b",
    re.IGNORECASE,
)


def _gone_on_with(figure: Figure, context: Context, rulebook: Rulebook) -> BoundMeasure | None:
    """The measure of the sentence before, for a figure that names nothing itself in a sentence that
    speaks of "this" again or of "the figure" or "the target"; None where several are possible."""
    clause, text = figure.clause, context.annotated.text
    again = _AGAIN.match(text) or _THE_FIGURE.search(text, clause.start, clause.end)
    if again is None or figure.relation.cue in ("part", "gap"):
        return None
    if _names_its_own(figure, context, rulebook):
        return None
    possible = {
        b.measure.pattern.measure: b.measure
        for b in reversed(context.previous)
        if b.figure.relation.cue != "part" and b.measure is not None and _alike(figure, b)
    }
    unnamed = any(b.measure is None and b.figure.unit == figure.unit for b in context.previous)
    if len(possible) != 1 or unnamed:
        return None
    [bound] = possible.values()
    return bound if takes_unit(figure, bound.pattern) else None


def _alike(figure: Figure, before: Binding) -> bool:
    """Whether a figure is in the unit of one of the sentence before, or says how far that moved."""
    change = figure.relation.kind == "change"
    return figure.unit == before.figure.unit or (change and before.figure.relation.kind == "actual")


def _with_dimensions(bound: BoundMeasure, context: Context) -> BoundMeasure:
    for binding in context.previous:
        before = binding.measure
        if before is not None and before.pattern.measure == bound.pattern.measure:
            together = {**dict(before.dimensions), **dict(bound.dimensions)}
            return replace(bound, dimensions=tuple(sorted(together.items())))
    return bound


HOME_LEVELS = frozenset({"local", "other"})


def measures_before(figure: Figure, context: Context) -> frozenset[str] | None:
    """The measures of the figures of the sentence before that are in the figure's unit, "" for one
    without; None where it has no such figure."""
    previous = [
        b.measure.pattern.measure if b.measure is not None else ""
        for b in context.previous
        if b.figure.unit == figure.unit
    ]
    return frozenset(previous) if previous else None


_NAMED_AGAIN = r"^\W*(?:these|those) [a-z]+\b"
_OF_THAT_GROUP = regex(
    r"^\W*(?:(?:how many|what (?:percentage|proportion|share|number)) )?"
    r"of (?:(?:this|these|those|the) (?P<count>\d[\d,]*)\b(?!%|\.\d)"
    r"|(?:these|those|them|this (?:group|cohort|number))\b(?: (?P<noun>[a-z]+))?)"
    rf"|\bof (?:this|that) age[- ]group\b|{_NAMED_AGAIN}",
    re.IGNORECASE,
)


def group_meant(context: Context) -> tuple[tuple[str, str], ...]:
    """The breakdown of the group that a sentence says it is about ("Of these, 209 …", "These
    placements cost …"): that of the first figure of the sentence before, or of that which counts
    what is named ("of these places")."""
    pointing = _OF_THAT_GROUP.search(context.annotated.text) if context.previous else None
    if pointing is None:
        return ()
    if pointing["count"]:
        again = float(pointing["count"].replace(",", ""))
        counted = (b.measure for b in context.previous if b.figure.number.value == again)
        whose = next(counted, None)
        return () if whose is None else whose.dimensions
    noun = (pointing["noun"] or "").lower()
    named = (b for b in context.previous if noun and noun in b.subject.lower().split())
    first = next(named, context.previous[0])
    if first.measure is None or first.figure.unit != "count":
        return ()
    return first.measure.dimensions


def ages_before(context: Context, rulebook: Rulebook) -> tuple[str, str] | None:
    """The ages of those whom the sentence before counts, and whose population they are, where this
    one names no population ("226 care leavers aged 17 to 21 … 61% were in work"); of a sentence
    without figures the only ages that it names, of whatever population ("" for that)."""
    if families_named(context.annotated.concepts, rulebook):
        return None
    if not context.previous and context.before and not context.passage.list_intro:
        named = {m.value for m in context.before[0].concepts if m.dimension == AGE_BAND}
        only = named.pop() if len(named) == 1 else None
        return (only, "") if only is not None else None
    for binding in context.previous:
        if binding.measure is None or binding.area.level not in HOME_LEVELS:
            continue
        ages = dict(binding.measure.dimensions).get(AGE_BAND)
        if ages is not None:
            return ages, rulebook.measures[binding.measure.pattern.measure].population or ""
    return None


_OF_THESE = regex(
    r"\bof (?:these|them|this (?:group|cohort|number)|those(?= (?:children|young|people)))\b",
    re.IGNORECASE,
)


_THESE = regex(_NAMED_AGAIN, re.IGNORECASE)


def some_of_them(
    context: Context, figure: Figure, antecedent: BoundMeasure | None, rulebook: Rulebook
) -> bool:
    """Whether a figure counts some of "these" people of the sentence before, whose count is not a
    whole population. In a list, the intro names who is meant."""
    text = context.annotated.text
    if _THESE.match(text) and context.previous and context.previous[0].measure is None:
        return True  # "These placements …" are of a kind that was not understood
    found = _OF_THESE.search(text, 0, figure.clause.end)
    if found is None:
        return False
    measures = rulebook.measures
    if (
        antecedent is not None and found.start() >= figure.number.end
    ):  # "239 live outside, 87% of these"
        return not measures[antecedent.pattern.measure].whole
    if context.list_intro or not context.previous:
        return False
    return not any(
        b.measure is not None and measures[b.measure.pattern.measure].whole
        for b in context.previous
    )
