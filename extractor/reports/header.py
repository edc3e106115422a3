"""The header fields of one report, read from the lines of its first pages and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractor.blocks.item_numbers import item_number
from extractor.blocks.model import PageBlocks
from extractor.months import in_words
from extractor.redaction.seal import SEALED
from extractor.regex import regex
from extractor.reports.committee import (
    REPORT_OF,
    committee_and_date,
    committee_from,
    committee_in_title,
    texts_of,
)
from extractor.reports.contacts import contacts_of
from extractor.reports.council import (
    CouncilEvidence,
    council_addressed,
    cover_council,
    labelled_council,
    place_in_title,
)
from extractor.reports.council_names import council_name, plain_council
from extractor.reports.inspection import days_of_report, inspection_header
from extractor.reports.kinds import meeting_of_minutes, paper_kind
from extractor.reports.label_value_form import (
    Value,
    collect,
    first_of_each,
    values_by_label,
)
from extractor.reports.labels import Field, head_lines
from extractor.reports.letter import letter_header
from extractor.reports.model import Header, Stated
from extractor.reports.people import email_in, is_post, person_and_post, phone_in
from extractor.reports.period import own_periods
from extractor.reports.printed_lines import PrintedLine, day_in, page_lines
from extractor.reports.published import cover_day, published
from extractor.reports.running_heads import Running, RunningHeads
from extractor.reports.title import find_title

HEAD_PAGES = 2
# Lines of a cover in which a council alone on a line is the paper's own.
_COVER_LINES, _PART_COVER_LINES = 25, 5
# Pages whose running heads and whose places are looked at.
RUNNING_PAGES, PLACE_PAGES = 4, 12
_HEAD_LINES = 140
# Lines of a cover that may say to which council's committee the paper goes.
_OPENING_LINES = 6
_FOOT_LINES = 60
# What stands behind the council on a paper's first line: a department, a body that it works with.
_BEHIND_COUNCIL = regex(r"\s[–—|-]\s|:\s|\s(?:and|&)\sNHS\s")
_FOOT = regex(
    r"(?im)^\W*(?:\d{1,2}(?:\.\d+)*\.?\s+)?(?:source documents?|background (?:papers|documents)"
    r"|list of background|contact (?:details|officers?)|report authors?\b|authors?:?\s*$)"
)


class HeaderReader:
    """Reads the pages of one report in turn; `header()` returns what is known so far.

    `bookmarks` are the file's names for the report, each with its page. For a `part` of another
    report only the first lines can name its council: further down, councils are listed and
    addressed.
    """

    def __init__(self, bookmarks: Sequence[Running] = (), *, part: bool = False) -> None:
        self._cover = _PART_COVER_LINES if part else _COVER_LINES
        self._lines: list[PrintedLine] = []
        self._foot: list[PrintedLine] = []
        self._pages = 0
        self._council = CouncilEvidence()
        self._running = RunningHeads(bookmarks)
        self._known: Header | None = None
        self._kind: _HeaderKind = "report"
        self._new_lines = True

    def read(self, page: PageBlocks) -> CouncilEvidence:
        """Take in the next page of the report; returns its evidence of the council."""
        self._pages += 1
        expression = CouncilEvidence()
        head = self._pages <= HEAD_PAGES
        expression.read(page.text, page.number, head=head, places=self._pages <= PLACE_PAGES)
        self._council.merge(expression)
        if self._pages <= RUNNING_PAGES:
            self._new_lines |= self._running.see(page)
        if head:
            lines = head_lines(page)
            self._lines += lines[: _HEAD_LINES if self._pages == 1 else _HEAD_LINES // 2]
            self._see_foot(lines[_HEAD_LINES:])
        elif _FOOT.search(page.text):
            self._see_foot(page_lines(page))
        elif 0 < len(self._foot) < _FOOT_LINES and self._foot[-1].page == (page.number or 0) - 1:
            self._foot += page_lines(page)[: _FOOT_LINES - len(self._foot)]
        else:
            return expression
        self._new_lines = True
        return expression

    def header(self) -> Header:
        """The header fields found in the pages so far."""
        known = self._known
        if known is None or self._new_lines:
            lines = [*self._lines, *self._foot]
            head = _Head(lines, len(self._lines), self._council, self._running, self._cover)
            known, self._kind = _header(head)
            self._known, self._new_lines = known, False
        elif self._kind not in _SURE and (known.council is None or known.council.inferred):
            # Pages without lines of the head or foot may still tell whose report it is.
            title = known.title if self._kind == "report" else None
            council = _inferred_council(self._council, title)
            self._known = known = replace(known, council=council)
        return known

    def _see_foot(self, lines: list[PrintedLine]) -> None:
        for index, line in enumerate(lines):
            if _FOOT.match(line.text):
                self._foot = lines[index : index + _FOOT_LINES]
                return


_HeaderKind = Literal["inspection", "letter", "minutes", "front_sheet", "report"]
# Of these the head says whose they are, or nothing does.
_SURE = frozenset(("inspection", "letter"))


@dataclass(frozen=True, slots=True)
class _Head:
    """What a header is read from: the lines, of which the first `head` are not the foot, and other
    evidence."""

    all_lines: Sequence[PrintedLine]
    head: int
    councils: CouncilEvidence
    running: RunningHeads
    cover: int

    @property
    def lines(self) -> Sequence[PrintedLine]:
        return self.all_lines[: self.head]


def _header(head: _Head) -> tuple[Header, _HeaderKind]:
    """The header read from these lines, and the kind of paper that it was read as."""
    inspection = inspection_header(head.lines)
    if inspection is not None:
        return inspection, "inspection"
    kind = paper_kind(head.lines)
    if kind == "minutes":
        return _minutes(head), "minutes"
    if kind == "front_sheet":
        return _front_sheet(head), "front_sheet"
    letter = letter_header(head.lines)
    if letter is not None:
        council = letter.council or _council(head, letter.title)
        return replace(letter, council=council), "letter" if letter.council else "report"
    return _report(head), "report"


_TOP = 8  # lines of minutes in which the report that was heard may be named


def _minutes(read: _Head) -> Header:
    """The header of minutes, with the date of the meeting they record, not of the one that approves
    them."""
    head = read.lines
    body, day = meeting_of_minutes(head)
    committee, meeting = committee_and_date(head, head[:14], {})
    committee, meeting = committee or body or read.running.committee(), day or meeting
    title = None
    if committee is not None:
        when = ""
        if meeting is not None:
            when = f", {in_words(date.fromisoformat(meeting.value))}"
        title = Stated(f"Minutes of the {committee.value}{when}", committee.evidence, None, True)
    else:
        title = find_title(head[:14]) or read.running.title()
    council = _council(read)
    named = None if body is None else council_name(body.value)
    if named is not None and committee is body:
        committee = None  # the council itself met
    if (council is None or council.inferred) and named is not None and body is not None:
        council = Stated(named, body.evidence, body.page)
    labelled = values_by_label(head[:14])
    return Header(
        council=council,
        committee=committee,
        title=title,
        meeting_date=meeting,
        period=own_periods(head[:_TOP], labelled, None),
    )


def _front_sheet(read: _Head) -> Header:
    """The header of an agenda: which committee meets, and when."""
    head = read.lines
    labelled = values_by_label(head[:25])
    committee, meeting = committee_and_date(head, head[:25], labelled)
    if meeting is None:
        days = (day_in(line.text, line) for line in head[:25])
        meeting = next((day for day in days if day is not None), None)
    title = next((x for x in head[:14] if re.fullmatch(r"(?i)\W*(?:\w+ )?agenda\W*", x.text)), None)
    return Header(
        council=_council(read),
        committee=committee,
        title=None if title is None else Stated(title.text.strip(" *"), title.text, title.page),
        meeting_date=meeting,
    )


def _report(read: _Head) -> Header:
    lines, head = read.all_lines, read.head
    values, first_label = collect(lines, head)
    by_field = first_of_each(values)

    def stated(name: Field) -> Stated | None:
        return by_field[name].stated() if name in by_field else None

    before = lines[: min(first_label, 30, head)]
    committee, meeting = committee_and_date(lines[:head], before, by_field)
    contacts = contacts_of(lines, head)
    author, post = _author(by_field, before)
    named = _council(read)
    found = find_title(before, named.value if named is not None else None)
    first = found.evidence.partition("\n")[0] if found is not None else None
    heading = next((line for line in before if line.text == first), None)
    title = _on_one_line(stated("title")) or _named_item(by_field.get("item"))
    title = title or read.running.instead_of(found, heading)
    committee = committee or read.running.committee() or committee_in_title(title)
    recommendations = stated("recommendations")
    if committee is None:
        committee = committee_from(recommendations) or committee_from(stated("purpose"))
    return Header(
        council=named or _inferred_council(read.councils, title),
        committee=committee,
        title=title,
        meeting_date=meeting,
        published=published(lines[:head])
        or cover_day(before, title, stated("meeting_date"), meeting, read.running.texts()),
        item=_item(by_field.get("item")),
        author=author,
        author_post=post,
        wards=stated("wards"),
        key_decision=stated("key_decision"),
        forward_plan=stated("forward_plan"),
        purpose=stated("purpose") or stated("summary"),
        recommendations=recommendations,
        source_documents=_source_documents(by_field.get("source_documents")),
        contacts=tuple(contacts),
        period=days_of_report(title, lines[: min(head, 40)])
        or own_periods(lines[: min(head, 40)], by_field, title, read.running.texts()),
    )


def _on_one_line(title: Stated | None) -> Stated | None:
    return None if title is None else replace(title, value=" ".join(title.value.split()))


def _author(
    by_field: dict[Field, Value], before: Sequence[PrintedLine]
) -> tuple[Stated | None, Stated | None]:
    for value in (by_field.get("report_author"), by_field.get("author")):
        if value is not None:
            author, post = _people(value)
            if author is not None or post is not None:
                return author, post
    for line in before:
        match = REPORT_OF.fullmatch(line.text)
        if match is not None and match[1] != "to":
            name, office = person_and_post(match["who"])
            return _said(name, line), _said(office, line)
    return None, None


def _said(value: str | None, line: PrintedLine) -> Stated | None:
    return Stated(value, line.text, line.page) if value else None


def _people(value: Value) -> tuple[Stated | None, Stated | None]:
    """Author and post. Where several people are named, the officers: councillors attend, officers
    write."""
    entries: list[str] = []
    for part in value.parts:
        person, post = person_and_post(part)
        before, before_post = person_and_post(entries[-1]) if entries else (None, None)
        another = before is not None and is_post(before_post or "") and post == part
        if entries and not another and (person is None or email_in(part) or phone_in(part)):
            entries[-1] += " " + part
        else:
            entries.append(part)
    people = [person_and_post(_without_contact(entry)) for entry in entries]
    people = [p for p in people if any(p)]
    officers = [
        p for p in people if not re.search(r"(?i)\bmember\b|\bleader\b|council", p[1] or "")
    ]
    chosen = officers or people
    names = "; ".join(name for name, _ in chosen if name)
    posts = "; ".join(post for _, post in chosen if post)
    evidence = "\n".join(value.lines)
    return (
        Stated(names, evidence, value.page) if names else None,
        Stated(posts, evidence, value.page) if posts else None,
    )


def _without_contact(entry: str) -> str:
    cut = re.search(rf"\(?\b(?:tel|e-?mail|telephone)\b|{SEALED}", entry, re.IGNORECASE)
    return entry[: cut.start()].strip(" ,;") if cut else entry


def _item(value: Value | None) -> Stated | None:
    stated = value.stated() if value is not None else None
    number = item_number(stated.value) if stated is not None else None
    return None if stated is None or number is None else replace(stated, value=number)


def _named_item(value: Value | None) -> Stated | None:
    """The title that stands where an agenda item has its number: "Agenda item: Annual Report"."""
    stated = _on_one_line(value.stated()) if value is not None and _item(value) is None else None
    return stated if stated and len(re.findall(r"[A-Za-z]{3,}", stated.value)) >= 2 else None


def _source_documents(value: Value | None) -> Stated | None:
    stated = value.stated() if value is not None else None
    if stated is None:
        return None
    text = re.sub(r"^Location\b\s*", "", stated.value).strip()
    return replace(stated, value=text) if text else None


def _council(read: _Head, title: Stated | None = None) -> Stated | None:
    """The council on the cover; otherwise the one that e-mails, text or title point to, marked as
    inferred."""
    head = read.lines
    for index, line in enumerate(head[: read.cover]):
        after = head[index + 1] if index + 1 < len(head) else None
        if line.table and index > 2:
            continue
        labelled = labelled_council(line.text)
        if labelled is not None:
            return Stated(labelled, line.text, line.page)
        texts = [line.text, *texts_of(line)]
        whole = after is not None and "Council" in after.text and cover_council(after.text)
        if after is not None and not after.blank_before and not whole:
            # A name may go on on the next line ("Royal Borough of Kensington and / Chelsea").
            texts.append(f"{line.text} {after.text}")
        for text in sorted(texts, key=len, reverse=True):
            name = cover_council(text)
            if name is not None:
                return Stated(name, text, line.page)
    for text, page in read.running.texts():
        name = cover_council(text)
        if name is not None:
            return Stated(name, text, page)
    for line in head[:_OPENING_LINES]:
        name = council_addressed(line.text)
        if name is not None and not read.councils.writes_small(name):
            return Stated(name, line.text, line.page)
    inferred = _inferred_council(read.councils, title)
    opening = _BEHIND_COUNCIL.split(head[0].text)[0] if head else ""
    name = plain_council(opening) if inferred is None else None
    if name is not None and not read.councils.writes_small(name):
        return Stated(name, head[0].text, head[0].page, True)
    return inferred


def _inferred_council(councils: CouncilEvidence, title: Stated | None) -> Stated | None:
    """The council that e-mails, text or title point to."""
    found = councils.council()
    if found is None and title is not None:
        name = place_in_title(title.value)
        found = None if name is None else Stated(name, title.evidence, title.page, True)
    return found
