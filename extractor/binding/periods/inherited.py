"""The period of a figure whose own clause has none: from its sentence, the list intro, the
sentences before, a heading or the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractor.annotations.model import Period
from extractor.annotations.periods.model import Later, Month, Part, SamePoint
from extractor.annotations.periods.resolve import PeriodSpan, find_periods, with_year
from extractor.binding.grammar.happened import was_so
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.periods.attachment import of_one_figure, only_compared
from extractor.binding.periods.candidates import (
    DatedFigure,
    begins_what_is_to_come,
    can_date,
    dates_the_base,
    is_of_another_length,
    is_of_reason,
    is_set_apart,
    only_since,
)
from extractor.binding.periods.of_changes import begins_change
from extractor.binding.periods.present import (
    is_a_present_state,
    is_in_the_present,
    is_of_a_day,
    is_of_earlier_level,
    is_of_now,
    is_of_the_inspection,
    is_of_the_meeting,
    refers_back,
    turns_back,
    turns_to_the_present,
)
from extractor.binding.periods.reference_times import (
    ABOVE,
    CARRIED_OVER,
    carried,
    financial_year_of,
    from_document,
    is_ahead,
    is_long,
    is_of_a_whole_year,
    period_before,
    recast,
    resolved,
    section_of,
    year_ahead_of,
)
from extractor.binding.periods.spoken_of import looks_back, speaking
from extractor.observation import PeriodSource
from extractor.regex import regex, right_before


def at_the_end(said: DatedFigure, mark: PeriodSpan) -> PeriodSpan:
    """A month as its last day for a share of those there are, as for their number; without a
    measure the verb tells whether it is one ("in March 66% were overdue")."""
    if said.lasting or not isinstance(mark.expression, Month):
        return mark
    of_a_day = said.kind == "ratio"
    if said.kind is None and said.figure.unit in ("count", "percent"):
        of_a_day = was_so(said.sentence.annotated.syntax, said.figure.number)
    return replace(mark, cue="as_at") if of_a_day else mark


def inherited(said: DatedFigure, governing: BoundPeriod) -> BoundPeriod:
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
    whole = said.yearly or (whole_year(figure) and said.kind != "stock")
    forecast = said.yearly and figure.relation.kind == "forecast"
    dated = governing.period is not None and governing.period.basis == "as_at"
    part = forecast and governing.period and not is_of_a_whole_year(governing.period)
    if whole and (governing.source in ABOVE or (forecast and dated) or part):
        of_document = governing.source == "document"
        ahead = year_ahead_of(said.sentence.times) if of_document else None
        if ahead is not None:
            return BoundPeriod(ahead, "title")
        return BoundPeriod(financial_year_of(governing.period), governing.source)
    if figure.relation.cue == "earlier" and not begins_what_is_to_come(said):
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


def whole_year(figure: Figure) -> bool:
    """Whether the figure is for a year that is not over yet: forecasts, money targets."""
    return figure.relation.kind == "forecast" or (
        figure.relation.kind == "target" and figure.unit == "currency_gbp"
    )


def governing_period(said: DatedFigure) -> BoundPeriod:
    """The period of a figure whose own clause has none."""
    figure, kind, times = said.figure, said.kind, said.sentence.times
    if is_of_the_meeting(said):
        met = times.anchor.meeting_date
        return BoundPeriod(Period("as_at", None, met) if met else None, "document" if met else None)
    if times.inspected is not None and is_of_the_inspection(said):
        return BoundPeriod(Period("as_at", None, times.inspected), "document")
    antecedent = None if begins_what_is_to_come(said) else figure.antecedent
    if antecedent is not None and antecedent > figure.index:
        against = said.sentence.figures[antecedent].relation.cue in ("comparator", "earlier")
        antecedent = None if against else antecedent  # "to be 85, compared with 112 in March"
    if antecedent is not None and antecedent in said.bound:
        of_antecedent = said.bound[antecedent]
        of_base = of_antecedent.span is not None and dates_the_base(of_antecedent.span, said)
        # "64% a year earlier, although re-referrals, at 27%, …" goes on with today
        compared = of_antecedent.span is not None and looks_back(of_antecedent.span)
        goes_on = compared and not figure.clause.bracket and figure.relation.cue == ""
        goes_on = goes_on or is_of_now(said, of_antecedent.span) or only_since(said, of_antecedent)
        own = of_antecedent.span
        turned = turns_back(said, said.sentence.figures[antecedent])
        turned = turned or (own is not None and is_of_earlier_level(own, said))
        goes_on = goes_on or (own is not None and _is_in_another_aside(own, said))
        goes_on = goes_on or is_set_apart(of_antecedent.span, said) or turned
        if of_antecedent.source in ("stated", "sentence") and not goes_on:
            mark = of_antecedent.span
            again = [at_the_end(said, mark)] if mark and not points_back(mark) else []
            period = resolved(again, kind, times, said.year_starts)
            if kind is None and figure.relation.cue == "part":
                period = of_antecedent.period  # counted when the whole was
            period = period or recast(of_antecedent.period, kind)
            if not of_base:
                return BoundPeriod(period, "sentence", span=of_antecedent.span)
        shared = figure.clause.bracket and not turned
        if shared and of_antecedent.period is not None and not of_base:
            return replace(of_antecedent, period=recast(of_antecedent.period, kind))
    for source, found in _spoken_of(said):
        period = resolved(found, kind, times, said.year_starts)
        if period is None or (source == "paragraph" and is_long(period) and not said.of_years):
            continue
        if source == "paragraph" and _has_not_come(period, said):
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
        if source == "paragraph" and is_of_a_day(said, period, kind is None):
            continue
        if source == "paragraph" and _is_a_term_of_the_year(said, found[0]):
            continue
        if source == "paragraph" and kind == "ratio" and not said.lasting and period.start:
            position = times.reference_time.as_at
            if position == period.end:  # "… fell over the quarter. 9% are …", at its end
                period = Period("as_at", None, period.end)
        if source == "paragraph" and period.start and is_a_present_state(said):
            period = Period("as_at", None, period.end)
        carried_on = now or (source == "paragraph" and _may_be_of_the_year(said, found[0]))
        return BoundPeriod(period, source, ("period_carried",) if carried_on else (), found[0])
    if times.base is not None:
        return BoundPeriod(recast(times.base, kind), "paragraph")
    passage = said.sentence.passage
    announced = times.announced
    if (
        announced is not None
        and announced.section == section_of(passage)
        and not turns_to_the_present(said)
    ):
        over_time = "flow" if said.lasting else kind
        period = resolved([announced.mark], over_time, times, said.year_starts)
        if period is not None:  # what happened "to the end of May" began on a day not given
            no_start = over_time == "flow" and period.basis == "as_at"
            return BoundPeriod(period, "heading", ("period_open",) if no_start else ())
    for line in [*([passage.caption] if passage.caption else []), *passage.headings]:
        marks = () if _OF_A_MEETING.search(line) else with_year(find_periods(line))
        period = resolved(marks[:1], kind, times, said.year_starts)
        if period is not None and not is_long(period):
            return BoundPeriod(period, "heading")
    span = times.anchor.report_period
    part = span is not None and not is_of_a_whole_year(span)
    level = kind == "ratio" and not said.lasting  # a share of those there are
    of_a_day = level and (part or _is_a_share_of_now(said))
    if span is not None and times.anchor.as_at is not None:
        of_a_day = of_a_day or is_of_a_day(said, span, kind is None)
    whole = from_document("stock" if of_a_day else kind, times, said.year_starts)
    if whole.period is None and times.inspected is not None and is_in_the_present(said):
        day = _day_of_list(said)
        return BoundPeriod(Period("as_at", None, day or times.inspected), "document")
    if whole.period is None and kind is None and figure.relation.cue == "part":
        of_whole = said.bound.get(antecedent) if antecedent is not None else None
        return whole if of_whole is None else of_whole  # "3,700 families, … for 2,600 of them"
    if whole.period is None and figure.relation.kind == "actual" and not figure.relation.cue:
        return carried(kind, said.lasting, times, said.sentence.passage)
    return whole


def _is_a_share_of_now(said: DatedFigure) -> bool:
    """Whether a share is told by a verb of the present that says what those counted do or what is
    done for them: "our own carers look after 54%"."""
    governed = said.sentence.governed[said.figure.index]
    return governed.in_present and said.figure.unit == "percent" and not said.figure.relation.cue


def _has_not_come(period: Period, said: DatedFigure) -> bool:
    """Whether a time spoken of before is still to come, and a figure tells of what is so."""
    figure = said.figure
    told = figure.relation.kind == "actual" and figure.unit != "currency_gbp"
    written, begins = said.sentence.times.reference_time.meeting_date, period.start or period.end
    return told and not said.yearly and written is not None and begins > written


def _may_be_of_the_year(said: DatedFigure, spoken: PeriodSpan) -> bool:
    """Whether what came about may be of the month spoken of before or of the whole year that the
    report is of: "In September 412 were looked after. 112 came into care"."""
    part = isinstance(spoken.expression, Month | Part)
    return part and said.kind == "flow" and _may_return_to_the_year(said)


def _is_a_term_of_the_year(said: DatedFigure, spoken: PeriodSpan) -> bool:
    """Whether the time spoken of before is a term of the whole year that the report is of, to which
    a level or a share in a sentence that does not refer back returns: "In the summer term 97% of
    plans were up to date. The average score was 19.6"."""
    term = isinstance(spoken.expression, Part) and spoken.expression.kind == "term"
    return term and said.kind != "flow" and _may_return_to_the_year(said)


