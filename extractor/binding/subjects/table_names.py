"""What names a table, in the words of the paper: its caption, the line that leads in to it, the
headings above it, the head of its page and the title of its report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.binding.subjects.label_words import (
    EDGES,
    FOOTNOTE,
    LONGEST_PART,
    PAUSE,
    spoken,
    without_open_brackets,
)
from extractor.binding.subjects.phrase_words import word_set
from extractor.blocks.tables.captions import (
    NUMBERED,
    PARAGRAPH_NUMBER,
    QUESTION_NUMBER,
    asks,
    is_note,
    names_quantity,
)
from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

LONGEST_SUBJECT = 320
"""Most characters of what a cell counts."""

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


# All cells of a table ask for its names, and all of a row or column for what its labels say.
remembered = lru_cache(maxsize=2048)


@remembered
def names_of_table(around: Around, words: Words) -> tuple[str, ...]:
    """What names a table, from the outside inwards: its caption, the line that leads in to it or a
    heading, the head of its page where that is hardly a word, and the report's title without any.
    """
    caption, lead = _frame(around.caption), lead_name(around.lead or "")
    head = _frame(around.running_head)
    if not caption and not lead and head and _CONTINUED.search(around.running_head or ""):
        return (head,)  # "Rents of huts (continued)": it is the title of the table itself
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
    own = long_words(frame)
    if len(own) > _SHORT_TITLE:
        return ""
    if own and own <= _GENERAL:
        above = [heading for heading in map(_frame, headings) if heading]
        behind = above[above.index(frame) + 1 :] if frame in above else above
        return next(iter(behind), "")
    for heading in headings:
        named = _frame(_BARE_NUMBER.sub("", heading))
        said = long_words(named)
        if own - _GENERAL <= said and len(said & own) > 1 and len(said) == len(said & own) + 1:
            return named
    return ""


@remembered
def long_words(text: str) -> frozenset[str]:
    """The words of more than three letters, in normal form."""
    return frozenset(w.norm for w in sentence_words(text) if w.alpha and len(w.text) > 3)


@remembered
def every_word(text: str) -> frozenset[str]:
    return frozenset(w.norm for w in sentence_words(text))


_NUMBER_ALONE = regex(
    r"(?:note|table|figure|fig|appendix|annex|schedule)s?\s*[A-Z]?\d{0,3}[a-z]?\W*", re.IGNORECASE
)


def refers(caption: str | None) -> bool:
    """Whether a caption is only the number of a table or of a note to the accounts."""
    return caption is not None and _NUMBER_ALONE.fullmatch(caption.strip()) is not None


def names_table(heading: str, words: Words) -> bool:
    """Whether a heading can name a table: it says something, were it in a word of three letters
    beside others ("2007 Tax Table")."""
    return says_something(heading, words, 2 if len(heading.split()) > 1 else 3)


@remembered
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


@remembered
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


_SHOWS = regex(
    r"\b(?:tables?|figures?)(?: \d+[a-z]?| below| above| that follows)*\s+(?:shows?|gives?"
    r"|sets? out|summarises?|provides?|details?|compares?|presents?|outlines?|illustrates?|lists?)"
    r"(?: (?:a|the) (?:breakdown|summary|details?|position|comparison) of| how| that)?\s+"
    r"(?:the |our )?(?P<what>[^.]+)",
    re.IGNORECASE,
)
_NUMBER_BEFORE = regex(rf"^(?:{QUESTION_NUMBER}|{PARAGRAPH_NUMBER}(?=[A-Z]))")
# A title in the line of the paragraph that it is over: "Age of crews: This shows how old …".
_TITLE_BEFORE = regex(r"((?:[A-Z][\w’'-]*|\()(?:,? [\w()’'/&-]+){1,9}): (?=[A-Z][a-z]* [a-z]+ )")
_SENTENCES = regex(r"(?<=[.;])\s+(?=[A-Z])")
_BEGINS_ONLY = regex(r"\b(?:is|are|was|were|follows)\W*$")


def _names_shortly(said: str) -> bool:
    """Whether a sentence is a few words with a colon, which are no clause that the table ends."""
    short = said.endswith(":") and len(said.split()) <= SHORT_LEAD
    return short and not _BEGINS_ONLY.search(said)


SHORT_LEAD = 8
LONGEST_LEAD = 30
"""Most words of the part of a lead that names a table."""


@lru_cache(maxsize=512)
def lead_name(lead: str) -> str:
    """The words of a line that leads in to a table which name it: what the table "shows", a
    question, or a title that begins with a quantity; "" where it has none."""
    if asks(lead):
        said = _NUMBER_BEFORE.sub("", lead).strip(EDGES)
        return said if len(said.split()) <= LONGEST_LEAD else ""
    for sentence in reversed(_SENTENCES.split(lead)):
        said = _NUMBER_BEFORE.sub("", sentence.strip())
        if (shown := _SHOWS.search(said)) is not None:
            said = shown["what"]
        elif not names_quantity(said) and not _names_shortly(said):
            continue
        said = " ".join(FOOTNOTE.sub(" ", said).split()).strip(EDGES)
        said = _THE_FOLLOWING.sub(_what_follows, said, count=1)
        if 1 < len(said.split()) <= LONGEST_LEAD:
            return said[0].upper() + said[1:]
    titled = _TITLE_BEFORE.match(_NUMBER_BEFORE.sub("", lead))
    return titled[1].strip(EDGES) if titled and not is_note(lead) else ""
