"""The record that everything ends in: one figure that a document states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.geometry import Box
from extractor.types import AreaLevel, Direction, Kind, PeriodBasis, Qualifier, Unit

Confidence = Literal["high", "medium", "low"]
PeriodSource = Literal[
    "stated", "sentence", "paragraph", "heading", "table_header", "title", "document"
]
Rag = Literal["red", "amber", "green"]
Trend = Literal["improving", "worsening", "steady"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of a document; the fields are those of the published record.

    Dates are ISO strings. `report` is the index of the report in the document and
    becomes its title in the record. `dimensions` are (name, value) pairs in name order.
    """

    id: str
    document_id: str
    file: str
    report: int
    item: str | None
    report_title: str | None
    section: str | None
    page: int | None
    box: Box | None
    char_start: int | None
    char_end: int | None
    quote: str
    quote_start: int
    quote_end: int
    source: str
    text_source: str
    figure_text: str
    value: float | None
    value_max: float | None
    unit: Unit | None
    qualifier: Qualifier
    kind: Kind
    direction: Direction | None
    measure: str | None
    subject: str
    dimensions: tuple[tuple[str, str], ...]
    population: str | None
    denominator: float | None
    area: str | None
    area_code: str | None
    area_level: AreaLevel | None
    period_basis: PeriodBasis | None
    period_start: str | None
    period_end: str | None
    period_source: PeriodSource | None
    rule: str | None
    confidence: Confidence
    doubts: tuple[str, ...] = ()
    second_hand: bool = False
    row_label: str | None = None
    column_label: str | None = None
    unexplained: tuple[str, ...] = ()
    nearest_measure: str | None = None
    rag: Rag | None = None
    trend: Trend | None = None

    def record(self) -> dict[str, object]:
        """The observation as the contract's JSON object (keys in its order)."""
        box = self.box
        return {
            "id": self.id,
            "document_id": self.document_id,
            "file": self.file,
            "report": self.report_title,
            "item": self.item,
            "section": self.section,
            "page": self.page,
            "bbox": None
            if box is None
            else [round(v, 2) for v in (box.x0, box.top, box.x1, box.bottom)],
            "char_start": self.char_start,
            "char_end": self.char_end,
            "quote": self.quote,
            "quote_start": self.quote_start,
            "quote_end": self.quote_end,
            "source": self.source,
            "text_source": self.text_source,
            "figure_text": self.figure_text,
            "value": self.value,
            "value_max": self.value_max,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "kind": self.kind,
            "direction": self.direction,
            "measure": self.measure,
            "subject": self.subject,
            "dimensions": dict(self.dimensions),
            "population": self.population,
            "denominator": self.denominator,
            "area": self.area,
            "area_code": self.area_code,
            "area_level": self.area_level,
            "period_basis": self.period_basis,
            "period_start": self.period_start,
            "period_end": self.period_end,
            "period_source": self.period_source,
            "rule": self.rule,
            "confidence": self.confidence,
            "doubts": list(self.doubts),
            "second_hand": self.second_hand,
            "row_label": self.row_label,
            "column_label": self.column_label,
            "unexplained": list(self.unexplained),
            "nearest_measure": self.nearest_measure,
            "rag": self.rag,
            "trend": self.trend,
        }


@dataclass(frozen=True, slots=True)
class ExcludedNumber:
    """A number that was read and is no observation, with the reason."""

    page: int | None
    text: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is kept of a page: its text, how it was read, and what went wrong.

    `turned` is by how many quarters, clockwise, its picture is turned to be read; `contacts` where
    contact details of people are on it. In its text, as in every text of an observation or
    report, they are sealed (`redaction/seal.py`) until it is published.
    """

    number: int | None
    text: str
    text_source: str
    width: float
    height: float
    problems: tuple[str, ...] = ()
    printed_number: int | None = None
    excluded_numbers: int = 0
    turned: int = 0
    contacts: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentIdentity:
    """The file itself: SHA-256 of its bytes, its path as given, kind and size."""

    id: str
    file: str
    media: Literal["pdf", "text", "markdown"]
    bytes: int
    pages: int
    facts: tuple[tuple[str, str], ...] = field(default=())