def _may_return_to_the_year(said: DatedFigure) -> bool:
    """Whether the report is of a whole year and a sentence does not refer back to the one before,
    and so may leave the part of the year that this spoke of."""
    year = said.sentence.times.anchor.report_period
    whole = year is not None and is_of_a_whole_year(year)
    return whole and not refers_back(said.sentence.annotated.text)


def _day_of_list(said: DatedFigure) -> date | None:
    """The day to which the items just before gave their levels, for an item of the same list that
    begins with its figure ("At 19 June 212 children were looked after", "9% live far away")."""
    times, passage = said.sentence.times, said.sentence.passage
    if passage.source != "list" or passage.sentence or times.spoken is None:
        return None
    if said.figure.index or passage.text.content[: said.figure.number.start].strip():
        return None
    near = passage.paragraph <= times.spoken.paragraph + CARRIED_OVER
    return times.reference_time.as_at if near else None


_OF_A_MEETING = regex(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|meeting)\b", re.IGNORECASE)
"""A line with the day of a meeting, which dates no figures."""


def points_back(mark: PeriodSpan) -> bool:
    """Whether an expression says its time only by another ("in the same quarter", "a year later"),
    which the figure beside it has found."""
    return isinstance(mark.expression, SamePoint | Later)


_UP_TO = regex(r"\b(?:to|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
"""Behind the last figure, how far that one reaches: "£9.7m will come to the end of the year"."""


def _latest(marks: Sequence[PeriodSpan], said: DatedFigure) -> Sequence[PeriodSpan]:
    """The latest of the times that a sentence speaks of, from which the next goes on."""
    dated = [(resolved([m], said.kind, said.sentence.times, said.year_starts), m) for m in marks]
    known = [(period.end, -k) for k, (period, _) in enumerate(dated) if period is not None]
    return [marks[-max(known)[1]]] if known else []


def _are_of_years(marks: Sequence[PeriodSpan], said: DatedFigure) -> bool:
    """Whether a time is a run of years, which the next average of years is of too."""
    period = resolved(marks, said.kind, said.sentence.times, said.year_starts)
    return period is not None and is_long(period)


_LONGEST_ASIDE = 120
_ASIDE = regex(
    rf",\s(?:which|who|that)\s(?:had|was|were|stood)\b[^,;]{{0,{_LONGEST_ASIDE}}}$", re.IGNORECASE
)


def _is_in_another_aside(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a time is in a relative clause with a figure of its own before this one: "the rate,
    which had been 19.8% a year ago, has come down to 14.2%"."""
    text, at = said.sentence.annotated.text, said.figure.number.start
    begins = right_before(_ASIDE, text, mark.start, _LONGEST_ASIDE) if mark.end <= at else None
    if begins is None:
        return False
    end = text.find(",", mark.end, min(at, mark.end + _LONGEST_ASIDE))
    return end >= 0 and any(begins.start() < f.number.start < end for f in said.sentence.figures)


def _is_behind_another(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure is set against one that is not the last: the time at the end is then of that
    last one ("642, against a target of 600 and an outturn of 611 in 2022/23")."""
    between = figures[figure.index + 1 : -1]
    return any(f.relation.cue in ("target", "earlier", "comparator", "floor") for f in between)


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
        and not _is_in_another_aside(m, said)
    ]
    first, last = figures[0].number.start, figures[-1].number.end
    shared = [m for m in strong if m.end <= first] or [
        m
        for m in strong
        if m.start >= last
        and m.start < figures[-1].clause.end
        and not of_one_figure(m, figures)
        and not _is_behind_another(said.figure, figures)
        and not (len(figures) > 1 and _UP_TO.search(sentence.annotated.text, 0, m.start))
    ]
    found: list[tuple[PeriodSource, Sequence[PeriodSpan]]] = [("sentence", shared[:1])]
    found += [
        ("paragraph", speaking(line, find_periods(line))[:1])
        for line in sentence.passage.list_intro
    ]
    turned = turns_to_the_present(said)
    if turned and not said.of_years:
        return found
    for line in sentence.before:
        marks = _latest(speaking(line.text, line.periods), said)
        if not turned or _are_of_years(marks, said):
            found.append(("paragraph", marks))
    return found
