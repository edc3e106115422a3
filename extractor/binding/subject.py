"""The document's own words that say what a figure counts, kept for every figure."""

from __future__ import annotations

import re

from extractor.binding.counted import Counted
from extractor.binding.model import Figure
from extractor.marks.read import Marks
from extractor.passages.model import Passage

LONGEST = 160
_EDGES = re.compile(r"^[\s,;:.()\[\]–—•*|-]+|[\s,;:(\[–—•*|-]+$")
_LINKING = re.compile(
    r"^(?:(?:and|but|or|with|while|whilst|of|are|were|is|was|the|a|an|that|which|to|from|by|there|in|had|have|has"
    r"|been|being|be|this|these|at|as|for|compared|than|against)\s+)+",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:of|out of|from|amongst?)\s+(?:the|our|these|those|all|a total of|all the|its|this)?\s*"
    r"(?:total of\s+)?(?P<words>[^,.;:()%£]{3,80})",
    re.IGNORECASE,
)


def subject_of(figure: Figure, marks: Marks, counted: Counted, passage: Passage) -> str:
    """What is counted, in the words of the document: for a cell its labels, else the noun
    behind the figure, else the limb without the figure, else the sentence or its heading."""
    if passage.cell is not None:
        labels = [*passage.cell.row_path, *passage.cell.column_path]
        return _short(" – ".join(label for label in labels if label.strip()))
    limb, number = figure.limb, figure.number
    words = _cleaned(marks.text[number.end : limb.end])
    if not re.search(r"[A-Za-z]{3}", words):
        words = _cleaned(marks.text[limb.start : number.start])
    if not re.search(r"[A-Za-z]{3}", words):
        words = counted.words or _cleaned(
            marks.text[: number.start] + " " + marks.text[number.end :]
        )
    if not re.search(r"[A-Za-z]{3}", words):
        words = next(iter((*passage.lead, *passage.headings)), "")
    return _short(words)


def _cleaned(text: str) -> str:
    text = re.sub(r"\(\s*\)", " ", re.sub(r"\s+", " ", text))
    return _LINKING.sub("", _EDGES.sub("", text)).strip()


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0] + " …"


def base_words(figure: Figure, marks: Marks) -> str | None:
    """The words of a share's base: "of care leavers aged 17-21" behind a percentage."""
    if figure.unit != "percent":
        return None
    after = marks.text[figure.number.end : figure.limb.end]
    found = _BASE.match(after.lstrip())
    if found is None:
        return None
    words = re.split(
        r"\s(?:are|were|is|was|have|had|has|live|lived|who|which|that|placed|achieved|experienced"
        r"|aged?|received|with|in suitable|being|told|remain|left|did|felt)\b",
        found["words"],
        maxsplit=1,
    )[0]
    return words.strip() or None
