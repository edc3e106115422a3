"""The period of a figure in a sentence: stated next to it or inherited, and from how far away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from extractor.annotations.model import MeasureKind, Period
from extractor.annotations.period_model import (
    Later,
    Length,
    Month,
    Part,
    SamePoint,
    Since,
    ToDate,
)
from extractor.annotations.periods import PeriodSpan, find_periods, resolve
from extractor.binding.clause_evidence import linked_to
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.period_attachment import (
    at_which,
    before_its_bracket,
    begins_change,
    directly_behind,
    ends_undated_change,
    is_habitual,
    is_of_several_times,
    looks_back,
    of_one_figure,
    only_compared,
    period_of_change,
    speaking,
)
from extractor.binding.period_present import (
    is_in_the_present,
    is_of_now,
    is_of_the_meeting,
    is_of_what_follows,
    turns_to_the_present,
)
from extractor.binding.period_spans import (
    FROM_TO,
    DatedFigure,
    DatedSentence,
    can_date,
    dates_the_base,
    ends_a_year,
    is_first_of_two,
    is_of_another_length,
    is_of_reason,
    is_set_apart,
    nearest,
    of_both_levels,
    of_the_same_year,
    only_since,
    own_spans,
    range_of_levels,
)
from extractor.binding.reference_times import (
    ABOVE,
    carried,
    financial_year_of,
    from_document,
    is_ahead,
    is_dated,
    is_long,
    is_of_a_whole_year,
    known_of,
    period_before,
    recast,
    resolved,
    section_of,
    year_starts_for,
)
from extractor.observation import PeriodSource
from extractor.regex import regex


def period_of_figure(
    figure: Figure,
    sentence: DatedSentence,
    kind: MeasureKind | None,
    bound: Mapping[int, BoundPeriod],
    yearly: bool = False,
    lasting: bool = False,
) -> BoundPeriod:
    """The period of a figure of a sentence; `bound` holds those of the figures before it.

    `yearly` measures refer to a whole financial year where nothing else is said, `lasting` ones
    to what happened over a time.
    """
    times = sentence.times
    starts = year_starts_for(figure.unit, _texts_around(figure, sentence, kind), times)
    found = _found(DatedFigure(figure, sentence, kind, bound, starts, lasting, yearly))
    if _is_counted_from_a_guess(found, sentence):
        found = replace(found, doubts=tuple({*found.doubts, "period_carried"}))
    happened = figure.relation.kind in ("actual", "change")
    if happened and not yearly and figure.unit != "currency_gbp":
        return known_of(found, times)
    return found


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
    governing = _governing(said)
    if figure.index in sentence.listed:
        own = [sentence.listed[figure.index]]
    elif close := (
        directly_behind(figure, annotated)
        or at_which(figure, annotated)
        or before_its_bracket(figure, annotated)
    ):
        own = [close]
    else:
        own = own_spans(said)
    if figure.relation.kind == "change":
        return period_of_change(
            figure, sentence.figures, own, annotated.text, said.kind, sentence.times,
            governing, said.bound, said.year_starts,
        )  # fmt: skip
    text = annotated.text
    chosen = sentence.of_brackets if figure.clause.bracket else None
    chosen = chosen or range_of_levels(said, own)
    chosen = chosen or nearest(own or of_both_levels(said), figure, text)
    if chosen is not None and not is_of_what_follows(said, chosen):
        period = _stated(said, chosen, governing)
        if period is not None and _is_no_one_time(said, chosen, period):
            return BoundPeriod(None, None)
        if period is not None:
            return BoundPeriod(_at_its_start(said, chosen, period), "stated", span=chosen)
        if isinstance(chosen.expression, ToDate) or chosen.expression == SamePoint():
            return BoundPeriod(None, None)  # "in the year to date", of which nothing says the end
    if ends_undated_change(figure, text, annotated.periods) or is_of_several_times(figure, text):
        return BoundPeriod(None, None)
    return _inherited(said, governing)


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
    between = said.figure.relation.because in FROM_TO
    if between and said.kind is None and isinstance(mark.expression, Month):
        mark = replace(mark, cue="as_at")  # "from 57% in November 2013 to 26% …": two levels
    mark = of_the_same_year(said, _at_the_end(said, mark), governing)
    if kind is None and said.figure.unit == "currency_gbp" and mark.cue == "by":
        kind = "flow"  # money adds up over the year at whose end it is counted
    period = resolve(
        mark, said.sentence.times.reference_time, kind,
        year_starts=said.year_starts, governing=base,
        whole=said.yearly or _whole_year(said.figure),
    )  # fmt: skip
    period = _past_part(said, mark, period)
    # "At the end of September the forecast outturn is £90.1m": for the year, made that day;
    # "ended the year with an overspend of £4m": in the year
    whole = forecast or (said.yearly and ends_a_year(mark))
    part = (
        forecast and period is not None and not is_of_a_whole_year(period)
    )  # "the quarter 3 forecast"
    of_a_year = whole and period is not None and (part or not period.start)
    return financial_year_of(period) if of_a_year else period


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


def _at_the_end(said: DatedFigure, mark: PeriodSpan) -> PeriodSpan:
    """A month as its last day for a share of those there are, as for their number."""
    of_a_day = said.kind == "ratio" and not said.lasting and isinstance(mark.expression, Month)
    return replace(mark, cue="as_at") if of_a_day else mark


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
        strong = [m for m in line.periods if not (m.weak or looks_back(m) or _points_back(m))]
        period = resolved(strong[-1:], said.kind, said.sentence.times, said.year_starts)
        if period is not None:
            return period
    spoken = said.sentence.times.spoken
    return None if spoken is None else recast(spoken.period, said.kind)


def _inherited(said: DatedFigure, governing: BoundPeriod) -> BoundPeriod:
    """The period of a figure without a period beside it."""
    figure = said.figure
    span = said.sentence.times.anchor.report_period
    if span is not None and governing.source in ("title", "document") and _over_its_span(said):
        return BoundPeriod(span, governing.source)
    if figure.relation.kind in ("target", "floor") and figure.unit != "currency_gbp":
        again = figure.relation.because == "in brackets"  # "547 days (18 months)"
        return governing if again else BoundPeriod(None, None)
    before = governing.source == "paragraph" and not is_ahead(governing.period, said.sentence.times)
    if before and figure.relation.kind == "forecast" and figure.unit != "currency_gbp":
        return BoundPeriod(None, None)  # what is to come is of no time that is over
    whole = said.yearly or (_whole_year(figure) and said.kind != "stock")
    forecast = said.yearly and figure.relation.kind == "forecast"
    dated = governing.period is not None and governing.period.basis == "as_at"
    part = forecast and governing.period and not is_of_a_whole_year(governing.period)
    if whole and (governing.source in ABOVE or (forecast and dated) or part):
        return BoundPeriod(financial_year_of(governing.period), governing.source)
    if figure.relation.cue == "earlier":
        return BoundPeriod(period_before(governing.period, said.sentence.times), governing.source)
    return governing


def _over_its_span(said: DatedFigure) -> bool:
    """Whether a share is said to be of the report's own span: "During the quarter 73% had one"."""
    if said.kind != "ratio" or said.figure.relation.kind != "actual" or said.figure.relation.cue:
        return False
    return any(
        m.weak and m.cue == "during" and said.figure.clause.holds(m.start)
        for m in said.sentence.annotated.periods
    )


