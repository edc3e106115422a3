"""Who published a paper: the council, or the inspectorate whose report it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from extractor.reports.inspection import is_inspection_title
from extractor.wording import words

TEXT_OF_PAGES = """
select substr(text, 1, 20000) as text from pages where document_id = ? limit 60"""
"""The texts in which the inspectorate of a report is looked for."""
_FILE = Path(__file__).with_name("publishers.yml")


@lru_cache(maxsize=1)
def _inspectorates() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Each inspectorate with its printed names. A pattern begins with letters, so that it is
    looked for quickly in long texts."""
    known = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        (name, tuple(re.compile(rf"{re.escape(each)}\b") for each in printed))
        for name, printed in known.items()
    )


def is_of_inspection(figure: Mapping[str, Any]) -> bool:
    """Whether the paper is called as a report of an inspection is. One that goes to a committee is
    the council's, whatever it is about."""
    return not figure["committee"] and is_inspection_title(str(title_of(figure) or ""))


def inspectorates_in(texts: Iterable[str]) -> str | None:
    """The inspectorates that a report names most, or None."""
    text = "\n".join(texts)
    named = {
        name: sum(len(each.findall(text)) for each in printed) for name, printed in _inspectorates()
    }
    most = max(named.values())
    return " and ".join(name for name, said in named.items() if said and 2 * said >= most) or None


def title_of(figure: Mapping[str, Any]) -> str | None:
    """What the paper is called, as printed; None where nothing is a title."""
    names = (figure["report"], figure.get("report_title"), figure["document_title"])
    named = [name for name in names if name and not words.is_caption(name)]
    special = (name for name in named if name.casefold().strip() not in words.GENERIC_TITLES)
    found: str | None = next(special, None)
    return found
