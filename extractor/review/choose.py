"""Which figures a person should look at first, and a random sample of the series."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""Of the normal distribution, for an interval of 95%."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure to look at, with why, and all that has to be seen to judge it."""

    why: str
    id: str
    document: str
    path: str
    location: str | None
    page: int | None
    place: str | None
    box: tuple[float, float, float, float] | None
    figure: str
    quote: str
    start: int
    end: int
    measure: str | None
    label: str | None
    nearest: str | None
    value: float | None
    unit: str | None
    kind: str
    dimensions: str
    area: str | None
    period: str
    confidence: str
    doubts: str
    unexplained: str


_SHOWN = """
o.id, o.document_id, d.path,
(select l.location from document_paths p join locations l on l.path = p.path
  where p.document_id = o.document_id order by p.path limit 1) as location,
o.page, coalesce(o.page, o.char_start) as place, o.x0, o.top, o.x1, o.bottom, o.figure_text,
o.quote, o.quote_start, o.quote_end, o.measure, m.label, o.nearest_measure, o.value, o.unit,
o.kind, o.dimensions, o.area,
coalesce(o.period_start || ' to ', '') || coalesce(o.period_end, 'no date') as period,
o.confidence, o.doubts, o.unexplained
from observations o join documents d on d.id = o.document_id
left join measures m on m.id = o.measure
"""

# In the order in which a look is worth most: one of several values makes a point; a figure that
# a check speaks against; one that only wants a second look; one that nearly has a measure.
_DOUBTFUL = f"""
select case
  when c.series_key is not null then 'we read more than one value for this date'
  when o.contradicts <> '[]' then 'it does not agree with other figures'
  when o.measure is null then 'it has no measure'
  when o.unexplained <> '[]' then 'some of its words are not accounted for'
  else 'it is not certain' end as why, {_SHOWN}
left join series_points c on c.series_key = o.series_key and c.contested = 1
  and c.document_id = o.document_id
where o.rejected = 0 and not exists (
    select 1 from json_each(o.doubts) where value in ('confirmed', 'corrected', 'added'))
  and (c.series_key is not null or o.contradicts <> '[]'
    or (o.measure is not null and o.confidence <> 'high')
    or o.nearest_measure is not null)
order by c.series_key is null, o.contradicts = '[]', o.measure is null,
  o.unexplained = '[]', d.path, o.position
"""

_OF_SERIES = f"select 'it was drawn at random' as why, {_SHOWN} where o.id = ?"


def doubtful(db: sqlite3.Connection, limit: int) -> list[Candidate]:
    """Doubtful, contested and unexplained figures that nobody has looked at yet."""
    return [_candidate(row) for row in db.execute(f"{_DOUBTFUL} limit ?", (limit,)).fetchall()]


def sample(db: sqlite3.Connection, size: int, seed: int) -> list[Candidate]:
    """Figures of random points of `series`: the same for the same seed and database."""
    points = [
        row[0]
        for row in db.execute(
            "select observation_id from series order by observation_id"
        ).fetchall()
    ]
    drawn = random.Random(seed).sample(points, min(size, len(points)))
    return [_candidate(db.execute(_OF_SERIES, (name,)).fetchone()) for name in drawn]


def interval(right: int, judged: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share, in per cent."""
    share = right / judged
    middle = (share + Z * Z / (2 * judged)) / (1 + Z * Z / judged)
    spread = (Z * sqrt(share * (1 - share) / judged + Z * Z / (4 * judged * judged))) / (
        1 + Z * Z / judged
    )
    return 100 * max(middle - spread, 0.0), 100 * min(middle + spread, 1.0)


def _candidate(row: tuple[object, ...]) -> Candidate:
    values = list(row)
    box = values[7:11]
    shaped = [*values[:6], None if values[6] is None else str(values[6])]
    shaped += [None if None in box else tuple(box), *values[11:]]
    return Candidate(*shaped)  # type: ignore[arg-type]
