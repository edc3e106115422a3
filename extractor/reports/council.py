"""The council of a report: named on the cover or after a label, otherwise the one that most of the
text refers to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractor.annotations.areas import find_areas
from extractor.redaction.seal import revealed
from extractor.regex import regex
from extractor.reports.council_names import (
    PLACE,
    council_name,
    council_of_domain,
    councils_in,
    is_place,
    official_name,
    plain_council,
)
from extractor.reports.model import Stated, line_at
from extractor.reports.nation import NationEvidence
from extractor.rulebook.area_names import council_named, load_areas

_AUTHORITY = (
    r"(?:local authority|local area partnership|area partnership"
    r"|(?:metropolitan |county |city )?(?:borough |district )?council['’]?s?)"
)
_INSPECTED = regex(
    rf"^(?:Re-?)?[Ii]nspection of (?:services .* in )?(?P<place>{PLACE}) {_AUTHORITY}"
    r" children['’]s services"
    rf"|^(?:Joint )?(?:[Ll]ocal )?[Aa]rea SEND (?:full )?(?:inspection|revisit) (?:of|in)"
    rf" (?P<area>{PLACE})(?: Local Area Partnership)?$"
    rf"|^(?:Focused|Monitoring|Assurance) visit (?:to|of) (?:the )?(?P<visited>{PLACE})"
    rf"(?: {_AUTHORITY})?(?:['’]s)? children['’]s (?:social care )?services"
    rf"|^[Ii]nspection of looked after children services in (?P<older>{PLACE})$"
)
_SERVICES_IN = regex(
    rf"^Children['’]s services in (?:the )?(?P<place>{PLACE})(?: Council area)?"
    r" (?:are|is|requires?)\b"
)
_GOV = regex(r"(@|www\.|https?://)?\b([\w.-]+?)\s?\.\s?g\s?ov\.\s?uk\b", re.IGNORECASE)
_PEOPLE = (
    r"['’]s\s+(?:looked\s+after\s+|vulnerable\s+)?"
    r"(?:children|young\s+people|care\s+leavers|residents|families|communities)\b"
)
_POSSESSIVE = regex(rf"\b(?P<place>{PLACE}){_PEOPLE}")
_OF_PEOPLE = regex(_PEOPLE)  # finds quickly that a page has none
# Points that each kind of evidence gives a council, and the most it can give; ENOUGH of
# them, and CLEAR times as many as the next council has, make it the report's.
_WORTH = {"named": 1, "head": 1, "email": 3, "link": 1, "people": 3, "place": 1, "initials": 1}
_MOST = {"named": 12, "head": 6, "email": 15, "link": 6, "people": 6, "place": 10, "initials": 6}
ENOUGH, CLEAR = 3.0, 2.5
# A council that is only named, a place that is only mentioned must be so this often.
_NAMED_OFTEN, _PLACE_OFTEN = 3, 5
# What is not before the capital comes after it, as Python leaps to the next capital.
_CAPITALISED = regex(r"[A-Z](?<!\w.)[a-z]{3,}\b")
_SAID_OFTEN, _MOST_WORDS = 3, 5_000
# A council named without its kind must be of a place that the paper refers to so often.
_SPOKEN_OFTEN = 2
_PLAIN = r"[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?"
# Bodies of one council's area, whose papers state its figures.
_BODY = (
    r"(?:(?:Local )?Safeguarding (?:Children|Adults)(?:['’]s)? (?:Board|Partnership)"
    r"|Safeguarding Partnership|Corporate Parenting (?:Board|Panel)"
    r"|Youth (?:Justice|Offending) (?:Service|Team|Partnership)|Virtual School)"
)
_BARE_LINE = regex(rf"(?m)^[ \t]*(?P<place>{_PLAIN}(?<! Local)) (?:Council|{_BODY})[ \t]*$")
_SPOKEN_OF = regex(
    rf"\b(?:in|across|within|of|to|from|around|outside) (?P<place>{_PLAIN})\b(?! Council)"
    rf"|\b(?P<own>{_PLAIN})['’]s\b"
)
_SMALL_WORD = regex(r"\b[a-z]{4,}\b")
_INITIALS = regex(r"[A-Z](?<!\w.)[A-Z]{1,5}C\b")


@dataclass(slots=True)
class CouncilEvidence:
    """Evidence of a document's council, counted page by page."""

    points: dict[str, Counter[str]] = field(default_factory=dict)
    lines: dict[str, Stated] = field(default_factory=dict)
    initials: Counter[str] = field(default_factory=Counter)
    unlisted: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    bare: Counter[str] = field(default_factory=Counter)
    spoken_of: Counter[str] = field(default_factory=Counter)
    opening: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)
    nation: NationEvidence = field(default_factory=NationEvidence)

    def read(self, text: str, page: int | None, *, head: bool, places: bool = True) -> None:
        """Count the councils, council e-mail addresses and (with `places`) places in `text`."""
        for name, at in councils_in(text):
            self._count(name, ("named", "head") if head else ("named",), text, at, page)
        self._addresses(text, page, head)
        self.nation.read(text, page, head=head)
        for match in _POSSESSIVE.finditer(text) if _OF_PEOPLE.search(text) else ():
            council = official_name(match["place"])
            if council is not None:
                self._count(council, ("people",), text, match.start(), page)
        for mark in find_areas(text) if places else ():
            council = official_name(mark.area.name) if mark.area.level == "other" else None
            if council is not None:
                self._count(council, ("place",), text, mark.start, page)
        self.initials.update(_INITIALS.findall(text))
        self._bare_names(text, page, head)
        if len(self.said) < _MOST_WORDS:
            self.said.update(word.lower() for word in _CAPITALISED.findall(text))

    def merge(self, other: CouncilEvidence) -> None:
        """Add the evidence of other pages of the document."""
        for name, points in other.points.items():
            if name in self.points or len(self.points) < 60:
                self.points.setdefault(name, Counter()).update(points)
                self.lines.setdefault(name, other.lines[name])
        self.initials.update(other.initials)
        self.unlisted.update(other.unlisted)
        self.said.update(other.said)
        self.bare.update(other.bare)
        self.spoken_of.update(other.spoken_of)
        self.opening |= other.opening
        self.small |= other.small
        self.nation.merge(other.nation)
        for stem in (*other.unlisted, *other.bare):
            self.lines.setdefault(stem, other.lines[stem])

    def council(self) -> Stated | None:
        """The council that the evidence supports; None where it is contradictory or too weak."""
        ranked = sorted(((self._weight(name), name) for name in self.points), reverse=True)
        if not ranked or ranked[0][0] < ENOUGH or not self._tells(ranked[0][1]):
            return self._unlisted()
        if len(ranked) > 1 and not self._clear(ranked[0][1], ranked[1][1]):
            return None
        return self.lines[ranked[0][1]]

    def _unlisted(self) -> Stated | None:
        """A council that is in no list, whose e-mail addresses and text name the same place
        ("Elmsworth had 412 children …", …@elmsworth.gov.uk)."""
        for stem, count in self.unlisted.most_common(1):
            told = self.said[stem] + count
            if self.said[stem] and told >= _SAID_OFTEN and is_place(stem):
                line = self.lines[stem]
                return Stated(f"{stem.title()} Council", line.evidence, line.page, True)
        for name, _ in self.bare.most_common(3):
            if self._is_spoken_of(name.removesuffix(" Council")):
                return self.lines[name]
        return None

    def writes_small(self, name: str) -> bool:
        """Whether a paper has a word of a council's name in lower case, as ordinary words are
        written ("the harvest council")."""
        words = name.lower().removesuffix(" council").split()
        return any(word in self.small for word in words)

    def _is_spoken_of(self, place: str) -> bool:
        """Whether a paper uses a name as that of a place ("in Saltby", "Saltby's children") and
        never writes it in lower case, as it would an ordinary word ("the youth council")."""
        if self.writes_small(place):
            return False
        words = place.lower().split()
        # A name on the paper's first line needs to come up once more, in any form.
        named_again = all(self.said[word] > self.bare[f"{place} Council"] for word in words)
        return self.spoken_of[place] >= _SPOKEN_OFTEN or (place in self.opening and named_again)

    def _bare_names(self, text: str, page: int | None, head: bool) -> None:
        """Lines of a head that name a council without its type ("Saltby Council"), with how often
        the paper refers to that place."""
        for match in _BARE_LINE.finditer(text) if head else ():
            place = " ".join(match["place"].split())
            name, listed = f"{place} Council", official_name(place)
            if listed is not None:
                self._count(listed, ("named", "people"), text, match.start(), page)
                continue
            if is_place(name):
                self.bare[name] += 1
                if not text[: match.start()].strip():
                    self.opening.add(place)
                self.lines.setdefault(name, Stated(name, match[0].strip(), page, True))
        if "ouncil" in text or self.bare:
            self.spoken_of.update(m["place"] or m["own"] for m in _SPOKEN_OF.finditer(text))
            if len(self.small) < _MOST_WORDS:
                self.small.update(_SMALL_WORD.findall(text))

    def _clear(self, first: str, second: str) -> bool:
        """Whether one council is clearly ahead, with the share of each kind of evidence capped or
        uncapped."""
        if self._weight(first) >= CLEAR * self._weight(second):
            return True
        least = 2 if _may_hold(first, second) else 3
        return self.points[first].total() >= least * self.points[second].total()

    def _tells(self, name: str) -> bool:
        """Whether the evidence is more than a council named in passing.

        It takes an e-mail address of its staff, its name or place often enough, or two kinds of
        evidence that agree.
        """
        points, initials = self.points[name], self._abbreviated(name)
        elsewhere = points["place"] - points["named"]
        if points["email"] or points["people"] or points["link"] >= _NAMED_OFTEN:
            return True
        if points["head"] and points["named"] + points["link"] >= _NAMED_OFTEN:
            return True
        if points["place"] + initials >= _PLACE_OFTEN and elsewhere > 0:
            return True
        kinds = (points["head"] and points["named"], points["link"], elsewhere > 1)
        return sum(map(bool, kinds)) > 1

    def _addresses(self, text: str, page: int | None, head: bool) -> None:
        said = revealed(text)  # the addresses of people are sealed, letter for letter
        for match in _GOV.finditer(said) if "ov.uk" in said else ():
            stem = match[2].lower().rsplit(".", 1)[-1]
            council = council_of_domain(stem)
            if council is None:
                if match[1] == "@":
                    self.unlisted[stem] += 1
                    self.lines.setdefault(
                        stem, Stated(stem, line_at(text, match.start()), page, True)
                    )
                continue
            kind = "email" if match[1] == "@" else "link"
            self._count(council, (kind, "head") if head else (kind,), text, match.start(), page)

    def _count(
        self, name: str, kinds: tuple[str, ...], text: str, at: int, page: int | None
    ) -> None:
        points = self.points.setdefault(name, Counter())
        # The line that names a council or its address is better evidence than its place alone.
        if name not in self.lines or (kinds != ("place",) and points.keys() == {"place"}):
            self.lines[name] = Stated(name, line_at(text, at), page, True)
        points.update(kinds)

    def _abbreviated(self, name: str) -> int:
        """How often a council's initials occur in the text ("ECC")."""
        return self.initials["".join(re.findall(r"\b[A-Z]", name))]

    def _weight(self, name: str) -> float:
        counted = {**self.points[name], "initials": self._abbreviated(name)}
        points: dict[str, float] = {kind: _WORTH[kind] * n for kind, n in counted.items()}
        if counted.get("place", 0) < _PLACE_OFTEN:
            points["place"] = points.get("place", 0) / 2  # mentioned, hardly referred to
        return sum(min(n, _MOST[kind]) for kind, n in points.items())


