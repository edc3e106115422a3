"""Whose report it is: the council on the cover, behind an e-mail address, or in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.marks.area_names import council_named, load_areas
from extractor.redaction.seal import revealed
from extractor.reports.model import Stated

_PLACE = r"[A-Z][\w’'.-]*(?:,? (?:[A-Z][\w’'.-]*|and|of|upon|with|in|on|the|&|le|by))*?"
_KIND = (
    r"(?:County|City|Borough|District|Metropolitan Borough|Metropolitan District|Metropolitan"
    r"|City and District|Town|Parish|Unitary|City and County)"
)
_NAMED = re.compile(
    rf"\b(?:(?:London|Royal) Borough of {_PLACE}(?: Council)?(?= *$|[,.;)]|\s[a-z])"
    rf"|City of {_PLACE} (?:{_KIND} )?Council"
    rf"|{_PLACE} {_KIND} Council)\b"
)
_COVER = re.compile(
    rf"(?:(?:London|Royal) Borough of {_PLACE}(?: Council)?"
    rf"|(?:City|Borough|County|Metropolitan Borough) of {_PLACE}(?: (?:{_KIND} )?Council)?"
    rf"|{_PLACE} (?:{_KIND} )?Council)"
)
_NO_COUNCIL = re.compile(
    r"^(?:full|the|annual|extraordinary|county|city|borough|district|town|parish|special|this"
    r"|youth|children|young|school|research|medical|health|general|design|arts|our|your|each"
    r"|every|to|from|by|of|for|at|in|care leavers?|care|legal|local|national)\b"
    r"|\b(?:in care|youth|of the|pupil|parish|arts|parent|school|children['’]s) council$",
    re.IGNORECASE,
)
_INSPECTED = re.compile(
    rf"^(?:Re-?)?[Ii]nspection of (?:services .* in )?(?P<place>{_PLACE}) (?:local authority"
    r"|(?:metropolitan |county |city )?(?:borough |district )?council['’]?s?)"
    r" children['’]s services"
)
_SERVICES_IN = re.compile(
    rf"^Children['’]s services in (?:the )?(?P<place>{_PLACE})(?: Council area)?"
    r" (?:are|is|requires?)\b"
)
_GOV = re.compile(r"(?:@|www\.|https?://)([\w.-]+?)\s?\.\s?g\s?ov\.\s?uk\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    rf"\b(?P<place>{_PLACE})['’]s\s+(?:looked\s+after\s+|vulnerable\s+)?"
    r"(?:children|young\s+people|care\s+leavers|residents|families|communities)\b"
)
# What a text must hold for the patterns above, which are slow, to find anything.
_SAYS_COUNCIL = re.compile("Council|Borough of")
_SAYS_ADDRESS = re.compile("@|www|http", re.IGNORECASE)
# Domains of the state that name no council.
_STATE = re.compile(
    r"service|legislation|ofsted|education|publishing|cqc|ons|hmrc|nhs|parliament|cabinetoffice"
    r"|communities|dft|police|justice|gov"
)
# An e-mail address counts as much as this many links: people write from their own council.
_EMAIL = 5
_SMALL = frozenset(("and", "of", "upon", "with", "in", "on", "the", "le", "by"))


@dataclass(slots=True)
class CouncilEvidence:
    """What a report's pages say about its council, counted while they go by."""

    named: Counter[str] = field(default_factory=Counter)
    lines: dict[str, Stated] = field(default_factory=dict)
    domains: Counter[str] = field(default_factory=Counter)
    head: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)

    def read(self, text: str, page: int | None, head: bool) -> None:
        """Count the councils and the council domains that `text` names."""
        for match in _NAMED.finditer(text) if _SAYS_COUNCIL.search(text) else ():
            name = tidy_name(match[0])
            if name is not None and (name in self.named or len(self.named) < 60):
                self.named[name] += 1
                self.lines.setdefault(name, Stated(name, _line_at(text, match.start()), page, True))
                if head:
                    self.head.add(name)
        for match in _addresses(text):
            stem = match[1].lower().rsplit(".", 1)[-1]
            if not _STATE.fullmatch(stem) and (stem in self.domains or len(self.domains) < 60):
                at = match[0].startswith("@")
                self.domains[stem] += _EMAIL if at else 1
                self.lines.setdefault(stem, Stated(stem, _line_at(text, match.start()), page, True))

        for match in _POSSESSIVE.finditer(text):
            council = official_name(match["place"])
            if council is not None:
                self.places[council] += 1
                self.lines.setdefault(
                    council, Stated(council, _line_at(text, match.start()), page, True)
                )

    def council(self) -> Stated | None:
        """The council that e-mail addresses or the text point to; None where they disagree.

        In the order of trust: the commonest e-mail domain, the one council that the
        first pages name and the rest hardly contradicts, the one place whose children
        or residents the text speaks of ("the best start for Exampleshire's children").
        """
        for stem, _ in self.domains.most_common(1):
            named = [name for name in self.named if place_key(name) == key(stem)]
            name = named[0] if named else _by_domain().get(key(stem))
            if name is None and self.domains[stem] >= _EMAIL:
                name = f"{stem.replace('-', ' ').title()} Council"
            if name is not None:
                return Stated(name, self.lines[stem].evidence, self.lines[stem].page, True)
        ranked = self.named.most_common(2)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= 5 * ranked[1][1])
        if clear and ranked[0][1] >= 3 and ranked[0][0] in self.head:
            return self.lines[ranked[0][0]]
        if len(self.places) == 1 and not ranked:
            return self.lines[next(iter(self.places))]
        return None


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """The addresses of councils; those of people are sealed, letter for letter."""
    said = revealed(text)
    return _GOV.finditer(said) if _SAYS_ADDRESS.search(said) else iter(())


