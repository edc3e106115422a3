"""The SQL of the pages. Every statement uses an index; a test looks at the query plans."""

from __future__ import annotations

from extractor.export.lead_in import PAGE_OF_LIST as _PAGE_OF_LIST
from extractor.store import views
from extractor.store.latest import gives_way, is_latest
from extractor.store.published import day_of_paper, published_on

TOTALS = """
select count(*) as documents, sum(status = 'ok') as ok, sum(status = 'partial') as partial,
  sum(status = 'refused') as refused, sum(status = 'failed') as failed, sum(pages) as pages,
  sum(pages_without_text) as pages_without_text, sum(observations) as figures,
  sum(measured) as measured, min(meeting_date) as first, max(meeting_date) as last
from documents"""

LAST_RUN = "select * from runs order by id desc limit 1"

# A document that names no council counts for the area that its figures are about, and one that is
# of no meeting for the year in which it was published.
BY_COUNCIL_AND_YEAR = f"""
select coalesce(d.council, (
    select o.area from observations o
    where o.document_id = d.id and o.area_level = 'local' limit 1)) as council,
  d.council is null as inferred, substr({day_of_paper("d")}, 1, 4) as year,
  count(*) as documents,
  sum(d.observations) as figures, sum(d.status <> 'ok') as unread
from documents d
group by 1, 2, 3"""

COUNCILS = """
with recursive c(council) as (
  select min(council) from documents
  union all
  select (select min(council) from documents where council > c.council)
  from c where c.council is not null)
select council from c where council is not null"""

MEASURES = """
select m.id, m.domain_title, m.label, m.definition, m.aliases, exists (
    select 1 from series_points s where s.measure = m.id) as stated
from measures m
order by m.domain_title, m.label"""

LATEST_DOCUMENTS = """
select id, title, path, council, committee, meeting_date, observations from documents
where meeting_date is not null and status in ('ok', 'partial') and observations > 0
order by meeting_date desc limit 8"""

MEASURE = "select * from measures where id = :measure"

RULES_OF_MEASURE = """
select id, examples, pattern from rules where measure = :measure and current = 1 order by id"""

_CHOICES = """
select unit, dimensions_key, period_type, area, area_level, count(*) as points,
  min(period_end) as first, max(period_end) as last
from {view} where measure = :measure
group by unit, dimensions_key, period_type, area, area_level"""
CHOICES_OF_MEASURE = _CHOICES.format(view="series")
CHOICES_OF_ALL = _CHOICES.format(view="series_all")

# `series` has what can be relied on; `series_all` has the less certain readings as well.
_POINTS = """
select s.area, s.area_level, s.council, s.unit, s.dimensions, s.dimensions_key, s.period_type,
  s.period_start, s.period_end, s.value, s.value_max, s.qualifier, s.confidence, s.doubts,
  s.second_hand, s.statements, s.documents, s.restated, s.conflicting, s.lowest, s.highest,
  s.observation_id, s.line, {reliable} as reliable, (
    select p.first_value from series_points p
    where s.restated > 0 and p.series_key = s.series_key) as first_value
from {start}
where s.measure = :measure and s.area_level = :level and s.unit = :unit
  and s.dimensions_key = :breakdown and {areas}
  and (:period = '' or s.period_type = :period)
  and s.period_end between :since and :until {contested}
order by s.area, s.period_end
limit :most"""
_RELIABLE = {"reliable": "1", "contested": ""}
_ALL = {"reliable": "s.reliable", "contested": "and s.contested = 0"}
_ONE_OR_ALL = "s.area between :area and iif(:area = '', char(1114111), :area)"
POINTS = _POINTS.format(start="series s", areas=_ONE_OR_ALL, **_RELIABLE)
POINTS_ALL = _POINTS.format(start="series_all s", areas=_ONE_OR_ALL, **_ALL)
# How many readings of a choice `series` leaves out because they are less certain.
LEFT_OUT = """
select count(*) as figures from series_points s indexed by series_points_choices
where s.measure = :measure and s.area_level = 'local' and s.unit = :unit
  and s.dimensions_key = :breakdown and s.reliable = 0 and s.contested = 0
  and s.area between :area and iif(:area = '', char(1114111), :area)
  and (:period = '' or s.period_type = :period)
  and s.period_end between :since and :until"""
# `areas` is a JSON list of areas.
_EACH, _OF_AREAS = "json_each(:areas) j cross join", "s.area = j.value"
POINTS_OF_AREAS = _POINTS.format(start=f"{_EACH} series s", areas=_OF_AREAS, **_RELIABLE)
POINTS_OF_AREAS_ALL = _POINTS.format(start=f"{_EACH} series_all s", areas=_OF_AREAS, **_ALL)

