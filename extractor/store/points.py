"""The points of `series`: which of all statements of one thing stands for it.

One statement of each paper stands for it. Where a paper gives values that cannot both be true
and nothing speaks for one of them, the point is contested: the view `series` leaves it out.

Papers are compared by how far their statement can be trusted: first-hand before second-hand;
a figure that may be bound wrongly (low confidence) and one that its own paper contradicts
never replace a better one, however late they were printed. Then the latest meeting wins.

A national figure is stated by the papers of all councils: what a statement costs is what counts.
The rows of a point are read once, in the order of the index, and compared here.

A statement allows a span of values: a printed figure everything that is rounded to it, "more
than 65%" everything above, "about a quarter" what most people would call so. Two statements
contradict each other where no value is in both spans: the figure was restated, or one is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

ANY = 1e300
"""Larger than any value in a paper."""
ABOUT = 0.1
"""The share of its value by which a figure said with "about" may be off."""
IN_WORDS = 2.5
"""Percentage points by which a share in words ("a third") may be off."""
REVISED = 0.01
"""The share of an official figure by which a statement may differ that it bears out: releases of
one figure are revised by so much."""


def lowest(of: str) -> str:
    """The least value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_most', 'less_than') then -{ANY}
    else {of}.value - {_off(of)} end"""


def highest(of: str) -> str:
    """The greatest value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_least', 'more_than') then {ANY}
    else coalesce({of}.value_max, {of}.value) + {_off(of)} end"""


def _off(of: str) -> str:
    return f"""case when {of}.qualifier in ('at_least', 'more_than', 'at_most', 'less_than')
      then 0.0
    when {of}.qualifier = 'approximately' then {ABOUT} * abs({of}.value)
    when {of}.rounded_to is null and {of}.unit = 'percent' then {IN_WORDS}
    else 0.5 * coalesce({of}.rounded_to, 0) end"""


def differ(one: str, other: str) -> str:
    """Whether two statements (rows of observations) cannot both be true."""
    return f"""({one}.value <> {other}.value and (
  {lowest(one)} >= {highest(other)}
  or {lowest(other)} >= {highest(one)}))"""


# "Fewer than five" is a bound that protects people, never a point of a line.
_SUPPRESSED = """(w.unit = 'count' and w.qualifier in ('less_than', 'at_most') and w.value <= 10)"""

# An official figure bears a statement out where it is the same but for rounding and revision.
_OFFICIAL = f"""exists (select 1 from reference_figures r
  where r.measure = v.measure and r.unit = v.unit and r.dimensions_key = v.dimensions_key
    and r.period_end = v.period_end and r.period_basis = v.period_basis
    and (r.area_code = v.area_code or r.area = v.area)
    and abs(r.value - v.value) <= max({REVISED} * abs(r.value), 0.5 * coalesce(r.rounded_to, 0)))"""

_STATEMENTS = f"""
select series_key, id, document_id, value, {lowest("o")}, {highest("o")}, quote, meeting_date,
  council, committee, area_level is 'local', second_hand, confidence = 'low',
  case confidence when 'high' then 0 when 'medium' then 1 else 2 end,
  qualifier <> 'exact', agrees <> '[]', contradicts <> '[]', coalesce(rounded_to, 1e9), position
from observations o
where series_key in (select key from touched_points) and duplicate_of is null
order by series_key
"""

# An area is `other` in another council's papers and `local` in its own: its own count.
_MAKE_POINT = f"""
insert into series_points
select w.series_key, w.line, w.measure, w.unit, w.dimensions, w.dimensions_key,
  w.placement_type, w.age_band, w.area, w.area_code,
  iif(:local, 'local', coalesce(w.area_level, 'other')), w.council,
  w.period_basis, w.period_type, w.period_start, w.period_end, w.financial_year,
  w.value, w.value_max, w.qualifier, w.denominator, w.population, w.confidence, w.doubts,
  case when :echoed and w.official
      then json_insert(w.agrees, '$[#]', 'other_paper', '$[#]', 'official')
    when :echoed then json_insert(w.agrees, '$[#]', 'other_paper')
    when w.official then json_insert(w.agrees, '$[#]', 'official') else w.agrees end,
  w.source, w.second_hand, w.id, w.document_id, w.meeting_date,
  :statements, :documents, :restated, :conflicting, :contested,
  not :contested and not {_SUPPRESSED} and (w.confidence = 'high'
    or w.confidence = 'medium' and w.contradicts = '[]'
      and (w.agrees <> '[]' or :echoed or w.official)),
  :lowest, :highest, :first_value, :first_id, :first_reported_on, :disputed
