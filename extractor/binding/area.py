"""The area of a figure of a sentence: named in its clause, otherwise that of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area, AreaSpan
from extractor.binding.clauses.area_at_opening import area_of_the_opening
from extractor.binding.clauses.compared_areas import (
    COMPARED,
    OPENING,
    compared_with_again,
    of_both_sides,
    set_beside,
)
from extractor.binding.clauses.split import deals_in_order, runs
from extractor.binding.model import WIDER, Figure
from extractor.regex import regex, right_before

_WHERE_NOT_WHOSE = regex(
    r"(?:placed|living|live|lives|lived|moved|move|born|based|located|situated|arrived|moving|home|came|come|coming"
    r"|placements?|schools?|homes?|outside|beyond|near|around)\s+(?:\w+\s+)?(?:in|to|at|from|of|within)?\s*$",
    re.IGNORECASE,
)


UNNAMED = Area("Average not named", "other")
"""Of whom an average is that nothing names; a figure of it is never sure."""


def area_of_figure(
    figure: Figure, annotated: Annotations, home: Area, others: Sequence[Figure]
) -> Area:
    """The area of a figure in a sentence.

    "placed in Norfolk" tells where children live, not which council looks after them, so a council
    named in this way is not the area.
    """
    dealt = (
        _in_order(figure, annotated, others)
        or of_both_sides(figure, annotated, home, others)
        or set_beside(figure, annotated)
    )
    if dealt is not None:
        return dealt
    own = [
        m
        for m in annotated.areas
        if (figure.clause.holds(m.start) or _leads(m, figure, annotated.text))
        and not _in_other_bracket(m, figure, others)
        and not _of_a_later_bracket(m, figure, others, annotated.text)
        and (
            _is_its_place(m, figure, annotated.text)
            or not any(_leads(m, o, annotated.text) for o in others if o.index != figure.index)
        )
    ]
    governing = [
        m
        for m in own
        if not _only_where(m, annotated.text)
        and not _is_of_a_limit(m, annotated.text)
        and not _set_against(m, figure, others, annotated.text)
        and not _compared_before(m, figure, annotated.text)
        and not _another_clause(m, figure, others, annotated.text)
        and not _next_statement(m, figure, annotated.text)
    ]
    if not governing and (again := compared_with_again(figure, annotated)) is not None:
        return again
    if not governing and _is_an_average(figure, others, annotated.text):
        return UNNAMED
    if not governing:
        shared = _of_shared_predicate(figure, annotated, others)
        shared = shared or area_of_the_opening(figure, annotated)
        return shared or _of_the_list(figure, annotated, home, others)
    chosen = min(governing, key=lambda m: _distance(m, figure))
    return _together(chosen, annotated) or chosen.area


_THE_AVERAGE = regex(
    r"\b(?:above|below|over|under|(?:higher|lower|better|worse|more|less) than)\s(?:the\s)?average"
    r"(?:\s(?:for|among)\s[^().;:\d]{3,40})?\s?\($",
    re.IGNORECASE,
)
_LONGEST_AVERAGE = 80  # characters


def _is_an_average(figure: Figure, others: Sequence[Figure], text: str) -> bool:
    """Whether a figure in a bracket is the average that the level before it is set against, of
    which nothing says whose it is: "remains well above average for this group (45%)"."""
    alone = text.startswith(")", figure.number.end)
    alone = alone and any(o.unit == figure.unit and o.index < figure.index for o in others)
    before = right_before(_THE_AVERAGE, text, figure.number.start, _LONGEST_AVERAGE)
    return alone and before is not None


def _of_shared_predicate(
    figure: Figure, annotated: Annotations, others: Sequence[Figure]
) -> Area | None:
    """The one wider area that stands behind the verb whose subject several figures are in: "a fifth
    of pupils (22%) and a third of those in year 6 (34%) were overweight in England"."""
    text, syntax = annotated.text, annotated.syntax
    behind = [m for m in annotated.areas if m.start > figure.number.end]
    if len(behind) != 1 or behind[0].area.level not in WIDER:
        return None
    mark = behind[0]
    if _only_where(mark, text) or not _is_place_of_all(mark, text):
        return None
    named = next((i for i, t in enumerate(syntax.tokens) if t.start == mark.start), 0)
    verbs = [i for i, t in enumerate(syntax.tokens) if t.pos in ("VERB", "AUX")]
    between = [i for i in verbs if figure.number.end <= syntax.tokens[i].start < mark.start]
    above = [i for i in between if i in syntax.ancestors[named]]
    if any(syntax.tokens[i].dep in ("relcl", "acl", "advcl") for i in above):
        return None
    if not above or any(i not in above and syntax.tokens[i].head not in above for i in between):
        return None
    begins = min(syntax.tokens[i].start for i in between)
    if COMPARED.search(text[begins : mark.start]):
        return None
    one = all(not begins <= f.number.start < mark.start for f in others)
    return mark.area if one else None


