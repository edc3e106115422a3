"""Areas: England, regions, neighbours and councils that a text names.

A figure without an area is about the report's own council; these spans say where it is about
another one. So a council's name counts only where it can stand for the place: not inside another
name ("Kent Police", "Norfolk and Norwich Hospital", "Councillor Preston"), and not where children
merely live or come from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.annotations.model import Area, AreaSpan
from extractor.months import BEGINNINGS
from extractor.regex import compiled, either, regex, right_before
from extractor.rulebook.area_names import (
    Council,
    council_named,
    councils_by_key,
    key_of,
    load_areas,
    pattern_of,
    regions_by_key,
    short_name,
)

# What is not before the capital comes after it, as Python leaps to the next capital.
_CAPITAL = regex(r"[A-Z](?<![\w’'-][A-Z])[\w&.’'-]*")
_SUFFIX = regex(
    r"(?:\s+(?:City|County|Borough|Metropolitan|District|Unitary|Council|CC|MBC|BC|LA|Authority"
    r"|Local\s+Authority|(?:city|county|borough)\s+council|council))+(?![\w-])"
)
_PREFIX = regex(
    r"(?:(?:London|Royal)\s+)?(?:Borough|City|County|Council|LB|RB)\s+(?:of\s+)?(?:the\s+)?$"
)
LONGEST_PREFIX = 80
_ORGANISATION = regex(
    r"(?:['’]s)?(?:\s+(?:and|&|of|the|[A-Z][\w’'-]*)){0,5}?\s+(?:Police|Constabulary|Hospitals?|"
    r"University|Universities|College|NHS|Trust|Foundation|Airport|Road|Street|Avenue|Lane|House|"
    r"Court|Crown|Cathedral|Prison|School|Academy|Magistrates|Fire|CCG|CCGs|ICB|ICS|Integrated|"
    r"Football|FC|Chamber|Diocese|Healthcare|Safeguarding|LSCB|SCB|Adoption\s+Agency|Park|Rail|"
    r"Railway|Bridge|Council\s+of\s+Faiths|Association|Limited|Ltd|plc)\b"
)
_LAST_WORD = regex(r"([\w.’'-]+)\s+$")
_PLAIN_CAPITALS = frozenset([
    "In", "At", "For", "Both", "And", "Our", "While", "Compared", "Like", "Unlike", "Only",
    "Neighbouring", "Across", "Within", "Since", "With", "To", "From", "By", "Of", "The",
    "Although", "However", "LA", "Than", "Or", "But", "Nearby", "As", "Is", "Was", "On",
    "Under", "Over", "When", "Where", "That", "This", "These", "Those", "Including", "Because",
    "If", "Then", "Currently", "Unitary", "County",
])  # fmt: skip
_PARTS = frozenset([
    "North", "South", "East", "West", "Mid", "Central", "Royal", "Greater", "New", "Upper",
    "Lower", "Inner",
])  # fmt: skip
_TITLES = frozenset([
    "Councillor", "Cllr", "Cllr.", "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady",
    "Baroness", "Mr.", "Mrs.",
])  # fmt: skip
_DWELLING = regex(
    r"(?:\b(?:placed|placements?|live|lives|lived|living|reside[sd]?|residing|located|based|moved|"
    r"relocated|situated|born|schools?|homes?|carers?|districts?)\s+(?:with\w*\s+)?"
    r"(?:in|into|within|to|at)(?:\s+the(?:\s+(?:county|city|borough|district)\s+of)?)?|\boutside(?:\s+of)?|\bfrom|\bvia|\bnear)\s+$",
    re.IGNORECASE,
)
_OWNS = regex(r"s?['’]s?\s+")
_LABEL_TAIL = regex(r"(?:\s+(?:av|avg|average|averages|mean|median|figure|rate|group))+$")
_LIST_GAP = regex(r"^\s*(?:,|and|&|or|/|,\s*and)\s*(?:the\s+)?$")
_NO_NAME = frozenset({"", "county", "city", "borough", "district", "the", "council", "local"})
_TAIL = r"(?:['’]s?)?(?:\s+(?:average|averages|mean|median|group|rate|figure|level)(?!\w))?"


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that begins with a given word, and what it names; `abroad` is another country."""

    name: str
    area: Area
    council: Council | None = None
    own: bool = False
    abroad: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the name, compiled when a text first contains its first word."""
        return _compiled(self.name)


def find_areas(text: str, home: Area | None = None) -> list[AreaSpan]:
    """The areas that a text names, in order, none inside another.

    `home` is the area of the report's council: where the text has its name or "locally", the span
    has `home` itself. Other councils are of level `other`.
    """
    marks = _names_in(text, home, strict=True)
    if _may_have_words(text):
        marks += _words_in(text, home)
    if home is not None and home.code is None and home.name and home.name in text:
        own = re.finditer(rf"(?<!\w){re.escape(home.name)}(?!\w)", text)
        marks += [AreaSpan(found.start(), found.end(), home) for found in own]
    if home is not None and home.name and (short := short_forms(home.name)).search(text):
        marks += [AreaSpan(*found.span(), home) for found in short.finditer(text)]
    marks = [mark for mark in marks if not right_before(_RANKED, text, mark.start, 80)]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    kept: list[AreaSpan] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            if kept and _owns(kept[-1], mark, text):
                mark = AreaSpan(kept.pop().start, mark.end, mark.area)
            kept.append(mark)
    return kept


@lru_cache(maxsize=256)
def short_forms(name: str) -> re.Pattern[str]:
    """The letters by which a council calls itself: WSCC for West Sussex County Council."""
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
    return re.compile(
        rf"(?<!\w)(?:{letters}(?:CC|BC|MBC|MDC|DC|CBC)|LB{letters}|RB{letters}C?"
        + (rf"|{letters}C" if len(letters) > 1 else "")
        + r")(?!\w)"
    )


_RANKED = regex(
    rf"\d(?:st|nd|rd|th)\b(?!\s(?:of\s)?(?:{BEGINNINGS}))"
    r"(?:\s\((?:out )?of \d+\))?[^\d,;.()]{0,40}$",
    re.IGNORECASE,
)
"""A place among which somebody ranks ("19th (out of 151) nationally") is not that of a figure."""


def _owns(owner: AreaSpan, mark: AreaSpan, text: str) -> bool:
    """Whether an area is that of another’s group: "Essex’s neighbours" are not Essex."""
    if mark.area.level in ("local", "other"):
        return False
    named = text[owner.start : owner.end].rstrip("s’'")
    return _OWNS.fullmatch(text, owner.start + len(named), mark.start) is not None


def home_area(council: str | None) -> Area | None:
    """The area of a report's own council, with its code where it is a council of England.

    The name is the place's ("Kent" for "Kent County Council"), so that reports which print
    the council's name in different forms refer to one area.
    """
    if council is None or not council.strip():
        return None
    known = council_named(council)
    if known is not None:
        return Area(known.name, "local", known.code)
    name = short_name(council)
    return None if key_of(name) in _NO_NAME else Area(name, "local", None)


def area_of_label(label: str, home: Area | None) -> Area | None:
    """The area that a row or column label names ("England", "SN", "Essex"), if it names one."""
    key = _LABEL_TAIL.sub("", key_of(label))
    if not key:
        return None
    for group in load_areas().labels:
        if key in _label_keys(group.phrases):
            return _at_home(group.area(), home)
    council = council_named(label)
    if council is not None and _is_home(council.name, home):
        return home
    if council is not None and key in councils_by_key():
        return None if council.common else Area(council.name, "other", council.code)
    text = label.title() if label.isupper() and len(label) > 4 else label
    marks = _names_in(text, home, strict=False) + _words_in(text, home)
    found = {mark.area for mark in marks}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=64)
def _label_keys(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key_of(phrase) for phrase in phrases)


# names of places


def _names_in(text: str, home: Area | None, *, strict: bool) -> list[AreaSpan]:
    found: list[AreaSpan] = []
    shy: list[AreaSpan] = []
    passed_over = -1
    done = 0
    index, own = _index(), _own_names(home)
    for word in _CAPITAL.finditer(text):
        if word.start() < done:
            continue
        first = re.split(r"[’'.-]", word.group(), maxsplit=1)[0]
        for named in (*own.get(first, ()), *index.get(first, ())):
            match = named.pattern.match(text, word.start())
            if match is None:
                continue
            suffix = _SUFFIX.match(text, match.end())
            end = suffix.end() if suffix is not None else match.end()
            prefix = _PREFIX.search(text, max(0, match.start() - LONGEST_PREFIX), match.start())
            start = prefix.start() if prefix is not None else match.start()
            whole = suffix is not None or prefix is not None
            done = end
            if not _stands_alone(text, start, end, named, strict=strict):
                break
            elsewhere = named.council is not None or named.abroad
            dwelling = elsewhere and not named.own and strict
            if dwelling and _merely_lives(text, start, passed_over):
                passed_over = end
                break
            area = home if named.own and home is not None else named.area
            mark = AreaSpan(start, end, area)
            bashful = named.council is not None and named.council.shy and not whole
            shown = strict or (named.council is not None and named.council.common)
            (shy if bashful and shown and not named.own else found).append(mark)
            break
    return found + [mark for mark in shy if _in_a_list(text, mark, found)]


def _stands_alone(text: str, start: int, end: int, named: _Named, *, strict: bool) -> bool:
    """Whether the text has this name and not a longer one."""
    if _ORGANISATION.match(text, end) is not None:
        return False
    before = right_before(_LAST_WORD, text, start, 30)
    previous = before.group(1) if before is not None else ""
    if previous in _TITLES or (previous in _PARTS and start > 0):
        return False
    if previous == "of" and re.search(r"\b(?:Bank|Church|University)\s+of\s+$", text[:start]):
        return False
    if named.own or not strict:
        return True
    if previous[:1].isupper() and previous not in _PLAIN_CAPITALS and not previous.endswith("."):
        return False
    after = re.match(r"\s+([A-Z](?:[a-z]\w*|[A-Z]?\d\w*))", text[end : end + 30])
    return after is None or after.group(1) in _PLAIN_CAPITALS | {"Average", "Region", "England"}


def _merely_lives(text: str, start: int, passed_over: int) -> bool:
    """Whether children only live in, or come from, the place: the figure is not about it."""
    if right_before(_DWELLING, text, start, 40) is not None:
        return True
    return passed_over >= 0 and _LIST_GAP.match(text[passed_over:start]) is not None


def _in_a_list(text: str, mark: AreaSpan, others: list[AreaSpan]) -> bool:
    """Whether a shy name is in a list with other names."""
    return any(
        _LIST_GAP.match(text[other.end : mark.start])
        or _LIST_GAP.match(text[mark.end : other.start])
        for other in others
    )


@lru_cache(maxsize=1)
def _index() -> dict[str, list[_Named]]:
    """Names by their first word, longest first."""
    areas = load_areas()
    names: list[tuple[str, Area, Council | None]] = [
        (name, Area(council.name, "other", council.code), council)
        for council in areas.councils
        for name in (council.name, *council.aliases)
    ]
    names += [
        (name, Area(region.name, "regional", region.code), None)
        for region in areas.regions
        for name in (region.name, *region.aliases)
    ]
    names += [
        (country.name, Area(country.name, "national", country.code), None)
        for country in areas.countries
    ]
    abroad = {country.code for country in areas.countries[1:]}
    index: dict[str, list[_Named]] = {}
    for name, area, council in sorted(names, key=lambda item: -len(item[0])):
        first = re.split(r"[\s,’'.-]", name, maxsplit=1)[0]
        named = _Named(name, area, council, abroad=area.code in abroad)
        index.setdefault(first, []).append(named)
    return index


@lru_cache(maxsize=1 << 12)
def _compiled(name: str) -> re.Pattern[str]:
    return compiled(pattern_of(name) + r"(?![\w]|[-‑]\w)")


@lru_cache(maxsize=32)
def _own_names(home: Area | None) -> dict[str, list[_Named]]:
    """The names of the home council, by first word."""
    if home is None:
        return {}
    council = council_named(home.name)
    names = {short_name(home.name), home.name}
    if council is not None:
        names |= {council.name, *council.aliases}
    index: dict[str, list[_Named]] = {}
    for name in sorted(names, key=len, reverse=True):
        first = re.split(r"[\s,’'.-]", name, maxsplit=1)[0]
        index.setdefault(first, []).append(_Named(name, home, council, own=True))
    return index


def _is_home(name: str, home: Area | None) -> bool:
    return home is not None and key_of(short_name(home.name)) == key_of(name)


# words for areas

_WORDY = (
    "nation", "region", "neighbour", "engl", "locally", "compar", "metropol", "shire", "county a",
    "countr", "unitary", "london", "core cit", "similar", "family a", "peer", "benchm",
)  # fmt: skip
_INITIALS = regex(r"uk(?<!\w..)|sn(?<!\w..)s?(?!\w)")


def _may_have_words(text: str) -> bool:
    """Whether a text can have words for areas ("nationally", "SN")."""
    small = text.lower()
    return any(word in small for word in _WORDY) or _INITIALS.search(small) is not None


def _words_in(text: str, home: Area | None) -> list[AreaSpan]:
    words, initials, adjectives = _word_patterns()
    found = []
    for pattern, areas in (words, initials):
        for match in pattern.finditer(text):
            area = _at_home(areas[_phrase_key(match.group(1))], home)
            if not text[match.end() :].startswith(" of ") or area.level != "regional":
                found.append(AreaSpan(match.start(), match.end(), area))
    pattern, areas = adjectives
    for match in pattern.finditer(text):
        area = _at_home(areas[match.group(1).lower()], home)
        found.append(AreaSpan(match.start(), match.end(), area))
    return found


def _at_home(area: Area, home: Area | None) -> Area:
    """ "locally" is home; "the region" is the region that home is in."""
    if area.level == "local":
        return home if home is not None else area
    if area.level == "regional" and area.code is None and home is not None:
        council = council_named(home.name)
        return regions_by_key()[key_of(council.region)] if council is not None else area
    return area


def _phrase_key(text: str) -> str:
    return " ".join(text.lower().split())


_Patterns = tuple[re.Pattern[str], dict[str, Area]]


@lru_cache(maxsize=1)
def _word_patterns() -> tuple[_Patterns, _Patterns, _Patterns]:
    """Patterns of words, initials and adjectives, each with the areas by what group 1 holds."""
    areas = load_areas()
    words = {phrase: group.area() for group in areas.words for phrase in group.phrases}
    initials = {phrase: group.area() for group in areas.initials for phrase in group.phrases}
    adjectives = {item.word: item.area() for item in areas.adjectives}
    ordered = sorted(words, key=len, reverse=True)
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
    # Few words of a text begin as these do: the others are not held against all of them.
    first = either(phrase[:2] for phrase in ordered)
    short = "|".join(sorted(map(re.escape, initials), key=len, reverse=True))
    nouns, never = "|".join(areas.nouns), "|".join(areas.never)
    between = rf"(?:\s+(?!(?:{never})\b)(?-i:[a-z0-9][\w’'/-]*|[A-Z]+\d*)){{0,2}}?"
    figure = r"\s*[(:=]\s*[<>~£]?\d|\s+\d[\d.,]*%?(?![\w-])|\s*\||\s*$"
    adjective = rf"\b({'|'.join(adjectives)})(?:{between}\s+(?:{nouns})\b|(?={figure}))"
    return (
        (compiled(rf"\b(?={first})({phrases})(?!\w){_TAIL}", re.IGNORECASE), words),
        (
            compiled(rf"(?<![\w-])({short})(?![\w-]){_TAIL}"),
            {phrase.lower(): area for phrase, area in initials.items()},
        ),
        (compiled(adjective, re.IGNORECASE), adjectives),
    )
