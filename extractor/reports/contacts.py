"""Contact boxes: one or more columns of name, post, e-mail address and telephone number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.redaction.seal import revealed
from extractor.regex import regex
from extractor.reports.label_value_form import is_heading
from extractor.reports.labels import labels_in
from extractor.reports.model import Contact
from extractor.reports.people import email_in, is_person, is_post, person_and_post, phone_in
from extractor.reports.printed_lines import LineCell, PrintedLine

Role = Literal["officer", "member"]
_PART = regex(
    r"(?P<name>names?)|(?P<post>posts?|job title|title|position)"
    r"|(?P<email>e-?mail(?: address)?)|(?P<telephone>tel(?:ephone)?(?: (?:no|number))?|phone)",
    re.IGNORECASE,
)
_LABEL = regex(rf"^(?:{_PART.pattern})\s*\.?\s*(?::|$)\s*", re.IGNORECASE)
_INNER = regex(r"\s+(?=(?:Tel(?:ephone)?|E-?mail|Post|Job title)\s*(?:no\.?)?\s*:)", re.IGNORECASE)
_MEMBER = regex(r"^(?:Cllr|Councillor)\b")
# Rows further left than this before a column's start still belong to it (points).
_SLACK = 25.0


@dataclass(slots=True)
class _Column:
    x0: float
    role: Role
    people: list[Contact] = field(default_factory=list)
    expects: str | None = None

    def take(self, text: str) -> None:
        """Read one cell of this column."""
        for part in _INNER.split(text):
            self._take_part(part.strip(" ,;"))

    def _take_part(self, text: str) -> None:
        label = _LABEL.match(text)
        if label is not None:
            self.expects = next(k for k, v in label.groupdict().items() if v)
            text = text[label.end() :].strip()
        if not text:
            return
        expects, self.expects = self.expects, None
        if (email := email_in(text)) is not None:
            self._set(email=email)
            before = text[: text.find("@")].rsplit(" ", 1)[0]
            if phone := phone_in(before):
                self._set(telephone=phone)
        elif (phone := phone_in(text)) is not None:
            self._set(telephone=phone)
            before = text[: text.find(phone)].strip(" ,:-–(")
            if len(before) > 5:
                self._named(before)
        elif expects == "name":
            name, post = person_and_post(text)
            self._new(name or text, post)
        elif expects == "post":
            self._set(post=text)
        else:
            self._named(text)

    def _named(self, text: str) -> None:
        name, post = person_and_post(text)
        if name is not None:
            self._new(name, post)
        elif not self.people:
            if post is not None:
                self.people.append(Contact(self.role, post=post))
        elif self.people[-1].email is None and self.people[-1].telephone is None:
            last = self.people[-1]
            if is_post(text) or last.post is not None:
                self._set(post=f"{last.post} {text}" if last.post else text)

    def _new(self, name: str, post: str | None) -> None:
        last = self.people[-1] if self.people else None
        if last is not None and last.name is None and last.email is None:
            self.people[-1] = replace(last, name=name, post=post or last.post)
        else:
            self.people.append(Contact(self.role, name, post))

    def _set(
        self, *, post: str | None = None, email: str | None = None, telephone: str | None = None
    ) -> None:
        if not self.people:
            self.people.append(Contact(self.role))
        last = self.people[-1]
        self.people[-1] = replace(
            last,
            post=post or last.post,
            email=email or last.email,
            telephone=telephone or last.telephone,
        )


def read_contacts(
    titles: Sequence[tuple[str, float, str]], lines: Sequence[PrintedLine]
) -> list[Contact]:
    """The contacts of a box.

    `titles` are its columns as (label, x, text after the label on that line), `lines` the lines
    below, down to the end of the box.
    """
    columns = [_Column(x0, "member" if "member" in t.lower() else "officer") for t, x0, _ in titles]
    for column, (_, _, value) in zip(columns, titles, strict=True):
        if value:
            column.take(revealed(value))
    for line in map(_revealed, lines):
        if len(columns) == 1:
            _row(columns[0], line)
        else:
            _spread(columns, line)
    people = [person for column in columns for person in column.people]
    return [person for person in people if person.name or person.email]


def _revealed(line: PrintedLine) -> PrintedLine:
    cells = tuple(replace(cell, text=revealed(cell.text)) for cell in line.cells)
    return replace(line, cells=cells)


def _row(column: _Column, line: PrintedLine) -> None:
    """A line of a box with one column; where it holds a whole contact, that contact."""
    email = email_in(line.text)
    person = _whole_contact(line, email) if email is not None else None
    if email is not None and person is not None:
        name, post = person
        column.people.append(Contact(column.role, name, post, email, phone_in(line.text)))
        return
    for cell in line.cells:
        column.take(cell.text)


def _whole_contact(line: PrintedLine, email: str | None) -> tuple[str, str | None] | None:
    """Name and post from a line with "post, name, number, e-mail" in any order."""
    before = line.text.split("@")[0].rsplit(" ", 1)[0]
    telephone = phone_in(before)
    words = (before.split(telephone)[0] if telephone else before).strip(" ,;").split()
    local = re.sub(r"[^a-z]", "", (email or "").split("@")[0].lower())
    for start in range(len(words) - 1):
        name = " ".join(words[start : start + 2])
        if re.sub(r"[^a-z]", "", name.lower()) == local and name[0].isupper():
            post = " ".join([*words[:start], *words[start + 2 :]]).strip(" ,–-")
            return name, post or None
    texts = [cell.text for cell in line.cells]
    named = next((t for t in texts if is_person(t)), None)
    if named is None or len(texts) < 3:
        return None
    return named, next((t for t in texts if t != named and "@" not in t and is_post(t)), None)


def _spread(columns: list[_Column], line: PrintedLine) -> None:
    labels = [i for i, cell in enumerate(line.cells) if _LABEL.match(cell.text)]
    if len(labels) == len(columns) and labels[0] == 0:
        ends = [*labels[1:], len(line.cells)]
        for column, start, end in zip(columns, labels, ends, strict=True):
            for cell in line.cells[start:end]:
                column.take(cell.text)
        return
    for cell in line.cells:
        _nearest(columns, cell).take(cell.text)


def _nearest(columns: list[_Column], cell: LineCell) -> _Column:
    at_or_left = [c for c in columns if c.x0 - _SLACK <= cell.x0]
    return at_or_left[-1] if at_or_left else columns[0]


def unlabelled_contacts(lines: Sequence[PrintedLine]) -> list[Contact]:
    """The contacts in a box whose labels were lost: a name, a councillor, a number.

    A councillor counts only next to another person, with the telephone number after them if there
    is one: a name on its own does not show what its role is.
    """
    for index, line in enumerate(lines[:-1]):
        member = lines[index + 1].text
        if not (is_person(line.text) and _MEMBER.match(member) and is_person(member)):
            continue
        if _MEMBER.match(line.text):
            continue
        after = lines[index + 2].text if index + 2 < len(lines) else ""
        telephone = phone_in(after) if len(after) < 40 else None
        return [Contact("officer", line.text), Contact("member", member, telephone=telephone)]
    return []


def contacts_of(lines: Sequence[PrintedLine], head: int) -> list[Contact]:
    """The people of the first contact box below a label; without one, those whose addresses stand
    in the first `head` lines."""
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


def _box(lines: Sequence[PrintedLine], start: int) -> list[PrintedLine]:
    out: list[PrintedLine] = []
    for line in lines[start : start + 30]:
        ends = any(label.field not in ("minor", "title") for label in labels_in(line))
        if ends or is_heading(line, None) or len(line.text) > 160:
            break
        out.append(line)
    return out
