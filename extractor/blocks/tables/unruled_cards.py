"""Cards that no lines enclose: labelled values on lines of a page, and the title near them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.blocks.cards import (
    LabelledValue,
    Title,
    card,
    labelled_values,
    rest_of,
    says_a_measure,
    titled,
)
from extractor.blocks.model import Table
from extractor.blocks.tables.cell_kinds import is_period
from extractor.blocks.tables.lines import SegmentedLine, SegmentedLines, segments_of, text_of
from extractor.blocks.text import Text
from extractor.pages.model import Box, Page, Word, enclosing

GAP = 0.62
TITLE_REACH = 320.0  # points: a chart may be between a card's title and its values
BELOW_REACH = 2.0  # times the size of type
WRAPPED = 0.6  # the same: white space between the two lines of one title

_NAMES = frozenset(("target", "previous", "floor"))
"""Words that name a value beside another one and need no colon."""


@dataclass(slots=True)
class _Group:
    """Labelled values that are together, each label once, and the title beside them."""

    values: list[LabelledValue] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    beside: Title | None = None

    def takes(self, value: LabelledValue, box: Box) -> bool:
        """Whether a value is close to those of the group and has another label."""
        held = enclosing(self.boxes)
        line = abs(box.middle - held.middle) <= box.height
        near = line or -box.height < box.top - held.bottom < 3 * box.height
        apart = max(box.x0 - held.x1, held.x0 - box.x1)
        return near and apart < (160 if line else 20) and value.name not in self.names

    @property
    def names(self) -> set[str]:
        return {value.name for value in self.values}


def find_cards(
    page: Page, taken: Sequence[Box] = (), text: SegmentedLines | None = None
) -> list[Table]:
    """The cards of a page outside the boxes that are `taken` (by tables).

    `text` are the lines of the page where they are known.
    """
    if not any(
        (w.text.endswith((":", "=")) and w.text[:1].isalpha()) or w.text.lower() in _NAMES
        for w in page.words
    ):
        return []
    lines = (text or SegmentedLines(page.words)).outside(taken, upright=True)
    valued: set[int] = set()
    groups: list[_Group] = []
    for line in lines:
        values, rest = _values(line, page)
        for value in values:
            _put(value, groups)
        if values:
            valued.add(id(line))
            _put_beside(values[0], rest, groups)
    out = []
    for group in groups:
        if len(group.values) < 2:
            continue
        box = enclosing(group.boxes)
        title = group.beside or _title(box, lines, valued, page)
        out.append(card(group.values, title, page.number, box))
    return out


def _values(line: SegmentedLine, page: Page) -> tuple[list[LabelledValue], Text]:
    """The labelled values of a line and what comes before them.

    Those without a colon must be apart from all else on the line.
    """
    if not any(any(map(str.isdigit, w.text)) for w in line.words):
        return [], Text()
    ocr = page.text_source == "ocr"
    text = text_of(line.words, page.number, ocr)
    found = labelled_values(text)
    if found and (before := rest_of(text, found)) is not text:
        return found, before
    found = []
    rest: list[Text] = []
    for segment in segments_of(line, GAP):
        held = text_of(segment.words, page.number, ocr)
        values = labelled_values(held)
        if values and (before := rest_of(held, values)) is not held:
            found += values
            rest += [before] if before and len(found) == len(values) else []
        if not found:
            rest.append(held)
    return found, Text.join(rest)


def _put(value: LabelledValue, groups: list[_Group]) -> None:
    box = value.box
    if box is None:
        return
    group = next((g for g in groups if g.takes(value, box)), None)
    if group is None:
        group = _Group()
        groups.append(group)
    group.values.append(value)
    group.boxes.append(box)


def _put_beside(first: LabelledValue, rest: Text, groups: Sequence[_Group]) -> None:
    """Give the group of a line's first value what comes before it on the line as its title."""
    group = next((g for g in groups if first in g.values), None)
    if group is not None and group.beside is None and says_a_measure(rest.content):
        group.beside = titled(rest)
        if (place := rest.place(0, len(rest.content))[1]) is not None:
            group.boxes.append(place)


def _title(box: Box, lines: Sequence[SegmentedLine], valued: set[int], page: Page) -> Title | None:
    """The nearest line above the values that says something in words, else the one below."""
    upward = sorted((ln for ln in lines if ln.box.middle < box.top), key=lambda ln: -ln.box.middle)
    for index, line in enumerate(upward):
        if box.top - line.box.bottom > TITLE_REACH or id(line) in valued:
            break
        words = _over(line, box)
        if _is_title(words):
            return _wrapped(words, upward[index + 1 :], box, page)
    downward = sorted((ln for ln in lines if ln.box.middle > box.bottom), key=lambda ln: ln.box.top)
    for line in downward[:1]:
        words = _over(line, box)
        near = line.box.top - box.bottom <= BELOW_REACH * max(w.size for w in line.words)
        if near and id(line) not in valued and _is_title(words) and words[-1].text[-1:] != ".":
            return titled(text_of(words, page.number, page.text_source == "ocr"))
    return None


def _over(line: SegmentedLine, box: Box) -> list[Word]:
    return [w for w in line.words if w.box.x1 > box.x0 - 40 and w.box.x0 < box.x1 + 40]


def _is_title(words: Sequence[Word]) -> bool:
    said = [w for w in words if w.text[:1].isalpha() and not is_period(w.text)]
    return len(said) >= 3 and len(said) >= 0.6 * len(words)


def _wrapped(words: list[Word], above: Sequence[SegmentedLine], box: Box, page: Page) -> Title:
    """The title with the lines above that it goes on from."""
    parts = [words]
    for line in above[:2]:
        more, first = _over(line, box), parts[0][0]
        gap = min(w.box.top for w in parts[0]) - line.box.bottom
        same = more and abs(more[0].size - first.size) < 0.5 and more[0].bold == first.bold
        ended = bool(more) and more[-1].text[-1:] in ".:;"
        if not same or ended or gap > WRAPPED * first.size or not _is_title(more):
            break
        if not (first.text[:1].islower() or more[-1].text.islower()):
            break
        parts.insert(0, more)
    ocr = page.text_source == "ocr"
    return titled(text_of([w for part in parts for w in part], page.number, ocr))