def _may_hold(first: str, second: str) -> bool:
    """Whether one council is a county and the other may be one of its districts, which a county's
    papers often name."""
    county, district = council_named(first), council_named(second)
    if county is None or district is None or county.region != district.region:
        return False
    return county.kind == "county" and district.kind == "district"


def place_in_title(title: str) -> str | None:
    """The council of the only place named in a title ("Sufficiency in Exampleshire"), or None."""
    found = {
        council.full_name()
        for council in load_areas().councils
        if not council.shy
        and council.name in title
        and re.search(rf"\b{re.escape(council.name)}\b", title)
    }
    return found.pop() if len(found) == 1 else None


_COUNCIL_LABEL = regex(
    r"(?:name of )?(?:council|local authority|authority)\s*:\s*"
    r"(?P<name>[A-Z][^:]{3,60}?)(?:\s+[A-Z]\d{3,5})?",
    re.IGNORECASE,
)


def labelled_council(line: str) -> str | None:
    """The council named after a label in a line ("Local authority: Marlshire E1234")."""
    found = _COUNCIL_LABEL.fullmatch(line)
    if found is None:
        return None
    name = found["name"].strip()
    named = council_name(name) or official_name(name)
    return named or (name if is_place(name) and re.fullmatch(PLACE, name) else None)


