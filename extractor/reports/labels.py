"""The labels of report heads ("To:", "Ward(s) affected:") and their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.blocks.item_numbers import ITEM_NUMBER, ITEM_STAMP
from extractor.blocks.model import PageBlocks
from extractor.regex import regex
from extractor.reports.dates import MONTH
from extractor.reports.printed_lines import LineCell, PrintedLine, page_lines

Field = Literal[
    "item", "committee", "title", "meeting_date", "author", "report_author", "wards",
    "key_decision", "forward_plan", "purpose", "summary", "recommendations",
    "source_documents", "period", "council", "contacts", "minor",
]  # fmt: skip

# Fields whose value is running text, possibly a section of its own.
SECTIONS: frozenset[Field] = frozenset(
    {"purpose", "summary", "recommendations", "source_documents", "contacts"}
)
# Fields whose value is one line, or the one after where the label is alone.
SINGLE: frozenset[Field] = frozenset(
    {"item", "meeting_date", "key_decision", "forward_plan", "period", "council"}
)

# A label must fill the start of a cell; `minor` ones only end the value before them.
_LABELS: tuple[tuple[Field, str], ...] = (
    ("item", r"(?:agenda )?item(?: (?:no|number|ref(?:erence)?))?\.?"),
    ("forward_plan", r"forward plan(?: ref(?:erence)?)?(?: (?:no|number))?\.?"),
    ("key_decision", r"(?:is this (?:report )?a )?key decision\??"),
    (
        "wards",
        r"(?:electoral )?divisions?(?: ?\(s\))?(?: affected)?|electoral division ?\(?s?\)?"
        r"|wards?(?: ?\(s\))?(?: or groups)?(?: ?/ ?divisions?)?(?: affected| involved)?"
        r"|wards? ?\(s\)(?: affected)?|local members?(?: and divisions?)?",
    ),
    (
        "meeting_date",
        r"(?:committee |meeting )date|date of (?:the )?(?:committee |cabinet )?meeting|date",
    ),
    (
        "committee",
        r"to|report to|circulated to|committee|name of committee|(?:final )?decision[- ]?maker"
        r"|meeting(?: name)?|report for|decision to be (?:taken|made) by|decision making body"
        r"|board|panel",
    ),
    (
        "title",
        r"subject(?: of report)?|(?:report |eqia )?title|title of report|report subject"
        r"|subject matter(?: / title of decision)?|title of decision",
    ),
    (
        "report_author",
        r"(?:report )?authors?(?:\(s\))?(?: and (?:contact|post))?|lead officers? and report author"
        r"|lead officer|report contact",
    ),
    (
        "author",
        r"from|by|report (?:of|by|from)|(?:responsible|originating) (?:officer|director)"
        r"|(?:strategic |executive |corporate |relevant |lead )?directors?(?:\(s\))?"
        r"|lead head of service",
    ),
    ("purpose", r"purpose(?: of (?:the |this )?report)?(?: and policy context)?|outcomes?|aim"),
    ("summary", r"(?:executive )?summary(?: of (?:the )?report)?|report summary"),
    ("recommendations", r"(?:officer )?recommendations?(?:\(s\))?(?: ?\(s\))?"),
    (
        "source_documents",
        r"source documents?(?: guidance)?|background (?:papers?|documents?)(?: used[\w ]*)?"
        r"|list of background (?:papers?|documents?)",
    ),
    (
        "contacts",
        r"(?:officer |member )?contacts?(?: (?:officers?|details|information|points?))?"
        r"|report authors?,? contact details",
    ),
    (
        "period",
        r"(?:reporting|report|review) period|period (?:covered|of report|under review)"
        r"|position (?:as )?at|data as at|(?:figures|information) as at|week ending"
        r"|(?:reporting|data|census|snapshot) date|date of (?:data|figures|extract)",
    ),
    ("council", r"name of (?:local )?authority|local authority|council|authority"),
    (
        "minor",
        r"classification|decision|reasons?(?:\(s\))? for (?:the )?decision"
        r"|(?:past|future) pathway(?: of (?:report|paper))?|decision (?:no|number|ref)\.?|status"
        r"|tel(?:ephone)?(?: (?:no|number))?\.?|e-?mail(?: address)?|for general release|appendices"
        r"|cabinet member(?:s|\(s\))?|lead member|portfolio(?: holder)?|names?|posts?"
        r"|relevant (?:cabinet |portfolio )[\w ]+|is the decision eligible for call-in\??"
        r"|exempt(?: information)?|urgent|type of report|open/exempt|(?:direct )?dial(?:/ext)?"
        r"|ask for|venue|time|location|inspection dates?|lead inspector|report published|call-?in"
        r"|public/private|corporate priorit(?:y|ies)|timetable|version|approved by",
    ),
)  # fmt: skip
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
_END = rf"(?:\s*(?P<colon>:+)|\s*$|(?=\s+{ITEM_NUMBER}$))"
_WHOLE = tuple(
    (field, regex(rf"{_NUMBER}(?P<name>{pattern}){_END}", re.IGNORECASE))
    for field, pattern in _LABELS
)
_ANY = regex(rf"{_NUMBER}(?:{'|'.join(p for _, p in _LABELS)}){_END}", re.IGNORECASE)
_LONGEST_LABEL = 60
# These may begin in the middle of a line, where two pairs share it.
_INLINE = regex(
    r"(?<=\S)\s+(?=(?:key decision|forward plan(?: ref\w*)?(?: no\.?)?|ward(?:s|\(s\))? affected"
    r"|tel(?:ephone)?|e-?mail|date of meeting|meeting date|report author|contact officer)\s*:)",
    re.IGNORECASE,
)
# "Position as at 30 September 2024" or "As at Quarter 3, 2018/19": a line of its own, no sentence.
_BARE = regex(
    r"(?:(?:position|data|activity|figures|information|performance)\s+)?(?:as\s+at|as\s+of|at|to|up\s+to)"
    rf":?\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH}|quarter\s+\d|q\d),?"
    r"\s+\d{4}(?:\s?[-/–]\s?\d{2,4})?(?:\s*[–,(-]?\s*(?:quarter|q)\s?\d\)?)?\.?",
    re.IGNORECASE,
)


# The item number that an agenda system prints on an item's first page.
STAMP = regex(rf"\s*{ITEM_STAMP}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a line: its field, the rest of its cell(s), and where it is."""

    field: Field
    name: str
    value: str
    x0: float
    colon: bool


