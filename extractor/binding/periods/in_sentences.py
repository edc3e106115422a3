"""The period of a figure in a sentence: stated next to it or inherited, and from how far away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from extractor.annotations.model import MeasureKind, Period
from extractor.annotations.periods.model import (
    Day,
    Edge,
    Expression,
    Later,
    Length,
    Month,
    Part,
    Relative,
    SamePoint,
    Since,
    Through,
    ToDate,
    Year,
)
from extractor.annotations.periods.resolve import PeriodSpan, resolve
from extractor.binding.clauses.figure_pairs import linked_to
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.periods.attachment import (
    at_which,
    before_its_bracket,
    behind_the_next,
    directly_behind,
    ends_undated_change,
    for_all_before,
    is_habitual,
    is_of_an_unnamed_past,
    is_of_several_times,
    said_again_of,
)
from extractor.binding.periods.behind_the_verb import behind_its_verb
from extractor.binding.periods.candidates import (
    FROM_TO,
    DatedFigure,
    DatedSentence,
    ends_a_year,
    is_first_of_two,
    nearest,
    of_both_levels,
    of_the_same_year,
    own_spans,
    range_of_levels,
)
from extractor.binding.periods.from_the_day import counted_from_a_day
from extractor.binding.periods.inherited import (
    at_the_end,
    governing_period,
    inherited,
    points_back,
    whole_year,
)
from extractor.binding.periods.of_changes import of_the_level, period_of_change
from extractor.binding.periods.present import (
    is_of_earlier_level,
    is_of_what_follows,
)
from extractor.binding.periods.reference_times import (
    ABOVE,
    ReferenceTimes,
    financial_year_of,
    is_ahead,
    is_dated,
    is_long,
    is_of_a_whole_year,
    known_of,
    recast,
    resolved,
    year_starts_for,
)
from extractor.binding.periods.spoken_of import looks_back


def period_of_figure(
    figure: Figure,
    sentence: DatedSentence,
    kind: MeasureKind | None,
    bound: Mapping[int, BoundPeriod],
    yearly: bool = False,
    lasting: bool = False,
    of_years: bool = False,
) -> BoundPeriod:
    """The period of a figure of a sentence; `bound` holds those of the figures before it.

    `yearly` measures refer to a whole financial year where nothing else is said, `lasting` ones
    to what happened over a time, those `of_years` mostly to several years.
    """
    times = sentence.times
    starts = year_starts_for(figure.unit, _texts_around(figure, sentence, kind), times)
    found = _found(DatedFigure(figure, sentence, kind, bound, starts, lasting, yearly, of_years))
    if of_years and found.source in ABOVE and found.period and found.period.basis == "as_at":
        found = BoundPeriod(None, None)  # no average of years is of the day of a report
    if (
        _leaves_open_which_quarter(found, times)
        or _leaves_open_which_year(found, times)
        or _leaves_open_which_day(found)
        or (kind == "ratio" and not starts and _leaves_open_what_year(found, times))
        or _leaves_open_how_much_of_last_year(found)
        or _is_open_with_its_level(figure, found, bound)
        or (yearly and _is_told_in_a_quarter(figure, found))
    ):
        found = replace(found, doubts=(*found.doubts, "period_open"))
    if _is_counted_from_a_guess(found, sentence):
        found = replace(found, doubts=tuple({*found.doubts, "period_carried"}))
    happened = figure.relation.kind in ("actual", "change")
    if happened and not yearly and figure.unit != "currency_gbp":
        return known_of(found, times)
    return found


def _leaves_open_which_quarter(found: BoundPeriod, times: ReferenceTimes) -> bool:
    """Whether "the first quarter of 2014" may be January to March or April to June, or "the last
    quarter" is counted back from an inspection, which is on any day."""
    expression = found.span.expression if found.span is not None else None
    if isinstance(expression, Part) and expression.kind == "quarter":
        of = expression.of
        return isinstance(of, Year) and of.style == "bare" and found.period is not None
    recent = isinstance(expression, Length) and expression.unit == "quarter"
    return recent and times.inspected is not None and found.period is not None