# What is said about a measure without a date, local figures only.
UNDATED = f"""
select o.id as observation_id, o.area, o.figure_text, o.value, o.value_max, o.qualifier, o.unit,
  o.dimensions, o.quote, o.quote_start, o.quote_end, o.council, o.meeting_date, o.doubts, o.page,
  {published_on("o.document_id")} as published_on
from observations o indexed by observations_measure
where o.measure = :measure and o.kind = 'actual' and o.area_level = 'local'
  and o.period_end is null and o.duplicate_of is null and o.rejected = 0
  and (:area = '' or o.area = :area)
order by o.meeting_date desc limit 200"""

# A target is where the actual of its report does; one without an actual at its own period.
# `areas` is a JSON list of areas and null, since a target that names none may be of any of them.
_AIMS = "json_each(:areas) j cross join observations t indexed by observations_aims"
TARGETS = f"""
select v.target_observation as id, v.target_kind as kind, v.area, v.target as value,
  null as value_max, v.target_qualifier as qualifier, v.unit, v.period_type, v.period_start,
  v.period_end
from ({views.VIEWS["targets_vs_actuals"].replace("observations t", _AIMS)}
  and t.measure = :measure and t.area is j.value) v
where v.unit = :unit and v.dimensions_key = :breakdown
  and v.period_end between :since and :until
  and v.area in (select value from json_each(:areas))
  and (:period = '' or v.period_type = :period)
union
select t.id, t.kind, t.area, t.value, t.value_max, t.qualifier, t.unit, t.period_type,
  t.period_start, t.period_end
from {_AIMS}
where t.area is j.value and t.measure = :measure and t.kind in ('target', 'floor')
  and t.unit = :unit and t.dimensions_key = :breakdown and t.area_level = 'local'
  and t.value is not null and t.duplicate_of is null and t.second_hand = 0
  and t.period_end between :since and :until and (:period = '' or t.period_type = :period)
  and (:area = '' or t.area = :area)
order by period_end limit 400"""

# Contested and restated points are few: they are found by their own indexes (`+` keeps SQLite
# from looking through all points of a unit).
CONTESTED = """
select area, period_type, period_start, period_end, value, observation_id
from contested
where measure = :measure and +unit = :unit and +dimensions_key = :breakdown
  and (:area = '' or area = :area)
limit 50"""

RESTATED = """
select period_end, area, unit, dimensions, period_type, period_start, stated_value,
  latest_value, stated_on, latest_on, stated_observation, latest_observation
from restatements
where measure = :measure and +unit = :unit and +dimensions_key = :breakdown
  and (:area = '' or area = :area)
limit 50"""

# `councils` is a JSON list of the names of one council. All of its papers, the latest first, with
# what is counted of them; what a page lists of them is asked for by their ids.
COUNCIL_DOCUMENTS = f"""
select d.id, d.council, d.committee, d.meeting_date, {day_of_paper("d")} as day
from documents d where d.council in (select value from json_each(:councils))
union all
select d.id, d.council, d.committee, d.meeting_date, {day_of_paper("d")}
from documents d
where d.council is null and d.id in (
  select o.document_id from series_points p join observations o on o.series_key = p.series_key
  where p.area = :area and p.area_level = 'local')
order by day desc, d.id"""

AREA_OF_COUNCIL = """
select area from series_points indexed by series_points_council
where council in (select value from json_each(:councils)) and area_level = 'local'
group by area order by count(*) desc limit 1"""

LATEST_OF_AREA = f"""
select p.measure, m.label, m.domain_title, p.unit, p.dimensions, p.dimensions_key, p.period_type,
  p.period_start, p.period_end, p.value, p.value_max, p.qualifier, p.doubts, p.restated,
  p.conflicting, p.second_hand, p.observation_id, p.meeting_date,
  coalesce(m.population, m.label) as counted
from series p join measures m on m.id = p.measure
where p.area = :area and p.area_level = 'local'
  and {is_latest("p")}
order by m.domain_title, m.label, p.unit, p.dimensions_key, p.period_end desc limit 3000"""

DOCUMENT = "select * from documents where id = :document"

REPORTS_OF_DOCUMENT = """
select report, kind, status, item, title, first_page, last_page, council, committee,
  meeting_date, observations, duplicate_of_document, duplicate_of_report
from reports where document_id = :document order by report"""

