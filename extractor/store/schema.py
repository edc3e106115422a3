"""The tables of the first version, as SQL.

A migration is history: what is here is never edited once a database was written
with it; a change is a new migration in `migrations.py`. The vocabularies are therefore
written out, and a test compares them with the types of the code.

Notes on shapes:

- `observations.number` is a running number of this database and nothing else: full-text
  search (`views.py`) needs an integer that VACUUM keeps. The permanent name of a figure is `id`.
- `locations` says where on this machine a file is (a member of an archive as the
  archive's path and its own); like `contacts` it is a table of its own so that it can be
  kept from being published. `raw` holds the bytes of a path that is not a text.
- Council, committee and meeting date of the report are repeated on each observation, so
  that a trend query needs no join.
- `series_key` names the point of a series that an observation is a statement of, `line` the
  line of a chart on which that point lies, `duplicate_key` the sentence of the report that
  it came from; each is null where the question makes no sense. `extractor/store/series_keys.py`
  says how they are made.
"""

from __future__ import annotations

TABLES = """
create table runs (
  id integer primary key,
  started text not null,
  finished text,
  outcome text not null default 'running'
    check (outcome in ('running', 'finished', 'stopped', 'failed')),
  command text not null,
  reader text not null,
  rules_digest text not null,
  settings_digest text not null,
  settings text not null check (json_valid(settings)),
  versions text not null check (json_valid(versions)),
  counts text not null default '{}' check (json_valid(counts)),
  seconds real
) strict;

create table documents (
  id text primary key not null,
  path text not null,
  media text check (media in ('pdf', 'text', 'markdown')),
  bytes integer,
  status text not null check (status in ('ok', 'partial', 'refused', 'failed')),
  reason text,
  remedy text,
  council text,
  committee text,
  title text,
  meeting_date text,
  pages integer not null default 0,
  pages_read integer not null default 0,
  pages_without_text integer not null default 0,
  reports integer not null default 0,
  observations integer not null default 0,
  measured integer not null default 0,
  refused_numbers integer not null default 0,
  seconds real,
  facts text not null default '{}' check (json_valid(facts)),
  reader text not null,
  rules_digest text not null,
  settings_digest text not null,
  first_seen text not null,
  read_at text not null,
  run integer not null references runs(id),
  check (status = 'ok' or reason is not null)
) strict;
create index documents_council on documents(council, meeting_date);
create index documents_status on documents(status);
create index documents_run on documents(run);

create table document_paths (
  path text primary key not null,
  document_id text not null references documents(id) on delete cascade,
  first_seen text not null,
  run integer not null references runs(id)
) strict;
create index document_paths_document on document_paths(document_id);
create index document_paths_run on document_paths(run);

create table locations (
  path text primary key not null references document_paths(path) on delete cascade,
  location text not null,
  raw blob
) strict;

create table reports (
  document_id text not null references documents(id) on delete cascade,
  report integer not null,
  kind text not null check (kind in
    ('report', 'appendix', 'minutes', 'front_sheet', 'action_log', 'decision', 'other')),
  status text not null check (status in ('present', 'verbal', 'to_follow', 'exempt')),
  item text,
  title text,
  first_page integer,
  last_page integer,
  belongs_to integer,
  second_hand integer not null default 0 check (second_hand in (0, 1)),
  council text,
  committee text,
  meeting_date text,
  author text,
  author_post text,
  wards text,
  key_decision text,
  forward_plan text,
  purpose text,
  recommendations text,
  source_documents text,
  evidence text not null default '{}' check (json_valid(evidence)),
  observations integer not null default 0,
  duplicate_key text,
  duplicate_of_document text,
  duplicate_of_report integer,
  primary key (document_id, report)
) strict;
create index reports_meeting on reports(council, meeting_date, committee);
create index reports_duplicate on reports(duplicate_key) where duplicate_key is not null;

create table contacts (
  document_id text not null,
  report integer not null,
  position integer not null,
  role text not null check (role in ('officer', 'member')),
  name text,
  post text,
  email text,
  telephone text,
  primary key (document_id, report, position),
  foreign key (document_id, report) references reports(document_id, report) on delete cascade
) strict;

create table pages (
  id integer primary key,
  document_id text not null references documents(id) on delete cascade,
  page integer,
  printed_number integer,
  text text not null,
  text_source text not null check (text_source in ('text_layer', 'ocr', 'text', 'none')),
  width real not null,
  height real not null,
  observations integer not null default 0,
  refused_numbers integer not null default 0,
  problems text not null default '[]' check (json_valid(problems))
) strict;
create unique index pages_document on pages(document_id, page);
create index pages_problems on pages(document_id) where problems <> '[]';

create table refusals (
  document_id text not null references documents(id) on delete cascade,
  reason text not null,
  numbers integer not null,
  first_page integer,
  example text not null,
  example_quote text not null,
  primary key (document_id, reason)
) strict;

create table measures (
  id text primary key not null,
  domain text not null,
  domain_title text not null,
  label text not null,
  definition text not null,
  kind text not null,
  good_direction text not null,
  population text,
  note text,
  units text not null check (json_valid(units)),
  official text not null check (json_valid(official)),
  breaks text not null check (json_valid(breaks)),
  plausible text not null check (json_valid(plausible)),
  aliases text not null check (json_valid(aliases)),
  current integer not null default 1 check (current in (0, 1))
) strict;

create table rules (
  id text primary key not null,
  file text not null,
  measure text references measures(id),
  pattern text not null,
  examples text not null check (json_valid(examples)),
  digest text not null,
  current integer not null default 1 check (current in (0, 1))
) strict;
create index rules_measure on rules(measure);

create table observations (
  id text primary key not null,
  number integer not null unique,
  document_id text not null references documents(id) on delete cascade,
  position integer not null,
  file text not null,
  report_number integer not null,
  report text,
  item text,
  council text,
  committee text,
  meeting_date text,
  section text,
  page integer,
  x0 real,
  top real,
  x1 real,
  bottom real,
  char_start integer,
  char_end integer,
  quote text not null,
  quote_start integer not null,
  quote_end integer not null,
  source text not null check (source in
    ('prose', 'list', 'table', 'card', 'infographic', 'chart')),
  text_source text not null check (text_source in ('text_layer', 'ocr', 'text')),
  figure_text text not null,
  value real,
  value_max real,
  rounded_to real,
  unit text check (unit in
    ('count', 'percent', 'percentage_points', 'rate_per_1000', 'rate_per_10000',
     'rate_per_100000', 'currency_gbp', 'days', 'weeks', 'months', 'years', 'score',
     'ratio', 'fte')),
  qualifier text not null check (qualifier in
    ('exact', 'approximately', 'at_least', 'more_than', 'at_most', 'less_than', 'between')),
  kind text not null check (kind in ('actual', 'target', 'floor', 'forecast', 'change')),
  direction text check (direction in ('increase', 'decrease', 'unchanged')),
  measure text references measures(id),
  subject text not null,
  dimensions text not null default '{}' check (json_valid(dimensions)),
  dimensions_key text not null default '',
  placement_type text,
  age_band text,
  population text,
  denominator real,
  area text,
  area_code text,
  area_level text check (area_level in
    ('local', 'national', 'regional', 'statistical_neighbours', 'other')),
  period_basis text check (period_basis in ('as_at', 'during')),
  period_type text check (period_type in
    ('as_at', 'month', 'quarter', 'half_year', 'financial_year', 'calendar_year',
     'school_year', 'twelve_months', 'year_to_date', 'other')),
  period_start text,
  period_end text,
  financial_year text,
  period_source text check (period_source in
    ('stated', 'sentence', 'paragraph', 'heading', 'table_header', 'title', 'document')),
  rule text references rules(id),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  doubts text not null default '[]' check (json_valid(doubts)),
  second_hand integer not null default 0 check (second_hand in (0, 1)),
  row_label text,
  column_label text,
  series_key text,
  line text,
  duplicate_key text,
  duplicate_of text,
  run integer not null references runs(id),
  foreign key (document_id, report_number) references reports(document_id, report)
) strict;
create unique index observations_document on observations(document_id, position);
create index observations_page on observations(document_id, page);
create index observations_measure
  on observations(measure, kind, area_level, period_end, area_code);
create index observations_council on observations(council, meeting_date, measure);
create index observations_report on observations(document_id, report_number, measure);
create index observations_rule on observations(rule);
create index observations_run on observations(run);
create index observations_series on observations(series_key) where series_key is not null;
create index observations_duplicate
  on observations(duplicate_key) where duplicate_key is not null;
create index observations_duplicate_of
  on observations(duplicate_of) where duplicate_of is not null;
create index observations_unmapped
  on observations(subject, unit, document_id, id) where measure is null;
create index observations_outside
  on observations(measure) where measure is not null and series_key is null;
create index observations_targets
  on observations(measure, document_id) where kind in ('target', 'floor');

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

create table checks (
  id integer primary key,
  run integer references runs(id),
  identity text not null,
  status text not null check (status in ('pass', 'fail', 'unknown')),
  document_id text references documents(id) on delete cascade,
  report integer,
  measure text references measures(id),
  area text,
  period_end text,
  expected real,
  found real,
  gap real,
  message text not null,
  observations text not null default '[]' check (json_valid(observations))
) strict;
create index checks_document on checks(document_id);
create index checks_status on checks(status, identity);
create index checks_measure on checks(measure);
create index checks_run on checks(run);

create table corrections (
  id integer primary key,
  observation_id text not null,
  field text not null,
  old text,
  new text,
  reason text not null,
  made_by text not null,
  made_on text not null
) strict;
create index corrections_observation on corrections(observation_id);
"""

WITHHELD = """
alter table pages add column turned integer not null default 0;

create table page_contacts (
  document_id text not null,
  page integer not null,
  x0 real,
  top real,
  x1 real,
  bottom real
) strict;
create index page_contacts_page on page_contacts(document_id, page);

create table withheld_texts (
  document_id text not null,
  covered text not null,
  original text not null
) strict;
create index withheld_texts_document on withheld_texts(document_id);
create index withheld_texts_covered on withheld_texts(covered);

create trigger documents_withheld after delete on documents begin
  delete from page_contacts where document_id = old.id;
  delete from withheld_texts where document_id = old.id;
end;
"""
"""Contact details as a later version keeps them: where on a page they are (of a document read
before it, without a box), and each text that had some as it was. No site publishes either; they
have no foreign keys, since Datasette counts, for the page of a document, the rows that refer to it.
"""
