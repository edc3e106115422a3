"""The labels of a table cell as a person would write them: in order, without codes and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.binding.subjects.label_words import (
    EDGES,
    FOOTNOTE,
    LONGEST_PART,
    PAUSE,
    shortened,
    spoken,
    without_open_brackets,
)
from extractor.binding.subjects.phrase_words import word_set
from extractor.blocks.tables.captions import (
    NUMBERED,
    PARAGRAPH_NUMBER,
    QUESTION_NUMBER,
    names_quantity,
)
from extractor.blocks.tables.cell_kinds import (
    begins_with_period,
    is_data,
    is_period,
)
from extractor.passages.model import CellLabels, Passage
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

LONGEST_CAPTION = 24
"""Most words of a caption; a longer one is a sentence that introduces the table and names
nothing."""

_LONGEST_NUMBERED = 40
"""The same of one that begins "Table 3"."""

SHORT_LABEL = 3
"""Most words of a caption that names a table only together with the line that leads in to it."""

_NUMBERED = regex(
    r"^(?:(?:table|figure|fig|chart|graph|exhibit|diagram)\b\.?\s*[A-Z]{0,3}\d*(?:\s?[.\-]\s?\d+)*"
    r"[a-z]?\s*[:.|–—-]*\s*\|?\s*"
    r"|(?:appendix|annex|section)\s+[A-Z\d]{1,3}\s*[:–—-]\s*)",
    re.IGNORECASE,
)
_OF_UNITS = regex(
    r"^\(?(?:all )?(?:figures|amounts|values|numbers|sums)\b.{0,30}$|^source\b|^notes?\b|^key\b",
    re.IGNORECASE,
)
# The number of a section before its heading, without a mark ("4 Homes"); not "3 Bed homes".
_BARE_NUMBER = regex(
    r"^\d{1,2}\s+(?=[A-Z])(?!(?:Years?|Beds?|Bedrooms?|Days?|Weeks?|Months?|Hours?|Plus|Stars?"
    r"|Terms?|Miles?|Points?)\b)"
)
_CONTINUED = regex(
    r"\s*[(\[–—-]\s*cont(?:inued|['’]?d)?\b\.?(?: from (?:page \d+|overleaf))?\s*[)\]]?"
    r"|\s+cont(?:inued|['’]?d|\.)$",
    re.IGNORECASE,
)
# The head of the pages of an account, before the name of a note.
_NOTES_TO = regex(
    r"^.{0,120}\bnotes to the (?:financial statements|accounts)\b"
    r"(?:\s*\(cont[^)]*\)\W*(?:note\s+)?|\W+note\s+)(?:\d+[a-z]?[\s.:–-]+)?(?=\w)",
    re.IGNORECASE,
)
# What a long title goes on to tell of the table.
_TELLS = regex(
    r"\.\s+(?=[A-Z]).*$|\s+(?:The|This|These) (?:[a-z]+ )?(?:shows?|is|are|includes?)\b.*$"
    r"|\s*[(\[](?:notes?|sources?|n\.?b)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# A heading that was read together with the title below it.
_BEFORE_QUANTITY = regex(
    r"^(?!(?:total|average|annual|mean|median|the|a|table|figure|chart)\b)(?:[a-z]+ ){1,3}"
    r"(?<!\bof )(?<!\bthe )(?<!\band )(?<!\bby )"
    r"(?-i:(?=(?:Percentage|Proportion|Number|Rate) of ))",
    re.IGNORECASE,
)
_THE_FOLLOWING = regex(r"^The following (?P<what>[a-z]+)(?: (?:are|were|have been) (?P<said>.+))?$")
# A sentence about the table, not a name of it.
_REMARK = regex(r"^(?:these|this|they|there|it|we|please|see)\s+[a-z]+\s+\w+", re.IGNORECASE)
# Heads of columns that were read as a line: "Service Revenue Revenue Revenue".
_SAME_HEADS = regex(r"\b([A-Z][a-z]{3,}) \1\b")
_SHOWN_BELOW = regex(
    r"\s+(?:is|are)\s+(?:(?:shown|listed|set out|given|provided|summarised|detailed|outlined)\s+)?"
    r"(?:below|(?:as follows|in the (?:following )?table(?: below)?))[\s:.]*$"
)
_REFERENCE_ONLY = regex(
    r"^(?:[\d/–-]{4,9}\s+)?(?:appendix|annex|schedule|table|figure|enclosure)\s*[A-Z\d]{0,3}"
    r"(?:\.\d+)*(?:\s+[\d/–-]{4,9})?$",
    re.IGNORECASE,
)
_CODE = regex(r"^(?:[(\[#]?\d{1,7}[.)\]]?|[A-Z]{1,6}[ -/]?\d{1,4}[a-z]?|[A-Za-z])$")
_HOW_MANY = ("N", "n")  # the column of how many were asked or tested, beside that of a share
_ICON = regex(
    r"^(?:caution|warning|important|note|tip|key|help|info(?:rmation)?)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a table and can name it: its caption, the line that leads in to it, the
    headings, the nearest first, the running head of its page and the title of the report."""

    caption: str | None = None
    lead: str | None = None
    headings: tuple[str, ...] = ()
    running_head: str | None = None
    title: str | None = None