from (select v.*, {_OFFICIAL} as official from observations v where v.id = :id) w
"""


class Statement(NamedTuple):
    """What a row of `observations` says of a point, and how far it can be trusted.

    `low` and `high` are the span of values that it allows; of the signs from `second_hand` on,
    less is better, but for `agrees`.
    """

    series_key: str
    id: str
    document: str
    value: float
    low: float
    high: float
    quote: str
    meeting: str | None
    council: str | None
    committee: str | None
    local: int
    second_hand: int
    low_confidence: int
    unsure: int
    inexact: int
    agrees: int
    contradicts: int
    step: float
    position: int


_Order = Callable[[Statement], tuple[Any, ...]]


def make(db: sqlite3.Connection) -> None:
    """Make the points of all touched keys, of which none are there."""
    db.executemany(_MAKE_POINT, _points(db.execute(_STATEMENTS)))


def _points(rows: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for _, group in groupby(rows, key=itemgetter(0)):
        yield point(list(map(Statement._make, group)))


def point(statements: list[Statement]) -> dict[str, Any]:
    """What all statements of a point say together, by the names that its row has for it."""
    order = _order(statements)
    papers, conflicting, contested = _papers(statements, order)
    shown, first = _shown_and_first(papers, contested, order)
    values = [said.value for said in papers]
    restated = disputed = echoed = 0
    for said in papers:
        if said.low_confidence:
            continue
        if said.value != shown.value and (said.low >= shown.high or shown.low >= said.high):
            restated += _restates(shown, said)
            disputed += said.council != shown.council or said.committee != shown.committee
        elif said.quote != shown.quote:
            echoed += not said.inexact and not shown.inexact
    return {
        "id": shown.id,
        "local": any(said.local for said in statements),
        "statements": len(statements),
        "documents": len(papers),
        "restated": restated,
        "disputed": disputed,
        "echoed": echoed > 0,
        "conflicting": shown.document in conflicting,
        "contested": shown.document in contested,
        "lowest": min(values),
        "highest": max(values),
        "first_value": first.value,
        "first_id": first.id,
        "first_reported_on": first.meeting,
    }


def _restates(shown: Statement, said: Statement) -> bool:
    """Whether a council said something else before, in an earlier paper."""
    return (
        said.council == shown.council
        and said.second_hand == shown.second_hand
        and said.meeting is not None
        and shown.meeting is not None
        and said.meeting < shown.meeting
    )


def _order(statements: list[Statement]) -> _Order:
    """The order of equally trusted statements, the best first.

    The surer statement, then an exact one ("26%" before "around a quarter"), then one that a sum,
    a share or a second statement confirms and none speaks against, then the one that is made more
    often in other words, here or in other papers: the same words twice ("of these, 100%") are of
    two things rather than said again.
    """
    words: dict[float, set[str]] = {}
    if len(statements) > 1:
        for said in statements:
            words.setdefault(said.value, set()).add(said.quote)

    def order(said: Statement) -> tuple[Any, ...]:
        return (
            said.unsure,
            said.inexact,
            said.contradicts - said.agrees,
            -len(words[said.value]),
            said.step,
            said.position,
            said.document,
        )

    return order


def _papers(
    statements: list[Statement], order: _Order
) -> tuple[list[Statement], set[str], set[str]]:
    """The best statement of each paper; which papers surely give another value as well, and in
    which of these nothing but its place sets the best before such another."""
    if len(statements) == 1:
        return statements, set(), set()
    of: dict[str, list[Statement]] = {}
    for said in statements:
        of.setdefault(said.document, []).append(said)
    if len(of) == len(statements):
        return statements, set(), set()

    papers: list[Statement] = []
    conflicting, contested = set(), set()
    for document, made in of.items():
        best = min(made, key=lambda said: (said.second_hand, said.low_confidence, order(said)))
        papers.append(best)
        others = [said for said in made if said.value != best.value]
        if others and max(said.low for said in made) >= min(said.high for said in made):
            if any(_publishable(said) and _apart(said, best) for said in others):
                conflicting.add(document)
            weight = _weight(best, order)
            if any(_apart(said, best) and _weight(said, order) == weight for said in others):
                contested.add(document)
    return papers, conflicting, contested


def _apart(one: Statement, other: Statement) -> bool:
    """Whether two statements cannot both be true."""
    return one.low >= other.high or other.low >= one.high


def _publishable(said: Statement) -> bool:
    """Whether a statement is good enough to be held against another: a doubtful reading of the
    paper says nothing of what the paper gives."""
    agreed = bool(said.agrees) and not said.contradicts
    return said.unsure == 0 or (said.unsure == 1 and agreed)


def _weight(said: Statement, order: _Order) -> tuple[Any, ...]:
    unsure, inexact, _, support, *_ = order(said)
    return (said.second_hand, unsure, inexact, said.agrees, said.contradicts, support)


def _shown_and_first(
    papers: list[Statement], contested: set[str], order: _Order
) -> tuple[Statement, Statement]:
    """The statements of the latest and of the first meeting, of the papers trusted most."""
    if len(papers) == 1:
        return papers[0], papers[0]
    trust = [
        (said.second_hand, said.low_confidence, said.document in contested, said.meeting is None)
        for said in papers
    ]
    most = min(trust)
    trusted = [said for said, its in zip(papers, trust, strict=True) if its == most]
    days = {said.meeting or "" for said in trusted}
    shown = _best_of(max(days), trusted, order)
    return shown, shown if len(days) == 1 else _best_of(min(days), trusted, order)


def _best_of(day: str, papers: list[Statement], order: _Order) -> Statement:
    of_day = [said for said in papers if (said.meeting or "") == day]
    return of_day[0] if len(of_day) == 1 else min(of_day, key=order)
