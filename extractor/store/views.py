"""What queries read: the views of trends, and the full-text index.

Why `series` is a view over a stored table and not over `observations`: a point is the
winner among all statements of the same measure, dimensions, area and period, so a plain
view has to rank every observation before it can answer for one council; at a million
rows that is seconds for each query, and no index helps a window function. The winners
are therefore stored in `series_points` and rebuilt, for the keys that a document
touches, in the same transaction that writes the document (`series.py`). They can never be
out of step with the observations, and every query on `series` uses an index.

`cross join` in a view fixes the order of its tables: SQLite would otherwise start from the
large one. Views are derived: they are dropped and made again whenever a database is opened for
writing by another version, so they carry no history.

The full-text index is part of the first version (`schema.py`). Its content is external: the text is
stored once, in its own table, and triggers keep the index true whoever writes. Porter stemming
finds "placements" for "placement".
"""

from __future__ import annotations

from extractor.errors import REMEDY
from extractor.store.aims import beside, is_gap, is_loose
from extractor.store.latest import is_latest
from extractor.store.points import REVISED, differ

_POINT = """p.measure, p.unit, p.dimensions, p.dimensions_key, p.placement_type, p.age_band,
  p.area, p.area_code, p.area_level, p.council, p.period_basis, p.period_type,
  p.period_start, p.period_end, p.financial_year"""

_VALUE = """p.value, p.value_max, p.qualifier, p.denominator, p.population,
  p.confidence, p.doubts, p.agrees, p.source, p.second_hand, p.observation_id, p.document_id,
  p.meeting_date, p.statements, p.documents, p.restated, p.conflicting, p.lowest, p.highest,
  p.line, p.series_key"""


def _sooner(one: str, other: str) -> str:
    """Whether release `one` is the one to hold a report of `p` against, rather than `other`.

    The latest that was out at the meeting; where none was, the first that came afterwards, and
    where nobody knows when the report was written, the first of all: later ones are restated.
    """
    unseen = "ifnull({}.released_on > p.meeting_date, 0)"
    early, late = unseen.format(one), unseen.format(other)
    newer = f"ifnull({one}.released_on, '') > ifnull({other}.released_on, '')"
    older = f"ifnull({one}.released_on, '') < ifnull({other}.released_on, '')"
    return f"""({early} < {late} or ({early} = {late} and (
      ({early} = 0 and p.meeting_date is not null and {newer})
      or (({early} = 1 or p.meeting_date is null) and {older})
      or ({one}.released_on is {other}.released_on and {one}.id < {other}.id))))"""