REPORT = "select * from reports where document_id = :document and report = :report"

FIGURES_OF_REPORT = """
select o.id, o.page, o.section, o.figure_text, o.value, o.value_max, o.unit, o.qualifier,
  o.kind, o.measure, m.label, o.subject, o.dimensions, o.dimensions_key, o.area, o.area_level,
  o.period_type, o.period_start, o.period_end, o.confidence, o.doubts, o.duplicate_of,
  coalesce(m.population, m.label, o.subject) as counted
from observations o left join measures m on m.id = o.measure
where o.document_id = :document and o.report_number = :report
order by o.document_id, o.position limit :most offset :from"""

PROBLEM_PAGES = """
select page, problems, text_source from pages
where document_id = :document and problems <> '[]' order by page limit 50"""

MEETING = """
select r.document_id, r.report, r.kind, r.status, r.item, r.title, r.first_page, r.last_page,
  r.committee, r.observations, d.path
from reports r join documents d on d.id = r.document_id
where r.council = :council and r.meeting_date = :date
order by r.committee, r.document_id, r.report limit 500"""

FIGURE = """
select o.*, m.label, m.definition, m.official,
  coalesce(m.population, m.label, o.subject) as counted, d.title as document_title, d.path, d.media,
  d.pages as document_pages, r.kind as report_kind, r.title as report_title,
  r.evidence ->> '$.published.day' as published_on
from observations o join documents d on d.id = o.document_id
join reports r on r.document_id = o.document_id and r.report = o.report_number
left join measures m on m.id = o.measure
where o.id = :figure"""

NEIGHBOURS = """
select id, position, x0, top, x1, bottom, figure_text from observations
where document_id = :document and page is :page order by position"""

NEIGHBOURS_OF_TEXT = """
select id, position, figure_text from observations
where document_id = :document and position between :position - 1 and :position + 1"""

RULE = "select * from rules where id = :rule"
RUN = "select id, started, finished, reader, rules_digest, outcome from runs where id = :run"

CHECKS_OF_FIGURE = """
select c.identity, c.status, c.expected, c.found, c.gap, c.message
from checks c
where c.document_id = :document and exists (
  select 1 from json_each(c.observations) j where j.value = :figure) limit 20"""

CORRECTIONS_OF_FIGURE = """
select action, field, old, new, reason, made_on from corrections
where applied_to = :figure or observation_id = :figure
order by id"""

# Statements of a point: of other papers, and again in the same one where it is as sure. A doubtful
# reading of another value says nothing of the paper.
SAME_POINT = """
select o.id, o.figure_text, o.value, o.value_max, o.unit, o.qualifier, o.meeting_date, o.report,
  o.document_id, o.page, o.second_hand, o.duplicate_of, o.confidence, d.title, d.path
from observations o join documents d on d.id = o.document_id
where o.series_key = :key and o.id <> :figure and o.rejected = 0 and o.confidence <> 'low'
  and (o.document_id <> :document or o.confidence = 'high' or o.value = :value)
order by o.meeting_date limit 40"""

TEXT_OF_PAGES = """
select substr(text, 1, 20000) as text from pages where document_id = :document limit 60"""

POINT_OF_FIGURE = """
select observation_id, restated, conflicting, contested, reliable, statements from series_points
where series_key = :key"""

PAGE_TEXT = "select text, text_source, width, height from pages where {where}"

# `measures` is a JSON list of ids. A point that gives way is never the latest.
SERIES_OF_AREA = f"""
select s.measure, s.area, s.area_level, s.unit, s.dimensions, s.dimensions_key, s.period_type,
  s.period_start, s.period_end, s.value, s.value_max, s.qualifier, s.confidence, s.doubts,
  s.second_hand, s.restated, s.conflicting, s.observation_id, s.observation_id as id,
  s.document_id, {gives_way("s")} as gives_way
from series s
where s.area = :area and s.measure in (select value from json_each(:measures))
  and s.area_level = 'local'
order by s.measure, s.period_end"""

AREAS_OF_MEASURE = """
select area, count(*) as points from series
where measure = :measure and area_level = 'local' group by area"""

# England's totals of the measures in a JSON list.
ENGLAND = """
select s.measure, s.unit, s.area, s.value, s.value_max, s.qualifier, s.period_start, s.period_end,
  s.period_type, s.observation_id
from json_each(:measures) j cross join series s on s.measure = j.value
where s.area_level = 'national' and s.area = 'England' and s.dimensions_key = ''
  and s.unit <> 'count' and s.unit <> 'currency_gbp'
order by s.period_end desc limit 4000"""

