"""The SQL of the targets, the mix page and the ranking. Every statement uses an index; a test looks
at the query plans."""

from __future__ import annotations

from extractor.store.aims import beside, is_gap, is_loose
from extractor.store.latest import gives_way

# A scorecard's own indicators are known by their printed label: words, and not an arrow or a
# number. The lines of a budget are none.
_LABELLED = """{row}.measure is null and {row}.source in ('card', 'table')
  and {row}.unit <> 'currency_gbp' and {row}.row_label glob '*[A-Za-z][A-Za-z][A-Za-z]*'"""
# The figure that targets were once set from ("Baseline") is no latest figure.
_NO_BASELINE = """not ({row}.kind = 'actual'
  and ifnull({row}.column_label, '') || ' ' || ifnull({row}.row_label, '') like '%baseline%')"""
# Money is a line of a budget, unless the paper rates it.
_NO_BUDGET = "({row}.unit <> 'currency_gbp' or {rated})"
_BODIES = ("national", "government", "government''s", "government’s", "dfe", "dfe''s", "statutory")
_AIMS = ("target", "threshold", "scorecard", "minimum", "standard")


def set_nationally(of: str) -> str:
    """Whether the words just before a target (a row of observations) say that a national body set
    it: "the government threshold of 487 days"."""
    before = f"lower(substr({of}.quote, max(1, {of}.quote_start - 49), min(50, {of}.quote_start)))"
    named = (f"{before} like '%{body} {aim}%'" for body in _BODIES for aim in _AIMS)
    return f"({of}.kind <> 'actual' and ({' or '.join(named)}))"


# A target of running text without a period is of the figure beside it, which has to have a date.
_DATED_BESIDE = """exists (select 1 from observations d
    where d.id = {beside} and d.period_end is not null)"""


def _has_its_figure(target: str) -> str:
    dated = _DATED_BESIDE.format(beside=beside(target))
    return f"(not {is_loose(target)} or {target}.measure is null or {dated})"


# What a line of the targets page is made of: figures of a measure, and of such an indicator. By
# how much a target is missed is no figure.
_OF_INDICATORS = f"""
  o.kind in ('actual', 'target', 'floor') and o.value is not null and o.unit is not null
  and (o.area = :area or o.area is null) and o.second_hand = 0 and o.duplicate_of is null
  and o.rejected = 0 and (o.measure is not null or ({_LABELLED.format(row="o")}))
  and {_NO_BASELINE.format(row="o")} and not (o.kind = 'actual' and {is_gap("o")})
  and (o.kind = 'actual' or {_has_its_figure("o")})"""

# Areas that have a target beside an actual figure of the same report, those with the most targets
# first; of measures, and of scorecards' own indicators.
_BESIDE = """
select 1 from observations t indexed by {index} cross join observations a
  indexed by observations_report
  on a.document_id = t.document_id and a.report_number = t.report_number
  and a.measure is t.measure and a.unit = t.unit and a.dimensions_key = t.dimensions_key
  and a.kind = 'actual' and a.period_end is not null and {baseline} and {budget} {same}
where {aims} and t.area = k.area and t.area_level = 'local'"""
_MEASURED = f"""t.kind in ('target', 'floor') and t.measure is not null
  and {_has_its_figure("t")}"""
