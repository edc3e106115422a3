"""Which period expressions of a sentence can date a figure of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import MeasureKind, Period
from extractor.annotations.periods.date_arithmetic import FINANCIAL_YEAR_STARTS, year_holding
from extractor.annotations.periods.model import (
    Day,
    Edge,
    Length,
    Now,
    Part,
    Relative,
    SamePoint,
    Since,
    Year,
)
from extractor.annotations.periods.resolve import PeriodSpan, ends_of
from extractor.binding.grammar.governed import Governed
from extractor.binding.model import BoundPeriod, Figure
from extractor.binding.periods.attachment import (
    bracket_period,
    only_compared,
    owned_by_one,
)
from extractor.binding.periods.lists import distributed
from extractor.binding.periods.reference_times import ReferenceTimes, is_of_a_whole_year, resolved
from extractor.binding.periods.spoken_of import dating, of_a_record
from extractor.passages.model import Passage
from extractor.regex import regex, right_before

FROM_TO = ("from_to", "to_from")
"""Relations of the two levels between which something changed."""


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with everything that may date its figures.

    `strong` are its period expressions that say more than the report's own period does, without
    one that only says what the figures in brackets are; `of_brackets` is that one, or what the text
    around says of them. `owners` gives the one figure that a period span belongs to, by the span's
    place; `listed` are the spans of figures that a list of periods is dealt out to, `unmatched` the
    figures of a list with another number of periods; `governed` is what governs
    each figure.
    """

    figures: Sequence[Figure]
    annotated: Annotations
    passage: Passage
    before: Sequence[Annotations]
    times: ReferenceTimes
    strong: tuple[PeriodSpan, ...]
    of_brackets: PeriodSpan | None
    owners: Mapping[int, int]
    listed: Mapping[int, PeriodSpan]
    unmatched: Collection[int]
    governed: Sequence[Governed]


