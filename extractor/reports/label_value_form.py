"""The form at the head of a report: labels, and their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.bullets import LINE_BULLETS
from extractor.regex import regex
from extractor.reports.labels import SECTIONS, SINGLE, Field, Label, labels_in
from extractor.reports.model import Stated
from extractor.reports.people import is_person
from extractor.reports.printed_lines import PrintedLine

LONGEST = 3000
_HEADING = regex(r"(?:\d{1,2}\.?0?\.?|[A-Z]\.)\s+[A-Z(][^.;]{2,70}")
_ALL_CAPS = regex(r"[A-Z][A-Z0-9 ,'’&/()–-]{4,70}")
_BODY = (
    "committee|panel|board|cabinet|sub-?\\s?committee|council|executive|commission|forum|members"
)
_PURPOSE_SENTENCE = regex(r"(?:the )?(?:purpose|aim) of this (?:report|paper) is\b", re.IGNORECASE)
# What is in the place of the recommendation where the label of the purpose was lost.
_TELLS = regex(
    r"(?:the|this) (?:report|paper) (?:gives|provides|sets out|updates|details|describes|presents"
    r"|outlines|summari[sz]es|informs|covers|tells)\b",
    re.IGNORECASE,
)
_ASKED = regex(
    rf"(?:that )?(?:the |this )?(?:[\w’'&-]+,? ){{0,8}}?(?:{_BODY}) (?:is|are) "
    r"(?:recommended|asked|invited|requested)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Value:
    """A value being put together: its parts in order and the lines they came from.

    `below` is true where it does not begin on the line of its label.
    """

    kind: Field
    name: str
    parts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    page: int | None = None
    x0: float = 0.0
    below: bool = False

    def stated(self) -> Stated | None:
        """The value as running text, or None where nothing follows the label."""
        value = flow(self.parts)
        return Stated(value[:LONGEST], "\n".join(self.lines), self.page) if value else None


def values_by_label(lines: Sequence[PrintedLine]) -> dict[Field, Value]:
    """The values that lines give behind labels, of each kind the first."""
    values, _ = collect(lines, len(lines))
    return first_of_each(values)


def first_of_each(values: Sequence[Value]) -> dict[Field, Value]:
    """Of the values of each kind the first that says anything."""
    return {v.kind: v for v in reversed(values) if any(v.parts)}


def collect(lines: Sequence[PrintedLine], head: int) -> tuple[list[Value], int]:
    """The labelled values in the lines of a report, in order, and where the first label is.

    The first `head` lines are the head; the others are a foot, in which only section labels count.
    """
    values: list[Value] = []
    current: Value | None = None
    first: int | None = None
    in_body = False
    waiting: list[Label] = []
    for index, line in enumerate(lines):
        if index == head:
            in_body, current = True, None
        labels = labels_in(line)
        if in_body:
            labels = [label for label in labels if label.field in SECTIONS]
        opened = _sentence_opens(line, current)
        if labels:
            if any(label.field not in ("item", "minor") for label in labels) and first is None:
                first = index
            opened_values = [_open(label, line) for label in labels]
            values += opened_values
            current = opened_values[-1]
            waiting = [] if any(label.value for label in labels) or len(labels) < 2 else labels
        elif opened is not None:
            first = index if first is None else first
            current = opened
            values.append(opened)
        elif waiting:
            _fill_row(waiting, values[-len(waiting) :], line)
            waiting, current = [], None
        elif is_heading(line, current):
            current = None
            if re.match(r"\d", line.text) and first is not None:
                in_body = True
        elif current is not None and not _continues(current, lines, index):
            current = None
        elif current is not None:
            current.below = current.below or not current.parts
            current.parts.append(line.text)
            current.lines.append(line.text)
    return values, first if first is not None else len(lines)


def _open(label: Label, line: PrintedLine) -> Value:
    return Value(
        label.field,
        label.name,
        [label.value] if label.value else [],
        [line.text],
        line.page,
        label.x0,
    )


def _sentence_opens(line: PrintedLine, current: Value | None) -> Value | None:
    """A value that begins with a sentence of its own instead of a label."""
    kind: Field | None = None
    lost = current is not None and current.kind == "recommendations" and not current.parts
    if _PURPOSE_SENTENCE.match(line.text) or (lost and _TELLS.match(line.text)):
        kind = "purpose"
    elif _ASKED.match(line.text):
        kind = "recommendations"
    if kind is None or (current is not None and current.kind == kind):
        return None
    if current is not None and current.kind == "purpose" and kind == "purpose":
        return None
    return Value(kind, "", [line.text], [line.text], line.page, line.cells[0].x0)


def _fill_row(labels: Sequence[Label], values: Sequence[Value], line: PrintedLine) -> None:
    """The values below a row of labels, each under the label nearest to it."""
    for cell in line.cells:
        nearest = min(range(len(labels)), key=lambda i: abs(labels[i].x0 - cell.x0))
        values[nearest].parts.append(cell.text)
        values[nearest].lines.append(line.text)


def is_heading(line: PrintedLine, current: Value | None) -> bool:
    text = line.text
    if current is not None and current.kind == "title" and not re.match(r"\d{1,2}\.?\s", text):
        return False
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?\.?", text):
        return True
    if line.heading and len(text) < 100:
        return True
    if _HEADING.fullmatch(text) and (line.blank_before or line.bold):
        return not text.rstrip().endswith((",", ";"))
    return bool(_ALL_CAPS.fullmatch(text)) and len(text.split()) > 1


def _continues(current: Value, lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether a line without a label continues the value before it."""
    line = lines[index]
    if is_person(line.text) and current.kind in ("recommendations", "purpose", "summary"):
        return False
    if current.kind in SECTIONS:
        return sum(map(len, current.parts)) < LONGEST
    if current.kind in SINGLE or current.kind == "minor":
        return not current.parts
    if not current.parts:
        return True
    if line.page is not None and line.cells[0].x0 > current.x0 + 20:
        return True
    if current.below and current.kind != "title":
        return False
    if not line.blank_before and len(current.parts) < 8:
        return line.page is None or abs(line.cells[0].x0 - current.x0) < 3
    return line.page is None and _label_follows(lines, index)


def _label_follows(lines: Sequence[PrintedLine], index: int) -> bool:
    """Whether one of the next two lines has a label: a text file may split a value around it."""
    return any(labels_in(line) for line in lines[index + 1 : index + 3])


_LIST_ITEM = regex(rf"(?:\(?(?:[A-Za-z]|[ivx]{{1,4}}|\d{{1,2}})[).]|[{LINE_BULLETS}o–-])\s")


def flow(parts: Sequence[str]) -> str:
    """Lines as running text; each list item stays on a line of its own."""
    out = ""
    for part in parts:
        part = part.strip()
        if not part:
            continue
        if out and _LIST_ITEM.match(part):
            out += "\n" + part
        else:
            out = f"{out} {part}" if out else part
    return out.strip()