LONGEST_SUBJECT = 320
"""Most characters of what a cell counts."""


def subject_of_cell(passage: Passage, words: Words) -> str:
    """What a table cell counts: the name of its table, then its row and column labels."""
    assert passage.cell is not None
    around = Around(
        passage.caption, passage.lead, passage.headings, passage.running_head, passage.title
    )
    return shortened(name_of_cell(passage.cell, around, words), LONGEST_SUBJECT)


def name_of_cell(cell: CellLabels, around: Around, words: Words) -> str:
    """What a cell counts: the name of its table, then its row and its column labels.

    Units, reference codes, footnote marks and numbers of rows are left out, and a label that
    says what another one says. A table without a caption is named by the line that leads in to it
    or by the heading; one whose only column is headed by a unit, and a row without a label, also by
    what is in its corner.
    """
    path = cell.name or cell.row_path
    if len(path) > 1 and (NUMBERED.match(path[0]) or names_quantity(path[0])):
        # The title of a second table in the same grid, which heads its rows.
        around, path = replace(around, caption=path[0]), path[1:]
    rows = _told(path)
    columns = _told(_rejoined(cell.column_path))
    stub = cell.stub if cell.stub and not begins_with_period(cell.stub) else ""
    if not (rows and columns) and says_something(stub, words):
        rows = [*_told([stub]), *rows]
    labels = [*rows, *columns]
    frames = [frame for frame in _frames(around, words) if _adds(frame, labels)]
    quantity = spoken(stub) if names_quantity(stub) else ""  # the corner says what all cells are
    if quantity not in frames and _adds(quantity, labels, all_new=True):
        frames.append(quantity)
    return " – ".join(_once(frames, rows, columns, words))


# All cells of a table ask for its names, and all of a row or column for what its labels say.
_remembered = lru_cache(maxsize=2048)


@_remembered
def _frames(around: Around, words: Words) -> tuple[str, ...]:
    """What names a table, from the outside inwards: its caption, the line that leads in to it or a
    heading, the head of its page where that is hardly a word, and the report's title without any.
    """
    caption, lead = _frame(around.caption), lead_name(around.lead or "")
    if caption and (not lead or len(caption.split()) > SHORT_LABEL):
        frames = [caption]
    elif lead:
        frames = [lead, caption]
    else:
        named = (_frame(_BARE_NUMBER.sub("", heading)) for heading in around.headings)
        frames = [next((heading for heading in named if names_table(heading, words)), "")]
    fuller = _fuller_heading(frames[0], around.headings) if len(frames) == 1 else ""
    if fuller:
        frames.insert(0, fuller)
    head = _frame(around.running_head)
    if (
        sum(len(frame.split()) for frame in frames) <= 1
        and head not in frames
        and says_something(head, words)
    ):
        frames.insert(0, head)
    if not any(frames) and names_table(title := _frame(around.title), words):
        return (title,)
    return tuple(frame for frame in frames if frame)


_GENERAL = word_set(
    """division department service summary overview result finding detail analysis evaluation
    breakdown table divisional departmental"""
)
"""Normal forms of the words of a title that does not say whose table it is."""

_SHORT_TITLE = 6
"""Most words of a title that leaves out what the heading above it says."""