def labels_in(line: PrintedLine) -> list[Label]:
    """The labels of a line in order, each with the value that follows it on the line.

    A label ends in a colon, or fills a cell with its value in the next one, or (section labels) is
    the whole line.
    """
    if len(line.cells[0].text) > _LONGEST_LABEL and ":" not in line.text:
        return []
    if not _ANY.match(line.cells[0].text):
        return []
    cells = [part for cell in line.cells for part in _parts(cell)]
    found: list[Label] = []
    for index, cell in enumerate(cells):
        bare_before = (
            bool(found)
            and not found[-1].value
            and (not found[-1].colon or cell.text.lower().startswith(("relevant", "lead")))
        )
        label = _label(cell, alone=len(cells) == 1, first=index == 0 or bare_before)
        if label is not None:
            found.append(label)
        elif found:
            last = found[-1]
            value = f"{last.value} {cell.text}".strip()
            found[-1] = Label(last.field, last.name, value, last.x0, last.colon)
        else:
            return []
    if not found or (not found[0].colon and len(cells) > 2 and len(found) == 1):
        return []
    bare = not found[0].colon and len(cells) == 1
    if bare and found[0].field not in SECTIONS and " " not in found[0].name:
        return []
    return found


def head_lines(page: PageBlocks, share: float = 1.0) -> list[PrintedLine]:
    """The lines of a page (its upper `share`), including those of a form that repeats.

    "To: Cabinet" at the same height on several pages looks like a running header, but belongs to
    the form because it has a label. Page numbers and stamps are left out.
    """
    lines = page_lines(page, furniture=bool(page.furniture), share=share)
    form = [line for line in lines if line.furniture and _labelled(line)]
    if not form:
        return [line for line in lines if not line.furniture]
    first, last = form[0].top, form[-1].top
    return [line for line in lines if not line.furniture or first <= line.top <= last]


def _labelled(line: PrintedLine) -> bool:
    return not STAMP.fullmatch(line.text) and any(x.field != "minor" for x in labels_in(line))


def period_words(line: str) -> str | None:
    """The line itself where it names the date or period it is about, otherwise None."""
    return line if _BARE.fullmatch(line.strip()) else None


def _parts(cell: LineCell) -> Iterator[LineCell]:
    if ":" not in cell.text:
        yield cell
        return
    step = (cell.x1 - cell.x0) / max(len(cell.text), 1)
    at = 0
    for match in _INLINE.finditer(cell.text):
        yield LineCell(cell.text[at : match.start()].strip(), cell.x0 + at * step, cell.x1)
        at = match.end()
    yield LineCell(cell.text[at:].strip(), cell.x0 + at * step, cell.x1)


def _label(cell: LineCell, *, alone: bool, first: bool) -> Label | None:
    text = cell.text
    for field, pattern in _WHOLE:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :].strip()
        if rest and not match["colon"] and field != "item":
            continue
        if match["colon"]:
            return Label(field, match["name"], rest, cell.x0, True)
        if not rest and (first or field in SECTIONS) and not text.islower():
            return Label(field, match["name"], "", cell.x0, False)
        if rest and alone:
            return Label(field, match["name"], rest, cell.x0, True)
    return None
