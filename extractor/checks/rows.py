"""Findings of the checks as rows, and what they mean for the figures' confidence.

`observations.confidence` is what may be published. A figure that a check speaks against is
lowered, unless another check bears it out; `read_confidence` keeps what the reading gave, so
that checking again always starts from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.checks.between_papers import AcrossFinding
from extractor.checks.model import Figure, Finding
from extractor.store.corrections import SEEN
from extractor.store.records import compact
from extractor.store.series_keys import area_key

_LOWER = {"high": "medium", "medium": "low", "low": "low"}
_RANK = {"low": 0, "medium": 1, "high": 2}

_FIGURES = """
select id, document_id, position, report_number, page, source, quote, quote_start, figure_text,
  value, value_max, rounded_to, unit, qualifier, kind, direction, measure, dimensions,
  denominator, area, area_code, area_level, council, period_basis, period_start, period_end,
  meeting_date, coalesce(read_confidence, confidence), doubts, row_label, column_label, series_key
from observations
where document_id = ? and value is not null and rejected = 0 and text_source <> 'none'
order by position
"""


def figures_of(db: sqlite3.Connection, document: str) -> list[Figure]:
    """The document's figures that have a value, in order; what is rejected is left out."""
    found = []
    for row in db.execute(_FIGURES, (document,)).fetchall():
        (area, code, level, council), dimensions = row[19:23], json.loads(row[17])
        where = None if area is None else area_key(area, code, level, council)
        pairs = (tuple(sorted(dimensions.items())), row[18], area, where, level)
        rest = (*row[23:28], tuple(json.loads(row[28])), *row[29:])
        found.append(Figure(*(*row[:17], *pairs, *rest)))
    return found


def write_findings(
    db: sqlite3.Connection, run: int | None, document: str, findings: Sequence[Finding]
) -> None:
    """Replace the document's checks, and mark its figures."""
    db.execute("delete from checks where document_id = ?", (document,))
    for finding in findings:
        first = finding.figures[-1] if "whole" in finding.roles else finding.figures[0]
        check = db.execute(
            """insert into checks (run, identity, status, document_id, report, page, measure,
              area, period_end, expected, found, gap, tolerance, fault, message, observations)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                run, finding.identity.id, finding.status, document, first.report, first.page,
                first.measure, first.area, first.end, finding.expected, finding.found, finding.gap,
                finding.tolerance, finding.fault, finding.message,
                compact([figure.id for figure in finding.figures]),
            ),
        ).lastrowid  # fmt: skip
        assert check is not None
        _link(db, check, zip((f.id for f in finding.figures), finding.roles, strict=True))
    _mark(db, document, findings)


def write_across(db: sqlite3.Connection, run: int | None, findings: Iterable[AcrossFinding]) -> int:
    """Replace the checks between papers; returns how many fail."""
    db.execute("delete from checks where document_id is null")
    failing = 0
    for finding in findings:
        check = db.execute(
            """insert into checks (run, identity, status, measure, area, period_end, expected,
              found, gap, message, observations) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                run, finding.identity.id, finding.status, finding.measure, finding.area,
                finding.period_end, finding.expected, finding.found,
                finding.gap, finding.message,
                compact(list(finding.observations)),
            ),
        ).lastrowid  # fmt: skip
        assert check is not None
        _link(db, check, ((name, "point") for name in finding.observations))
        failing += finding.status == "fail"
    return failing


def _link(db: sqlite3.Connection, check: int, figures: Iterable[tuple[str, str]]) -> None:
    db.executemany(
        """insert or ignore into check_figures (check_id, observation_id, role)
        values (?, ?, ?)""",
        [(check, name, role) for name, role in figures],
    )


def _mark(db: sqlite3.Connection, document: str, findings: Sequence[Finding]) -> None:
    agrees: dict[str, set[str]] = defaultdict(set)
    against: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        mark, doubt = finding.identity.mark, finding.identity.doubt
        for figure in finding.agrees if mark else ():
            agrees[figure.id].add(str(mark))
        for figure in finding.contradicts if doubt else ():
            against[figure.id][str(doubt)] = finding
    wanted = {}
    for name in {*agrees, *against}:
        contradicted = {} if agrees[name] else against[name]
        wanted[name] = (compact(sorted(agrees[name])), contradicted)
    have = db.execute(
        """select id, agrees, contradicts, coalesce(read_confidence, confidence), doubts
        from observations where document_id = ? and (agrees <> '[]' or contradicts <> '[]'
          or read_confidence is not null or as_read is not null
          or id in (select value from json_each(?)))""",
        (document, compact(sorted(wanted))),
    ).fetchall()
    for name, _, before, confidence, doubts in have:
        marks, contradicted = wanted.get(name, ("[]", {}))
        if SEEN.intersection(json.loads(doubts)):
            contradicted, marks = {}, compact(sorted({*json.loads(marks), "reviewed"}))
        kept = [d for d in json.loads(doubts) if d not in json.loads(before)]
        lowered = _lowered(confidence, contradicted.values())
        db.execute(
            """update observations set agrees = ?, contradicts = ?, confidence = ?,
              read_confidence = ?, doubts = ? where id = ?""",
            (
                marks, compact(sorted(contradicted)), lowered,
                confidence if lowered != confidence else None,
                compact(list(dict.fromkeys([*kept, *sorted(contradicted)]))), name,
            ),
        )  # fmt: skip


def _lowered(confidence: str, findings: Iterable[Finding]) -> str:
    lowest = confidence
    for finding in findings:
        to = finding.identity.lowers_to or _LOWER[confidence]
        lowest = min(lowest, to, key=_RANK.__getitem__)
    return lowest
