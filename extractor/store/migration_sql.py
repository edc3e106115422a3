"""What changed in the tables after the first version, as SQL: a text for each
migration, but for three that are short or rewrite a table (in `migrations.py`).

Like the tables of the first version, none of this is edited once a database was written with
it. `migrations.py` reads it (`column_types`, too), so that the columns which a worker
sends and those of the database cannot differ.
"""

from __future__ import annotations

EXPLAINED = """
alter table observations add column unexplained text not null default '[]'
  check (json_valid(unexplained));
alter table observations add column nearest_measure text;
alter table observations add column rag text check (rag in ('red', 'amber', 'green'));
alter table observations add column trend text
  check (trend in ('improving', 'worsening', 'steady'));
create index observations_nearest on observations(nearest_measure)
  where nearest_measure is not null;
"""
"""Words that nothing accounts for, the measure that came nearest, printed rating and trend."""

TRUSTED = """
alter table observations add column agrees text not null default '[]' check (json_valid(agrees));
alter table observations add column contradicts text not null default '[]'
  check (json_valid(contradicts));
alter table observations add column read_confidence text
  check (read_confidence in ('high', 'medium', 'low'));
alter table observations add column as_read text check (as_read is null or json_valid(as_read));
alter table observations add column rejected integer not null default 0
  check (rejected in (0, 1));

alter table documents add column checked text;

alter table runs add column undone text;

alter table checks add column page integer;
alter table checks add column tolerance real;
alter table checks add column fault text not null default 'unknown'
  check (fault in ('paper', 'reading', 'unknown'));

create table check_figures (
  check_id integer not null references checks(id) on delete cascade,
  observation_id text not null references observations(id) on delete cascade,
  role text not null,
  primary key (check_id, observation_id)
) strict;
create index check_figures_observation on check_figures(observation_id);

create table replaced_documents (
  document_id text not null,
  run integer not null references runs(id),
  state blob,
  primary key (document_id, run)
) strict;
create index replaced_documents_run on replaced_documents(run);

create table corrections_kept (
  id integer primary key,
  action text not null default 'set' check (action in ('set', 'reject', 'add', 'confirm')),
  observation_id text,
  document text,
  figure text,
  place text,
  field text,
  old text,
  new text,
  quote text,
  reason text not null,
  made_by text not null,
  made_on text not null,
  applied_to text
) strict;
insert into corrections_kept
  (id, observation_id, field, old, new, reason, made_by, made_on)
  select id, observation_id, field, old, new, reason, made_by, made_on from corrections;
drop table corrections;
alter table corrections_kept rename to corrections;
create index corrections_observation on corrections(observation_id);
create index corrections_applied on corrections(applied_to);

create table reference_figures (
  id integer primary key,
  file text not null,
  measure text not null,
  dimensions text not null default '{}' check (json_valid(dimensions)),
  dimensions_key text not null default '',
  area text not null,
  area_code text,
  area_level text not null,
  unit text not null,
  period_basis text not null,
  period_start text,
  period_end text not null,
  value real not null,
  rounded_to real,
  source text not null,
  release text,
  released_on text,
  note text
) strict;
create index reference_figures_measure
  on reference_figures(measure, unit, dimensions_key, period_end, area);
create index reference_figures_file on reference_figures(file);

drop table series_points;
create table series_points (
  series_key text primary key not null,
  line text not null,
  measure text not null references measures(id),
  unit text not null,
  dimensions text not null check (json_valid(dimensions)),
  dimensions_key text not null,
  placement_type text,
  age_band text,
  area text not null,
  area_code text,
  area_level text not null,
  council text,
  period_basis text not null,
  period_type text not null,
  period_start text,
  period_end text not null,
  financial_year text,
  value real not null,
  value_max real,
  qualifier text not null,
  denominator real,
  population text,
  confidence text not null,
  doubts text not null check (json_valid(doubts)),
  agrees text not null check (json_valid(agrees)),
  source text not null,
  second_hand integer not null,
  observation_id text not null references observations(id) on delete cascade,
  document_id text not null,
  meeting_date text,
  statements integer not null,
  documents integer not null,
  restated integer not null,
  conflicting integer not null,
  contested integer not null,
  reliable integer not null,
  lowest real not null,
  highest real not null,
  first_value real not null,
  first_observation_id text not null,
  first_meeting_date text,
  disputed integer not null default 0
) strict;
create index series_points_measure
  on series_points(measure, unit, area_level, dimensions_key, area, period_end);
create index series_points_area on series_points(area, measure, period_end);
create index series_points_council on series_points(council, measure, period_end);
create index series_points_line on series_points(line, period_end);
create index series_points_year on series_points(measure, financial_year);
create index series_points_observation on series_points(observation_id);
create index series_points_contested on series_points(measure, period_end) where contested = 1;
create index series_points_restated on series_points(measure, period_end) where restated > 0;
create index series_points_trend on series_points(measure, area_level, area, period_end);
create index series_points_disputed on series_points(measure, period_end) where disputed > 0;
create index series_points_reliable on series_points(line, period_end) where reliable = 1;
"""
"""What bears a figure out or speaks against it, corrections that leave the reading in place,
what a later run replaced, official figures, and the points of series made for all of that."""

RULEBOOK_PARTS = """
create table rulebook_parts (
  kind text not null,
  words text not null,
  means text not null,
  primary key (kind, words)
) strict;
"""
"""What each phrase and word of the rules meant when documents were read last."""

OUTSIDE = """
alter table documents add column url text;
alter table documents add column given text check (given is null or json_valid(given));
"""
"""The address of the council's own copy, and what a manifest said about the paper."""

QUICK_PAGES = """
create index series_points_choices on series_points(
  measure, unit, dimensions_key, period_type, area, area_level, period_end, reliable);
create index observations_doubtful on observations(measure)
  where confidence <> 'high' and measure is not null;
create index observations_aims on observations(area, measure, area_level)
  where kind in ('target', 'floor') and measure is not null;
"""
"""Indexes that answer alone what a page can be asked for, how many figures are in doubt, and
which areas have targets."""

TABLE_CHANGES: tuple[str, ...] = (EXPLAINED, TRUSTED, OUTSIDE)
"""Every change of a table, in the order of the migrations."""
