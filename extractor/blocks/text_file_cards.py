"""Cards of text files: lines of labelled values beside the measure that they give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.blocks.cards import (
    VALUE,
    LabelledValue,
    Title,
    card,
    is_key,
    is_when,
    labelled_values,
    rest_of,
    says_a_measure,
    signals_in,
    signals_of_line,
    titled,
)
from extractor.blocks.model import Block
from extractor.blocks.text import Text
from extractor.blocks.visible_text import SourceLine
from extractor.bullets import LINE_BULLETS
from extractor.regex import regex

_ITEM = regex(rf"\s*[-{LINE_BULLETS}*–]\s+\S")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines [first, last) of the file that are one table or card."""

    first: int
    last: int
    block: Block


def card_at(lines: Sequence[SourceLine], first: int) -> Run | None:
    """Lines of labelled values: a card, its title before them, above or right below."""
    # Further items of a list are no card ("- Larkmoor: 53", "- England: 61").
    if first and all(_ITEM.match(line.text.content) for line in lines[first - 1 : first + 1]):
        return None
    values: list[LabelledValue] = []
    title: Text | None = None
    signals: Title | None = None
    last = first
    while last < len(lines) and (last == first or lines[last].blanks == 0):
        here = labelled_values(lines[last].text)
        names = {v.name for v in values}
        if not here or len(names | {v.name for v in here}) < len(values) + len(here):
            break
        rest = rest_of(lines[last].text, here)
        if rest and (last > first or not says_a_measure(rest.content) or rest is lines[last].text):
            break
        title = title or rest or None
        signals = signals or signals_in(lines[last].text, here)
        values += here
        last += 1
    while values and last < len(lines) and not lines[last].blanks:
        said = signals_of_line(lines[last].text)
        if said is None:
            break
        signals, last = signals or said, last + 1
    start = first
    if title is None and values and _is_bare_value(lines, first - 1):
        # "Stable placements" / "67.4%" / "Target: 70%": the value stands under the measure alone
        start, title = first - 2, title_of(lines[first - 2].text)
        values = [_latest(lines[first - 1].text), *values]
    by_time = len(values) > 2 and all(is_when(v.name) for v in values)
    if not (by_time or any(is_key(v.name) for v in values)):
        return None
    if len(values) < 2 and not _stands_apart(lines, first, last):
        return None
    above = lines[first - 1].text if first else Text()
    below = lines[last].text if last < len(lines) and not lines[last].blanks else Text()
    for near in (above, below):
        named = says_a_measure(near.content) and not near.content.endswith((".", ";", ","))
        if title is None and named and len(near.content.split()) <= 30:
            title = title_of(near)
    headed = titled(title) if title else None
    if headed is not None and signals is not None:
        headed = replace(headed, rag=headed.rag or signals.rag, trend=headed.trend or signals.trend)
    held = card(values, headed, None, None)
    return Run(start, last, Block("card", None, Text(), table=held))


def _stands_apart(lines: Sequence[SourceLine], first: int, last: int) -> bool:
    """Whether lines of labelled values and the one above them are by themselves, as a card is that
    has but one value: "Children adopted" / "2018/19 to date: 7"."""
    begins = first == 1 or (first > 1 and lines[first - 1].blanks > 0)
    ends = last == len(lines) or lines[last].blanks > 0
    return (
        begins
        and ends
        and not lines[first].blanks
        and says_a_measure(lines[first - 1].text.content)
    )


def pairs_at(lines: Sequence[SourceLine], first: int) -> Run | None:
    """A card whose labels and values stand on lines of their own, below the measure: "Reviews held
    in time" / "Target 2009/10" / "95%" / "Q3" / "91.7%"."""
    title = lines[first].text
    if not says_a_measure(title.content) or title.content.endswith((".", ";", ",")):
        return None
    values: list[LabelledValue] = []
    last = first + 1
    while last + 1 < len(lines) and not lines[last].blanks and not lines[last + 1].blanks:
        label, value = lines[last].text, lines[last + 1].text
        named = is_key(label.content) or is_when(label.content)
        if not named or not re.fullmatch(VALUE, value.content, re.IGNORECASE):
            break
        values.append(LabelledValue(label, value, None, 0, len(value.content), None))
        last += 2
    if len(values) < 2 or not any(is_key(v.name) for v in values):
        return None
    held = card(values, titled(title_of(title)), None, None)
    return Run(first, last, Block("card", None, Text(), table=held))


def _is_bare_value(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a line is only a value, right under a line that names a measure."""
    if at < 1 or lines[at].blanks or not re.fullmatch(VALUE, lines[at].text.content, re.I):
        return False
    return says_a_measure(lines[at - 1].text.content)


def _latest(text: Text) -> LabelledValue:
    """A value without a label of its own: the latest one."""
    return LabelledValue(Text(), text, None, 0, len(text.content), None)


def title_of(text: Text) -> Text:
    """A title without the marks of a heading and the colon after it."""
    content = text.content
    start = len(content) - len(content.lstrip("#* "))
    return text.cut(start, len(content.rstrip(" :*")))