def dated_sentence(
    figures: Sequence[Figure],
    annotated: Annotations,
    passage: Passage,
    before: Sequence[Annotations],
    times: ReferenceTimes,
    governed: Sequence[Governed],
) -> DatedSentence:
    """A sentence with its times; `before` are the sentences before, nearest first, `governed` what
    governs each figure."""
    known = annotated.periods
    kept = tuple(m for m in dating(annotated) if not _is_dated_behind(m, known, annotated.text))
    if len(kept) < len(known):
        annotated = annotated.with_periods(kept)
    here = bracket_period(annotated.text)
    around = (*passage.list_intro, passage.caption or "", *passage.notes)
    of_brackets = here or next(filter(None, map(bracket_period, around)), None)
    place = here.start if here is not None else -1
    strong = tuple(m for m in annotated.periods if not m.weak and m.start != place)
    return DatedSentence(
        figures, annotated, passage, before, times, strong, of_brackets,
        owned_by_one(figures, annotated), *distributed(figures, strong, annotated.text),
        governed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure of a sentence with everything that may date it.

    `bound` holds the periods of the figures before it. `lasting` is true for measures of what
    happened over a period, `yearly` for sums of a financial year, `of_years` for averages of years.
    """

    figure: Figure
    sentence: DatedSentence
    kind: MeasureKind | None
    bound: Mapping[int, BoundPeriod]
    year_starts: int | None
    lasting: bool = False
    yearly: bool = False
    of_years: bool = False


def of_both_levels(said: DatedFigure) -> list[PeriodSpan]:
    """The span in which the first of two levels became the second, after both of them: "rose
    from 396 to 412 over the year"."""
    if not is_first_of_two(said):
        return []
    after = [f.number for f in said.sentence.figures if f.index > said.figure.index]
    behind = [m for m in said.sentence.strong if after and m.start >= after[0].end][:1]
    if behind and behind[0].cue == "by":
        return []  # "… to 480 by March 2026" says when the second was or will be reached
    span = resolved(behind, "flow", said.sentence.times, said.year_starts)
    return behind if span is not None and span.start is not None else []


def is_first_of_two(said: DatedFigure) -> bool:
    """Whether the figure is a level that changed to another: "from 396" before "to 412"."""
    relation = said.figure.relation
    return said.kind == "stock" and relation.because in FROM_TO and relation.cue == "earlier"


def begins_what_is_to_come(said: DatedFigure) -> bool:
    """Whether a figure is the level of today that will have become another: "by March 2026 the
    number will fall from 512 to 480"."""
    relation, figures = said.figure.relation, said.sentence.figures
    at = _end_of_change(said)
    if relation.kind != "actual" or relation.cue != "earlier" or not 0 <= at < len(figures):
        return False
    return relation.because in FROM_TO and figures[at].relation.kind in ("forecast", "target")


def _end_of_change(said: DatedFigure) -> int:
    return said.figure.index + (1 if said.figure.relation.because == "from_to" else -1)


_WILL = regex(r"\)\s(?:will|would|should|may|might|could|must)\b", re.IGNORECASE)


def _is_when_it_will_be(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a time is that of what a level will become, and not beside the level itself, which
    may be in brackets before the verb: "the number in care (512) will fall next year"."""
    if _WILL.match(said.sentence.annotated.text, said.figure.number.end):
        return True
    if not begins_what_is_to_come(said):
        return False
    end = _end_of_change(said)
    behind = mark.start > said.figure.number.end
    until = said.sentence.figures[end].number.start if end > said.figure.index else mark.end
    return not (behind and mark.start < until)


def own_spans(said: DatedFigure) -> list[PeriodSpan]:
    """The period spans of the figure's clause that do not belong to another figure."""
    figure = said.figure
    return [
        m
        for m in said.sentence.strong
        if figure.clause.holds(m.start)
        and said.sentence.owners.get(m.start, figure.index) == figure.index
        and not _in_another_bracket(m, figure, said.sentence.figures)
        and can_date(m, said)
        and not only_compared(m, figure, said.sentence.annotated.text)
        and not is_of_reason(m, said)
    ]


def can_date(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a period span can date a level: "over the past three years" and "since March" say how
    long a level lasted or how it came about, not its date."""
    text, relation = said.sentence.annotated.text, said.figure.relation
    if of_a_record(mark, text) or dates_the_base(mark, said) or _MEETING.match(text, mark.end):
        return False
    if mark.expression == SamePoint() and relation.because in FROM_TO and relation.cue == "earlier":
        return False  # "over the same period it fell from 27%", which was before
    if _is_when_it_will_be(mark, said):
        return False
    if isinstance(mark.expression, Since):
        if _LEADS_TO.fullmatch(text, mark.end, said.figure.number.start):
            return False  # "the reduction since February to 17%" is at 17% today
        if relation.because in FROM_TO:
            return relation.cue == "earlier" and not _is_of_another(mark, said)
        return True
    open_length = isinstance(mark.expression, Length) and mark.expression.end is None
    return not (open_length and said.kind == "stock")


_MEETING = regex(r"\s(?:[A-Z]\w+\s)?(?:meeting|committee|board|panel|cabinet)\b", re.IGNORECASE)
"""What makes a month that of a meeting ("to the January meeting of the Board")."""
_LEADS_TO = regex(r"\s+to (?:just |only |about |around |over |under )?", re.IGNORECASE)
_BASE = regex(r"^\W*of (?:the|our|all|those|these)\b", re.IGNORECASE)


def dates_the_base(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a day only says who is counted, before something that they did over a time: "Of the
    24 pupils in our care on 31 March 2024, five passed both"."""
    if not (said.lasting or said.kind == "flow") or mark.cue not in ("as_at", "none"):
        return False
    behind = said.sentence.annotated.text.find(",", mark.end)
    before = 0 <= behind < said.figure.number.start
    opens = _BASE.match(said.sentence.annotated.text) is not None
    return before and isinstance(mark.expression, Day) and opens


def _in_another_bracket(mark: PeriodSpan, figure: Figure, figures: Sequence[Figure]) -> bool:
    clause = figure.clause
    return any(
        o.index != figure.index
        and o.clause.bracket
        and clause.start <= o.clause.start
        and o.clause.end <= clause.end
        and (o.clause.start, o.clause.end) != (clause.start, clause.end)
        and o.clause.holds(mark.start)
        for o in figures
    )


def range_of_levels(said: DatedFigure, own: Sequence[PeriodSpan]) -> PeriodSpan | None:
    """The end of a range that a level belongs to ("grew from 488 to 521 between 31 March
    2017 and 31 March 2022"), None where levels or range are not of that form, or the level
    has a time of its own ("from 10 in 2013-14 to 17 in the first quarter of 2014-15")."""
    relation = said.figure.relation
    if relation.because not in FROM_TO:
        return None
    if any(ends_of(m) is None and not isinstance(m.expression, Since | SamePoint) for m in own):
        return None
    for mark in said.sentence.annotated.periods:
        ends = ends_of(mark)
        averaged = _AVERAGE.search(said.sentence.annotated.text, 0, mark.start)
        if ends is not None and (averaged or _partner_is_dated(mark, said)):
            continue  # "to 472 days in 2014–15 from the average of 538 between 2011 and 2014"
        if mark.expression == SamePoint():  # "… over the same period"
            ends = _ends_spoken_of(said.sentence.before)
        if isinstance(mark.expression, Since) and relation.cue == "earlier":
            if _is_of_another(mark, said):
                continue
            first = mark.expression.first
            whole = isinstance(first, Year) and said.kind != "stock"
            return replace(mark, expression=first, cue="during" if whole else "as_at")
        if ends is not None:
            return ends[0] if relation.cue == "earlier" else ends[1]
    return None


_AVERAGE = regex(r"\baverage(?:\sof\s[\d.,%]+(?:\s\w+)?)?\s(?:over|for|across|between)\s$", re.I)


def _partner_is_dated(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether the other of two levels has a time of its own, so that a range is that of one."""
    if not said.figure.clause.holds(mark.start):
        return False
    return any(
        other.relation.because == said.figure.relation.because
        and other.index != said.figure.index
        and other.clause.holds(own.start)
        and not other.clause.holds(mark.start)
        for other in said.sentence.figures
        for own in said.sentence.strong
    )


def _is_of_another(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a time stands with a figure that is neither of two levels ("fell from 79 weeks to 41
    and, since October 2013, the average has been 21"), or only says which cases are meant."""
    holders = [f for f in said.sentence.figures if f.clause.holds(mark.start)]
    apart = bool(holders) and all(f.relation.because not in FROM_TO for f in holders)
    return apart or bool(_GROUP_SINCE.search(said.sentence.annotated.text, 0, mark.start))


_GROUP_SINCE = regex(
    r"\b(?:in|for|of|among|with)\s(?:the\s|all\s|those\s)?(?:[a-z]+\s){1,3}?"
    r"(?:initiated|started|opened|begun|issued|made|referred|approved|placed)\s$", re.IGNORECASE,
)  # fmt: skip


def _ends_spoken_of(before: Sequence[Annotations]) -> tuple[PeriodSpan, PeriodSpan] | None:
    """The two dates of a change in the sentence before."""
    for annotated in before:
        strong = [m for m in annotated.periods if not m.weak and not m.relative]
        if len(strong) == 2:
            return strong[0], strong[1]
        if len(strong) == 1:
            return ends_of(strong[0])
    return None


def nearest(own: Sequence[PeriodSpan], figure: Figure, text: str) -> PeriodSpan | None:
    """Of several period spans in a clause, the nearest to the figure; one behind the figure comes
    before one that a comma parts from it ("… during the current year, with a drop to 69.8% of
    children having one within 15 days in August")."""
    number = figure.number

    def distance(mark: PeriodSpan) -> tuple[bool, int]:
        if mark.start >= number.end:
            return False, mark.start - number.end
        parted = "," in text[mark.end : number.start] and bool(_PARTED.search(text, mark.end))
        return parted, number.start - mark.end

    return min(own, key=distance, default=None)


def _is_dated_behind(mark: PeriodSpan, own: Sequence[PeriodSpan], text: str) -> bool:
    """Whether the date of an event is in brackets behind it: "at the time of the inspection
    (December 2018)"."""
    return isinstance(mark.expression, Now) and any(
        text[mark.end : other.start] == " (" for other in own
    )


_PARTED = regex(r"\s*,\s(?:with|and|but|which)\b")


def of_the_same_year(said: DatedFigure, mark: PeriodSpan, governing: BoundPeriod) -> PeriodSpan:
    """A quarter without a year as one of the year just named: "Figures for 2014/15 showed 97% in
    Quarter 1, 96% in Quarter 2"."""
    part, before = mark.expression, said.bound.get(said.figure.index - 1)
    if not isinstance(part, Part) or part.of is not None or part.kind == "term":
        return mark
    if before is not None and before.span is not None and isinstance(before.span.expression, Part):
        governing = before
    period = governing.period
    if period is None or governing.source not in ("sentence", "stated"):
        return mark
    if is_of_a_whole_year(period) and any(b.period == period for b in said.bound.values()):
        return mark  # "40 in 2019/20 and 12 in Quarter 1": of the next
    first = year_holding(period.end, FINANCIAL_YEAR_STARTS)
    return replace(mark, expression=replace(part, of=Year(first, first + 1, "financial")))


def only_since(said: DatedFigure, before: BoundPeriod) -> bool:
    """Whether the figure before says for how long something was so ("none has been excluded since
    2011, but 12.4% were suspended") or how it changed, which is no time of the next."""
    figure, at = said.figure, said.figure.antecedent
    lasted = before.span is not None and isinstance(before.span.expression, Since)
    lasted = lasted or (at is not None and said.sentence.figures[at].relation.kind == "change")
    return lasted and figure.relation.cue == "" and not figure.clause.bracket


_SET_APART = regex(r",\s(?:in|during|over|at)\s(?:the\s)?$", re.IGNORECASE)


def is_set_apart(mark: PeriodSpan | None, said: DatedFigure) -> bool:
    """Whether a time is set off by commas in the statement before ("one was excluded, in the autumn
    term, and 46 were suspended"), which the next statement does not share."""
    text, figure = said.sentence.annotated.text, said.figure
    if mark is None or figure.relation.cue or figure.clause.bracket:
        return False
    behind = text.startswith(", and ", mark.end) and mark.end < figure.number.start
    return behind and right_before(_SET_APART, text, mark.start, 16) is not None


def ends_a_year(mark: PeriodSpan) -> bool:
    """Whether an expression is the end of a year ("at year end", "ended the year")."""
    expression = mark.expression
    if not isinstance(expression, Edge) or expression.side != "end":
        return False
    of = expression.of
    return isinstance(of, Year) or (isinstance(of, Relative) and of.unit == "year")


_DAYS = {"month": 31, "quarter": 92, "year": 366}


def is_of_another_length(said: DatedFigure, spoken: Period) -> bool:
    """Whether the time spoken of before cannot be that of "in the quarter": "… the warm evenings of
    August. 28 went missing in the quarter"."""
    if spoken.start is None:
        return False
    length = (spoken.end - spoken.start).days + 1
    for mark in said.sentence.annotated.periods:
        expression = mark.expression
        if not isinstance(expression, Relative) or expression.step != 0:
            continue
        days = _DAYS.get(expression.unit)
        if days is not None and said.figure.clause.holds(mark.start):
            return not 0.9 * days <= length <= days
    return False


_REASON = regex(
    r",?\s(?:but|although|though|because|whereas)\s"
    r"|\ssince\s[^,;.\d]{3,60}\s(?:was|were|had|has|began|came)\s",
    re.IGNORECASE,
)


def is_of_reason(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a time is of what a sentence adds without a figure of its own: "is up by 18% but this
    reflects better reports since the protocol was signed in June"."""
    number, text = said.figure.number, said.sentence.annotated.text
    if mark.start < number.end or not _REASON.search(text, number.end, mark.start):
        return False
    return not any(number.end <= f.number.start < mark.start for f in said.sentence.figures)
