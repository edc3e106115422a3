"""The SQL of the targets page. Every statement uses an index; a test looks at the query plans."""

from __future__ import annotations

# A scorecard's own indicators are known by their printed label: words, and not an arrow or a
# number. The lines of a budget are none.
_LABELLED = """{row}.measure is null and {row}.source in ('card', 'table')
  and {row}.unit <> 'currency_gbp' and {row}.row_label glob '*[A-Za-z][A-Za-z][A-Za-z]*'"""
# What a line of the targets page is made of: figures of a measure, and of such an indicator.
_OF_INDICATORS = f"""
  o.kind in ('actual', 'target', 'floor') and o.value is not null and o.unit is not null
  and (o.area = :area or o.area is null) and o.second_hand = 0 and o.duplicate_of is null
  and o.rejected = 0 and (o.measure is not null or ({_LABELLED.format(row="o")}))"""

# Areas that have a target beside an actual figure of the same report, those with the most targets
# first; of measures, and of scorecards' own indicators.
_BESIDE = """
select 1 from observations t indexed by {index} cross join observations a
  indexed by observations_report
  on a.document_id = t.document_id and a.report_number = t.report_number
  and a.measure is t.measure and a.unit = t.unit and a.dimensions_key = t.dimensions_key
  and a.kind = 'actual' and a.period_end is not null {same}
where {aims} and t.area = k.area and t.area_level = 'local'"""
_MEASURED = "t.kind in ('target', 'floor') and t.measure is not null"
_PRINTED = f"t.kind in ('target', 'floor') and {_LABELLED.format(row='t')}"
_BESIDE_MEASURED = _BESIDE.format(index="observations_aims", aims=_MEASURED, same="")
_BESIDE_PRINTED = _BESIDE.format(
    index="observations_targets",
    aims=_PRINTED,
    same="""and a.row_label = t.row_label and a.page is t.page
  and (t.financial_year is null or t.financial_year = a.financial_year)""",
)
AREAS_WITH_TARGETS = f"""
with aims as (
  select t.area, count(*) as targets, 1 as measured from observations t
  indexed by observations_aims
  where {_MEASURED} and t.area_level = 'local' and t.area is not null group by t.area
  union all
  select t.area, count(*), 0 from observations t indexed by observations_targets
  where {_PRINTED} and t.area_level = 'local' and t.area is not null group by t.area)
select k.area, sum(k.targets) as targets from aims k
where iif(k.measured, exists ({_BESIDE_MEASURED}), exists ({_BESIDE_PRINTED}))
group by k.area order by targets desc, k.area"""

# `documents` is a JSON list of ids. A paper is offered if it has an actual figure beside a target
# or a rating, of one measure or, for the same year, of one printed label.
PAPERS_WITH_TARGETS = f"""
with lines as (
  select o.document_id, o.meeting_date, max(o.kind <> 'actual') as aims,
    max(o.kind = 'actual' and o.period_end is not null and o.rag is not null) as rated,
    max(case when o.kind = 'actual' then o.period_end end) as newest, o.measure,
    max(case when o.kind = 'actual' then o.financial_year end) as year,
    max(o.kind <> 'actual' and o.financial_year is null) as undated,
    group_concat(case when o.kind <> 'actual' then o.financial_year end) as years
  from json_each(:documents) j
  cross join observations o indexed by observations_document on o.document_id = j.value
  where {_OF_INDICATORS}
  group by o.document_id, o.meeting_date, o.unit, o.dimensions_key,
    coalesce(o.measure, o.page || ' ' || o.row_label))
select l.document_id, l.meeting_date, d.title, d.path, sum(l.rated) as rated,
  max(l.newest) as newest
from lines l join documents d on d.id = l.document_id
where l.newest is not null and (l.rated or l.undated or instr(l.years, l.year)
    or (l.measure is not null and l.aims))
group by l.document_id, l.meeting_date"""

INDICATORS = f"""
select o.id, o.document_id, o.position, o.page, o.measure, o.row_label, o.source, m.label,
  m.domain_title, m.good_direction, coalesce(m.population, m.label, o.subject) as counted, o.kind,
  o.area, o.unit, o.dimensions, o.dimensions_key, o.value, o.value_max, o.qualifier,
  o.period_type, o.period_start, o.period_end, o.financial_year, o.confidence, o.doubts, o.rag,
  o.trend
from json_each(:documents) j
cross join observations o indexed by observations_document on o.document_id = j.value
left join measures m on m.id = o.measure
where {_OF_INDICATORS}
order by o.document_id, o.position"""