_WITHIN = regex(r"\b(?:in|across|throughout|within)\s+(?:the\s+)?$", re.IGNORECASE)
_EVERYWHERE = regex(r"(?:nation|region)ally\b", re.IGNORECASE)


def _is_place_of_all(mark: AreaSpan, text: str) -> bool:
    """Whether an area says where something is so ("in England", "nationally"), outside brackets."""
    if text.count("(", 0, mark.start) != text.count(")", 0, mark.start):
        return False
    if _EVERYWHERE.match(text, mark.start):
        return True
    return right_before(_WITHIN, text, mark.start, 20) is not None


_LIMIT = regex(
    r"[\w’']+(?:\s+\w+)?\s+(?:targets?|requirements?|expectations?|guidelines?|timescales?|timeframes?|thresholds?"
    r"|minimum|guidance|scorecards?|standards?|polic(?:y|ies))\b", re.IGNORECASE,
)  # fmt: skip


def _is_of_a_limit(mark: AreaSpan, text: str) -> bool:
    """Whether "national" only says whose a target is ("have not met the national target")."""
    return mark.area.level in WIDER and _LIMIT.match(text, mark.start) is not None


_AND_NEXT = regex(r"\s*(?:,|,?\s(?:and|&))\s(?:the\s)?", re.IGNORECASE)
_SHARED = regex(
    r"\s(?:\([^()]*\)\s)?(?:average|mean|rate|figure|combined|jointly|together|area)s?\b"
    r"|,?\s(?:between|taken) (?:them|together)\b",
    re.IGNORECASE,
)
_SUMMED = regex(r"\b(?:across|between them,?)\s(?:the\s)?$", re.IGNORECASE)
"""What leads to places whose figures are added up: "across Fenby and Larkmoor there are …"."""


def _together(mark: AreaSpan, annotated: Annotations) -> Area | None:
    """The area of several places that share one average ("the Leicestershire, Leicester and Rutland
    average of 30 weeks") or are added up: none of them; None where a place stands alone."""
    text, marks = annotated.text, sorted(annotated.areas, key=lambda m: m.start)
    at = marks.index(mark)
    first = at
    while first and _AND_NEXT.fullmatch(text, marks[first - 1].end, marks[first].start):
        first -= 1
    last = at
    while last + 1 < len(marks) and _AND_NEXT.fullmatch(
        text, marks[last].end, marks[last + 1].start
    ):
        last += 1
    run = marks[first : last + 1]
    if any(m.area.level in WIDER for m in run):
        return None
    summed = right_before(_SUMMED, text, run[0].start, 24)
    if not summed and not _SHARED.match(text, run[-1].end):
        return None
    places = [m for m in run if m.area.level in ("local", "other")]
    if len(places) < 2 or len(places) < len(run):
        return None
    return Area(text[places[0].start : places[-1].end], "other")


_SEVERAL = regex(
    r"\b(?:figures|rates|averages|percentages|proportions|numbers|equivalents)\b[^;.]*\b(?:are|were)\b"
)


def _of_the_list(
    figure: Figure, annotated: Annotations, home: Area, others: Sequence[Figure]
) -> Area:
    """The area of the first figure of a list that is announced as one of several figures ("the
    England figures were 89%, 85% and 52%"), otherwise that of the report."""
    for row in runs([(f.number.start, f.number.end, f) for f in others], annotated.text):
        first = row[0]
        if figure in row[1:] and _SEVERAL.search(annotated.text, 0, first.number.start):
            return area_of_figure(first, annotated, home, others)
    before = next((f for f in others if f.index == figure.index - 1), None)
    if before is not None and _goes_on_for_others(figure, before, annotated.text):
        return area_of_figure(before, annotated, home, others)
    return home


