"""Which names mean the same council: papers write "Kent County Council", "Kent CC" and "Kent"."""

from __future__ import annotations

from functools import lru_cache

from extractor.marks.area_names import council_named, key_of, short_name


@lru_cache(maxsize=4096)
def place_of(name: str) -> str:
    """The place that a council's name stands for, in the form in which places are compared."""
    known = council_named(name)
    return key_of(known.name if known else short_name(name))


def names_of(name: str, councils: list[str]) -> list[str]:
    """Those of `councils` that are the council called `name`."""
    place = place_of(name)
    return [council for council in councils if place_of(council) == place]
