"""The areas that rules/areas.yml names: read, checked and indexed for finding."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extractor.package_files import shipped
from extractor.regex import regex
from extractor.rulebook.shared_lists import load_lists
from extractor.types import Area, AreaLevel

CouncilKind = Literal["county", "unitary", "metropolitan", "london", "district"]
_STYLES: dict[CouncilKind, str] = {
    "county": "{} County Council",
    "unitary": "{} Council",
    "metropolitan": "{} Council",
    "london": "London Borough of {}",
    "district": "{} District Council",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class AreaWords(_Strict):
    """Phrases that stand for one area."""

    level: AreaLevel
    name: str
    code: str | None = None
    phrases: tuple[str, ...]

    def area(self) -> Area:
        """The area they stand for."""
        return Area(self.name, self.level, self.code)


class Adjective(_Strict):
    """A word that makes an area of the noun after it: "national average"."""

    word: str
    level: AreaLevel
    name: str
    code: str | None = None

    def area(self) -> Area:
        """The area it stands for."""
        return Area(self.name, self.level, self.code)


class Country(_Strict):
    """A country of the United Kingdom."""

    name: str
    code: str


class Region(_Strict):
    """A region of England."""

    name: str
    code: str
    aliases: tuple[str, ...] = ()


class Council(_Strict):
    """A council of England; `shy` names are also words or surnames.

    `official` is the council's own name where its kind does not give it.
    """

    name: str
    code: str
    kind: CouncilKind
    region: str
    aliases: tuple[str, ...] = ()
    shy: bool = False
    common: bool = False
    official: str | None = None

    def full_name(self) -> str:
        """The council's own name: "Kent County Council", "London Borough of Sutton"."""
        return self.official or _STYLES[self.kind].format(self.name)


class AreaFile(_Strict):
    """rules/areas.yml."""

    words: tuple[AreaWords, ...]
    initials: tuple[AreaWords, ...]
    adjectives: tuple[Adjective, ...]
    nouns: tuple[str, ...]
    never: tuple[str, ...]
    no_places: tuple[str, ...]
    national_bodies: tuple[AreaWords, ...]
    together: tuple[str, ...]
    labels: tuple[AreaWords, ...]
    countries: tuple[Country, ...]
    regions: tuple[Region, ...]
    councils: tuple[Council, ...]


@lru_cache(maxsize=4)
def load_areas(path: Path | None = None) -> AreaFile:
    """The areas file (default: the one that comes with the package).

    Raises RuleError where it cannot be read or says something unknown.
    """
    return load_lists(AreaFile, path or shipped("rules") / "areas.yml")


_BEFORE = regex(
    r"^(?:the\s+|(?:borough\s+|city\s+)?council\s+of\s+(?:the\s+)?)?"
    r"(?:(?:london|royal|metropolitan|county)\s+)*"
    r"(?:(?:borough|city|county|corporation|council|district|lb|rb)\s+(?:of\s+)?(?:the\s+)?)?"
    r"(?:city\s+of\s+)?",
    re.IGNORECASE,
)
_BEHIND = regex(
    r"(?:\s+(?:children['’]s\s+(?:services\s+)?trust|children\s+first|combined\s+authority"
    r"|city|county|borough|metropolitan|royal|district|unitary|council|authority|mbc|cc|bc"
    r"|mdc|dc|local|la|corporation|(?:and|&)\s+(?:county|district)|of\s+the))+\s*$",
    re.IGNORECASE,
)

_PARISH = regex(r"(.+?)\s+(?:Town|Parish|Community)\s+Council", re.IGNORECASE)


def key_of(name: str) -> str:
    """The form in which names of places are compared."""
    plain = name.casefold().replace("&", " and ").replace("’", "'")
    return " ".join(re.sub(r"[^\w']+", " ", plain).split())


def short_name(council: str) -> str:
    """A council's place: "Kent" for "Kent County Council", "York" for "City of York Council"."""
    text = " ".join(council.split()).strip(" ,.:;")
    if (local := _PARISH.fullmatch(text)) is not None:
        # A town or parish is no district or county of the same name.
        known = key_of(local[1]) in councils_by_key()
        return text if known else local[1]
    core = _BEHIND.sub("", text)
    bare = _BEFORE.sub("", core, count=1) if core.lower() != "city of london" else core
    bare = bare.strip() or core.strip() or text
    return bare.title() if bare.isupper() and len(bare) > 4 else bare


@lru_cache(maxsize=1)
def councils_by_key() -> dict[str, Council]:
    """Councils by every name they go by, in the form of `key_of`."""
    found: dict[str, Council] = {}
    for council in load_areas().councils:
        for name in (council.name, *council.aliases):
            found.setdefault(key_of(name), council)
    return found


@lru_cache(maxsize=1)
def regions_by_key() -> dict[str, Area]:
    """Regions by every name they go by."""
    found: dict[str, Area] = {}
    for region in load_areas().regions:
        for name in (region.name, *region.aliases):
            found[key_of(name)] = Area(region.name, "regional", region.code)
    return found


@lru_cache(maxsize=1)
def area_names() -> frozenset[str]:
    """The names under which figures are about councils, regions and the country."""
    areas = load_areas()
    names = {words.name for words in areas.words if words.level == "national"}
    names |= {region.name for region in areas.regions}
    return frozenset(names | {council.name for council in areas.councils})


def council_named(name: str) -> Council | None:
    """The council of England that a name means, with or without "County Council" and the like."""
    known = councils_by_key()
    return known.get(key_of(name)) or known.get(key_of(short_name(name)))


def pattern_of(name: str) -> str:
    """A regular expression for a place's name as it may be printed."""
    parts = []
    for word in name.replace("&", "and").split():
        if word == "and":
            parts.append("(?:and|&)")
        elif word.rstrip(".") == "St":
            parts.append(r"St\.?")
        else:
            escaped = re.escape(word.replace("’", "'"))
            parts.append(escaped.replace("'", "['’]").replace(r"\-", r"[-‑–\s]"))
    return r"\s+".join(parts)