def _leaves_open_which_year(found: BoundPeriod, times: ReferenceTimes) -> bool:
    """Whether a month without a year ("at the end of December") may be the last before the report
    or the last before the day that an earlier sentence gives."""
    mark, period, reference = found.span, found.period, times.reference_time
    if mark is None or period is None or not reference.mentioned or reference.as_at is None:
        return False
    expression: Expression | None = mark.expression
    match expression:
        case Edge(of=named) | Length(end=named) | Through(last=named):
            expression = named
    if not isinstance(expression, Day | Month) or expression.year is not None:
        return False
    return expression.back is None and (period.start or period.end) > reference.as_at


def _leaves_open_which_day(found: BoundPeriod) -> bool:
    """Whether a number of those there are is only said to be of a year of the calendar ("in 2012
    there were 93"): 31 March is the usual day, and not the only one."""
    mark, period = found.span, found.period
    if mark is None or period is None or period.basis != "as_at" or mark.cue == "as_at":
        return False
    return isinstance(mark.expression, Year) and mark.expression.style == "bare"


def _leaves_open_what_year(found: BoundPeriod, times: ReferenceTimes) -> bool:
    """Whether a share or an average is only said to be of a year of the calendar ("44 weeks in
    2014") in a report that names no year of its own: it may be the year from January, or the
    financial year that ended in it."""
    mark, period = found.span, found.period
    if mark is None or period is None or times.anchor.report_period is not None:
        return False
    return isinstance(mark.expression, Year) and mark.expression.style == "bare"


def _leaves_open_how_much_of_last_year(found: BoundPeriod) -> bool:
    """Whether "last year" may be all of it or as much as of this one so far: "18 were adopted from
    April to November; last year there were 35"."""
    mark, period = found.span, found.period
    if mark is None or period is None or period.start is None:
        return False
    return mark.expression == Relative(-1, "year") and not is_of_a_whole_year(period)


def _is_told_in_a_quarter(figure: Figure, found: BoundPeriod) -> bool:
    """Whether a sum that is one of a whole year stands with a quarter or month, in which it may
    only have been foreseen: "an underspend of £9.9m (£3.1m in Quarter 2)"."""
    period = found.period
    if figure.relation.kind != "actual" or found.source in ABOVE or period is None:
        return False
    return period.start is not None and not is_of_a_whole_year(period)


def _is_open_with_its_level(
    figure: Figure, found: BoundPeriod, bound: Mapping[int, BoundPeriod]
) -> bool:
    """Whether the time of a figure is the one before that of another, which is open: "from 71% to
    62% in the last quarter"."""
    at = figure.antecedent
    if at is None or at not in bound or found.source != "sentence":
        return False
    return "period_open" in bound[at].doubts


def _is_counted_from_a_guess(found: BoundPeriod, sentence: DatedSentence) -> bool:
    """Whether "in the last six months" is counted from a day that the text only mentioned before,
    because neither the report nor the sentence itself gives one."""
    if found.span is None or is_dated(sentence.times) or not found.span.relative:
        return False
    return all(mark.weak or mark.relative for mark in sentence.annotated.periods)


def _texts_around(figure: Figure, sentence: DatedSentence, kind: MeasureKind | None) -> list[str]:
    """The texts that may show which kind of year a figure is for, the nearest first."""
    annotated, passage, before = sentence.annotated, sentence.passage, sentence.before
    own = annotated.text[figure.clause.start : figure.clause.end]
    compared = [
        annotated.text[f.clause.start : f.clause.end] for f in linked_to(figure, sentence.figures)
    ]
    under = f"{passage.headings[0]}: {annotated.text}" if passage.headings else annotated.text
    texts = [
        own,
        *compared,
        *([annotated.text, under] if kind in (None, "ratio") else []),
        *passage.list_intro,
    ]
    return [*texts, *(passage.headings if kind in (None, "ratio") else passage.headings[:1]),
            *([] if kind in ("stock", "flow") else [m.text for m in before])]  # fmt: skip


