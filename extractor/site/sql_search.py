"""The SQL of the search. Every statement uses an index; a test looks at the query plans."""

from __future__ import annotations

from extractor.store.published import day_of_paper, published_on

_DAY = day_of_paper("o", "o.document_id")
_FILTERS = f"""(:council = '' or o.council = :council)
  and (:year = '' or {_DAY} between :year and :year || '-12-31')
  and (:measure = '' or o.measure = :measure)"""
_COLUMNS = f"""
select o.id, o.document_id, o.figure_text, o.quote, o.quote_start, o.quote_end, o.page, o.report,
  o.council, o.meeting_date, o.measure, m.label, o.area, o.period_type, o.period_start,
  o.period_end, d.title, d.path, o.committee, d.title as document_title,
  {published_on("o.document_id")} as published_on, (
    select r.title from reports r
    where r.document_id = o.document_id and r.report = o.report_number) as report_title"""

SEARCH_FIGURES = f"""{_COLUMNS}
from observations_fts f join observations o on o.number = f.rowid
join documents d on d.id = o.document_id
left join measures m on m.id = o.measure
where observations_fts match :words and {_FILTERS}
limit :most offset :from"""

# With the names of areas and measures taken as what they name: first the points of the series of
# both (`areas` and `measures` are JSON lists), then passages with all the words, then
# the rest: figures of such an area or measure with the other words, and what
# else the papers give of both (without a date, or not used in the series).
SEARCH_NAMED = f"""
with found(number, step, score) as (
  select o.number, 0, (1 - p.reliable) * 1e7 + (p.dimensions_key <> '') * 1e6
    - julianday(p.period_end)
  from json_each(:areas) a cross join json_each(:measures) e
  cross join series_points p on p.area = a.value and p.measure = e.value
  join observations o on o.id = p.observation_id
  where (:named_year = '' or p.period_end between :named_year and :named_year || '-12-31')
    and (:others = '' or o.number in (
      select rowid from observations_fts where observations_fts match :others))
  union all
  select f.rowid, 1, f.rank from observations_fts f where observations_fts match :words
  union all
  select f.rowid, 2, f.rank
  from observations_fts f join observations o on o.number = f.rowid
  where :rest <> '' and observations_fts match :rest
    and (:areas = '[]' or o.area in (select value from json_each(:areas)))
    and (:measures = '[]' or o.measure in (select value from json_each(:measures)))
  union all
  select o.number, 3, o.period_end is null
  from json_each(:measures) e cross join observations o indexed by observations_measure
    on o.measure = e.value
  where o.area in (select value from json_each(:areas)) and :others = ''
    and (:named_year = '' or o.period_end between :named_year and :named_year || '-12-31')),
once as (select number, min(step) as step, score from found group by number)
{_COLUMNS}, once.step, once.score
from once join observations o on o.number = once.number
join documents d on d.id = o.document_id
left join measures m on m.id = o.measure
where {_FILTERS}
limit :most offset :from"""

SEARCH_PAGES = f"""
select p.document_id, p.page, d.title, d.path, d.council, d.meeting_date,
  {published_on("d.id")} as published_on, p.observations,
  snippet(pages_fts, 0, char(57344), char(57345), ' … ', 24) as found
from pages_fts join pages p on p.id = pages_fts.rowid join documents d on d.id = p.document_id
where pages_fts match :words and (:council = '' or d.council = :council)
  and (:year = '' or {day_of_paper("d")} between :year and :year || '-12-31')
limit :most offset :from"""

# The places that figures are about: one step through the index for each.
AREAS = """
with recursive a(area) as (
  select min(area) from series_points
  union all
  select (select min(area) from series_points where area > a.area) from a where a.area is not null)
select area, exists (
    select 1 from series_points p where p.area = a.area and p.area_level = 'local') as local
from a where area is not null"""


# From which year to which there are papers.
YEARS = f"""
select substr(min(day), 1, 4) as first, substr(max(day), 1, 4) as last
from (select {day_of_paper("d")} as day from documents d)"""