_AVERAGE_OF = regex(r"\b(?:average|mean|median)s?\b[^.;:()]{0,40}?\bof\s$", re.IGNORECASE)
_FOR_ONE_GROUP = regex(r"\s(?:for|among)\s[^.;:()]{3,60}?,?\sand\s(?:of\s)?", re.IGNORECASE)
# those of an age or a kind, and not the council or its own
_FOR = regex(r"\s(?i:for|among)\s(?!us\b|our\b|its\b|(?:the|this) (?:council|authority|c)|[A-Z])")


def _goes_on_for_others(figure: Figure, before: Figure, text: str) -> bool:
    """Whether an average is told for one group after another: "the national average of 91% for
    those aged 17-18 and 88% for those aged 19-21"."""
    between = _FOR_ONE_GROUP.fullmatch(text, before.number.end, figure.number.start)
    if between is None or figure.unit != before.unit or not _FOR.match(text, figure.number.end):
        return False
    return right_before(_AVERAGE_OF, text, before.number.start, 60) is not None


def _in_order(figure: Figure, annotated: Annotations, others: Sequence[Figure]) -> Area | None:
    """The area in the figure's place, where a list of areas is dealt out to a list of as many
    figures ("the rates for England and the East Midlands were 20.0% and 15.6% respectively",
    "London and England averages were 53% and 45%"); None in other sentences."""
    areas = runs(
        [(m.start, _end_of(m, annotated.text), m) for m in annotated.areas], annotated.text
    )
    if not deals_in_order(annotated.text) and not _are_several(areas, annotated.text, others):
        return None
    areas = [run for run in areas if not _compared_with(run[0], annotated.text)]
    for row in runs([(f.number.start, f.number.end, f) for f in others], annotated.text):
        named = [run for run in areas if len(run) == len(row) > 1]
        if figure in row and len(named) == 1:
            return named[0][row.index(figure)].area
    return None


def _are_several(areas: Sequence[Sequence[AreaSpan]], text: str, figures: Sequence[Figure]) -> bool:
    """Whether a sentence says nothing but which figures the areas have that it begins with."""
    rows = runs([(f.number.start, f.number.end, f) for f in figures], text)
    for run, row in product(areas, rows):
        between = text[_end_of(run[-1], text) : row[0].number.start].strip()
        if between == "(" and 1 < len(run) == len(row):
            return True
        behind = _IN.fullmatch(text, row[-1].number.end, run[0].start) is not None
        if behind and 1 < len(run) == len(row):
            return True  # "compared with 37% and 41% in the region and nationally"
    if len(rows) != 1 or len(areas) != 1 or not 1 < len(areas[0]) == len(rows[0]):
        return False
    first, start = areas[0][-1].end, rows[0][0].number.start
    return first < start and _SEVERAL.search(text, first, start) is not None


_IN = regex(r"\s(?:(?:in|for|across|of)\s)?(?:the\s)?", re.IGNORECASE)
_REGION = regex(r"\s(?:region|average|area)s?\b")


def _end_of(mark: AreaSpan, text: str) -> int:
    """Where the name of an area ends, with what it is ("the South West region")."""
    behind = _REGION.match(text, mark.end)
    return mark.end if behind is None else behind.end()


def _compared_with(mark: AreaSpan, text: str) -> bool:
    """Whether figures before an area are only compared with it ("at 71% and 77% respectively are
    below statistical neighbour and national rates")."""
    return bool(COMPARED.search(text[max(0, mark.start - 20) : mark.start])) and (
        deals_in_order(text[: mark.start])
    )


_AVERAGE_OF = regex(
    r"\s*(?:[’']s?)?\s*(?:average|figure|rate|level|mean|position|performance)?\s*"
    r"(?:of|at|is|was|:|which is|which was|stands at)?\s*\(?\s*",
    re.IGNORECASE,
)


def _leads(mark: AreaSpan, figure: Figure, text: str) -> bool:
    """Whether an area is right before a figure ("the national average of 85%")."""
    if mark.end > figure.number.start or mark.area.level == "local":
        return False
    return bool(_AVERAGE_OF.fullmatch(text[mark.end : figure.number.start]))


_PLACED = regex(r"(?:(?!\band\b|\bbut\b|\bthan\b|\bcompared\b)[^,;:()]){0,60}\sin\s(?:the\s)?")


