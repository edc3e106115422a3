"""What holds between papers: series that jump from one date to the next, rates whose population
cannot be."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from extractor.checks import say
from extractor.checks.model import Identities, Jump, Named, Rate, RateOf, Status
from extractor.wording import words

PAIRS = 3
"""So many dates of an area must give its population before one is called wrong."""


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """A finding about points of series: its figures are the observations that they come from."""

    identity: Named
    status: Status
    message: str
    measure: str
    area: str
    period_end: str
    observations: tuple[str, ...]
    expected: float | None
    found: float | None

    @property
    def gap(self) -> float | None:
        """How far what was found is from what was expected."""
        if self.expected is None or self.found is None:
            return None
        return round(self.expected - self.found, 6)


def check_across(
    identities: Identities, db: sqlite3.Connection, labels: Mapping[str, str]
) -> Iterator[AcrossFinding]:
    """What the identities find between the points of all papers."""
    for identity in identities.identities:
        if isinstance(identity, Jump):
            yield from _jumps(identity, db, labels)
            yield from _low_bounds(identity, db, labels)
        elif isinstance(identity, Rate):
            yield from _rates(identity, db, labels)


_STEPS = """
with steps as (
  select p.*, lag(value) over line as before, lag(period_end) over line as earlier,
    lag(observation_id) over line as earlier_id
  from series_points p
  where reliable = 1 and unit = ? and area_level = 'local' and period_basis = 'as_at'
    and qualifier = 'exact' and measure in (select id from measures where kind = ?)
  window line as (partition by line order by period_end)
)
select measure, dimensions_key, area, unit, before, value, earlier, period_end, earlier_id,
  observation_id from steps
where min(before, value) >= ? and julianday(period_end) - julianday(earlier) <= ?
  and max(before, value) > ? * min(before, value)
order by line, period_end
"""


# A lower bound and the exact figure of its line that is nearest in time.
_BOUNDS = """
select measure, dimensions_key, area, near, value, near_end, period_end, near_id, observation_id
from (select b.*, n.value as near, n.period_end as near_end, n.observation_id as near_id,
    row_number() over (partition by b.observation_id
      order by abs(julianday(n.period_end) - julianday(b.period_end)), n.period_end) as place
  from series_points b join series_points n on n.line = b.line and n.reliable = 1
    and n.qualifier = 'exact' and n.value >= ?
    and abs(julianday(n.period_end) - julianday(b.period_end)) <= ?
  where b.reliable = 1 and b.unit = ? and b.area_level = 'local' and b.period_basis = 'as_at'
    and b.qualifier in ('more_than', 'at_least')
    and b.measure in (select id from measures where kind = ?))
where place = 1 and near > ? * value
order by line, period_end
"""


def _low_bounds(
    identity: Jump, db: sqlite3.Connection, labels: Mapping[str, str]
) -> Iterator[AcrossFinding]:
    """Bounds so far below the figures around them that they count something else."""
    for unit in identity.units:
        for kind in identity.kinds:
            asked = (identity.least, identity.within_days, unit, kind, identity.bound_ratio)
            for row in db.execute(_BOUNDS, asked).fetchall():
                measure, kinds, area, near, value, near_end, end, near_id, bound = row
                name = labels.get(measure, measure) + (f" ({kinds})" if kinds else "")
                message = (
                    f"{name}, {area}: more than {say.number(value, unit)} at {words.day(end)}, "
                    f"and {say.number(near, unit)} at {words.day(near_end)}. A bound so far below "
                    "the figures around it is probably of something else."
                )
                yield AcrossFinding(
                    identity, "fail", message, measure, area, end, (near_id, bound), near, value
                )


def _jumps(
    identity: Jump, db: sqlite3.Connection, labels: Mapping[str, str]
) -> Iterator[AcrossFinding]:
    for unit in identity.units:
        for kind in identity.kinds:
            asked = (unit, kind, identity.least, identity.within_days, identity.ratio)
            for row in db.execute(_STEPS, asked).fetchall():
                measure, kinds, area, _, before, value, earlier, end, first, second = row
                name = labels.get(measure, measure) + (f" ({kinds})" if kinds else "")
                message = (
                    f"{name}, {area}: {say.number(before, unit)} at {words.day(earlier)}, "
                    f"{say.number(value, unit)} at {words.day(end)}. {identity.meaning} "
                    "One of the two is probably not as read."
                )
                yield AcrossFinding(
                    identity, "fail", message, measure, area, end, (first, second), before, value
                )


_PAIRS = """
select c.area, c.period_end, c.value, r.value, c.observation_id, r.observation_id
from series_points c
join series_points r on r.measure = ? and r.unit = ? and r.area = c.area
  and r.area_level = c.area_level and r.period_end = c.period_end and r.dimensions_key = ''
