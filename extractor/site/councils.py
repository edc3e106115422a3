"""Which names mean the same council: papers write "Kent County Council", "Kent CC" and "Kent"."""

from __future__ import annotations

import json
from functools import lru_cache

from extractor.rulebook.area_names import council_named, key_of, short_name
from extractor.site import sql
from extractor.site.context import RequestContext


@lru_cache(maxsize=4096)
def place_of(name: str) -> str:
    """The place that a council's name means, in the form in which places are compared."""
    known = council_named(name)
    return key_of(known.name if known else short_name(name))


def names_of(name: str, councils: list[str]) -> list[str]:
    """Those of `councils` that are the council called `name`."""
    place = place_of(name)
    return [council for council in councils if place_of(council) == place]


async def council_documents(here: RequestContext, area: str) -> list[str]:
    """The ids of a council's papers, by its name or, where they name none, by their area."""
    councils = [row["council"] for row in await here.rows(sql.COUNCILS)]
    known = json.dumps(names_of(area, councils))
    rows = await here.rows(sql.COUNCIL_DOCUMENTS, councils=known, area=area)
    return [row["id"] for row in rows]
