"""The SQL of the mix page. Every statement uses an index; a test looks at the query plans."""

from __future__ import annotations

# Dates for which a paper withholds a part of a breakdown ("fewer than five", `*`), or is one that
# suppresses cells.
WITHHELD_OF_AREA = """
select distinct s.period_end from series_all s
where s.area = :area and s.measure = :measure and s.area_level = 'local' and s.unit = 'count'
  and s.dimensions_key <> ''
  and (s.qualifier in ('less_than', 'at_most') or s.qualifier = 'between' and s.value_max <= 10
    or exists (
      select 1 from refusals r where r.document_id = s.document_id and r.reason = 'suppressed'))
limit 1000"""

# Readings of a date that `series` leaves out.
LESS_CERTAIN_PARTS = """
select s.measure, s.unit, s.dimensions_key, s.value, s.value_max, s.qualifier, s.contested,
  s.observation_id
from series_all s
where s.area = :area and s.measure = :measure and s.period_end = :end
  and s.area_level = 'local' and s.reliable = 0
order by s.value desc limit 40"""

# Lines of a total's list that are of another measure, as the check of its sum found them.
LISTED_ELSEWHERE = """
select distinct o.id as observation_id, o.measure, m.label, o.dimensions, o.value, o.value_max,
  o.qualifier, o.unit, o.subject
from checks c join json_each(c.observations) j cross join observations o on o.id = j.value
left join measures m on m.id = o.measure
where c.document_id = :document and c.identity = 'parts_of_whole' and o.measure is not :parts
  and o.id <> :whole and o.value > 0 and exists (
    select 1 from json_each(c.observations) w where w.value = :whole)
limit 20"""