def _fuller_heading(frame: str, headings: Sequence[str]) -> str:
    """The heading further up that says of what the title of a table is, which repeats but its last
    words: "Children's Central Costs" over "Central costs summary tables", or that is above one that
    says nothing by itself ("Divisional summary"); "" where there is none."""
    own = _long_words(frame)
    if len(own) > _SHORT_TITLE:
        return ""
    if own and own <= _GENERAL:
        above = [heading for heading in map(_frame, headings) if heading]
        behind = above[above.index(frame) + 1 :] if frame in above else above
        return next(iter(behind), "")
    for heading in map(_frame, headings):
        said = _long_words(heading)
        shared = said & own
        if len(shared) > 1 and len(said) == len(shared) + 1:
            return heading
    return ""


@_remembered
def _long_words(text: str) -> frozenset[str]:
    """The words of more than three letters, in normal form."""
    return frozenset(w.norm for w in sentence_words(text) if w.alpha and len(w.text) > 3)


@_remembered
def _every_word(text: str) -> frozenset[str]:
    return frozenset(w.norm for w in sentence_words(text))


def names_table(heading: str, words: Words) -> bool:
    """Whether a heading can name a table: it says something, were it in a word of three letters
    beside others ("2007 Tax Table")."""
    return says_something(heading, words, 2 if len(heading.split()) > 1 else 3)


@_remembered
def says_something(label: str, words: Words, shorter: int = 3) -> bool:
    """Whether a label has a word for what is counted, longer than `shorter` letters, beyond time,
    unit or "total"."""
    if is_period(label):
        return False
    nothing = (words.neutral, words.times)
    return any(
        word.alpha
        and len(word.text) > shorter
        and word.lower not in words.columns
        and not any(word.lower in idle or word.norm in idle for idle in nothing)
        for word in sentence_words(label)
    )


def _told(path: Iterable[str]) -> list[str]:
    """The labels of one side, without those that are only a code where another label has words."""
    labels = [label for part in path if (label := spoken(part))]
    speaking = [
        label
        for label in labels
        if not _CODE.match(label) or is_period(label) or label in _HOW_MANY
    ]
    return speaking or labels


def _rejoined(path: Iterable[str]) -> list[str]:
    """The labels, a header whose words were parted over rows in one ("multi-", "generational
    household")."""
    parts: list[str] = []
    for part in path:
        if parts and part[:1].islower() and parts[-1][-1:] not in (":", "."):
            parts[-1] += part if parts[-1].endswith("-") else f" {part}"
        else:
            parts.append(part)
    return parts


@_remembered
def _frame(caption: str | None) -> str:
    """A caption or heading as the first part of a name; "" where it names nothing."""
    caption = _NOTES_TO.sub("", (caption or "").strip(), count=1)
    if not caption or _OF_UNITS.match(caption) or _ICON.match(caption):
        return ""
    numbered = NUMBERED.match(caption) is not None
    text = without_continued(_SHOWN_BELOW.sub("", _NUMBERED.sub("", caption, count=1)))
    text = _without_heads(_BEFORE_QUANTITY.sub("", text, count=1))
    most = LONGEST_SUBJECT if numbered else LONGEST_PART
    text = _THE_FOLLOWING.sub(_what_follows, spoken(text, most), count=1)
    if _REFERENCE_ONLY.match(text) or _REMARK.match(text) or _SAME_HEADS.search(text):
        return ""
    pieces = text.split()
    if sum(1 for piece in pieces if is_data(piece)) >= max(3, 0.4 * len(pieces)):
        return ""  # a row of figures
    if len(pieces) > LONGEST_CAPTION:
        text = without_open_brackets(_TELLS.sub("", text)).strip(EDGES)
        pieces = text.split()
    longest = _LONGEST_NUMBERED if numbered else LONGEST_CAPTION
    if len(pieces) > longest:
        parts = [text[: m.start()] for m in PAUSE.finditer(text, 20)]
        fitting = [part for part in parts if len(part.split()) <= longest]
        text = without_open_brackets(fitting[-1]) if fitting else ""
        pieces = text.split()
    if not pieces or len(pieces) > longest:
        return ""
    if sum(1 for piece in pieces if len(piece) == 1 and piece.islower() and piece != "a") > 1:
        return ""  # letters that were torn from their words
    return text