# Figures to check. Each needs a measure, a document or a council to start from.
_DOUBTFUL = """
select o.id, o.document_id, o.figure_text, o.value, o.value_max, o.qualifier, o.unit, o.measure,
  m.label, o.dimensions, o.area, o.period_type, o.period_start, o.period_end, o.confidence,
  o.doubts, o.quote, o.quote_start, o.quote_end, o.page, o.council, o.meeting_date, d.title,
  d.path
from observations o join measures m on m.id = o.measure join documents d on d.id = o.document_id
where {where} and o.measure is not null and o.confidence <> 'high' and o.duplicate_of is null
  and o.rejected = 0
order by {order} limit :most offset :from"""
DOUBTFUL_OF_MEASURE = _DOUBTFUL.format(
    where="o.measure = :measure", order="o.meeting_date desc, o.document_id, o.position"
)
DOUBTFUL_OF_DOCUMENT = _DOUBTFUL.format(
    where="o.document_id = :document", order="o.document_id, o.position"
)

DOUBTS_BY_MEASURE = """
with doubtful as (
  select measure, count(*) as figures from observations indexed by observations_doubtful
  where confidence <> 'high' and measure is not null group by measure)
select m.id, m.label, coalesce(d.figures, 0) as figures
from measures m left join doubtful d on d.measure = m.id order by figures desc, m.label"""

DOUBTS_BY_DOCUMENT = """
select d.id, d.title, d.path, d.council, d.meeting_date, (
    select count(*) from observations o
    where o.document_id = d.id and o.measure is not null and o.confidence <> 'high') as figures
from documents d
where d.measured > 0 order by figures desc, d.meeting_date desc limit 200"""

DOUBTS_BY_REASON = """
select j.value as reason, count(*) as figures
from observations o indexed by observations_doubtful, json_each(o.doubts) j
where o.confidence <> 'high' and o.measure is not null
group by j.value order by figures desc"""

CONTESTED_OF_ALL = """
select c.measure, m.label, c.area, c.unit, c.dimensions, c.period_type, c.period_start,
  c.period_end, c.value, c.observation_id, c.document_id, c.page, c.line
from contested c join measures m on m.id = c.measure
where (:measure = '' or c.measure = :measure) and (:document = '' or c.document_id = :document)
limit 400"""

FAILED_CHECKS = """
select c.identity, c.message, c.expected, c.found, c.gap, c.document_id, d.title, d.path,
  c.observations, d.meeting_date, d.council
from checks c join documents d on d.id = c.document_id
where c.status = 'fail' and (:document = '' or c.document_id = :document)
  and (:measure = '' or c.measure = :measure)
limit 200"""

# `figures` and `documents` are JSON lists of ids.
_PAPER = """o.document_id, o.report, r.title as report_title, d.title as document_title,
  o.committee"""
_JOINED = """from json_each(:figures) j cross join observations o on o.id = j.value
join documents d on d.id = o.document_id
join reports r on r.document_id = o.document_id and r.report = o.report_number"""
STATEMENTS = f"""
select o.id, {_PAPER}, m.label, o.dimensions, o.area_code, o.figure_text, o.confidence,
  o.doubts, o.quote, o.council, o.meeting_date, o.page,
  r.evidence ->> '$.published.day' as published_on, {_PAGE_OF_LIST}
{_JOINED}
left join measures m on m.id = o.measure"""
PAPERS_OF_FIGURES = f"""
select {_PAPER}
{_JOINED}
group by o.document_id, o.report_number"""

DOCUMENTS = f"""
select d.*, {published_on("d.id")} as published_on
from json_each(:documents) j cross join documents d on d.id = j.value"""

_NEW = """
select o.id, m.label, o.area, o.value, o.value_max, o.qualifier, o.unit, o.period_type,
  o.period_start, o.period_end, o.quote, d.read_at
from {start} join measures m on m.id = o.measure join documents d on d.id = o.document_id
where {where} and o.kind = 'actual' and o.confidence = 'high' and o.duplicate_of is null
  and o.rejected = 0 and (:area = '' or o.area = :area)
order by o.meeting_date desc limit :most"""
NEW_OF_MEASURE = _NEW.format(
    start="observations o indexed by observations_measure", where="o.measure = :measure"
)
NEW_OF_DOCUMENTS = _NEW.format(
    start="json_each(:documents) j cross join observations o on o.document_id = j.value",
    where="o.measure is not null",
)