VIEWS: dict[str, str] = {
    # One value per measure, dimensions, unit, area and period: what can be relied on. Confidence
    # is high, or medium and something independent agrees.
    "series": f"""
select {_POINT}, {_VALUE}
from series_points p
where p.reliable = 1
""",
    # Every point, with its confidence; `reliable` are those of `series`, `contested` those for
    # which we read more than one value in one paper.
    "series_all": f"""
select {_POINT}, {_VALUE}, p.reliable, p.contested
from series_points p
""",
    # The same points with the value that the earliest meeting was told.
    "as_first_published": f"""
select {_POINT}, p.first_value as value, p.first_meeting_date as meeting_date,
  p.first_observation_id as observation_id, p.value as latest_value,
  p.meeting_date as latest_meeting_date, p.restated, p.line
from series_points p
where p.reliable = 1
""",
    # The latest point of every line, as `latest.py` has it.
    "latest_observations": f"""
select {_POINT}, p.value, p.value_max, p.qualifier, p.confidence, p.observation_id,
  p.document_id, p.meeting_date, p.restated, p.line
from series_points p
where p.reliable = 1 and {is_latest("p")}
""",
    # Points that `series` leaves out: we read more than one value in one paper and cannot tell
    # which is right (mostly one of the figures means something else).
    "contested": f"""
select {_POINT}, o.value, o.confidence, o.id as observation_id, o.document_id, o.page,
  o.meeting_date, o.quote, p.line
from series_points p
cross join observations o on o.series_key = p.series_key and o.document_id = p.document_id
where p.contested = 1 and o.duplicate_of is null
  and (o.confidence <> 'low' or p.confidence = 'low')
""",
    # Every earlier statement of the same council that cannot be true together with the one that
    # is in the series, with both papers; once for each value that a paper gives.
    "restatements": f"""
select {_POINT}, o.value as stated_value, p.value as latest_value,
  round(p.value - o.value, 6) as difference,
  o.meeting_date as stated_on, p.meeting_date as latest_on,
  o.id as stated_observation, p.observation_id as latest_observation,
  o.document_id as stated_document, p.document_id as latest_document,
  stated.title as stated_title, latest.title as latest_title,
  o.quote as stated_quote, w.quote as latest_quote
from series_points p
cross join observations o on o.series_key = p.series_key and o.duplicate_of is null
  and o.document_id <> p.document_id and o.second_hand = p.second_hand
  and o.confidence <> 'low' and o.meeting_date < p.meeting_date
join observations w on w.id = p.observation_id and w.council is o.council
join documents stated on stated.id = o.document_id
join documents latest on latest.id = p.document_id
where p.restated > 0 and {differ("o", "w")}
  and not exists (
    select 1 from observations again
    where again.series_key = o.series_key and again.document_id = o.document_id
      and again.value = o.value and again.position < o.position)
""",
    # What papers of other councils, of an inspectorate or of another committee say otherwise of
    # a council's figures. England's are quoted by everybody, and nobody's own.
    "other_sources": f"""
select {_POINT}, p.value as latest_value, w.council as latest_source,
  w.committee as latest_committee, w.meeting_date as latest_on, o.value as other_value,
  o.council as other_source, o.committee as other_committee, o.meeting_date as other_on,
  round(o.value - p.value, 6) as difference,
  p.observation_id as latest_observation, o.id as other_observation
from series_points p indexed by series_points_disputed
cross join observations o on o.series_key = p.series_key and o.duplicate_of is null
  and o.document_id <> p.document_id and o.confidence <> 'low'
join observations w on w.id = p.observation_id
  and (w.council is not o.council or w.committee is not o.committee)
where p.disputed > 0 and p.contested = 0 and p.area_level = 'local' and {differ("o", "w")}
""",
    # A target or floor beside the actual of the same report, unit and dimensions. One that
    # names no period is held against the latest actual of the report, or in running text against
    # the one that it stands beside.
    "targets_vs_actuals": f"""
select t.measure, m.label, t.kind as target_kind, a.area, a.area_code, a.area_level,
  a.council, a.committee, a.meeting_date, a.dimensions, a.dimensions_key, a.unit,
  a.period_basis, a.period_type, a.period_start, a.period_end, a.financial_year,
  a.value as actual, a.qualifier as actual_qualifier, t.value as target,
  t.qualifier as target_qualifier, round(a.value - t.value, 6) as difference, m.good_direction,
  case
    when m.good_direction = 'up' then case when a.value >= t.value then 'met' else 'not met' end
    when m.good_direction = 'down' then case when a.value <= t.value then 'met' else 'not met' end
    else 'no direction'
  end as result,
  a.id as actual_observation, t.id as target_observation, a.document_id, a.report_number
from observations t
cross join observations a indexed by observations_report
  on a.document_id = t.document_id and a.report_number = t.report_number
  and a.measure = t.measure and a.unit = t.unit and a.dimensions_key = t.dimensions_key
  and a.kind = 'actual' and a.area_level = 'local'
  and a.second_hand = 0 and a.duplicate_of is null
  and (t.period_end = a.period_end
       or t.financial_year = a.financial_year
       or ({is_loose("t")} and a.id = {beside("t")})
       or (t.period_end is null and not {is_loose("t")} and a.period_end is (
         select max(l.period_end) from observations l indexed by observations_report
         where l.document_id = a.document_id and l.report_number = a.report_number
           and l.measure = a.measure and l.unit = a.unit and l.kind = 'actual'
           and l.dimensions_key = a.dimensions_key and l.area_level = 'local')))
join measures m on m.id = t.measure
where t.kind in ('target', 'floor') and t.duplicate_of is null and t.second_hand = 0
  and not {is_gap("a")}
""",
    # Local figures beside England's (or the region's) for the same measure and period.
    "local_vs_national": """
select l.measure, l.unit, l.dimensions, l.dimensions_key, l.area, l.area_code, l.council,
  l.period_basis, l.period_type, l.period_start, l.period_end, l.financial_year,
  l.value as local_value, n.area as compared_with, n.area_level as compared_level,
  n.value as compared_value,
  iif(l.value_max is null and n.value_max is null, round(l.value - n.value, 6), null) as difference,
  l.observation_id as local_observation, n.observation_id as compared_observation
from series_points l
join series_points n on n.measure = l.measure and n.unit = l.unit
  and n.area_level in ('national', 'regional', 'statistical_neighbours')
  and n.dimensions_key = l.dimensions_key and n.period_end = l.period_end
  and n.period_type = l.period_type
  and (n.area_level <> 'statistical_neighbours' or n.council is l.council)
where l.area_level = 'local' and l.reliable = 1 and n.reliable = 1
""",
    # Figures that no rule matches: where new rules would help most.
    "unmapped": """
select subject, unit, count(*) as figures, count(distinct document_id) as documents,
  min(id) as example_observation
from observations indexed by observations_unmapped
where measure is null
group by subject, unit
""",
    # Figures with a measure that are not points of a series, and why.
    "outside_series": """
select id, document_id, page, measure, kind, figure_text, quote,
  case
    when kind <> 'actual' then kind
    when value is null then 'no value'
    when unit is null then 'no unit'
    when area is null then 'no area'
    else 'no period'
  end as missing
from observations
where measure is not null and series_key is null
""",
    # The dates from which a measure is counted differently; one row per area concerned.
    "breaks": """
select m.id as measure, b.value ->> 'date' as date, b.value ->> 'note' as note, a.value as area
from measures m join json_each(m.breaks) b left join json_each(b.value, '$.areas') a
""",
    # What was read, by council, committee and year of the meeting.
    "coverage": """
select council, committee, substr(meeting_date, 1, 4) as year, count(*) as documents,
  sum(status = 'ok') as ok, sum(status = 'partial') as partial,
  sum(status = 'refused') as refused, sum(status = 'failed') as failed,
  sum(pages) as pages, sum(pages_without_text) as pages_without_text,
  sum(observations) as observations, sum(measured) as measured
from documents
group by council, committee, year
""",
    # Every document and page that could not be read, or only in part.
    "problems": f"""
select id as document_id, path, null as page, status, reason as problem, remedy
from documents where status <> 'ok'
union all
select document_id, path, page, status, iif(at > 0, substr(said, 1, at - 1), said) as problem,
  iif(at > 0, substr(said, at + 1), null) as remedy
from (select p.document_id, d.path, p.page, d.status, j.value as said,
    instr(j.value, '{REMEDY}') as at
  from pages p join documents d on d.id = p.document_id, json_each(p.problems) j
  where p.problems <> '[]')
""",
    # Corrections that match no figure (its document was read differently, or was removed).
    "unattached_corrections": """
select c.* from corrections c
where c.applied_to is null
""",
    # What was read, where a correction says otherwise.
    "observations_as_read": """
select o.id, o.document_id, o.page, o.figure_text, o.quote, f.key as field, f.value as as_read,
  case f.key when 'value' then o.value when 'measure' then o.measure when 'unit' then o.unit
    when 'period_end' then o.period_end when 'dimensions' then o.dimensions
    when 'area' then o.area when 'kind' then o.kind end as corrected
from observations o join json_each(o.as_read) f
where o.as_read is not null
""",
    # What the papers say beside the official figure, and how far they are apart. `seen` is the
    # release that a report could have seen at its meeting.
    "official_comparison": f"""
select {_POINT}, p.value as reported, r.value as official,
  round(p.value - r.value, 6) as difference,
  round(100.0 * (p.value - r.value) / nullif(r.value, 0), 2) as difference_percent,
  case when p.value = r.value then 'equal'
    when abs(p.value - r.value) <= coalesce(r.rounded_to, 0) * 0.5 then 'equal but for rounding'
    when abs(p.value - r.value) <= {REVISED} * abs(r.value) then 'within {REVISED:.0%}'
    when abs(p.value - r.value) <= 0.03 * abs(r.value) then 'within 3%'
    else 'further apart' end as agreement,
  'official' as shown_as, r.source, r.release, r.released_on,
  r.released_on <= p.meeting_date as seen,
  p.observation_id, p.document_id, p.meeting_date, p.confidence, p.reliable
from series_points p
join reference_figures r on r.measure = p.measure and r.unit = p.unit
  and r.dimensions_key = p.dimensions_key and r.period_end = p.period_end
  and r.period_basis = p.period_basis
  and (r.area_code = p.area_code or r.area = p.area)
where p.contested = 0 and p.qualifier in ('exact', 'approximately') and not exists (
  select 1 from reference_figures c
  where c.measure = r.measure and c.unit = r.unit and c.dimensions_key = r.dimensions_key
    and c.period_end = r.period_end and c.period_basis = r.period_basis and c.area = r.area
    and {_sooner("c", "r")})
""",
}


