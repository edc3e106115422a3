"""Duplicates and series points, rebuilt for the keys that a document touches.

Both depend on what the database holds, not on what came first: the same documents give the same
rows in whatever order they arrive.

A statement allows a span of values: a printed figure everything that is rounded to it, "more
than 65%" everything above, "about a quarter" what most people would call so. Two statements
contradict each other where no value is in both spans: the figure was restated, or one is wrong.
"""

from __future__ import annotations

import sqlite3

ANY = 1e300
"""Larger than any value in a paper."""
ABOUT = 0.1
"""The share of its value by which a figure said with "about" may be off."""
IN_WORDS = 2.5
"""Percentage points by which a share in words ("a third") may be off."""
REVISED = 0.01
"""The share of an official figure by which a statement may differ that it bears out: releases of
one figure are revised by so much."""


def lowest(of: str) -> str:
    """The least value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_most', 'less_than') then -{ANY}
    else {of}.value - {_off(of)} end"""


def highest(of: str) -> str:
    """The greatest value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_least', 'more_than') then {ANY}
    else coalesce({of}.value_max, {of}.value) + {_off(of)} end"""


def _off(of: str) -> str:
    return f"""case when {of}.qualifier in ('at_least', 'more_than', 'at_most', 'less_than')
      then 0.0
    when {of}.qualifier = 'approximately' then {ABOUT} * abs({of}.value)
    when {of}.rounded_to is null and {of}.unit = 'percent' then {IN_WORDS}
    else 0.5 * coalesce({of}.rounded_to, 0) end"""


def differ(one: str, other: str) -> str:
    """Whether two statements (rows of observations) cannot both be true."""
    return f"""({one}.value <> {other}.value and (
  {lowest(one)} >= {highest(other)}
  or {lowest(other)} >= {highest(one)}))"""


# Papers are compared by how far their statement can be trusted: first-hand before second-hand;
# a figure that may be bound wrongly (low confidence) and one that its own paper contradicts
# never replace a better one, however late they were printed. Then the latest meeting wins.
_TRUST = "second_hand, confidence = 'low'"
# Within a paper: the surer statement, then an exact one ("26%" before "around a quarter"), then
# one that a sum, a share or a second statement confirms and none speaks against, then the one
# that is made more often in other words, here or in other papers: the same words twice ("of
# these, 100%") are of two things rather than said again.
_SURE = "case confidence when 'high' then 0 when 'medium' then 1 else 2 end"
_BORNE_OUT = "(agrees <> '[]') - (contradicts <> '[]')"
_WITHIN = f"""{_SURE}, qualifier <> 'exact', {_BORNE_OUT} desc, support desc,
  coalesce(rounded_to, 1e9), position"""

# "Fewer than five" is a bound that protects people, never a point of a line.
_SUPPRESSED = """(w.unit = 'count' and w.qualifier in ('less_than', 'at_most') and w.value <= 10)"""

# An official figure bears a statement out where it is the same but for rounding and revision.
_OFFICIAL = f"""exists (select 1 from reference_figures r
  where r.measure = v.measure and r.unit = v.unit and r.dimensions_key = v.dimensions_key
    and r.period_end = v.period_end and r.period_basis = v.period_basis
    and (r.area_code = v.area_code or r.area = v.area)
    and abs(r.value - v.value) <= max({REVISED} * abs(r.value), 0.5 * coalesce(r.rounded_to, 0)))"""

_LINK_DUPLICATES = """
with ranked as (
  select number, duplicate_key, id, document_id,
    first_value(id) over same as first_id,
    first_value(document_id) over same as first_document
  from observations where duplicate_key in (select key from touched_sentences)
  window same as (partition by duplicate_key order by text_source = 'ocr', document_id)
)
update observations set duplicate_of = ranked.linked
from (select number, case when document_id <> first_document then first_id end as linked
      from ranked) as ranked
where observations.number = ranked.number and observations.duplicate_of is not ranked.linked
"""

_TOUCH_LINKED = """
insert or ignore into touched_points
select series_key from observations
where duplicate_key in (select key from touched_sentences) and series_key is not null
"""

_LINK_REPORTS = """
with ranked as (
  select document_id, report, duplicate_key,
    first_value(document_id) over same as first_document,
    first_value(report) over same as first_report
  from reports where duplicate_key in (select key from touched_reports)
  window same as (partition by duplicate_key order by document_id, report)
)
update reports set duplicate_of_document = linked.first_document,
  duplicate_of_report = linked.first_report
from (select document_id, report,
        case when document_id <> first_document then first_document end as first_document,
        case when document_id <> first_document then first_report end as first_report
      from ranked) as linked
where reports.document_id = linked.document_id and reports.report = linked.report
"""

_CLEAR_POINTS = "delete from series_points where series_key in (select key from touched_points)"

