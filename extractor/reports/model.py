"""A document's reports and their header fields."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

ReportKind = Literal[
    "report", "appendix", "minutes", "front_sheet", "action_log", "decision", "other"
]
ReportStatus = Literal["present", "verbal", "to_follow", "exempt"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A header field: its value, the words it was taken from, and whether it was inferred."""

    value: str
    evidence: str
    page: int | None = None
    inferred: bool = False


LONGEST_EVIDENCE = 300
"""Most characters of the words that a field was taken from."""


def line_at(text: str, start: int, end: int | None = None) -> str:
    """The line of a text that an offset is in, as evidence; with `end` the lines up to that."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start if end is None else end)
    return text[first : last if last >= 0 else len(text)].strip()[:LONGEST_EVIDENCE]


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a paper from outside it (a manifest); it overrides what is read.

    `url` is the address of the council's own copy.
    """

    council: str | None = None
    committee: str | None = None
    title: str | None = None
    meeting_date: date | None = None
    item: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person named in a report's contact box."""

    role: Literal["officer", "member"]
    name: str | None = None
    post: str | None = None
    email: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The header fields of a report, from its head and foot; None where not given.

    `country` is the one whose councils a paper without a council of its own is about.
    `meeting_date` and `published` hold ISO dates; `published` is the date of publication, or of the
    letter if the paper is one, and only a month where no day is given ("2008-09"). `period` are the
    expressions that name the period the report covers (year in the title, "Reporting period: …",
    "Position as at …"), the most reliable first.
    """

    council: Stated | None = None
    country: Stated | None = None
    committee: Stated | None = None
    title: Stated | None = None
    meeting_date: Stated | None = None
    published: Stated | None = None
    item: Stated | None = None
    author: Stated | None = None
    author_post: Stated | None = None
    wards: Stated | None = None
    key_decision: Stated | None = None
    forward_plan: Stated | None = None
    purpose: Stated | None = None
    recommendations: Stated | None = None
    source_documents: Stated | None = None
    contacts: tuple[Contact, ...] = ()
    period: tuple[Stated, ...] = ()

    def date_of_meeting(self) -> date | None:
        """The meeting date, or None where the report does not give one."""
        return None if self.meeting_date is None else date.fromisoformat(self.meeting_date.value)

    def day_of_publication(self) -> date | None:
        """The day of publication, of a month its last; None where the report gives neither."""
        if self.published is None:
            return None
        year, month, *day = map(int, self.published.value.split("-"))
        return date(year, month, *(day or [monthrange(year, month)[1]]))


@dataclass(frozen=True, slots=True)
class Report:
    """One report (or other part) of a document; pages are 1-based and inclusive.

    `index` counts from 0 within the document; `belongs_to` is the index of the report that an
    appendix belongs to. `second_hand` is true for minutes, which repeat figures of an earlier
    meeting.
    """

    index: int
    kind: ReportKind = "report"
    status: ReportStatus = "present"
    item: str | None = None
    title: str | None = None
    first_page: int | None = None
    last_page: int | None = None
    belongs_to: int | None = None
    second_hand: bool = False
    header: Header = field(default_factory=Header)
    evidence: tuple[str, ...] = ()