def _found(said: DatedFigure) -> BoundPeriod:
    """The period of a figure, before it is compared with the date of the report."""
    figure, sentence, annotated = said.figure, said.sentence, said.sentence.annotated
    if figure.index in sentence.unmatched:
        return BoundPeriod(None, None, ("periods_unmatched",))
    again = _of_its_companion(said)
    if again is not None:
        return again
    governing = governing_period(said)
    if figure.index in sentence.listed:
        own = [sentence.listed[figure.index]]
    elif close := (
        directly_behind(figure, annotated)
        or at_which(figure, annotated)
        or before_its_bracket(figure, annotated)
    ):
        own = [close]
    else:
        own = [m for m in own_spans(said) if not is_of_earlier_level(m, said)]
        own = own or for_all_before(figure, annotated) or behind_its_verb(said)
        if not own and said.kind == "flow":
            own = behind_the_next(figure, sentence.figures, annotated)
    if figure.relation.kind == "change":
        return period_of_change(
            figure, sentence.figures, own, annotated.text, said.kind, sentence.times,
            of_the_level(said.kind, governing, said.bound), said.bound, said.year_starts,
        )  # fmt: skip
    text = annotated.text
    chosen = sentence.of_brackets if figure.clause.bracket else None
    chosen = chosen or range_of_levels(said, own)
    chosen = chosen or nearest(own or of_both_levels(said), figure, text)
    if chosen is not None and not is_of_what_follows(said, chosen):
        if (counted := counted_from_a_day(said, chosen)) is not None:
            return counted
        period = _stated(said, chosen, governing)
        if period is not None and _is_no_one_time(said, chosen, period):
            return BoundPeriod(None, None)
        if period is not None:
            return BoundPeriod(_at_its_start(said, chosen, period), "stated", span=chosen)
        since = isinstance(chosen.expression, Since) and said.kind == "flow"
        if since or isinstance(chosen.expression, ToDate) or chosen.expression == SamePoint():
            return BoundPeriod(None, None)  # "in the year to date", of which nothing says the end
    undated = ends_undated_change(figure, text, annotated.periods)
    if undated or is_of_several_times(figure, text) or is_of_an_unnamed_past(figure, text):
        return BoundPeriod(None, None)
    return inherited(said, governing)


def _of_its_companion(said: DatedFigure) -> BoundPeriod | None:
    """The period stated for the figure that one in brackets only gives in another unit ("At 31
    March 9% had moved three times in the year (14 out of 156)"); None for any other."""
    figure, text = said.figure, said.sentence.annotated.text
    periods = said.sentence.annotated.periods
    beside = said_again_of(figure, said.sentence.figures, text, periods)
    if beside is not None and beside in said.bound and said.bound[beside].source == "stated":
        return said.bound[beside]
    antecedent = figure.clause.antecedent
    if not figure.clause.bracket or antecedent is None or antecedent not in said.bound:
        return None
    other, found = said.sentence.figures[antecedent], said.bound[antecedent]
    if other.clause.start != figure.clause.start or other.unit == figure.unit:
        return None
    if other.relation.kind != "actual":
        return None  # "a rise of 14 percentage points on 2017/18 (57%)"
    opening, closing = text.rfind("(", 0, figure.number.start), text.find(")", figure.number.end)
    dated = any(opening < mark.start < closing for mark in said.sentence.annotated.periods)
    level = figure.relation.kind == "actual" and figure.relation.cue == ""
    stated = found.source == "stated" and found.period is not None
    return found if level and stated and not dated else None


def _at_its_start(said: DatedFigure, mark: PeriodSpan, period: Period) -> Period:
    """The day before a span, for the first of two levels that the span parts: "over the year
    the number rose from 396 to 412"."""
    between = said.figure.number.end <= mark.start and mark not in of_both_levels(said)
    span = resolved([mark], "flow", said.sentence.times, said.year_starts)
    if not is_first_of_two(said) or between or span is None or span.start is None:
        return period
    return Period("as_at", None, span.start - timedelta(days=1))


