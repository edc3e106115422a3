"""What makes a line a heading: its type, its number, and that it states no figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.blocks.model import Block, BlockCandidate
from extractor.months import FULL
from extractor.regex import regex

_WORDY = regex(r"[^\W\d_]{2,}")
# Words that make a line a statement.
_SAYS = regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|saw|rose|fell|increased|decreased|reduced"
    r"|dropped|remained|remains?|achieved|received|came|went|there)\b",
    re.IGNORECASE,
)
_TIME = regex(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?:\b(?:{FULL})\s+)?"
    r"\b(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?\b",
    re.IGNORECASE,
)
# "Key Stage 4", "Appendix 2", "aged 16 to 18", "Post 16", "2 year olds": numbers of names.
_NAME = regex(
    r"\b(?:[A-Z][\w-]*|aged?|under|over|quarter|q|ks|year|stage|phase|post|priority|appendix"
    r"|annex|table|figure|section|part|item|level|tier|band|objective|goal|outcome|step|grade)"
    r"\s*\d+(?:\.\d+)*[a-z]?(?:\s*(?:-|–|to|and|&|/)\s*\d+)?\+?"
    r"|\b\d+(?:\s*(?:-|–|to)\s*\d+)?\+?[\s-]*(?:year|month|week|day)s?\b"
)
_FIGURE = regex(r"£\s?\d|\d[\d,.]*\s?(?:%|per\s?cent\b)|\d")
_SHARE = regex(r"£\s?\d|\d[\d,.]*\s?(?:%|per\s?cent\b)")
_COUNTS = regex(r"\d[\d,.]*\s+[a-z]")
_YEAR = regex(r"\b(?:19|20)\d\d")
_YEARS_OF_SCALE = 3
_NUMBERED_WORDS = 14
_BARE = regex(r"(\d{1,2})\s+(?=[A-Z])")
# "34.25 FTEs" counts something: no paper has so many sections.
_MOST_SECTIONS = 30
_LETTER = regex(r"\(?[A-H][.)]?")


def can_be_heading(content: str) -> bool:
    """Whether a text can be a heading: it names a subject and states no figure."""
    if not _WORDY.search(content) or content[0].islower() or _is_scale(content):
        return False
    return re.search(r"[.;,]$", content) is None and not states_figure(content)


def _is_scale(content: str) -> bool:
    """Whether a line is the years of a chart's axis or of columns, with one word at most
    that goes with each ("2019–20 2021–22 2023–24 Phase Phase Phase")."""
    if len(_YEAR.findall(content)) < _YEARS_OF_SCALE:
        return False
    return len({word.lower() for word in _WORDY.findall(content)}) <= 1


def states_figure(content: str) -> bool:
    """Whether a line states a figure ("517 children were in care", "92% of reviews on time").

    Years, ages and the numbers of names ("Key Stage 4", "Priority 2") state none.
    """
    if not any(map(str.isdigit, content)):
        return False
    rest = _NAME.sub(" ", _TIME.sub(" ", content))
    if _FIGURE.search(rest) is None:
        return False
    if _SHARE.search(rest) or _COUNTS.match(rest.strip()):
        return True
    return _SAYS.search(rest) is not None


def says_something(content: str) -> bool:
    """Whether a line has a verb and so makes a statement."""
    return _SAYS.search(content) is not None


def with_numbered_headings(drafts: Sequence[BlockCandidate]) -> list[BlockCandidate]:
    """The drafts, with each numbered line that heads what follows made a heading.

    "3.2 Placement stability" is a heading where it is short, has no verb and is not followed by its
    own sibling: with "3.3 …" right below, both are items of a list.
    """
    out = list(drafts)
    section = 0  # the number of the section that the last numbered line is in
    for index, draft in enumerate(drafts):
        block = draft.block
        below = drafts[index + 1].block if index + 1 < len(drafts) else None
        bare = _without_mark(block, below, section) or _lettered(block, below)
        if bare is not None:
            out[index] = replace(draft, block=bare)
            section = (number_of(bare.marker) or (section,))[0]
            continue
        own = _numbered(block)
        if own is not None and (not section or own[0] in (section, section + 1)):
            section = own[0]
        if block.kind in ("paragraph", "list_item") and _numbered(block) is not None:
            above = _numbered(drafts[index - 1].block) if index else None
            below = drafts[index + 1].block if index + 1 < len(drafts) else None
            if _names_subject(block) and _heads(block, above, below):
                level = level_of_number(block.marker or "")
                out[index] = replace(draft, block=replace(block, kind="heading", level=level))
    return out


def _lettered(block: Block, below: Block | None) -> Block | None:
    """The heading that a line in capitals behind a letter is: "B. CHILDREN IN CARE"."""
    letter = _LETTER.fullmatch(block.marker or "")
    content = block.text.content
    if letter is None or below is None or not (content.isupper() and _names_subject(block)):
        return None
    listed = _LETTER.fullmatch(below.marker or "") is not None
    fits = below.kind in ("paragraph", "table", "caption", "card", "heading", "list_item")
    return replace(block, kind="heading", level=2) if fits and not listed else None


def _without_mark(block: Block, below: Block | None, section: int) -> Block | None:
    """The heading that a line is whose number has no mark: "2 Post 16 years" above "2.1 …", or the
    next section after the one that the lines above are in.
    """
    found = _BARE.match(block.text.content) if block.marker is None else None
    if found is None or below is None or block.kind not in ("paragraph", "heading"):
        return None
    follows = section > 0 and int(found[1]) == section + 1 and below.kind == "paragraph"
    if _numbered(below) != (int(found[1]), 1) and not (follows and _numbered(below) is None):
        return None
    text = block.text.cut(found.end(), len(block.text.content))
    named = replace(block, kind="heading", text=text, marker=found[1], level=level_of_number("1"))
    return named if _names_subject(named) else None


def _names_subject(block: Block) -> bool:
    content = block.text.content
    return (
        len(content.split()) <= _NUMBERED_WORDS
        and can_be_heading(content)
        and not says_something(content)
        and not content.endswith((":", "?", "!", "-"))
    )


def _heads(block: Block, above: tuple[int, ...] | None, below: Block | None) -> bool:
    """Whether what is below a numbered line belongs under it."""
    own = _numbered(block)
    if own is None or below is None or own[0] > _MOST_SECTIONS:
        return False
    if above is not None and _siblings(above, own):
        return False
    following = _numbered(below)
    if following is not None:
        return len(following) == len(own) + 1 and following[: len(own)] == own
    return (
        below.kind in ("paragraph", "table", "caption", "card", "heading") and not below.list_intro
    )


def _siblings(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return len(one) == len(other) and one[:-1] == other[:-1] and other[-1] - one[-1] == 1


def _numbered(block: Block) -> tuple[int, ...] | None:
    return number_of(block.marker)


def number_of(marker: str | None) -> tuple[int, ...] | None:
    """The number that a marker is: "3.2." is (3, 2); None for bullets and letters."""
    if marker is None or not re.fullmatch(r"\d{1,2}(?:\.\d{1,3})*[.)]?", marker):
        return None
    numbers = tuple(int(part) for part in marker.rstrip(".)").split("."))
    # "2.0" is the second section, not a part of it.
    return numbers[:-1] if len(numbers) > 1 and numbers[-1] == 0 else numbers


def level_of_number(marker: str) -> int:
    """The depth of a numbered heading: 2 for "3.", 3 for "3.2", whatever its size."""
    number = number_of(marker)
    return 1 + min(len(number) if number else 1, 4)