def _is_its_place(mark: AreaSpan, figure: Figure, text: str) -> bool:
    """Whether an area is where those are whom a figure before it counts, though a bracket with
    another figure follows: "300 in Norfolk (20 of them adopted)"."""
    return _PLACED.fullmatch(text, figure.number.end, mark.start) is not None


def _in_other_bracket(mark: AreaSpan, figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether the area is in a bracket that belongs to another figure."""
    return any(
        o.index != figure.index
        and o.clause.bracket
        and o.clause.holds(mark.start)
        and not o.clause.holds(figure.number.start)
        for o in others
    )


_NEXT = regex(r",|\b(?:and|but|while|whilst|with)\b")


def _of_a_later_bracket(
    mark: AreaSpan, figure: Figure, others: Sequence[Figure], text: str
) -> bool:
    """Whether an area is in the next statement, right before the bracket with its figure ("from 73%
    to 60% nationally, which is also seen in Elmsworth (61%)")."""
    opening = OPENING.match(text, mark.end)
    if opening is None or _NEXT.search(text, figure.number.end, mark.start) is None:
        return False
    return any(o.number.start == opening.end() and o.index != figure.index for o in others)


_OUTSIDE = regex(r"\b(?:outside|beyond)(?: of)?(?: the)?\s+$", re.IGNORECASE)


def is_outside_of(mark: AreaSpan, text: str) -> bool:
    """Whether a region or country is named as what people live outside of: "29% are placed
    outside London" is not the share outside the council's own boundary."""
    if mark.area.level not in WIDER:
        return False
    return right_before(_OUTSIDE, text, mark.start, 20) is not None


_BOROUGH = regex(r"\s(?:borough|council|authorit)")
"""What makes a region part of another name: "a small London borough"."""


def _only_where(mark: AreaSpan, text: str) -> bool:
    if is_outside_of(mark, text) or _BOROUGH.match(text, mark.end):
        return True
    return mark.area.level in ("other", "regional") and bool(
        _WHERE_NOT_WHOSE.search(text[max(0, mark.start - 40) : mark.start])
    )


def _set_against(mark: AreaSpan, figure: Figure, others: Sequence[Figure], text: str) -> bool:
    """Whether the figure is only compared with the area ("12.5%, lower than in England"), with no
    other figure in between to which the area could belong. A figure in brackets belongs to the area
    before it."""
    between = text[figure.number.end : mark.start]
    if any(
        figure.number.end <= o.number.start < mark.start
        and not o.clause.bracket
        and o.clause.base_of != figure.index
        for o in others
    ):
        return False
    return bool(COMPARED.search(between))


_GOES_ON = regex(
    r"[,;]?\s(?:and|but|with|while|whilst)\s|[^,;:()]{0,40}[,;]\s(?:although|though|but|while|whilst)\s",
    re.IGNORECASE,
)
_ENDED = regex(r"(?:\s(?:average|mean|rate|figure|level)s?)?[;:]\s", re.IGNORECASE)


def _compared_before(mark: AreaSpan, figure: Figure, text: str) -> bool:
    """Whether the sentence compared something with the area before it came to the figure
    ("attendance is in line with pupils nationally and no children were excluded")."""
    before = text[max(0, mark.start - 40) : mark.start]
    between = text[mark.end : figure.number.start]
    goes_on = _GOES_ON.match(between) or _ENDED.match(between)
    return goes_on is not None and COMPARED.search(before) is not None


def _another_clause(mark: AreaSpan, figure: Figure, others: Sequence[Figure], text: str) -> bool:
    """Whether an area begins another clause that has no figure of its own ("at least 85%, and in
    Fenby as in the country")."""
    if any(figure.number.end <= o.number.start < mark.start for o in others):
        return False
    return mark.start >= figure.number.end and bool(
        _GOES_ON.match(text[figure.number.end : mark.start])
    )


def _next_statement(mark: AreaSpan, figure: Figure, text: str) -> bool:
    """Whether an area is only in the statement behind the figure's ("compared with 31 a year
    before; this mirrors the national picture")."""
    return ";" in text[figure.number.end : mark.start]


def _distance(mark: AreaSpan, figure: Figure) -> tuple[int, int]:
    gap = (
        mark.start - figure.number.end
        if mark.start >= figure.number.end
        else (figure.number.start - mark.end)
    )
    return (gap, mark.start)