def official_name(place: str) -> str | None:
    """The council of a place of England, by the style of its kind; None for other places.

    A county's is "Exampleshire County Council", a London borough's "London Borough of
    Example"; the others' styles differ, so theirs is "Example Council".
    """
    council = council_named(place)
    if council is None or (council.shy and council.name != place):
        return None
    if council.kind == "county":
        return f"{council.name} County Council"
    boroughs = council.kind == "london" and council.name not in ("City of London", "Westminster")
    return f"London Borough of {council.name}" if boroughs else f"{council.name} Council"


def place_in_title(title: str) -> str | None:
    """The council of the one place that a title names ("Sufficiency in Exampleshire"), or None."""
    found = {
        official_name(council.name)
        for council in load_areas().councils
        if not council.shy
        and council.name in title
        and re.search(rf"\b{re.escape(council.name)}\b", title)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    """The councils of England by the letters of their place, as their domains have them."""
    names = {c.name: official_name(c.name) for c in load_areas().councils}
    return {key(place): name for place, name in names.items() if name is not None}


_COUNCIL_LABEL = re.compile(
    r"(?:name of )?(?:council|local authority|authority)\s*:\s*"
    r"(?P<name>[A-Z][^:]{3,60}?)(?:\s+[A-Z]\d{3,5})?",
    re.IGNORECASE,
)


def labelled_council(line: str) -> str | None:
    """The council that a line names behind a label ("Local authority: Marlshire E1234")."""
    found = _COUNCIL_LABEL.fullmatch(line)
    return None if found is None else cover_council(found["name"]) or found["name"].strip()


def cover_council(line: str) -> str | None:
    """The council that a line of the cover consists of, or None."""
    if "council" not in (small := line.lower()) and " of " not in small:
        return None
    line = line.strip(" ,.")
    if line.isupper():
        line = title_case(line)
    line = re.split(r"\s+[–—-]\s+", line)[0]
    line = re.sub(r"^(?:[\w ]+ )?for (?:the )?(?=[A-Z])", "", line, flags=re.IGNORECASE)
    line = re.sub(r" Meeting\b.*$", "", line)
    return tidy_name(line) if len(line) < 70 and _COVER.fullmatch(line) else None


def inspected_place(line: str) -> str | None:
    """The place an inspection report is about, from its title or its judgement line."""
    match = _INSPECTED.match(line) or _SERVICES_IN.match(line)
    return match["place"] if match else None


def tidy_name(name: str) -> str | None:
    """A council's name without what does not belong to it; None where it names no council."""
    name = re.sub(r"\s+", " ", name.replace("’", "'")).strip()
    name = re.sub(r"^The (?=\S)", "", name)
    if _NO_COUNCIL.search(name):
        return None
    return name


def place_key(name: str) -> str:
    """The letters of the place in a council's name: "West Sussex County Council" → "westsussex"."""
    name = re.sub(r"\b(?:London |Royal )?(?:Metropolitan )?(?:Borough|City|County) of\b", "", name)
    name = re.sub(rf"\b(?:{_KIND} )?Council$", "", name)
    return key(name)


def key(name: str) -> str:
    """Letters only, lower case, without "and"."""
    return re.sub(r"[^a-z]", "", re.sub(r"\band\b|&", "", name.lower()))


def title_case(line: str) -> str:
    """Words with a capital each, except the small ones: "CABINET COMMITTEE" and the like."""
    words = [w.capitalize() if w.lower() not in _SMALL else w.lower() for w in line.split()]
    return " ".join(words)


def _line_at(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)].strip()[:300]