def _whole_year(figure: Figure) -> bool:
    """Whether the figure is for a year that is not over yet: forecasts, money targets."""
    return figure.relation.kind == "forecast" or (
        figure.relation.kind == "target" and figure.unit == "currency_gbp"
    )


def _governing(said: DatedFigure) -> BoundPeriod:
    """The period of a figure whose own clause has none."""
    figure, kind, times = said.figure, said.kind, said.sentence.times
    if is_of_the_meeting(said):
        met = times.anchor.meeting_date
        return BoundPeriod(Period("as_at", None, met) if met else None, "document" if met else None)
    antecedent = figure.antecedent
    if antecedent is not None and antecedent in said.bound:
        of_antecedent = said.bound[antecedent]
        of_base = of_antecedent.span is not None and dates_the_base(of_antecedent.span, said)
        # "64% a year earlier, although re-referrals, at 27%, …" goes on with today
        compared = of_antecedent.span is not None and looks_back(of_antecedent.span)
        goes_on = compared and not figure.clause.bracket and figure.relation.cue == ""
        goes_on = goes_on or is_of_now(said, of_antecedent.span) or only_since(said, of_antecedent)
        goes_on = goes_on or is_set_apart(of_antecedent.span, said)
        if of_antecedent.source in ("stated", "sentence") and not goes_on:
            mark = of_antecedent.span
            again = [_at_the_end(said, mark)] if mark and not _points_back(mark) else []
            period = resolved(again, kind, times, said.year_starts)
            if kind is None and figure.relation.cue == "part":
                period = of_antecedent.period  # counted when the whole was
            period = period or recast(of_antecedent.period, kind)
            if not of_base:
                return BoundPeriod(period, "sentence", span=of_antecedent.span)
        if figure.clause.bracket and of_antecedent.period is not None and not of_base:
            return replace(of_antecedent, period=recast(of_antecedent.period, kind))
    for source, found in _spoken_of(said):
        period = resolved(found, kind, times, said.year_starts)
        if period is None or (source == "paragraph" and is_long(period)):
            continue
        now = is_of_now(said, found[0])
        if source == "sentence" and now:
            continue  # "will reach 450 by March 2027; today's figure is 398"
        if (said.lasting or kind == "flow") and period.basis == "as_at":
            continue  # a day named for something else is no span in which things happen
        if source == "paragraph" and said.yearly and isinstance(found[0].expression, Month):
            continue  # a budget "agreed in February" is not that month's
        if source == "paragraph" and is_of_another_length(said, period):
            continue
        if source == "paragraph" and kind == "ratio" and not said.lasting and period.start:
            position = times.reference_time.as_at
            if position == period.end:  # "… fell over the quarter. 9% are …", at its end
                period = Period("as_at", None, period.end)
        return BoundPeriod(period, source, ("period_carried",) if now else (), found[0])
    if times.base is not None:
        return BoundPeriod(recast(times.base, kind), "paragraph")
    passage = said.sentence.passage
    if times.announced is not None and times.announced.section == section_of(passage):
        period = resolved([times.announced.mark], kind, times, said.year_starts)
        if period is not None:
            return BoundPeriod(period, "heading")
    for line in [*([passage.caption] if passage.caption else []), *passage.headings]:
        period = resolved(find_periods(line)[:1], kind, times, said.year_starts)
        if period is not None and not is_long(period):
            return BoundPeriod(period, "heading")
    whole = from_document(kind, times, said.year_starts)
    if whole.period is None and times.inspected is not None and is_in_the_present(said):
        return BoundPeriod(Period("as_at", None, times.inspected), "document")
    if whole.period is None and figure.relation.kind == "actual" and not figure.relation.cue:
        return carried(kind, said.lasting, times, said.sentence.passage)
    return whole