# One statement of each paper stands for it. Where a paper gives values that cannot both be true
# and nothing speaks for one of them, the point is contested: the view `series` leaves it out.
# An area is `other` in another council's papers and `local` in its own: its own count.
# A point is restated where an earlier paper of the same council said something else.
_MAKE_POINTS = f"""
with worded as (
  select *, row_number() over (partition by series_key, value, quote order by number) as again
  from observations
  where series_key in (select key from touched_points) and duplicate_of is null
),
stated as materialized (
  select id, series_key, document_id, position, value, rounded_to, second_hand, confidence,
    qualifier, agrees, contradicts, quote, meeting_date, council, committee,
    {lowest("o")} as low, {highest("o")} as high,
    max(area_level = 'local') over (partition by series_key) as local,
    sum(again = 1) over (partition by series_key, value) as support,
    count(*) over (partition by series_key, document_id) as times
  from worded o
),
ranked as (
  select *, max(low) over paper >= min(high) over paper
      and max(value) over paper > min(value) over paper as conflicting,
    row_number() over (partition by series_key, document_id order by {_TRUST}, {_WITHIN}) as nth
  from stated
  window paper as (partition by series_key, document_id)
),
chosen as (
  select r.*, r.conflicting and exists (
      select 1 from stated o
      where o.series_key = r.series_key and o.document_id = r.document_id
        and o.second_hand = r.second_hand and o.confidence = r.confidence
        and (o.qualifier = 'exact') = (r.qualifier = 'exact')
        and (o.agrees = '[]') = (r.agrees = '[]')
        and (o.contradicts = '[]') = (r.contradicts = '[]')
        and o.support = r.support and o.value <> r.value
        and (o.low >= r.high or r.low >= o.high)) as contested
  from ranked r where nth = 1
),
papers as (
  select *, row_number() over latest as place,
    first_value(value) over latest as current_value,
    first_value(meeting_date) over latest as reported_on,
    first_value(low) over latest as min_bound, first_value(high) over latest as max_bound,
    first_value(quote) over latest as wording, first_value(qualifier) over latest as sureness,
    first_value(council) over latest as reporting_council,
    first_value(committee) over latest as reporting_committee,
    first_value(second_hand) over latest as repeated,
    first_value(id) over first as first_id, first_value(value) over first as first_value,
    first_value(meeting_date) over first as first_reported_on
  from chosen
  window latest as (partition by series_key order by {_TRUST}, contested,
      meeting_date is null, meeting_date desc, {_WITHIN}, document_id),
    first as (partition by series_key order by {_TRUST}, contested,
      meeting_date is null, meeting_date, {_WITHIN}, document_id)
),
summed as (
  select sum(times) as statements, count(*) as documents,
    min(value) as lowest, max(value) as highest, max(local) as local,
    count(*) filter (where differs and meeting_date < reported_on and council is reporting_council
      and second_hand = repeated) as restated,
    count(*) filter (where differs
      and (council is not reporting_council or committee is not reporting_committee)) as disputed,
    count(*) filter (where not differs and place > 1 and confidence <> 'low'
      and qualifier = 'exact' and sureness = 'exact' and quote <> wording) as echoed,
    max(iif(place = 1, id, null)) as id, max(iif(place = 1, conflicting, 0)) as conflicting,
    max(iif(place = 1, contested, 0)) as contested, max(first_id) as first_id,
    max(first_value) as first_value, max(first_reported_on) as first_reported_on
  from (select *, confidence <> 'low' and value <> current_value
      and (low >= max_bound or min_bound >= high)
      as differs from papers)
  group by series_key
)
insert into series_points
select w.series_key, w.line, w.measure, w.unit, w.dimensions, w.dimensions_key,
  w.placement_type, w.age_band, w.area, w.area_code,
  iif(s.local, 'local', coalesce(w.area_level, 'other')), w.council,
  w.period_basis, w.period_type, w.period_start, w.period_end, w.financial_year,
  w.value, w.value_max, w.qualifier, w.denominator, w.population, w.confidence, w.doubts,
  case when s.echoed and s.official
      then json_insert(w.agrees, '$[#]', 'other_paper', '$[#]', 'official')
    when s.echoed then json_insert(w.agrees, '$[#]', 'other_paper')
    when s.official then json_insert(w.agrees, '$[#]', 'official') else w.agrees end,
  w.source, w.second_hand, w.id, w.document_id, w.meeting_date,
  s.statements, s.documents, s.restated, s.conflicting, s.contested,
  s.contested = 0 and not {_SUPPRESSED} and (w.confidence = 'high'
    or w.confidence = 'medium' and w.contradicts = '[]'
      and (w.agrees <> '[]' or s.echoed > 0 or s.official)),
  s.lowest, s.highest, s.first_value, s.first_id, s.first_reported_on, s.disputed
from (select summed.*, {_OFFICIAL} as official
  from summed join observations v on v.id = summed.id) s
join observations w on w.id = s.id
"""


def prepare(db: sqlite3.Connection) -> None:
    """Make the lists of touched keys, which live as long as the connection."""
    for name in ("touched_points", "touched_sentences", "touched_reports"):
        db.execute(f"create temp table if not exists {name} (key text primary key) without rowid")


def forget(db: sqlite3.Connection) -> None:
    """Empty the lists of touched keys."""
    for name in ("touched_points", "touched_sentences", "touched_reports"):
        db.execute(f"delete from {name}")


def touch(db: sqlite3.Connection, document: str) -> None:
    """Note the keys of a document as it is in the database now (before or after a change)."""
    for name, table, column in (
        ("touched_points", "observations", "series_key"),
        ("touched_sentences", "observations", "duplicate_key"),
        ("touched_reports", "reports", "duplicate_key"),
    ):
        db.execute(
            f"""insert or ignore into {name} select distinct {column} from {table}
            where document_id = ? and {column} is not null""",
            (document,),
        )


def make_all(db: sqlite3.Connection) -> None:
    """Make every point again."""
    prepare(db)
    forget(db)
    db.execute(
        """insert into touched_points
        select distinct series_key from observations where series_key is not null"""
    )
    db.execute("delete from series_points")
    db.execute(_MAKE_POINTS)
    forget(db)


def refresh(db: sqlite3.Connection) -> None:
    """Link duplicates and make the points of all touched keys again."""
    db.execute(_LINK_DUPLICATES)
    db.execute(_TOUCH_LINKED)
    db.execute(_LINK_REPORTS)
    db.execute(_CLEAR_POINTS)
    db.execute(_MAKE_POINTS)
