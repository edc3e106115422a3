"""A database of as many figures as are asked for, in the shape that real papers give.

One council for each 2,500 figures, with forty quarterly papers over ten years. A paper states
some thirty measures for its quarter and for the quarter before; one in twenty of the earlier
values is restated. The rows are written by SQL in one go, and the points of the series are made
by the same statements that an ingest uses: keys, indexes and views are the real ones.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from extractor.package_files import shipped
from extractor.rulebook.load import load_rulebook
from extractor.store import series
from extractor.store.database import close, open_for_writing
from extractor.store.records import Provenance
from extractor.store.runs import start_run
from extractor.store.series_keys import (
    area_key,
    dimensions_key,
    financial_year,
    line_key,
    series_key,
)
from extractor.store.stored_rules import store_rulebook

FIGURES_A_COUNCIL, QUARTERS = 2500, 40
PLACEMENTS = ("in_house_foster", "ifa_foster", "residential", "semi_independent")
COUNTS = (
    "cla_total",
    "cla_uasc",
    "cla_out_of_area",
    "foster_households_approved",
    "foster_households_left",
    "foster_households_recruited",
    "adoption_orders",
    "missing_children",
    "missing_incidents",
)
SHARES = (
    "cla_out_of_area",
    "cla_placement_3plus",
    "cla_placement_stable_2yrs",
    "cl_eet",
    "cl_suitable_accommodation",
    "iha_timely",
    "rha_up_to_date",
    "dental_up_to_date",
    "immunisations_up_to_date",
    "sw_agency_rate",
    "sw_turnover_rate",
    "sw_vacancy_rate",
)


def make(path: Path, figures: int) -> None:
    """Write a database of about `figures` observations to `path`."""
    rulebook = load_rulebook(shipped("rules"))
    db = open_for_writing(path)
    connection = db.conn
    source = Provenance("made", rulebook.digest, "made")
    store_rulebook(db, rulebook)
    run = start_run(db, "benchmarks.made", source, {}, {})
    connection.execute("pragma synchronous = off")
    councils = max(1, figures // FIGURES_A_COUNCIL)
    with _without_indexes(connection):
        number = 0
        for council in range(councils):
            rows = []
            for paper in range(QUARTERS):
                document = _document(council, paper)
                _write_paper(connection, document, council, paper, run)
                for position, row in enumerate(_figures(document, council, paper)):
                    number += 1
                    rows.append(row | {"number": number, "position": position, "run": run})
            names = ", ".join(rows[0])
            values = ", ".join(f":{name}" for name in rows[0])
            connection.executemany(f"insert into observations ({names}) values ({values})", rows)
    connection.execute("begin")
    series.make_all(connection)
    connection.execute("commit")
    close(db, path)


@contextmanager
def _without_indexes(db: sqlite3.Connection) -> Iterator[None]:
    """Write rows in one transaction, and make indexes and full-text search after them."""
    kept = db.execute(
        "select type, name, sql from sqlite_master where sql is not null and "
        "(type = 'trigger' or type = 'index' and tbl_name = 'observations')"
    ).fetchall()
    db.execute("pragma foreign_keys = off")
    db.execute("begin")
    for kind, name, _ in kept:
        db.execute(f"drop {kind} [{name}]")
    yield
    for _, _, statement in kept:
        db.execute(statement)
    for table in ("pages_fts", "observations_fts"):
        db.execute(f"insert into {table}({table}) values ('rebuild')")
    db.execute("commit")


def _document(council: int, paper: int) -> str:
    return f"{council:032x}{paper:032x}"


def _quarter(paper: int) -> date:
    year, quarter = divmod(paper, 4)
    return date(2014 + year, (3, 6, 9, 12)[quarter], (31, 30, 30, 31)[quarter])


def _write_paper(db: Any, document: str, council: int, paper: int, run: int) -> None:
    name, meeting = f"Area {council:04} Council", _meeting(paper)
    db.execute(
        """insert into documents (id, path, media, status, council, committee, title,
        meeting_date, pages, pages_read, reports, observations, measured, reader, rules_digest,
        settings_digest, first_seen, read_at, run)
        values (?, ?, 'pdf', 'ok', ?, 'Children’s Committee', 'Performance report', ?, 4, 4, 1,
        62, 62, 'made', 'made', 'made', ?, ?, ?)""",
        (document, f"{name}/{paper}.pdf", name, meeting, meeting, meeting, run),
    )
    db.execute(
        """insert into reports (document_id, report, kind, status, title, council, committee,
        meeting_date, observations) values (?, 0, 'report', 'present', 'Performance report', ?,
        'Children’s Committee', ?, 62)""",
        (document, name, meeting),
    )
    for page in range(1, 5):
        db.execute(
            """insert into pages (document_id, page, text, text_source, width, height)
            values (?, ?, ?, 'text_layer', 595, 842)""",
            (document, page, f"Page {page} of the performance report of {name}."),
        )
    if paper % 10 == 0:
        db.execute(
            """insert into checks (run, identity, status, document_id, expected, found, gap,
            message) values (?, 'parts', 'fail', ?, 100, 90, -10, 'the parts make 90')""",
            (run, document),
        )


def _meeting(paper: int) -> str:
    return date.fromordinal(_quarter(paper).toordinal() + 60).isoformat()


def _figures(document: str, council: int, paper: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(f"{council} {paper}")
    stated = [(measure, "count", "") for measure in COUNTS]
    stated += [(measure, "percent", "") for measure in SHARES]
    stated += [("cla_placement", "count", placement) for placement in PLACEMENTS]
    stated += [("cla_rate_10k", "rate_per_10000", "")]
    for measure, unit, placement in stated:
        for back in (0, 1):
            if paper < back:
                continue
            value = float(100 + council % 700 + 3 * (paper - back))
            if back and chance.random() < 0.05:
                value += 2
            row = _row(document, council, paper, (measure, unit, placement), "actual", value, back)
            yield row | _when(row, _quarter(paper - back))
        if unit == "percent":
            yield _row(document, council, paper, (measure, unit, placement), "target", 85.0)
    row = _row(document, council, paper, ("cla_rate_10k", "rate_per_10000", ""), "actual", 65.0, 2)
    row |= {"area": "England", "area_level": "national", "area_code": "E92000001"}
    yield row | _when(row, _quarter(paper))


def _row(
    document: str,
    council: int,
    paper: int,
    what: tuple[str, str, str],
    kind: str,
    value: float,
    nth: int = 0,
) -> dict[str, Any]:
    measure, unit, placement = what
    area = f"Area {council:04}"
    dimensions = {"placement_type": placement} if placement else {}
    figure = f"{value:g}"
    quote = f"{measure.replace('_', ' ')} {placement}: {figure}"
    chosen = random.Random(f"{document} {what} {kind} {nth}")
    return {
        "id": f"{chosen.getrandbits(64):016x}",
        "document_id": document,
        "file": f"{area}/{paper}.pdf",
        "report_number": 0,
        "report": "Performance report",
        "council": f"{area} Council",
        "committee": "Children’s Committee",
        "meeting_date": _meeting(paper),
        "page": 1 + chosen.randrange(4),
        "quote": quote,
        "quote_start": len(quote) - len(figure),
        "quote_end": len(quote),
        "source": "table",
        "text_source": "text_layer",
        "figure_text": figure,
        "value": value,
        "rounded_to": 1.0,
        "unit": unit,
        "qualifier": "exact",
        "kind": kind,
        "measure": measure,
        "subject": measure.replace("_", " "),
        "dimensions": json.dumps(dimensions),
        "dimensions_key": dimensions_key(dimensions),
        "placement_type": placement or None,
        "area": area,
        "area_code": None,
        "area_level": "local",
        "period_basis": None,
        "period_type": None,
        "period_start": None,
        "period_end": None,
        "financial_year": None,
        "period_source": None,
        "confidence": "high",
        "series_key": None,
        "line": None,
    }


def _when(row: dict[str, Any], on: date) -> dict[str, Any]:
    """The period of a figure on a date, and the keys that come of it."""
    period = {
        "period_basis": "as_at",
        "period_type": "as_at",
        "period_end": on.isoformat(),
        "financial_year": financial_year(None, on.isoformat()),
        "period_source": "stated",
    }
    dated = row | period
    where = area_key(row["area"], row["area_code"], row["area_level"], row["council"])
    return period | {"series_key": series_key(dated, where), "line": line_key(dated, where)}