def _points_back(mark: PeriodSpan) -> bool:
    """Whether an expression says its time only by another ("in the same quarter", "a year later"),
    which the figure beside it has found."""
    return isinstance(mark.expression, SamePoint | Later)


_UP_TO = regex(r"\b(?:to|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
"""Behind the last figure, how far that one reaches: "£9.7m will come to the end of the year"."""


def _spoken_of(said: DatedFigure) -> list[tuple[PeriodSource, Sequence[PeriodSpan]]]:
    """The periods in the sentence, list intro and sentences before, the nearest first."""
    sentence, figures = said.sentence, said.sentence.figures
    strong = [
        m
        for m in sentence.strong
        if not looks_back(m)
        and not isinstance(m.expression, SamePoint | Later)
        and m.start not in sentence.owners
        and can_date(m, said)
        and not only_compared(m, said.figure, sentence.annotated.text)
        and not begins_change(m, said.figure, sentence.annotated.text)
        and not is_of_reason(m, said)
    ]
    first, last = figures[0].number.start, figures[-1].number.end
    shared = [m for m in strong if m.end <= first] or [
        m
        for m in strong
        if m.start >= last
        and m.start < figures[-1].clause.end
        and not of_one_figure(m, figures)
        and not (len(figures) > 1 and _UP_TO.search(sentence.annotated.text, 0, m.start))
    ]
    found: list[tuple[PeriodSource, Sequence[PeriodSpan]]] = [("sentence", shared[:1])]
    found += [
        ("paragraph", speaking(line, find_periods(line))[:1])
        for line in sentence.passage.list_intro
    ]
    if not turns_to_the_present(said):
        found += [("paragraph", speaking(m.text, m.periods)[:1]) for m in sentence.before]
    return found
