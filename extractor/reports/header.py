"""The header fields of one report, read from the lines of its first pages and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from extractor.blocks.model import PageBlocks
from extractor.redaction.seal import SEALED
from extractor.reports.contacts import read_contacts, unlabelled_contacts
from extractor.reports.council import (
    CouncilEvidence,
    cover_council,
    labelled_council,
    place_in_title,
    title_case,
)
from extractor.reports.dates import find_date, single_date
from extractor.reports.form import Value, collect, is_heading
from extractor.reports.inspection import inspection_header
from extractor.reports.kinds import meeting_of_minutes, paper_kind
from extractor.reports.labels import Field, head_lines, labels_in, period_words
from extractor.reports.lines import Line, page_lines
from extractor.reports.model import Contact, Header, Stated
from extractor.reports.people import email_in, is_post, person_and_post, phone_in
from extractor.reports.title import committee_line, find_title

HEAD_PAGES = 2
_HEAD_LINES = 140
_FOOT_LINES = 60
_FOOT = re.compile(
    r"(?im)^\W*(?:\d{1,2}(?:\.\d+)*\.?\s+)?(?:source documents?|background (?:papers|documents)"
    r"|list of background|contact (?:details|officers?)|report authors?\b|authors?:?\s*$)"
)
_NAMED_BODY = re.compile(
    r"\b[Tt]he ((?:[A-Z][\w’'&-]*,? (?:and |of |for )?){1,7}"
    r"(?:Sub-?\s?Committee|Committee|Panel|Board|Cabinet|Commission))\b"
)
_GENERIC = re.compile(r"(?:(?:Sub|Full|Scrutiny|Select)[ -]?)?(?:Committee|Panel|Board|Commission)")
_REPORT_OF = re.compile(
    r"Report (of|to|by|from) (?:the )?(?P<who>[A-Z].+?)(?: to (?:the )?(?P<to>[A-Z].+))?"
)
_TITLE_TIME = re.compile(
    r"\b(?:20\d\d\s?[-–/]\s?(?:20)?\d\d|(?:quarter|q)\s?[1-4]\b.*|(?:19|20)\d\d)\b", re.IGNORECASE
)


class HeaderReader:
    """Reads the pages of one report as they go by; `header()` is what is known so far."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._foot: list[Line] = []
        self._pages = 0
        self._council = CouncilEvidence()
        self._known: Header | None = None
        self._kind: _HeaderKind = "report"
        self._new_lines = True

    def read(self, page: PageBlocks) -> None:
        """Take in the next page of the report."""
        self._pages += 1
        self._council.read(page.text, page.number, self._pages <= HEAD_PAGES)
        if self._pages <= HEAD_PAGES:
            lines = head_lines(page)
            self._lines += lines[: _HEAD_LINES if self._pages == 1 else _HEAD_LINES // 2]
            self._see_foot(lines[_HEAD_LINES:])
        elif _FOOT.search(page.text):
            self._see_foot(page_lines(page))
        elif 0 < len(self._foot) < _FOOT_LINES and self._foot[-1].page == (page.number or 0) - 1:
            self._foot += page_lines(page)[: _FOOT_LINES - len(self._foot)]
        else:
            return
        self._new_lines = True

    def header(self) -> Header:
        """The header fields as far as the pages so far state them."""
        known = self._known
        if known is None or self._new_lines:
            lines, head = [*self._lines, *self._foot], len(self._lines)
            known, self._kind = _header(lines, head, self._council)
            self._known, self._new_lines = known, False
        elif self._kind != "inspection" and (known.council is None or known.council.inferred):
            # Pages without lines of the head or foot may still tell whose report it is.
            title = known.title if self._kind == "report" else None
            council = _inferred_council(self._council, title)
            self._known = known = replace(known, council=council)
        return known

    def _see_foot(self, lines: list[Line]) -> None:
        for index, line in enumerate(lines):
            if _FOOT.match(line.text):
                self._foot = lines[index : index + _FOOT_LINES]
                return


_HeaderKind = Literal["inspection", "minutes", "front_sheet", "report"]


def _header(
    lines: Sequence[Line], head: int, councils: CouncilEvidence
) -> tuple[Header, _HeaderKind]:
    """The header that these lines make, and by which of the ways it was read."""
    inspection = inspection_header(lines[:head])
    if inspection is not None:
        return inspection, "inspection"
    kind = paper_kind(lines[:head])
    if kind == "minutes":
        return _minutes(lines[:head], councils), "minutes"
    if kind == "front_sheet":
        return _front_sheet(lines[:head], councils), "front_sheet"
    return _report(lines, head, councils), "report"


def _minutes(head: Sequence[Line], councils: CouncilEvidence) -> Header:
    """Minutes carry the day of the meeting that they record, not of the one that gets them."""
    body, day = meeting_of_minutes(head)
    committee, meeting = _committee_and_date(head, head[:14], {})
    committee, meeting = committee or body, day or meeting
    title = None
    if committee is not None:
        when = ""
        if meeting is not None:
            day_of = date.fromisoformat(meeting.value)
            when = f", {day_of.day} {day_of:%B %Y}"
        title = Stated(f"Minutes of the {committee.value}{when}", committee.evidence, None, True)
    return Header(
        council=_council(head, councils), committee=committee, title=title, meeting_date=meeting
    )


def _front_sheet(head: Sequence[Line], councils: CouncilEvidence) -> Header:
    """An agenda says whose meeting it is, and when."""
    values, _ = collect(head[:25], 25)
    labelled: dict[Field, Value] = {v.kind: v for v in reversed(values) if any(v.parts)}
    committee, meeting = _committee_and_date(head, head[:25], labelled)
    if meeting is None:
        days = (_day(line.text, line) for line in head[:25])
        meeting = next((day for day in days if day is not None), None)
    title = next((x for x in head[:14] if re.fullmatch(r"(?i)(?:\w+ )?agenda", x.text)), None)
    return Header(
        council=_council(head, councils),
        committee=committee,
        title=None if title is None else Stated(title.text, title.text, title.page),
        meeting_date=meeting,
    )


def _report(lines: Sequence[Line], head: int, councils: CouncilEvidence) -> Header:
    values, first_label = collect(lines, head)
    by_field: dict[Field, Value] = {}
    for value in values:
        if value.kind not in by_field and any(value.parts):
            by_field[value.kind] = value

    def stated(name: Field) -> Stated | None:
        return by_field[name].stated() if name in by_field else None

    before = lines[: min(first_label, 30, head)]
    committee, meeting = _committee_and_date(lines[:head], before, by_field)
    contacts = _contacts(lines, head)
    author, post = _author(by_field, contacts, before)
    title = stated("title") or find_title(before)
    recommendations = stated("recommendations")
    if committee is None:
        committee = _committee_from(recommendations) or _committee_from(stated("purpose"))
    return Header(
        council=_council(lines[:head], councils, title),
        committee=committee,
        title=title,
        meeting_date=meeting,
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
        period=_periods(lines[: min(head, 40)], by_field, title),
    )


def _committee_and_date(
    head: Sequence[Line], before: Sequence[Line], by_field: dict[Field, Value]
) -> tuple[Stated | None, Stated | None]:
    committee = meeting = None
    if "committee" in by_field and (to := by_field["committee"].stated()) is not None:
        committee, meeting = _split_committee(to)
    if "meeting_date" in by_field and (said := by_field["meeting_date"].stated()) is not None:
        day = single_date(said.value)
        if day is not None:
            meeting = replace(said, value=day.isoformat())
        dear = any(re.match(r"Dear\b", line.text) for line in head[:20])
        if by_field["meeting_date"].name.lower() == "date" and dear:
            meeting = None
            before = head[:20]
    for index, line in enumerate(before):
        texts = (line.text, *_texts(line))
        named = next((found for t in texts if (found := committee_line(t)) is not None), None)
        if committee is None and named is not None:
            committee = Stated(named[0], line.text, line.page)
            if meeting is None and named[1]:
                meeting = _day(named[1], line)
            elif meeting is None:
                after = before[index + 1 : index + 3]
                meeting = next((d for a in after if (d := _lone_date(a)) is not None), None)
    if committee is None:
        for line in head[:12]:
            match = _REPORT_OF.fullmatch(line.text)
            if match is not None and (match["to"] or match[1] == "to"):
                committee = Stated(match["to"] or match["who"], line.text, line.page)
                break
    if committee is not None and committee.value.isupper():
        committee = replace(committee, value=title_case(committee.value))
    return committee, meeting


def _split_committee(to: Stated) -> tuple[Stated, Stated | None]:
    """ "Cabinet – 30 January 2025" into the committee and the day of its meeting."""
    found = find_date(to.value)
    if found is None:
        return to, None
    name = re.sub(r"[\s,–—-]+(?:\w+day,?\s*)?$", "", to.value[: found[1]])
    if not name:
        return to, None
    return replace(to, value=name), replace(to, value=found[0].isoformat())


def _day(text: str, line: Line) -> Stated | None:
    day = single_date(text)
    return None if day is None else Stated(day.isoformat(), line.text, line.page)


def _lone_date(line: Line) -> Stated | None:
    found = find_date(line.text)
    return _day(line.text, line) if found is not None and len(line.text) < 45 else None


def _committee_from(value: Stated | None) -> Stated | None:
    matches = _NAMED_BODY.finditer(value.value) if value is not None else iter(())
    match = next((m for m in matches if not _GENERIC.fullmatch(m[1].strip())), None)
    if match is None or value is None:
        return None
    sentence = re.split(r"(?<=[.:])\s", value.value)[0]
    return Stated(match[1].strip(" ,"), sentence, value.page, True)


def _contacts(lines: Sequence[Line], head: int) -> list[Contact]:
    for index, line in enumerate(lines):
        titles = [
            (label.name, label.x0, label.value)
            for label in labels_in(line)
            if label.field in ("contacts", "report_author", "author")
        ]
        if not any(_contact_title(name) for name, _, _ in titles):
            continue
        box = _box(lines, index + 1)
        if any(
            _contact_title(label.name) for label in labels_in(lines[min(index + 1, len(lines) - 1)])
        ):
            continue
        people = read_contacts(titles, box)
        if people:
            return people
    return unlabelled_contacts(lines[:head])


def _contact_title(name: str) -> bool:
    return bool(re.search(r"contact|authors?", name, re.IGNORECASE))


def _box(lines: Sequence[Line], start: int) -> list[Line]:
    out: list[Line] = []
    for line in lines[start : start + 30]:
        ends = any(label.field not in ("minor", "title") for label in labels_in(line))
        if ends or is_heading(line, None) or len(line.text) > 160:
            break
        out.append(line)
    return out


def _author(
    by_field: dict[Field, Value], contacts: Sequence[Contact], before: Sequence[Line]
) -> tuple[Stated | None, Stated | None]:
    for value in (by_field.get("report_author"), by_field.get("author")):
        if value is not None:
            author, post = _people(value)
            if author is not None or post is not None:
                return author, post
    for line in before:
        match = _REPORT_OF.fullmatch(line.text)
        if match is not None and match[1] != "to":
            name, office = person_and_post(match["who"])
            return _said(name, line), _said(office, line)
    return None, None


def _said(value: str | None, line: Line) -> Stated | None:
    return Stated(value, line.text, line.page) if value else None


def _people(value: Value) -> tuple[Stated | None, Stated | None]:
    """Author and post; of several, the officers (councillors present, officers write)."""
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
    match = re.match(r"(?:no\.?\s*)?([A-Z]{0,3}\d{1,3}[a-z]?)\b", stated.value) if stated else None
    return replace(stated, value=match[1]) if stated and match else None


def _source_documents(value: Value | None) -> Stated | None:
    stated = value.stated() if value is not None else None
    if stated is None:
        return None
    text = re.sub(r"^Location\b\s*", "", stated.value).strip()
    return replace(stated, value=text) if text else None


def _periods(
    head: Sequence[Line], by_field: dict[Field, Value], title: Stated | None
) -> tuple[Stated, ...]:
    found: list[Stated] = []
    if "period" in by_field and (said := by_field["period"].stated()) is not None:
        found.append(said)
    for line in head:
        words = period_words(line.text)
        if words is not None:
            found.append(Stated(words, line.text, line.page))
    if title is not None and _TITLE_TIME.search(title.value):
        found.append(title)
    return tuple(found)


def _council(
    head: Sequence[Line], councils: CouncilEvidence, title: Stated | None = None
) -> Stated | None:
    """The council on the cover; else who e-mails, text or title point to, marked as inferred."""
    for index, line in enumerate(head[:25]):
        after = head[index + 1] if index + 1 < len(head) else None
        if line.table and index > 2:
            continue
        labelled = labelled_council(line.text)
        if labelled is not None:
            return Stated(labelled, line.text, line.page)
        torn = after is not None and after.text == "Council"
        for text in (f"{line.text} Council" if torn else line.text, *_texts(line)):
            name = cover_council(text)
            if name is not None:
                return Stated(name, text, line.page)
    return _inferred_council(councils, title)


def _inferred_council(councils: CouncilEvidence, title: Stated | None) -> Stated | None:
    """Whom e-mails, text or title point to."""
    found = councils.council()
    if found is None and title is not None:
        name = place_in_title(title.value)
        found = None if name is None else Stated(name, title.evidence, title.page, True)
    return found


def _texts(line: Line) -> list[str]:
    return [cell.text for cell in line.cells] if len(line.cells) > 1 else []
