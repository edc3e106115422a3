"""The citation of a figure: who published the paper, its title, its day, and the page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from extractor.export.publishers import title_of
from extractor.rulebook.area_names import short_name
from extractor.wording import words

if TYPE_CHECKING:
    from extractor.site.context import Row


def citation_of(figure: Row, address: str, copy: str | None, publisher: str | None = None) -> str:
    """A citation of the figure that can be pasted into a report."""
    paper = title_of(figure) or PurePosixPath(figure["path"]).name
    whole = figure["document_title"]
    if whole and not words.is_caption(whole) and not _same(whole, paper):
        paper = f"{paper}, in {words.document_name({**figure, 'title': whole})}"
    day, published = day_of(figure)
    said = " ".join(paper.split()).casefold()
    council = figure["council"]
    parts = [publisher or council, figure["committee"], paper]
    if publisher and council and not _names(paper, council):
        parts.append(council)
    if day and day.casefold() not in said:  # "Minutes of 10 December 2024"
        parts.append(f"published {day}" if published else day)
    parts += [f"item {figure['item']}" if figure["item"] else ""]
    parts += [f"page {figure['page']} of the PDF" if figure["page"] else ""]
    where = ", ".join(str(part) for part in parts if part)
    quoted = " ".join(str(figure["quote"]).split())
    return f"“{quoted}” {where}. {copy + ' ; ' if copy else ''}{address}"


def day_of(figure: Row) -> tuple[str, bool]:
    """The day of the meeting, or else the day or month of publication that the paper gives, and
    whether it is that of publication; empty where neither is known."""
    if figure["meeting_date"]:
        return words.day(figure["meeting_date"]), False
    day = words.day(figure.get("published_on"))
    return day, bool(day)


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is the other cut off or with a number before it."""
    first, second = (re.sub(r"[\W_]+", " ", name).casefold().strip() for name in (one, other))
    return first in second or second in first


def _names(paper: str, council: str) -> bool:
    """Whether a title names the council's place: "Inspection of Kent children's services"."""
    place = short_name(council)
    return re.search(rf"\b{re.escape(place)}\b", paper, re.IGNORECASE) is not None
