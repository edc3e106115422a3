"""The page of a council: coverage, latest figures, what is no longer reported, its papers."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from extractor.site import sql
from extractor.site.context import Row, names_of, request_context
from extractor.site.home import years_shown
from extractor.site.targets import papers_with_targets

if TYPE_CHECKING:
    from datasette.app import Datasette

PAPERS_A_PAGE = 200
SILENT_DAYS = 730
"""A measure counts as no longer reported when its last figure is this much older than the
latest paper."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest figures of an area: those still reported, and those that are not any more."""

    domains: dict[str, list[Row]]
    silent: list[Row]


def standing_of(rows: list[Row], newest: str | None) -> Standing:
    """Split the last points of an area's lines by whether the measure is still reported.

    `newest` is the date of the latest paper. A measure that has any recent line is not silent.
    """
    last: dict[str, str] = {}
    for row in rows:
        last[row["measure"]] = max(last.get(row["measure"], ""), row["period_end"])
    limit = _days_before(newest)
    domains: dict[str, list[Row]] = defaultdict(list)
    silent: dict[str, Row] = {}
    for row in latest_of(rows):
        if limit and last[row["measure"]] < limit:
            if row["period_end"] == last[row["measure"]]:
                silent.setdefault(row["measure"], row)
        else:
            domains[row["domain_title"]].append(row)
    return Standing(domains, sorted(silent.values(), key=lambda row: str(row["period_end"])))


def latest_of(rows: list[Row]) -> list[Row]:
    """The last figures of each measure and unit: of the whole, or of all breakdowns without it.

    Each row says in `breakdowns` how many breakdowns are left out.
    """
    kinds: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kinds[row["measure"], row["unit"]][row["dimensions_key"]].append(row)
    found = []
    for parts in kinds.values():
        shown = {"": parts[""]} if "" in parts else parts
        for lines in shown.values():
            newest = max(row["period_end"] for row in lines)
            hidden = len(parts) - len(shown)
            found += [{**row, "breakdowns": hidden} for row in lines if row["period_end"] == newest]
    return found


def _days_before(newest: str | None) -> str | None:
    if newest is None:
        return None
    return date.fromordinal(date.fromisoformat(newest).toordinal() - SILENT_DAYS).isoformat()


def years_by_committee(documents: list[Row]) -> tuple[dict[str, dict[str, int]], list[str]]:
    """How many documents each committee had in each year ("" where no date is given)."""
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in documents:
        year = (row["day"] or "")[:4]
        counted[row["committee"] or ""][year] += 1
    years = years_shown({year for row in counted.values() for year in row if year})
    return {name: counted[name] for name in sorted(counted)}, years


async def council_page(datasette: Datasette, request: Request) -> Response:
    """A council: coverage, latest figures, what is no longer reported."""
    here = await request_context(datasette, request)
    asked = here.part("council")
    councils = [row["council"] for row in await here.rows(sql.COUNCILS)]
    names = names_of(asked, councils)
    known = json.dumps(names)
    of_council = await here.row(sql.AREA_OF_COUNCIL, councils=known)
    area = of_council["area"] if of_council else asked
    latest = await here.rows(sql.LATEST_OF_AREA, area=area)
    documents = await here.rows(sql.COUNCIL_DOCUMENTS, councils=known, area=area)
    asked_first = here.first()
    first = asked_first if asked_first < len(documents) else 0
    listed = json.dumps([row["id"] for row in documents[first : first + PAPERS_A_PAGE]])
    if not documents and not latest:
        return await here.missing(f"council called “{asked}”")
    written = Counter(row["council"] for row in documents if row["council"])
    council = asked if asked in names or not written else written.most_common(1)[0][0]
    meetings = [row["day"] for row in documents if row["day"]]
    committees, years = years_by_committee(documents)
    return await here.page(
        "site_council.html",
        council=council,
        others=[name for name in names if name != council],
        area=area if latest else None,
        documents=documents,
        papers=await here.rows(sql.DOCUMENTS, documents=listed),
        first=first,
        following=first + PAPERS_A_PAGE if len(documents) > first + PAPERS_A_PAGE else None,
        before=max(0, first - PAPERS_A_PAGE) if first else None,
        committees=committees,
        years=years,
        standing=standing_of(latest, max(meetings, default=None)),
        targets=bool(await papers_with_targets(here, area)),
        mixes={
            name: mix
            for name, mix in here.settings.pages.mixes.items()
            if any(row["measure"] == mix.measure for row in latest)
        },
    )
