"""Names of councils: which texts are one, and the one official name of each council.

A council listed in rules/areas.yml has its official name, whatever form is printed. Any other
council needs its full name with a word for its type ("Example Parish Council", "London Borough of
Example"): "Dear Council" and "Arts Council" are not councils.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.regex import regex
from extractor.rulebook.area_names import Council, council_named, load_areas

_SMALL = frozenset(("and", "of", "upon", "with", "in", "on", "the", "le", "by", "under"))
_SMALL_WORDS = "|".join(sorted(_SMALL))
PLACE = rf"[A-Z][\w’'.-]*(?:,? (?:[A-Z][\w’'.-]*|&|{_SMALL_WORDS}))*?"
_STYLE = (
    r"(?:City and District|City and County|County Borough|Metropolitan Borough|London Borough"
    r"|Metropolitan District|Rural District|Metropolitan|Royal Borough|County|City|Borough"
    r"|District|Town|Parish|Community|Unitary)"
)
_BOROUGH = r"(?:(?:London|Royal|Royal London|Metropolitan|County) )?Borough"
_FORMS = (
    rf"(?:Council of )?(?:the )?{_BOROUGH} of {PLACE}(?: (?:{_STYLE} )?Council)?",
    rf"(?:Council of )?(?:the )?(?:City|County|Corporation) of {PLACE}"
    rf" (?:{_STYLE} )?(?:Council|Corporation)",
    rf"(?:{_STYLE} )?Council of (?:the )?{PLACE}",
    rf"{PLACE} {_STYLE} Councils?",
    rf"{PLACE} (?:County |Mayoral )?Combined Authority",
    rf"{PLACE} Children['’]s (?:Services )?Trust",
    rf"{PLACE} Children First",
)
_FULL = regex(rf"(?:{'|'.join(_FORMS)})")
# These are the name of a council only where the place has one.
_BARE = regex(rf"{PLACE} Councils?|(?:City|County) of {PLACE}")
# Of a run of capitals only the last words can be a name: the whole run would be read again
# from each of them.
_RUN = PLACE.removesuffix("*?") + "{0,20}?"
_IN_TEXT = regex(
    rf"\b(?:{_BOROUGH} of {_RUN}(?: Council)?(?= *$|[,.;:)]|\s(?!(?:{_SMALL_WORDS})\b)[a-z(])"
    rf"|(?:City|County) of {_RUN} (?:{_STYLE} )?Council"
    rf"|{_RUN} (?:{_STYLE} )?Council|{_RUN} Combined Authority"
    rf"|{_RUN} Children['’]s (?:Services )?Trust)\b"
)
# What a text must hold for the pattern above, which is slow, to find anything.
_SAYS_COUNCIL = regex("Council|Borough of|Combined Authority|Trust")
_WORD = regex(r"[A-Za-z’'-]+")
_ALIKE = 93.0
_LOCAL = regex(r"(?:Town|Parish|Community)\s+Council$", re.IGNORECASE)
_OTHER_BODY = regex(r"(?:Combined Authority|Trust|Children First|Councils)$", re.IGNORECASE)


def council_name(text: str, *, known_only: bool = False) -> str | None:
    """The name of the council that `text` consists of, or None.

    For a council in England the official name, whatever form is printed; for any other the name as
    printed, if it includes the council's type.
    """
    text = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" ,.:;*")
    text = re.sub(r"^(?:The|Cabinet of|Members of) (?=\S)", "", text)
    if not text or len(text) > 75:
        return None
    if text.isupper():
        text = title_case(text)
    full = _FULL.fullmatch(text) is not None
    if not full and _BARE.fullmatch(text) is None:
        return None
    if _OTHER_BODY.search(text):
        return text if is_place(text) and (not known_only or _place_known(text)) else None
    if not _LOCAL.search(text):
        known = _known(text)
        if known is not None:
            return _own_name(known, text)
    if known_only or not full or not is_place(text):
        return None
    return text


def plain_council(line: str) -> str | None:
    """The council that a line consists of by a bare name ("Tarnside Council"), whichever it is;
    None for other lines ("Youth Council", "Agenda of the Council")."""
    text = line.strip(" ,.")
    whole = text.endswith(" Council") and _BARE.fullmatch(text) is not None
    return text if whole and is_place(text) and not _LOCAL.search(text) else None


def councils_in(text: str) -> list[tuple[str, int]]:
    """The councils named in a running text, each with the offset of its name."""
    if _SAYS_COUNCIL.search(text) is None:
        return []
    found: list[tuple[str, int]] = []
    for match in _IN_TEXT.finditer(text):
        named = _innermost(match[0])
        if named is not None:
            found.append((named, match.start()))
    return found


def _innermost(text: str) -> str | None:
    """The council in a text that may begin with other capitalised words ("Contact Leeds City
    Council")."""
    words = text.split(" ")
    for start in range(max(1, len(words) - 1)):
        part = " ".join(words[start:])
        if not part[:1].isupper():
            continue
        name = council_name(part, known_only=True)
        if name is not None:
            return name
    return council_name(text)


def official_name(place: str) -> str | None:
    """The council of a place in England; None for other places."""
    council = council_named(place)
    if council is None or (council.shy and council.name != place):
        return None
    return council.full_name()


def council_of_domain(stem: str) -> str | None:
    """The council that an internet domain names ("westsussex", "nottscc", "st-helens")."""
    letters = key(stem)
    bare = re.sub(r"(?:council|mbc|mdc|cc|bc|dc)$", "", letters)
    names = _by_domain()
    return names.get(letters) or names.get(bare)


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    """The councils in England by the letters of their place, as used in their domains."""
    found: dict[str, str] = {}
    for council in load_areas().councils:
        for name in (council.name, *council.aliases):
            found.setdefault(key(name), council.full_name())
            found.setdefault(re.sub(r"[^a-z]", "", name.lower()), council.full_name())
    return found


def _own_name(council: Council, printed: str) -> str:
    """The council's official name; a county council that was abolished keeps its former name."""
    was_county = council.kind == "unitary" and printed.endswith("County Council")
    return f"{council.name} County Council" if was_county else council.full_name()


def _known(text: str) -> Council | None:
    """The council in England that a name refers to, even with one letter misread."""
    council = council_named(text)
    if council is not None:
        return council
    if len(text) < 15:
        return None
    from rapidfuzz import fuzz, process  # only for a name that is none

    names = _full_names()
    best = process.extractOne(text, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None or len(best[0].split()) != len(text.split()):
        return None
    differing = [
        (one, other)
        for one, other in zip(text.split(), best[0].split(), strict=True)
        if one != other
    ]
    # A misread letter leaves a word of the same length; a shorter one is another place.
    same = len(differing) == 1 and len(differing[0][0]) == len(differing[0][1])
    return names[best[0]] if same and not differing[0][0].isalpha() else None


@lru_cache(maxsize=1)
def _full_names() -> dict[str, Council]:
    return {council.full_name(): council for council in load_areas().councils}


def _place_known(text: str) -> bool:
    return council_named(text) is not None


def is_place(text: str) -> bool:
    """Whether the words of a name can be those of a place: none of them is an ordinary word."""
    rest = re.sub(rf"\b(?:{_STYLE}|Councils?|London|Royal|of|the)\b", " ", text)
    words = [word.lower() for word in _WORD.findall(rest)]
    words = [w for w in words if w not in _SMALL and w not in ("children's", "trust", "services")]
    return bool(words) and not any(word in _no_places() for word in words)


@lru_cache(maxsize=1)
def _no_places() -> frozenset[str]:
    return frozenset(load_areas().no_places)


def place_key(name: str) -> str:
    """The letters of the place in a council's name: "West Sussex County Council" → "westsussex"."""
    council = council_named(name)
    if council is not None:
        return key(council.name)
    name = re.sub(rf"\b(?:{_BOROUGH}|City|County) of\b", "", name)
    return key(re.sub(rf"\b(?:{_STYLE} )?Council$", "", name))


def key(name: str) -> str:
    """Letters only, lower case, without "and"."""
    return re.sub(r"[^a-z]", "", re.sub(r"\band\b|&", "", name.lower()))


def title_case(line: str) -> str:
    """Words with a capital each, except the small ones: "CABINET COMMITTEE" and the like."""
    words = [w.capitalize() if w.lower() not in _SMALL else w.lower() for w in line.split()]
    return " ".join(words)