SEARCH = """
create virtual table pages_fts using fts5(
  text, content='pages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
create trigger pages_ai after insert on pages begin
  insert into pages_fts(rowid, text) values (new.id, new.text);
end;
create trigger pages_ad after delete on pages begin
  insert into pages_fts(pages_fts, rowid, text) values ('delete', old.id, old.text);
end;
create trigger pages_au after update of text on pages begin
  insert into pages_fts(pages_fts, rowid, text) values ('delete', old.id, old.text);
  insert into pages_fts(rowid, text) values (new.id, new.text);
end;

create virtual table observations_fts using fts5(
  quote, subject, section, content='observations', content_rowid='number',
  tokenize='porter unicode61 remove_diacritics 2');
create trigger observations_ai after insert on observations begin
  insert into observations_fts(rowid, quote, subject, section)
    values (new.number, new.quote, new.subject, new.section);
end;
create trigger observations_ad after delete on observations begin
  insert into observations_fts(observations_fts, rowid, quote, subject, section)
    values ('delete', old.number, old.quote, old.subject, old.section);
end;
create trigger observations_au after update of quote, subject, section on observations begin
  insert into observations_fts(observations_fts, rowid, quote, subject, section)
    values ('delete', old.number, old.quote, old.subject, old.section);
  insert into observations_fts(rowid, quote, subject, section)
    values (new.number, new.quote, new.subject, new.section);
end;
"""
