"""Convert pipeline output to database rows; where a document was found, and what read it.

Apart from `write.py`, so that processes that only read load no database library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from extractor.observation import Observation, PageRecord
from extractor.redaction.seal import covered, holds_sealed, revealed
from extractor.reports.model import Given, Header, Report, Stated
from extractor.store.series_keys import dimensions_key, financial_year, period_type, rounded_to
from extractor.types import AGE_BAND

DIMENSION_COLUMNS = ("placement_type", AGE_BAND)
"""Breakdowns with a column of their own in the database, beside `dimensions` with all of them. The
first version had these two, and columns of a released database stay."""

UNREAD = "unread-"
"""The beginning of the id of a file whose bytes were never read; its path stands in for them."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a document was read with. It is up to date while all of these are unchanged."""

    reader: str
    rules_digest: str
    settings_digest: str


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """Where a document was found: its path as given, and where that is on this machine.

    Both are text; `raw` are the bytes of the location where it is not valid text.
    """

    file: str
    location: str
    raw: bytes | None = None


def now() -> str:
    """The time as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Row = dict[str, Any]

HEADER_FIELDS = (
    "council",
    "committee",
    "meeting_date",
    "author",
    "author_post",
    "wards",
    "key_decision",
    "forward_plan",
    "purpose",
    "recommendations",
    "source_documents",
)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": _names("""
        id path media bytes status reason remedy council committee title meeting_date pages
        pages_read pages_without_text reports observations measured refused_numbers seconds
        facts url given"""),
    "reports": (
        *_names("document_id report kind status item title first_page last_page belongs_to"),
        "second_hand",
        *HEADER_FIELDS,
        *_names("evidence observations duplicate_key"),
    ),
    "contacts": _names("document_id report position role name post email telephone"),
    "pages": _names("""
        document_id page printed_number text text_source width height observations
        refused_numbers problems turned"""),
    "page_contacts": _names("document_id page x0 top x1 bottom"),
    "withheld_texts": _names("document_id covered original"),
    "refusals": _names("document_id reason numbers first_page example example_quote"),
    "observations": _names("""
        id document_id position file report_number report item council committee
        meeting_date section page x0 top x1 bottom char_start char_end quote quote_start
        quote_end source text_source figure_text value value_max rounded_to unit qualifier
        kind direction measure subject dimensions dimensions_key placement_type age_band
        population denominator area area_code area_level period_basis period_type
        period_start period_end financial_year period_source rule confidence doubts
        second_hand row_label column_label unexplained nearest_measure rag trend
        series_key line duplicate_key"""),
}
"""The columns that a document's reading fills, table by table."""


