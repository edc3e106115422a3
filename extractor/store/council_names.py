"""The one name under which a council is stored, whatever form its papers print.

A council of England has its own name wherever it is named. Of one that no list knows, papers print
now "Elmsworth Council", now "London Borough of Elmsworth": the name that says its kind is taken for
all of them, where the papers name one such only; a town and a district of one name stay two.
"""

from __future__ import annotations

import re
import sqlite3

from extractor.reports.council_names import PLACE, is_place, place_key
from extractor.rulebook.area_names import council_named
from extractor.store import series

_WITHOUT_KIND = re.compile(rf"{PLACE} Council")
_KIND = re.compile(r"\b(?:County|City|Borough|District|Metropolitan|Town|Parish|Community)\b")
# From name to name along the index: `distinct` would read every document, for each document.
_NAMES = """
with recursive names(name) as (
  select min(council) from documents
  union all
  select (select min(council) from documents where council > name) from names
  where name is not null
)
select name from names where name is not null"""
_TABLES = (("documents", "id"), ("reports", "document_id"), ("observations", "document_id"))


def settle(db: sqlite3.Connection, document: str) -> None:
    """Give the council of a document, and those of others that name it otherwise, its one name.

    The points of the series that the changed documents hold are noted as touched.
    """
    (own,) = db.execute("select council from documents where id = ?", (document,)).fetchone()
    if own is None or council_named(own) is not None or not is_place(own):
        return
    names = {own}
    for (name,) in db.execute(_NAMES):
        if place_key(name) == place_key(own) and council_named(name) is None:
            names.add(name)
    kinds = {name for name in names if _says_kind(name)}
    bare = names - kinds
    if len(kinds) == 1 and bare:
        _rename(db, bare, kinds.pop())


def _says_kind(name: str) -> bool:
    return _WITHOUT_KIND.fullmatch(name) is None or _KIND.search(name) is not None


def _rename(db: sqlite3.Connection, old: set[str], new: str) -> None:
    for name in old:
        for (document,) in db.execute(
            "select id from documents where council = ?", (name,)
        ).fetchall():
            series.touch(db, document)
            for table, key in _TABLES:
                db.execute(
                    f"update {table} set council = ? where {key} = ? and council = ?",
                    (new, document, name),
                )
