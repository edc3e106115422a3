"""The citation of a figure: who published the paper, its title, its day, and the page."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml

from extractor.reports.inspection import is_inspection_title
from extractor.rulebook.area_names import short_name
from extractor.wording import words

if TYPE_CHECKING:
    from extractor.site.context import Row

_FILE = Path(__file__).with_name("publishers.yml")
_YEAR_AND_MONTH = re.compile(r"\d{4}-\d{2}")


@lru_cache(maxsize=1)
def _inspectorates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(map(re.escape, printed)) + r")\b"))
        for name, printed in known.items()
    )


def is_of_inspection(figure: Row) -> bool:
    """Whether the paper is called as a report of an inspection is. One that goes to a committee is
    the council's, whatever it is about."""
    return not figure["committee"] and is_inspection_title(str(title_of(figure) or ""))


def publisher_of(figure: Row, texts: list[str]) -> str | None:
    """The inspectorate whose report the paper is, or those of a joint inspection; None where it is
    the council's own. `texts` are those of its pages."""
    if not is_of_inspection(figure):
        return None
    text = "\n".join(texts)
    named = {name: len(printed.findall(text)) for name, printed in _inspectorates()}
    most = max(named.values())
    return " and ".join(name for name, said in named.items() if said and 2 * said >= most) or None


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


def title_of(figure: Row) -> str | None:
    """What the paper is called, as printed; None where nothing is a title."""
    names = (figure["report"], figure.get("report_title"), figure["document_title"])
    named = [name for name in names if name and not words.is_caption(name)]
    special = (name for name in named if name.casefold().strip() not in words.GENERIC_TITLES)
    found: str | None = next(special, None)
    return found


def day_of(figure: Row) -> tuple[str, bool]:
    """The day of the meeting, or else the day or month of publication that the paper gives, and
    whether it is that of publication; empty where neither is known."""
    if figure["meeting_date"]:
        return words.day(figure["meeting_date"]), False
    day = figure.get("published_on")
    if not day:
        return "", False
    if _YEAR_AND_MONTH.fullmatch(day):
        return words.day(f"{day}-01").split(" ", 1)[1], True
    return words.day(day), True


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is the other cut off or with a number before it."""
    first, second = (re.sub(r"[\W_]+", " ", name).casefold().strip() for name in (one, other))
    return first in second or second in first


def _names(paper: str, council: str) -> bool:
    """Whether a title names the council's place: "Inspection of Kent children's services"."""
    place = short_name(council)
    return re.search(rf"\b{re.escape(place)}\b", paper, re.IGNORECASE) is not None