def compact(thing: object) -> str:
    """JSON as it is stored: no spaces, letters as they are."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def row_of_given(given: Given) -> str:
    """What a manifest says about a paper, as it is stored beside the document."""
    told = {name: value for name, value in asdict(given).items() if value is not None}
    return compact(told | ({"meeting_date": str(day)} if (day := given.meeting_date) else {}))


def given_of_row(text: str) -> Given:
    """What a manifest said about a paper, from its stored form."""
    told = json.loads(text)
    day = told.get("meeting_date")
    return Given(**told | {"meeting_date": None if day is None else date.fromisoformat(day)})


def storable(value: object) -> object:
    """Text that SQLite can store: half surrogates and NULs become U+FFFD, one for one."""
    if not isinstance(value, str) or (value.isascii() and "\x00" not in value):
        return value
    clean = value.replace("\x00", "\ufffd")
    try:
        clean.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in clean)
    return clean


def values(table: str, row: Mapping[str, object]) -> tuple[object, ...]:
    """The row's values in the order of the table's columns; every column must be there.

    Contact details of people are covered, but in the tables that are kept from publication.
    """
    show = revealed if table in ("contacts", "withheld_texts") else covered
    return tuple(
        storable(show(value) if isinstance(value, str) else value)
        for value in (row[column] for column in COLUMNS[table])
    )


def withheld_rows(table: str, row: Mapping[str, object], document: str) -> list[Row]:
    """What `values` covers of a row, as it was."""
    if table in ("contacts", "withheld_texts"):
        return []
    return [
        {"document_id": document, "covered": covered(value), "original": value}
        for value in row.values()
        if isinstance(value, str) and holds_sealed(value)
    ]


def page_contact_rows(page: PageRecord, document: str) -> list[Row]:
    """Rows of `page_contacts`: where on a page contact details are."""
    return [
        {
            "document_id": document,
            "page": page.number,
            "x0": round(box.x0, 2),
            "top": round(box.top, 2),
            "x1": round(box.x1, 2),
            "bottom": round(box.bottom, 2),
        }
        for box in page.contacts
    ]


def observation_row(observation: Observation, position: int, file: str) -> Row:
    """A row of `observations`; what depends on the whole document is still null."""
    row = observation.record()
    dimensions = dict(observation.dimensions)
    box = observation.box
    row.update(
        position=position,
        file=file,
        report_number=observation.report,
        council=None,
        committee=None,
        meeting_date=None,
        x0=box and round(box.x0, 2),
        top=box and round(box.top, 2),
        x1=box and round(box.x1, 2),
        bottom=box and round(box.bottom, 2),
        rounded_to=rounded_to(observation.figure_text, observation.value),
        dimensions=compact(dimensions),
        dimensions_key=dimensions_key(dimensions),
        **{name: dimensions.get(name) for name in DIMENSION_COLUMNS},
        period_type=period_type(
            observation.period_basis, observation.period_start, observation.period_end
        ),
        financial_year=financial_year(observation.period_start, observation.period_end),
        doubts=compact(list(observation.doubts)),
        unexplained=compact(list(observation.unexplained)),
        second_hand=int(observation.second_hand),
        series_key=None,
        duplicate_key=None,
        line=None,
    )
    return row


def page_row(page: PageRecord, document: str, observations: int, refused: int) -> Row:
    """A row of `pages`."""
    return {
        "document_id": document,
        "page": page.number,
        "printed_number": page.printed_number,
        "text": page.text,
        "text_source": page.text_source,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "observations": observations,
        "refused_numbers": refused,
        "problems": compact(list(page.problems)),
        "turned": page.turned,
    }


def report_row(report: Report, document: str) -> Row:
    """A row of `reports`, with the words that each header field was taken from."""
    header = report.header
    evidence: dict[str, object] = {
        name: {"words": stated.evidence, "page": stated.page, "inferred": stated.inferred}
        for name in (*HEADER_FIELDS, "title", "item")
        if (stated := _stated(header, name)) is not None
    }
    if header.period:
        evidence["period"] = [{"words": s.evidence, "page": s.page} for s in header.period]
    if (day := header.published) is not None:
        evidence["published"] = {"day": day.value, "words": day.evidence, "page": day.page}
    if report.evidence:
        evidence["segmented_by"] = list(report.evidence)
    row: Row = {name: _value(header, name) for name in HEADER_FIELDS}
    row.update(
        document_id=document,
        report=report.index,
        kind=report.kind,
        status=report.status,
        item=report.item if report.item is not None else _value(header, "item"),
        title=report.title if report.title is not None else _value(header, "title"),
        first_page=report.first_page,
        last_page=report.last_page,
        belongs_to=report.belongs_to,
        second_hand=int(report.second_hand),
        evidence=compact(evidence),
        observations=0,
        duplicate_key=None,
    )
    return row


def contact_rows(report: Report, document: str) -> list[Row]:
    """Rows of `contacts`: the people of the report's contact box, in its order."""
    return [
        {
            "document_id": document,
            "report": report.index,
            "position": position,
            "role": contact.role,
            "name": contact.name,
            "post": contact.post,
            "email": contact.email,
            "telephone": contact.telephone,
        }
        for position, contact in enumerate(report.header.contacts)
    ]


def _stated(header: Header, name: str) -> Stated | None:
    stated = getattr(header, name)
    assert stated is None or isinstance(stated, Stated)
    return stated


def _value(header: Header, name: str) -> str | None:
    stated = _stated(header, name)
    return None if stated is None else stated.value


@dataclass(frozen=True, slots=True)
class Meeting:
    """To which council, committee and date the figures of a report belong."""

    council: str | None = None
    committee: str | None = None
    meeting_date: str | None = None

    def or_else(self, other: Meeting) -> Meeting:
        """Fields that are missing here, from `other`."""
        return Meeting(
            self.council or other.council,
            self.committee or other.committee,
            self.meeting_date or other.meeting_date,
        )


def meeting_of_document(rows: Sequence[Row]) -> Meeting:
    """What the document as a whole is about, from its reports' rows.

    The agenda front sheet is believed first, then the reports in their order; minutes come
    last, because they are headed with the meeting before.
    """
    meeting = Meeting()
    for row in sorted(rows, key=lambda r: (r["second_hand"], r["kind"] != "front_sheet")):
        meeting = meeting.or_else(_meeting(row))
    return meeting


def meetings_of_reports(rows: Sequence[Row]) -> dict[int, Meeting]:
    """The meeting of each report: its own, its parent report's, the document's."""
    document = meeting_of_document(rows)
    by_number = {_number(row): row for row in rows}
    meetings = {}
    for number, row in by_number.items():
        parent = row["belongs_to"]
        above = _meeting(by_number[parent]) if parent in by_number else Meeting()
        meetings[number] = _meeting(row).or_else(above).or_else(document)
    return meetings


def title_of_document(rows: Iterable[Row]) -> str | None:
    """The title of the first report that has one, the front sheet's before the others'."""
    ordered = sorted(rows, key=lambda r: (r["kind"] != "front_sheet", r["report"]))
    return next((str(r["title"]) for r in ordered if r["title"] is not None), None)


def _number(row: Row) -> int:
    number = row["report"]
    assert isinstance(number, int)
    return number


def _meeting(row: Row) -> Meeting:
    council, committee, day = (row[n] for n in ("council", "committee", "meeting_date"))
    return Meeting(
        str(council) if council else None,
        str(committee) if committee else None,
        str(day) if day else None,
    )