_PRINTED = f"t.kind in ('target', 'floor') and {_LABELLED.format(row='t')}"
_OF_COUNCILS = {
    "baseline": _NO_BASELINE.format(row="a"),
    "budget": _NO_BUDGET.format(row="a", rated="a.rag is not null"),
}
_BESIDE_MEASURED = _BESIDE.format(
    index="observations_aims", aims=_MEASURED, same="", **_OF_COUNCILS
)
_BESIDE_PRINTED = _BESIDE.format(
    index="observations_targets",
    aims=_PRINTED,
    same="""and a.row_label = t.row_label and a.page is t.page
  and (t.financial_year is null or t.financial_year = a.financial_year)""",
    **_OF_COUNCILS,
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
# or a rating, of one measure or, for the same year, of one printed label. `judged` are the lines
# whose target is met or not: higher or lower is known to be better, of the measure or by a minimum.
PAPERS_WITH_TARGETS = f"""
with lines as (
  select o.document_id, o.meeting_date, max(o.kind <> 'actual') as aims,
    max(o.kind = 'actual' and o.period_end is not null and o.rag is not null) as rated,
    max(o.kind = 'target') and max(o.kind = 'floor') as bounded, o.unit,
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
  sum((l.undated or instr(l.years, l.year)) and (m.good_direction in ('up', 'down')
    or l.measure is null and l.bounded)) as judged, max(l.newest) as newest
from lines l join documents d on d.id = l.document_id left join measures m on m.id = l.measure
where l.newest is not null and {_NO_BUDGET.format(row="l", rated="l.rated")}
  and (l.rated or l.undated or instr(l.years, l.year) or (l.measure is not null and l.aims))
group by l.document_id, l.meeting_date"""

INDICATORS = f"""
select o.id, o.document_id, o.position, o.page, o.measure, o.row_label, o.source, m.label,
  m.domain_title, m.good_direction, coalesce(m.population, m.label, o.subject) as counted, o.kind,
  o.area, o.unit, o.dimensions, o.dimensions_key, o.value, o.value_max, o.qualifier,
  o.period_type, o.period_start, o.period_end, o.financial_year, o.confidence, o.doubts, o.agrees,
  o.rag,
  o.trend, {set_nationally("o")} as national, {is_loose("o")} as loose,
  iif(o.kind <> 'actual' and {is_loose("o")}, {beside("o")}, null) as beside,
  {gives_way("o")} as gives_way
from json_each(:documents) j
cross join observations o indexed by observations_document on o.document_id = j.value
left join measures m on m.id = o.measure
where {_OF_INDICATORS}
order by o.document_id, o.position"""

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
  and exists (
    select 1 from json_each(c.observations) k cross join observations p on p.id = k.value
    where p.measure = :parts and p.dimensions ->> ('$.' || :by) is not null)
  and o.id <> :whole and o.value > 0 and exists (
    select 1 from json_each(c.observations) w where w.value = :whole)
limit 20"""

# A span of about a year: flows of other lengths cannot be compared with it.
_YEAR_LONG = "(julianday({of}.period_end) - julianday({of}.period_start) between 350 and 380)"


def _last_end(also: str = "") -> str:
    """The end of an area's latest point, of those with the condition `also`."""
    return f"""(
    select max(l.period_end) from series l
    where l.measure = :measure and l.unit = :unit and l.area_level = 'local'
      and l.dimensions_key = :breakdown and l.area = a.area and not {gives_way("l")} {also})"""


# The latest figure of each area, and of a flow the latest of a whole year: some steps through the
# index for each area, not for each point.
RANKING = f"""
with recursive a(area) as (
  select (select min(area) from series_points where measure = :measure and unit = :unit
    and area_level = 'local' and dimensions_key = :breakdown)
  union all
  select (select min(area) from series_points where measure = :measure and unit = :unit
    and area_level = 'local' and dimensions_key = :breakdown and area > a.area)
  from a where a.area is not null)
select s.area, s.unit, s.dimensions, s.period_type, s.period_start, s.period_end, s.value,
  s.value_max, s.qualifier, s.doubts, s.confidence, s.restated, s.conflicting, s.second_hand,
  s.lowest, s.highest, s.observation_id, {_YEAR_LONG.format(of="s")} as year_long, (
    select p.first_value from series_points p
    where s.restated > 0 and p.series_key = s.series_key) as first_value
from a cross join series s on s.measure = :measure and s.unit = :unit
  and s.area_level = 'local' and s.dimensions_key = :breakdown and s.area = a.area
where (s.period_end = {_last_end()} or :flow and {_YEAR_LONG.format(of="s")}
    and s.period_end = {_last_end("and " + _YEAR_LONG.format(of="l"))})
  and not {gives_way("s")}
limit 1000"""

# What is newer than the figures of a ranking: less certain readings, and of a flow what is of
# another length than a year. `ranked` is a JSON list of [area, end of its period, figure].
NEWER = """
select p.area, p.unit, p.value, p.value_max, p.qualifier, p.period_type, p.period_start,
  p.period_end, p.reliable, p.observation_id
from json_each(:ranked) j cross join series_points p indexed by series_points_measure
  on p.measure = :measure and p.unit = :unit and p.area_level = 'local'
  and p.dimensions_key = :breakdown and p.area = j.value ->> 0
where p.period_end > j.value ->> 1 and p.period_end <= date('now') and p.contested = 0
  and p.observation_id <> j.value ->> 2 and p.confidence <> 'low' and (p.reliable = 0 or :flow)
  and p.doubts not like '%"out_of_range"%'
order by p.area, p.period_end desc limit 1000"""

# Areas with figures of a measure that `series` leaves out, and why.
NOT_RANKED = """
select area, 'contested' as reason from series_points indexed by series_points_choices
where measure = :measure and unit = :unit and dimensions_key = :breakdown
  and area_level = 'local' and contested = 1
union
select area, 'less_certain' from series_points indexed by series_points_choices
where measure = :measure and unit = :unit and dimensions_key = :breakdown
  and area_level = 'local' and reliable = 0 and contested = 0
union
select area, 'undated' from observations indexed by observations_measure
where measure = :measure and kind = 'actual' and area_level = 'local' and period_end is null
  and unit = :unit and dimensions_key = :breakdown and area is not null
  and duplicate_of is null and rejected = 0
limit 2000"""

# What the papers' lists add up to, in the checks of their totals: `wholes` is a JSON list of
# [document, figure] of the totals. The gap is null where it may not be given.
CHECKED_TOTALS = """
select w.value ->> 1 as whole, c.found, c.gap
from json_each(:wholes) w cross join checks c on c.document_id = w.value ->> 0
  and c.identity = 'parts_of_whole'
where exists (select 1 from json_each(c.observations) j where j.value = w.value ->> 1)
  and exists (
    select 1 from json_each(c.observations) k cross join observations p on p.id = k.value
    where p.measure = :parts and p.dimensions ->> ('$.' || :by) is not null)
order by c.id desc"""

UNREAD_PAPERS = """
select id, path, title, council, status, reason, remedy, meeting_date from documents
where status <> 'ok'
order by status = 'partial', council is null, council, title, id limit :most offset :from"""

PROBLEM_PAGES_OF = """
select p.document_id, p.page, p.problems
from json_each(:documents) j cross join pages p on p.document_id = j.value
where p.problems <> '[]' order by p.document_id, p.page limit 20000"""
