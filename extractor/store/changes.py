"""What changed in the tables after the first version, as SQL, one text per migration.

Like the tables of the first version, none of this is edited once a database was written with
it. `schema.column_types` and `migrations.py` both read it, so that the columns which a worker
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

TABLE_CHANGES: tuple[str, ...] = (EXPLAINED,)
"""Every change of a table, in the order of the migrations."""
