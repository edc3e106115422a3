"""A document's reports and their header fields."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a paper from outside it (a manifest); it wins over what is read.

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
    """What the head (and the foot) of a report says; None where it does not say.

    `meeting_date` holds an ISO date, as does `published`: the day of publication, or of
    the letter that the paper is. `period` are the words that say which time the
    report covers (title year, "Reporting period: …", "Position as at …"), in the order
    in which they should be believed.
    """

    council: Stated | None = None
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
        """The meeting date, or None where the report does not say."""
        return None if self.meeting_date is None else date.fromisoformat(self.meeting_date.value)


@dataclass(frozen=True, slots=True)
class Report:
    """One report (or other part) of a document; pages are 1-based and inclusive.

    `index` counts within the document from 0; `belongs_to` is the index of the report
    that an appendix is part of. `second_hand` marks minutes, which repeat figures of an
    earlier meeting.
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