def _what_follows(found: re.Match[str]) -> str:
    """What a line that leads in to a table says of what is in it: "Huts let in Ely" of "The
    following huts are let in Ely"; "" of "The following huts"."""
    return f"{found['what'].capitalize()} {found['said']}" if found["said"] else ""


def without_continued(heading: str) -> str:
    """A heading without the remark that it goes on from the page before."""
    return _CONTINUED.sub(" ", heading)


def _without_heads(caption: str) -> str:
    """A caption up to the words that stand there twice in a row: heads of columns that were read
    as its next line ("If Form If Form If Form")."""
    pieces = caption.split()
    for size in range(2, len(pieces) // 2 + 1):
        for at in range(len(pieces) - 2 * size + 1):
            if pieces[at : at + size] == pieces[at + size : at + 2 * size]:
                return " ".join(pieces[:at])
    return caption


def _adds(frame: str, labels: Sequence[str], *, all_new: bool = False) -> bool:
    """Whether a caption has a word that no label has; with `all_new` none that any label has."""
    said = frozenset().union(*map(_every_word, labels))
    new = [word not in said for word in _long_words(frame)]
    return bool(new) and all(new) if all_new else any(new)


def _once(
    frames: Sequence[str], rows: Sequence[str], columns: Sequence[str], words: Words
) -> list[str]:
    """Names and labels in order, without a label that another one contains.

    "Total" over a column is no part of "Programme total" beside a row: what says nothing by itself
    stays where it is the last of its side, unless the other side's label is the same.
    """
    ends = {side[-1] for side in (rows, columns) if side}
    kept: list[str] = []
    for label in (*rows, *columns):
        key = label.casefold()
        alone = label in ends and not says_something(label, words)
        if any(key == other.casefold() for other in kept):
            continue
        if not alone and any(_is_part(label, other) for other in kept):
            continue
        kept = [other for other in kept if not _is_part(other, label)] + [label]
    return [*frames, *kept]


_FURTHER = 5
"""Most words that a label may have beyond another one which it is said to repeat."""


def _is_part(label: str, other: str) -> bool:
    """Whether a label is repeated by another one; a sentence that uses the word of a category
    ("Pay") does not repeat it."""
    longer = len(other.split()) - len(label.split())
    said = f" {other.casefold()} "
    at = said.find(label.casefold())
    apart = at > 0 and not (said[at - 1].isalnum() or said[at + len(label)].isalnum())
    return apart and longer <= _FURTHER


_SHOWS = regex(
    r"\b(?:tables?|figures?)(?: \d+[a-z]?| below| above| that follows)*\s+(?:shows?|gives?"
    r"|sets? out|summarises?|provides?|details?|compares?|presents?|outlines?|illustrates?|lists?)"
    r"(?: (?:a|the) (?:breakdown|summary|details?|position|comparison) of| how| that)?\s+"
    r"(?:the |our )?(?P<what>[^.]+)",
    re.IGNORECASE,
)
_NUMBER_BEFORE = regex(rf"^(?:{QUESTION_NUMBER}|{PARAGRAPH_NUMBER}(?=[A-Z]))")
_SENTENCES = regex(r"(?<=[.;])\s+(?=[A-Z])")
LONGEST_LEAD = 30
"""Most words of the part of a lead that names a table."""


@lru_cache(maxsize=512)
def lead_name(lead: str) -> str:
    """The words of a line that leads in to a table which name it: what the table "shows", or a
    title that begins with a quantity; "" where it has none."""
    for sentence in reversed(_SENTENCES.split(lead)):
        said = _NUMBER_BEFORE.sub("", sentence.strip())
        if (shown := _SHOWS.search(said)) is not None:
            said = shown["what"]
        elif not names_quantity(said) and not (said.endswith(":") and len(said.split()) <= 8):
            continue
        said = " ".join(FOOTNOTE.sub(" ", said).split()).strip(EDGES)
        said = _THE_FOLLOWING.sub(_what_follows, said, count=1)
        if 1 < len(said.split()) <= LONGEST_LEAD:
            return said[0].upper() + said[1:]
    return ""