def _stated(said: DatedFigure, mark: PeriodSpan, governing: BoundPeriod) -> Period | None:
    """The period that an expression beside the figure gives."""
    kind, base = said.kind, governing.period
    forecast = said.yearly and said.figure.relation.kind == "forecast"
    if isinstance(mark.expression, Later):
        base = _named_before(said, mark)
    if mark.expression == SamePoint() and governing.source not in ("sentence", "stated"):
        return _spoken_before(said)
    if (year := _year_spoken_of(said, mark, governing)) is not None:
        return year
    between = said.figure.relation.because in FROM_TO
    if between and said.kind is None and isinstance(mark.expression, Month):
        mark = replace(mark, cue="as_at")  # "from 57% in November 2013 to 26% …": two levels
    mark = of_the_same_year(said, at_the_end(said, mark), governing)
    if kind is None and said.figure.unit == "currency_gbp" and mark.cue == "by":
        kind = "flow"  # money adds up over the year at whose end it is counted
    period = resolve(
        mark, said.sentence.times.reference_time, kind,
        year_starts=said.year_starts, governing=base,
        whole=said.yearly or whole_year(said.figure) or mark.expression == Relative(1, "year"),
    )  # fmt: skip
    period = _past_part(said, mark, period)
    # "At the end of September the forecast outturn is £90.1m": for the year, made that day;
    # "ended the year with an overspend of £4m": in the year
    whole = forecast or (said.yearly and ends_a_year(mark))
    part = (
        forecast and period is not None and not is_of_a_whole_year(period)
    )  # "the quarter 3 forecast"
    of_a_year = whole and period is not None and (part or not period.start)
    of_a_year = of_a_year or _is_spent_by_its_end(mark, period, said.kind, said.figure)
    return financial_year_of(period) if of_a_year else period


def _is_spent_by_its_end(
    mark: PeriodSpan, period: Period | None, kind: MeasureKind | None, figure: Figure
) -> bool:
    """Whether money adds up to the last day of a financial year: "will hit £48m by the end of
    March"."""
    if figure.unit != "currency_gbp" or kind != "flow" or mark.cue != "by" or period is None:
        return False
    return not period.start and (period.end.month, period.end.day) == (3, 31)


def _year_spoken_of(said: DatedFigure, mark: PeriodSpan, governing: BoundPeriod) -> Period | None:
    """The whole year that "in the year" means where the sentences before are of one and the report
    names none of its own: "In 2018/19 … 187. Ninety-six homes were completed in the year"."""
    period, anchor = governing.period, said.sentence.times.anchor
    of_now = mark.text.lower().startswith(("this", "current"))
    the_year = mark.expression == Relative(0, "year") and not of_now
    if not the_year or anchor.report_period is not None or anchor.as_at is not None:
        return None
    before = governing.source in ("paragraph", "sentence") and period is not None
    return period if before and period is not None and is_of_a_whole_year(period) else None


def _past_part(said: DatedFigure, mark: PeriodSpan, period: Period | None) -> Period | None:
    """The quarter or month of the year before, where that of the report's own year is still to
    come when it is written ("in the latest Quarter 3 report", in a budget for next year)."""
    part = mark.expression
    if period is None or not isinstance(part, Part) or part.of is not None:
        return period
    if said.figure.relation.kind != "actual" or not is_ahead(period, said.sentence.times):
        return period
    start = period.start - relativedelta(years=1) if period.start else None
    return Period(period.basis, start, period.end - relativedelta(years=1))


def _named_before(said: DatedFigure, mark: PeriodSpan) -> Period | None:
    """The date that "a year later" is counted from: the one named before it."""
    earlier = [m for m in said.sentence.strong if m.end <= mark.start and not m.relative]
    return resolved(earlier[-1:], said.kind, said.sentence.times, said.year_starts)


def _is_no_one_time(said: DatedFigure, mark: PeriodSpan, period: Period) -> bool:
    """Whether a figure is of all the years of a span ("10 a year over the past four years"), or an
    average of years of which the time beside it is only the last."""
    figure, text = said.figure, said.sentence.annotated.text
    if is_long(period) or isinstance(mark.expression, Since | Length):
        return is_habitual(figure, text)
    return mark.relative and is_of_several_times(figure, text)


def _spoken_before(said: DatedFigure) -> Period | None:
    """The time that "during this period" points back to: the one stated last."""
    for line in said.sentence.before:
        strong = [m for m in line.periods if not (m.weak or looks_back(m) or points_back(m))]
        period = resolved(strong[-1:], said.kind, said.sentence.times, said.year_starts)
        if period is not None:
            return period
    spoken = said.sentence.times.spoken
    return None if spoken is None else recast(spoken.period, said.kind)