where c.measure = ? and c.unit = 'count' and c.dimensions_key = '' and c.area_level = 'local'
  and c.contested = 0 and r.contested = 0 and r.value > 0 and c.value > 0
  and c.qualifier = 'exact' and r.qualifier = 'exact'
  and c.confidence <> 'low' and r.confidence <> 'low'
order by c.area, c.period_end
"""


_ALONE = """
select r.area, r.period_end, r.value, r.observation_id
from series_points r
where r.measure = ? and r.unit = ? and r.dimensions_key = '' and r.area_level = 'local'
  and r.contested = 0 and r.confidence <> 'low' and not exists (
    select 1 from series_points c where c.measure = ? and c.unit = 'count'
      and c.dimensions_key = '' and c.area = r.area and c.period_end = r.period_end)
order by r.area, r.period_end
"""


def _alone(
    identity: Rate, spec: RateOf, db: sqlite3.Connection, labels: Mapping[str, str]
) -> Iterator[AcrossFinding]:
    """Rates without a count of the same date: nothing can be said about them."""
    for area, end, rate, name in db.execute(
        _ALONE, (spec.rate, spec.rate_unit, spec.count)
    ).fetchall():
        message = (
            f"{labels.get(spec.rate, spec.rate)}, {area}, at {words.day(end)}: "
            f"{say.number(rate, spec.rate_unit)}; no count of that date is stated to hold it "
            "against."
        )
        yield AcrossFinding(identity, "unknown", message, spec.rate, area, end, (name,), None, rate)


def _rates(
    identity: Rate, db: sqlite3.Connection, labels: Mapping[str, str]
) -> Iterator[AcrossFinding]:
    for spec in identity.rates:
        yield from _alone(identity, spec, db, labels)
        areas: dict[str, list[tuple[str, float, float, str, str]]] = defaultdict(list)
        for area, *pair in db.execute(_PAIRS, (spec.rate, spec.rate_unit, spec.count)).fetchall():
            areas[area].append(tuple(pair))
        for area, pairs in areas.items():
            people = [spec.per * count / rate for _, count, rate, _, _ in pairs]
            usual = median(people)
            for (end, count, rate, first, second), implied in zip(pairs, people, strict=True):
                off = abs(implied - usual) / usual
                status: Status = "pass" if off <= identity.tolerance else "fail"
                if len(pairs) < PAIRS or identity.tolerance < off <= identity.fails_beyond:
                    status = "unknown"
                message = (
                    f"{labels.get(spec.count, spec.count)}, {area}, at {words.day(end)}: "
                    f"{say.number(count)} and {say.number(rate, spec.rate_unit)} mean "
                    f"{say.number(round(implied, -2))} residents"
                )
                message += (
                    f", and other dates of the area about {say.number(round(usual, -2))}."
                    if len(pairs) >= PAIRS
                    else "; no population is stated to hold it against."
                )
                yield AcrossFinding(
                    identity, status, message, spec.count, area, end, (first, second),
                    round(usual), round(implied),
                )  # fmt: skip