def cover_council(line: str) -> str | None:
    """The council that a line of the cover consists of, or None."""
    small = line.lower()
    if not any(word in small for word in ("council", " of ", "authority", "trust", "first")):
        return None
    line = re.split(r"\s+[–—|-]\s+|:\s+", line.strip(" ,."))[0]
    line = re.sub(r"^(?:[\w ]+ )?for (?:the )?(?=[A-Z])", "", line, flags=re.IGNORECASE)
    line = re.sub(r"(?i) Meeting\b.*$", "", line)
    return council_name(line)


_ADDRESSED = regex(
    rf"\b(?:to|for|of) (?:the )?"
    rf"(?P<council>{PLACE}(?: (?:City|County|Borough|District))? Council)['’]s"
    r" (?:[A-Z][\w’'-]*,? (?:(?:and|of|for|the|&) )*){0,8}"
    r"(?:Board|Committee|Panel|Cabinet|Commission|Forum|Executive)\b"
)


def council_addressed(line: str) -> str | None:
    """The council to whose body a paper goes ("Annual report to Saltby Council's Corporate
    Parenting Board"), or None."""
    found = _ADDRESSED.search(line)
    if found is None:
        return None
    return council_name(found["council"]) or plain_council(found["council"])


def inspected_place(line: str) -> str | None:
    """The place an inspection report is about, from its title or its judgement line."""
    match = _INSPECTED.match(line) or _SERVICES_IN.match(line)
    return next((place for place in match.groups() if place), None) if match else None
