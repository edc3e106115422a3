"""What was read earlier in a report, for sentences and cells that refer back to it.

`Discourse` is frozen. `entered` returns the state in which a passage is read, `advanced` the state
after it; nothing else makes a new one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extractor.annotations.annotate import Annotations
from extractor.annotations.areas import home_area
from extractor.annotations.model import Area, Period, ReferenceTime
from extractor.annotations.periods.model import Edge
from extractor.binding.clauses.split import OF_THEM
from extractor.binding.discourse.asides import is_aside, is_of_others, without_asides, without_wider
from extractor.binding.discourse.foretold import foretold_after
from extractor.binding.flat_rows import is_header
from extractor.binding.model import Binding
from extractor.binding.periods.announced_for_section import Announced, announced_in
from extractor.binding.periods.reference_times import (
    ReferenceTimes,
    Spoken,
    heading_of,
    is_ahead,
    is_of_a_whole_year,
    resolved,
    section_of,
    times_of,
)
from extractor.binding.periods.spoken_of import looks_back
from extractor.binding.units.in_tables import TableUnits, first_kept
from extractor.passages.model import Passage
from extractor.regex import regex
from extractor.reports.dates import single_date
from extractor.reports.model import Report
from extractor.reports.nation import country_area

REMEMBERED = 4
"""How many sentences before in a paragraph may explain a figure."""

_SAID = frozenset({"stated", "paragraph"})

_POINTS_BACK = regex(
    r"^\W*(?:of\s+(?:this|these|those|the above|them)|these\b|they\b|this\b|including\b"
    r"|(?:in|during|over|within)\s+(?:the\s+(?:last|past|previous|same)|this))",
    re.IGNORECASE,
)

_PART_OF = regex(r"^\W*of\s+(?:this|these|those|the above|them)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """The table row that was read last, with the periods of its levels from left to right."""

    paragraph: int = -1
    row: int = -1
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class ListIntro:
    """A line that ends in a colon, and the period of the count that it restates; `unfinished` while
    the item read last ends in a semicolon."""

    text: str
    base: Period | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Discourse:
    """What is known when a passage is read.

    `before` are the sentences before in the paragraph, nearest first, `previous` the bindings of
    the last one. `stated` gives for a count the time at which it was stated. `opening` is the first
    sentence of a paragraph that states something, to which a list intro may point back. `columns`
    is a line that reads like the header of a table, `item` the subject of the list item before.
    `home` is the area of the report's `council`, which may become known on a later page.
    `lines_above` are the list intro of the passage and what that points back to, `left` the periods
    of the cells to its left in the same row, nearest first. `foretold` are the measures of which
    the paragraph has given forecasts.
    """

    report: int = -1
    paragraph: int = -1
    heading: str | None = None
    before: tuple[Annotations, ...] = ()
    previous: tuple[Binding, ...] = ()
    list_intro: ListIntro | None = None
    opening: str | None = None
    opening_paragraph: int = -1
    columns: str | None = None
    item: str = ""
    council: str | None = None
    country: str | None = None
    stated: Mapping[float, Period] = field(default_factory=dict)
    units: TableUnits = field(default_factory=TableUnits)
    row: Row = Row()
    times: ReferenceTimes = field(
        default_factory=lambda: ReferenceTimes(ReferenceTime(), ReferenceTime())
    )
    home: Area = field(default_factory=lambda: Area("", "local"))
    lines_above: tuple[str, ...] = ()
    left: tuple[Period, ...] = ()
    foretold: frozenset[str] = frozenset()


def entered(state: Discourse, passage: Passage, report: Report) -> Discourse:
    """The state in which a passage is read: a new report begins with nothing remembered, a new
    paragraph without its sentences, a new heading without its list intro."""
    if report.index != state.report:
        state = Discourse(report.index, times=times_of(report))
    elif not state.times.anchor.meeting_date and report.header.meeting_date:
        state = replace(state, times=times_of(report))
    council = report.header.council.value if report.header.council else None
    country = report.header.country.value if report.header.country else None
    if (council, country) != (state.council, state.country):
        home = home_area(council) or (country_area(country) if country else Area("", "local"))
        state = replace(state, council=council, country=country, home=home)
    before, previous, foretold = state.before, state.previous, state.foretold
    if passage.paragraph != state.paragraph:
        foretold = frozenset()
    if passage.paragraph != state.paragraph and not (
        passage.source == "list" and OF_THEM.search(passage.text.content)
    ):
        before, previous = (), ()
    heading = passage.headings[0] if passage.headings else None
    if heading != state.heading:
        state = replace(state, heading=heading, columns=None, opening=None, item="")
        state = _with_list_intro(state, None)
        if state.times.inspected is not None:
            day = replace(state.times.reference_time, as_at=state.times.inspected)
            state = replace(state, times=replace(state.times, reference_time=day))
    return replace(
        state,
        paragraph=passage.paragraph,
        before=before,
        previous=previous,
        foretold=foretold,
        lines_above=_lines_above(state, passage),
        left=_left(state.row, passage),
        units=state.units.around(passage),
    )


def _lines_above(state: Discourse, passage: Passage) -> tuple[str, ...]:
    """The list intro of a passage; paragraphs after a line that ends in a colon hang under it too
    where they begin with a figure or refer back to one ("Of this number …")."""
    if passage.list_intro:
        return (*passage.list_intro, *_behind(state, passage.list_intro[0]))
    text = passage.text.content
    if state.list_intro is None:
        within = passage.source == "list" and passage.sentence == 0
        return _behind(state, text) if within else ()
    begins = passage.sentence == 0 and (text[:1].isdigit() or _PART_OF.match(text))
    if not begins and passage.source != "list":
        return ()
    return (state.list_intro.text, *_behind(state, state.list_intro.text))


def _behind(state: Discourse, text: str) -> tuple[str, ...]:
    """What a list intro or an item points back to: "Of this number:" follows a sentence that says
    which number, as at which date."""
    return (state.opening,) if state.opening and _POINTS_BACK.match(text) else ()


def _left(row: Row, passage: Passage) -> tuple[Period, ...]:
    """The periods of the cells to the left of a cell in its row, nearest first."""
    cell = passage.cell
    if cell is None or (row.paragraph, row.row) != (passage.paragraph, cell.row):
        return ()
    return row.periods[::-1]


def advanced(
    state: Discourse, passage: Passage, annotated: Annotations, bindings: Sequence[Binding]
) -> Discourse:
    """The state after a passage and the figures that were bound in it."""
    if passage.source == "list" and state.previous and OF_THEM.search(passage.text.content):
        bindings_after = state.previous  # the next item is of the same group again
    else:
        bindings_after = tuple(bindings)
    digresses = _digresses(state.times, passage, bindings)
    speaking = (
        annotated.with_periods(()) if digresses else without_asides(annotated, bindings, state.home)
    )
    speaking = without_wider(speaking, bindings)
    state = replace(
        state,
        item=bindings[0].subject if bindings else state.item,
        before=(speaking, *state.before)[:REMEMBERED],
        previous=bindings_after,
        times=_with_announced(
            _times_after(state, passage, bindings, digresses), passage, annotated, bindings
        ),
        stated=_stated_after(state.stated, bindings),
        foretold=foretold_after(state.foretold, annotated, bindings),
    )
    if passage.cell is not None:
        return _after_cell(state, passage, bindings)
    return _after_text(state, passage, annotated, bindings)


def _digresses(times: ReferenceTimes, passage: Passage, bindings: Sequence[Binding]) -> bool:
    """Whether a sentence states only what was before that which its paragraph has stated, all of
    it with times of its own ("In 2018/19 there were 91"): the next one is of now again."""
    spoken = times.spoken
    if spoken is None or spoken.paragraph != passage.paragraph or passage.source != "prose":
        return False
    levels = [b for b in bindings if b.figure.relation.kind == "actual" and not is_aside(b)]
    return bool(levels) and all(
        b.period.source in ("stated", "sentence")
        and b.period.period is not None
        and b.period.period.basis == spoken.period.basis
        and b.period.period.end < spoken.period.end
        for b in levels
    )


def _after_text(
    state: Discourse, passage: Passage, annotated: Annotations, bindings: Sequence[Binding]
) -> Discourse:
    if is_header(passage.text.content):
        state = replace(state, columns=passage.text.content)
    text = passage.text.content.rstrip()
    item = passage.list_intro or state.lines_above
    if bindings and not item and passage.paragraph != state.opening_paragraph:
        # The first sentence of the paragraph states the level; later ones compare it.
        state = replace(state, opening=text, opening_paragraph=passage.paragraph)
    if text.endswith(":"):
        # "This is a decrease from 700 at 31 March 2012:" restates no count of now.
        compared = {b.figure.number for b in bindings if b.figure.relation.cue == "earlier"}
        known = (
            state.stated[n.value]
            for n in annotated.numbers
            if n.value in state.stated and n not in compared
        )
        return _with_list_intro(state, ListIntro(text, next(known, None)))
    return _after_item(state, passage, text, bindings)


def _after_item(
    state: Discourse, passage: Passage, text: str, bindings: Sequence[Binding]
) -> Discourse:
    """The state after a paragraph below a list intro: one that begins with a figure or ends in a
    semicolon is an item, and a line without figures after the latter may be a footnote."""
    intro = state.list_intro
    if intro is None or passage.source != "prose":
        return state
    unfinished = text.endswith(";")
    if unfinished or text[:1].isdigit() or (intro.unfinished and not bindings):
        return _with_list_intro(state, replace(intro, unfinished=unfinished))
    return _with_list_intro(state, None)


def _with_list_intro(state: Discourse, list_intro: ListIntro | None) -> Discourse:
    return replace(
        state,
        list_intro=list_intro,
        times=replace(state.times, base=list_intro.base if list_intro is not None else None),
    )


def _after_cell(state: Discourse, passage: Passage, bindings: Sequence[Binding]) -> Discourse:
    cell = passage.cell
    assert cell is not None
    row = state.row
    if (row.paragraph, row.row) != (passage.paragraph, cell.row):
        row = Row(passage.paragraph, cell.row)
    levels = tuple(
        b.period.period
        for b in bindings
        if b.period.period is not None and b.figure.relation.kind == "actual"
    )
    return replace(
        state,
        row=replace(row, periods=(*row.periods, *levels)),
        units=state.units.after_cell(passage, bindings),
    )


def _stated_after(
    stated: Mapping[float, Period], bindings: Sequence[Binding]
) -> Mapping[float, Period]:
    """The counts with their times; the first time at which a count was stated is kept."""
    return first_kept(
        stated,
        {
            b.figure.number.value: b.period.period
            for b in bindings
            if b.figure.unit == "count" and b.period.period is not None and b.measure
        },
    )


def _times_after(
    state: Discourse, passage: Passage, bindings: Sequence[Binding], digresses: bool
) -> ReferenceTimes:
    """The times of a report after a passage: a date that is alone on its first pages is that
    of publication, and relative time is counted from its first position date, of several in one
    sentence from the latest ("from 307 in January 2011 to 332 in December"). What is spoken of
    stays as it was where the passage `digresses` from it."""
    times = state.times
    if passage.cell is None and (passage.page or 1) <= 3:
        text = passage.text.content
        if times.published is None and len(text) < 40:
            times = replace(times, published=single_date(text.strip()))
    positions: list[date] = []
    for binding in bindings:
        period, relation = binding.period.period, binding.figure.relation
        card = passage.source == "card" and binding.period.source == "table_header"
        if period is None or not (card or binding.period.source in _SAID):
            continue
        if is_of_others(binding, state.home) or relation.cue == "earlier":
            continue  # the date of England's figure, or of the one before, is not the report's
        back = binding.period.span is not None and looks_back(binding.period.span)
        if relation.kind == "actual" and not relation.cue and not back and not digresses:
            times = _with_position(times, passage, period)
            spoken = Spoken(period, passage.paragraph, section_of(passage), heading_of(passage))
            times = replace(times, spoken=spoken)
        undated = times.anchor.meeting_date is None and times.published is None
        of_a_year = is_of_a_whole_year(period)
        if period.basis != "as_at" and not (undated and of_a_year and relation.kind == "actual"):
            continue
        if period.basis == "as_at" and binding.period.source == "paragraph":
            continue
        if not is_ahead(period, times):
            positions.append(period.end)
    reference = times.reference_time
    if positions and reference.as_at is None and reference.report_period is None:
        said = replace(reference, as_at=max(positions), mentioned=True)
        times = replace(times, reference_time=said)
    return times


_A_YEAR = timedelta(days=366)


def _with_position(times: ReferenceTimes, passage: Passage, period: Period) -> ReferenceTimes:
    """The times of an inspection report with the day to which a list gives its levels: "in the last
    12 months" is counted from there below the same heading ("At 31 March 2015, 354 children …")."""
    inspected, day = times.inspected, period.end
    if inspected is None or passage.source != "list" or period.basis != "as_at":
        return times
    if not inspected - _A_YEAR <= day <= inspected:
        return times
    return replace(times, reference_time=replace(times.reference_time, as_at=day))


def _with_announced(
    times: ReferenceTimes, passage: Passage, annotated: Annotations, bindings: Sequence[Binding]
) -> ReferenceTimes:
    """The times with that which a sentence without figures announces for its section."""
    if bindings or passage.cell is not None or passage.source != "prose":
        return times
    mark = announced_in(annotated)
    if mark is None:
        return times
    times = replace(times, announced=Announced(mark, section_of(passage)))
    reference = times.reference_time
    dated = reference.as_at is not None or reference.report_period is not None
    if dated or not isinstance(mark.expression, Edge):
        return times
    period = resolved([mark], None, times, None)
    if period is None or is_ahead(period, times):
        return times
    # "since April" is to the end of what the report is for
    last = replace(reference, as_at=period.end, mentioned=True)
    return replace(times, reference_time=last)
