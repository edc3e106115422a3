"""The staging database: a document's rows before they are copied into the database.

A staged document is a small SQLite file that the process which reads a document fills page by page
and the single writer copies with `insert … select`. So memory stays bounded by a page, the
writer runs no Python for a row, and what was read before a crash is not lost: every page is
committed when it is done.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.annotations.areas import home_area
from extractor.observation import DocumentIdentity, ExcludedNumber, Observation, PageRecord
from extractor.reports.model import Given, Report
from extractor.store.records import (
    COLUMNS,
    Meeting,
    Row,
    compact,
    contact_rows,
    meeting_of_document,
    meetings_of_reports,
    observation_row,
    page_contact_rows,
    page_row,
    report_row,
    row_of_given,
    title_of_document,
    values,
    withheld_rows,
)
from extractor.store.series_keys import area_key, digest, duplicate_key, line_key, series_key

Status = Literal["ok", "partial", "refused", "failed"]

FINISHING_BATCH = 2000


@dataclass(frozen=True, slots=True)
class ReadStatus:
    """How the reading of a document ended; a reason is there unless it is `ok`."""

    status: Status
    reason: str | None = None
    remedy: str | None = None
    seconds: float | None = None


class StagedDocument:
    """The rows of one document; `file` is the path under which it is published, `given` what a
    manifest says about it."""

    def __init__(self, path: Path, document: str, file: str, given: Given | None = None) -> None:
        self.document, self.file, self._given = document, file, given
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        # A staged document outlives the death of the process, not of the machine: no need to sync.
        self._db.execute("pragma synchronous = off")
        self._db.execute("pragma journal_mode = truncate")
        self._db.execute("pragma cache_size = -2000")
        self._db.execute("begin")
        for table, columns in COLUMNS.items():
            key = " integer primary key" if table == "observations" else ""
            listed = ", ".join(f"[{c}]{key if c == 'position' else ''}" for c in columns)
            self._db.execute(f"create table if not exists [{table}] ({listed})")
        self._db.execute("create unique index if not exists ids on observations(id)")
        self._db.execute("commit")
        self._position = self._next_position()

    def __enter__(self) -> StagedDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _next_position(self) -> int:
        (count,) = self._db.execute("select count(*) from observations").fetchone()
        return int(count)

    def add_page(
        self,
        page: PageRecord,
        observations: Iterable[Observation],
        refused: Iterable[ExcludedNumber],
    ) -> int:
        """Write one page and what it gave; returns the number of observations so far."""
        rows = [
            observation_row(o, self._position + n, self.file) for n, o in enumerate(observations)
        ]
        no_figures = list(refused)
        self._db.execute("begin")
        self._insert("pages", [page_row(page, self.document, len(rows), len(no_figures))])
        self._insert("page_contacts", page_contact_rows(page, self.document))
        self._insert("observations", rows)
        self._count_refusals(no_figures)
        self._db.execute("commit")
        self._position += len(rows)
        return self._position

    def finish(
        self,
        read_status: ReadStatus,
        reports: Iterable[Report] = (),
        identity: DocumentIdentity | None = None,
        size: int | None = None,
    ) -> None:
        """Write the document's own row, and what its reports say about each observation.

        Without reports (reading stopped early), each report that an observation names gets
        a row with its title and item number only. `size` is the number of bytes, where the
        document could not even be identified.
        """
        listed = list(reports)
        self._db.execute("begin")
        self._insert("reports", [report_row(report, self.document) for report in listed])
        self._insert(
            "contacts", [row for report in listed for row in contact_rows(report, self.document)]
        )
        self._add_missing_reports()
        rows = self.rows("reports")
        meetings = meetings_of_reports(rows)
        self._settle_observations(meetings)
        self._settle_reports(meetings)
        self._insert("documents", [self._document_row(identity, size, rows, read_status)])
        self._db.execute("commit")

    def rows(self, table: str) -> list[Row]:
        """All rows of a small table (reports, documents, refusals)."""
        order = " order by report" if table == "reports" else ""
        return [dict(row) for row in self._db.execute(f"select * from [{table}]{order}")]

    def pages_kept(self) -> int:
        """The number of pages that were read to the end."""
        (count,) = self._db.execute("select count(*) from pages").fetchone()
        return int(count)

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(COLUMNS[table]))
        held = list(rows)
        self._db.executemany(
            f"insert into [{table}] values ({marks})", (values(table, row) for row in held)
        )
        withheld = [kept for row in held for kept in withheld_rows(table, row, self.document)]
        self._db.executemany(
            "insert into withheld_texts values (?, ?, ?)",
            (values("withheld_texts", row) for row in withheld),
        )

    def _count_refusals(self, refused: list[ExcludedNumber]) -> None:
        counts = Counter(number.reason for number in refused)
        first = {number.reason: number for number in reversed(refused)}
        for reason, count in counts.items():
            have = self._db.execute(
                "update refusals set numbers = numbers + ? where reason = ?", (count, reason)
            )
            if have.rowcount == 0:
                row: Row = {
                    "document_id": self.document,
                    "reason": reason,
                    "numbers": count,
                    "first_page": first[reason].page,
                    "example": first[reason].text,
                    "example_quote": first[reason].quote,
                }
                self._insert("refusals", [row])

    def _add_missing_reports(self) -> None:
        missing = self._db.execute(
            """select report_number, min(report) as title, min(item) as item, min(page) as first,
              max(page) as last, max(second_hand) as second_hand from observations
            where report_number not in (select report from reports) group by report_number"""
        ).fetchall()
        self._insert(
            "reports",
            [
                report_row(
                    Report(
                        index=found["report_number"],
                        kind="other",
                        item=found["item"],
                        title=found["title"],
                        first_page=found["first"],
                        last_page=found["last"],
                        second_hand=bool(found["second_hand"]),
                    ),
                    self.document,
                )
                for found in missing
            ],
        )

    def _settle_observations(self, meetings: dict[int, Meeting]) -> None:
        """Write council, committee, date and keys, which only the whole document settles."""
        seen: Counter[str] = Counter()
        for batch in self._batches():
            settled = []
            for row in batch:
                meeting = meetings[row["report_number"]]
                row |= {"council": meeting.council, "meeting_date": meeting.meeting_date}
                if row["area"] is None and row["area_level"] == "local":
                    row |= _own_area(meeting.council)
                where = (
                    None
                    if row["area"] is None
                    else area_key(row["area"], row["area_code"], row["area_level"], meeting.council)
                )
                point, sentence = series_key(row, where), duplicate_key(row, where)
                line = None if point is None or where is None else line_key(row, where)
                if sentence is not None:
                    seen[sentence] += 1
                    # The same sentence twice in a document pairs with itself, in order.
                    sentence = f"{sentence}-{seen[sentence]}"
                settled.append(
                    (
                        meeting.council,
                        meeting.committee,
                        meeting.meeting_date,
                        row["area"],
                        row["area_code"],
                        point,
                        line,
                        sentence,
                        row["position"],
                    )
                )
            self._db.executemany(
                """update observations set council = ?, committee = ?, meeting_date = ?,
                  area = ?, area_code = ?, series_key = ?, line = ?, duplicate_key = ?
                where position = ?""",
                settled,
            )

    def _batches(self) -> Iterator[list[Row]]:
        """The observations in order, some at a time."""
        last = -1
        while True:
            batch = [
                dict(row)
                for row in self._db.execute(
                    "select * from observations where position > ? order by position limit ?",
                    (last, FINISHING_BATCH),
                )
            ]
            if not batch:
                return
            yield batch
            last = batch[-1]["position"]

    def _settle_reports(self, meetings: dict[int, Meeting]) -> None:
        self._db.execute(
            """update reports set observations =
              (select count(*) from observations o where o.report_number = reports.report)"""
        )
        for row in self.rows("reports"):
            meeting, number, title = meetings[row["report"]], row["report"], row["title"]
            key = None
            if title and meeting.meeting_date and row["kind"] in ("report", "appendix"):
                key = digest((meeting.council, meeting.meeting_date, str(title).casefold().split()))
            self._db.execute("update reports set duplicate_key = ? where report = ?", (key, number))

    def _document_row(
        self,
        identity: DocumentIdentity | None,
        size: int | None,
        reports: list[Row],
        read_status: ReadStatus,
    ) -> Row:
        meeting = meeting_of_document(reports)
        (pages, without_text, observations, refused) = self._db.execute(
            """select count(*), coalesce(sum(text_source = 'none'), 0),
              coalesce(sum(observations), 0), coalesce(sum(refused_numbers), 0) from pages"""
        ).fetchone()
        (measured,) = self._db.execute("select count(measure) from observations").fetchone()
        given = self._given or Given()
        day = given.meeting_date and given.meeting_date.isoformat()
        return {
            "id": self.document,
            "path": self.file,
            "media": identity and identity.media,
            "bytes": identity.bytes if identity else size,
            "status": read_status.status,
            "reason": read_status.reason,
            "remedy": read_status.remedy,
            "council": given.council or meeting.council,
            "committee": given.committee or meeting.committee,
            "title": given.title or title_of_document(reports),
            "meeting_date": day or meeting.meeting_date,
            "pages": max(pages, identity.pages if identity else 0),
            "pages_read": pages,
            "pages_without_text": without_text,
            "reports": len(reports),
            "observations": observations,
            "measured": measured,
            "refused_numbers": refused,
            "seconds": read_status.seconds,
            "facts": compact(dict(identity.facts) if identity else {}),
            "url": given.url,
            "given": None if self._given is None else row_of_given(self._given),
        }


def _own_area(council: str | None) -> Row:
    """The area of a council's own figures, where it was named after their pages only."""
    area = home_area(council)
    return {} if area is None else {"area": area.name, "area_code": area.code}
